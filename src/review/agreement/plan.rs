//! What success is: a target for each KPI, and the way back from the revenue goal to the leads it needs.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::review::figures::interval::{few, wilson};
use crate::review::figures::kpi::{Kpi, Kpis, rate};
use crate::review::figures::strip;

/// The targets and the goal they follow from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    pub targets: Vec<Target>,
    pub goal: Option<Goal>,
}

/// What a KPI should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub kpi: Kpi,
    /// In the KPI's own unit: a share in percent, days, or a number of leads.
    pub aim: Aim,
    /// From where on it has failed; the aim itself where nothing is said.
    #[serde(default)]
    pub threshold: Option<Decimal>,
    /// Which leads, over which time, in words.
    #[serde(default)]
    pub basis: String,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "aim", rename_all = "snake_case")]
pub enum Aim {
    AtLeast { value: Decimal },
    AtMost { value: Decimal },
    Between { low: Decimal, high: Decimal },
}

/// The revenue goal and what stands between it and the leads (MEASURES §4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub revenue: Decimal,
    pub currency: String,
    /// Marketing's share of it, percent.
    pub share: Decimal,
    pub average_deal: Decimal,
    /// Percent of each stage that reaches the next: inquiry to delivered, to accepted, to opportunity, to won.
    pub rates: [Decimal; 4],
    /// From when on leads count for it; a year before `by` where nothing is said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// When the revenue has to be there.
    pub by: NaiveDate,
    /// Days from delivery to a signature, the median.
    pub days_to_won: Decimal,
}

/// How a value stands to what was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// Nobody agreed on a target.
    NoTarget,
    /// Nothing to judge, or too few leads to call it good or bad.
    TooFew,
    Reached,
    /// Not reached, and so near that as many leads could tell either.
    WithinNoise,
    /// Not reached, and not past the threshold.
    Short,
    /// Past the threshold.
    Failed,
}

impl Judged {
    /// The words every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoTarget => "no target agreed",
            Self::TooFew => "too few to tell",
            Self::Reached => "reached",
            Self::WithinNoise => "not reached, within noise",
            Self::Short => "not reached yet",
            Self::Failed => "not reached",
        }
    }
}

/// What a KPI's target is written in.
#[must_use]
pub fn unit(kpi: Kpi) -> &'static str {
    match kpi {
        Kpi::TimeToOpportunity => "days",
        Kpi::CreatedByMarketing => "leads",
        _ => "%",
    }
}

impl Plan {
    /// The target of a KPI.
    #[must_use]
    pub fn target(&self, kpi: Kpi) -> Option<&Target> {
        self.targets.iter().find(|target| target.kpi == kpi)
    }

    /// How a KPI's value stands to its target: shares as fractions 0–1, days, leads; the interval of a share; n.
    #[must_use]
    pub fn judge(
        &self,
        kpi: Kpi,
        value: Option<f64>,
        interval: Option<(f64, f64)>,
        n: u64,
    ) -> Judged {
        match self.target(kpi) {
            Some(target) => target.judge(value, interval, n),
            None => Judged::NoTarget,
        }
    }

    /// How a KPI stands to its target in a set of figures.
    #[must_use]
    pub fn judged(&self, kpi: Kpi, kpis: &Kpis) -> Judged {
        let counts = |count: u64| count.to_f64();
        match (kpi, strip::counts(kpi, kpis)) {
            (Kpi::TimeToOpportunity, (n, _)) => {
                self.judge(kpi, kpis.to_opportunity.median_days(), None, n)
            }
            (_, (count, None)) => self.judge(kpi, counts(count), None, count),
            (_, (count, Some(of))) => {
                let interval = wilson(count, of).map(|[low, high]| (low, high));
                self.judge(kpi, rate(count, of), interval, of)
            }
        }
    }

    /// A figure against its target: "agreed 21 days or less: reached", "agreed range 60–80 %: inside"; `None` where no
    /// target is agreed.
    #[must_use]
    pub fn told(&self, kpi: Kpi, kpis: &Kpis) -> Option<String> {
        let target = self.target(kpi)?;
        let range = match target.aim {
            Aim::Between { .. } => "range ",
            _ => "",
        };
        let aim = target.aim.words(unit(kpi));
        let stands = target.stands(self.judged(kpi, kpis));
        Some(format!("agreed {range}{aim}: {stands}"))
    }

    /// What keeps it from being proposed, in sentences that say what to do.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let targets = self.targets.iter().filter_map(Target::fault);
        let goal = self.goal.as_ref().and_then(Goal::fault);
        targets.chain(goal).collect()
    }
}

impl Aim {
    /// "60–80 %", "21 days or less", "205 leads or more".
    #[must_use]
    pub fn words(self, unit: &str) -> String {
        match self {
            Self::AtLeast { value } => format!("{} {unit} or more", value.normalize()),
            Self::AtMost { value } => format!("{} {unit} or less", value.normalize()),
            Self::Between { low, high } => {
                format!("{}–{} {unit}", low.normalize(), high.normalize())
            }
        }
    }
}

impl Target {
    /// The words for where a value stands. Nobody is praised for passing a range: it is inside or outside.
    #[must_use]
    pub fn stands(&self, judged: Judged) -> &'static str {
        match (self.aim, judged) {
            (Aim::Between { .. }, Judged::Reached) => "inside",
            (Aim::Between { .. }, Judged::WithinNoise) => "outside, within noise",
            (Aim::Between { .. }, Judged::Short | Judged::Failed) => "outside",
            (_, judged) => judged.word(),
        }
    }

    /// How a value stands to it. `interval` is what as many leads can tell, where it is a share.
    #[must_use]
    pub fn judge(&self, value: Option<f64>, interval: Option<(f64, f64)>, n: u64) -> Judged {
        let percent = unit(self.kpi) == "%";
        let scale = if percent { 100.0 } else { 1.0 };
        let counts = self.kpi == Kpi::CreatedByMarketing;
        let Some(value) = value.filter(|_| counts || !few(n)) else {
            return Judged::TooFew;
        };
        let value = value * scale;
        let number = |decimal: Decimal| decimal.to_f64().unwrap_or(0.0);
        // A value is compared as people read it: a share of exactly 60 % must not fail on its last bit.
        let least = |bound: Decimal| value >= number(bound) - 1e-9;
        let most = |bound: Decimal| value <= number(bound) + 1e-9;
        let missed = match self.aim {
            Aim::AtLeast { value } if !least(value) => value,
            Aim::AtMost { value } if !most(value) => value,
            Aim::Between { low, .. } if !least(low) => low,
            Aim::Between { high, .. } if !most(high) => high,
            _ => return Judged::Reached,
        };
        let bound = number(missed);
        let near =
            interval.is_some_and(|(low, high)| low * scale <= bound && bound <= high * scale);
        if near {
            return Judged::WithinNoise;
        }
        match self.threshold {
            Some(threshold) if value < bound && least(threshold) => Judged::Short,
            Some(threshold) if value > bound && most(threshold) => Judged::Short,
            _ => Judged::Failed,
        }
    }

    /// What is wrong with it, in a sentence.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let title = self.kpi.title();
        let bounds = match self.aim {
            Aim::AtLeast { value } | Aim::AtMost { value } => [value, value],
            Aim::Between { low, high } => [low, high],
        };
        if bounds
            .iter()
            .chain(&self.threshold)
            .any(Decimal::is_sign_negative)
        {
            return Some(format!("{title}: a target is 0 or more"));
        }
        if bounds[0] > bounds[1] {
            return Some(format!(
                "{title}: the range runs from the lower to the higher number"
            ));
        }
        let most = Decimal::ONE_HUNDRED;
        if unit(self.kpi) == "%" && bounds.iter().any(|bound| *bound > most) {
            return Some(format!("{title}: a share is 100 % at most"));
        }
        let wrong = match (self.aim, self.threshold) {
            (Aim::AtLeast { value }, Some(threshold)) => threshold > value,
            (Aim::AtMost { value }, Some(threshold)) => threshold < value,
            _ => false,
        };
        wrong.then(|| {
            format!(
                "{title}: it has failed only past the target; the threshold lies on its far side"
            )
        })
    }
}

impl Goal {
    /// The first day whose leads count for it.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        let year = || self.by.checked_sub_months(chrono::Months::new(12));
        self.from.or_else(year).unwrap_or(self.by)
    }

    /// What is wrong with it, in a sentence.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let (zero, most) = (Decimal::ZERO, Decimal::ONE_HUNDRED);
        if self.revenue <= zero {
            return Some("the revenue goal is more than 0".to_owned());
        }
        if self.average_deal <= zero {
            return Some("the average deal is more than 0".to_owned());
        }
        if self.share <= zero || self.share > most {
            return Some("Marketing's share is more than 0 and at most 100 %".to_owned());
        }
        if self.rates.iter().any(|rate| *rate <= zero || *rate > most) {
            return Some("each stage rate is more than 0 and at most 100 %".to_owned());
        }
        if self.days_to_won < zero {
            return Some("the days from delivery to a signature are 0 or more".to_owned());
        }
        (self.since() >= self.by)
            .then(|| "leads begin to count before the revenue has to be there".to_owned())
    }
}
