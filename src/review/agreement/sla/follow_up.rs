//! The follow-up both teams agreed on, step by step, and how far it went with one lead.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Sla;
use crate::review::agreement::calendar::Calendar;
use crate::review::lead::Lead;
use crate::review::milestone::Milestone;
use crate::review::touch::{Touch, TouchKind, TouchResult};

/// So many steps are more than anybody follows, so many days more than anybody waits.
const MOST_STEPS: usize = 20;
const MOST_DAYS: u32 = 365;
const SUCH_AS: &str = "0 call, 1 e-mail, 3 call";

/// One step: so many working days after the delivery, that channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// 0 is the day of delivery, or the first working day after it.
    pub day: u32,
    pub channel: TouchKind,
}

/// How a step went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// Touched that way, on its day or before.
    Done,
    /// So it was, later than agreed.
    Late,
    /// Its day has passed without such a touch.
    Missed,
    /// The step to take now.
    Next,
    Later,
    /// The lead was reached, or is no longer worked on.
    NotNeeded,
}

/// A step of one lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub asked: FollowUp,
    /// The last day it is in time.
    pub due: NaiveDate,
    pub went: Went,
}

impl FollowUp {
    /// "day 3 call".
    #[must_use]
    pub fn words(self) -> String {
        format!("day {} {}", self.day, self.channel.word())
    }

    /// As it is typed: "3 call".
    #[must_use]
    pub fn typed(self) -> String {
        format!("{} {}", self.day, self.channel.word())
    }

    /// Whether such a touch is that step: a voicemail is a call nobody took, a demo is a meeting.
    fn is(self, kind: TouchKind) -> bool {
        let family = |kind| match kind {
            TouchKind::Voicemail => TouchKind::Call,
            TouchKind::Demo => TouchKind::Meeting,
            kind => kind,
        };
        family(self.channel) == family(kind)
    }
}

/// Reads "0 call, 1 e-mail, day 3 call" in the order of the days; nothing typed is no sequence.
///
/// # Errors
/// In a sentence that says what to write instead.
pub fn read(text: &str) -> Result<Vec<FollowUp>, String> {
    let parts = text.split([',', ';', '·']).map(str::trim);
    let mut steps = parts
        .filter(|part| !part.is_empty())
        .map(read_step)
        .collect::<Result<Vec<_>, _>>()?;
    steps.sort_by_key(|step| step.day);
    match fault(&steps) {
        Some(fault) => Err(fault),
        None => Ok(steps),
    }
}

fn read_step(part: &str) -> Result<FollowUp, String> {
    let such_as = || format!("a step is a day and a way: write for example {SUCH_AS}");
    let rest = part.strip_prefix("day").unwrap_or(part).trim();
    let (day, way) = rest.split_once(char::is_whitespace).ok_or_else(such_as)?;
    if day.starts_with('-') {
        return Err(format!(
            "\"{part}\" would come before the delivery: day 0 is the first, {SUCH_AS}"
        ));
    }
    let day = day.parse().map_err(|_| such_as())?;
    let plain = |word: &str| word.to_lowercase().replace(['-', ' '], "");
    let wanted = plain(way.trim());
    let channel = TouchKind::ALL
        .iter()
        .find(|kind| plain(kind.word()) == wanted);
    let channel = channel.copied().ok_or_else(|| {
        let ways: Vec<&str> = TouchKind::ALL.iter().map(|kind| kind.word()).collect();
        format!(
            "\"{}\" is no way to reach anybody here: choose of {}",
            way.trim(),
            ways.join(", ")
        )
    })?;
    Ok(FollowUp { day, channel })
}

/// What keeps a sequence from being agreed on.
#[must_use]
pub fn fault(steps: &[FollowUp]) -> Option<String> {
    if steps.len() > MOST_STEPS {
        return Some(format!(
            "{} steps are more than anybody follows: at most {MOST_STEPS}",
            steps.len()
        ));
    }
    let far = steps.iter().find(|step| step.day > MOST_DAYS)?;
    Some(format!(
        "day {} is more than a year away: at most day {MOST_DAYS}",
        far.day
    ))
}

/// "day 0 call · day 1 e-mail".
#[must_use]
pub fn words(steps: &[FollowUp]) -> String {
    let steps: Vec<String> = steps.iter().map(|step| step.words()).collect();
    steps.join(" · ")
}

/// How far the sequence of an SLA went with a lead; `None` where none is agreed, or nobody says when it was delivered.
#[must_use]
pub fn of_lead(
    sla: &Sla,
    lead: &Lead,
    touches: &[Touch],
    zone: Tz,
    today: NaiveDate,
) -> Option<Vec<Step>> {
    let delivered = lead
        .delivered()
        .at()
        .filter(|_| !sla.follow_up.is_empty())?;
    let calendar = sla.hours.calendar(zone);
    let over = !lead.is_worked_on() || lead.facts().opportunity.reached();
    Some(walked(
        &sla.follow_up,
        &calendar,
        delivered,
        touches,
        over,
        today,
    ))
}

/// How many steps were taken, in time or late.
#[must_use]
pub fn taken(steps: &[Step]) -> usize {
    let taken = |step: &&Step| matches!(step.went, Went::Done | Went::Late);
    steps.iter().filter(taken).count()
}

/// How far the sequence went with a lead delivered then. Each touch is one step, the first of its kind that is still
/// open. Once somebody was reached, or `over` says that nobody works on the lead any more, the rest is not needed; what
/// was missed before stays missed.
#[must_use]
pub fn walked(
    steps: &[FollowUp],
    calendar: &Calendar,
    delivered: Milestone,
    touches: &[Touch],
    over: bool,
    today: NaiveDate,
) -> Vec<Step> {
    let day = |touch: &Touch| touch.at.map(|at| at.date(calendar.zone));
    let from = delivered.date(calendar.zone);
    let mut open: Vec<&Touch> = touches
        .iter()
        .filter(|touch| day(touch).is_none_or(|on| on >= from))
        .collect();
    open.sort_by_key(|touch| day(touch));
    let answered = |touch: &&&Touch| {
        let result = touch.result;
        matches!(result, Some(TouchResult::Reached | TouchResult::Replied))
    };
    let reached = open.iter().find(answered).map(|touch| day(touch));
    let reached = reached.map(|on| on.unwrap_or(from));
    let mut next = true;
    let walk = steps.iter().map(|asked| {
        let due = nth_working_day(calendar, from, asked.day);
        let made = open.iter().position(|touch| asked.is(touch.kind));
        let went = match made.map(|at| day(open.remove(at))) {
            Some(on) if on.is_some_and(|on| on > due) => Went::Late,
            Some(_) => Went::Done,
            None if reached.is_some_and(|on| on <= due) => Went::NotNeeded,
            None if due < today => Went::Missed,
            None if over => Went::NotNeeded,
            None if std::mem::take(&mut next) => Went::Next,
            None => Went::Later,
        };
        Step {
            asked: *asked,
            due,
            went,
        }
    });
    walk.collect()
}

/// The day so many working days after one that counts as day 0, or as the first working day after it.
fn nth_working_day(calendar: &Calendar, from: NaiveDate, number: u32) -> NaiveDate {
    let mut left = number;
    let mut last = from;
    // Without any working day the walk ends: no calendar leaves out years.
    for day in from.iter_days().take(4_000) {
        if calendar.works(day) {
            last = day;
            if left == 0 {
                break;
            }
            left -= 1;
        }
    }
    last
}
