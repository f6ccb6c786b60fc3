//! The hour itself: time per phase, who led it and who was heard, what was talked about, the blind check, what comes next.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::of::{Desk, instant};
use super::{LeadName, Remark};
use crate::review::agreement::vote::Vote;
use crate::review::entry::{Act, Entry};
use crate::review::figures::calibration::Alike;
use crate::review::figures::effect::EffectRow;
use crate::review::figures::glad::Glad as Came;
use crate::review::figures::hygiene::average;
use crate::review::figures::keeping::{self, Keeping};
use crate::review::figures::parted::{Parted, parted};
use crate::review::figures::trail::{Step, up_to};
use crate::review::meeting::blind::Blind;
use crate::review::meeting::course::Course;
use crate::review::meeting::deed::Stage;
use crate::review::meeting::matter::{self, IdeaRow, Matter};
use crate::review::meeting::phase::Phase;
use crate::review::meeting::{Attendance, Promise};
use crate::review::milestone::date_of;
use crate::review::person::{Role, Team};

/// What stands around a review: its series, and what other reviews left to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Around {
    /// Every topic of the ledger, as it stands.
    pub topics: Vec<Matter>,
    pub effects: Vec<EffectRow>,
    /// When the next review is held or due.
    pub next: Option<NaiveDate>,
    /// How many reviews were held in a row, this one included.
    pub streak: u64,
    /// What earlier reviews said of themselves, oldest first.
    pub before: Vec<Step>,
    /// What came of the reviews so far.
    pub came: Option<Came>,
}

/// The hour of one review.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Hour {
    /// The kind of review it was opened as.
    pub template: String,
    pub phases: Vec<PhaseRow>,
    /// Each hand-over of the facilitator: to whom, and when.
    pub led: Vec<Led>,
    /// Who had no seat at the table: "nobody from Marketing", "no sponsor".
    pub missing: Vec<String>,
    /// Those asked in the round, in order, with their words where any were taken down.
    pub heard: Vec<Words>,
    /// Those here who were not asked, where a round was held.
    pub not_heard: Vec<String>,
    /// What each team is glad about.
    pub glad: Vec<Glad>,
    /// What came of the reviews so far; a rate that rose is told from Close on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
    /// Neither a decision nor a promise: the reason somebody gave, empty where nobody gave one.
    pub nothing: Option<String>,
    /// How well do we work together, 1–5 each.
    pub pulse: Vec<u8>,
    /// What earlier reviews said of themselves, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Step>,
    pub keeping: Vec<KeepingRow>,
    pub ideas: Vec<Idea>,
    pub topics: Vec<Topic>,
    pub quotes: Vec<Words>,
    pub blind: Option<BlindRow>,
    /// When the next review is held or due.
    pub next: Option<NaiveDate>,
    pub streak: u64,
}

impl Hour {
    /// What the reviews said of themselves, this one last.
    #[must_use]
    pub fn trail(&self, review: i64, ratings: &[u8]) -> Vec<Step> {
        let this = Step {
            review,
            worth: average(ratings),
            pulse: average(&self.pulse),
            alike: self
                .blind
                .as_ref()
                .map(|blind| blind.alike)
                .unwrap_or_default(),
        };
        up_to(&self.before, this)
    }
}

/// A phase, planned and as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseRow {
    pub phase: Phase,
    /// Minutes; none where it was not planned.
    pub planned: Option<u32>,
    /// Seconds it took, all its turns together.
    pub took: i64,
    /// Why it was passed over.
    pub passed: Option<String>,
}

/// The facilitator from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Led {
    pub who: String,
    pub at: DateTime<Utc>,
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub who: String,
    pub text: String,
    pub lead: Option<LeadName>,
    pub origin: String,
}

/// What a team is glad about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glad {
    pub team: Team,
    pub text: String,
}

/// How a team keeps its promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepingRow {
    pub team: Team,
    pub kept: u64,
    pub due: u64,
}

/// Something to stop, to start or to continue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    pub text: String,
    /// Stop, start, continue; empty where it was told in free words.
    pub way: String,
    pub team: Option<Team>,
    pub who: String,
    pub lead: Option<LeadName>,
    pub origin: String,
    pub evidence: Vec<LeadName>,
    pub dots: u32,
}

/// A topic and how far it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub text: String,
    pub who: String,
    pub lead: Option<LeadName>,
    pub origin: String,
    pub stage: Stage,
    /// The sponsor's words, and who said them.
    pub ruling: Option<(String, String)>,
    /// It came from an earlier review.
    pub carried: bool,
}

/// The blind check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlindRow {
    pub leads: Vec<BlindLead>,
    pub alike: Alike,
    /// With those of earlier reviews.
    pub in_all: Alike,
    /// The criterion that parts both teams, by the definition in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parted: Option<Parted>,
}

/// A lead of the blind check: what each team said of it, where it said anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlindLead {
    pub lead: LeadName,
    pub sales: Option<bool>,
    pub marketing: Option<bool>,
}

/// The hour as its standing entries tell it.
pub(super) fn hour(desk: &Desk<'_>, as_of: i64) -> Hour {
    let gathered = desk.gathered;
    let around = &gathered.around;
    let course = Course::of(desk.entries.iter().copied());
    let here = here(desk);
    let not_heard = if course.heard.is_empty() {
        Vec::new()
    } else {
        here.iter()
            .filter(|(name, ..)| !course.was_heard(name))
            .map(|(name, ..)| name.clone())
            .collect()
    };
    Hour {
        template: gathered.meeting.opening.template.clone(),
        phases: phases(desk, &course, as_of),
        led: led(desk),
        missing: missing(desk, &here),
        heard: course
            .heard
            .iter()
            .map(|(who, text)| Words {
                who: who.clone(),
                text: text.clone(),
                lead: None,
                origin: String::new(),
            })
            .collect(),
        not_heard,
        glad: course
            .wins
            .iter()
            .map(|(team, text)| Glad {
                team: *team,
                text: text.clone(),
            })
            .collect(),
        came: around.came.clone(),
        nothing: nothing(desk, &course),
        pulse: course.pulse.clone(),
        before: around.before.clone(),
        keeping: keeping(desk, as_of),
        ideas: matter::ideas(desk.entries.iter().copied())
            .iter()
            .map(|row| idea(desk, row))
            .collect(),
        topics: topics(desk),
        quotes: quotes(desk),
        blind: blind(desk),
        next: around.next,
        streak: around.streak,
    }
}

/// Who was here at all: name, team, role.
fn here(desk: &Desk<'_>) -> Vec<(String, Team, Role)> {
    super::room::attendance(desk)
        .into_iter()
        .filter(|person| person.attendance != Attendance::Absent)
        .map(|person| (person.name, person.team, person.role))
        .collect()
}

/// Teams nobody came from; leaders who are known and did not come; the sponsor.
fn missing(desk: &Desk<'_>, here: &[(String, Team, Role)]) -> Vec<String> {
    let mut missing = Vec::new();
    for team in [Team::Sales, Team::Marketing] {
        if here.iter().all(|(_, of, _)| *of != team) {
            missing.push(format!("nobody from {}", team.word()));
        }
    }
    let absent = |role: Role| here.iter().all(|(.., of)| *of != role);
    for role in [Role::SalesLeader, Role::MarketingLeader] {
        let mut known = desk.gathered.people.iter();
        if known.any(|person| person.role == role) && absent(role) {
            missing.push(format!("no {} present", role.word()));
        }
    }
    if absent(Role::ExecutiveSponsor) {
        missing.push("no sponsor present".to_owned());
    }
    missing
}

fn phases(desk: &Desk<'_>, course: &Course, as_of: i64) -> Vec<PhaseRow> {
    if course.spans.is_empty() {
        return Vec::new();
    }
    let slots = desk.gathered.meeting.opening.slots();
    let planned = |phase| slots.iter().find(|slot| slot.phase == phase);
    let mut order: Vec<Phase> = slots.iter().map(|slot| slot.phase).collect();
    order.extend(
        Phase::ALL
            .into_iter()
            .filter(|phase| planned(*phase).is_none()),
    );
    order
        .into_iter()
        .filter(|phase| planned(*phase).is_some() || course.was_in(*phase))
        .map(|phase| PhaseRow {
            phase,
            planned: planned(phase).map(|slot| slot.minutes),
            took: course.spent(phase, as_of) / 1000,
            passed: course.passed.get(&phase).cloned(),
        })
        .collect()
}

fn led(desk: &Desk<'_>) -> Vec<Led> {
    let handed = |entry: &&Entry| match &entry.act {
        Act::Facilitates { who } => Some(Led {
            who: who.clone(),
            at: instant(entry.at),
        }),
        _ => None,
    };
    desk.entries.iter().filter_map(handed).collect()
}

fn nothing(desk: &Desk<'_>, course: &Course) -> Option<String> {
    let decided = desk.entries.iter().any(|entry| entry.act.decides());
    (!decided).then(|| course.nothing.clone().unwrap_or_default())
}

fn keeping(desk: &Desk<'_>, as_of: i64) -> Vec<KeepingRow> {
    let gathered = desk.gathered;
    let earlier: Vec<Promise> = gathered
        .promises
        .iter()
        .filter(|promise| promise.seq < gathered.meeting.opened_seq)
        .cloned()
        .collect();
    let today = date_of(as_of.div_euclid(1000), gathered.zone);
    keeping::by_team(&earlier, &gathered.people, today, gathered.zone)
        .into_iter()
        .filter(|(_, Keeping { due, .. })| *due > 0)
        .map(|(team, Keeping { kept, due })| KeepingRow { team, kept, due })
        .collect()
}

fn idea(desk: &Desk<'_>, row: &IdeaRow) -> Idea {
    Idea {
        text: row.text.clone(),
        way: row
            .way
            .map_or_else(String::new, |way| way.word().to_owned()),
        team: row.team,
        who: row.who.clone(),
        lead: row.lead.map(|lead| desk.lead_name(lead)),
        origin: row.origin.words(),
        evidence: row
            .evidence
            .iter()
            .map(|lead| desk.lead_name(*lead))
            .collect(),
        dots: row.dots,
    }
}

/// Topics of this review; and of earlier ones those that were open when it began or that it dealt with.
fn topics(desk: &Desk<'_>) -> Vec<Topic> {
    let meeting = &desk.gathered.meeting;
    let here: BTreeSet<_> = matter::topics(desk.entries.iter().copied())
        .iter()
        .map(|row| row.seq)
        .collect();
    let of_here = matter::topics(desk.entries.iter().copied());
    // What the ledger knows of a topic is newer than what this review's own entries tell.
    let known = &desk.gathered.around.topics;
    let dealt_with = |row: &Matter| desk.entries.iter().any(|entry| row.is_told_of(entry));
    let earlier = known.iter().filter(|row| {
        !here.contains(&row.seq)
            && row.seq < meeting.opened_seq
            && (row.stage.is_open() || dealt_with(row))
    });
    let own = of_here
        .iter()
        .map(|row| known.iter().find(|one| one.seq == row.seq).unwrap_or(row));
    own.chain(earlier)
        .map(|row| Topic {
            text: row.text.clone(),
            who: row.who.clone(),
            lead: row.lead.map(|lead| desk.lead_name(lead)),
            origin: row.origin.words(),
            stage: row.stage,
            ruling: row.ruling.clone(),
            carried: row.seq < meeting.opened_seq,
        })
        .collect()
}

fn quotes(desk: &Desk<'_>) -> Vec<Words> {
    matter::quotes(desk.entries.iter().copied())
        .into_iter()
        .map(|row| Words {
            who: row.by,
            text: row.text,
            lead: row.lead.map(|lead| desk.lead_name(lead)),
            origin: row.origin.words(),
        })
        .collect()
}

/// A check whose votes were never shown stays secret.
fn blind(desk: &Desk<'_>) -> Option<BlindRow> {
    let blind = Blind::of(desk.entries.iter().copied()).filter(|blind| blind.shown)?;
    let leads = blind.leads.iter().map(|lead| BlindLead {
        lead: desk.lead_name(*lead),
        sales: blind.view(*lead, Team::Sales),
        marketing: blind.view(*lead, Team::Marketing),
    });
    let before = desk.gathered.around.before.iter();
    Some(BlindRow {
        leads: leads.collect(),
        alike: blind.alike(),
        in_all: before.fold(blind.alike(), |sum, step| sum.plus(step.alike)),
        parted: blind_parted(desk, &blind),
    })
}

fn blind_parted(desk: &Desk<'_>, blind: &Blind) -> Option<Parted> {
    let zone = desk.gathered.zone;
    let day = date_of(desk.gathered.meeting.opened_at.div_euclid(1000), zone);
    let (_, definition) = desk.gathered.agreement.definition(day)?;
    let seen: Vec<_> = blind
        .views()
        .filter_map(|(lead, sales, marketing)| {
            let lead = &desk.by_id.get(&lead)?.after;
            Some((lead, sales, marketing))
        })
        .collect();
    parted(definition, &seen, zone)
}

/// The decisions: text, votes, from when it holds, what it came from.
pub(super) fn decisions(desk: &Desk<'_>) -> Vec<Remark> {
    let votes = matter::votes(desk.entries.iter().copied());
    desk.entries
        .iter()
        .filter_map(|entry| {
            let (text, lead) = entry.act.decision()?;
            let (origin, from) = match &entry.act {
                Act::Decided { origin, from, .. } => (origin.words(), *from),
                _ => (String::new(), None),
            };
            let votes: Vec<Vote> = votes.get(&entry.seq).cloned().unwrap_or_default();
            Some(Remark {
                text: text.into_owned(),
                lead: lead.map(|lead| desk.lead_name(lead)),
                who: entry.who.clone(),
                at: instant(entry.at),
                origin,
                from,
                votes,
            })
        })
        .collect()
}
