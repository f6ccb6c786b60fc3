//! Data to fix: the records that contradict themselves, the same ones for the list, its cells and `docket check`.

use std::collections::BTreeSet;

use super::{Desk, Trouble};
use crate::review::agreement::judged::Judges;
use crate::review::figures::contradiction::Contradiction;
use crate::review::figures::cut::Cut;
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Lead, LeadId};
use crate::review::milestone::date_of;

impl Desk {
    /// The leads accepted in words though a must-have of the definition they are held to failed.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub(super) fn accepted_failed(&self) -> Result<BTreeSet<LeadId>, Trouble> {
        let agreement = self.ledger.agreement()?;
        let zone = self.ledger.zone()?;
        let today = date_of(self.clock.now(), zone);
        let mut failed = Failed {
            judges: Judges::new(&agreement, zone, today),
            found: BTreeSet::new(),
        };
        if agreement.definition(today).is_some() {
            self.ledger.each_whole(&mut failed)?;
        }
        Ok(failed.found)
    }

    /// Every lead whose record contradicts itself, with what is not left as known.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn data_to_fix(&self) -> Result<Vec<(LeadId, Vec<Contradiction>)>, Trouble> {
        let all = Cut::usual(date_of(self.clock.now(), self.ledger.zone()?));
        let mut found = Vec::new();
        self.to_fix(&all, &mut |lead, what| {
            let open = |what: &&Contradiction| !lead.said.known.contains(*what);
            let open: Vec<Contradiction> = what.iter().filter(open).copied().collect();
            if !open.is_empty() {
                found.push((lead.id, open));
            }
        })?;
        Ok(found)
    }
}

/// Holds answers of yes against the definition.
struct Failed<'text> {
    judges: Judges<'text>,
    found: BTreeSet<LeadId>,
}

impl Looks for Failed<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        matches!(facts.answer, Answer::Accepted { by_deed: false, .. })
    }

    fn look(&mut self, lead: &Lead) {
        if self.judges.accepted_failed(lead) {
            self.found.insert(lead.id);
        }
    }
}
