//! What a review's minutes contain (MEASURES §9): a plain record. Its JSON, keys in this order, is the canonical form.

mod agreed;
mod hour;
mod leads;
mod named;
mod numbers;
mod of;
mod owed;
mod room;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::agreement::names::Names;
use super::agreement::vote::Vote;
use super::campaign::Choice;
use super::figures::effect::EffectRow;
use super::figures::hindsight::{Became, Borne, Call, Score};
use super::lead::{Field, Lead, LeadId};
use super::meeting::{Attendance, Part, PromiseState};
use super::money::Money;
use super::period::Period;
use super::person::{Role, Team};
use super::verdict::Judgement;

pub use agreed::{AgreedRow, Turn};
pub use hour::{Around, BlindRow, Hour, Idea, PhaseRow, Topic, Words};
pub use of::{Closing, Gathered, Reviewed, as_of};
pub use owed::{Owed, OwedAnswer, OwedRow};

/// The minutes of one review. The same data gives the same record, and the record the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    /// The shape of this record: 1.
    pub format: u32,
    pub title: String,
    /// The review's number in its series.
    pub number: i64,
    /// The day it was opened on, in `zone`.
    pub date: NaiveDate,
    /// The review's time zone, as the zone database names it.
    pub zone: String,
    pub state: State,
    pub period: Period,
    /// Minutes planned.
    pub planned: u32,
    pub opened_at: DateTime<Utc>,
    /// When it was closed; `None` while it runs.
    pub closed_at: Option<DateTime<Utc>>,
    pub facilitator: String,
    pub attendance: Vec<Attendee>,
    pub decisions: Vec<Remark>,
    pub promises: Vec<PromiseRow>,
    /// Promises of earlier reviews that were open when this one began.
    pub previous: Vec<PromiseRow>,
    /// What became of the leads the review before judged, and the running score.
    #[serde(default, skip_serializing_if = "WereWeRight::is_empty")]
    pub were_we_right: WereWeRight,
    pub kpis: Vec<KpiRow>,
    pub revenue: Revenue,
    pub funnel: Vec<FunnelRow>,
    /// The clauses of the agreement, and what was done about their misses.
    #[serde(default, skip_serializing_if = "Owed::is_empty")]
    pub owed: Owed,
    pub leads: Vec<LeadRow>,
    /// Reasons of the leads dealt with in this review that stand not accepted or returned, most frequent first.
    pub reasons: Vec<Count>,
    /// Of them, those for "other".
    #[serde(default, skip_serializing_if = "is_none")]
    pub other: u64,
    /// "Would have liked to know", most frequent first.
    pub wishes: Vec<Count>,
    /// Was it a lead? Of the leads dealt with in this review.
    pub judgements: Judgements,
    /// On the docket and not dealt with: they open the next review.
    pub not_reached: Vec<LeadName>,
    pub parked: Vec<LeadName>,
    /// Stop, start, continue.
    pub ideas: Vec<Remark>,
    /// What of the agreement was in force, and what the review did to it.
    #[serde(default, skip_serializing_if = "AgreedRow::is_empty")]
    pub agreed: AgreedRow,
    /// Keep, change or stop: campaigns that were decided about, with the figures of that moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<CampaignRow>,
    /// Topics for Decide: the parking lot.
    pub topics: Vec<Remark>,
    pub wins: Vec<Win>,
    /// Was the hour worth it, 1–10 each.
    pub ratings: Vec<u8>,
    /// The hour itself: phases, voices, what was talked about, what comes next.
    #[serde(default)]
    pub hour: Hour,
    pub appendix: Appendix,
    /// What the stages were called on the day of the review, where that is not the house word.
    #[serde(default, skip_serializing_if = "Names::usual")]
    pub names: Names,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// How settled the minutes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Still growing; `after` is the version that was FINAL before the review was reopened.
    Draft { after: Option<u32> },
    /// Frozen.
    Final { version: u32 },
}

/// Somebody who was or was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub name: String,
    pub team: Team,
    pub role: Role,
    pub attendance: Attendance,
    /// When somebody came late or left; `None` for those there from the start.
    pub at: Option<DateTime<Utc>>,
}

/// A decision, an idea or a topic.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remark {
    pub text: String,
    /// The lead it came from.
    pub lead: Option<LeadName>,
    /// Who took it down.
    pub who: String,
    /// The calendar day, where it is from an earlier review.
    pub at: DateTime<Utc>,
    /// The figure, clause or campaign it came from; empty where a lead or the review says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// From when a decision holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Where each stood on a decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Vote>,
}

/// A lead by its number and what a list calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadName {
    pub lead: LeadId,
    pub label: String,
    /// It is called by its contact's name, for want of a company: hidden where names are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub person: bool,
}

impl LeadName {
    /// What a list calls the lead.
    #[must_use]
    pub fn of(lead: &Lead) -> Self {
        let label = lead.label();
        let person = lead.text(Field::Company).trim().is_empty() && label == lead.text(Field::Name);
        Self {
            lead: lead.id,
            label,
            person,
        }
    }
}

/// A promise as it stood when the minutes were taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseRow {
    pub text: String,
    /// Empty where nobody took it.
    pub owner: String,
    /// The owner's team, where the owner is known.
    pub team: Option<Team>,
    pub due: Option<NaiveDate>,
    /// The lead it came from.
    pub lead: Option<LeadName>,
    /// The number of the review it was made in.
    pub review: Option<i64>,
    pub state: PromiseState,
    /// Open past its date, on the day of the review.
    pub overdue: bool,
    /// The figure, clause or campaign it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// What it was to move, then and now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<EffectRow>,
}

impl PromiseRow {
    /// Neither done nor dropped.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.state.is_over()
    }
}

/// "Were we right?": past calls of the room and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WereWeRight {
    /// Over all earlier reviews.
    pub score: Score,
    /// The calls of the latest earlier review that made any.
    pub calls: Vec<CallRow>,
}

impl WereWeRight {
    /// Whether no earlier review judged anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }
}

/// One call of the room and what became of the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRow {
    pub lead: LeadName,
    /// The number of the review that judged it.
    pub review: i64,
    pub call: Call,
    pub became: Became,
    /// Of its deal, where there is one.
    pub amount: Option<Money>,
    pub borne: Borne,
}

/// A campaign that was decided about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignRow {
    pub campaign: String,
    pub choice: Choice,
    /// What changes, or why.
    pub text: String,
    /// What it was decided on: cost, accepted of delivered, return.
    pub seen: String,
    pub who: String,
}

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A fraction 0–1.
    Share,
    Days,
    Leads,
}

/// One line of the KPI table: how it stood when the review was opened and when the minutes were taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KpiRow {
    /// The key scripts use.
    pub key: String,
    pub title: String,
    pub unit: Unit,
    pub start: Figure,
    pub end: Figure,
    /// Why the data at hand cannot tell it: then it is a dash, as on every screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was agreed for it: "60–80 %"; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
}

/// A value and the counts behind it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// A share (0–1) or days, to six decimals; `None` where nothing was counted or the row is a plain count.
    pub value: Option<f64>,
    /// The numerator.
    pub count: u64,
    /// The denominator; for days the leads with both dates.
    pub n: u64,
}

/// Won amounts of the created cohort, one row a currency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Revenue {
    pub start: Vec<Money>,
    pub end: Vec<Money>,
}

/// Distinct leads that reached a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelRow {
    pub stage: String,
    pub word: String,
    pub start: u64,
    pub end: u64,
}

/// A lead the review dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadRow {
    pub lead: LeadId,
    /// The source system's own id; empty where it had none.
    pub key: String,
    pub company: String,
    pub name: String,
    pub source: String,
    /// Where on the docket it stood; `None` where it was not on it.
    pub part: Option<Part>,
    /// Why it was on the docket, in words.
    pub because: Vec<String>,
    pub before: VerdictRow,
    pub after: VerdictRow,
    /// What the room did: stands, by consent, accepted, not accepted, returned, parked, noted.
    pub result: String,
    pub was_a_lead: Option<Judgement>,
    /// Yes, no, not yet; empty where nobody said.
    pub in_process: String,
    pub since: Option<NaiveDate>,
    pub wishes: Vec<String>,
    /// Notes taken in this review.
    pub notes: Vec<Remark>,
}

impl LeadRow {
    /// What a list calls the lead.
    #[must_use]
    pub fn label(&self) -> String {
        [&self.company, &self.name, &self.key]
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .map_or_else(|| format!("lead {}", self.lead.0), Clone::clone)
    }
}

/// A verdict in words, or that there was none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VerdictRow {
    /// Accepted, not accepted, returned; empty where there is no verdict.
    pub verdict: String,
    pub reason: String,
    pub route: String,
    pub until: Option<NaiveDate>,
    pub detail: String,
    pub owner: String,
    pub next_touch: Option<NaiveDate>,
    /// The reason's guard had no basis and was waived.
    pub waived: bool,
    /// Who told it; empty where the CRM did or nobody.
    pub who: String,
    /// CRM, person, review, consent, slip; empty where there is no verdict.
    pub word_of: String,
}

/// How often something came up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub name: String,
    pub count: u64,
}

/// Was it a lead?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Judgements {
    pub yes: u64,
    pub no: u64,
    pub not_sure: u64,
}

/// A deal won in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Win {
    pub lead: LeadName,
    pub source: String,
    pub closed: Option<NaiveDate>,
    pub amount: Option<Money>,
}

/// What a reader needs in order to check the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appendix {
    /// The time of the last entry the minutes were made from.
    pub as_of: DateTime<Utc>,
    /// Which leads the figures are of, in words.
    pub cohort: String,
    pub formulas: Vec<Formula>,
    /// Leads of the figures that contradict themselves and were not left as known: data to fix.
    pub contradictions: u64,
    /// The same of all leads there are, as the list says it; minutes from before it was told have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_fix: Option<u64>,
}

/// A figure's formula in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    pub title: String,
    pub words: String,
}
