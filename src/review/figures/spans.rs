//! Durations that are added and taken away one by one, with their exact median at hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kpi::Spans;
use crate::review::packed::{self, Pack};

/// So many values come and go before all of them are sorted anew.
const AT_ONCE: usize = 64;

/// A multiset of seconds with its exact median at hand. A histogram of days would be smaller but is not exact for
/// instants.
///
/// The values of a whole ledger come in one stream and wait in a heap; they are sorted once ([`Values::place`]). What
/// comes and goes after that stands beside the sorted list, which all copies share.
#[derive(Debug, Clone, Default)]
struct Values {
    /// Values that were not sorted yet; empty once `placed`.
    heap: Vec<i64>,
    placed: bool,
    sorted: Arc<[i64]>,
    /// Beside the sorted ones, and how often.
    more: BTreeMap<i64, u64>,
    /// Of the sorted ones, how often each is gone; never more often than it is there.
    less: BTreeMap<i64, u64>,
    n: u64,
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl Eq for Values {}

impl Values {
    fn of_sorted(sorted: Vec<i64>) -> Self {
        Self {
            placed: true,
            n: sorted.len() as u64,
            sorted: sorted.into(),
            ..Self::default()
        }
    }

    /// Every value, in order.
    #[expect(
        clippy::stable_sort_primitive,
        reason = "two sorted runs, which it merges"
    )]
    fn all(&self) -> Vec<i64> {
        let mut all = self.all_sorted();
        all.extend(&self.heap);
        all.sort();
        all
    }

    /// Every value that does not wait.
    fn all_sorted(&self) -> Vec<i64> {
        if self.less.is_empty() && self.more.is_empty() {
            return self.sorted.to_vec();
        }
        let mut less = self.less.clone();
        let there = self.sorted.iter().copied();
        let mut all: Vec<i64> = there.filter(|value| !take(&mut less, *value)).collect();
        for (value, times) in &self.more {
            let times = usize::try_from(*times).unwrap_or(usize::MAX);
            all.extend(std::iter::repeat_n(*value, times));
        }
        all
    }

    /// Puts what waits in its place.
    fn place(&mut self) {
        if !self.placed {
            let mut values = std::mem::take(&mut self.heap);
            values.sort_unstable();
            *self = Self::of_sorted(values);
        }
    }

    fn add(&mut self, value: i64) {
        self.n += 1;
        if !self.placed {
            self.heap.push(value);
        } else if !take(&mut self.less, value) {
            *self.more.entry(value).or_default() += 1;
            self.settle();
        }
    }

    fn remove(&mut self, value: i64) {
        self.place();
        if take(&mut self.more, value) {
            self.n -= 1;
            return;
        }
        let there = self.up_to(value, true) - self.up_to(value, false);
        let gone = self.less.get(&value).copied().unwrap_or_default();
        if gone < there {
            self.n -= 1;
            *self.less.entry(value).or_default() += 1;
            self.settle();
        }
    }

    fn merge(&mut self, other: &Self) {
        if self.n == 0 {
            self.clone_from(other);
            return;
        }
        self.n += other.n;
        self.heap.extend(other.all());
        if self.placed {
            self.heap.extend(self.all_sorted());
            self.placed = false;
            self.place();
        }
    }

    /// Sorts anew where much came and went: looking up a place goes through all of that.
    fn settle(&mut self) {
        if self.more.len() + self.less.len() > AT_ONCE {
            *self = Self::of_sorted(self.all());
        }
    }

    /// How many of the sorted values are below this one, or not above it.
    fn up_to(&self, value: i64, with_it: bool) -> u64 {
        let sorted = &self.sorted;
        sorted.partition_point(|one| *one < value || (with_it && *one == value)) as u64
    }

    /// How many values are not above this one, of which so many are among the sorted.
    fn count(&self, value: i64, sorted: u64) -> u64 {
        let sum = |of: &BTreeMap<i64, u64>| of.range(..=value).map(|(_, times)| times).sum::<u64>();
        sorted + sum(&self.more) - sum(&self.less)
    }

    /// The value at that place, from 0.
    fn at(&self, place: u64) -> Option<i64> {
        if place >= self.n {
            return None;
        }
        if !self.placed {
            let mut values = self.heap.clone();
            let place = usize::try_from(place).ok()?;
            return Some(*values.select_nth_unstable(place).1);
        }
        // Among the sorted: the first that has more than `place` values up to it.
        let (mut low, mut high) = (0, self.sorted.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let value = self.sorted[middle];
            if self.count(value, self.up_to(value, true)) > place {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let found = self.sorted.get(low).copied();
        // Among those beside them: one that comes before it.
        let beside = self.more.keys().copied().find(|value| {
            found.is_none_or(|found| *value < found)
                && self.count(*value, self.up_to(*value, true)) > place
        });
        beside.or(found)
    }

    fn median_twice(&self) -> i64 {
        let Some(last) = self.n.checked_sub(1) else {
            return 0;
        };
        let (low, high) = (last / 2, self.n / 2);
        let at = |place| self.at(place).unwrap_or_default();
        if low == high {
            at(low) * 2
        } else {
            at(low) + at(high)
        }
    }

    /// The smallest value that at least `percent` of all values do not exceed.
    fn percentile(&self, percent: u64) -> Option<i64> {
        let rank = (self.n * percent).div_ceil(100).max(1);
        self.at(rank - 1)
    }
}

/// Takes one away; whether there was one.
fn take(from: &mut BTreeMap<i64, u64>, value: i64) -> bool {
    let Some(times) = from.get_mut(&value) else {
        return false;
    };
    *times -= 1;
    if *times == 0 {
        from.remove(&value);
    }
    true
}

/// Each value as its difference to the one before.
impl Pack for Values {
    fn pack(&self, to: &mut Vec<u8>) {
        let all = self.all();
        packed::put(i64::try_from(all.len()).unwrap_or(i64::MAX), to);
        let mut before = 0;
        for value in all {
            packed::put(value.wrapping_sub(before), to);
            before = value;
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = packed::take(from)?;
        let mut before: i64 = 0;
        let sorted = (0..length).map(|_| {
            before = before.wrapping_add(packed::take(from)?);
            Some(before)
        });
        Some(Self::of_sorted(sorted.collect::<Option<_>>()?))
    }
}

/// Durations between two milestones, of leads that come and go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpanTally {
    values: Values,
    sum: i64,
    negative: u64,
    open: u64,
    undated: u64,
}

packed::parts!(SpanTally {
    values,
    sum,
    negative,
    open,
    undated,
});

/// One lead's part in a [`SpanTally`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Both dates are known: seconds from one to the other; below 0 they run backwards.
    Took(i64),
    /// The lead came that far, but a date is missing.
    Undated,
    /// The lead has not come that far.
    Open,
}

impl SpanTally {
    /// Makes ready for single leads that come and go: each costs the logarithm of what there is from now on.
    pub fn place(&mut self) {
        self.values.place();
    }

    pub fn add(&mut self, span: Span) {
        match span {
            Span::Took(seconds) if seconds < 0 => self.negative += 1,
            Span::Took(seconds) => {
                self.values.add(seconds);
                self.sum += seconds;
            }
            Span::Undated => self.undated += 1,
            Span::Open => self.open += 1,
        }
    }

    /// Takes back what [`SpanTally::add`] added.
    pub fn remove(&mut self, span: Span) {
        match span {
            Span::Took(seconds) if seconds < 0 => self.negative = self.negative.saturating_sub(1),
            Span::Took(seconds) => {
                self.values.remove(seconds);
                self.sum -= seconds;
            }
            Span::Undated => self.undated = self.undated.saturating_sub(1),
            Span::Open => self.open = self.open.saturating_sub(1),
        }
    }

    pub fn merge(&mut self, other: &Self) {
        self.values.merge(&other.values);
        self.sum += other.sum;
        self.negative += other.negative;
        self.open += other.open;
        self.undated += other.undated;
    }

    #[must_use]
    pub fn spans(&self) -> Spans {
        Spans {
            n: self.values.n,
            sum: self.sum,
            median_twice: self.values.median_twice(),
            negative: self.negative,
            open: self.open,
            undated: self.undated,
        }
    }

    /// Nearest-rank percentile, seconds; `None` where there is nothing.
    #[must_use]
    pub fn percentile(&self, percent: u64) -> Option<i64> {
        self.values.percentile(percent)
    }
}
