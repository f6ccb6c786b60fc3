//! What a count of a table is of: one question asked of one lead, the same for the count and for the leads behind it.

use super::cohort::Cohort;
use super::tally::reached;
use crate::review::agreement::Wait;
use crate::review::lead::{Answer, Facts};

/// A question that a lead answers with yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Created,
    Delivered,
    Accepted,
    NotAccepted,
    /// Delivered, no answer, and none is in time.
    AnswerDue,
    InTime,
    /// Delivered, with evidence of work.
    Worked,
    /// Delivered, without any.
    Unworked,
    Opportunity,
    Won,
    Lost,
}

impl Side {
    /// Whether the lead counts; its cohort says up to when silence is counted.
    #[must_use]
    pub fn holds(self, facts: &Facts, cohort: &Cohort) -> bool {
        let [created, delivered, _, opportunity, won] = reached(facts);
        let silent = delivered && facts.answer == Answer::None;
        let in_time = || matches!(cohort.wait(facts), Wait::InTime { .. });
        match self {
            Self::Created => created,
            Self::Delivered => delivered,
            Self::Accepted => matches!(facts.answer, Answer::Accepted { .. }),
            Self::NotAccepted => matches!(facts.answer, Answer::NotAccepted(_)),
            Self::AnswerDue => silent && !in_time(),
            Self::InTime => silent && in_time(),
            Self::Worked => delivered && facts.worked.any(),
            Self::Unworked => delivered && !facts.worked.any(),
            Self::Opportunity => opportunity,
            Self::Won => won,
            Self::Lost => facts.lost(),
        }
    }

    /// The word of a count on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not accepted",
            Self::AnswerDue => "answer due",
            Self::InTime => "in time",
            Self::Worked => "worked",
            Self::Unworked => "not worked",
            Self::Opportunity => "opportunities",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// How it is counted, in words.
    #[must_use]
    pub fn doc(self) -> &'static str {
        match self {
            Self::Created => "leads created",
            Self::Delivered => "leads delivered to Sales",
            Self::Accepted => "accepted by an answer, or by deed: an opportunity and no answer",
            Self::NotAccepted => "leads Sales did not accept",
            Self::AnswerDue => "delivered, without an answer: overdue, or no limit was agreed",
            Self::InTime => "delivered, without an answer, still inside the limit",
            Self::Worked => "delivered, with a touch, an answer, a worked status or a deal",
            Self::Unworked => "delivered, without a touch, an answer, a worked status or a deal",
            Self::Opportunity => "leads with a deal",
            Self::Won => "leads whose deal was won",
            Self::Lost => "leads whose deal was lost",
        }
    }
}
