//! The last twelve cohorts, and how steadily leads come week by week.

use chrono::{Datelike, Months, NaiveDate};

use super::Desk;
use crate::review::figures::coverage::Anchor;
use crate::review::figures::cut::Cut;
use crate::review::figures::table::Table;
use crate::review::figures::weeks::Weeks;
use crate::review::filter::By;
use crate::review::milestone::date_of;
use crate::review::period::Period;
use crate::seat::desk::Trouble;

/// The twelve months that end with the running one.
pub(super) fn period(today: NaiveDate) -> Period {
    let first = today.with_day(1).unwrap_or(today);
    Period::Days {
        start: first.checked_sub_months(Months::new(11)).unwrap_or(first),
        end: first.checked_add_months(Months::new(1)).unwrap_or(first),
    }
}

impl Desk {
    /// The cut, over twelve months by month.
    pub(super) fn twelve(&self, cut: &Cut) -> Result<Cut, Trouble> {
        let today = date_of(self.clock.now(), self.ledger.zone()?);
        Ok(Cut {
            period: period(today),
            by: match cut.anchor {
                Anchor::Created => By::CreatedMonth,
                Anchor::Qualified => By::DeliveredMonth,
            },
            ..cut.clone()
        })
    }

    /// One row a cohort, with the weeks above them.
    pub(super) fn months(&self, cut: &Cut) -> Result<Table, Trouble> {
        let cut = self.twelve(cut)?;
        let mut table = self.slices(&cut)?;
        "Twelve months".clone_into(&mut table.title);
        let zone = self.ledger.zone()?;
        let today = date_of(self.clock.now(), zone);
        let within = self.within(cut.only.as_ref())?;
        let mut weeks = Weeks::new(today);
        self.ledger.facts(&mut |facts| {
            if super::holds(within.as_ref(), facts.lead) {
                weeks.add(cut.anchor.of(facts), zone);
            }
        })?;
        table.lines.extend(weeks.words());
        Ok(table)
    }
}
