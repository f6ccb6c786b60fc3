//! All six KPIs as counters: a lead is added and taken away without looking at any other.
//!
//! A verdict changes one lead's facts: remove the old, add the new, and the strip is right in the same frame,
//! however many leads there are. A property test holds a tally equal to the formulas of MEASURES §3.

mod merge;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cohort::Cohort;
use super::contradiction;
use super::coverage::Anchor;
use super::kpi::{
    Acceptance, ByMarketing, BySales, Kpis, Opportunities, Revenue, Suspects, Undated, Worked,
};
use super::spans::{Span, SpanTally};
use crate::review::agreement::Wait;
use crate::review::lead::{Answer, Facts, SourcedBy};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::{Currency, Money};
use crate::review::packed;
use crate::review::reason::ReasonCode;
use crate::review::verdict::Outcome;

/// The KPIs of one cohort, additive. Always use one tally with one [`Cohort`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    acceptance: Acceptance,
    to_opportunity: SpanTally,
    to_won: SpanTally,
    waiting: SpanTally,
    working: SpanTally,
    response: SpanTally,
    by_marketing: ByMarketing,
    worked: Worked,
    opportunities: u64,
    revenue: Deals,
    influenced: u64,
    influenced_won: u64,
    funnel: [u64; 5],
    by_sales: Deals,
    undated: Undated,
    contradictions: u64,
    reasons: BTreeMap<ReasonCode, u64>,
    suspects: Suspects,
}

packed::parts!(Tally {
    acceptance,
    to_opportunity,
    to_won,
    waiting,
    working,
    response,
    by_marketing,
    worked,
    opportunities,
    revenue,
    influenced,
    influenced_won,
    funnel,
    by_sales,
    undated,
    contradictions,
    reasons,
    suspects,
});

/// A deal that names no lead: sourced by Sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoneDeal {
    /// [`Reach::Undated`] where no file says when: a deal record was always opened.
    pub opened: Reach,
    pub closed: Reach,
    pub outcome: Option<Outcome>,
    pub amount: Option<Money>,
}

/// Deals, how they ended, and what the won ones brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deals {
    pub opened: u64,
    pub won: u64,
    pub lost: u64,
    /// Won deals with an amount, and the amounts' sum, by currency.
    revenues: BTreeMap<Currency, (u64, Decimal)>,
}

packed::parts!(Deals {
    opened,
    won,
    lost,
    revenues,
});

/// Whether a lead comes or goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    In,
    Out,
}

impl Step {
    pub(super) fn count(self, counter: &mut u64, when: bool) {
        if when {
            match self {
                Self::In => *counter += 1,
                Self::Out => *counter = counter.saturating_sub(1),
            }
        }
    }

    fn span(self, spans: &mut SpanTally, span: Span) {
        match self {
            Self::In => spans.add(span),
            Self::Out => spans.remove(span),
        }
    }
}

impl Tally {
    /// Counts a lead in.
    pub fn add(&mut self, facts: &Facts, cohort: &Cohort) {
        self.step(facts, cohort, Step::In);
    }

    /// Takes a lead out again; `facts` are those it was added with.
    pub fn remove(&mut self, facts: &Facts, cohort: &Cohort) {
        self.step(facts, cohort, Step::Out);
    }

    /// Counts a deal in that names no lead; its cohort is the period it was opened in.
    pub fn add_lone(&mut self, deal: &LoneDeal, cohort: &Cohort) {
        if cohort.holds(deal.opened) {
            self.by_sales.opened += 1;
            self.by_sales.count(deal.outcome, deal.amount, Step::In);
        }
    }

    fn step(&mut self, facts: &Facts, cohort: &Cohort, step: Step) {
        let Some(facts) = cohort.seen(facts) else {
            return;
        };
        let facts = &facts;
        if facts.suspect {
            if cohort.in_listed(facts) {
                self.suspect(facts, step);
            }
            return;
        }
        if !cohort.brought.contains(&facts.lead) {
            let undated = &mut self.undated;
            step.count(&mut undated.created, facts.created == Reach::Undated);
            step.count(&mut undated.qualified, facts.qualified == Reach::Undated);
        }
        let (created, qualified) = (cohort.in_created(facts), cohort.in_qualified(facts));
        if created {
            self.created(facts, cohort, step);
        }
        if qualified {
            self.qualified(facts, cohort, step);
        }
        if created || qualified {
            let open = contradiction::open(facts, cohort.zone());
            step.count(&mut self.contradictions, !open.is_empty());
        }
    }

    /// A name from a list, apart from both cohorts.
    pub(super) fn suspect(&mut self, facts: &Facts, step: Step) {
        let accepted = matches!(facts.answer, Answer::Accepted { .. });
        let suspects = &mut self.suspects;
        step.count(&mut suspects.names, true);
        step.count(&mut suspects.accepted, accepted);
        step.count(&mut suspects.opportunities, facts.opportunity.reached());
        step.count(&mut suspects.won, facts.won());
    }

    /// The created cohort: the funnel, K3's inquiries, K6.
    pub(super) fn created(&mut self, facts: &Facts, cohort: &Cohort, step: Step) {
        for (stage, reached) in self.funnel.iter_mut().zip(reached(facts)) {
            step.count(stage, reached);
        }
        match facts.sourced_by {
            SourcedBy::Marketing => {
                step.count(&mut self.by_marketing.created, true);
                if contradiction::influenced(facts, cohort.zone()) {
                    step.count(&mut self.influenced, true);
                    step.count(&mut self.influenced_won, facts.won());
                } else {
                    self.revenue.count(facts.outcome, facts.amount, step);
                }
            }
            SourcedBy::Sales => {
                step.count(&mut self.by_sales.opened, facts.opportunity.reached());
                self.by_sales.count(facts.outcome, facts.amount, step);
            }
            SourcedBy::Partner => {}
        }
    }

    /// The qualified cohort: K1 to K5.
    pub(super) fn qualified(&mut self, facts: &Facts, cohort: &Cohort, step: Step) {
        self.answer(facts, cohort, step);
        let evidence = facts.worked;
        let worked = &mut self.worked;
        step.count(&mut worked.qualified, true);
        step.count(&mut worked.worked, evidence.any());
        step.count(&mut worked.by_touch, evidence.touch);
        step.count(&mut worked.by_verdict, evidence.verdict);
        step.count(&mut worked.by_status, evidence.status);
        step.count(&mut worked.by_opportunity, evidence.opportunity);
        step.count(
            &mut self.by_marketing.qualified,
            facts.sourced_by == SourcedBy::Marketing,
        );
        step.count(&mut self.opportunities, facts.opportunity.reached());
        let span = |to| span(facts.qualified, to, cohort);
        let won = if facts.won() {
            facts.closed.or(Reach::Undated)
        } else {
            Reach::Not
        };
        step.span(&mut self.to_opportunity, span(facts.opportunity));
        step.span(&mut self.to_won, span(won));
        if let Some((waiting, working)) = halves(facts, cohort) {
            step.span(&mut self.waiting, Span::Took(waiting));
            step.span(&mut self.working, Span::Took(working));
        }
        step.span(&mut self.response, response(facts, cohort));
    }

    fn answer(&mut self, facts: &Facts, cohort: &Cohort, step: Step) {
        let acceptance = &mut self.acceptance;
        step.count(&mut acceptance.qualified, true);
        match facts.answer {
            Answer::Accepted { by_deed, returned } => {
                step.count(&mut acceptance.accepted, true);
                step.count(&mut acceptance.by_deed, by_deed);
                step.count(&mut acceptance.returned, returned);
            }
            Answer::NotAccepted(reason) => {
                step.count(&mut acceptance.not_accepted, true);
                let used = self.reasons.entry(reason).or_default();
                step.count(used, true);
                if *used == 0 {
                    self.reasons.remove(&reason);
                }
            }
            Answer::None => match cohort.wait(facts) {
                Wait::InTime { .. } => step.count(&mut acceptance.in_time, true),
                Wait::Overdue { .. } => step.count(&mut acceptance.overdue, true),
                Wait::NoLimit => step.count(&mut acceptance.no_answer_yet, true),
            },
        }
    }

    /// Says that so many leads, in time before, are overdue by now.
    pub fn overdue(&mut self, leads: u64) {
        let leads = leads.min(self.acceptance.in_time);
        self.acceptance.in_time -= leads;
        self.acceptance.overdue += leads;
    }

    /// Says what stands beside the leads of a period: those without a date, and how many of it contradict themselves.
    pub(super) fn beside(&mut self, undated: Undated, contradictions: u64) {
        self.undated = undated;
        self.contradictions = contradictions;
    }

    /// How many leads that date places in the cohort.
    pub(super) fn leads(&self, anchor: Anchor) -> u64 {
        match anchor {
            Anchor::Created => self.funnel[0],
            Anchor::Qualified => self.acceptance.qualified,
        }
    }

    /// Makes ready for single leads that come and go, once the stream of all leads has been counted in.
    pub fn place(&mut self) {
        let spans = [
            &mut self.to_opportunity,
            &mut self.to_won,
            &mut self.waiting,
            &mut self.working,
            &mut self.response,
        ];
        spans.into_iter().for_each(SpanTally::place);
    }

    /// The figures as they stand.
    #[must_use]
    pub fn kpis(&self) -> Kpis {
        Kpis {
            acceptance: self.acceptance,
            to_opportunity: self.to_opportunity.spans(),
            by_marketing: self.by_marketing,
            worked: self.worked,
            opportunities: Opportunities {
                opportunities: self.opportunities,
                qualified: self.acceptance.qualified,
            },
            revenue: Revenue {
                won: self.revenue.won,
                lost: self.revenue.lost,
                created: self.by_marketing.created,
                revenues: self.revenue.revenues(),
                influenced: self.influenced,
                influenced_won: self.influenced_won,
            },
            to_won: self.to_won.spans(),
            waiting: self.waiting.spans(),
            working: self.working.spans(),
            response: self.response.spans(),
            response_p90: self.response.percentile(90),
            funnel: self.funnel,
            by_sales: BySales {
                opportunities: self.by_sales.opened,
                won: self.by_sales.won,
                lost: self.by_sales.lost,
                revenues: self.by_sales.revenues(),
            },
            undated: self.undated,
            contradictions: self.contradictions,
            suspects: self.suspects,
        }
    }

    /// How often each reason was given for a lead not accepted, qualified cohort.
    #[must_use]
    pub fn reasons(&self) -> &BTreeMap<ReasonCode, u64> {
        &self.reasons
    }
}

impl Deals {
    /// Counts in a deal.
    pub fn add(&mut self, outcome: Option<Outcome>, amount: Option<Money>) {
        self.opened += 1;
        self.count(outcome, amount, Step::In);
    }

    fn count(&mut self, outcome: Option<Outcome>, amount: Option<Money>, step: Step) {
        step.count(&mut self.won, outcome == Some(Outcome::Won));
        step.count(&mut self.lost, outcome == Some(Outcome::Lost));
        let Some(money) = amount.filter(|_| outcome == Some(Outcome::Won)) else {
            return;
        };
        let (deals, sum) = self.revenues.entry(money.currency).or_default();
        step.count(deals, true);
        match step {
            Step::In => *sum = sum.saturating_add(money.amount),
            Step::Out => *sum = sum.saturating_sub(money.amount),
        }
        if *deals == 0 {
            self.revenues.remove(&money.currency);
        }
    }

    /// Won amounts, one a currency.
    #[must_use]
    pub fn revenues(&self) -> Vec<Money> {
        self.revenues
            .iter()
            .map(|(currency, (_, sum))| Money {
                amount: *sum,
                currency: *currency,
            })
            .collect()
    }
}

/// Which stages of the funnel a lead reached: INQ, MQL, SAL, OPP, WON (MEASURES §1, monotone: one that was not
/// accepted and became an opportunity all the same has reached SAL here, and stays not accepted in K1).
#[must_use]
pub fn reached(facts: &Facts) -> [bool; 5] {
    let opportunity = facts.opportunity.reached();
    [
        true,
        facts.qualified.reached(),
        matches!(facts.answer, Answer::Accepted { .. }) || opportunity,
        opportunity,
        facts.won(),
    ]
}

/// From one milestone to another, as MEASURES §2 counts it.
#[must_use]
pub fn span(from: Reach, to: Reach, cohort: &Cohort) -> Span {
    match (from.at(), to) {
        (_, Reach::Not) => Span::Open,
        (Some(from), Reach::At(to)) => Span::Took(from.until(to, cohort.zone())),
        _ => Span::Undated,
    }
}

/// K2's two parts, seconds each, where all three dates are known and in order.
fn halves(facts: &Facts, cohort: &Cohort) -> Option<(i64, i64)> {
    let zone = cohort.zone();
    let (from, to) = (facts.qualified.at()?, facts.opportunity.at()?);
    let answered = facts.answered_at?;
    let (waiting, working) = (from.until(answered, zone), answered.until(to, zone));
    (from.until(to, zone) >= 0 && waiting >= 0 && working >= 0).then_some((waiting, working))
}

/// From the delivery to Sales' first touch, in working time. Where either is a day, whole working hours cannot
/// be told: it counts the working time from the start of the one to the start of the other.
#[must_use]
pub fn response(facts: &Facts, cohort: &Cohort) -> Span {
    let Some(touch) = facts.first_touch else {
        return if facts.worked.touch {
            Span::Undated
        } else {
            Span::Open
        };
    };
    let Some(from) = facts.qualified.at() else {
        return Span::Undated;
    };
    if from.until(touch, cohort.zone()) < 0 {
        return Span::Took(-1);
    }
    let calendar = &cohort.limits.calendar;
    if calendar.zone == cohort.zone() {
        return Span::Took(calendar.used_between(from, touch));
    }
    let start = |milestone: Milestone| milestone.start(cohort.zone());
    Span::Took(calendar.used(start(from), start(touch)))
}
