//! One pass over all leads, joined in order with their deals, touches and what people said: what figures, lists and
//! the docket's candidates are made of. The join of the two sides is [`Lead::facts`]' own; nothing is decided here.

use std::iter::Peekable;

use rusqlite::{Connection, Row, named_params};

use super::deals::{self, FiledDeal, deal_columns};
use super::image::Shared;
use super::people::{self, Names};
use super::{Trouble, filed};
use crate::review::figures::contradiction::Kinds;
use crate::review::lead::{Field, Filed, FiledVerdict, Lead, LeadId, Touches};
use crate::review::milestone::{Milestone, Reach};
use crate::review::reason::{ReasonCode, Route};
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
    each: impl FnMut(Thin) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    each_within(connection, LeadId(i64::MIN), LeadId(i64::MAX), each)
}

const LEADS: &str =
    "SELECT id, sourced_by, source, campaign, owner, created, qualified, first_touch, responded, worked,
            verdict, decided, reason, opened, closed, outcome, amount, currency, NULL
     FROM lead WHERE id BETWEEN :first AND :last ORDER BY id";

const TOUCHES: &str =
    "SELECT lead, count(*), min(at), max(at) FROM touch WHERE lead BETWEEN :first AND :last
     GROUP BY lead ORDER BY lead";

/// Hands every lead from `first` to `last` to `each`, in the order they came.
pub(super) fn each_within(
    connection: &Connection,
    first: LeadId,
    last: LeadId,
    mut each: impl FnMut(Thin) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let within = named_params! { ":first": first.0, ":last": last.0 };
    let mut deals = connection.prepare_cached(concat!(
        "SELECT lead, ",
        deal_columns!(),
        ", accepted FROM deal WHERE lead BETWEEN :first AND :last ORDER BY lead, id"
    ))?;
    let mut deals = joined(deals.query_map(within, |row| Ok(told_deal(row)))?);
    let mut touches = connection.prepare_cached(TOUCHES)?;
    let mut touches = joined(touches.query_map(within, |row| Ok(told_touches(row)))?);
    let mut members = connection.prepare_cached(
        "SELECT lead, campaign FROM member WHERE lead BETWEEN :first AND :last ORDER BY lead, id",
    )?;
    let mut members =
        joined(members.query_map(within, |row| Ok(Ok((LeadId(row.get(0)?), row.get(1)?))))?);
    let mut said = connection.prepare_cached(
        "SELECT lead, document FROM said WHERE lead BETWEEN :first AND :last ORDER BY lead",
    )?;
    let mut said = joined(said.query_map(within, |row| Ok(told_said(row)))?);

    let mut suspects = connection.prepare_cached(
        "SELECT lead FROM suspect WHERE lead BETWEEN :first AND :last ORDER BY lead",
    )?;
    let mut suspects = joined(suspects.query_map(within, |row| Ok(Ok((LeadId(row.get(0)?), ()))))?);

    let mut at_odds = connection.prepare_cached(
        "SELECT lead, what FROM at_odds WHERE lead BETWEEN :first AND :last ORDER BY lead",
    )?;
    let mut at_odds = joined(at_odds.query_map(within, |row| Ok(told_kinds(row)))?);

    let mut leads = connection.prepare_cached(LEADS)?;
    let mut rows = leads.query(within)?;
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
        thin.lead.suspect = suspects.of(id)?.is_some();
        thin.lead.record = at_odds.of(id)?.unwrap_or_default();
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

fn told_kinds(row: &Row<'_>) -> Result<(LeadId, Kinds), Trouble> {
    Ok((LeadId(row.get(0)?), Kinds::of_code(row.get(1)?)))
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
            suspect: false,
            record: Kinds::default(),
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
        criterion: None,
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
    /// In the order of their numbers.
    texts: Vec<(i64, Box<str>)>,
    names: Names,
}

impl Words {
    /// Every word that stands for a text, also inside a transaction.
    pub(super) fn read(connection: &Connection) -> Result<Self, Trouble> {
        let mut question = connection.prepare_cached("SELECT id, text FROM word ORDER BY id")?;
        let texts = question
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        Ok(Self {
            texts,
            names: people::names(connection)?,
        })
    }

    /// The owner's name.
    pub(super) fn owner(&self, word: Option<i64>) -> &str {
        self.names.owner(self.text(word))
    }

    /// The campaign's name.
    pub(super) fn campaign(&self, word: Option<i64>) -> &str {
        self.names.campaign(self.text(word))
    }

    /// A shared word as written; empty where there is none.
    pub(super) fn text(&self, word: Option<i64>) -> &str {
        let Some(word) = word else { return "" };
        let first = self.texts.first().map_or(0, |(first, _)| *first);
        let place = usize::try_from(word.wrapping_sub(first)).unwrap_or(usize::MAX);
        // Numbered without gaps, nearly always.
        let found = match self.texts.get(place) {
            Some((known, text)) if *known == word => Some(text),
            _ => {
                let place = self.texts.binary_search_by_key(&word, |(known, _)| *known);
                place.ok().map(|place| &self.texts[place].1)
            }
        };
        found.map_or("", |text| text)
    }

    /// The standing text of one of the three shared fields, by what is kept of it.
    pub(super) fn shown<'a>(&'a self, field: Field, shared: Shared<'a>) -> &'a str {
        let filed = match shared {
            Shared::Nothing => return "",
            Shared::Said(text) => return text,
            Shared::Word(word) => self.text(Some(word)),
            Shared::Key(text) => text,
        };
        match field {
            Field::Owner => self.names.owner(filed),
            Field::Campaign => self.names.campaign(filed),
            _ => filed,
        }
    }

    /// What the files say of one of the three shared fields.
    pub(super) fn filed<'a>(&'a self, thin: &'a Thin, field: Field) -> &'a str {
        self.shown(field, thin.filed(field))
    }
}

impl Thin {
    /// What stands in one of the three shared fields.
    pub(super) fn shared(&self, field: Field) -> Shared<'_> {
        match self.lead.said.corrections.get(&field) {
            Some(corrected) => Shared::Said(corrected),
            None => self.filed(field),
        }
    }

    fn filed(&self, field: Field) -> Shared<'_> {
        let (word, key) = match field {
            Field::Source => (self.source, None),
            Field::Owner => (self.owner, None),
            Field::Campaign => (self.campaign, self.member.as_deref()),
            _ => (None, None),
        };
        match (word, key) {
            (Some(word), _) => Shared::Word(word),
            (None, Some(key)) => Shared::Key(key),
            (None, None) => Shared::Nothing,
        }
    }
}
