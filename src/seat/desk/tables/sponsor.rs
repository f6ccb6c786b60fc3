//! What the sponsor's page and "look together" are made of.

use std::collections::BTreeMap;

use super::Desk;
use crate::console::model::start::NEXT_REVIEW;
use crate::review::entry::{Act, Entry, Seq, Told};
use crate::review::figures::cut::Cut;
use crate::review::figures::keeping::keeping;
use crate::review::figures::scorecard;
use crate::review::figures::sponsor::{self, Brought, Sponsor};
use crate::review::figures::table::Table;
use crate::review::figures::together::{self, BATCH, LATE_DAYS, Reps, Seen};
use crate::review::filter::By;
use crate::review::lead::{Facts, SourcedBy};
use crate::review::meeting::deed::Stage;
use crate::review::meeting::fold::standing;
use crate::review::meeting::matter;
use crate::review::milestone::date_of;
use crate::review::period::Period;
use crate::seat::desk::Trouble;

impl Desk {
    pub(in crate::seat::desk) fn sponsor(&self) -> Result<Table, Trouble> {
        let zone = self.ledger.zone()?;
        let today = self.day()?;
        let plan = self.plan_in_force()?;
        let goal = plan.and_then(|plan| plan.goal);
        let since = goal
            .as_ref()
            .map_or(scorecard::year(today), |goal| Period::Days {
                start: goal.since(),
                end: today.succ_opt().unwrap_or(today),
            });
        let next = self.ledger.setting(NEXT_REVIEW)?;
        let page = Sponsor {
            goal,
            brought: self.brought(since)?,
            rulings: self.rulings()?,
            promises: keeping(&self.ledger.promises()?, today, zone),
            next: next
                .and_then(|day| day.parse().ok())
                .filter(|day| *day >= today),
        };
        Ok(sponsor::table(&self.scorecard()?, &page))
    }

    /// What Marketing's leads brought in a period: deals won in it, leads delivered in it.
    fn brought(&self, period: Period) -> Result<Brought, Trouble> {
        let cohort = self.cohort(period)?;
        let mut brought = Brought::default();
        let mut sums = BTreeMap::new();
        self.ledger.facts(&mut |facts: &Facts| {
            if facts.sourced_by != SourcedBy::Marketing {
                return;
            }
            if facts.won() && cohort.holds(facts.closed) {
                brought.won += 1;
                if let Some(money) = facts.amount {
                    let sum: &mut rust_decimal::Decimal = sums.entry(money.currency).or_default();
                    *sum = sum.saturating_add(money.amount);
                }
            }
            brought.opportunities += u64::from(cohort.holds(facts.opportunity));
            if cohort.in_qualified(facts) {
                use crate::review::figures::side::Side;
                brought.delivered += 1;
                brought.accepted += u64::from(Side::Accepted.holds(facts, &cohort));
            }
        })?;
        brought.revenues = sums
            .into_iter()
            .map(|(currency, amount)| crate::review::money::Money { amount, currency })
            .collect();
        Ok(brought)
    }

    /// What waits for a word of the room: topics still open, those that need a ruling first; clauses missed without an
    /// answer.
    fn rulings(&self) -> Result<Vec<String>, Trouble> {
        let mut topics = matter::topics(&self.ledger.room_entries()?);
        topics.retain(|topic| topic.stage.is_open());
        // What the two teams could not settle stands before what nobody talked about yet.
        topics.sort_by_key(|topic| (topic.stage != Stage::NeedsRuling, topic.seq));
        let mut rulings: Vec<String> = topics.into_iter().map(|topic| topic.text).collect();
        let agreement = self.ledger.agreement()?;
        if !agreement.on_the_page(self.day()?).is_empty() {
            let unsigned = agreement.unsigned_by(self.day()?).into_iter();
            rulings.extend(unsigned.map(|team| {
                format!(
                    "our agreement is not signed by the leader of {}",
                    team.word()
                )
            }));
        }
        if let Some(board) = self.sla_at(self.clock.now())? {
            let missed = board.rows.iter().filter(|row| row.unanswered > 0);
            rulings.extend(missed.map(|row| {
                let times = row.unanswered;
                format!("{} was missed {times} times: what do we do?", row.name)
            }));
        }
        Ok(rulings)
    }

    /// What the two teams' leaders may want to look at together.
    pub(super) fn together(&self, cut: &Cut) -> Result<Table, Trouble> {
        let zone = self.ledger.zone()?;
        let cohort = self.cohort(cut.period)?;
        let month = Period::month_of(self.day()?);
        let month = month.before().unwrap_or(month);
        let last = self.cohort(month)?;
        let ends = match month {
            Period::Days { end, .. } => end.checked_sub_days(chrono::Days::new(3)),
            Period::All => None,
        };
        let (mut reps, mut seen) = (Reps::default(), Seen::default());
        self.ledger.facts_by(&By::Rep, &mut |facts, owner| {
            if cohort.in_qualified(facts) {
                reps.add(facts, owner);
            }
            if last.in_qualified(facts) {
                seen.month.0 += 1;
                let day = facts.qualified.at().map(|at| at.date(zone));
                let late = ends.zip(day).is_some_and(|(from, day)| from <= day);
                seen.month.1 += u64::from(late);
            }
        })?;
        let entries = self.ledger.entries_after(Seq(0))?;
        let entries: Vec<&Entry> = standing(&entries);
        seen.batches = batches(&entries);
        seen.late = late(&entries, zone);
        Ok(together::table(&reps, &seen))
    }
}

/// The most answers each person gave at a seat inside any hour, from [`BATCH`] on.
fn batches(entries: &[&Entry]) -> Vec<(String, u64)> {
    const HOUR: i64 = 3_600_000;
    let mut by_person: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for entry in entries {
        if let Act::Verdict {
            told: Told::Seat, ..
        } = entry.act
        {
            by_person.entry(&entry.who).or_default().push(entry.at);
        }
    }
    let most = by_person.into_iter().map(|(who, mut times)| {
        times.sort_unstable();
        let inside = |from: &i64| times.partition_point(|at| *at < from + HOUR);
        let counts = times.iter().enumerate().map(|(at, from)| inside(from) - at);
        (who.to_owned(), counts.max().unwrap_or_default() as u64)
    });
    most.filter(|(_, answers)| *answers >= BATCH).collect()
}

/// Who told touches late: how many of how many.
fn late(entries: &[&Entry], zone: chrono_tz::Tz) -> Vec<(String, u64, u64)> {
    let mut by_person: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for entry in entries {
        let Act::Touched { touch, .. } = &entry.act else {
            continue;
        };
        let Some(at) = touch.at else { continue };
        let told = date_of(entry.at.div_euclid(1000), zone);
        let counts = by_person.entry(&entry.who).or_default();
        counts.0 += u64::from((told - at.date(zone)).num_days() >= LATE_DAYS);
        counts.1 += 1;
    }
    by_person
        .into_iter()
        .filter(|(_, (late, _))| *late > 0)
        .map(|(who, (late, told))| (who.to_owned(), late, told))
        .collect()
}
