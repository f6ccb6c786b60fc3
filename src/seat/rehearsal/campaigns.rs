//! The company's campaigns: what each costs, how many of its leads are delivered, accepted and won, and why not.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::euro;
use crate::review::campaign::{Campaign, Forecast};
use crate::review::milestone::Milestone;
use crate::review::money::Money;

/// How a campaign's leads fare. Shares are 0–1; a pair is the year's beginning and its end.
pub(super) struct Profile {
    pub name: &'static str,
    pub source: &'static str,
    /// Its part of all leads.
    pub weight: f64,
    pub delivered: f64,
    pub accepted: (f64, f64),
    /// Of the accepted.
    pub opportunity: f64,
    /// Of the opportunities.
    pub won: f64,
    /// Of its contacts, those who decide.
    pub deciders: f64,
    /// How often each reason 1, 2, 3, 4, 5, 6, 7, 8, 9, 0 is why not.
    pub reasons: [f64; 10],
    /// What its names that nobody has spoken to come as: a list.
    pub list: Option<&'static str>,
    /// Whole euros a year; none where nobody wrote it down, which is not a cost of 0.
    pub cost: Option<i64>,
}

/// Two things worth finding: the webinar's leads are mostly the wrong person, and referrals are won far more often.
pub(super) const PROFILES: [Profile; 8] = [
    Profile {
        name: "Price page requests",
        source: "website",
        weight: 0.18,
        delivered: 0.45,
        accepted: (0.70, 0.84),
        opportunity: 0.38,
        won: 0.34,
        deciders: 0.8,
        reasons: [1.0, 0.6, 0.8, 3.2, 1.6, 0.4, 0.9, 0.4, 0.5, 0.3],
        list: None,
        cost: Some(24_000),
    },
    Profile {
        name: "Demo requests",
        source: "website",
        weight: 0.12,
        delivered: 0.60,
        accepted: (0.76, 0.88),
        opportunity: 0.42,
        won: 0.36,
        deciders: 0.85,
        reasons: [1.2, 0.5, 0.7, 1.6, 1.4, 0.5, 1.0, 0.4, 0.8, 0.3],
        list: None,
        cost: Some(18_000),
    },
    Profile {
        name: "Webinar: safer shop floors",
        source: "webinar",
        weight: 0.16,
        delivered: 0.30,
        accepted: (0.38, 0.48),
        opportunity: 0.34,
        won: 0.08,
        deciders: 0.25,
        reasons: [0.6, 7.0, 0.9, 0.5, 0.4, 0.9, 0.5, 0.3, 0.5, 0.2],
        list: Some("attendee list"),
        cost: Some(31_000),
    },
    Profile {
        name: "Hannover spring fair",
        source: "trade fair",
        weight: 0.12,
        delivered: 0.22,
        accepted: (0.42, 0.52),
        opportunity: 0.22,
        won: 0.25,
        deciders: 0.5,
        reasons: [1.5, 1.2, 1.0, 0.6, 0.8, 3.0, 1.0, 1.2, 0.9, 0.3],
        list: Some("badge scan"),
        cost: Some(86_000),
    },
    Profile {
        name: "Search: maintenance software",
        source: "paid search",
        weight: 0.17,
        delivered: 0.25,
        accepted: (0.48, 0.62),
        opportunity: 0.24,
        won: 0.22,
        deciders: 0.6,
        reasons: [2.4, 0.8, 1.6, 0.8, 0.6, 0.9, 1.2, 0.8, 1.2, 0.3],
        list: None,
        cost: Some(62_000),
    },
    Profile {
        name: "Partner referrals",
        source: "referral",
        weight: 0.05,
        delivered: 0.80,
        accepted: (0.88, 0.94),
        opportunity: 0.52,
        won: 0.58,
        deciders: 0.95,
        reasons: [0.6, 0.3, 0.5, 0.8, 1.0, 0.4, 0.3, 0.2, 0.5, 0.2],
        list: None,
        cost: Some(9_000),
    },
    Profile {
        name: "Guide: planned maintenance",
        source: "content",
        weight: 0.15,
        delivered: 0.15,
        accepted: (0.36, 0.48),
        opportunity: 0.16,
        won: 0.16,
        deciders: 0.4,
        reasons: [1.2, 1.4, 2.2, 0.5, 0.6, 2.4, 0.9, 0.7, 1.2, 0.3],
        list: None,
        cost: Some(12_000),
    },
    Profile {
        name: "Plant tours on social",
        source: "social",
        weight: 0.05,
        delivered: 0.20,
        accepted: (0.44, 0.52),
        opportunity: 0.18,
        won: 0.20,
        deciders: 0.45,
        reasons: [1.6, 1.2, 1.4, 0.4, 0.5, 1.6, 0.9, 0.6, 1.0, 0.3],
        list: None,
        cost: None,
    },
];

/// The sources that are lists, as the agreement flags them.
pub(super) fn lists() -> Vec<String> {
    let lists = PROFILES.iter().filter_map(|profile| profile.list);
    lists.map(ToOwned::to_owned).collect()
}

/// The fair's place in [`PROFILES`]: its leads come in one week.
pub(super) const FAIR: usize = 3;
/// How many days ago the fair was.
pub(super) const FAIR_AGO: f64 = 208.0;

/// What a campaign's forecast was: its place in [`PROFILES`], by how much reality was overestimated in percent, and
/// how many days before the launch it was written down (after it, where negative).
pub(super) const FORECASTS: [(usize, u64, i64); 6] = [
    (0, 95, 12),
    (1, 110, 20),
    (2, 160, 9),
    (3, 185, 25),
    (4, 120, -31),
    (5, 70, 6),
];

/// The least a campaign must bring back, in percent of its cost.
pub(super) const LEAST: &str = "0";

/// What was expected of a campaign of so many leads.
pub(super) fn forecast(profile: &Profile, leads: u64, percent: u64) -> Forecast {
    let part = |share: f64| {
        let expected = f64::from(u32::try_from(leads * percent / 100).unwrap_or(u32::MAX)) * share;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a made-up forecast of at most a few thousand leads"
        )]
        let whole = expected.round() as u64;
        whole
    };
    let accepted = f64::midpoint(profile.accepted.0, profile.accepted.1);
    let opportunities = profile.delivered * accepted * profile.opportunity;
    let won = part(opportunities * profile.won).max(1);
    Forecast {
        leads: Some(part(1.0)),
        delivered: Some(part(profile.delivered)),
        opportunities: Some(part(opportunities)),
        revenue: i64::try_from(won * 22_000).ok().map(euros),
        cost: profile.cost.map(euros),
    }
}

fn euros(amount: i64) -> Money {
    Money {
        amount: Decimal::from(amount),
        currency: euro(),
    }
}

/// The campaigns as their file tells them.
pub(super) fn all(today: NaiveDate) -> Vec<Campaign> {
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).map(Milestone::Day);
    PROFILES
        .iter()
        .enumerate()
        .map(|(index, profile)| Campaign {
            key: format!("C-{}", index + 1),
            name: profile.name.to_owned(),
            channel: profile.source.to_owned(),
            cost: profile.cost.map(euros),
            expected_revenue: None,
            expected_leads: None,
            starts: if index == FAIR { ago(210) } else { ago(365) },
            ends: if index == FAIR { ago(204) } else { None },
            extra: Vec::new(),
        })
        .collect()
}
