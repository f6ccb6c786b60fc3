//! The docket: which leads are talked about today, in which order, and why.
//!
//! The leads stream through once. Of each kind of reason only the best few are kept, so a million leads cost
//! no more memory than a hundred; the ledger may still narrow them to candidates first.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::because::{KINDS, reasons};
use super::docket::{Basis, Docket, fit};
use super::draw::lot;
use super::{Because, DocketItem, MeetingId, Part};
use crate::review::agreement::AnswerLimits;
use crate::review::lead::{Answer, Facts, Field, Lead, LeadId};
use crate::review::period::Period;

/// Of the leads by consent, one in so many is drawn by chance among the accepted.
const DRAWN_OF_CONSENT: usize = 4;
/// Among the highest so many amounts, or scores, of the candidates.
const HIGHEST: usize = 5;
/// So many carried leads are kept: a review carries at most its own docket.
const MOST_CARRIED: usize = 100;
/// A source tells what is usual once so many of its deals have ended.
const ENOUGH_DEALS: u32 = 10;
/// Fewer wins, or more, in a hundred ended deals than this make a win, or a loss, surprising.
const RARELY: u32 = 20;
const MOSTLY: u32 = 80;
/// So many surprising wins and losses are kept of a source while it streams through.
const KEPT_OF_SOURCE: usize = 2;

/// What the docket is drawn up for.
#[derive(Debug, Clone)]
pub struct Room<'a> {
    /// Usually since the last review.
    pub period: Period,
    pub zone: Tz,
    /// Seconds since 1970 UTC.
    pub now: i64,
    pub limits: &'a AnswerLimits,
    /// Minutes for the leads.
    pub minutes: u32,
    /// The same seed gives the same docket.
    pub seed: u64,
    pub last_review: Option<MeetingId>,
    /// Parked or not reached last time.
    pub carried: BTreeSet<LeadId>,
    /// New and changed rows of the latest file: the docket where no lead has a date.
    pub latest: BTreeSet<LeadId>,
    /// Leads whose answer and the definition in force say different things.
    pub against: BTreeMap<LeadId, Because>,
    /// No lead has a date of delivery.
    pub without_dates: bool,
    /// Whether any lead has a touch: without one "not touched" says nothing.
    pub touches_known: bool,
}

/// A candidate while the leads stream by; ordered so that the most telling comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    lead: LeadId,
    because: Vec<Because>,
    lot: u64,
}

impl Candidate {
    fn kind(&self) -> usize {
        self.because.first().map_or(KINDS, Because::rank)
    }

    /// Heavier first, then by lot: equals are told apart by chance, not by age in the file.
    fn place(&self) -> (std::cmp::Reverse<u32>, u64, LeadId) {
        let weight = self.because.first().map_or(0, Because::weight);
        (std::cmp::Reverse(weight), self.lot, self.lead)
    }
}

/// Leads by what they are measured on, only the best `KEEP`.
#[derive(Debug, Clone, Default)]
struct Best(BTreeSet<(Decimal, LeadId)>);

impl Best {
    fn offer(&mut self, value: Option<Decimal>, lead: LeadId) {
        if let Some(value) = value.filter(|value| value.is_sign_positive() && !value.is_zero()) {
            self.0.insert((value, lead));
            if self.0.len() > HIGHEST {
                self.0.pop_first();
            }
        }
    }
}

/// What a source's ended deals usually come to, and a few that might surprise.
#[derive(Debug, Clone, Default)]
struct Source {
    won: u32,
    lost: u32,
    wins: Vec<Candidate>,
    losses: Vec<Candidate>,
}

/// Draws the docket up while the leads stream by.
#[derive(Debug)]
pub struct Queue<'a> {
    room: &'a Room<'a>,
    keep: usize,
    kinds: Vec<Vec<Candidate>>,
    accepted: Vec<Candidate>,
    /// Parked or not reached last time: on the docket whatever else there is.
    carried: Vec<Candidate>,
    anybody: Vec<Candidate>,
    amounts: Best,
    scores: Best,
    rich: BTreeMap<LeadId, Candidate>,
    sources: BTreeMap<String, Source>,
    candidates: u64,
    seen: u64,
}

impl<'a> Queue<'a> {
    #[must_use]
    pub fn new(room: &'a Room<'a>) -> Self {
        let (discuss, consent) = fit(room.minutes);
        Self {
            room,
            keep: discuss + consent,
            kinds: vec![Vec::new(); KINDS],
            accepted: Vec::new(),
            carried: Vec::new(),
            anybody: Vec::new(),
            amounts: Best::default(),
            scores: Best::default(),
            rich: BTreeMap::new(),
            sources: BTreeMap::new(),
            candidates: 0,
            seen: 0,
        }
    }

    /// Looks at one lead; the order of leads changes nothing.
    pub fn look(&mut self, lead: &Lead) {
        let facts = lead.facts();
        self.seen += 1;
        let because = reasons(lead, &facts, self.room);
        let candidate = |because| Candidate {
            lead: lead.id,
            because,
            lot: lot(self.room.seed, lead.id.0),
        };
        if because.is_empty() {
            if self.candidates == 0 {
                keep(
                    &mut self.anybody,
                    candidate(vec![Because::Drawn]),
                    self.keep,
                );
            }
            self.source(lead, &facts, None);
            return;
        }
        let candidate = candidate(because);
        self.candidates += 1;
        self.high_value(lead, &facts, &candidate);
        self.source(lead, &facts, Some(&candidate));
        let accepted = matches!(facts.answer, Answer::Accepted { .. });
        if accepted && candidate.kind() >= Because::Changed.rank() {
            let mut drawn = candidate.clone();
            drawn.because.insert(0, Because::Drawn);
            keep(&mut self.accepted, drawn, self.keep);
        }
        if candidate.because.contains(&Because::Carried) {
            keep(&mut self.carried, candidate.clone(), MOST_CARRIED);
        }
        let kind = candidate.kind();
        if let Some(kept) = self.kinds.get_mut(kind) {
            keep(kept, candidate, self.keep);
        }
    }

    fn high_value(&mut self, lead: &Lead, facts: &Facts, candidate: &Candidate) {
        let score = lead.text(Field::Score).trim().parse().ok();
        self.amounts
            .offer(facts.amount.map(|money| money.amount), lead.id);
        self.scores.offer(score, lead.id);
        let in_either = |best: &Best| best.0.iter().any(|(_, kept)| *kept == lead.id);
        if in_either(&self.amounts) || in_either(&self.scores) {
            self.rich.insert(lead.id, candidate.clone());
        }
        if self.rich.len() > 4 * HIGHEST {
            let high = self.high();
            self.rich.retain(|lead, _| high.contains(lead));
        }
    }

    fn high(&self) -> BTreeSet<LeadId> {
        let leads = self.amounts.0.iter().chain(&self.scores.0);
        leads.map(|(_, lead)| *lead).collect()
    }

    fn source(&mut self, lead: &Lead, facts: &Facts, candidate: Option<&Candidate>) {
        if facts.outcome.is_none() {
            return;
        }
        let name = lead.text(Field::Source);
        if !self.sources.contains_key(name) {
            self.sources.insert(name.to_owned(), Source::default());
        }
        let Some(source) = self.sources.get_mut(name) else {
            return;
        };
        let (count, kept) = if facts.won() {
            (&mut source.won, &mut source.wins)
        } else {
            (&mut source.lost, &mut source.losses)
        };
        *count = count.saturating_add(1);
        if let Some(candidate) = candidate {
            keep(kept, candidate.clone(), KEPT_OF_SOURCE);
        }
    }

    /// The docket.
    #[must_use]
    pub fn docket(mut self) -> Docket {
        let basis = if self.candidates == 0 && self.seen > 0 && self.room.without_dates {
            Basis::Sample
        } else if self.room.without_dates {
            Basis::LatestFile
        } else {
            Basis::Dates
        };
        if basis == Basis::Sample {
            self.candidates = self.seen;
            self.kinds = vec![std::mem::take(&mut self.anybody)];
        } else {
            self.promote_surprises();
            self.promote_high_value();
        }
        let (discuss, consent) = fit(self.room.minutes);
        let mut taken = BTreeSet::new();
        let mut items = self.to_discuss(discuss, &mut taken);
        items.extend(self.by_consent(consent, &mut taken));
        Docket {
            items,
            basis,
            candidates: self.candidates,
        }
    }

    fn promote_surprises(&mut self) {
        let mut found = Vec::new();
        for source in self.sources.values() {
            let ended = source.won + source.lost;
            if ended < ENOUGH_DEALS {
                continue;
            }
            let share = u64::from(source.won) * 100;
            if share < u64::from(RARELY) * u64::from(ended) {
                found.extend(source.wins.iter().map(|win| (win, true)));
            }
            if share > u64::from(MOSTLY) * u64::from(ended) {
                found.extend(source.losses.iter().map(|loss| (loss, false)));
            }
        }
        let found: Vec<_> = found
            .into_iter()
            .map(|(candidate, won)| (candidate.clone(), Because::Surprise { won }))
            .collect();
        for (candidate, because) in found {
            self.promote(candidate, because);
        }
    }

    fn promote_high_value(&mut self) {
        for lead in self.high() {
            if let Some(candidate) = self.rich.remove(&lead) {
                self.promote(candidate, Because::HighValue);
            }
        }
    }

    /// Adds a reason that only the whole stream could tell, in its place among the lead's others.
    fn promote(&mut self, mut candidate: Candidate, because: Because) {
        let rank = because.rank();
        for kept in &mut self.kinds {
            kept.retain(|other| {
                if other.lead == candidate.lead {
                    candidate.because.clone_from(&other.because);
                }
                other.lead != candidate.lead
            });
        }
        self.accepted.retain(|drawn| drawn.lead != candidate.lead);
        let at = candidate
            .because
            .partition_point(|other| other.rank() < rank);
        candidate.because.insert(at, because);
        let kind = candidate.kind();
        if let Some(kept) = self.kinds.get_mut(kind) {
            keep(kept, candidate, self.keep);
        }
    }

    /// One of each kind, most telling kind first, then a second of each …: eight leads teach more by eight
    /// reasons than by one. Shown in the order of their kinds.
    fn to_discuss(&self, places: usize, taken: &mut BTreeSet<LeadId>) -> Vec<DocketItem> {
        let mut chosen: Vec<&Candidate> = Vec::new();
        let deepest = self.kinds.iter().map(Vec::len).max().unwrap_or(0);
        for depth in 0..deepest {
            for kept in &self.kinds {
                if let Some(candidate) = kept.get(depth)
                    && chosen.len() < places
                    && taken.insert(candidate.lead)
                {
                    chosen.push(candidate);
                }
            }
        }
        chosen.sort_by_key(|candidate| (candidate.kind(), candidate.place()));
        chosen
            .into_iter()
            .map(|candidate| item(candidate, Part::ToDiscuss))
            .collect()
    }

    /// What was carried and is not to be discussed, however long the list becomes; the rest, most telling first, and a
    /// random share of the accepted that nothing else speaks for.
    fn by_consent(&self, places: usize, taken: &mut BTreeSet<LeadId>) -> Vec<DocketItem> {
        let carried: Vec<DocketItem> = self
            .carried
            .iter()
            .filter(|candidate| taken.insert(candidate.lead))
            .map(|candidate| item(candidate, Part::ByConsent))
            .collect();
        let places = places.saturating_sub(carried.len());
        let mut chosen = Vec::new();
        let share = places.div_ceil(DRAWN_OF_CONSENT);
        for candidate in &self.accepted {
            if chosen.len() < share && taken.insert(candidate.lead) {
                chosen.push(item(candidate, Part::ByConsent));
            }
        }
        let mut rest: Vec<&Candidate> = self.kinds.iter().flatten().collect();
        rest.sort_by_key(|candidate| (candidate.kind(), candidate.place()));
        let mut items = carried;
        let places = places + items.len();
        for candidate in rest {
            if items.len() + chosen.len() < places && taken.insert(candidate.lead) {
                items.push(item(candidate, Part::ByConsent));
            }
        }
        // A carried lead with a weaker reason does not stand before a refusal without a recorded one.
        items.sort_by_key(|item| item.because.first().map_or(KINDS, Because::rank));
        items.extend(chosen);
        items
    }
}

/// Draws the docket up from all leads.
#[must_use]
pub fn docket(room: &Room, leads: impl IntoIterator<Item = Lead>) -> Docket {
    let mut queue = Queue::new(room);
    for lead in leads {
        queue.look(&lead);
    }
    queue.docket()
}

fn item(candidate: &Candidate, part: Part) -> DocketItem {
    DocketItem {
        lead: candidate.lead,
        part,
        because: candidate.because.clone(),
    }
}

/// Puts a candidate in its place among the best `most`.
fn keep(kept: &mut Vec<Candidate>, candidate: Candidate, most: usize) {
    let place = candidate.place();
    let at = kept.partition_point(|other| other.place() < place);
    if at < most {
        kept.insert(at, candidate);
        kept.truncate(most);
    }
}
