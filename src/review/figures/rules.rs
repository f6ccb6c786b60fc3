//! Whether the rules both departments work by are kept, each measured on the ledger (A36–A42).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::accuracy::Accuracy;
use super::campaign::{CampaignRow, Standing};
use super::sla::{Board, Kept};
use super::waterfall::Stages;
use super::words::{self, counted};
use crate::review::agreement::rules::RuleMeasure;
use crate::review::agreement::sla::ClauseKey;
use crate::review::campaign::{Choice, Stamp};
use crate::review::lead::{Answer, Facts};
use crate::review::milestone::DAY;
use crate::review::milestone::Milestone;
use crate::review::money::{Currency, Money};

/// What became of the leads of a rep from a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair {
    /// Delivered.
    pub leads: u64,
    /// Of them, those that Sales said something of: yes or no.
    pub reported: u64,
}

/// Delivered leads by rep and campaign, and those that were worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reports {
    /// By rep, then campaign; blank is a name like any other.
    pub pairs: BTreeMap<(String, String), Pair>,
    pub delivered: u64,
    pub worked: u64,
}

impl Reports {
    /// Counts a delivered lead in. One whose answer is still in time is reported on neither way.
    pub fn add(&mut self, facts: &Facts, rep: &str, campaign: &str, in_time: bool) {
        self.delivered += 1;
        self.worked += u64::from(facts.worked.any());
        if in_time {
            return;
        }
        let key = (rep.trim().to_owned(), campaign.trim().to_owned());
        let pair = self.pairs.entry(key).or_default();
        pair.leads += 1;
        pair.reported += u64::from(facts.answer != Answer::None);
    }

    /// Leads that are reported on, and those that should be.
    #[must_use]
    pub fn reported(&self) -> (u64, u64) {
        let sum = |of: fn(&Pair) -> u64| self.pairs.values().map(of).sum();
        (sum(|pair| pair.reported), sum(|pair| pair.leads))
    }

    /// Reps and campaigns of which not one lead is reported on.
    #[must_use]
    pub fn blank(&self) -> u64 {
        let blank = self.pairs.values().filter(|pair| pair.reported == 0);
        blank.count() as u64
    }
}

/// Whether a campaign's last day is over, or both teams decided to stop it.
fn is_over(row: &CampaignRow, now: i64) -> bool {
    let stopped = row
        .ruling()
        .is_some_and(|ruling| ruling.choice == Choice::Stop);
    let ended = row.campaign.ends.is_some_and(|end| match end {
        Milestone::Instant(at) => at <= now,
        Milestone::Day(_) => end.start(row.zone) + DAY <= now,
    });
    stopped || ended
}

/// What it cost, where that is recorded and more than nothing.
fn cost(row: &CampaignRow) -> Option<Money> {
    row.cost().filter(|cost| cost.amount > Decimal::ZERO)
}

/// A rule with what the ledger says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// `None`: nothing on record can tell.
    pub kept: Option<bool>,
    /// What is counted, and of how many; both 0 where nothing can be.
    pub count: u64,
    pub of: u64,
    /// One sentence: "176 of 188 delivered leads are worked".
    pub words: String,
}

/// Everything that clauses and rules are measured on, as of now.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// Delivered leads of the wall's period.
    pub reports: Reports,
    pub campaigns: Vec<CampaignRow>,
    /// The minimum accepted return, a fraction; `None` where nobody agreed one.
    pub minimum: Option<f64>,
    /// The clauses in force; `None` where none is.
    pub board: Option<Board>,
    /// How what a lead is works out on the same leads; `None` where nothing is in force.
    pub accuracy: Option<Accuracy>,
    /// The three whole months before this one, earliest first: how many leads, and what became of them.
    pub months: [Stages; 3],
    /// Seconds since 1970, UTC.
    pub now: i64,
}

/// What the records say of a rule that is measured so.
#[must_use]
pub fn measured_by(measure: &RuleMeasure, records: &Records) -> Measured {
    match measure {
        RuleMeasure::FollowedUp => followed_up(&records.reports),
        RuleMeasure::Reported => reported(&records.reports),
        RuleMeasure::Forecast => forecast(&records.campaigns),
        RuleMeasure::Returned => returned(&records.campaigns),
        RuleMeasure::CheapestFirst => cheapest_first(&records.campaigns),
        RuleMeasure::LeastReturn => least_return(&records.campaigns, records.minimum, records.now),
        RuleMeasure::Clause { clause } => of_clause(*clause, records.board.as_ref()),
    }
}

fn nothing(words: &str) -> Measured {
    Measured {
        kept: None,
        count: 0,
        of: 0,
        words: words.to_owned(),
    }
}

/// Kept where all of them are; nothing can be said of none.
fn all(count: u64, of: u64, words: String) -> Measured {
    Measured {
        kept: (of > 0).then_some(count >= of),
        count,
        of,
        words,
    }
}

fn share(count: u64, of: u64) -> String {
    words::percent(super::kpi::rate(count, of))
}

fn followed_up(reports: &Reports) -> Measured {
    let (worked, of) = (reports.worked, reports.delivered);
    if of == 0 {
        return nothing("no lead was delivered in the last 90 days");
    }
    let leads = counted(of, "delivered lead", "delivered leads");
    let words = format!(
        "{} of {leads} worked ({})",
        words::count(worked),
        share(worked, of)
    );
    all(worked, of, words)
}

fn reported(reports: &Reports) -> Measured {
    let (told, of) = reports.reported();
    if of == 0 {
        return nothing("no lead was delivered in the last 90 days whose answer is due");
    }
    let blank = counted(
        reports.blank(),
        "pair of rep and campaign without a word",
        "pairs of rep and campaign without a word",
    );
    let open = of - told;
    let words = format!(
        "{} of {} answers due are in, {} are not; {blank}",
        words::count(told),
        words::count(of),
        share(open, of)
    );
    all(told, of, words)
}

/// Kept where each has a forecast from before its launch; one that does not say when it was made is told apart.
fn forecast(campaigns: &[CampaignRow]) -> Measured {
    let paid: Vec<&CampaignRow> = campaigns.iter().filter(|row| cost(row).is_some()).collect();
    let of = paid.len() as u64;
    if of == 0 {
        return nothing("no campaign has a cost on record: a file of campaigns lights it");
    }
    let with = |wanted: fn(Stamp) -> bool| {
        let rows = paid.iter().filter_map(|row| Some(row.forecast()?.1));
        rows.filter(|stamp| wanted(*stamp)).count() as u64
    };
    let before = with(|stamp| stamp == Stamp::BeforeLaunch);
    let undated = with(|stamp| matches!(stamp, Stamp::FromFile | Stamp::NoLaunchDate));
    let campaigns = counted(of, "campaign with a cost", "campaigns with a cost");
    let mut words = format!(
        "{} of {campaigns} forecast before launch",
        words::count(before)
    );
    if undated > 0 {
        words = format!("{words}, {undated} more do not say when");
    }
    all(before, of, words)
}

fn returned(campaigns: &[CampaignRow]) -> Measured {
    let forecast = campaigns.iter().filter(|row| row.forecast().is_some());
    let forecast: Vec<&CampaignRow> = forecast.collect();
    let of = forecast.len() as u64;
    if of == 0 {
        return nothing("no campaign has a forecast: e on Campaigns writes one down");
    }
    let measured = |row: &&&CampaignRow| row.slice.created > 0 && row.roi().is_ok();
    let count = forecast.iter().filter(measured).count() as u64;
    let campaigns = counted(
        of,
        "campaign with a forecast has",
        "campaigns with a forecast have",
    );
    all(
        count,
        of,
        format!("{} of {campaigns} its return measured", words::count(count)),
    )
}

/// The currency most of the money is in, with the campaigns that have a cost in it.
fn in_one_currency(campaigns: &[CampaignRow]) -> Vec<(&CampaignRow, Decimal)> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for cost in campaigns.iter().filter_map(cost) {
        *sums.entry(cost.currency).or_default() += cost.amount;
    }
    let most = sums.into_iter().max_by_key(|(_, sum)| *sum);
    let Some((currency, _)) = most else {
        return Vec::new();
    };
    campaigns
        .iter()
        .filter_map(|row| Some((row, cost(row)?)))
        .filter(|(_, cost)| cost.currency == currency)
        .map(|(row, cost)| (row, cost.amount))
        .collect()
}

/// Kept where more than half of the money is in campaigns whose accepted lead costs no more than the average one.
fn cheapest_first(campaigns: &[CampaignRow]) -> Measured {
    let paid = in_one_currency(campaigns);
    let total: Decimal = paid.iter().map(|(_, cost)| *cost).sum();
    let accepted: u64 = paid.iter().map(|(one, _)| one.slice.accepted).sum();
    if paid.len() < 2 || accepted == 0 {
        return nothing("two campaigns with a cost and an accepted lead are needed to compare");
    }
    // Cost per accepted lead at most the average, without dividing.
    let cheap = |one: &CampaignRow, cost: Decimal| {
        one.slice.accepted > 0
            && cost * Decimal::from(accepted) <= total * Decimal::from(one.slice.accepted)
    };
    let well: Vec<&(&CampaignRow, Decimal)> = paid
        .iter()
        .filter(|(one, cost)| cheap(one, *cost))
        .collect();
    let spent: Decimal = well.iter().map(|(_, cost)| *cost).sum();
    let percent = (spent * Decimal::ONE_HUNDRED)
        .checked_div(total)
        .unwrap_or_default()
        .round();
    let average = total
        .checked_div(Decimal::from(accepted))
        .unwrap_or_default();
    let average = words::money(&Money {
        amount: average.round(),
        currency: cost(paid[0].0).map_or(Currency::NONE, |cost| cost.currency),
    });
    Measured {
        kept: Some(spent * Decimal::TWO > total),
        count: well.len() as u64,
        of: paid.len() as u64,
        words: format!(
            "{percent} % of the money is in campaigns whose accepted lead costs no more than the average, {average}"
        ),
    }
}

/// Kept where every campaign under the agreed return is over or stopped; where none is agreed, the one that returned
/// least.
fn least_return(campaigns: &[CampaignRow], minimum: Option<f64>, now: i64) -> Measured {
    if minimum.is_some() {
        let below = |row: &&CampaignRow| row.standing(minimum) == Standing::Below;
        let below: Vec<&CampaignRow> = campaigns.iter().filter(below).collect();
        let over = below.iter().filter(|row| is_over(row, now)).count() as u64;
        let of = below.len() as u64;
        let words = match of {
            0 => "no campaign is under the agreed return".to_owned(),
            _ => format!(
                "{} of {} over or stopped",
                words::count(over),
                counted(
                    of,
                    "campaign under the agreed return is",
                    "campaigns under the agreed return are"
                )
            ),
        };
        return Measured {
            kept: Some(over == of),
            count: over,
            of,
            words,
        };
    }
    let known = campaigns.iter().filter(|row| row.slice.created > 0);
    let known: Vec<(f64, &CampaignRow)> = known
        .filter_map(|row| Some((row.roi().ok()?, row)))
        .collect();
    let least = known.iter().min_by(|one, other| one.0.total_cmp(&other.0));
    let Some((roi, row)) = least.filter(|_| known.len() > 1) else {
        return nothing("two campaigns with a cost and leads are needed to compare");
    };
    let over = is_over(row, now);
    Measured {
        kept: Some(over),
        count: u64::from(over),
        of: known.len() as u64,
        words: format!(
            "{} returned least ({:.0} %) and {}",
            row.campaign.name,
            roi * 100.0,
            if over { "is over" } else { "still runs" }
        ),
    }
}

fn of_clause(clause: ClauseKey, board: Option<&Board>) -> Measured {
    let Some(row) = board.and_then(|board| board.row(clause)) else {
        return nothing("the clause it goes by is not in force: choose another one");
    };
    if let Some(why) = row.dark {
        return nothing(why);
    }
    let counts = row.counts;
    let words = match row.kept() {
        Kept::Pending => format!("{}: nothing is due yet", row.name),
        _ => format!(
            "{}: {} of {} ({}), asked {} %",
            row.name,
            words::count(counts.met),
            words::count(counts.n()),
            share(counts.met, counts.n()),
            row.clause.target
        ),
    };
    Measured {
        kept: match row.kept() {
            Kept::Pending => None,
            kept => Some(kept != Kept::Missed),
        },
        count: counts.met,
        of: counts.n(),
        words,
    }
}
