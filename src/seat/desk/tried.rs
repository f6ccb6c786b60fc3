//! Definitions tried on the leads that are decided: their fields are read once and kept beside the desk until the
//! ledger changes.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono_tz::Tz;

use super::{Desk, Trouble};
use crate::review::agreement::criterion::{Fields, Tallied, text_of};
use crate::review::agreement::definition::Definition;
use crate::review::agreement::judged::Judges;
use crate::review::entry::Seq;
use crate::review::figures::backtest::{BackTest, Past, fields_of};
use crate::review::figures::criteria::Criteria;
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Lead};
use crate::review::milestone::date_of;
use crate::review::reason::{Guard, ReasonCode};

/// What was read of the leads, and as of which entry.
#[derive(Debug, Default)]
pub struct Tried {
    past: RefCell<Option<(Seq, Past)>>,
    fields: RefCell<Option<(Seq, Fields, Criteria)>>,
}

impl Desk {
    /// The fields the leads have, with what they hold, and what the definition in force says of all leads.
    pub fn criteria(&self) -> Result<(Fields, Criteria), Trouble> {
        let as_of = self.ledger.last_seq()?;
        if let Some((of, fields, criteria)) = &*self.tried.fields.borrow()
            && *of == as_of
        {
            return Ok((fields.clone(), criteria.clone()));
        }
        let zone = self.ledger.zone()?;
        let agreement = self.ledger.agreement()?;
        let today = date_of(self.clock.now(), zone);
        let reasons = self.ledger.lists()?.reasons;
        let asks = reasons
            .iter()
            .filter(|reason| reason.guard == Guard::Criterion)
            .map(|reason| reason.code)
            .collect();
        let mut counting = Counting {
            tallied: Tallied::new(),
            criteria: Criteria::default(),
            judges: Judges::new(&agreement, zone, today),
            asks,
            zone,
        };
        self.ledger.each_whole(&mut counting)?;
        let (fields, criteria) = (counting.tallied.fields(), counting.criteria);
        *self.tried.fields.borrow_mut() = Some((as_of, fields.clone(), criteria.clone()));
        Ok((fields, criteria))
    }

    /// What a definition would have made of the leads that are decided, beside the one in force.
    pub fn backtest(
        &self,
        now: Option<&Definition>,
        then: &Definition,
    ) -> Result<BackTest, Trouble> {
        let as_of = self.ledger.last_seq()?;
        let mut wanted = fields_of(then);
        wanted.extend(now.map(fields_of).unwrap_or_default());
        let mut kept = self.tried.past.borrow_mut();
        let fresh = kept
            .as_ref()
            .is_some_and(|(of, past)| *of == as_of && past.holds(&wanted));
        if !fresh {
            if let Some((of, past)) = &*kept
                && *of == as_of
            {
                wanted.extend(past.fields());
            }
            *kept = None;
            *kept = Some((as_of, self.past(wanted)?));
        }
        let tested = kept.as_ref().map(|(_, past)| past.test(now, then));
        Ok(tested.unwrap_or_default())
    }

    fn past(&self, wanted: BTreeSet<String>) -> Result<Past, Trouble> {
        let mut reading = Reading {
            past: Past::of(wanted),
            zone: self.ledger.zone()?,
        };
        self.ledger.each_whole(&mut reading)?;
        Ok(reading.past)
    }
}

/// Reads the leads that are decided.
struct Reading {
    past: Past,
    zone: Tz,
}

impl Looks for Reading {
    fn wants(&mut self, facts: &Facts) -> bool {
        facts.answer != Answer::None
    }

    fn look(&mut self, lead: &Lead) {
        let zone = self.zone;
        self.past
            .add(&lead.facts(), &mut |name| text_of(lead, name, zone));
    }
}

/// Counts what the fields of all leads hold, and judges each.
struct Counting<'text> {
    tallied: Tallied,
    criteria: Criteria,
    judges: Judges<'text>,
    asks: BTreeSet<ReasonCode>,
    zone: Tz,
}

impl Looks for Counting<'_> {
    fn wants(&mut self, _: &Facts) -> bool {
        true
    }

    fn look(&mut self, lead: &Lead) {
        self.tallied.add(lead, self.zone);
        self.criteria.add(lead, &self.judges, &self.asks);
    }
}
