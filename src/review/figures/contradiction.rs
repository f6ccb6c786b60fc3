//! Data to fix: what a record says against itself. Kept, counted, listed; never repaired by guessing.

use chrono_tz::Tz;

use crate::review::lead::{Answer, Facts, Lead};
use crate::review::milestone::Milestone;

/// One way in which a record contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Contradiction {
    /// Not accepted, and won.
    NotAcceptedWon,
    /// Qualified before it was created.
    QualifiedBeforeCreation,
    /// The opportunity is older than the lead: an influenced deal.
    OpportunityBeforeCreation,
    /// The opportunity was opened before the lead was delivered.
    OpportunityBeforeDelivery,
    /// Closed before the opportunity was opened.
    ClosedBeforeOpportunity,
    /// Closed before the lead was delivered, and nobody says when the opportunity was opened.
    ClosedBeforeDelivery,
    /// Sales' first touch lies before the lead was created.
    TouchBeforeCreation,
    /// Sales answered before the lead was delivered.
    AnswerBeforeDelivery,
    /// A reason why the deal ended, and no word that it did.
    ReasonWithoutOutcome,
}

impl Contradiction {
    /// Every kind, in the order lists show them.
    pub const ALL: [Self; 9] = [
        Self::NotAcceptedWon,
        Self::QualifiedBeforeCreation,
        Self::OpportunityBeforeCreation,
        Self::OpportunityBeforeDelivery,
        Self::ClosedBeforeOpportunity,
        Self::ClosedBeforeDelivery,
        Self::TouchBeforeCreation,
        Self::AnswerBeforeDelivery,
        Self::ReasonWithoutOutcome,
    ];

    /// What a list says of it, neutral: the record, not a person, is at odds with itself.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAcceptedWon => "not accepted, and won",
            Self::QualifiedBeforeCreation => "delivered before it was created",
            Self::OpportunityBeforeCreation => "the opportunity is older than the lead",
            Self::OpportunityBeforeDelivery => "the opportunity is older than the delivery",
            Self::ClosedBeforeOpportunity => "closed before the opportunity was opened",
            Self::ClosedBeforeDelivery => "closed before the lead was delivered",
            Self::TouchBeforeCreation => "touched before it was created",
            Self::AnswerBeforeDelivery => "answered before it was delivered",
            Self::ReasonWithoutOutcome => "a reason for the end of a deal that has not ended",
        }
    }
}

/// Whether the lead was created after its opportunity: an influenced deal, in no rate (MEASURES §3 K6).
#[must_use]
pub fn influenced(facts: &Facts, zone: Tz) -> bool {
    before(facts.opportunity.at(), facts.created.at(), zone)
}

/// What of a record's facts contradicts itself; each cause once.
pub fn of_facts(facts: &Facts, zone: Tz) -> impl Iterator<Item = Contradiction> + use<> {
    let (created, qualified) = (facts.created.at(), facts.qualified.at());
    let (opened, closed) = (facts.opportunity.at(), facts.closed.at());
    let influenced = before(opened, created, zone);
    let found = [
        (
            matches!(facts.answer, Answer::NotAccepted(_)) && facts.won(),
            Contradiction::NotAcceptedWon,
        ),
        (
            before(qualified, created, zone),
            Contradiction::QualifiedBeforeCreation,
        ),
        (influenced, Contradiction::OpportunityBeforeCreation),
        (
            !influenced && before(opened, qualified, zone),
            Contradiction::OpportunityBeforeDelivery,
        ),
        (
            before(closed, opened, zone),
            Contradiction::ClosedBeforeOpportunity,
        ),
        (
            opened.is_none() && before(closed, qualified, zone),
            Contradiction::ClosedBeforeDelivery,
        ),
        (
            before(facts.first_touch, created, zone),
            Contradiction::TouchBeforeCreation,
        ),
        (
            before(facts.answered_at, qualified, zone),
            Contradiction::AnswerBeforeDelivery,
        ),
    ];
    found
        .into_iter()
        .filter_map(|(is, contradiction)| is.then_some(contradiction))
}

/// How many there are in one record's facts.
#[must_use]
pub fn count(facts: &Facts, zone: Tz) -> u64 {
    of_facts(facts, zone).count() as u64
}

/// Everything of a lead that contradicts itself: its facts, and what only the record shows.
#[must_use]
pub fn of_lead(lead: &Lead, zone: Tz) -> Vec<Contradiction> {
    let deal = lead.deal();
    let ended = deal.outcome.is_some() || deal.closed.reached();
    of_facts(&lead.facts(), zone)
        .chain((!deal.reason.is_empty() && !ended).then_some(Contradiction::ReasonWithoutOutcome))
        .collect()
}

fn before(earlier: Option<Milestone>, later: Option<Milestone>, zone: Tz) -> bool {
    matches!((earlier, later), (Some(earlier), Some(later)) if later.until(earlier, zone) < 0)
}
