//! How clauses and rules are kept: every lead of the wall's period looked at once.

use super::{Desk, Trouble};
use crate::review::agreement::Wait;
use crate::review::agreement::fold::{Agreement, MissAnswer};
use crate::review::agreement::judged::Judges;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::rules::{Records, Reports};
use crate::review::figures::sla::{Board, Count, Passes, out_of_reach};
use crate::review::figures::waterfall::Stages;
use crate::review::figures::{quarter, scorecard};
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Field, Lead};
use crate::review::milestone::date_of;
use crate::review::period::Period;

/// Counts for the clauses and for the rules in one pass.
struct Both<'a> {
    clauses: Option<Count<'a>>,
    reports: Reports,
    cohort: &'a Cohort,
}

impl Looks for Both<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        let clauses = self
            .clauses
            .as_mut()
            .is_some_and(|count| count.wants(facts));
        clauses || self.cohort.holds(facts.qualified)
    }

    fn look(&mut self, lead: &Lead) {
        if let Some(clauses) = &mut self.clauses {
            clauses.look(lead);
        }
        let facts = lead.facts();
        if self.cohort.holds(facts.qualified) {
            let silent = facts.answer == Answer::None;
            let in_time = silent && matches!(self.cohort.wait(&facts), Wait::InTime { .. });
            let (rep, campaign) = (lead.text(Field::Owner), lead.text(Field::Campaign));
            self.reports.add(&facts, rep, campaign, in_time);
        }
    }
}

impl Desk {
    /// What clauses and rules are measured on: the leads delivered in the last 90 days, and every campaign.
    pub fn records(&self) -> Result<Records, Trouble> {
        let now = self.clock.now();
        let cohort = self.cohort(scorecard::wall(date_of(now, self.ledger.zone()?)))?;
        let agreement = self.ledger.agreement()?;
        let judges = Judges::new(&agreement, cohort.zone(), date_of(now, cohort.zone()));
        let passes = |lead: &Lead| judges.passes(lead);
        let mut both = Both {
            clauses: self.clauses(&agreement, cohort.period(), now, &passes)?,
            reports: Reports::default(),
            cohort: &cohort,
        };
        self.ledger.each_whole(&mut both)?;
        let campaigns = self.campaigns()?;
        let stages = |period| -> Result<Stages, Trouble> {
            Ok(Stages::of(
                period,
                &self.tally(&self.cohort(period)?)?.kpis(),
            ))
        };
        let [one, two, three] = quarter::months(date_of(now, cohort.zone()));
        Ok(Records {
            months: [stages(one)?, stages(two)?, stages(three)?],
            campaigns: campaigns.rows,
            minimum: campaigns.minimum,
            reports: both.reports,
            board: both.clauses.map(|count| count.done(&agreement.answers)),
            now,
        })
    }

    /// The clauses in force, on the leads of a period, silence counted up to `now` (seconds since 1970, UTC); `None`
    /// where no SLA is in force then.
    pub fn sla_of(&self, period: Period, now: i64) -> Result<Option<Board>, Trouble> {
        let agreement = self.ledger.agreement()?;
        let zone = self.ledger.zone()?;
        let judges = Judges::new(&agreement, zone, date_of(now, zone));
        let passes = |lead: &Lead| judges.passes(lead);
        let Some(mut count) = self.clauses(&agreement, period, now, &passes)? else {
            return Ok(None);
        };
        self.ledger.each_whole(&mut count)?;
        let answers = agreement.answers.iter();
        let answers: Vec<MissAnswer> = answers
            .filter(|answer| answer.at.div_euclid(1000) <= now)
            .cloned()
            .collect();
        Ok(Some(count.done(&answers)))
    }

    /// The clauses in force at an instant, on the leads of the 90 days before it, with what was answered by then.
    pub fn sla_at(&self, now: i64) -> Result<Option<Board>, Trouble> {
        let period = scorecard::wall(date_of(now, self.ledger.zone()?));
        self.sla_of(period, now)
    }

    fn clauses<'a>(
        &self,
        agreement: &'a Agreement,
        period: Period,
        now: i64,
        passes: Passes<'a>,
    ) -> Result<Option<Count<'a>>, Trouble> {
        let Some(count) = Count::new(agreement, self.ledger.zone()?, period, now, passes) else {
            return Ok(None);
        };
        let count = count
            .unreached(out_of_reach(&self.ledger.lists()?))
            .created_stands(self.created_stands_in()?);
        Ok(Some(count))
    }
}
