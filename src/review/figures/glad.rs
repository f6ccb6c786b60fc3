//! What there is to be glad about. Facts stand as they are; a rate is named only where it moved by more than so many
//! leads can tell by chance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::interval::{few, within_noise};
use super::kpi::{Kpi, rate};
use super::words;
use crate::review::money::Money;

/// What came of the reviews so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Glad {
    /// The day of the first review.
    pub since: Option<NaiveDate>,
    /// Leads that became customers since then, and what they signed for.
    pub won: u64,
    pub revenue: Vec<Money>,
    pub improved: Option<Improved>,
    /// Whose promises were kept by their dates since the review before.
    pub thanks: Vec<String>,
}

/// A rate that rose since the last review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improved {
    pub kpi: Kpi,
    /// The number of the review it is held against.
    pub review: i64,
    /// "61.9 %".
    pub then: String,
    pub now: String,
}

/// A rate then and now, each as a numerator and what it is of.
pub type Moved = (Kpi, (u64, u64), (u64, u64));

/// The rate that rose most, in percentage points, among those that rose by more than noise: the rate then lies outside
/// the Wilson interval of the rate now (MEASURES §3), with ten leads or more on either side.
#[must_use]
pub fn improved(review: i64, moved: &[Moved]) -> Option<Improved> {
    let share = |(count, of): (u64, u64)| rate(count, of);
    let risen = moved.iter().filter_map(|(kpi, then, now)| {
        let by = share(*now)? - share(*then)?;
        let tells = !few(then.1) && !few(now.1) && !within_noise(*now, *then);
        (by > 0.0 && tells).then_some((by, *kpi, *then, *now))
    });
    let (_, kpi, then, now) = risen.max_by(|one, other| one.0.total_cmp(&other.0))?;
    Some(Improved {
        kpi,
        review,
        then: words::percent(share(then)),
        now: words::percent(share(now)),
    })
}

impl Improved {
    /// "Accepted, of answers due: 61.9 % → 72.2 % since review 6, more than chance explains".
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "{}: {} → {} since review {}, more than chance explains",
            self.kpi.title(),
            self.then,
            self.now,
            self.review
        )
    }
}

impl Glad {
    /// "31 customers since the first review, 1,140,000 EUR"; nothing before the first one.
    #[must_use]
    pub fn won(&self) -> Option<String> {
        let customers = words::counted(self.won, "customer", "customers");
        let revenue = words::revenues(&self.revenue);
        (self.since.is_some() && self.won > 0)
            .then(|| format!("{customers} since the first review, {revenue}"))
    }

    /// "Thanks for promises kept: Joy Adeyemi, Tomas Reyes", each called as the caller calls them.
    #[must_use]
    pub fn thanks(&self, called: impl Fn(&str) -> String) -> Option<String> {
        let names: Vec<String> = self.thanks.iter().map(|name| called(name)).collect();
        (!names.is_empty()).then(|| format!("Thanks for promises kept: {}", names.join(", ")))
    }
}
