//! Every lead counted on the day it was created and on the day it was delivered: the figures of any period are the sum
//! of its days, so that those of a million leads need no look at each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cohort::Cohort;
use super::contradiction::{self, Kinds};
use super::coverage::{Ages, Anchor, Coverage};
use super::kpi::Undated;
use super::midnights::Midnights;
use super::tally::{Step, Tally};
use super::telling::Fill;
use crate::review::agreement::Wait;
use crate::review::lead::{Answer, Facts, LeadId};
use crate::review::milestone::{Milestone, Reach};
use crate::review::packed::{self, Pack};
use crate::review::period::Period;

/// Raised whenever a figure is defined otherwise or packed otherwise: what an earlier program kept is of no use then.
pub const FORM: u32 = 4;

/// What is kept of all leads whatever their day.
const WHOLE: &str = "whole";
/// All days in one.
const ALL: &str = "all";

/// Added to the days since 1970, so that no name is of a number below 0.
const EPOCH: i64 = 0x4000_0000;

/// What a day is kept as: such names stand in the order of their days.
#[must_use]
pub fn name(day: NaiveDate) -> String {
    let since_epoch = (day - NaiveDate::default()).num_days();
    format!("day {:08x}", since_epoch + EPOCH)
}

/// Where a milestone that was reached is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum On {
    /// Nobody says when; or days are not told apart.
    NoDay,
    Day(NaiveDate),
}

impl On {
    fn of(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::NoDay, Self::Day)
    }

    fn day(self) -> Option<NaiveDate> {
        match self {
            Self::NoDay => None,
            Self::Day(day) => Some(day),
        }
    }

    fn is_in(self, period: Period) -> bool {
        match (self, period) {
            (_, Period::All) => true,
            (Self::NoDay, Period::Days { .. }) => false,
            (Self::Day(day), Period::Days { start, end }) => start <= day && day < end,
        }
    }
}

impl Pack for On {
    fn pack(&self, to: &mut Vec<u8>) {
        self.day().pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Pack::unpack(from).map(Self::of)
    }
}

/// The leads created on a day and those delivered on it.
#[derive(Debug, Clone, Default)]
struct Day {
    tally: Tally,
    /// When those were delivered whose answer was in time when they were counted.
    in_time: Vec<i64>,
    /// Of those delivered: nobody works on them, and they are nobody's.
    unowned: u64,
}

packed::parts!(Day {
    tally,
    in_time,
    unowned
});

impl Day {
    fn merge(&mut self, other: &Self) {
        self.tally.merge(&other.tally);
        self.in_time.extend(&other.in_time);
        self.unowned += other.unowned;
    }

    /// Says of those in time by then which are overdue by now.
    fn until_now(&mut self, cohort: &Cohort) {
        let since = std::mem::take(&mut self.in_time);
        let late = |since: &i64| is_late(*since, cohort);
        let (late, in_time) = since.into_iter().partition::<Vec<_>, _>(late);
        self.in_time = in_time;
        self.tally.overdue(late.len() as u64);
    }
}

/// A lead that contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// `None` where it never was.
    created: Option<On>,
    delivered: Option<On>,
    /// What contradicts itself.
    pub what: Kinds,
    /// What of that is left as known.
    pub known: Kinds,
}

packed::parts!(Clash {
    created,
    delivered,
    what,
    known
});

impl Clash {
    /// What is not left as known.
    #[must_use]
    pub fn open(&self) -> Kinds {
        self.what.without(self.known)
    }

    /// Whether the lead was created, or delivered, in that period.
    #[must_use]
    pub fn is_in(&self, period: Period, anchor: Anchor) -> bool {
        let placed = match anchor {
            Anchor::Created => self.created,
            Anchor::Qualified => self.delivered,
        };
        placed.is_some_and(|on| on.is_in(period))
    }
}

/// What all leads come to whatever their day.
#[derive(Debug, Clone, Default)]
struct Whole {
    /// As of when: silence turns from in time to overdue with it.
    now: i64,
    fill: Fill,
    undated: Undated,
    /// The dates at hand, with the times from creation and from delivery.
    from_created: Coverage,
    from_delivered: Coverage,
    clashes: BTreeMap<i64, Clash>,
}

packed::parts!(Whole {
    now,
    fill,
    undated,
    from_created,
    from_delivered,
    clashes,
});

/// All leads, day by day.
#[derive(Debug, Clone)]
pub struct Days {
    /// All time, with zone, limits and now.
    cohort: Cohort,
    whole: Whole,
    counted: BTreeMap<On, Day>,
    /// Which days are at hand.
    of: Period,
    /// All of them in one.
    summed: bool,
    midnights: Midnights,
}

impl Days {
    /// Nothing counted yet; `like` gives zone, limits and now, its period does not matter.
    #[must_use]
    pub fn new(like: &Cohort) -> Self {
        let cohort = like.over(Period::All);
        let whole = Whole {
            now: cohort.now,
            from_delivered: Coverage::new(Anchor::Qualified),
            ..Whole::default()
        };
        Self {
            midnights: Midnights::of(cohort.zone()),
            cohort,
            whole,
            counted: BTreeMap::new(),
            of: Period::All,
            summed: false,
        }
    }

    /// Counts a lead in; `owner` is whose it is, blank where nobody's.
    pub fn add(&mut self, facts: &Facts, owner: &str) {
        self.whole.from_created.add(facts, &self.cohort);
        self.whole.from_delivered.add(facts, &self.cohort);
        self.whole.fill.add(facts);
        self.step(facts, owner, Step::In);
        if let Some(clash) = self.clash(facts) {
            self.whole.clashes.insert(facts.lead.0, clash);
        }
    }

    /// Takes a lead out again, with what it was counted in with. False where only a look at every lead tells what is
    /// left.
    #[must_use]
    pub fn remove(&mut self, facts: &Facts, owner: &str) -> bool {
        self.whole.fill.remove(facts);
        self.step(facts, owner, Step::Out);
        self.whole.clashes.remove(&facts.lead.0);
        self.whole.from_created.remove(facts, &self.cohort)
            & self.whole.from_delivered.remove(facts, &self.cohort)
    }

    fn step(&mut self, facts: &Facts, owner: &str, step: Step) {
        if facts.suspect {
            if let Some(on) = self.placed(facts.created) {
                let day = self.counted.entry(on).or_default();
                day.tally.suspect(facts, step);
            }
            return;
        }
        let undated = &mut self.whole.undated;
        step.count(&mut undated.created, facts.created == Reach::Undated);
        step.count(&mut undated.qualified, facts.qualified == Reach::Undated);
        if let Some(on) = self.placed(facts.created) {
            let day = self.counted.entry(on).or_default();
            day.tally.created(facts, &self.cohort, step);
        }
        if let Some(on) = self.placed(facts.qualified) {
            let day = self.counted.entry(on).or_default();
            day.tally.qualified(facts, &self.cohort, step);
            let unowned = !facts.worked.any() && owner.trim().is_empty();
            step.count(&mut day.unowned, unowned);
            if step == Step::In {
                day.in_time.extend(in_time(facts, &self.cohort));
            }
        }
    }

    /// The day that a milestone is counted on; `None` where it was not reached, or on a day that is not at hand.
    fn placed(&mut self, reach: Reach) -> Option<On> {
        if reach == Reach::Not {
            return None;
        }
        let day = reach.at().filter(|_| !self.summed);
        let on = On::of(day.map(|at| self.midnights.day(at)));
        on.is_in(self.of).then_some(on)
    }

    /// How a lead contradicts itself; `None` where they do not, and of a name that is no lead.
    fn clash(&mut self, facts: &Facts) -> Option<Clash> {
        let what = contradiction::of_facts(facts, self.cohort.zone());
        if what.is_empty() || facts.suspect {
            return None;
        }
        let mut on = |reach: Reach| {
            let day = reach.at().map(|at| self.midnights.day(at));
            (reach != Reach::Not).then(|| On::of(day))
        };
        Some(Clash {
            created: on(facts.created),
            delivered: on(facts.qualified),
            what,
            known: facts.known,
        })
    }

    /// Under which names what is kept as bytes: all that was counted in.
    #[must_use]
    pub fn packed(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Day::default();
        let mut kept = Vec::with_capacity(self.counted.len() + 2);
        for (on, counted) in &self.counted {
            all.merge(counted);
            if let Some(day) = on.day() {
                kept.push((name(day), counted.packed()));
            }
        }
        kept.push((ALL.to_owned(), all.packed()));
        kept.push((WHOLE.to_owned(), self.whole.packed()));
        kept
    }

    /// What was kept of the days of that period, as of `like`'s now. `kept` tells of every name from one to another,
    /// in their order. `None` where nothing is kept, where that was counted later than now, or it is no such thing.
    ///
    /// # Errors
    /// Those of `kept`.
    pub fn kept<E>(
        like: &Cohort,
        of: Period,
        kept: impl Fn(&str, &str) -> Result<Vec<(String, Vec<u8>)>, E>,
    ) -> Result<Option<Self>, E> {
        let mut days = Self::new(like);
        let whole = kept(WHOLE, WHOLE)?;
        let whole = whole
            .first()
            .and_then(|(_, bytes)| Whole::unpack(&mut bytes.as_slice()));
        let Some(whole) = whole.filter(|whole| whole.now <= like.now) else {
            return Ok(None);
        };
        days.whole = whole;
        days.whole.from_delivered = days.whole.from_delivered.known_from(Anchor::Qualified);
        days.of = of;
        days.summed = of == Period::All;
        let rows = match of {
            Period::All => kept(ALL, ALL)?,
            Period::Days { start, end } if start < end => {
                let last = end.pred_opt().unwrap_or(end);
                kept(&name(start), &name(last))?
            }
            Period::Days { .. } => Vec::new(),
        };
        for (name, bytes) in rows {
            let Some(mut day) = Day::unpack(&mut bytes.as_slice()) else {
                return Ok(None);
            };
            day.until_now(&days.cohort);
            days.counted.insert(On::of(named(&name)), day);
        }
        Ok(Some(days))
    }

    fn within(&self, period: Period) -> impl Iterator<Item = (On, &Day)> {
        let all = self.counted.iter().map(|(on, counted)| (*on, counted));
        all.filter(move |(on, _)| on.is_in(period))
    }

    /// The leads of a cohort, one of a period that is at hand; `brought` are those brought onto the docket.
    #[must_use]
    pub fn tally(&self, cohort: &Cohort, brought: &[Facts]) -> Tally {
        let period = cohort.period();
        let mut sum = Tally::default();
        for (_, day) in self.within(period) {
            sum.merge(&day.tally);
        }
        let here = |clash: &&Clash| {
            let created = clash.is_in(period, Anchor::Created);
            !clash.open().is_empty() && (created || clash.is_in(period, Anchor::Qualified))
        };
        let clashes = self.whole.clashes.values().filter(here).count();
        sum.beside(self.whole.undated, clashes as u64);
        sum.place();
        let plain = cohort.over(period);
        for facts in brought {
            sum.remove(facts, &plain);
            sum.add(facts, cohort);
        }
        sum
    }

    /// What all leads have of what figures are made of.
    #[must_use]
    pub fn fill(&self) -> Fill {
        self.whole.fill
    }

    /// The dates at hand, and how long what comes later takes from there.
    #[must_use]
    pub fn coverage(&self, anchor: Anchor) -> &Coverage {
        match anchor {
            Anchor::Created => &self.whole.from_created,
            Anchor::Qualified => &self.whole.from_delivered,
        }
    }

    /// How old the leads of a period are.
    #[must_use]
    pub fn ages(&self, period: Period, anchor: Anchor) -> Ages {
        let days = self.within(period).filter_map(|(on, counted)| {
            let leads = counted.tally.leads(anchor);
            on.day().filter(|_| leads > 0).map(|day| (day, leads))
        });
        Ages::of(days.collect())
    }

    /// Of the leads delivered in a period: those that nobody works on and that are nobody's.
    #[must_use]
    pub fn unowned(&self, period: Period) -> u64 {
        self.within(period).map(|(_, day)| day.unowned).sum()
    }

    /// The leads that contradict themselves.
    pub fn clashes(&self) -> impl Iterator<Item = (LeadId, &Clash)> {
        let clashes = self.whole.clashes.iter();
        clashes.map(|(lead, clash)| (LeadId(*lead), clash))
    }
}

/// The day of a name; none of the name of all.
fn named(name: &str) -> Option<NaiveDate> {
    let since_epoch = i64::from_str_radix(name.strip_prefix("day ")?, 16).ok()? - EPOCH;
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(since_epoch)?)
}

/// When a lead was delivered whose answer is in time.
pub(super) fn in_time(facts: &Facts, cohort: &Cohort) -> Option<i64> {
    let waits = facts.answer == Answer::None && facts.qualified.reached();
    let in_time = waits && matches!(cohort.wait(facts), Wait::InTime { .. });
    let since = facts.qualified.at().filter(|_| in_time);
    since.map(Milestone::code)
}

/// Whether that answer is no longer in time.
pub(super) fn is_late(since: i64, cohort: &Cohort) -> bool {
    let since = Milestone::from_code(since);
    let wait = cohort.limits.wait(Some(since), cohort.now);
    !matches!(wait, Wait::InTime { .. })
}
