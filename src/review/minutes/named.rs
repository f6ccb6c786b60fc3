//! The minutes with the stages by the names in force on the day of the review.

use super::{LeadRow, Minutes, VerdictRow};
use crate::review::agreement::fold::Agreement;
use crate::review::agreement::names::Names;

impl Minutes {
    /// Says every text of the program by the names agreed for that day, and keeps them; what people and files wrote stays.
    #[must_use]
    pub(super) fn named(mut self, agreement: &Agreement) -> Self {
        let names = agreement.names(self.date);
        if names.usual() {
            return self;
        }
        for row in &mut self.kpis {
            names.put(&mut row.title);
        }
        for row in &mut self.funnel {
            names.put(&mut row.word);
        }
        for row in &mut self.owed.clauses {
            names.put(&mut row.asks);
        }
        for row in &mut self.leads {
            lead(row, &names);
        }
        for row in &mut self.campaigns {
            names.put(&mut row.seen);
        }
        names.put(&mut self.agreed.accuracy);
        names.put(&mut self.appendix.cohort);
        for formula in &mut self.appendix.formulas {
            names.put(&mut formula.title);
            names.put(&mut formula.words);
        }
        self.names = names;
        self
    }
}

fn lead(row: &mut LeadRow, names: &Names) {
    row.because.iter_mut().for_each(|why| names.put(why));
    names.put(&mut row.result);
    verdict(&mut row.before, names);
    verdict(&mut row.after, names);
}

fn verdict(row: &mut VerdictRow, names: &Names) {
    names.put(&mut row.verdict);
}
