//! Durations that are added and taken away one by one, with their exact median at hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kpi::Spans;

/// A multiset of seconds in two halves, so that its median is always at the seam: adding, removing and the
/// median cost the logarithm of what is in it. A histogram of days would be smaller but is not exact for instants.
///
/// The values of a whole ledger come in one stream, before anything is taken away: until then they wait in a heap,
/// and find their places all at once.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Halves {
    /// Values that have no place yet; empty once `placed`.
    heap: Vec<i64>,
    placed: bool,
    /// The smaller half, and the middle one of an odd count.
    low: BTreeMap<i64, u64>,
    high: BTreeMap<i64, u64>,
    low_n: u64,
    high_n: u64,
}

impl PartialEq for Halves {
    fn eq(&self, other: &Self) -> bool {
        let all = |halves: &Self| {
            let mut halves = halves.clone();
            halves.place();
            (halves.low, halves.high)
        };
        all(self) == all(other)
    }
}

impl Eq for Halves {}

impl Halves {
    /// Puts what waits in the heap in its place.
    fn place(&mut self) {
        if self.placed {
            return;
        }
        let mut values = std::mem::take(&mut self.heap);
        values.sort_unstable();
        let high = values.split_off(values.len().div_ceil(2));
        *self = Self {
            heap: Vec::new(),
            placed: true,
            low: counted(&values),
            high: counted(&high),
            low_n: values.len() as u64,
            high_n: high.len() as u64,
        };
    }

    fn n(&self) -> u64 {
        self.low_n + self.high_n + self.heap.len() as u64
    }

    fn add(&mut self, value: i64, times: u64) {
        if !self.placed {
            let times = usize::try_from(times).unwrap_or(usize::MAX);
            self.heap.extend(std::iter::repeat_n(value, times));
            return;
        }
        let below = self
            .high
            .first_key_value()
            .is_none_or(|(least, _)| value < *least);
        if below {
            *self.low.entry(value).or_default() += times;
            self.low_n += times;
        } else {
            *self.high.entry(value).or_default() += times;
            self.high_n += times;
        }
        self.balance();
    }

    fn remove(&mut self, value: i64) {
        self.place();
        if take(&mut self.high, value, 1) {
            self.high_n -= 1;
        } else if take(&mut self.low, value, 1) {
            self.low_n -= 1;
        }
        self.balance();
    }

    /// Moves values over the seam until the lower half has as many as the upper, or one more.
    fn balance(&mut self) {
        let want = (self.low_n + self.high_n).div_ceil(2);
        while self.low_n > want {
            let Some((&value, &times)) = self.low.last_key_value() else {
                return;
            };
            let moved = times.min(self.low_n - want);
            take(&mut self.low, value, moved);
            *self.high.entry(value).or_default() += moved;
            self.low_n -= moved;
            self.high_n += moved;
        }
        while self.low_n < want {
            let Some((&value, &times)) = self.high.first_key_value() else {
                return;
            };
            let moved = times.min(want - self.low_n);
            take(&mut self.high, value, moved);
            *self.low.entry(value).or_default() += moved;
            self.high_n -= moved;
            self.low_n += moved;
        }
    }

    fn median_twice(&self) -> i64 {
        if !self.placed {
            let mut values = self.heap.clone();
            let (n, even) = (values.len(), values.len().is_multiple_of(2));
            if n == 0 {
                return 0;
            }
            let (below, high, _) = values.select_nth_unstable(n / 2);
            let low = below.iter().max().copied().filter(|_| even);
            return low.unwrap_or(*high) + *high;
        }
        let Some((&low, _)) = self.low.last_key_value() else {
            return 0;
        };
        match self.high.first_key_value() {
            Some((&high, _)) if self.low_n == self.high_n => low + high,
            _ => low * 2,
        }
    }

    /// The value that would stand at that place (from 0) were the heap sorted.
    fn in_heap(&self, place: usize) -> Option<i64> {
        let mut values = self.heap.clone();
        (place < values.len()).then(|| *values.select_nth_unstable(place).1)
    }

    /// The smallest value that at least `percent` of all values do not exceed.
    fn percentile(&self, percent: u64) -> Option<i64> {
        let rank = (self.n() * percent).div_ceil(100).max(1);
        if !self.placed {
            return self.in_heap(usize::try_from(rank - 1).ok()?);
        }
        let mut seen = 0;
        self.low
            .iter()
            .chain(&self.high)
            .find(|(_, times)| {
                seen += **times;
                seen >= rank
            })
            .map(|(value, _)| *value)
    }
}

/// How often each value stands in a sorted list.
fn counted(sorted: &[i64]) -> BTreeMap<i64, u64> {
    sorted
        .chunk_by(|one, next| one == next)
        .map(|alike| (alike[0], alike.len() as u64))
        .collect()
}

fn take(half: &mut BTreeMap<i64, u64>, value: i64, times: u64) -> bool {
    let Some(held) = half.get_mut(&value) else {
        return false;
    };
    *held = held.saturating_sub(times);
    if *held == 0 {
        half.remove(&value);
    }
    true
}

/// Durations between two milestones, of leads that come and go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpanTally {
    values: Halves,
    sum: i64,
    negative: u64,
    open: u64,
    undated: u64,
}

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
                self.values.add(seconds, 1);
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
        for (value, times) in other.values.low.iter().chain(&other.values.high) {
            self.values.add(*value, *times);
        }
        for value in &other.values.heap {
            self.values.add(*value, 1);
        }
        self.sum += other.sum;
        self.negative += other.negative;
        self.open += other.open;
        self.undated += other.undated;
    }

    #[must_use]
    pub fn spans(&self) -> Spans {
        Spans {
            n: self.values.n(),
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
