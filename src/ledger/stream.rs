//! One pass over all leads, joined in order with their deals, touches and what people said: what figures, lists and
//! the docket's candidates are made of. The join of the two sides is [`Lead::facts`]' own; nothing is decided here.

use std::collections::HashMap;
use std::iter::Peekable;

use rusqlite::{Connection, Row};

use super::deals::{self, FiledDeal, deal_columns};
use super::people::Names;
use super::{Ledger, Trouble, filed};
use crate::review::filter::By;
use crate::review::lead::{Facts, Field, Filed, FiledVerdict, Lead, LeadId, Touches};
use crate::review::milestone::{Milestone, Reach};
use crate::review::person::Team;
use crate::review::reason::{PickLists, ReasonCode, Route};
use crate::review::said::Said;
use crate::review::verdict::{Acceptance, Refusal, Verdict};

/// A lead without its texts: what a pass hands out. `source`, `campaign` and `owner` are numbers of shared words.
pub(super) struct Thin {
    pub lead: Lead,
    pub source: Option<i64>,
    pub campaign: Option<i64>,
    pub owner: Option<i64>,
    /// The campaign it is a member of, where its own row names none.
    pub member: Option<String>,
}

/// Hands every lead to `each`, in the order they came.
pub(super) fn each(
    connection: &Connection,
    mut each: impl FnMut(Thin) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut deals = connection.prepare_cached(concat!(
        "SELECT lead, ",
        deal_columns!(),
        ", accepted FROM deal WHERE lead IS NOT NULL ORDER BY lead, id"
    ))?;
    let mut deals = joined(deals.query_map([], |row| Ok(told_deal(row)))?);
    let mut touches = connection.prepare_cached(
        "SELECT lead, count(*), min(at), max(at) FROM touch WHERE lead IS NOT NULL GROUP BY lead ORDER BY lead",
    )?;
    let mut touches = joined(touches.query_map([], |row| Ok(told_touches(row)))?);
    let mut members = connection.prepare_cached(
        "SELECT lead, campaign FROM member WHERE lead IS NOT NULL ORDER BY lead, id",
    )?;
    let mut members =
        joined(members.query_map([], |row| Ok(Ok((LeadId(row.get(0)?), row.get(1)?))))?);
    let mut said = connection.prepare_cached("SELECT lead, document FROM said ORDER BY lead")?;
    let mut said = joined(said.query_map([], |row| Ok(told_said(row)))?);

    let mut leads = connection.prepare_cached(
        "SELECT id, sourced_by, source, campaign, owner, created, qualified, first_touch, responded, worked,
                verdict, decided, reason, opened, closed, outcome, amount, currency, NULL
         FROM lead ORDER BY id",
    )?;
    let mut rows = leads.query([])?;
    let mut own_deals: Vec<FiledDeal> = Vec::new();
    while let Some(row) = rows.next()? {
        let mut thin = thin(row)?;
        let id = thin.lead.id;
        own_deals.clear();
        while let Some(deal) = deals.of(id)? {
            own_deals.push(deal);
        }
        if !own_deals.is_empty() {
            filed::join_deals(&mut thin.lead.filed, &own_deals);
        }
        thin.lead.touches = touches.of(id)?.unwrap_or_default();
        thin.lead.said = said.of(id)?.unwrap_or_default();
        while let Some(member) = members.of(id)? {
            thin.member.get_or_insert(member);
        }
        each(thin)?;
    }
    Ok(())
}

/// Rows of another table in the order of leads, each lead's taken as the lead comes by.
struct Joined<T, I: Iterator<Item = rusqlite::Result<Result<(LeadId, T), Trouble>>>> {
    rows: Peekable<I>,
}

fn joined<T, I: Iterator<Item = rusqlite::Result<Result<(LeadId, T), Trouble>>>>(
    rows: I,
) -> Joined<T, I> {
    Joined {
        rows: rows.peekable(),
    }
}

impl<T, I: Iterator<Item = rusqlite::Result<Result<(LeadId, T), Trouble>>>> Joined<T, I> {
    fn of(&mut self, lead: LeadId) -> Result<Option<T>, Trouble> {
        let due = |row: &rusqlite::Result<Result<(LeadId, T), Trouble>>| match row {
            Ok(Ok((of, _))) => *of <= lead,
            _ => true,
        };
        match self.rows.next_if(due) {
            Some(row) => row?.map(|(_, told)| Some(told)),
            None => Ok(None),
        }
    }
}

fn told_deal(row: &Row<'_>) -> Result<(LeadId, FiledDeal), Trouble> {
    let deal = FiledDeal {
        deal: deals::deal(row, 1)?,
        accepted: Reach::from_code(row.get(7)?),
    };
    Ok((LeadId(row.get(0)?), deal))
}

fn told_touches(row: &Row<'_>) -> Result<(LeadId, Touches), Trouble> {
    let touches = Touches {
        count: row.get(1)?,
        first: row.get::<_, Option<i64>>(2)?.map(Milestone::from_code),
        last: row.get::<_, Option<i64>>(3)?.map(Milestone::from_code),
    };
    Ok((LeadId(row.get(0)?), touches))
}

fn told_said(row: &Row<'_>) -> Result<(LeadId, Said), Trouble> {
    let document = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
    Ok((LeadId(row.get(0)?), serde_json::from_str(document)?))
}

fn thin(row: &Row<'_>) -> Result<Thin, Trouble> {
    let responded: bool = row.get(8)?;
    let at = row.get::<_, Option<i64>>(11)?.map(Milestone::from_code);
    let reason: Option<u8> = row.get(12)?;
    let verdict = verdict(row.get(10)?, reason);
    let filed = Filed {
        sourced_by: filed::sourced_by(row.get(1)?),
        created: Reach::from_code(row.get(5)?),
        qualified: Reach::from_code(row.get(6)?),
        first_touch: row.get::<_, Option<i64>>(7)?.map(Milestone::from_code),
        response_hours: responded.then_some(rust_decimal::Decimal::ZERO),
        worked: row.get(9)?,
        verdict: verdict.map(|verdict| FiledVerdict { verdict, at }),
        deal: deals::deal(row, 13)?,
        ..Filed::default()
    };
    Ok(Thin {
        lead: Lead {
            id: LeadId(row.get(0)?),
            filed,
            touches: Touches::default(),
            said: Said::default(),
        },
        source: row.get(2)?,
        campaign: row.get(3)?,
        owner: row.get(4)?,
        member: None,
    })
}

/// The verdict as the figures need it: which, and for what reason; the rest of it stands in the wide half.
fn verdict(code: Option<i64>, reason: Option<u8>) -> Option<Verdict> {
    let refusal = || Refusal {
        reason: ReasonCode(reason.unwrap_or(ReasonCode::NOT_RECORDED.0)),
        route: Route::DecideInReview,
        detail: String::new(),
        waived: false,
    };
    match code {
        Some(1) => Some(Verdict::Accepted(Acceptance::default())),
        Some(2) => Some(Verdict::NotAccepted(refusal())),
        Some(3) => Some(Verdict::Returned(refusal())),
        _ => None,
    }
}

/// The shared words by number, and what ids among them stand for.
pub(super) struct Words {
    texts: HashMap<i64, String>,
    names: Names,
}

impl Words {
    pub(super) fn read(ledger: &Ledger) -> Result<Self, Trouble> {
        let mut question = ledger
            .connection
            .prepare_cached("SELECT id, text FROM word")?;
        let texts = question
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        Ok(Self {
            texts,
            names: ledger.names()?,
        })
    }

    /// The owner's name.
    pub(super) fn owner(&self, word: Option<i64>) -> String {
        self.names.owner(self.text(word))
    }

    /// The campaign's name.
    pub(super) fn campaign(&self, word: Option<i64>) -> String {
        self.names.campaign(self.text(word))
    }

    /// A shared word as written; empty where there is none.
    pub(super) fn text(&self, word: Option<i64>) -> &str {
        word.and_then(|word| self.texts.get(&word))
            .map_or("", String::as_str)
    }

    /// The standing text of one of the three shared fields.
    pub(super) fn of(&self, thin: &Thin, field: Field) -> String {
        match thin.lead.said.corrections.get(&field) {
            Some(corrected) => corrected.clone(),
            None => self.filed(thin, field),
        }
    }

    /// What the files say of one of the three shared fields.
    pub(super) fn filed(&self, thin: &Thin, field: Field) -> String {
        match field {
            Field::Source => self.text(thin.source).to_owned(),
            Field::Owner => self.owner(thin.owner),
            Field::Campaign => match (self.text(thin.campaign), &thin.member) {
                ("", Some(member)) => self.names.campaign(member),
                (campaign, _) => self.names.campaign(campaign),
            },
            _ => String::new(),
        }
    }
}

impl Ledger {
    /// Hands the facts of every lead to `each`, in the order they came: one pass over the file.
    pub fn facts(&self, each: &mut dyn FnMut(&Facts)) -> Result<(), Trouble> {
        self::each(&self.connection, |thin| {
            each(&thin.lead.facts());
            Ok(())
        })
    }

    /// Hands the facts of every lead with its slice to `each`: one pass over the file. Blank is a slice of its own.
    pub fn facts_by(&self, by: &By, each: &mut dyn FnMut(&Facts, &str)) -> Result<(), Trouble> {
        match by {
            By::Extra(header) => return self.facts_by_extra(header, each),
            By::Field(field) => return self.facts_by_field(*field, each),
            _ => {}
        }
        let words = Words::read(self)?;
        let (zone, lists, teams) = (self.zone()?, self.lists()?, self.teams()?);
        self::each(&self.connection, |thin| {
            let facts = thin.lead.facts();
            let month = |reach: Reach| {
                reach
                    .at()
                    .map_or_else(String::new, |at| at.date(zone).format("%Y-%m").to_string())
            };
            let slice = match by {
                By::Source => words.of(&thin, Field::Source),
                By::Campaign => words.of(&thin, Field::Campaign),
                By::Rep => words.of(&thin, Field::Owner),
                By::CreatedMonth => month(facts.created),
                By::DeliveredMonth => month(facts.qualified),
                By::Reason => reason(&thin.lead, &lists),
                By::Team => teams
                    .get(&words.of(&thin, Field::Owner))
                    .map_or_else(String::new, |team| team.word().to_owned()),
                By::Field(_) | By::Extra(_) => String::new(),
            };
            each(&facts, &slice);
            Ok(())
        })
    }

    /// Everybody's team, by name.
    fn teams(&self) -> Result<HashMap<String, Team>, Trouble> {
        let people = self.people()?.into_iter();
        Ok(people.map(|person| (person.name, person.team)).collect())
    }

    fn facts_by_field(
        &self,
        field: Field,
        each: &mut dyn FnMut(&Facts, &str),
    ) -> Result<(), Trouble> {
        let column = match field {
            Field::Title => 0,
            Field::Country => 1,
            Field::Industry => 2,
            Field::Employees => 3,
            Field::Score => 4,
            Field::Company => 5,
            Field::Source => return self.facts_by(&By::Source, each),
            Field::Campaign => return self.facts_by(&By::Campaign, each),
            Field::Owner => return self.facts_by(&By::Rep, each),
            // A slice by name, address or number would be a list of people.
            Field::Name | Field::Email | Field::Phone => {
                return self.facts(&mut |facts| each(facts, ""));
            }
        };
        let mut question = self.connection.prepare_cached(
            "SELECT title, country, industry, employees, score, company FROM lead_text ORDER BY id",
        )?;
        let mut rows = question.query([])?;
        self::each(&self.connection, |thin| {
            let filed: Option<String> = match rows.next()? {
                Some(row) => row.get(column)?,
                None => None,
            };
            let corrected = thin.lead.said.corrections.get(&field);
            let slice = corrected.or(filed.as_ref());
            each(&thin.lead.facts(), slice.map_or("", String::as_str));
            Ok(())
        })
    }

    fn facts_by_extra(
        &self,
        header: &str,
        each: &mut dyn FnMut(&Facts, &str),
    ) -> Result<(), Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT extra FROM lead_text ORDER BY id")?;
        let mut rows = question.query([])?;
        self::each(&self.connection, |thin| {
            let extra: Option<String> = match rows.next()? {
                Some(row) => row.get(0)?,
                None => None,
            };
            let extra: Vec<(String, String)> = match extra {
                Some(extra) => serde_json::from_str(&extra)?,
                None => Vec::new(),
            };
            let slice = extra.iter().find(|(known, _)| known == header);
            each(
                &thin.lead.facts(),
                slice.map_or("", |(_, text)| text.as_str()),
            );
            Ok(())
        })
    }
}

fn reason(lead: &Lead, lists: &PickLists) -> String {
    let standing = lead.standing();
    standing
        .and_then(|standing| standing.verdict.refusal())
        .map_or_else(String::new, |refusal| lists.reason_name(refusal.reason))
}
