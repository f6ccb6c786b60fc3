//! What the data on hand can tell: each of the six KPIs yes, partly or not yet, why, and the column that would light it.

use super::kpi::Kpi;
use super::words::{count, counted};
use crate::review::lead::{Answer, Facts};
use crate::review::milestone::Reach;
use crate::review::packed;

/// The columns that light a figure, as the CRMs at hand call them (IMPORT.md "Header names met").
const HAND_OVER: &str = "Became a Marketing Qualified Lead Date";
const CREATED: &str = "Created Date";
const STATUS: &str = "Lead Status";
const CONTACTED: &str = "Last Contacted";
const OPPORTUNITY: &str = "Became an Opportunity Date";
const CLOSED: &str = "Close Date";
const AMOUNT: &str = "Amount";

/// How many leads have what the figures are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fill {
    pub leads: u64,
    /// With a date of creation, or of the hand-over in its place.
    pub created_dated: u64,
    /// Delivered to Sales, and of those with a date.
    pub qualified: u64,
    pub qualified_dated: u64,
    /// With a verdict; accepted by a deal alone.
    pub answered: u64,
    pub by_deed: u64,
    /// Delivered and with a touch; delivered and worked by the word of a touch, a verdict, a status or a deal.
    pub touched: u64,
    pub worked: u64,
    /// With a deal, with its date, and with the dates of both hand-over and deal.
    pub opportunities: u64,
    pub both_dated: u64,
    pub won: u64,
    /// Won with an amount.
    pub won_amount: u64,
}

impl Fill {
    /// Takes in one lead.
    pub fn add(&mut self, facts: &Facts) {
        self.each(&Self::of(facts), |sum, one| *sum += one);
    }

    /// Takes one lead out again.
    pub fn remove(&mut self, facts: &Facts) {
        self.each(&Self::of(facts), |sum, one| *sum = sum.saturating_sub(one));
    }

    /// Of one lead alone.
    fn of(facts: &Facts) -> Self {
        let dated = |reach: Reach| u64::from(reach.at().is_some());
        let delivered = facts.qualified.reached();
        let by_deed = matches!(facts.answer, Answer::Accepted { by_deed: true, .. });
        Self {
            leads: 1,
            created_dated: dated(facts.created),
            qualified: u64::from(delivered),
            qualified_dated: dated(facts.qualified),
            answered: u64::from(facts.worked.verdict),
            by_deed: u64::from(by_deed),
            touched: u64::from(delivered && facts.worked.touch),
            worked: u64::from(delivered && facts.worked.any()),
            opportunities: u64::from(facts.opportunity.reached()),
            both_dated: dated(facts.qualified) * dated(facts.opportunity),
            won: u64::from(facts.won()),
            won_amount: u64::from(facts.won() && facts.amount.is_some()),
        }
    }

    fn each(&mut self, one: &Self, with: impl Fn(&mut u64, u64)) {
        with(&mut self.leads, one.leads);
        with(&mut self.created_dated, one.created_dated);
        with(&mut self.qualified, one.qualified);
        with(&mut self.qualified_dated, one.qualified_dated);
        with(&mut self.answered, one.answered);
        with(&mut self.by_deed, one.by_deed);
        with(&mut self.touched, one.touched);
        with(&mut self.worked, one.worked);
        with(&mut self.opportunities, one.opportunities);
        with(&mut self.both_dated, one.both_dated);
        with(&mut self.won, one.won);
        with(&mut self.won_amount, one.won_amount);
    }
}

packed::parts!(Fill {
    leads,
    created_dated,
    qualified,
    qualified_dated,
    answered,
    by_deed,
    touched,
    worked,
    opportunities,
    both_dated,
    won,
    won_amount,
});

/// How much of a figure the data can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Yes,
    Partly,
    NotYet,
}

impl How {
    /// The word on the screen; a figure that cannot be told is a dash, never 0.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::NotYet => super::words::NOTHING,
        }
    }
}

/// One KPI: what the data can tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub kpi: Kpi,
    pub how: How,
    pub why: String,
    /// The column that would tell more.
    pub add: Option<&'static str>,
}

/// What so much data can tell, in the order of the KPIs (MEASURES §2, §3: which dates and facts each is made of).
#[must_use]
pub fn tell(fill: &Fill) -> [Telling; 6] {
    let line = |kpi, (how, why, add)| Telling { kpi, how, why, add };
    [
        line(Kpi::AcceptanceRate, acceptance(fill)),
        line(Kpi::TimeToOpportunity, to_opportunity(fill)),
        line(Kpi::CreatedByMarketing, by_marketing(fill)),
        line(Kpi::WorkedBySales, worked(fill)),
        line(Kpi::QualifiedToOpportunity, opportunities(fill)),
        line(Kpi::LeadToRevenue, revenue(fill)),
    ]
}

impl Telling {
    /// What is said in place of a figure that cannot be told: why, and which column would bring it.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let column = self
            .add
            .map(|column| format!("the column \"{column}\" would tell it"));
        std::iter::once(self.why.clone()).chain(column).collect()
    }
}

/// The KPI's telling where so much data cannot tell it at all: then its figure is a dash. A ledger without leads
/// has its own words.
#[must_use]
pub fn dark(kpi: Kpi, fill: &Fill) -> Option<Telling> {
    let mut told = tell(fill).into_iter();
    told.find(|told| told.kpi == kpi && told.how == How::NotYet && fill.leads > 0)
}

type Line = (How, String, Option<&'static str>);

/// A handful of gaps in a long list is no reason to distrust it.
fn nearly_all(part: u64, whole: u64) -> bool {
    part.saturating_mul(10) >= whole.saturating_mul(9)
}

/// Why a figure of delivered leads cannot be told, or only over all time: the same for K1, K3 and K5.
fn delivered(fill: &Fill) -> Option<Line> {
    if fill.qualified == 0 {
        let why = "nothing says which leads were delivered".to_owned();
        return Some((How::NotYet, why, Some(HAND_OVER)));
    }
    let missing = fill.qualified - fill.qualified_dated;
    if fill.qualified_dated == 0 {
        let why = "without dates: over all time, not by month".to_owned();
        return Some((How::Partly, why, Some(HAND_OVER)));
    }
    (!nearly_all(fill.qualified_dated, fill.qualified)).then(|| {
        let of = count(fill.qualified);
        let why = format!("{} of {of} have no hand-over date", count(missing));
        (How::Partly, why, Some(HAND_OVER))
    })
}

fn acceptance(fill: &Fill) -> Line {
    let seen = fill.answered + fill.by_deed;
    if fill.qualified > 0 && seen == 0 {
        let why = "no answers of Sales yet; the review brings them".to_owned();
        return (How::NotYet, why, Some(STATUS));
    }
    if fill.qualified > 0 && fill.answered == 0 {
        let deals = counted(fill.by_deed, "lead", "leads");
        let why = format!("{deals} accepted by a deal, no answer written down");
        return (How::Partly, why, Some(STATUS));
    }
    delivered(fill).unwrap_or_else(|| {
        let why = format!("{} of {} answered", count(seen), count(fill.qualified));
        (How::Yes, why, None)
    })
}

fn to_opportunity(fill: &Fill) -> Line {
    let not = |why: &str, add| (How::NotYet, why.to_owned(), Some(add));
    if fill.qualified_dated == 0 {
        return not("no hand-over dates", HAND_OVER);
    }
    if fill.opportunities == 0 {
        return not("no deals", OPPORTUNITY);
    }
    if fill.both_dated == 0 {
        return not("deals without a date", OPPORTUNITY);
    }
    let why = format!(
        "{} with both dates",
        counted(fill.both_dated, "lead", "leads")
    );
    if nearly_all(fill.both_dated, fill.opportunities) {
        (How::Yes, why, None)
    } else {
        let why = format!("{why}, of {} with a deal", count(fill.opportunities));
        (How::Partly, why, Some(OPPORTUNITY))
    }
}

fn by_marketing(fill: &Fill) -> Line {
    delivered(fill).unwrap_or_else(|| {
        let why = format!("{} delivered, with dates", count(fill.qualified_dated));
        (How::Yes, why, None)
    })
}

fn worked(fill: &Fill) -> Line {
    if fill.qualified == 0 {
        return delivered(fill).unwrap_or((How::NotYet, String::new(), Some(HAND_OVER)));
    }
    match (fill.touched, fill.worked) {
        (0, 0) => (How::NotYet, "no touches".to_owned(), Some(CONTACTED)),
        (0, worked) => {
            let why = format!(
                "no touches; {} seen by answer, status or deal",
                count(worked)
            );
            (How::Partly, why, Some(CONTACTED))
        }
        (touched, _) => {
            let why = format!("{} with a touch", counted(touched, "lead", "leads"));
            (How::Yes, why, None)
        }
    }
}

fn opportunities(fill: &Fill) -> Line {
    if fill.qualified > 0 && fill.opportunities == 0 {
        let why = "no deals yet".to_owned();
        return (How::NotYet, why, Some(OPPORTUNITY));
    }
    delivered(fill).unwrap_or_else(|| {
        let deals = count(fill.opportunities);
        let why = format!("{deals} of {} with a deal", count(fill.qualified));
        (How::Yes, why, None)
    })
}

fn revenue(fill: &Fill) -> Line {
    if fill.won == 0 {
        let why = "nothing says which leads were won".to_owned();
        return (How::NotYet, why, Some(CLOSED));
    }
    if fill.created_dated == 0 {
        let why = "without dates: over all time, not by month".to_owned();
        return (How::Partly, why, Some(CREATED));
    }
    let won = count(fill.won);
    if nearly_all(fill.won_amount, fill.won) {
        return (How::Yes, format!("{won} won, with amounts"), None);
    }
    let with = if fill.won_amount == 0 {
        "none".to_owned()
    } else {
        count(fill.won_amount)
    };
    let why = format!("{won} won, {with} with an amount");
    (How::Partly, why, Some(AMOUNT))
}
