//! Data to fix: what a record says against itself. Kept, counted, listed; never repaired by guessing.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::kpi::Kpi;
use super::words::{count, counted};
use crate::review::lead::{Answer, Facts, Lead};
use crate::review::milestone::Milestone;
use crate::review::packed::{Pack, put, take};

/// One way in which a record contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// A reason why it was not accepted, and no word that it was not.
    ReasonWithoutRefusal,
    /// The status says that nobody made contact, and a date says that somebody did.
    StatusAgainstTouch,
    /// The status says not accepted, and a date says that an opportunity was opened.
    StatusAgainstOpportunity,
    /// Accepted, and a must-have of the definition in force is not met.
    AcceptedFailed,
}

impl Contradiction {
    /// Every kind, in the order lists show them.
    pub const ALL: [Self; 13] = [
        Self::NotAcceptedWon,
        Self::QualifiedBeforeCreation,
        Self::OpportunityBeforeCreation,
        Self::OpportunityBeforeDelivery,
        Self::ClosedBeforeOpportunity,
        Self::ClosedBeforeDelivery,
        Self::TouchBeforeCreation,
        Self::AnswerBeforeDelivery,
        Self::ReasonWithoutOutcome,
        Self::ReasonWithoutRefusal,
        Self::StatusAgainstTouch,
        Self::StatusAgainstOpportunity,
        Self::AcceptedFailed,
    ];

    /// What a list says of it, neutral: the record, not a person, is at odds with itself.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAcceptedWon => "not accepted, and won",
            Self::QualifiedBeforeCreation => "delivered before it was created",
            Self::OpportunityBeforeCreation => "opportunity older than the lead",
            Self::OpportunityBeforeDelivery => "opportunity before the delivery",
            Self::ClosedBeforeOpportunity => "closed before the opportunity",
            Self::ClosedBeforeDelivery => "closed before the delivery",
            Self::TouchBeforeCreation => "touched before it was created",
            Self::AnswerBeforeDelivery => "answered before the delivery",
            Self::ReasonWithoutOutcome => "why won or lost, but not ended",
            Self::ReasonWithoutRefusal => "why not, but no such answer",
            Self::StatusAgainstTouch => "status no contact, but a touch",
            Self::StatusAgainstOpportunity => "status not accepted, but a deal",
            Self::AcceptedFailed => "accepted, a must-have not met",
        }
    }

    /// The figures it touches: beside these the list says how many leads are at odds with themselves.
    #[must_use]
    pub fn touches(self) -> &'static [Kpi] {
        match self {
            Self::NotAcceptedWon => &[Kpi::AcceptanceRate, Kpi::LeadToRevenue],
            Self::QualifiedBeforeCreation => &[Kpi::CreatedByMarketing, Kpi::LeadToRevenue],
            Self::OpportunityBeforeCreation | Self::ClosedBeforeOpportunity => {
                &[Kpi::LeadToRevenue]
            }
            Self::OpportunityBeforeDelivery | Self::AnswerBeforeDelivery => {
                &[Kpi::TimeToOpportunity]
            }
            Self::ClosedBeforeDelivery | Self::ReasonWithoutOutcome => &[Kpi::LeadToRevenue],
            Self::TouchBeforeCreation | Self::StatusAgainstTouch => &[Kpi::WorkedBySales],
            Self::ReasonWithoutRefusal | Self::AcceptedFailed => &[Kpi::AcceptanceRate],
            Self::StatusAgainstOpportunity => &[Kpi::AcceptanceRate, Kpi::QualifiedToOpportunity],
        }
    }

    /// What mends it.
    #[must_use]
    pub fn fix(self) -> Fix {
        match self {
            Self::NotAcceptedWon
            | Self::AnswerBeforeDelivery
            | Self::ReasonWithoutRefusal
            | Self::StatusAgainstOpportunity
            | Self::AcceptedFailed => Fix::Verdict,
            Self::OpportunityBeforeCreation
            | Self::OpportunityBeforeDelivery
            | Self::ClosedBeforeOpportunity
            | Self::ClosedBeforeDelivery
            | Self::ReasonWithoutOutcome => Fix::Deal,
            Self::QualifiedBeforeCreation
            | Self::TouchBeforeCreation
            | Self::StatusAgainstTouch => Fix::File,
        }
    }
}

/// Several kinds of contradiction, one bit each in the order of [`Contradiction::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds(u16);

impl Pack for Kinds {
    fn pack(&self, to: &mut Vec<u8>) {
        put(i64::from(self.0), to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let code = u16::try_from(take(from)?).ok()?;
        Some(Self::of_code(code))
    }
}

impl Kinds {
    /// The bits as they are kept.
    #[must_use]
    pub fn code(self) -> u16 {
        self.0
    }

    /// What was kept; bits of no kind are left out.
    #[must_use]
    pub fn of_code(code: u16) -> Self {
        Self(code & ((1 << Contradiction::ALL.len()) - 1))
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn holds(self, what: Contradiction) -> bool {
        self.0 & bit(what) != 0
    }

    /// Those that are not among the others.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// In the order lists show them.
    pub fn each(self) -> impl Iterator<Item = Contradiction> {
        let all = Contradiction::ALL.into_iter();
        all.filter(move |what| self.holds(*what))
    }
}

impl FromIterator<Contradiction> for Kinds {
    fn from_iter<T: IntoIterator<Item = Contradiction>>(all: T) -> Self {
        Self(all.into_iter().fold(0, |bits, what| bits | bit(what)))
    }
}

fn bit(what: Contradiction) -> u16 {
    let at = Contradiction::ALL.iter().position(|one| *one == what);
    at.map_or(0, |at| 1 << at)
}

/// Where a contradiction is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// By another answer.
    Verdict,
    /// In the deal.
    Deal,
    /// In the system the file came from; it comes right with the next import.
    File,
}

/// Under this name an import keeps a reason that no answer goes with.
pub const REASON_KEPT: &str = "reject_reason";

/// Status words that say nobody made contact yet.
const NO_CONTACT: [&str; 5] = [
    "not contacted",
    "open not contacted",
    "uncontacted",
    "no contact",
    "untouched",
];

/// Whether the lead was created after its opportunity: an influenced deal, in no rate (MEASURES §3 K6).
#[must_use]
pub fn influenced(facts: &Facts, zone: Tz) -> bool {
    before(facts.opportunity.at(), facts.created.at(), zone)
}

/// What of a record contradicts itself; each cause once. What its texts show is among its facts ([`of_record`]), and
/// falls away with an answer or an end of the deal that settles it.
#[must_use]
pub fn of_facts(facts: &Facts, zone: Tz) -> Kinds {
    let found = of_dates(facts, zone).into_iter().chain(of_answers(facts));
    found
        .filter_map(|(is, contradiction)| is.then_some(contradiction))
        .collect()
}

type Told = (bool, Contradiction);

fn of_dates(facts: &Facts, zone: Tz) -> [Told; 7] {
    let (created, qualified) = (facts.created.at(), facts.qualified.at());
    let (opened, closed) = (facts.opportunity.at(), facts.closed.at());
    let before = |earlier, later| before(earlier, later, zone);
    let influenced = before(opened, created);
    [
        (
            before(qualified, created),
            Contradiction::QualifiedBeforeCreation,
        ),
        (influenced, Contradiction::OpportunityBeforeCreation),
        (
            !influenced && before(opened, qualified),
            Contradiction::OpportunityBeforeDelivery,
        ),
        (
            before(closed, opened),
            Contradiction::ClosedBeforeOpportunity,
        ),
        (
            opened.is_none() && before(closed, qualified),
            Contradiction::ClosedBeforeDelivery,
        ),
        (
            before(facts.first_touch, created),
            Contradiction::TouchBeforeCreation,
        ),
        (
            before(facts.answered_at, qualified),
            Contradiction::AnswerBeforeDelivery,
        ),
    ]
}

fn of_answers(facts: &Facts) -> [Told; 6] {
    let refused = matches!(facts.answer, Answer::NotAccepted(_));
    let returned = matches!(facts.answer, Answer::Accepted { returned: true, .. });
    let in_words = matches!(facts.answer, Answer::Accepted { by_deed: false, .. });
    let ended = facts.outcome.is_some() || facts.closed.reached();
    let shows = |unless: bool, what| (!unless && facts.record.holds(what), what);
    [
        (refused && facts.won(), Contradiction::NotAcceptedWon),
        (
            refused && !facts.won() && facts.opportunity.at().is_some(),
            Contradiction::StatusAgainstOpportunity,
        ),
        shows(ended, Contradiction::ReasonWithoutOutcome),
        shows(refused || returned, Contradiction::ReasonWithoutRefusal),
        shows(false, Contradiction::StatusAgainstTouch),
        shows(!in_words, Contradiction::AcceptedFailed),
    ]
}

/// What of a record contradicts itself and nobody left as known.
#[must_use]
pub fn open(facts: &Facts, zone: Tz) -> Kinds {
    of_facts(facts, zone).without(facts.known)
}

/// The sentence under a table: of its leads so many have something to fix. `None` where none has.
#[must_use]
pub fn note(leads: u64) -> Option<String> {
    let words = counted(
        leads,
        "of these leads contradicts itself in its dates or answer",
        "of these leads contradict themselves in dates or answers",
    );
    (leads > 0).then(|| format!("{words}: Data to fix lists them."))
}

/// The sentence at the end of minutes: of `all` leads, as the list says it, where that was kept, and of those that the
/// figures are of.
#[must_use]
pub fn told(all: Option<u64>, here: u64) -> String {
    let told = counted(
        all.unwrap_or(here),
        "lead contradicts itself",
        "leads contradict themselves",
    );
    let of = all.map_or_else(String::new, |_| {
        format!(", {} of them in these figures", count(here))
    });
    format!("Data to fix: {told} in dates, answers or reasons{of}.")
}

/// What only the texts of a record show of its contradictions, whatever was answered. `fails` says that it was
/// accepted and a must-have of the definition it is held to failed ([`crate::review::agreement::judged::Judges::accepted_failed`]).
#[must_use]
pub fn of_record(lead: &Lead, fails: bool) -> Kinds {
    let deal = lead.deal();
    let ended = deal.outcome.is_some() || deal.closed.reached();
    let kept = lead
        .filed
        .extra
        .iter()
        .any(|(name, text)| name == REASON_KEPT && !text.trim().is_empty());
    let filed_touch = lead.filed.first_touch.is_some() || lead.touches.count > 0;
    let record = [
        (
            !deal.reason.is_empty() && !ended,
            Contradiction::ReasonWithoutOutcome,
        ),
        (kept, Contradiction::ReasonWithoutRefusal),
        (
            filed_touch && says_no_contact(&lead.filed.status),
            Contradiction::StatusAgainstTouch,
        ),
        (fails, Contradiction::AcceptedFailed),
    ];
    let record = record.into_iter();
    record.filter_map(|(is, what)| is.then_some(what)).collect()
}

/// Everything of a lead that contradicts itself, its texts looked at anew.
#[must_use]
pub fn of_lead(lead: &Lead, zone: Tz, fails: bool) -> Kinds {
    let facts = Facts {
        record: of_record(lead, fails),
        ..lead.facts()
    };
    of_facts(&facts, zone)
}

fn says_no_contact(status: &str) -> bool {
    let parts = status.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    NO_CONTACT.contains(&words.join(" ").as_str())
}

/// Everything in the ledger that contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToFix {
    kinds: BTreeMap<Contradiction, Kind>,
    /// Distinct leads with something to fix, by the figure it touches.
    figures: BTreeMap<Kpi, u64>,
    /// Distinct leads with something to fix.
    pub leads: u64,
}

/// One kind of contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kind {
    /// Leads that have it, those left as known too.
    pub all: u64,
    /// Of them, left as known.
    pub known: u64,
}

impl ToFix {
    /// Takes in one lead: what contradicts itself in it, and what of that is left as known.
    pub fn add(&mut self, found: Kinds, known: Kinds) {
        for what in found.each() {
            let known = known.holds(what);
            let kind = self.kinds.entry(what).or_default();
            kind.all += 1;
            kind.known += u64::from(known);
        }
        let open = found.without(known);
        self.leads += u64::from(!open.is_empty());
        let touched = open.each().flat_map(Contradiction::touches);
        for kpi in touched.collect::<BTreeSet<_>>() {
            *self.figures.entry(*kpi).or_default() += 1;
        }
    }

    /// The kinds there are, in the order of lists.
    pub fn kinds(&self) -> impl Iterator<Item = (Contradiction, &Kind)> {
        self.kinds.iter().map(|(what, kind)| (*what, kind))
    }

    /// Contradictions that are not left as known.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.kinds.values().map(|kind| kind.all - kind.known).sum()
    }

    /// Leads with something to fix that touches a figure.
    #[must_use]
    pub fn beside(&self, kpi: Kpi) -> u64 {
        self.figures.get(&kpi).copied().unwrap_or_default()
    }
}

fn before(earlier: Option<Milestone>, later: Option<Milestone>, zone: Tz) -> bool {
    matches!((earlier, later), (Some(earlier), Some(later)) if later.until(earlier, zone) < 0)
}
