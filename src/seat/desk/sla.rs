//! How the agreement's clauses are kept: every lead of the wall's period looked at once.

use super::{Desk, Trouble};
use crate::review::agreement::judged::Judges;
use crate::review::figures::scorecard;
use crate::review::figures::sla::{Board, Count, out_of_reach};
use crate::review::lead::Lead;
use crate::review::milestone::date_of;
use crate::review::period::Period;

impl Desk {
    /// The clauses in force, on the leads of the last 90 days; `None` where no SLA is in force.
    pub fn sla(&self) -> Result<Option<Board>, Trouble> {
        let now = self.clock.now();
        let today = date_of(now, self.ledger.zone()?);
        self.sla_of(scorecard::wall(today), now)
    }

    /// The same on the leads of a period, silence counted up to `now` (seconds since 1970, UTC).
    pub fn sla_of(&self, period: Period, now: i64) -> Result<Option<Board>, Trouble> {
        let agreement = self.ledger.agreement()?;
        let zone = self.ledger.zone()?;
        let judges = Judges::new(&agreement, zone, date_of(now, zone));
        let passes = |lead: &Lead| judges.passes(lead);
        let Some(count) = Count::new(&agreement, zone, period, now, &passes) else {
            return Ok(None);
        };
        let mut count = count
            .unreached(out_of_reach(&self.ledger.lists()?))
            .created_stands(self.created_stands_in()?);
        self.ledger.each_whole(&mut count)?;
        Ok(Some(count.done(&agreement.answers)))
    }
}
