//! The facts of every lead, for whoever counts: one pass over the image.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use rusqlite::TransactionBehavior;

use super::image::{self, Counted};
use super::stream::Words;
use super::{Ledger, Trouble};
use crate::review::filter::{By, LeadFilter, LeadState};
use crate::review::lead::{Answer, Facts, Field};
use crate::review::milestone::Reach;
use crate::review::period::Period;
use crate::review::reason::ReasonCode;

impl Ledger {
    /// Packs what figures count of the leads that moved, however few they are: the next pass looks none of them up.
    pub fn pack(&mut self) -> Result<(), Trouble> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        image::renew_beyond(&transaction, 0)?;
        transaction.commit()?;
        Ok(())
    }

    /// Hands the facts of every lead to `each`, in the order they came: one pass over the file.
    pub fn facts(&self, each: &mut dyn FnMut(&Facts)) -> Result<(), Trouble> {
        image::each(&self.connection, |counted| {
            each(&counted.facts);
            Ok(())
        })
    }

    /// Hands the facts of every lead with its slice to `each`: one pass over the file. Blank is a slice of its own.
    pub fn facts_by(&self, by: &By, each: &mut dyn FnMut(&Facts, &str)) -> Result<(), Trouble> {
        let all = LeadFilter::default();
        self.facts_shown(Some(by), &all, &mut |facts, slice, _| each(facts, slice))
    }

    /// Hands the facts of every lead to `each`, with its slice and whether the filter shows it (the words to search
    /// for apart): one pass over the file.
    pub fn facts_shown(
        &self,
        by: Option<&By>,
        filter: &LeadFilter,
        each: &mut dyn FnMut(&Facts, &str, bool),
    ) -> Result<(), Trouble> {
        let shown = Shown::of(self, filter)?;
        match by {
            Some(By::Extra(header)) => return self.facts_by_extra(header, &shown, each),
            Some(By::Field(field)) if column(*field).is_some() => {
                return self.facts_by_field(*field, &shown, each);
            }
            _ => {}
        }
        let slices = Slices::of(self)?;
        let mut month = Month::default();
        image::each(&self.connection, |counted| {
            let facts = &counted.facts;
            let slice = match by {
                Some(By::CreatedMonth) => month.of(facts.created, shown.zone),
                Some(By::DeliveredMonth) => month.of(facts.qualified, shown.zone),
                by => slices.of_lead(by, counted),
            };
            each(facts, slice, shown.shows(counted));
            Ok(())
        })
    }

    /// Hands the facts of every lead to `each`, with its slice by each of these: one pass over the file. A month is
    /// left blank: its date tells it.
    pub fn facts_by_all(
        &self,
        by: &[By],
        each: &mut dyn FnMut(&Facts, &[&str]),
    ) -> Result<(), Trouble> {
        let slices = Slices::of(self)?;
        image::each(&self.connection, |counted| {
            slices.of_lead_by(by, counted, each);
            Ok(())
        })
    }

    fn facts_by_field(
        &self,
        field: Field,
        shown: &Shown<'_>,
        each: &mut dyn FnMut(&Facts, &str, bool),
    ) -> Result<(), Trouble> {
        let corrected = self.corrected()?;
        let mut question = self.connection.prepare_cached(
            "SELECT title, country, industry, employees, score, company FROM lead_text ORDER BY id",
        )?;
        let column = column(field).unwrap_or_default();
        let mut rows = question.query([])?;
        image::each(&self.connection, |counted| {
            let filed = match rows.next()? {
                Some(row) => row.get_ref(column)?.as_str_or_null().ok().flatten(),
                None => None,
            };
            let corrected = corrected.get(&counted.facts.lead);
            let corrected = corrected.and_then(|fields| fields.get(&field));
            let slice = corrected.map(String::as_str).or(filed);
            each(
                &counted.facts,
                slice.unwrap_or_default(),
                shown.shows(counted),
            );
            Ok(())
        })
    }

    fn facts_by_extra(
        &self,
        header: &str,
        shown: &Shown<'_>,
        each: &mut dyn FnMut(&Facts, &str, bool),
    ) -> Result<(), Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT extra FROM lead_text ORDER BY id")?;
        let mut rows = question.query([])?;
        image::each(&self.connection, |counted| {
            let extra: Vec<(String, String)> = match rows.next()? {
                Some(row) => match row.get_ref(0)?.as_str_or_null() {
                    Ok(Some(extra)) => serde_json::from_str(extra)?,
                    _ => Vec::new(),
                },
                None => Vec::new(),
            };
            let slice = extra.iter().find(|(known, _)| known == header);
            let slice = slice.map_or("", |(_, text)| text.as_str());
            each(&counted.facts, slice, shown.shows(counted));
            Ok(())
        })
    }
}

/// Where the text of a field stands among those that leads are sliced by. A slice by name, address or number would be
/// a list of people.
fn column(field: Field) -> Option<usize> {
    match field {
        Field::Title => Some(0),
        Field::Country => Some(1),
        Field::Industry => Some(2),
        Field::Employees => Some(3),
        Field::Score => Some(4),
        Field::Company => Some(5),
        _ => None,
    }
}

/// What slices are called.
pub(super) struct Slices {
    words: Words,
    /// By code.
    reasons: Vec<String>,
    /// By owner.
    teams: HashMap<String, &'static str>,
}

impl Slices {
    pub(super) fn of(ledger: &Ledger) -> Result<Self, Trouble> {
        let lists = ledger.lists()?;
        let name = |code| lists.reason_name(ReasonCode(code));
        Ok(Self {
            words: Words::read(&ledger.connection)?,
            reasons: (0..=u8::MAX).map(name).collect(),
            teams: ledger
                .people()?
                .into_iter()
                .map(|person| (person.name, person.team.word()))
                .collect(),
        })
    }

    /// Hands a lead to `each` with its slice by each of these, up to eight.
    pub(super) fn of_lead_by(
        &self,
        by: &[By],
        counted: &Counted<'_>,
        each: &mut dyn FnMut(&Facts, &[&str]),
    ) {
        let mut all = [""; 8];
        for (slice, by) in all.iter_mut().zip(by) {
            *slice = self.of_lead(Some(by), counted);
        }
        each(&counted.facts, &all[..by.len().min(all.len())]);
    }

    /// A lead's slice; months and columns nobody mapped are left blank.
    pub(super) fn of_lead<'a>(&'a self, by: Option<&By>, counted: &Counted<'a>) -> &'a str {
        match by {
            Some(By::Source | By::Field(Field::Source)) => {
                self.words.shown(Field::Source, counted.source)
            }
            Some(By::Campaign | By::Field(Field::Campaign)) => {
                self.words.shown(Field::Campaign, counted.campaign)
            }
            Some(By::Rep | By::Field(Field::Owner)) => {
                self.words.shown(Field::Owner, counted.owner)
            }
            Some(By::Team) => {
                let owner = self.words.shown(Field::Owner, counted.owner);
                self.teams.get(owner).copied().unwrap_or_default()
            }
            Some(By::Reason) => {
                let reason = |code: ReasonCode| self.reasons.get(usize::from(code.0));
                counted.refused.and_then(reason).map_or("", |name| name)
            }
            _ => "",
        }
    }
}

/// The month of the date before, as it is written: dates come in order, more or less.
#[derive(Default)]
struct Month {
    of: Option<(i32, u32)>,
    text: String,
}

impl Month {
    fn of(&mut self, reach: Reach, zone: Tz) -> &str {
        let Some(day) = reach.at().map(|at| at.date(zone)) else {
            return "";
        };
        let month = |day: NaiveDate| (day.year(), day.month());
        if self.of != Some(month(day)) {
            self.of = Some(month(day));
            self.text = day.format("%Y-%m").to_string();
        }
        &self.text
    }
}

/// A filter with what it takes to see whether it shows a lead; the words to search for apart.
pub(super) struct Shown<'filter> {
    filter: &'filter LeadFilter,
    pub words: Words,
    pub zone: Tz,
}

impl<'filter> Shown<'filter> {
    pub(super) fn of(ledger: &Ledger, filter: &'filter LeadFilter) -> Result<Self, Trouble> {
        Ok(Self {
            filter,
            words: Words::read(&ledger.connection)?,
            zone: ledger.zone()?,
        })
    }

    pub(super) fn shows(&self, counted: &Counted<'_>) -> bool {
        let (filter, facts) = (self.filter, &counted.facts);
        let within =
            |period: Period, reach| period == Period::All || period.counts(reach, self.zone);
        let refused = |asked| counted.refused == Some(asked);
        shows_state(filter.state, facts)
            && within(filter.delivered, facts.qualified)
            && within(filter.created, facts.created)
            && self.shows_texts(counted)
            && filter.reason.is_none_or(refused)
    }

    fn shows_texts(&self, counted: &Counted<'_>) -> bool {
        [
            (&self.filter.owner, Field::Owner),
            (&self.filter.source, Field::Source),
            (&self.filter.campaign, Field::Campaign),
        ]
        .into_iter()
        .all(|(asked, field)| {
            asked
                .as_ref()
                .is_none_or(|asked| self.words.shown(field, counted.shared(field)) == *asked)
        })
    }
}

fn shows_state(state: LeadState, facts: &Facts) -> bool {
    let delivered = facts.qualified.reached();
    match state {
        LeadState::Any => true,
        LeadState::Unanswered => delivered && facts.answer == Answer::None,
        LeadState::Unworked => delivered && !facts.worked.any(),
        LeadState::Accepted => matches!(facts.answer, Answer::Accepted { .. }),
        LeadState::NotAccepted => matches!(facts.answer, Answer::NotAccepted(_)),
        LeadState::Returned => matches!(facts.answer, Answer::Accepted { returned: true, .. }),
        LeadState::Opportunity => facts.opportunity.reached(),
        LeadState::Won => facts.won(),
        LeadState::Lost => facts.lost(),
    }
}
