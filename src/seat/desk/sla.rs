//! How clauses and rules are kept: every lead of the wall's period looked at once.

use super::{Desk, Trouble};
use crate::review::agreement::Wait;
use crate::review::agreement::fold::{Agreement, MissAnswer};
use crate::review::agreement::judged::Judges;
use crate::review::figures::accuracy::Accuracy;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::rules::{Records, Reports};
use crate::review::figures::sla::{Board, Count, Passes, out_of_reach};
use crate::review::figures::waterfall::Stages;
use crate::review::figures::{quarter, scorecard};
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Field, Lead};
use crate::review::milestone::date_of;
use crate::review::period::Period;

/// What both teams agreed on, held against the leads in one pass: the clauses, and what a lead is.
struct Agreed<'a> {
    clauses: Option<Count<'a>>,
    accuracy: Option<Accuracy>,
    judges: &'a Judges<'a>,
    cohort: &'a Cohort,
}

impl Looks for Agreed<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        let clauses = self
            .clauses
            .as_mut()
            .is_some_and(|count| count.wants(facts));
        clauses || self.accuracy.is_some() && Accuracy::wants(facts, self.cohort)
    }

    fn look(&mut self, lead: &Lead) {
        if let Some(clauses) = &mut self.clauses {
            clauses.look(lead);
        }
        if let Some(accuracy) = &mut self.accuracy
            && Accuracy::wants(&lead.facts(), self.cohort)
        {
            accuracy.add(lead, self.judges);
        }
    }
}

/// The same, and the rules.
struct All<'a> {
    agreed: Agreed<'a>,
    reports: Reports,
    cohort: &'a Cohort,
}

impl Looks for All<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        let agreed = self.agreed.wants(facts);
        agreed || self.cohort.holds(facts.qualified)
    }

    fn look(&mut self, lead: &Lead) {
        self.agreed.look(lead);
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
        let mut all = All {
            agreed: Agreed {
                clauses: self.clauses(&agreement, cohort.period(), now, &passes)?,
                accuracy: accuracy(&agreement, &cohort, now),
                judges: &judges,
                cohort: &cohort,
            },
            reports: Reports::default(),
            cohort: &cohort,
        };
        self.ledger.each_whole(&mut all)?;
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
            reports: all.reports,
            board: all
                .agreed
                .clauses
                .map(|count| count.done(&agreement.answers)),
            accuracy: all.agreed.accuracy,
            now,
        })
    }

    /// The clauses in force, on the leads of a period, silence counted up to `now` (seconds since 1970, UTC); `None`
    /// where no SLA is in force then.
    pub fn sla_of(&self, period: Period, now: i64) -> Result<Option<Board>, Trouble> {
        Ok(self.agreed_of(period, now)?.0)
    }

    /// The clauses in force at an instant, on the leads of the 90 days before it, with what was answered by then.
    pub fn sla_at(&self, now: i64) -> Result<Option<Board>, Trouble> {
        Ok(self.agreed_at(now)?.0)
    }

    /// The same, and how what a lead is worked out on those leads.
    pub fn agreed_at(&self, now: i64) -> Result<(Option<Board>, Option<Accuracy>), Trouble> {
        let period = scorecard::wall(date_of(now, self.ledger.zone()?));
        self.agreed_of(period, now)
    }

    fn agreed_of(
        &self,
        period: Period,
        now: i64,
    ) -> Result<(Option<Board>, Option<Accuracy>), Trouble> {
        let agreement = self.ledger.agreement()?;
        let cohort = self.cohort(period)?;
        let judges = Judges::new(&agreement, cohort.zone(), date_of(now, cohort.zone()));
        let passes = |lead: &Lead| judges.passes(lead);
        let mut agreed = Agreed {
            clauses: self.clauses(&agreement, period, now, &passes)?,
            accuracy: accuracy(&agreement, &cohort, now),
            judges: &judges,
            cohort: &cohort,
        };
        if agreed.clauses.is_none() && agreed.accuracy.is_none() {
            return Ok((None, None));
        }
        self.ledger.each_whole(&mut agreed)?;
        let answers = agreement.answers.iter();
        let answers: Vec<MissAnswer> = answers
            .filter(|answer| answer.at.div_euclid(1000) <= now)
            .cloned()
            .collect();
        let board = agreed.clauses.map(|count| count.done(&answers));
        Ok((board, agreed.accuracy))
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

/// Nothing counted yet; `None` where nothing says what a lead is at that instant.
fn accuracy(agreement: &Agreement, cohort: &Cohort, now: i64) -> Option<Accuracy> {
    let in_force = agreement.definition(date_of(now, cohort.zone()));
    in_force.map(|_| Accuracy::default())
}
