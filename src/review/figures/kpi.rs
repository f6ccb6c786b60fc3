//! The six KPIs of the lead-management framework (B. McDuffee 2019), MEASURES §3: what each is made of.

use serde::{Deserialize, Serialize};

use crate::review::money::Money;
use crate::review::packed;

/// All six KPIs and what stands beside them, of one cohort, as of one instant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kpis {
    pub acceptance: Acceptance,
    /// `opportunity_at − qualified_at`, qualified cohort.
    pub to_opportunity: Spans,
    pub by_marketing: ByMarketing,
    pub worked: Worked,
    pub opportunities: Opportunities,
    pub revenue: Revenue,
    /// `closed_at − qualified_at` of the won, qualified cohort.
    pub to_won: Spans,
    /// Of the leads in `to_opportunity` whose answer lies between: waiting for the answer.
    pub waiting: Spans,
    /// Of the same leads: from the answer to the opportunity.
    pub working: Spans,
    /// `first_touch_at − qualified_at` in working time, qualified cohort.
    pub response: Spans,
    /// Nine of ten first touches came within so many working seconds.
    pub response_p90: Option<i64>,
    /// Distinct leads of the created cohort that reached INQ, MQL, SAL, OPP, WON.
    pub funnel: [u64; 5],
    /// Deals sourced by Sales: apart, in no rate.
    pub by_sales: BySales,
    /// Leads without the date that would place them in a dated cohort, whatever the period.
    pub undated: Undated,
    /// Contradictions among the leads of either cohort.
    pub contradictions: u64,
    /// Names from lists that do not pass the criteria: apart, in no rate.
    #[serde(default)]
    pub suspects: Suspects,
}

/// Names from lists, created in the period, that do not pass the criteria (MEASURES §1), and what became of them all
/// the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Suspects {
    pub names: u64,
    pub accepted: u64,
    pub opportunities: u64,
    pub won: u64,
}

packed::parts!(Suspects {
    names,
    accepted,
    opportunities,
    won
});

/// K1: accepted ÷ answers due. Invariant: `accepted + not_accepted + overdue + in_time + no_answer_yet = qualified`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Acceptance {
    /// By verdict or by deed, returned included.
    pub accepted: u64,
    pub by_deed: u64,
    pub returned: u64,
    pub not_accepted: u64,
    pub overdue: u64,
    pub in_time: u64,
    pub no_answer_yet: u64,
    pub qualified: u64,
}

packed::parts!(Acceptance {
    accepted,
    by_deed,
    returned,
    not_accepted,
    overdue,
    in_time,
    no_answer_yet,
    qualified
});

impl Acceptance {
    /// Accepted + not accepted + overdue + no answer yet: the denominator of the headline.
    pub fn answers_due(&self) -> u64 {
        self.accepted + self.not_accepted + self.overdue + self.no_answer_yet
    }

    /// Accepted + not accepted.
    pub fn decided(&self) -> u64 {
        self.accepted + self.not_accepted
    }
}

/// A rate as a fraction 0–1; a denominator of 0 has no rate, never 0.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of leads stay far below 2^53"
)]
pub fn rate(numerator: u64, denominator: u64) -> Option<f64> {
    (denominator > 0).then(|| numerator as f64 / denominator as f64)
}

/// Six decimals are more than anybody reads, keep the canonical form short, and come back from it as they went in.
#[must_use]
pub fn six_decimals(value: f64) -> f64 {
    (value * 1_000_000.0).round() / 1_000_000.0
}

/// Durations between two milestones: exact, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spans {
    /// Leads with both dates in order.
    pub n: u64,
    /// Their sum, seconds.
    pub sum: i64,
    /// Twice their median, seconds (so that the mean of the middle two stays whole).
    pub median_twice: i64,
    /// Leads whose dates run backwards: counted, listed, in no mean.
    pub negative: u64,
    /// Leads that have not come that far: counted, in no mean.
    pub open: u64,
    /// Leads that came that far on a date nobody recorded: counted, in no mean.
    pub undated: u64,
}

impl Spans {
    /// Mean in days of 24 h.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a mean for people; exact below 2^53 seconds"
    )]
    pub fn mean_days(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64 / 86_400.0)
    }

    /// Median in days of 24 h; of an even count the mean of the middle two.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a median for people; exact below 2^53 seconds"
    )]
    pub fn median_days(&self) -> Option<f64> {
        (self.n > 0).then(|| self.median_twice as f64 / 172_800.0)
    }
}

/// K3: leads sourced by Marketing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ByMarketing {
    /// In the created cohort (inquiries), without verdict colour.
    pub created: u64,
    /// In the qualified cohort: the headline.
    pub qualified: u64,
}

packed::parts!(ByMarketing { created, qualified });

/// K4: qualified cohort with evidence of work by Sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Worked {
    pub worked: u64,
    pub qualified: u64,
    /// By evidence; a lead may stand in several.
    pub by_touch: u64,
    pub by_verdict: u64,
    pub by_status: u64,
    pub by_opportunity: u64,
}

packed::parts!(Worked {
    worked,
    qualified,
    by_touch,
    by_verdict,
    by_status,
    by_opportunity
});

/// K5: qualified cohort that reached OPP ÷ qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Opportunities {
    pub opportunities: u64,
    pub qualified: u64,
}

/// K6: created cohort, sourced by Marketing, that reached WON ÷ created.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Revenue {
    pub won: u64,
    pub lost: u64,
    pub created: u64,
    /// Won amounts added up, one row a currency, sorted by currency.
    pub revenues: Vec<Money>,
    /// Deals of leads created after their opportunity: influenced, in no rate; in neither `won` nor `lost`.
    pub influenced: u64,
    /// Of them, won.
    pub influenced_won: u64,
}

/// Deals that Sales brought in: those that name no lead, and those of leads sourced by Sales.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BySales {
    pub opportunities: u64,
    pub won: u64,
    pub lost: u64,
    /// Won amounts added up, one row a currency, sorted by currency.
    pub revenues: Vec<Money>,
}

/// Leads without a date, in no dated cohort (unless they were brought onto the docket: those are not counted here).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Undated {
    pub created: u64,
    /// Qualified on a date nobody recorded.
    pub qualified: u64,
}

packed::parts!(Undated { created, qualified });

/// One of the six, as a thing on the screen that can be focused and explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kpi {
    AcceptanceRate,
    TimeToOpportunity,
    CreatedByMarketing,
    WorkedBySales,
    QualifiedToOpportunity,
    LeadToRevenue,
}

impl Kpi {
    /// All six, K1 to K6.
    pub const ALL: [Self; 6] = [
        Self::AcceptanceRate,
        Self::TimeToOpportunity,
        Self::CreatedByMarketing,
        Self::WorkedBySales,
        Self::QualifiedToOpportunity,
        Self::LeadToRevenue,
    ];

    /// The same where there is little room: at most 24 columns.
    pub fn short_title(self) -> &'static str {
        match self {
            Self::QualifiedToOpportunity => "Became opportunities",
            Self::LeadToRevenue => "Became customers",
            _ => self.title(),
        }
    }

    /// The headline on the wall.
    pub fn title(self) -> &'static str {
        match self {
            Self::AcceptanceRate => "Accepted, of answers due",
            Self::TimeToOpportunity => "Lead to opportunity",
            Self::CreatedByMarketing => "Delivered by Marketing",
            Self::WorkedBySales => "Worked by Sales",
            Self::QualifiedToOpportunity => "Leads that became opportunities",
            Self::LeadToRevenue => "Leads that became customers",
        }
    }
}
