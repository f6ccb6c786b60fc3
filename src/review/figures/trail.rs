//! What reviews said of themselves, one after another: worth the hour, how the teams work together, how alike they saw
//! the leads of the blind check. A line from three reviews on; before that the numbers alone.

use serde::{Deserialize, Serialize};

use super::calibration::Alike;
use super::words;

/// From so many reviews on a line is drawn: two points are no trend.
const ENOUGH: usize = 3;
/// So many reviews are drawn at most, the latest.
const MOST: usize = 12;

/// One review of the trail.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Step {
    pub review: i64,
    /// The average rating, 1–10.
    pub worth: Option<f64>,
    /// How well both teams work together, 1–5 on average.
    pub pulse: Option<f64>,
    /// What its blind check came to.
    pub alike: Alike,
}

/// Earlier reviews of the trail, and after them the one that runs.
#[must_use]
pub fn up_to(before: &[Step], this: Step) -> Vec<Step> {
    let earlier = before.iter().filter(|step| step.review < this.review);
    earlier.copied().chain([this]).collect()
}

/// What is followed over the reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    Worth,
    Pulse,
    /// The share of the blind check's leads both teams saw the same way.
    Alike,
    /// Cohen's κ of all checks up to a review, from as many leads on as it takes to say it.
    Kappa,
}

impl Followed {
    pub const ALL: [Self; 4] = [Self::Worth, Self::Pulse, Self::Alike, Self::Kappa];

    /// What stands behind a value.
    const fn unit(self) -> &'static str {
        match self {
            Self::Alike => " %",
            Self::Worth | Self::Pulse | Self::Kappa => "",
        }
    }

    /// What stands before the line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worth => "Worth the hour",
            Self::Pulse => "Together",
            Self::Alike => "Same view",
            Self::Kappa => "κ so far",
        }
    }

    /// The ends of the scale bars are drawn on: the whole scale, so that a small move looks small.
    const fn scale(self) -> (f64, f64) {
        match self {
            Self::Worth => (1.0, 10.0),
            Self::Pulse => (1.0, 5.0),
            Self::Alike | Self::Kappa => (0.0, 1.0),
        }
    }

    /// The scale in words.
    const fn ends(self) -> &'static str {
        match self {
            Self::Worth => "bars 1 to 10",
            Self::Pulse => "bars 1 to 5",
            Self::Alike => "bars 0 to 100",
            Self::Kappa => "bars 0 to 1",
        }
    }

    /// A value as it is printed.
    fn shown(self, value: f64) -> String {
        match self {
            Self::Worth | Self::Pulse => format!("{value:.1}"),
            Self::Alike => format!("{:.0}", value * 100.0),
            Self::Kappa => format!("{value:.2}"),
        }
    }

    /// A value for each review that tells one, oldest first: the latest.
    fn points(self, steps: &[Step]) -> Vec<(i64, f64)> {
        let mut so_far = Alike::default();
        let points = steps.iter().filter_map(|step| {
            so_far = so_far.plus(step.alike);
            let value = match self {
                Self::Worth => step.worth,
                Self::Pulse => step.pulse,
                Self::Alike => step.alike.raw(),
                Self::Kappa if step.alike.n() > 0 && so_far.is_enough() => so_far.kappa(),
                Self::Kappa => None,
            };
            Some((step.review, value?))
        });
        let all: Vec<_> = points.collect();
        all[all.len().saturating_sub(MOST)..].to_vec()
    }

    /// "▅▅▆·▇ 3.8 → 4.3 (3.6 to 4.3), reviews 2–6, bars 1 to 5": the first and the last, the lowest and the highest; a dot stands for a review that
    /// does not tell. Fewer than three: the numbers, and that they are no trend. `None` where no review tells.
    #[must_use]
    pub fn line(self, steps: &[Step]) -> Option<String> {
        let unit = self.unit();
        let points = self.points(steps);
        let (first, last) = (points.first()?, points.last()?);
        let Some(bars) = self.bars(steps) else {
            let told: Vec<String> = points
                .iter()
                .map(|(review, value)| format!("{}{unit} in review {review}", self.shown(*value)))
                .collect();
            return Some(format!("{}; too few for a trend", told.join(", ")));
        };
        let (low, high) = points
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| {
                (low.min(point.1), high.max(point.1))
            });
        Some(format!(
            "{bars} {} → {}{unit} ({} to {}), reviews {}–{}, {}",
            self.shown(first.1),
            self.shown(last.1),
            self.shown(low),
            self.shown(high),
            first.0,
            last.0,
            self.ends(),
        ))
    }

    /// A bar a review from the first that tells to the last, a dot for one that does not; `None` where fewer than three
    /// tell.
    #[must_use]
    pub fn bars(self, steps: &[Step]) -> Option<String> {
        let points = self.points(steps);
        let (first, last) = (points.first()?, points.last()?);
        if points.len() < ENOUGH {
            return None;
        }
        let drawn = steps
            .iter()
            .filter(|step| (first.0..=last.0).contains(&step.review));
        let value = |step: &Step| points.iter().find(|point| point.0 == step.review);
        let bars = drawn.map(|step| value(step).map_or('·', |point| self.bar(point.1)));
        Some(bars.collect())
    }

    fn bar(self, value: f64) -> char {
        let (low, high) = self.scale();
        let share = (value - low) / (high - low);
        // The lowest bar stands for the lowest eighth of the scale, and for what lies under it.
        let place = (1..8).filter(|eighth| share * 8.0 >= f64::from(*eighth));
        words::eighths(place.count() + 1)
    }
}
