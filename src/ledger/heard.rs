//! One pass over all leads as the closed loop sees them: facts, slices, and what of the texts a table counts by.

use std::collections::HashMap;

use rusqlite::Connection;
use serde::Deserialize;

use super::deals::{self, FiledDeal, deal_columns};
use super::facts::Slices;
use super::{Ledger, Trouble, image};
use crate::review::agreement::definition::CriterionKey;
use crate::review::figures::heard::Heard;
use crate::review::filter::By;
use crate::review::lead::{Deal, LeadId};
use crate::review::milestone::Reach;
use crate::review::said::Said;

/// What of a lead's texts a table counts by: no other is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    Nothing,
    /// What was said with a reason why a lead was not accepted or was returned.
    Refusals,
    /// Why a deal was won or lost.
    Ends,
    /// What people wish they had known.
    Wishes,
    /// How many touches there are.
    Touches,
}

/// The texts of one kind; few leads have any.
#[derive(Debug, Default)]
struct Told {
    refusals: HashMap<LeadId, Why>,
    ends: HashMap<LeadId, String>,
    wishes: HashMap<LeadId, Vec<String>>,
    touches: HashMap<LeadId, u32>,
}

/// What a refusal says beside its reason.
#[derive(Debug, Default, Deserialize)]
struct Why {
    #[serde(default)]
    detail: String,
    #[serde(default)]
    criterion: Option<CriterionKey>,
}

impl Ledger {
    /// Hands every lead to `each`, in the order they came: facts, slices, the reason, and those texts of it. One pass
    /// over the file, and one over those texts.
    pub fn heard(&self, texts: Texts, each: &mut dyn FnMut(&Heard<'_>)) -> Result<(), Trouble> {
        self.at_one_moment(|| {
            let told = Told::read(&self.connection, texts)?;
            let slices = Slices::of(self)?;
            image::each(&self.connection, |counted| {
                let lead = &counted.facts.lead;
                let why = told.refusals.get(lead);
                each(&Heard {
                    source: slices.of_lead(Some(&By::Source), counted),
                    campaign: slices.of_lead(Some(&By::Campaign), counted),
                    rep: slices.of_lead(Some(&By::Rep), counted),
                    reason: counted.refused,
                    detail: why.map_or("", |why| &why.detail),
                    criterion: why.and_then(|why| why.criterion),
                    ended: told.ends.get(lead).map_or("", String::as_str),
                    wishes: told.wishes.get(lead).map_or(&[], Vec::as_slice),
                    touches: told.touches.get(lead).copied().unwrap_or(0),
                    ..Heard::bare(&counted.facts)
                });
                Ok(())
            })
        })
    }
}

impl Told {
    /// What the files say, and people's word over it.
    fn read(connection: &Connection, texts: Texts) -> Result<Self, Trouble> {
        let mut told = Self::default();
        match texts {
            Texts::Nothing => return Ok(told),
            Texts::Refusals => told.refusals = refusals(connection)?,
            Texts::Ends => told.ends = ends(connection)?,
            Texts::Touches => told.touches = touches(connection)?,
            Texts::Wishes => {}
        }
        let mut question = connection.prepare_cached("SELECT lead, document FROM said")?;
        let mut rows = question.query([])?;
        while let Some(row) = rows.next()? {
            let document = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            told.say(texts, LeadId(row.get(0)?), serde_json::from_str(document)?);
        }
        Ok(told)
    }

    fn say(&mut self, texts: Texts, lead: LeadId, said: Said) {
        match texts {
            Texts::Refusals => {
                if let Some(verdict) = said.verdict {
                    let refusal = verdict.verdict.refusal();
                    let why = refusal.map_or_else(Why::default, |refusal| Why {
                        detail: refusal.detail.clone(),
                        criterion: refusal.criterion,
                    });
                    self.refusals.insert(lead, why);
                }
            }
            Texts::Ends => {
                if let Some(deal) = said.deal {
                    self.ends.insert(lead, deal.reason);
                }
            }
            Texts::Wishes => {
                self.wishes.insert(lead, said.wishes);
            }
            Texts::Touches => *self.touches.entry(lead).or_default() += said.touches.count,
            Texts::Nothing => {}
        }
    }
}

fn refusals(connection: &Connection) -> Result<HashMap<LeadId, Why>, Trouble> {
    let mut question = connection.prepare_cached(
        "SELECT id, verdict FROM lead_text
         WHERE verdict LIKE '%\"detail\"%' OR verdict LIKE '%\"criterion\"%'",
    )?;
    let mut rows = question.query([])?;
    let mut refusals = HashMap::new();
    while let Some(row) = rows.next()? {
        let verdict = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        refusals.insert(LeadId(row.get(0)?), serde_json::from_str(verdict)?);
    }
    Ok(refusals)
}

/// Why deals ended: a deal's own row knows better than the lead's.
fn ends(connection: &Connection) -> Result<HashMap<LeadId, String>, Trouble> {
    let mut question = connection
        .prepare_cached("SELECT id, deal_reason FROM lead_text WHERE deal_reason IS NOT NULL")?;
    let mut ends = question
        .query_map([], |row| Ok((LeadId(row.get(0)?), row.get(1)?)))?
        .collect::<Result<HashMap<LeadId, String>, _>>()?;
    let mut question = connection.prepare_cached(concat!(
        "SELECT lead, ",
        deal_columns!(),
        " FROM deal WHERE lead IS NOT NULL ORDER BY lead, id"
    ))?;
    let mut rows = question.query([])?;
    let mut of: Option<(LeadId, Vec<FiledDeal>)> = None;
    while let Some(row) = rows.next()? {
        let lead = LeadId(row.get(0)?);
        let deal = FiledDeal {
            deal: deals::deal(row, 1)?,
            accepted: Reach::Not,
        };
        match &mut of {
            Some((known, all)) if *known == lead => all.push(deal),
            _ => {
                end(&mut ends, of.replace((lead, vec![deal])));
            }
        }
    }
    end(&mut ends, of);
    Ok(ends)
}

/// Why a lead's deals ended, taken together.
fn end(ends: &mut HashMap<LeadId, String>, of: Option<(LeadId, Vec<FiledDeal>)>) {
    let Some((lead, all)) = of else { return };
    let own = Deal {
        reason: ends.remove(&lead).unwrap_or_default(),
        ..Deal::default()
    };
    ends.insert(lead, deals::fold(own, &all).reason);
}

fn touches(connection: &Connection) -> Result<HashMap<LeadId, u32>, Trouble> {
    let mut question = connection
        .prepare_cached("SELECT lead, count(*) FROM touch WHERE lead IS NOT NULL GROUP BY lead")?;
    let touches = question
        .query_map([], |row| Ok((LeadId(row.get(0)?), row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(touches)
}
