//! What a promise was to move, and what became of it: the figure then and now (the same window of days before each).

use serde::{Deserialize, Serialize};

use super::interval;
use super::kpi::{Kpi, Kpis, rate, six_decimals};
use super::strip;
use crate::review::entry::Seq;
use crate::review::meeting::deed::{Direction, Effect};

/// A figure as it stood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// As every surface says it: "67.8 %", "19 days", "188", or a dash.
    pub words: String,
    /// A share 0–1, days or leads, to six decimals; `None` where nothing was counted.
    pub value: Option<f64>,
    pub count: u64,
    /// The denominator of a share.
    pub of: Option<u64>,
}

impl Measured {
    /// A figure of one set of figures.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of leads stay far below 2^53"
    )]
    pub fn of(kpi: Kpi, kpis: &Kpis) -> Self {
        let (count, of) = strip::counts(kpi, kpis);
        let value = match (kpi, of) {
            (Kpi::TimeToOpportunity, _) => kpis.to_opportunity.median_days(),
            (_, Some(of)) => rate(count, of),
            (_, None) => Some(count as f64),
        };
        Self {
            words: strip::value(kpi, kpis),
            value: value.map(six_decimals),
            count,
            of,
        }
    }
}

/// What became of the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// The figure moved as it was to.
    Kept,
    NotKept,
    /// So few leads cannot tell.
    WithinNoise,
    /// Nothing was counted then or now.
    Unknown,
}

impl Became {
    /// The words on every surface.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::NotKept => "not kept",
            Self::WithinNoise => "within noise",
            Self::Unknown => "cannot be told",
        }
    }
}

/// Whether a figure moved as it was to. A share that stays inside what its leads can tell is neither.
#[must_use]
pub fn became(direction: Direction, then: &Measured, now: &Measured) -> Became {
    let (Some(was), Some(is)) = (then.value, now.value) else {
        return Became::Unknown;
    };
    if let (Some(was_of), Some(of)) = (then.of, now.of)
        && (interval::few(of) || interval::within_noise((now.count, of), (then.count, was_of)))
    {
        return Became::WithinNoise;
    }
    let moved = match direction {
        Direction::Up => is > was,
        Direction::Down => is < was,
    };
    if moved { Became::Kept } else { Became::NotKept }
}

/// A promise's effect: when it was made, 30, 60 and 90 days after (as far as those days have come), and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EffectRow {
    pub promise: Seq,
    pub effect: Effect,
    pub then: Measured,
    pub after: [Option<Measured>; 3],
    pub now: Measured,
}

impl EffectRow {
    /// What became of it so far.
    #[must_use]
    pub fn became(&self) -> Became {
        became(self.effect.direction, &self.then, &self.now)
    }

    /// "Worked by Sales, up: 80.0 % → 91.2 %, kept".
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "{}, {}: {} → {}, {}",
            self.effect.kpi.title(),
            self.effect.direction.word(),
            self.then.words,
            self.now.words,
            self.became().words()
        )
    }
}
