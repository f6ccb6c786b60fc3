//! How steadily leads come: the last thirteen weeks, and how far the fullest stands over the usual one.

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

use super::words;
use crate::review::milestone::Reach;

/// How many weeks are looked at, the running one last: a quarter.
pub const WEEKS: usize = 13;

/// Leads by week, Monday to Sunday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weeks {
    /// The Monday of the running week.
    monday: NaiveDate,
    counts: [u64; WEEKS],
}

impl Weeks {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(today: NaiveDate) -> Self {
        let since = u64::from(today.weekday().num_days_from_monday());
        Self {
            monday: today.checked_sub_days(Days::new(since)).unwrap_or(today),
            counts: [0; WEEKS],
        }
    }

    /// Takes in one lead's date.
    pub fn add(&mut self, reach: Reach, zone: Tz) {
        let Some(day) = reach.at().map(|at| at.date(zone)) else {
            return;
        };
        let back = (self.monday - day).num_days();
        // Days after the running week's Monday lie in it.
        let weeks = if back > 0 { (back + 6) / 7 } else { 0 };
        if day >= self.monday + chrono::TimeDelta::days(7) {
            return;
        }
        let place = usize::try_from(weeks)
            .ok()
            .and_then(|weeks| WEEKS.checked_sub(weeks + 1));
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }

    /// The fullest of the whole weeks and the median one (the mean of the middle two): the running week is not over.
    #[must_use]
    pub fn highest_and_median(&self) -> (u64, f64) {
        let mut whole = self.counts[..WEEKS - 1].to_vec();
        whole.sort_unstable();
        let middle = whole.len() / 2;
        let pair = whole[middle - 1] + whole[middle];
        let half = u32::try_from(pair).map_or(0.0, f64::from) / 2.0;
        (whole.last().copied().unwrap_or_default(), half)
    }

    /// The line under the months; nothing where no week has a lead.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let most = self.counts.iter().max().copied().filter(|most| *most > 0)?;
        let bars: String = self.counts.iter().map(|count| bar(*count, most)).collect();
        let (highest, median) = self.highest_and_median();
        let steady = if median > 0.0 {
            let times = u32::try_from(highest).map_or(0.0, f64::from) / median;
            format!("the fullest is {times:.1} times the usual one")
        } else {
            "most weeks have none".to_owned()
        };
        let usual = format!("{median:.1}");
        Some(format!(
            "Week by week {bars} this week so far. Fullest week {}, usual week {}: {steady}.",
            words::count(highest),
            usual.strip_suffix(".0").unwrap_or(&usual),
        ))
    }
}

/// One bar of text, `count` out of `most`.
#[must_use]
pub fn bar(count: u64, most: u64) -> char {
    if count == 0 || most == 0 {
        return '·';
    }
    let high = (count * 8).div_ceil(most);
    words::eighths(usize::try_from(high).unwrap_or(usize::MAX))
}
