//! How far both teams see the same leads alike (MEASURES §5): raw agreement and Cohen's κ (J. Cohen 1960).

use serde::{Deserialize, Serialize};

use super::words;

/// Under so many leads, added up over reviews, only "4 of 5 the same" is shown.
pub const ENOUGH: u64 = 20;

/// What both teams said of the same leads, in secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Alike {
    pub both_yes: u64,
    /// Sales yes, Marketing no.
    pub sales_only: u64,
    /// Marketing yes, Sales no.
    pub marketing_only: u64,
    pub both_no: u64,
}

impl Alike {
    /// Takes in one lead both teams answered.
    pub fn add(&mut self, sales: bool, marketing: bool) {
        *match (sales, marketing) {
            (true, true) => &mut self.both_yes,
            (true, false) => &mut self.sales_only,
            (false, true) => &mut self.marketing_only,
            (false, false) => &mut self.both_no,
        } += 1;
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            both_yes: self.both_yes + other.both_yes,
            sales_only: self.sales_only + other.sales_only,
            marketing_only: self.marketing_only + other.marketing_only,
            both_no: self.both_no + other.both_no,
        }
    }

    /// Leads both teams answered.
    #[must_use]
    pub fn n(self) -> u64 {
        self.both_yes + self.sales_only + self.marketing_only + self.both_no
    }

    /// Leads both teams saw the same way.
    #[must_use]
    pub fn same(self) -> u64 {
        self.both_yes + self.both_no
    }

    /// The share seen the same way, 0–1; `None` where no lead was answered by both.
    #[must_use]
    pub fn raw(self) -> Option<f64> {
        super::kpi::rate(self.same(), self.n())
    }

    /// The share two teams with these habits would agree on by chance, 0–1.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of leads stay far below 2^53"
    )]
    pub fn by_chance(self) -> Option<f64> {
        let n = self.n();
        if n == 0 {
            return None;
        }
        let sales_yes = (self.both_yes + self.sales_only) as f64 / n as f64;
        let marketing_yes = (self.both_yes + self.marketing_only) as f64 / n as f64;
        Some(sales_yes * marketing_yes + (1.0 - sales_yes) * (1.0 - marketing_yes))
    }

    /// Cohen's κ; `None` where chance alone would make them agree on everything.
    #[must_use]
    pub fn kappa(self) -> Option<f64> {
        let (raw, chance) = (self.raw()?, self.by_chance()?);
        let room = 1.0 - chance;
        (room > f64::EPSILON).then(|| (raw - chance) / room)
    }

    /// Whether it is of enough leads to be told as a share and as κ.
    #[must_use]
    pub fn is_enough(self) -> bool {
        self.n() >= ENOUGH
    }

    /// "4 of 5 leads the same"; with enough leads the share and κ as well.
    #[must_use]
    pub fn words(self) -> String {
        if self.n() == 0 {
            return "—".to_owned();
        }
        let counts = format!(
            "{} of {} the same",
            self.same(),
            words::counted(self.n(), "lead", "leads")
        );
        if !self.is_enough() {
            return counts;
        }
        let kappa = self
            .kappa()
            .map_or_else(|| "—".to_owned(), |kappa| format!("{kappa:.2}"));
        format!("{counts}, {}, κ {kappa}", words::percent(self.raw()))
    }
}
