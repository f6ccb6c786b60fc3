//! A campaign: what Marketing spent, forecast and ran, and what both teams decided about it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::entry::{Act, Entry, Seq};
use super::meeting::MeetingId;
use super::milestone::Milestone;
use super::money::Money;

/// One campaign as its file tells it. No cost recorded is `None`, never zero.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Campaign {
    /// The source system's own id, or the name where there is none.
    pub key: String,
    pub name: String,
    /// Type or channel, as written.
    pub channel: String,
    pub cost: Option<Money>,
    pub expected_revenue: Option<Money>,
    pub expected_leads: Option<Decimal>,
    pub starts: Option<Milestone>,
    pub ends: Option<Milestone>,
    /// Columns nobody mapped, in file order: header and text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
}

/// What Marketing expects of a campaign. What nobody forecast is `None`, never zero.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Forecast {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u64>,
    /// Leads that meet the definition and are delivered to Sales.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opportunities: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

impl Forecast {
    /// Whether it forecasts nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A forecast with who wrote it down, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    pub seq: Seq,
    pub forecast: Forecast,
    pub who: String,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Why it takes the place of the one before; empty for a first one.
    pub reason: String,
}

/// When a forecast was written down, seen from the launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    BeforeLaunch,
    AfterLaunch,
    /// Nobody knows when the campaign was launched.
    NoLaunchDate,
    /// It stands in the campaign's file, which says not when it was made.
    FromFile,
}

impl Stamp {
    /// The words on the screen and in the minutes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BeforeLaunch => "before launch",
            Self::AfterLaunch => "after launch",
            Self::NoLaunchDate => "launch date not known",
            Self::FromFile => "from the file",
        }
    }
}

/// What becomes of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Keep,
    Change,
    Stop,
}

impl Choice {
    /// In the order a form shows them.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Change, Self::Stop];

    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Change => "change",
            Self::Stop => "stop",
        }
    }
}

/// What was decided about a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    pub seq: Seq,
    pub choice: Choice,
    /// What is to change, or why.
    pub text: String,
    /// The figures it was decided on, as they stood.
    pub seen: String,
    pub who: String,
    pub at: i64,
    pub meeting: Option<MeetingId>,
}

/// What people said of one campaign, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// Every forecast there was, the latest last: it stands, the others were superseded.
    pub forecasts: Vec<Stamped>,
    /// The launch, where no file says it.
    pub launch: Option<NaiveDate>,
    /// What it cost, typed by hand: stands over the file's.
    pub cost: Option<Money>,
    pub rulings: Vec<Ruling>,
}

/// What entries say of campaigns, in order, by the campaign's name.
pub fn spoken<'entry>(
    entries: impl IntoIterator<Item = &'entry Entry>,
) -> BTreeMap<String, Spoken> {
    let mut all: BTreeMap<String, Spoken> = BTreeMap::new();
    for entry in entries {
        match &entry.act {
            Act::Forecast {
                campaign,
                forecast,
                reason,
            } => {
                let stamped = Stamped {
                    seq: entry.seq,
                    forecast: forecast.clone(),
                    who: entry.who.clone(),
                    at: entry.at,
                    reason: reason.clone(),
                };
                let spoken = all.entry(campaign.clone()).or_default();
                spoken.forecasts.push(stamped);
            }
            Act::CampaignSet {
                campaign,
                launch,
                cost,
            } => {
                let spoken = all.entry(campaign.clone()).or_default();
                spoken.launch = launch.or(spoken.launch);
                spoken.cost = cost.or(spoken.cost);
            }
            Act::CampaignDecided {
                campaign,
                choice,
                text,
                seen,
            } => {
                let ruling = Ruling {
                    seq: entry.seq,
                    choice: *choice,
                    text: text.clone(),
                    seen: seen.clone(),
                    who: entry.who.clone(),
                    at: entry.at,
                    meeting: entry.meeting,
                };
                let spoken = all.entry(campaign.clone()).or_default();
                spoken.rulings.push(ruling);
            }
            _ => {}
        }
    }
    all
}

impl Spoken {
    /// When the campaign was or will be launched: as its file says, else as somebody typed it.
    #[must_use]
    pub fn launch(&self, campaign: &Campaign) -> Option<Milestone> {
        campaign.starts.or(self.launch.map(Milestone::Day))
    }

    /// The cost as it stands: a person's word before the files.
    #[must_use]
    pub fn cost(&self, campaign: &Campaign) -> Option<Money> {
        self.cost.or(campaign.cost)
    }

    /// The forecast that stands, and its stamp: a person's, else what the file expects.
    #[must_use]
    pub fn forecast(&self, campaign: &Campaign, zone: Tz) -> Option<(Forecast, Stamp)> {
        if let Some(last) = self.forecasts.last() {
            return Some((last.forecast.clone(), self.stamp(campaign, zone)));
        }
        let whole = |leads: Decimal| u64::try_from(leads.round()).ok();
        let filed = Forecast {
            leads: campaign.expected_leads.and_then(whole),
            revenue: campaign.expected_revenue,
            ..Forecast::default()
        };
        (!filed.is_empty()).then_some((filed, Stamp::FromFile))
    }

    /// When the standing forecast was written down, seen from the launch. One that took the place of another after
    /// the launch is late, whatever the first one was.
    fn stamp(&self, campaign: &Campaign, zone: Tz) -> Stamp {
        let Some(last) = self.forecasts.last() else {
            return Stamp::FromFile;
        };
        match self.launch(campaign) {
            None => Stamp::NoLaunchDate,
            Some(launch) if last.at.div_euclid(1000) < launch.start(zone) => Stamp::BeforeLaunch,
            Some(_) => Stamp::AfterLaunch,
        }
    }
}

/// The setting that holds the minimum accepted return, in percent: 0 is money back.
pub const MINIMUM_RETURN: &str = "minimum_return";

/// The minimum accepted return as a fraction; `None` where the text names none.
#[must_use]
pub fn minimum(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim();
    let percent: f64 = text.parse().ok()?;
    percent.is_finite().then_some(percent / 100.0)
}

/// Whether a campaign is under way at that moment (seconds since 1970 UTC): its forecast is locked then.
#[must_use]
pub fn launched(launch: Option<Milestone>, now: i64, zone: Tz) -> bool {
    launch.is_some_and(|launch| launch.start(zone) <= now)
}
