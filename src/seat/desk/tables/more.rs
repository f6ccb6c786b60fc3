//! The scorecard's tables that are of their own periods: the quarter, speed to lead, drift, what to look at together,
//! the clauses of both sides, the time since the first review.

use chrono::NaiveDate;

use super::{Desk, holds};
use crate::review::agreement::plan::Plan;
use crate::review::figures::campaign::CampaignRow;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::cut::Cut;
use crate::review::figures::drift::{self, Mix};
use crate::review::figures::foresight;
use crate::review::figures::quarter::{self, Quarter};
use crate::review::figures::since::{self, Return, Stretch};
use crate::review::figures::sla::clauses;
use crate::review::figures::speed::{Speed, bucket};
use crate::review::figures::table::Table;
use crate::review::figures::tally::response;
use crate::review::filter::By;
use crate::review::lead::{Answer, Facts, Field, LeadId};
use crate::review::meeting::MeetingState;
use crate::review::milestone::{Milestone, date_of};
use crate::review::money::Money;
use crate::review::period::Period;
use crate::seat::desk::Trouble;

impl Desk {
    /// Today, in the ledger's zone.
    pub(super) fn day(&self) -> Result<NaiveDate, Trouble> {
        Ok(date_of(self.clock.now(), self.ledger.zone()?))
    }

    /// The plan in force today.
    pub(in crate::seat::desk) fn plan_in_force(&self) -> Result<Option<Plan>, Trouble> {
        let agreement = self.ledger.agreement()?;
        Ok(agreement.plan(self.day()?).map(|(_, plan)| plan.clone()))
    }

    fn three_months(&self) -> Result<[Cohort; 3], Trouble> {
        let [one, two, three] = quarter::months(self.day()?);
        Ok([self.cohort(one)?, self.cohort(two)?, self.cohort(three)?])
    }

    pub(super) fn quarter(&self, cut: &Cut) -> Result<Table, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let mut quarter = Quarter::new(cut.by.clone(), self.three_months()?);
        self.ledger.facts_by(&cut.by, &mut |facts, key| {
            if holds(within.as_ref(), facts.lead) {
                quarter.add(facts, key);
            }
        })?;
        Ok(quarter.table(&self.ledger.steered()?))
    }

    pub(super) fn quarter_cell(
        &self,
        cut: &Cut,
        key: Option<&str>,
        column: usize,
    ) -> Result<Vec<LeadId>, Trouble> {
        let months = self.three_months()?;
        let cohort = months.get(column / quarter::PER_MONTH);
        let side = quarter::SIDES[column % quarter::PER_MONTH];
        self.counted_in(cut, key, |facts| {
            cohort.is_some_and(|cohort| cohort.in_qualified(facts) && side.holds(facts, cohort))
        })
    }

    pub(super) fn speed(&self, cut: &Cut) -> Result<Table, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let cohort = self.cohort(cut.period)?;
        let mut speed = Speed::default();
        self.ledger.facts(&mut |facts| {
            if holds(within.as_ref(), facts.lead) {
                speed.add(facts, &cohort);
            }
        })?;
        let ids: Vec<LeadId> = speed.slowest().iter().map(|(_, lead)| *lead).collect();
        let slow = self.ledger.leads_named(&ids)?;
        let names: Vec<String> = slow
            .iter()
            // A person's own name stands on no table: it could not be hidden there.
            .map(|lead| match lead.text(Field::Company).trim() {
                "" => format!("lead {}", lead.id.0),
                company => company.to_owned(),
            })
            .collect();
        Ok(speed.table(&names))
    }

    pub(super) fn speed_cell(&self, cut: &Cut, key: &str) -> Result<Vec<LeadId>, Trouble> {
        if let Some(lead) = key.strip_prefix("lead:") {
            return Ok(lead.parse().map(LeadId).into_iter().collect());
        }
        let cohort = self.cohort(cut.period)?;
        self.picked(cut.only.as_ref(), |facts| {
            cohort.in_qualified(facts) && bucket(response(facts, &cohort)) == key
        })
    }

    /// In which of drift's two periods a lead counts: its source by delivery, its reason by the answer.
    fn in_drift(&self) -> Result<impl Fn(&Facts, bool) -> Option<bool>, Trouble> {
        let (now, before) = drift::periods(self.day()?);
        let (now, before) = (self.cohort(now)?, self.cohort(before)?);
        Ok(move |facts: &Facts, by_reason: bool| {
            let reach = if by_reason {
                let refused = matches!(facts.answer, Answer::NotAccepted(_));
                let at = facts.answered_at.or(facts.qualified.at());
                at.filter(|_| refused)
                    .map(crate::review::milestone::Reach::At)?
            } else {
                facts.qualified
            };
            if now.holds(reach) {
                Some(true)
            } else {
                before.holds(reach).then_some(false)
            }
        })
    }

    pub(super) fn drift(&self) -> Result<Table, Trouble> {
        let side = self.in_drift()?;
        let (mut sources, mut reasons) = (Mix::default(), Mix::default());
        for (mix, by, by_reason) in [
            (&mut sources, By::Source, false),
            (&mut reasons, By::Reason, true),
        ] {
            self.ledger.facts_by(&by, &mut |facts, key| {
                if let Some(now) = side(facts, by_reason) {
                    mix.add(key, now);
                }
            })?;
        }
        Ok(drift::table(&sources, &reasons))
    }

    pub(super) fn drift_cell(&self, key: &str, column: usize) -> Result<Vec<LeadId>, Trouble> {
        let Some((kind, word)) = key.split_once(':') else {
            return Ok(Vec::new());
        };
        let by_reason = kind == drift::REASON;
        let by = if by_reason { By::Reason } else { By::Source };
        let side = self.in_drift()?;
        let mut leads = Vec::new();
        self.ledger.facts_by(&by, &mut |facts, slice| {
            if slice == word && side(facts, by_reason) == Some(column == 0) {
                leads.push(facts.lead);
            }
        })?;
        Ok(leads)
    }

    pub(super) fn both_sides(&self) -> Result<Table, Trouble> {
        Ok(clauses(self.sla_at(self.clock.now())?.as_ref()))
    }

    pub(super) fn since_start(&self) -> Result<Table, Trouble> {
        let zone = self.ledger.zone()?;
        let today = self.day()?;
        let meetings = self.ledger.meetings()?;
        let opened = |at: i64| date_of(at.div_euclid(1000), zone);
        let first = meetings
            .iter()
            .filter(|meeting| matches!(meeting.state, MeetingState::Closed { .. }))
            .map(|meeting| opened(meeting.opened_at))
            .min();
        let Some(start) = first else {
            return Ok(Table {
                title: "Since the first review".to_owned(),
                lines: vec!["No review was closed yet: the days count from the first.".to_owned()],
                ..Table::default()
            });
        };
        let mut stretches = Vec::new();
        for (name, period) in since::stretches(start, today) {
            let mut stretch = Stretch::new(name, self.cohort(period)?);
            for meeting in &meetings {
                let day = Milestone::Day(opened(meeting.opened_at));
                if period.holds(day, zone) {
                    let ratings = meeting.ratings.iter().map(|rating| u64::from(*rating));
                    stretch.ratings.0 += ratings.sum::<u64>();
                    stretch.ratings.1 += super::super::answer::number(meeting.ratings.len());
                }
            }
            stretches.push(stretch);
        }
        self.ledger.facts(&mut |facts| {
            for stretch in &mut stretches {
                stretch.add(facts);
            }
        })?;
        let days = (today - start).num_days() + 1;
        let campaigns = self.campaigns()?.rows;
        for stretch in &mut stretches {
            let launched = campaigns.iter().filter(|row| {
                let launch = row.launch();
                launch.is_some_and(|launch| stretch.cohort.period().holds(launch, zone))
            });
            stretch.forecasts = foresight::missed(launched, "leads");
        }
        Ok(since::table(&stretches, days, &Self::returned(&campaigns)))
    }

    /// How forecasts held, by channel, by who made them and by when.
    pub(super) fn forecasts(&self) -> Result<Table, Trouble> {
        let people = self.ledger.people()?;
        let role = |who: &str| {
            let known = people.iter().find(|person| person.name == who);
            known.map_or_else(String::new, |person| person.role.word().to_owned())
        };
        Ok(foresight::table(&self.campaigns()?.rows, role))
    }

    /// What all campaigns with a cost cost and brought, where that is one currency.
    fn returned(rows: &[CampaignRow]) -> Return {
        let mut back = Return::default();
        for row in rows {
            let Some(cost) = row.cost() else {
                continue;
            };
            let sum = back.cost.get_or_insert(Money {
                amount: rust_decimal::Decimal::ZERO,
                currency: cost.currency,
            });
            if sum.currency != cost.currency {
                return Return::default();
            }
            sum.amount = sum.amount.saturating_add(cost.amount);
            for revenue in row.slice.revenues() {
                if revenue.currency == cost.currency {
                    back.revenue = back.revenue.saturating_add(revenue.amount);
                }
            }
        }
        back
    }

    /// The wall's period, for the words above a table of its own leads.
    pub(super) fn quarter_period(&self) -> Result<Period, Trouble> {
        let [first, _, last] = quarter::months(self.day()?);
        Ok(match (first, last) {
            (Period::Days { start, .. }, Period::Days { end, .. }) => Period::Days { start, end },
            _ => first,
        })
    }
}
