//! Promise-keeping: promises done by their date ÷ promises due (MEASURES §3), by team.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::review::meeting::{Promise, PromiseState};
use crate::review::milestone::date_of;
use crate::review::person::{Person, Team};

/// How many promises were due, and how many of them were done by their date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keeping {
    pub kept: u64,
    pub due: u64,
}

/// The team of a promise's owner; `None` where nobody knows the owner.
#[must_use]
pub fn team_of(people: &[Person], owner: &str) -> Option<Team> {
    let person = people.iter().find(|person| person.name == owner);
    person.map(|person| person.team)
}

/// Promises due up to a day: those with an earlier date or that very date. A dropped one is no longer due.
#[must_use]
pub fn keeping<'promise>(
    promises: impl IntoIterator<Item = &'promise Promise>,
    today: NaiveDate,
    zone: Tz,
) -> Keeping {
    let mut keeping = Keeping::default();
    for promise in promises {
        let Some(due) = promise.due.filter(|due| *due <= today) else {
            continue;
        };
        if promise.state == PromiseState::Dropped {
            continue;
        }
        let done_on = date_of(promise.changed_at.div_euclid(1000), zone);
        let done = promise.state == PromiseState::Done;
        // Due today and still open: not yet missed.
        if !done && due == today && promise.state != PromiseState::NotDone {
            continue;
        }
        keeping.due += 1;
        keeping.kept += u64::from(done && done_on <= due);
    }
    keeping
}

/// Both teams side by side, then those of neither that have promises due.
#[must_use]
pub fn by_team(
    promises: &[Promise],
    people: &[Person],
    today: NaiveDate,
    zone: Tz,
) -> Vec<(Team, Keeping)> {
    [Team::Sales, Team::Marketing, Team::Other]
        .into_iter()
        .map(|team| {
            let own = promises
                .iter()
                .filter(|promise| team_of(people, &promise.owner) == Some(team));
            (team, keeping(own, today, zone))
        })
        .filter(|(team, keeping)| *team != Team::Other || keeping.due > 0)
        .collect()
}
