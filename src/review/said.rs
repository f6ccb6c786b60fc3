//! What people said of a lead: the fold of its entries, in order. The one place where an entry changes a lead.
//!
//! The ledger keeps this fold as a table beside the journal; undo folds anew without what was taken back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::agreement::sla::call_plan::CallPlan;
use super::entry::{Act, Entry, Seq};
use super::figures::contradiction::Contradiction;
use super::lead::{Deal, Field, Touches};
use super::meeting::MeetingId;
use super::milestone::Milestone;
use super::verdict::{InProcess, Judgement, Verdict};

/// A verdict somebody told, with who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub verdict: Verdict,
    pub who: String,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The review it was told in; `None` outside one.
    pub meeting: Option<MeetingId>,
    pub seq: Seq,
}

/// Everything people said of one lead, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    pub verdict: Option<Told>,
    /// How many verdicts people told, the standing one included.
    #[serde(default)]
    pub verdicts: u32,
    /// Two people told different verdicts and no review has settled it: who spoke first, who last.
    #[serde(default)]
    pub differ: Option<(String, String)>,
    /// The room's own word; without one the judgement follows the verdict.
    pub judgement: Option<Judgement>,
    pub in_process: Option<InProcess>,
    /// "Would have liked to know", as last set.
    pub wishes: Vec<String>,
    /// The latest note's text, and how many there are.
    pub note: String,
    pub notes: u32,
    /// Fields that people corrected.
    pub corrections: BTreeMap<Field, String>,
    /// Touches logged in the console.
    pub touches: Touches,
    /// What of the plan before the first call was ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_plan: Option<CallPlan>,
    pub deal: Option<Deal>,
    /// The review that last dealt with the lead (a verdict, "it stands", consent).
    pub reviewed_in: Option<MeetingId>,
    /// Parked in that review.
    pub parked_in: Option<MeetingId>,
    /// Skipped in that review.
    pub skipped_in: Option<MeetingId>,
    /// Brought onto the docket of that review.
    pub brought_in: Option<MeetingId>,
    /// What of its record is known to contradict itself and left as it is.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub known: BTreeSet<Contradiction>,
    /// The last entry about this lead, and whose it is: what a second seat is checked against. In the ledger an undo
    /// that took back something said of the lead counts as such an entry.
    pub last: Option<(Seq, String)>,
}

impl Said {
    /// Whether nobody said anything (any more): all was taken back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let nothing = Self {
            last: self.last.clone(),
            ..Self::default()
        };
        *self == nothing
    }

    /// Takes in one entry about this lead. Entries about anything else change nothing.
    pub fn apply(&mut self, entry: &Entry) {
        match &entry.act {
            Act::Verdict { verdict, .. } => self.take_verdict(entry, verdict),
            Act::Stands { .. } => self.reviewed(entry),
            Act::Judgement { was_a_lead, .. } => self.judgement = Some(*was_a_lead),
            Act::InProcess { in_process, .. } => self.in_process = Some(*in_process),
            Act::Note { text, .. } => {
                self.note.clone_from(text);
                self.notes += 1;
            }
            Act::Wishes { tags, .. } => self.wishes.clone_from(tags),
            Act::Touched { touch, .. } => {
                let code = |milestone: &Milestone| milestone.code();
                self.touches.count += 1;
                self.touches.first = [self.touches.first, touch.at]
                    .into_iter()
                    .flatten()
                    .min_by_key(code);
                self.touches.last = [self.touches.last, touch.at]
                    .into_iter()
                    .flatten()
                    .max_by_key(code);
            }
            Act::Planned { ticked, of, .. } => {
                let before = self.call_plan.as_ref();
                self.call_plan = Some(CallPlan::ticked(before, ticked, *of, entry.at));
            }
            Act::Deal { deal, .. } => self.deal = Some(deal.clone()),
            Act::Corrected { field, text, .. } => {
                self.corrections.insert(*field, text.clone());
            }
            Act::Known { what, .. } => {
                self.known.insert(*what);
            }
            Act::Parked { .. } => self.parked_in = entry.meeting,
            Act::Skipped { .. } => self.skipped_in = entry.meeting,
            Act::Brought { .. } => {
                self.brought_in = entry.meeting;
                self.parked_in = None;
                self.skipped_in = None;
            }
            _ => return,
        }
        self.last = Some((entry.seq, entry.who.clone()));
    }

    fn take_verdict(&mut self, entry: &Entry, verdict: &Verdict) {
        if let Some(earlier) = &self.verdict {
            let other = earlier.who != entry.who && earlier.verdict.code() != verdict.code();
            if other {
                self.differ = Some((earlier.who.clone(), entry.who.clone()));
            }
        }
        self.verdict = Some(Told {
            verdict: verdict.clone(),
            who: entry.who.clone(),
            at: entry.at,
            meeting: entry.meeting,
            seq: entry.seq,
        });
        self.verdicts += 1;
        if let Verdict::Accepted(acceptance) = verdict
            && !acceptance.owner.is_empty()
        {
            self.corrections
                .insert(Field::Owner, acceptance.owner.clone());
        }
        self.reviewed(entry);
    }

    fn reviewed(&mut self, entry: &Entry) {
        self.reviewed_in = entry.meeting.or(self.reviewed_in);
        if entry.meeting.is_some() {
            // What the room says settles it.
            self.differ = None;
        }
        self.parked_in = None;
        self.skipped_in = None;
    }

    /// The judgement as it stands: the room's own word, else what the verdict says.
    #[must_use]
    pub fn judgement_or(&self, verdict: Option<&Verdict>) -> Option<Judgement> {
        self.judgement.or_else(|| {
            verdict.map(|verdict| match verdict {
                Verdict::Accepted(_) => Judgement::Yes,
                Verdict::NotAccepted(_) | Verdict::Returned(_) => Judgement::No,
            })
        })
    }
}
