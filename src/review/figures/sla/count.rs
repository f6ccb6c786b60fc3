//! Counts every lead of a period against the clauses that were in force for it: one look a lead, in any order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::board::{Board, Counts, Miss, Row};
use super::mark::{Case, mark, trigger};
use crate::review::agreement::calendar::Calendar;
use crate::review::agreement::fold::{Agreement, MissAnswer};
use crate::review::agreement::sla::call_plan::Planned;
use crate::review::agreement::sla::{ClauseKey, Measure};
use crate::review::agreement::terms::{Mark, Term, Terms};
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Field, Lead, SourcedBy};
use crate::review::milestone::{Milestone, Reach, date_of, start_of_day};
use crate::review::period::Period;
use crate::review::person::Team;
use crate::review::reason::ReasonCode;

/// How many misses of a clause are kept to be listed.
pub const KEPT: usize = 1_000;

const NO_TOUCHES: &str = "no file says when Sales first touched a lead: a column \"first touch\" or a file of touches lights it";
const NO_ANSWERS: &str =
    "no file says what Sales answered: a status or an \"accepted\" column lights it";
const NO_INQUIRY: &str = "no file says when a lead was delivered, the date of creation stands for it: a column \"MQL date\" lights it";
const NO_DEFINITION: &str =
    "no definition was in force with a must-have that can be checked: agree on what a lead is";

/// Tells whether a lead passes every must-have of the definition that was in force for it; `None` where nobody can.
pub type Passes<'a> = &'a dyn Fn(&Lead) -> Option<bool>;

/// Counts towards a [`Board`].
pub struct Count<'a> {
    version: u32,
    zone: Tz,
    now: i64,
    period: Period,
    terms: Vec<Clause>,
    unreached: BTreeSet<ReasonCode>,
    passes: Passes<'a>,
    /// The date of creation stands for that of delivery.
    created_stands: bool,
    /// Whether a checklist for the plan before the first call held for a lead.
    agreement: &'a Agreement,
    calendar: Calendar,
    planned: Planned,
    /// Whether any lead shows a touch, an answer.
    touches: bool,
    answers: bool,
}

/// A clause in force now, every term it ever had, and what was counted.
struct Clause {
    now: Term,
    terms: Vec<Term>,
    counts: Counts,
    misses: Vec<Miss>,
    by: BTreeMap<String, (u64, u64)>,
    /// Leads by term and by the number of its period, for deliveries.
    delivered: BTreeMap<(usize, i64), u64>,
}

impl<'a> Count<'a> {
    /// Ready to count the leads of a period as of `now`; `None` where no SLA is in force then.
    #[must_use]
    pub fn new(
        agreement: &'a Agreement,
        zone: Tz,
        period: Period,
        now: i64,
        passes: Passes<'a>,
    ) -> Option<Self> {
        let (version, sla) = agreement.sla(date_of(now, zone))?;
        let all = Terms::of(agreement, zone);
        let in_force = sla.clauses.iter().filter_map(|clause| {
            let terms: Vec<Term> = all.of_clause(clause.key).cloned().collect();
            let now = terms.iter().find(|term| term.holds(now))?.clone();
            Some(Clause {
                now,
                terms,
                counts: Counts::default(),
                misses: Vec::new(),
                by: BTreeMap::new(),
                delivered: BTreeMap::new(),
            })
        });
        Some(Self {
            version: version.number,
            zone,
            now,
            period,
            terms: in_force.collect(),
            unreached: BTreeSet::new(),
            passes,
            created_stands: false,
            agreement,
            calendar: sla.hours.calendar(zone),
            planned: Planned::default(),
            touches: false,
            answers: false,
        })
    }

    /// The same, knowing which reasons mean that nobody could be reached.
    #[must_use]
    pub fn unreached(mut self, reasons: BTreeSet<ReasonCode>) -> Self {
        self.unreached = reasons;
        self
    }

    /// The same on a ledger where the date of creation stands for that of delivery.
    #[must_use]
    pub fn created_stands(mut self, stands: bool) -> Self {
        self.created_stands = stands;
        self
    }

    fn add(&mut self, lead: &Lead) {
        let facts = lead.facts();
        let needs = |clause: &Clause| matches!(clause.now.clause.measure, Measure::PassesMustHaves);
        let passes = if self.terms.iter().any(needs) {
            (self.passes)(lead)
        } else {
            None
        };
        let case = Case {
            lead,
            facts,
            passes,
        };
        for clause in &mut self.terms {
            let from = trigger(clause.now.clause.scope, &facts);
            if self.period.counts(from, self.zone) {
                clause.add(&case, from, &self.unreached, self.now);
            }
        }
        self.plan(lead, &facts);
    }

    /// Counts whether the plan of an accepted lead was whole before its first touch, where a checklist held for it.
    fn plan(&mut self, lead: &Lead, facts: &Facts) {
        let day = self.period.counts(facts.qualified, self.zone);
        let day = facts.qualified.at().filter(|_| day);
        let asked = day.is_some_and(|day| {
            let sla = self.agreement.sla(day.date(self.zone));
            sla.is_some_and(|(_, sla)| !sla.call_plan.is_empty())
        });
        let accepted = matches!(facts.answer, Answer::Accepted { .. });
        if !asked || !accepted {
            return;
        }
        let plan = lead.said.call_plan.as_ref();
        let whole = plan.is_some_and(|plan| plan.whole.is_some());
        let in_time = match facts.first_touch {
            Some(touch) => plan.is_some_and(|plan| plan.was_whole_by(touch, &self.calendar)),
            None => whole,
        };
        let counts = facts.worked.touch || whole;
        self.planned.with += u64::from(in_time);
        self.planned.n += u64::from(counts);
        self.planned.open += u64::from(!counts);
    }

    /// The board, with what was answered so far.
    #[must_use]
    pub fn done(self, answers: &[MissAnswer]) -> Board {
        let (touches, answered, stands) = (self.touches, self.answers, self.created_stands);
        let dark = |row: &Row| match row.clause.measure {
            Measure::FirstTouch { .. } | Measure::Tries { .. } if !touches => Some(NO_TOUCHES),
            Measure::Verdict { .. } if !answered => Some(NO_ANSWERS),
            Measure::HandedOver { .. } if stands => Some(NO_INQUIRY),
            Measure::PassesMustHaves if row.counts.n() == 0 && row.counts.unknown > 0 => {
                Some(NO_DEFINITION)
            }
            _ => None,
        };
        let (zone, now, period) = (self.zone, self.now, self.period);
        let rows = self.terms.into_iter().map(|mut clause| {
            clause.periods(zone, now, period);
            let mut row = clause.row(answers);
            row.dark = dark(&row);
            if row.dark.is_some() {
                let Counts { before, .. } = row.counts;
                let unknown =
                    row.counts.n() + row.counts.unknown + row.counts.pending + row.counts.at_risk;
                row.counts = Counts {
                    before,
                    unknown,
                    ..Counts::default()
                };
                (row.misses, row.by, row.unanswered) = (Vec::new(), BTreeMap::new(), 0);
            }
            row
        });
        Board {
            version: self.version,
            period,
            as_of: now,
            rows: rows.collect(),
            planned: self.planned,
        }
    }
}

impl Looks for Count<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        self.touches |= facts.worked.touch;
        self.answers |= facts.answer != Answer::None;
        for clause in &mut self.terms {
            clause.deliver(facts, self.zone);
        }
        self.period.counts(facts.qualified, self.zone)
            || self.period.counts(facts.created, self.zone)
    }

    fn look(&mut self, lead: &Lead) {
        self.add(lead);
    }
}

impl Clause {
    fn add(&mut self, case: &Case<'_>, from: Reach, unreached: &BTreeSet<ReasonCode>, now: i64) {
        let Some(from) = from.at() else {
            // Reached, but nobody knows when: the clause may or may not have been in force.
            let about = mark(&self.now, case, Milestone::Instant(now), unreached, now);
            return about.map_or((), |_| self.counts.add(Mark::Unknown));
        };
        let term = self.terms.iter().find(|term| term.binds(from));
        let marked = mark(term.unwrap_or(&self.now), case, from, unreached, now);
        let Some(mut marked) = marked else { return };
        if term.is_none() {
            marked = Mark::Before;
        }
        self.counts.add(marked);
        let missed = match marked {
            Mark::Met => false,
            Mark::Missed { at } => {
                let lead = Some(case.lead.id);
                self.misses.push(Miss { lead, at });
                true
            }
            _ => return,
        };
        let whose = match self.now.clause.side {
            Team::Marketing => Field::Campaign,
            _ => Field::Owner,
        };
        let (met, miss) = self
            .by
            .entry(case.lead.text(whose).trim().to_owned())
            .or_default();
        *(if missed { miss } else { met }) += 1;
    }

    /// Counts a delivered lead into the period of its term that it falls in.
    fn deliver(&mut self, facts: &Facts, zone: Tz) {
        let counts = matches!(self.now.clause.measure, Measure::Delivered { .. });
        if !counts || facts.sourced_by != SourcedBy::Marketing {
            return;
        }
        let Some(at) = trigger(self.now.clause.scope, facts).at() else {
            return;
        };
        let bound = self
            .terms
            .iter()
            .enumerate()
            .find(|(_, term)| term.binds(at));
        let Some((place, term)) = bound else { return };
        let Some((_, days)) = volume(term) else {
            return;
        };
        let since = (at.date(zone) - date_of(term.from, zone)).num_days();
        *self
            .delivered
            .entry((place, since.div_euclid(days)))
            .or_default() += 1;
    }

    /// Marks every period of deliveries that ended in the board's period, and the one that runs.
    fn periods(&mut self, zone: Tz, now: i64, shown: Period) {
        let today = date_of(now, zone);
        for (place, term) in self.terms.iter().enumerate() {
            let Some((leads, days)) = volume(term) else {
                continue;
            };
            let first = date_of(term.from, zone);
            for number in 0.. {
                let (Some(start), Some(end)) = (
                    after(first, number * days),
                    after(first, (number + 1) * days),
                ) else {
                    break;
                };
                let over = start_of_day(end, zone);
                if start > today || over > term.until {
                    break;
                }
                let last = end.pred_opt().unwrap_or(end);
                let runs = end > today;
                if !runs && !shown.holds(Milestone::Day(last), zone) {
                    continue;
                }
                let came = self.delivered.get(&(place, number)).copied().unwrap_or(0);
                let gone = (today - start).num_days();
                let marked = match (came >= leads, runs) {
                    (true, _) => Mark::Met,
                    (false, false) => Mark::Missed { at: over },
                    (false, true) if gone * 5 >= days * 4 => Mark::AtRisk { due: over },
                    (false, true) => Mark::Pending { due: over },
                };
                self.counts.add(marked);
                if let Mark::Missed { at } = marked {
                    self.misses.push(Miss { lead: None, at });
                }
            }
        }
    }

    fn row(self, answers: &[MissAnswer]) -> Row {
        let key: ClauseKey = self.now.clause.key;
        let answer = answers.iter().rev().find(|answer| answer.clause == key);
        let since = answer.map_or(i64::MIN, |answer| answer.at.div_euclid(1000));
        let mut misses = self.misses;
        misses.sort_unstable_by_key(|miss| (Reverse(miss.at), miss.lead));
        let unanswered = misses.iter().filter(|miss| miss.at > since).count();
        misses.truncate(KEPT);
        Row {
            key,
            name: self.now.name,
            clause: self.now.clause,
            hours: self.now.hours,
            counts: self.counts,
            dark: None,
            misses,
            by: self.by,
            unanswered: unanswered as u64,
            answer: answer.cloned(),
        }
    }
}

/// How many leads in how many days.
fn volume(term: &Term) -> Option<(u64, i64)> {
    match term.clause.measure {
        Measure::Delivered { leads, days } => Some((u64::from(leads), i64::from(days.max(1)))),
        _ => None,
    }
}

fn after(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_days(chrono::Days::new(u64::try_from(days).ok()?))
}
