//! A lead: what the files say of it, what people said of it, and what stands.

mod texts;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figures::contradiction::Kinds;
#[cfg(doc)]
use super::figures::contradiction::of_record;
use super::milestone::{Milestone, Reach};
use super::money::Money;
use super::reason::ReasonCode;
use super::said::Said;
use super::verdict::{InProcess, Outcome, Verdict};
pub use texts::Texts;

/// A lead's number in this ledger; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeadId(pub i64);

/// Whose work brought the lead in. Only Marketing's count in Marketing's KPIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourcedBy {
    #[default]
    Marketing,
    Sales,
    Partner,
}

/// A text field of a lead that files fill and people correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Company,
    Title,
    Email,
    Phone,
    Country,
    Industry,
    Employees,
    Source,
    Campaign,
    Owner,
    Score,
}

impl Field {
    /// Every text field, in the order the card shows them.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Company,
        Self::Title,
        Self::Email,
        Self::Phone,
        Self::Country,
        Self::Industry,
        Self::Employees,
        Self::Source,
        Self::Campaign,
        Self::Owner,
        Self::Score,
    ];

    /// The field's name in files, scripts and on screens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Company => "company",
            Self::Title => "title",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Country => "country",
            Self::Industry => "industry",
            Self::Employees => "employees",
            Self::Source => "source",
            Self::Campaign => "campaign",
            Self::Owner => "owner",
            Self::Score => "score",
        }
    }
}

/// A verdict as the CRM tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledVerdict {
    pub verdict: Verdict,
    /// When Sales decided, where a file says.
    pub at: Option<Milestone>,
}

/// What became of a lead's deal: the earliest opportunity, won where any was won, amounts of the won added up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Deal {
    /// The opportunity was opened.
    pub opened: Reach,
    /// It was closed, won or lost.
    pub closed: Reach,
    pub outcome: Option<Outcome>,
    /// What it is worth; counted as revenue only where won.
    pub amount: Option<Money>,
    /// Why it was won or lost, from the pick-list or in the CRM's words.
    #[serde(default)]
    pub reason: String,
}

impl Deal {
    /// Whether there is a deal record at all: a closed or decided one was an opportunity even where no date says so.
    #[must_use]
    pub fn reached(&self) -> bool {
        self.opened.reached() || self.outcome.is_some() || self.closed.reached()
    }
}

/// What the touches of a lead add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Touches {
    pub count: u32,
    pub first: Option<Milestone>,
    pub last: Option<Milestone>,
}

/// What the files say of a lead. An empty text is blank; "unknown", "Select" and "Other" are values like any other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filed {
    /// The source system's own id; empty where the file had none.
    pub key: String,
    /// The text fields that are not empty.
    pub texts: Texts,
    pub sourced_by: SourcedBy,
    /// The CRM's status word, as written.
    pub status: String,
    /// Raised a hand. Every lead was created: [`Reach::Undated`] where no file says when.
    pub created: Reach,
    /// Met the definition and was delivered to Sales.
    pub qualified: Reach,
    pub first_touch: Option<Milestone>,
    /// Hours to the first response, where a file has them instead of a date.
    pub response_hours: Option<Decimal>,
    /// The CRM's status is past "not contacted".
    pub worked: bool,
    pub verdict: Option<FiledVerdict>,
    pub deal: Deal,
    /// Columns nobody mapped, in file order: header and text.
    pub extra: Vec<(String, String)>,
}

impl Filed {
    /// A text field; empty where blank.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }
}

/// A lead with everything known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub id: LeadId,
    pub filed: Filed,
    /// Touches that came in files.
    pub touches: Touches,
    /// What people said in the console; stands over the files.
    pub said: Said,
    /// A name from a list that does not pass the criteria: no lead yet, and in no figure of leads (MEASURES §1).
    pub suspect: bool,
    /// What its texts show of its contradictions; kept by whoever keeps the leads, [`of_record`] says what.
    pub record: Kinds,
}

/// A verdict that stands, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'lead> {
    pub verdict: &'lead Verdict,
    /// When it was decided, where known.
    pub at: Option<Milestone>,
    /// Who told it; `None` is the CRM.
    pub by: Option<&'lead str>,
}

impl Lead {
    /// A lead of which nothing is known yet.
    #[must_use]
    pub fn bare(id: LeadId) -> Self {
        Self {
            id,
            filed: Filed::default(),
            touches: Touches::default(),
            said: Said::default(),
            suspect: false,
            record: Kinds::default(),
        }
    }

    /// A text field as it stands: a person's correction before the file.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.said
            .corrections
            .get(&field)
            .map_or_else(|| self.filed.text(field), String::as_str)
    }

    /// What a list calls the lead: its company, else its name, else its key, else its number.
    #[must_use]
    pub fn label(&self) -> String {
        [
            self.text(Field::Company),
            self.text(Field::Name),
            &self.filed.key,
        ]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .map_or_else(|| format!("lead {}", self.id.0), ToOwned::to_owned)
    }

    /// The standing verdict: the latest a person told; else the CRM's.
    #[must_use]
    pub fn standing(&self) -> Option<Standing<'_>> {
        if let Some(told) = &self.said.verdict {
            return Some(Standing {
                verdict: &told.verdict,
                at: Some(Milestone::Instant(told.at.div_euclid(1000))),
                by: Some(&told.who),
            });
        }
        self.filed.verdict.as_ref().map(|filed| Standing {
            verdict: &filed.verdict,
            at: filed.at,
            by: None,
        })
    }

    /// The deal as it stands: a person's word before the files.
    #[must_use]
    pub fn deal(&self) -> &Deal {
        self.said.deal.as_ref().unwrap_or(&self.filed.deal)
    }

    /// All touches, the files' and people's.
    #[must_use]
    pub fn touches(&self) -> Touches {
        let said = self.said.touches;
        let filed = self.touches;
        let code = |milestone: &Milestone| milestone.code();
        Touches {
            count: said.count + filed.count,
            first: [filed.first, self.filed.first_touch, said.first]
                .into_iter()
                .flatten()
                .min_by_key(code),
            last: [filed.last, self.filed.first_touch, said.last]
                .into_iter()
                .flatten()
                .max_by_key(code),
        }
    }

    fn opportunity(&self) -> Reach {
        let deal = self.deal();
        match self.said.in_process {
            _ if deal.opened.reached() => deal.opened,
            _ if deal.reached() => Reach::Undated,
            Some(InProcess::Yes { since: Some(since) }) => Reach::At(since),
            Some(InProcess::Yes { since: None }) => Reach::Undated,
            _ => Reach::Not,
        }
    }

    /// When it was handed to Sales, as a lead or as a name from a list: whoever came further was.
    #[must_use]
    pub fn delivered(&self) -> Reach {
        match self.filed.qualified {
            Reach::Not if self.standing().is_some() || self.opportunity().reached() => {
                Reach::Undated
            }
            reach => reach,
        }
    }

    /// Whether Sales said nothing of it yet, in words or by a deal.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.standing().is_none() && !self.opportunity().reached()
    }

    /// Whether Sales works on it or still may: not once it was refused or handed back.
    #[must_use]
    pub fn is_worked_on(&self) -> bool {
        let refused = self
            .standing()
            .and_then(|standing| standing.verdict.refusal());
        refused.is_none()
    }

    /// What the figures need of this lead. A suspect never counts as delivered, whatever it is that was handed over.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let (deal, opportunity) = (self.deal(), self.opportunity());
        let standing = self.standing();
        let answer = match standing.map(|standing| standing.verdict) {
            Some(Verdict::Accepted(_)) => Answer::Accepted {
                by_deed: false,
                returned: false,
            },
            Some(Verdict::Returned(_)) => Answer::Accepted {
                by_deed: false,
                returned: true,
            },
            Some(Verdict::NotAccepted(refusal)) => Answer::NotAccepted(refusal.reason),
            None if opportunity.reached() => Answer::Accepted {
                by_deed: true,
                returned: false,
            },
            None => Answer::None,
        };
        let (decided, delivered) = (standing.is_some(), self.delivered());
        let created = match self.filed.created {
            Reach::At(at) => Reach::At(at),
            _ => delivered.or(Reach::Undated),
        };
        let qualified = if self.suspect { Reach::Not } else { delivered };
        let touches = self.touches();
        Facts {
            lead: self.id,
            created,
            qualified,
            answer,
            answered_at: standing.and_then(|standing| standing.at),
            opportunity,
            closed: deal.closed,
            outcome: deal.outcome,
            amount: deal.amount,
            first_touch: touches.first,
            worked: Evidence {
                touch: touches.count > 0
                    || touches.first.is_some()
                    || self.filed.response_hours.is_some(),
                verdict: decided,
                status: self.filed.worked,
                opportunity: opportunity.reached(),
            },
            sourced_by: self.filed.sourced_by,
            suspect: self.suspect,
            record: self.record,
            known: self.said.known.iter().copied().collect(),
        }
    }
}

/// Sales' answer, as the figures count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// No verdict and no opportunity: in time, overdue or no answer yet, by the limit in force.
    None,
    /// Accepted; `by_deed` where an opportunity says so and no verdict does.
    Accepted {
        by_deed: bool,
        returned: bool,
    },
    NotAccepted(ReasonCode),
}

/// By what a lead is seen to have been worked by Sales (K4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent kinds of evidence, MEASURES §3 K4"
)]
pub struct Evidence {
    pub touch: bool,
    pub verdict: bool,
    pub status: bool,
    pub opportunity: bool,
}

impl Evidence {
    /// Any of them.
    #[must_use]
    pub fn any(self) -> bool {
        self.touch || self.verdict || self.status || self.opportunity
    }
}

/// What the figures need of one lead: small, copyable, and the only thing `review/figures` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub lead: LeadId,
    /// Never [`Reach::Not`]; when it was qualified, where nobody says when it was created.
    pub created: Reach,
    /// Monotone: whoever reached a later stage reached this one, undated where no date says when. A suspect never did.
    pub qualified: Reach,
    pub answer: Answer,
    pub answered_at: Option<Milestone>,
    /// Monotone as `qualified` is.
    pub opportunity: Reach,
    pub closed: Reach,
    pub outcome: Option<Outcome>,
    pub amount: Option<Money>,
    pub first_touch: Option<Milestone>,
    pub worked: Evidence,
    pub sourced_by: SourcedBy,
    /// A name from a list that does not pass the criteria: in no cohort of leads, counted apart.
    pub suspect: bool,
    /// What its texts show of its contradictions ([`of_record`]).
    pub record: Kinds,
    /// Which of its contradictions somebody left as known.
    pub known: Kinds,
}

impl Facts {
    /// The deal was won.
    #[must_use]
    pub fn won(&self) -> bool {
        self.outcome == Some(Outcome::Won)
    }

    /// The deal was lost.
    #[must_use]
    pub fn lost(&self) -> bool {
        self.outcome == Some(Outcome::Lost)
    }
}
