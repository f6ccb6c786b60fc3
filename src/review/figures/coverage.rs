//! What the dates at hand can tell: the range seen of each milestone, and which cohorts that leaves uncovered
//! or too early to judge (MEASURES §3 "Honest small numbers").

use chrono::NaiveDate;

use super::cohort::Cohort;
use super::spans::SpanTally;
use super::tally::span;
use crate::review::lead::{Answer, Facts};
use crate::review::milestone::{Milestone, Reach};
use crate::review::packed::{self, Pack};
use crate::review::period::Period;

/// Which date places a lead in a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Anchor {
    #[default]
    Created,
    Qualified,
}

impl Anchor {
    /// The date that places this lead.
    #[must_use]
    pub fn of(self, facts: &Facts) -> Reach {
        match self {
            Self::Created => facts.created,
            Self::Qualified => facts.qualified,
        }
    }

    /// Whether the lead is in the cohort.
    #[must_use]
    pub fn holds(self, facts: &Facts, cohort: &Cohort) -> bool {
        match self {
            Self::Created => cohort.in_created(facts),
            Self::Qualified => cohort.in_qualified(facts),
        }
    }
}

/// The dates seen of one milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    pub first: Option<Milestone>,
    pub last: Option<Milestone>,
    /// How many leads have the date.
    pub filled: u64,
}

impl Seen {
    /// Takes in one lead's milestone.
    pub fn add(&mut self, at: Option<Milestone>) {
        let Some(at) = at else { return };
        let code = Milestone::code;
        self.filled += 1;
        if self.first.is_none_or(|first| code(at) < code(first)) {
            self.first = Some(at);
        }
        if self.last.is_none_or(|last| code(last) < code(at)) {
            self.last = Some(at);
        }
    }
}

impl Seen {
    /// Takes one lead's milestone out again. False where it was the first or the last: which one is it now?
    fn remove(&mut self, at: Option<Milestone>) -> bool {
        let Some(at) = at else { return true };
        self.filled = self.filled.saturating_sub(1);
        self.first != Some(at) && self.last != Some(at)
    }
}

packed::parts!(Seen {
    first,
    last,
    filled
});

/// The later stages a cohort is watched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Later {
    Accepted,
    Opportunity,
    Won,
}

impl Later {
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Opportunity, Self::Won];

    /// The word in a mark's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Opportunity => "opportunity",
            Self::Won => "won",
        }
    }

    /// "wins", as a mark says it on a screen.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Accepted => "acceptances",
            Self::Opportunity => "opportunities",
            Self::Won => "wins",
        }
    }

    fn reach(self, facts: &Facts) -> Reach {
        match self {
            Self::Accepted => match (facts.answer, facts.answered_at) {
                (Answer::Accepted { by_deed: false, .. }, Some(at)) => Reach::At(at),
                (Answer::Accepted { .. }, _) => Reach::Undated,
                _ => Reach::Not,
            },
            Self::Opportunity => facts.opportunity,
            Self::Won if facts.won() => facts.closed.or(Reach::Undated),
            Self::Won => Reach::Not,
        }
    }
}

/// What stands beside a figure whose leads cannot tell everything yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// The dates of that milestone begin too late for this cohort.
    NotCovered(Later),
    /// Less than half of the leads are older than the median time to that stage.
    TooEarly(Later),
    /// Under ten leads.
    Few,
}

impl Mark {
    /// `too_early:won`, as scripts read it.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::NotCovered(later) => format!("not_covered:{}", later.code()),
            Self::TooEarly(later) => format!("too_early:{}", later.code()),
            Self::Few => "few".to_owned(),
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::NotCovered(later) => format!("{} not covered", later.plural()),
            Self::TooEarly(later) => format!("too early for {}", later.plural()),
            Self::Few => "under 10 leads".to_owned(),
        }
    }
}

/// The dates seen in the whole ledger, and how long each later stage takes from the anchor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    anchor: Anchor,
    pub created: Seen,
    pub qualified: Seen,
    pub first_touch: Seen,
    pub decided: Seen,
    pub opportunity: Seen,
    pub closed: Seen,
    later: [(Seen, SpanTally); 3],
}

impl Coverage {
    /// Nothing seen yet; times are taken from that anchor.
    #[must_use]
    pub fn new(anchor: Anchor) -> Self {
        Self {
            anchor,
            ..Self::default()
        }
    }

    /// The same times, known to be taken from that anchor.
    #[must_use]
    pub fn known_from(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// Takes in one lead, whatever its period.
    pub fn add(&mut self, facts: &Facts, cohort: &Cohort) {
        let Some(facts) = &cohort.seen(facts) else {
            return;
        };
        self.created.add(facts.created.at());
        self.qualified.add(facts.qualified.at());
        self.first_touch.add(facts.first_touch);
        self.decided.add(facts.answered_at);
        self.opportunity.add(facts.opportunity.at());
        self.closed.add(facts.closed.at());
        for (later, (seen, times)) in Later::ALL.into_iter().zip(&mut self.later) {
            let reach = later.reach(facts);
            seen.add(reach.at());
            if reach.at().is_some() {
                times.add(span(self.anchor.of(facts), reach, cohort));
            }
        }
    }

    /// Makes ready for single leads that come and go, once all leads were taken in.
    pub fn place(&mut self) {
        self.later.iter_mut().for_each(|(_, times)| times.place());
    }

    /// Takes a lead out again; `facts` are those it was taken in with. False where only a look at every lead tells
    /// what is left: the first or the last date went with it.
    #[must_use]
    pub fn remove(&mut self, facts: &Facts, cohort: &Cohort) -> bool {
        let Some(facts) = &cohort.seen(facts) else {
            return true;
        };
        let mut told = self.created.remove(facts.created.at())
            & self.qualified.remove(facts.qualified.at())
            & self.first_touch.remove(facts.first_touch)
            & self.decided.remove(facts.answered_at)
            & self.opportunity.remove(facts.opportunity.at())
            & self.closed.remove(facts.closed.at());
        for (later, (seen, times)) in Later::ALL.into_iter().zip(&mut self.later) {
            let reach = later.reach(facts);
            told &= seen.remove(reach.at());
            if reach.at().is_some() {
                times.remove(span(self.anchor.of(facts), reach, cohort));
            }
        }
        told
    }

    /// The median time from the anchor to that stage, seconds; `None` where nobody's is known.
    #[must_use]
    pub fn median(&self, later: Later) -> Option<i64> {
        let spans = self.later(later).1.spans();
        (spans.n > 0).then_some(spans.median_twice / 2)
    }

    fn later(&self, later: Later) -> &(Seen, SpanTally) {
        let [accepted, opportunity, won] = &self.later;
        match later {
            Later::Accepted => accepted,
            Later::Opportunity => opportunity,
            Later::Won => won,
        }
    }

    /// The marks of a cohort, `ages` being how many of its leads have their anchor on which day.
    #[must_use]
    pub fn marks(&self, period: Period, ages: &Ages, cohort: &Cohort) -> Vec<Mark> {
        let mut marks = Vec::new();
        for later in Later::ALL {
            let Some(median) = self.median(later) else {
                continue;
            };
            let first = self.later(later).0.first;
            let middle = ages.middle(period);
            if let (Some(first), Some(middle)) = (first, middle)
                && first.start(cohort.zone()) - middle.start(cohort.zone()) > median
            {
                marks.push(Mark::NotCovered(later));
            }
            if ages.too_early(median, cohort) {
                marks.push(Mark::TooEarly(later));
            }
        }
        marks
    }
}

/// The anchor is not packed: whoever keeps a coverage knows of which it is.
impl Pack for Coverage {
    fn pack(&self, to: &mut Vec<u8>) {
        let seen = [
            self.created,
            self.qualified,
            self.first_touch,
            self.decided,
            self.opportunity,
            self.closed,
        ];
        seen.pack(to);
        self.later.iter().for_each(|later| later.pack(to));
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let [
            created,
            qualified,
            first_touch,
            decided,
            opportunity,
            closed,
        ] = Pack::unpack(from)?;
        let mut later = <[(Seen, SpanTally); 3]>::default();
        for one in &mut later {
            *one = Pack::unpack(from)?;
        }
        Some(Self {
            anchor: Anchor::default(),
            created,
            qualified,
            first_touch,
            decided,
            opportunity,
            closed,
            later,
        })
    }
}

/// How many leads of a cohort have their anchor on which day.
#[derive(Debug, Clone, Default)]
pub struct Ages {
    /// In order, each day once.
    days: Vec<(NaiveDate, u64)>,
    /// Where the last lead's day stands: the next one's is the same, nearly always.
    last: usize,
}

impl PartialEq for Ages {
    fn eq(&self, other: &Self) -> bool {
        self.days == other.days
    }
}

impl Eq for Ages {}

impl Ages {
    /// So many leads a day, in the order of the days, each once.
    #[must_use]
    pub fn of(days: Vec<(NaiveDate, u64)>) -> Self {
        Self { days, last: 0 }
    }

    /// Takes in the day of one lead's anchor; one without a date has no age.
    pub fn add(&mut self, day: Option<NaiveDate>) {
        let Some(day) = day else { return };
        match self.find(day) {
            Ok(at) => self.days[at].1 += 1,
            Err(at) => self.days.insert(at, (day, 1)),
        }
    }

    /// Takes one lead's out again.
    pub fn remove(&mut self, day: Option<NaiveDate>) {
        if let Some(day) = day
            && let Ok(at) = self.find(day)
        {
            self.days[at].1 = self.days[at].1.saturating_sub(1);
            if self.days[at].1 == 0 {
                self.days.remove(at);
            }
        }
    }

    fn find(&mut self, day: NaiveDate) -> Result<usize, usize> {
        // The same day as before; or where it stands if leads come on every day, as nearly always.
        let first = self.days.first().map_or(day, |first| first.0);
        let since = usize::try_from((day - first).num_days()).unwrap_or(usize::MAX);
        for guess in [self.last, since] {
            if self.days.get(guess).is_some_and(|there| there.0 == day) {
                self.last = guess;
                return Ok(guess);
            }
        }
        let found = self.days.binary_search_by_key(&day, |(day, _)| *day);
        self.last = found.unwrap_or_else(|at| at);
        found
    }

    /// The first and the last day.
    #[must_use]
    pub fn ends(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.days.first()?.0, self.days.last()?.0))
    }

    /// The day halfway through the period; for all time, halfway through the leads' own range.
    fn middle(&self, period: Period) -> Option<Milestone> {
        let (first, last) = match period {
            Period::Days { start, end } => (start, end),
            Period::All => self.ends()?,
        };
        let half = chrono::TimeDelta::days((last - first).num_days() / 2);
        first.checked_add_signed(half).map(Milestone::Day)
    }

    /// Less than half of the leads are older than `median` seconds.
    fn too_early(&self, median: i64, cohort: &Cohort) -> bool {
        let n: u64 = self.days.iter().map(|(_, leads)| leads).sum();
        let old: u64 = self
            .days
            .iter()
            .filter(|(day, _)| cohort.now - Milestone::Day(*day).start(cohort.zone()) > median)
            .map(|(_, leads)| leads)
            .sum();
        old * 2 < n
    }
}

impl Pack for Ages {
    fn pack(&self, to: &mut Vec<u8>) {
        self.days.pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let days = Pack::unpack(from)?;
        Some(Self { days, last: 0 })
    }
}
