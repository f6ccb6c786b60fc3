//! Why a lead is on the docket: the reasons, most telling first, and their words.

use chrono_tz::Tz;

use super::queue::Room;
use super::{Because, MeetingId};
use crate::review::agreement::Wait;
use crate::review::lead::{Answer, Facts, Lead};
use crate::review::milestone::{DAY, Milestone};
use crate::review::reason::ReasonCode;
use crate::review::verdict::Refusal;

/// Accepted without opportunity and without touch for so many days: stalled.
pub const STALLED_DAYS: i64 = 14;
/// Delivered so many days ago and not worked: untouched.
const UNTOUCHED_DAYS: i64 = 3;
/// Accepted and lost within so many days: "at once".
const LOST_AT_ONCE_DAYS: i64 = 14;

impl Because {
    /// What the card says after "here because:". Neutral: what is the case, not whose doing it is.
    #[must_use]
    pub fn words(&self) -> String {
        let days = |n: u32| match n {
            0 => "today".to_owned(),
            1 => "1 day".to_owned(),
            n => format!("{n} days"),
        };
        match self {
            Self::PeopleDiffer { first, second } => {
                format!("two views: {first} and {second} said different things")
            }
            Self::VerdictAgainstOutcome => "the answer and the outcome differ".to_owned(),
            Self::CrmAgainstRoom => "two views: the CRM and the review differ".to_owned(),
            Self::MeetsAndRefused { version } => format!("meets v{version}, Sales said no"),
            Self::AcceptedAndFails { version, criterion } => {
                format!("accepted, and v{version} asks for {criterion}")
            }
            Self::NoReasonRecorded => "not accepted, no reason recorded in the CRM".to_owned(),
            Self::AnswerDue { days: 0 } => "no answer yet".to_owned(),
            Self::AnswerDue { days: n } => format!("no answer for {}", days(*n)),
            Self::Untouched { days: n } => format!("not touched for {}", days(*n)),
            Self::WithoutWords => "not accepted, and no words why".to_owned(),
            Self::Stalled { days: n } => {
                format!("accepted, no opportunity, no touch for {}", days(*n))
            }
            Self::HighValue => "among the highest amounts or scores".to_owned(),
            Self::Surprise { won: true } => "won, where its source rarely wins".to_owned(),
            Self::Surprise { won: false } => "lost, where its source mostly wins".to_owned(),
            Self::Carried => "parked or not reached last time".to_owned(),
            Self::Changed => "the answer or the outcome changed in the period".to_owned(),
            Self::Qualified => "delivered in the period".to_owned(),
            Self::Drawn => "drawn by chance among the accepted".to_owned(),
            Self::Brought { by } => format!("brought here by {by}"),
            Self::NewInFile => "new or changed in the latest file".to_owned(),
        }
    }

    /// Its place in the order for learning: 0 comes first.
    #[must_use]
    pub fn rank(&self) -> usize {
        match self {
            Self::NoReasonRecorded => 0,
            Self::PeopleDiffer { .. } => 1,
            Self::VerdictAgainstOutcome => 2,
            Self::CrmAgainstRoom => 3,
            Self::MeetsAndRefused { .. } | Self::AcceptedAndFails { .. } => 4,
            Self::AnswerDue { .. } => 5,
            Self::Untouched { .. } => 6,
            Self::WithoutWords => 7,
            Self::Stalled { .. } => 8,
            Self::HighValue => 9,
            Self::Surprise { .. } => 10,
            Self::Carried => 11,
            Self::Changed => 12,
            Self::Brought { .. } => 13,
            Self::Qualified => 14,
            Self::NewInFile => 15,
            Self::Drawn => 16,
        }
    }

    /// How much more telling than others of its kind, in days where it counts days; beyond two months all are alike.
    pub(super) fn weight(&self) -> u32 {
        match self {
            Self::AnswerDue { days } | Self::Untouched { days } | Self::Stalled { days } => {
                (*days).min(60)
            }
            _ => 0,
        }
    }
}

/// How many kinds of [`Because`] there are.
pub(super) const KINDS: usize = 17;

/// Every reason to talk about a lead that its own record gives, most telling first; empty where it is no
/// candidate.
pub(super) fn reasons(lead: &Lead, facts: &Facts, room: &Room) -> Vec<Because> {
    let due = answer_due(facts, room);
    let stalled = stalled(lead, facts, room);
    let carried = room.carried.contains(&lead.id)
        || (lead.said.parked_in.is_some() && lead.said.parked_in == room.last_review);
    let settled = settled(lead, room.last_review);
    let open = |is: bool| is && !settled;
    let qualified = facts.qualified.at();
    let qualified = open(qualified.is_some_and(|at| room.period.holds(at, room.zone)));
    let changed = open(changed(facts, room));
    let in_file = open(room.without_dates && room.latest.contains(&lead.id));
    if !(carried || due.is_some() || stalled.is_some() || qualified || changed || in_file) {
        return Vec::new();
    }
    two_views(lead, facts, room.zone)
        .into_iter()
        .chain([
            room.against.get(&lead.id).cloned(),
            due.map(|days| Because::AnswerDue { days }),
            untouched(facts, room).map(|days| Because::Untouched { days }),
            without_words(lead).then_some(Because::WithoutWords),
            stalled.map(|days| Because::Stalled { days }),
            carried.then_some(Because::Carried),
            changed.then_some(Because::Changed),
            qualified.then_some(Because::Qualified),
            in_file.then_some(Because::NewInFile),
        ])
        .flatten()
        .collect()
}

/// The reserved reason first, then views that differ: between people, with the outcome, with the CRM.
fn two_views(lead: &Lead, facts: &Facts, zone: Tz) -> [Option<Because>; 4] {
    let unrecorded =
        refusal(lead).is_some_and(|refusal| refusal.reason == ReasonCode::NOT_RECORDED);
    let people = lead.said.differ.clone();
    let told = lead.said.verdict.as_ref().map(|told| told.verdict.code());
    let filed = lead
        .filed
        .verdict
        .as_ref()
        .map(|filed| filed.verdict.code());
    let crm = told.is_some() && filed.is_some() && told != filed;
    [
        unrecorded.then_some(Because::NoReasonRecorded),
        people.map(|(first, second)| Because::PeopleDiffer { first, second }),
        against_outcome(facts, zone).then_some(Because::VerdictAgainstOutcome),
        crm.then_some(Because::CrmAgainstRoom),
    ]
}

fn without_words(lead: &Lead) -> bool {
    refusal(lead).is_some_and(|refusal| {
        refusal.reason != ReasonCode::NOT_RECORDED
            && refusal.detail.is_empty()
            && lead.said.note.is_empty()
    })
}

fn refusal(lead: &Lead) -> Option<&Refusal> {
    lead.standing()?.verdict.refusal()
}

/// A review dealt with the lead, and nobody has said anything since outside one.
fn settled(lead: &Lead, last: Option<MeetingId>) -> bool {
    let said = &lead.said;
    let since = said
        .verdict
        .as_ref()
        .is_some_and(|told| told.meeting.is_none());
    last.is_some() && said.reviewed_in.is_some() && !since && said.differ.is_none()
}

fn changed(facts: &Facts, room: &Room) -> bool {
    [facts.answered_at, facts.closed.at()]
        .into_iter()
        .flatten()
        .any(|at| room.period.holds(at, room.zone))
}

/// Days without an answer; `None` where there is one, where it is in time, or where nobody knows since when.
fn answer_due(facts: &Facts, room: &Room) -> Option<u32> {
    if facts.answer != Answer::None {
        return None;
    }
    let since = facts.qualified.at()?;
    match room.limits.wait(Some(since), room.now) {
        Wait::InTime { .. } => None,
        Wait::Overdue { .. } | Wait::NoLimit => Some(age(since, room)),
    }
}

fn untouched(facts: &Facts, room: &Room) -> Option<u32> {
    let evidence = facts.worked;
    let days = age(facts.qualified.at()?, room);
    let idle = !evidence.touch && !evidence.status && !evidence.opportunity;
    let open = !matches!(facts.answer, Answer::NotAccepted(_));
    (room.touches_known && idle && open && i64::from(days) >= UNTOUCHED_DAYS).then_some(days)
}

fn stalled(lead: &Lead, facts: &Facts, room: &Room) -> Option<u32> {
    let accepted = matches!(
        facts.answer,
        Answer::Accepted {
            by_deed: false,
            returned: false
        }
    );
    if !accepted || facts.opportunity.reached() {
        return None;
    }
    let last = [lead.touches().last, facts.answered_at, facts.qualified.at()]
        .into_iter()
        .flatten()
        .max_by_key(|at| at.code())?;
    let days = age(last, room);
    (i64::from(days) >= STALLED_DAYS).then_some(days)
}

fn against_outcome(facts: &Facts, zone: Tz) -> bool {
    let refused = matches!(facts.answer, Answer::NotAccepted(_));
    let from = facts.answered_at.or(facts.qualified.at());
    let at_once = matches!((from, facts.closed.at()), (Some(from), Some(closed))
        if (0..=LOST_AT_ONCE_DAYS * DAY).contains(&from.until(closed, zone)));
    let accepted = matches!(facts.answer, Answer::Accepted { by_deed: false, .. });
    (refused && facts.won()) || (accepted && facts.lost() && at_once)
}

fn age(since: Milestone, room: &Room) -> u32 {
    let seconds = since.until(Milestone::Instant(room.now), room.zone);
    u32::try_from(seconds.max(0) / DAY).unwrap_or(u32::MAX)
}
