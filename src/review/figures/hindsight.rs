//! "Were we right?": what became of the leads the room overturned, accepted or sent back, and how often it was as judged.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::words;
use crate::review::entry::{Act, Entry};
use crate::review::lead::{Facts, Lead, LeadId};
use crate::review::meeting::MeetingId;
use crate::review::milestone::{DAY, Milestone, Reach};
use crate::review::money::Money;
use crate::review::said::Said;
use crate::review::verdict::Verdict;

/// Silence of so many days is an answer too: as long as the wall's figures look back.
pub const SILENCE_DAYS: i64 = 90;
/// Leads of so many past reviews are listed; the score is of all.
pub const REVIEWS_LISTED: usize = 3;

/// What the room did with a lead: only a verdict told in a review is a call; "it stands" is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// It stood not accepted or returned, and the room accepted it.
    Overturned,
    /// No answer or an acceptance stood, and the room accepted it.
    Accepted,
    /// The room did not accept it, or returned it.
    SentBack,
}

impl Call {
    /// "you overturned it".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Overturned => "overturned",
            Self::Accepted => "accepted",
            Self::SentBack => "sent back",
        }
    }
}

/// One call of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    pub lead: LeadId,
    pub meeting: MeetingId,
    /// Seconds since 1970 UTC.
    pub at: i64,
    pub call: Call,
}

/// What became of a lead since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    Won,
    Lost,
    Opportunity,
    Silent,
}

impl Became {
    /// The words on the wall.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Opportunity => "opportunity",
            Self::Silent => "still silent",
        }
    }
}

/// Whether it came as the room judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Borne {
    AsJudged,
    Otherwise,
    /// Silent, and for less than [`SILENCE_DAYS`].
    TooEarly,
    /// The opportunity, or its end, was there before the room judged: it tells nothing of the judgement.
    KnownThen,
}

impl Borne {
    /// The words on the wall.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AsJudged => "as judged",
            Self::Otherwise => "otherwise",
            Self::TooEarly => "too early",
            Self::KnownThen => "known then",
        }
    }
}

/// Every call of the room about a lead, one a review, in order. `entries` are the lead's standing entries in order.
/// A verdict of a file counts as standing before the call unless it is dated after it.
#[must_use]
pub fn calls<'entry>(
    lead: &Lead,
    entries: impl IntoIterator<Item = &'entry Entry>,
    zone: Tz,
) -> Vec<Judged> {
    let mut said = Said::default();
    let mut calls: Vec<(Judged, bool)> = Vec::new();
    for entry in entries {
        if let (Act::Verdict { verdict, .. }, Some(meeting)) = (&entry.act, entry.meeting) {
            let at = entry.at.div_euclid(1000);
            let earlier = calls.last().filter(|(judged, _)| judged.meeting == meeting);
            let refused = earlier.map_or_else(
                || refused_before(lead, &said, at, zone),
                |(_, refused)| *refused,
            );
            if earlier.is_some() {
                calls.pop();
            }
            let call = match verdict {
                Verdict::Accepted(_) if refused => Call::Overturned,
                Verdict::Accepted(_) => Call::Accepted,
                Verdict::NotAccepted(_) | Verdict::Returned(_) => Call::SentBack,
            };
            let judged = Judged {
                lead: lead.id,
                meeting,
                at,
                call,
            };
            calls.push((judged, refused));
        }
        said.apply(entry);
    }
    calls.into_iter().map(|(judged, _)| judged).collect()
}

/// Whether a refusal stood when the room began.
fn refused_before(lead: &Lead, said: &Said, at: i64, zone: Tz) -> bool {
    let filed = lead.filed.verdict.as_ref();
    let filed = filed.filter(|filed| filed.at.is_none_or(|dated| dated.start(zone) <= at));
    let before = said.verdict.as_ref().map(|told| &told.verdict);
    let before = before.or(filed.map(|filed| &filed.verdict));
    before.is_some_and(|verdict| verdict.refusal().is_some())
}

/// What became of a lead, as its facts stand.
#[must_use]
pub fn became(facts: &Facts) -> Became {
    if facts.won() {
        Became::Won
    } else if facts.lost() {
        Became::Lost
    } else if facts.opportunity.reached() {
        Became::Opportunity
    } else {
        Became::Silent
    }
}

/// Whether it came as judged. Accepted: an opportunity or a win bears it out, a loss or [`SILENCE_DAYS`] of silence do
/// not. Sent back: the other way round. What is not dated counts as after the call: no file says otherwise.
#[must_use]
pub fn borne(judged: &Judged, facts: &Facts, now: i64, zone: Tz) -> Borne {
    let called = Milestone::Instant(judged.at);
    let after = |reach: Reach| reach.at().is_none_or(|at| called.until(at, zone) >= 0);
    let went_on = match became(facts) {
        Became::Won if after(facts.closed) => true,
        Became::Lost if after(facts.closed) => false,
        Became::Opportunity if after(facts.opportunity) => true,
        Became::Silent if now - judged.at >= SILENCE_DAYS * DAY => false,
        Became::Silent => return Borne::TooEarly,
        _ => return Borne::KnownThen,
    };
    if went_on == (judged.call != Call::SentBack) {
        Borne::AsJudged
    } else {
        Borne::Otherwise
    }
}

/// The running score of the room's judgement: each lead once, by the room's last call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Score {
    pub as_judged: u64,
    /// Leads that tell: as judged and otherwise.
    pub n: u64,
    pub too_early: u64,
    pub known_then: u64,
}

impl Score {
    fn add(&mut self, borne: Borne) {
        match borne {
            Borne::AsJudged => {
                self.as_judged += 1;
                self.n += 1;
            }
            Borne::Otherwise => self.n += 1,
            Borne::TooEarly => self.too_early += 1,
            Borne::KnownThen => self.known_then += 1,
        }
    }

    /// "as judged 11 of 15 · too early 6 · known before 2".
    #[must_use]
    pub fn words(self) -> String {
        let told = match self.n {
            0 => "none can be told yet".to_owned(),
            n => format!(
                "as judged {} of {}",
                words::count(self.as_judged),
                words::count(n)
            ),
        };
        let mut parts = vec![told];
        for (count, what) in [
            (self.too_early, "too early"),
            (self.known_then, "known before"),
        ] {
            if count > 0 {
                parts.push(format!("{what} {}", words::count(count)));
            }
        }
        parts.join(" · ")
    }
}

/// One lead and what became of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub judged: Judged,
    pub became: Became,
    pub borne: Borne,
    /// Of its deal, where there is one.
    pub amount: Option<Money>,
    pub lead: Lead,
}

/// "overturned → opportunity, 40,000 EUR".
#[must_use]
pub fn fate(call: Call, became: Became, amount: Option<&Money>) -> String {
    let amount = amount.filter(|_| became != Became::Silent);
    let amount = amount.map_or_else(String::new, |money| format!(", {}", words::money(money)));
    format!("{} → {}{amount}", call.words(), became.words())
}

/// The past calls of the room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hindsight {
    /// Those of the last [`REVIEWS_LISTED`] reviews that called any: the latest review first, those with an end first.
    pub rows: Vec<Outcome>,
    pub score: Score,
}

impl Hindsight {
    /// Takes every lead with its calls, of reviews before `before`; `now` in seconds since 1970 UTC.
    #[must_use]
    pub fn of(leads: Vec<(Lead, Vec<Judged>)>, now: i64, zone: Tz) -> Self {
        let mut score = Score::default();
        let mut by_review: BTreeMap<MeetingId, Vec<Outcome>> = BTreeMap::new();
        for (lead, calls) in leads {
            let facts = lead.facts();
            if let Some(last) = calls.last() {
                score.add(borne(last, &facts, now, zone));
            }
            for judged in calls {
                by_review.entry(judged.meeting).or_default().push(Outcome {
                    judged,
                    became: became(&facts),
                    borne: borne(&judged, &facts, now, zone),
                    amount: facts.amount,
                    lead: lead.clone(),
                });
            }
        }
        let rows = by_review
            .into_values()
            .rev()
            .take(REVIEWS_LISTED)
            .flat_map(|mut rows| {
                rows.sort_by_key(|row| (row.became as u8, row.judged.at, row.lead.id));
                rows
            })
            .collect();
        Self { rows, score }
    }

    /// The calls of the latest review that made any.
    pub fn last_time(&self) -> impl Iterator<Item = &Outcome> {
        let latest = self.rows.first().map(|row| row.judged.meeting);
        self.rows
            .iter()
            .take_while(move |row| Some(row.judged.meeting) == latest)
    }
}
