//! The closed loop's tables: one pass over the leads each, and the leads behind a cell by the same questions.

use super::holds;
use crate::console::model::scorecard::View;
use crate::console::places::{CellAsk, TableAsk};
use crate::ledger::Texts;
use crate::review::figures::closed_loop as tables;
use crate::review::figures::contradiction::{Contradiction, Kinds, ToFix};
use crate::review::figures::cost::{self, Fate, Spending};
use crate::review::figures::coverage::Anchor;
use crate::review::figures::cut::Cut;
use crate::review::figures::heard::{Heard, Spans, When};
use crate::review::figures::kpi::Kpi;
use crate::review::figures::matrix::{Matrix, Untouched};
use crate::review::figures::pareto::{Pareto, Subject};
use crate::review::figures::scorecard;
use crate::review::figures::table::Table;
use crate::review::figures::work::{MINUTES_A_TOUCH, Work, minutes};
use crate::review::filter::{By, LeadFilter};
use crate::review::lead::LeadId;
use crate::review::milestone::date_of;
use crate::review::period::Period;
use crate::review::person::Team;
use crate::seat::desk::answer::number;
use crate::seat::desk::fix::AtOdds;
use crate::seat::desk::{Desk, Trouble};

/// What a Pareto view counts; `None` for every other view.
fn subject(view: View) -> Option<Subject> {
    match view {
        View::Refused => Some(Subject::NotAccepted),
        View::Criteria => Some(Subject::Criterion),
        View::Won => Some(Subject::Won),
        View::Lost => Some(Subject::Lost),
        View::Missing => Some(Subject::Wishes),
        _ => None,
    }
}

/// By what a Pareto is sliced: source, campaign and rep; anything else goes by source.
fn sliced(by: &By) -> By {
    match by {
        By::Campaign | By::Rep => by.clone(),
        _ => By::Source,
    }
}

impl Desk {
    /// The cut as a view of the closed loop takes it: deals are of the leads created, in twelve months where nobody
    /// asked otherwise; data to fix are of all leads.
    pub(super) fn own_cut(&self, ask: &TableAsk) -> Result<Cut, Trouble> {
        let mut cut = ask.cut.clone();
        let today = date_of(self.clock.now(), self.ledger.zone()?);
        match ask.view {
            View::Won | View::Lost => {
                if cut == Cut::usual(today) {
                    cut.period = scorecard::period_of(Kpi::LeadToRevenue, today);
                }
                cut.anchor = Anchor::Created;
            }
            View::ToFix => {
                cut.period = Period::All;
                cut.anchor = Anchor::Created;
            }
            View::Refused
            | View::Criteria
            | View::Missing
            | View::Matrix
            | View::Untouched
            | View::Work
            | View::Spent => cut.anchor = Anchor::Qualified,
            _ => {}
        }
        Ok(cut)
    }

    /// Counts a table of the closed loop.
    pub(super) fn closed_loop(&self, view: View, cut: &Cut) -> Result<Table, Trouble> {
        let spans = Spans::of(self.cohort(cut.period)?);
        let cohort = &spans.now;
        if let Some(subject) = subject(view) {
            return Ok(tables::pareto(
                &self.pareto(view, subject, cut, &spans)?,
                &sliced(&cut.by),
            ));
        }
        Ok(match view {
            View::Matrix => tables::matrix(&self.matrix(cut, &spans)?),
            View::Untouched => {
                let mut untouched = Untouched::default();
                self.heard(view, cut, &mut |heard| untouched.add(heard, cohort))?;
                tables::untouched(&untouched)
            }
            View::Spent => self.spent(cut, &spans)?,
            View::Work => {
                let mut work = Work::default();
                self.heard(view, cut, &mut |heard| work.add(heard, cohort))?;
                let people = self.ledger.people()?;
                // Whoever is not known otherwise and owns leads is in Sales.
                let team = |rep: &str| {
                    let known = people.iter().find(|person| person.name == rep);
                    known.map_or(Team::Sales, |person| person.team).word()
                };
                let agreed = self.ledger.setting(MINUTES_A_TOUCH)?;
                let agreed = agreed.and_then(|text| minutes(&text));
                tables::work(&work, &work.teams(team), agreed)
            }
            _ => {
                let mut found = ToFix::default();
                for (_, what, known) in self.to_fix(cut)? {
                    found.add(what, known);
                }
                tables::to_fix(&found)
            }
        })
    }

    /// The leads behind a cell of the closed loop.
    pub(super) fn closed_loop_cell(&self, ask: &CellAsk) -> Result<Vec<LeadId>, Trouble> {
        let (view, cut) = (ask.table.view, &self.own_cut(&ask.table)?);
        let (row, column) = (ask.row.as_deref(), ask.column);
        if view == View::ToFix {
            let stands = |what: Contradiction, known: Kinds| {
                row == Some(what.words()) && known.holds(what) == (column == 1)
            };
            let found = self.to_fix(cut)?.into_iter();
            let found =
                found.filter(|(_, what, known)| what.each().any(|what| stands(what, *known)));
            return Ok(found.map(|(lead, ..)| lead).collect());
        }
        let spans = Spans::of(self.cohort(cut.period)?);
        if view == View::Spent {
            return self.spent_cell(ask, cut, &spans);
        }
        let counted = match subject(view) {
            Some(subject) => Some(self.pareto(view, subject, cut, &spans)?),
            None => None,
        };
        let matrix = match view {
            View::Matrix => self.matrix(cut, &spans)?,
            _ => Matrix::default(),
        };
        let mut leads = Vec::new();
        self.heard(view, cut, &mut |heard| {
            let stands = match (view, &counted) {
                (_, Some(counted)) => tables::behind_pareto(counted, row, column, heard, &spans),
                (View::Matrix, _) => tables::behind_matrix(&matrix, row, column, heard, &spans),
                (View::Untouched, _) => tables::behind_untouched(row, column, heard, &spans),
                _ => tables::behind_work(row, column, heard, &spans),
            };
            leads.extend(stands.then_some(heard.facts.lead));
        })?;
        leads.sort_unstable();
        Ok(leads)
    }

    fn pareto(
        &self,
        view: View,
        subject: Subject,
        cut: &Cut,
        spans: &Spans,
    ) -> Result<Pareto, Trouble> {
        let by = Some(sliced(&cut.by));
        let mut pareto = Pareto::new(subject, by, &self.ledger.lists()?);
        if subject == Subject::Criterion {
            pareto = pareto.by_criterion(&self.ledger.agreement()?);
        }
        self.heard(view, cut, &mut |heard| pareto.add(heard, spans))?;
        Ok(pareto)
    }

    fn matrix(&self, cut: &Cut, spans: &Spans) -> Result<Matrix, Trouble> {
        let mut matrix = Matrix::default();
        self.heard(View::Matrix, cut, &mut |heard| {
            matrix.add(heard, &spans.now);
        })?;
        Ok(matrix)
    }

    /// Every lead of the cut's slice, as the closed loop sees it, with the texts that a view counts by.
    fn heard(
        &self,
        view: View,
        cut: &Cut,
        each: &mut dyn FnMut(&Heard<'_>),
    ) -> Result<(), Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let texts = match view {
            View::Criteria => Texts::Refusals,
            View::Won | View::Lost => Texts::Ends,
            View::Missing => Texts::Wishes,
            View::Work => Texts::Touches,
            _ => Texts::Nothing,
        };
        let all = number(self.ledger.count(&LeadFilter::default())?);
        let mut done = 0;
        self.ledger.heard(texts, &mut |heard| {
            done += 1;
            self.watch.tell(done, all);
            if holds(within.as_ref(), heard.facts.lead) {
                each(heard);
            }
        })?;
        Ok(())
    }

    /// What contradicts itself, of the cut's slice.
    fn to_fix(&self, cut: &Cut) -> Result<Vec<AtOdds>, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let mut found = self.at_odds()?;
        found.retain(|(lead, ..)| holds(within.as_ref(), *lead));
        Ok(found)
    }

    /// What was spent on the leads of the cut, by what became of them, beside the period before.
    fn spent(&self, cut: &Cut, spans: &Spans) -> Result<Table, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let (lists, costs) = (self.ledger.lists()?, self.campaign_costs()?);
        let (mut now, mut before) = (Spending::default(), Spending::default());
        self.ledger.heard(Texts::Nothing, &mut |heard| {
            let when = spans.when(heard.facts, Anchor::Qualified);
            let when = when.filter(|_| holds(within.as_ref(), heard.facts.lead));
            now.add(heard, &lists, when == Some(When::Now));
            before.add(heard, &lists, when == Some(When::Before));
        })?;
        let cost = |name: &str| costs.get(name).copied().flatten();
        Ok(cost::table(&now.rows(cost), &before.rows(cost)))
    }

    /// The leads behind a cell of it.
    fn spent_cell(&self, ask: &CellAsk, cut: &Cut, spans: &Spans) -> Result<Vec<LeadId>, Trouble> {
        let (lists, costs) = (self.ledger.lists()?, self.campaign_costs()?);
        let mut leads = Vec::new();
        self.heard(View::Spent, cut, &mut |heard| {
            let here = spans.when(heard.facts, Anchor::Qualified) == Some(When::Now);
            let fate = || Fate::of(heard, &lists).words();
            let row = ask.row.as_ref().is_none_or(|row| *row == fate());
            let known = costs.get(heard.campaign).copied().flatten().is_some();
            let without = heard.campaign.is_empty() || !known;
            if here && row && (ask.column != 3 || without) {
                leads.push(heard.facts.lead);
            }
        })?;
        Ok(leads)
    }
}
