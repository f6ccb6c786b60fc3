//! The rehearsal: a made-up company with a year of leads and six past reviews. One seed and one day give one company.

mod agenda;
mod agreement;
mod campaigns;
mod chance;
mod fill;
mod names;
mod owed;
mod past;
mod planted;
mod rows;
mod story;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::review::campaign::Campaign;
use crate::review::milestone::{date_of, start_of_day, utc};
use crate::review::money::Currency;
use crate::review::person::{Person, Role, Team};
use crate::review::row::Row;

use chance::Chance;
pub use fill::{FillError, fill};
pub use past::{Move, PastKept, PastPromise, PastReview, Said};
pub use story::Story;

/// The company's clock on the wall.
pub const ZONE: Tz = Tz::Europe__Berlin;
/// Leads of a year, inquiries included.
const LEADS: usize = 2_700;
/// Reviews that were held before the one that is ready to run.
const PAST_REVIEWS: usize = 6;
/// What Sales and Marketing agreed, in working hours.
pub const ANSWER_HOURS: u32 = 24;

/// A made-up company, complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    pub zone: Tz,
    /// The day the rehearsal is opened on.
    pub today: NaiveDate,
    /// The day's beginning, in milliseconds since 1970: nothing in the company is later.
    pub now: i64,
    pub people: Vec<Person>,
    pub campaigns: Vec<Campaign>,
    /// Every lead's life, by the day it was created.
    pub stories: Vec<Story>,
    /// Deals that Sales brought in without a lead.
    pub own_deals: Vec<Row>,
    pub reviews: Vec<PastReview>,
    /// What people said since the last review, outside one.
    pub since: Vec<Said>,
}

/// The currency every amount of the company is in.
pub(super) fn euro() -> Currency {
    Currency::parse("EUR").unwrap_or(Currency::NONE)
}

impl Company {
    /// The company of a seed as the day of `now` (milliseconds since 1970, UTC) finds it: whoever looks later that
    /// day meets the same one.
    #[must_use]
    pub fn generate(seed: u64, now: i64) -> Self {
        let now = midnight(now);
        let seconds = now.div_euclid(1000);
        let today = utc(seconds).with_timezone(&ZONE).date_naive();
        let mut chance = Chance::new(seed);
        let mut stories = story::year(&mut chance, LEADS, seconds);
        planted::as_agreed(&mut stories);
        planted::contradictions(&mut stories, seconds);
        let days = review_days(today);
        let reviews = past::reviews(&mut chance, &mut stories, &days, seconds);
        let last = days.last().copied().unwrap_or(today);
        let mut since = owed::plans(&stories, last, seconds);
        since.extend(planted::since(&stories, last, seconds));
        since.sort_by_key(|said| said.at);
        Self {
            zone: ZONE,
            today,
            now,
            people: people(),
            campaigns: campaigns::all(today),
            own_deals: rows::own_deals(&mut chance, seconds),
            stories,
            reviews,
            since,
        }
    }

    /// What the CRM's files of that moment hold that those of `after` did not: leads, deals and touches, in the
    /// order they are read in. `None` is the first export.
    #[must_use]
    pub fn files(&self, after: Option<i64>, until: i64) -> Vec<Vec<Row>> {
        rows::files(self, after, until)
    }
}

/// The beginning of the company's day of an instant; both in milliseconds since 1970, UTC.
#[must_use]
pub fn midnight(at: i64) -> i64 {
    start_of_day(date_of(at.div_euclid(1000), ZONE), ZONE) * 1000
}

/// The days of the past reviews, the earliest first: thirty days apart, never on a weekend.
fn review_days(today: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = (1..=PAST_REVIEWS)
        .map(|back| {
            let ago = u64::try_from(back * 30).unwrap_or(0);
            let day = today
                .checked_sub_days(chrono::Days::new(ago))
                .unwrap_or(today);
            let early = match day.weekday() {
                Weekday::Sat => 1,
                Weekday::Sun => 2,
                _ => 0,
            };
            day.checked_sub_days(chrono::Days::new(early))
                .unwrap_or(day)
        })
        .collect();
    days.reverse();
    days
}

/// Seconds since 1970 at an hour and minute of a day, on the company's wall.
fn at(day: NaiveDate, hour: i64, minute: i64) -> i64 {
    start_of_day(day, ZONE) + hour * 3600 + minute * 60
}

/// Moves an instant into working hours: mornings wait for nine, evenings and weekends for the next morning.
fn working(seconds: i64) -> i64 {
    let local = utc(seconds).with_timezone(&ZONE);
    let day = local.date_naive();
    let start = start_of_day(day, ZONE);
    let into = seconds - start;
    let spread = seconds.rem_euclid(5400);
    let (mut day, mut moved) = (day, None);
    if into >= 17 * 3600 {
        day = day.succ_opt().unwrap_or(day);
        moved = Some(spread);
    } else if into < 9 * 3600 {
        moved = Some(spread);
    }
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day.succ_opt().unwrap_or(day);
        moved = Some(spread);
    }
    moved.map_or(seconds, |spread| at(day, 9, 0) + spread)
}

/// Days as seconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "spans of at most a few hundred days"
)]
fn days(days: f64) -> i64 {
    (days * 86_400.0) as i64
}

/// The reps, by the order campaigns and leads name them.
pub(super) const REPS: [&str; 9] = [
    "Tomas Reyes",
    "Jana Novak",
    "Bela Kowalski",
    "Ines Ferrari",
    "Samuel Lind",
    "Aisha Rahman",
    "Pieter de Vries",
    "Clara Moreau",
    "Viktor Holm",
];

/// The rep whose first call takes longest.
pub(super) const SLOW: usize = 2;

fn people() -> Vec<Person> {
    let person = |name: &str, team, role| Person {
        name: name.to_owned(),
        key: None,
        team,
        role,
    };
    let mut people: Vec<Person> = REPS
        .iter()
        .map(|name| person(name, Team::Sales, Role::Rep))
        .collect();
    people.extend([
        person("Karin Lindqvist", Team::Sales, Role::SalesLeader),
        person("Mary Okafor", Team::Marketing, Role::MarketingLeader),
        person("Joy Adeyemi", Team::Marketing, Role::Marketer),
        person("Felix Baumann", Team::Marketing, Role::Marketer),
        person("Noor Haddad", Team::Marketing, Role::Marketer),
        person("Hanna Weiss", Team::Other, Role::RevenueOperations),
        person("Ruth Castellan", Team::Other, Role::ExecutiveSponsor),
    ]);
    people
}
