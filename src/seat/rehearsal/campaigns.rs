//! The company's campaigns: what each costs, how many of its leads are delivered, accepted and won, and why not.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::euro;
use crate::review::campaign::Campaign;
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
    /// Whole euros a year.
    pub cost: i64,
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
        cost: 24_000,
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
        cost: 18_000,
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
        cost: 31_000,
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
        cost: 86_000,
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
        cost: 62_000,
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
        cost: 9_000,
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
        cost: 12_000,
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
        cost: 15_000,
    },
];

/// The fair's place in [`PROFILES`]: its leads come in one week.
pub(super) const FAIR: usize = 3;
/// How many days ago the fair was.
pub(super) const FAIR_AGO: f64 = 208.0;

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
            cost: Some(Money {
                amount: Decimal::from(profile.cost),
                currency: euro(),
            }),
            expected_revenue: None,
            expected_leads: None,
            starts: if index == FAIR { ago(210) } else { ago(365) },
            ends: if index == FAIR { ago(204) } else { None },
            extra: Vec::new(),
        })
        .collect()
}
