//! What the places outside the walk are told: the wall's figures, what is behind one, campaigns, words and their use.

use std::collections::BTreeMap;

use super::answer::{no_review, number};
use super::{Desk, Trouble};
use crate::console::places::{Ask, Explained, Told, Used, Whose};
use crate::review::entry::{Act, Seq};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::explain::{Behind, Figure, Why, behind};
use crate::review::figures::kpi::Kpi;
use crate::review::figures::scorecard::{self, Before, Scorecard};
use crate::review::figures::tally::Tally;
use crate::review::figures::telling::Fill;
use crate::review::filter::By;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::meeting::fold::standing;
use crate::review::milestone::date_of;
use crate::review::period::Period;
use crate::review::verdict::Outcome;

impl Desk {
    /// Answers what a place asks.
    pub(super) fn place(&self, asked: &Ask) -> Result<Told, Trouble> {
        Ok(match asked {
            Ask::Scorecard => Told::Scorecard(Box::new(self.scorecard()?)),
            Ask::Campaigns => Told::Campaigns(Box::new(self.campaigns()?)),
            Ask::Used => Told::Used(Box::new(self.used()?)),
            Ask::Plan { since } => Told::Plan {
                since: *since,
                measured: Box::new(self.measured(*since)?),
            },
            Ask::Kept => Told::Kept(Box::new(self.records()?)),
            Ask::Criteria => Told::Criteria(Box::new(self.criteria()?)),
            Ask::BackTest { now, then } => {
                Told::BackTest(Box::new(self.backtest(now.as_deref(), then)?))
            }
            Ask::Decisions => Told::Decisions(self.decisions()?),
            Ask::Effects => Told::Effects(self.effects(self.clock.now())?),
            Ask::Came(but) => Told::Came(Box::new(self.came(*but)?)),
            Ask::Held => Told::Held(self.held()?),
            Ask::Found { words, masked } => Told::Found(self.found(words, *masked)?),
            Ask::Hindsight(before) => {
                Told::Hindsight(Box::new(self.hindsight(*before, self.clock.now())?))
            }
            Ask::Data => Told::Data(Box::new(self.data()?)),
            Ask::Stood { seq, of } => Told::Stood(Box::new(self.stood(*seq, *of)?)),
            Ask::Table(of) => Told::Table {
                table: Box::new(self.table(of)?),
                of: of.clone(),
            },
            Ask::Cell(of) => Told::Cell {
                leads: self.cell(of)?,
                of: of.clone(),
            },
            Ask::Explain {
                figure,
                of,
                offset,
                limit,
            } => Told::Explained(Box::new(self.explained(*figure, *of, *offset, *limit)?)),
        })
    }

    /// The figures for the room, as of the desk's clock.
    pub fn scorecard(&self) -> Result<Scorecard, Trouble> {
        let last =
            self.ledger.meetings()?.iter().rev().find_map(|meeting| {
                Some((meeting.opening.id.0, meeting.closed_at?.div_euclid(1000)))
            });
        let like = self.cohort(Period::All)?;
        let days = self.days(&like, scorecard::span(date_of(like.now, like.zone())))?;
        let before = match last {
            Some((review, closed)) => Some(self.before(review, closed)?),
            None => None,
        };
        let mut card = Scorecard::of(&days, &like, before, &self.lone_deals()?);
        card.plan = self.plan_in_force()?;
        Ok(card)
    }

    /// The wall as it was when a review was closed (seconds since 1970 UTC), by the dates at hand.
    fn before(&self, review: i64, closed: i64) -> Result<Before, Trouble> {
        let day = date_of(closed, self.ledger.zone()?);
        let (wall, year) = (scorecard::wall(day), scorecard::year(day));
        let then = [self.cohort(wall)?, self.cohort(year)?].map(|cohort| cohort.as_of(closed));
        let mut kpis = self.as_they_were(&then)?.into_iter().map(|of| of.kpis());
        Ok(Before {
            review,
            wall: kpis.next().unwrap_or_default(),
            year: kpis.next().unwrap_or_default(),
        })
    }

    /// Which leads a figure is of.
    fn cohort_behind(&self, figure: Figure, of: Whose) -> Result<Cohort, Trouble> {
        match of {
            Whose::Review(id) => {
                let meeting = self.ledger.meeting(id)?.ok_or_else(|| no_review(id))?;
                self.cohort_of(&meeting, &self.ledger.entries_of_meeting(id)?)
            }
            Whose::Wall => {
                let today = date_of(self.clock.now(), self.ledger.zone()?);
                let kpi = match figure {
                    Figure::Kpi(kpi) => kpi,
                    Figure::Reached(_) => Kpi::AcceptanceRate,
                };
                self.cohort(scorecard::period_of(kpi, today))
            }
        }
    }

    fn explained(
        &self,
        figure: Figure,
        of: Whose,
        offset: u64,
        limit: u64,
    ) -> Result<Explained, Trouble> {
        let cohort = self.cohort_behind(figure, of)?;
        let (mut tally, mut fill) = (Tally::default(), Fill::default());
        let (mut counted, mut rest) = (Vec::new(), Vec::new());
        let mut left: BTreeMap<Why, Vec<LeadId>> = BTreeMap::new();
        self.ledger.facts(&mut |facts| {
            fill.add(facts);
            tally.add(facts, &cohort);
            match behind(figure, facts, &cohort) {
                Behind::Numerator => counted.push(facts.lead),
                Behind::Denominator => rest.push(facts.lead),
                Behind::LeftOut(why) => left.entry(why).or_default().push(facts.lead),
                Behind::Outside => {}
            }
        })?;
        let side = |side: Behind| move |lead: &LeadId| (*lead, side);
        let page: Vec<(LeadId, Behind)> = counted
            .iter()
            .map(side(Behind::Numerator))
            .chain(rest.iter().map(side(Behind::Denominator)))
            .chain(
                left.iter()
                    .flat_map(|(why, leads)| leads.iter().map(side(Behind::LeftOut(*why)))),
            )
            .skip(usize::try_from(offset).unwrap_or(usize::MAX))
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect();
        let mut rows = Vec::with_capacity(page.len());
        for (lead, side) in page {
            rows.extend(self.ledger.lead(lead)?.map(|lead| (lead, side)));
        }
        Ok(Explained {
            figure,
            of,
            period: cohort.period(),
            as_of: cohort.now,
            kpis: tally.kpis(),
            qualified_as_created: cohort.qualified_as_created,
            fill,
            counted: number(counted.len()),
            rest: number(rest.len()),
            left_out: left
                .iter()
                .map(|(why, leads)| (*why, number(leads.len())))
                .collect(),
            offset,
            rows,
        })
    }

    fn decisions(&self) -> Result<BTreeMap<MeetingId, u64>, Trouble> {
        let mut decided = BTreeMap::new();
        for meeting in self.ledger.meetings()? {
            let id = meeting.opening.id;
            decided.insert(id, number(self.ledger.decisions(id)?.len()));
        }
        Ok(decided)
    }

    /// How often the words of the pick-lists stand on leads.
    pub fn used(&self) -> Result<Used, Trouble> {
        let mut used = Used::default();
        let lists = self.ledger.lists()?;
        self.ledger.facts_by(&By::Reason, &mut |_, reason| {
            let listed = lists.reasons.iter().find(|listed| listed.name == reason);
            if let Some(listed) = listed {
                *used.reasons.entry(listed.code).or_default() += 1;
            }
        })?;
        let entries = self.ledger.entries_after(Seq(0))?;
        let (mut wishes, mut outcomes) = (BTreeMap::new(), BTreeMap::new());
        for entry in standing(&entries) {
            match &entry.act {
                Act::Wishes { lead, tags } => {
                    wishes.insert(*lead, tags.clone());
                }
                Act::Deal { lead, deal } => {
                    let ended = matches!(deal.outcome, Some(Outcome::Won | Outcome::Lost));
                    let reason = ended.then(|| deal.reason.clone());
                    outcomes.insert(*lead, reason.unwrap_or_default());
                }
                _ => {}
            }
        }
        for tag in wishes.into_values().flatten() {
            *used.wishes.entry(tag).or_default() += 1;
        }
        for reason in outcomes.into_values().filter(|reason| !reason.is_empty()) {
            *used.outcomes.entry(reason).or_default() += 1;
        }
        Ok(used)
    }
}
