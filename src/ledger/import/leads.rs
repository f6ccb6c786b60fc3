//! Rows of lead lists: told apart by identity, merged with what earlier files said, staged only where something changed.

use rusqlite::{Connection, named_params};

use super::stage::{Known, Standing, Words};
use super::{Taken, hash};
use crate::ledger::filed::{self, Own, sourced_by_code};
use crate::ledger::{Trouble, deals};
use crate::review::lead::{Field, Filed, LeadId};
use crate::review::milestone::Milestone;
use crate::review::row::{LeadRow, Speaks};
use crate::review::verdict::Verdict;

/// Writes one staged row, by place.
const WRITE: &str = "INSERT OR REPLACE INTO staging.lead VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
     ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38)";

/// The lead rows of one import.
pub(super) struct Leads<'ledger> {
    connection: &'ledger Connection,
    known: Known,
    words: Words<'ledger>,
    staged: i64,
}

impl<'ledger> Leads<'ledger> {
    pub(super) fn begin(connection: &'ledger Connection) -> Result<Self, Trouble> {
        let mut question =
            connection.prepare("SELECT identity, id, digest FROM main.lead WHERE identity <> 0")?;
        let known = question.query_map([], |row| {
            let standing = Standing::Filed {
                lead: row.get(1)?,
                digest: row.get(2)?,
            };
            Ok((row.get(0)?, standing))
        })?;
        Ok(Self {
            connection,
            known: known.collect::<Result<_, _>>()?,
            words: Words::begin(connection)?,
            staged: 0,
        })
    }

    /// The last shared word of the ledger when the comparing began.
    pub(super) fn end(self) -> Result<i64, Trouble> {
        self.connection.execute_batch(
            "CREATE INDEX staging.lead_at_row ON lead (at_row) WHERE at_row IS NOT NULL",
        )?;
        Ok(self.words.last)
    }

    pub(super) fn take(&mut self, row: LeadRow) -> Result<Taken, Trouble> {
        let identity = hash::of_key(&row.identity);
        let digest = hash::of_row(&row);
        match self.known.get(&identity).copied() {
            None => {
                let own = Own {
                    opportunity: opportunity(&row),
                    filed: row.filed,
                };
                self.stage(identity, digest, None, &own)?;
                Ok(Taken::New)
            }
            Some(
                Standing::Filed { digest: before, .. } | Standing::Staged { digest: before, .. },
            ) if before == digest => Ok(Taken::Unchanged),
            Some(Standing::Filed { lead, .. }) => {
                let before = filed::own(self.connection, LeadId(lead))?
                    .ok_or_else(|| Trouble::Unreadable(format!("lead {lead} without its texts")))?;
                let now = merged(&before, &row);
                if now == before {
                    return Ok(Taken::Unchanged);
                }
                self.stage(identity, digest, Some(lead), &now)?;
                Ok(Taken::Updated)
            }
            Some(Standing::Staged { n, .. }) => {
                let before = self.staged(n)?;
                let now = merged(&before, &row);
                if now == before {
                    return Ok(Taken::Unchanged);
                }
                self.stage_again(n, digest, &now)?;
                self.known.insert(identity, Standing::Staged { n, digest });
                Ok(Taken::Updated)
            }
        }
    }

    fn stage(
        &mut self,
        identity: i64,
        digest: i64,
        at_row: Option<i64>,
        own: &Own,
    ) -> Result<(), Trouble> {
        self.staged += 1;
        let n = self.staged;
        self.known.insert(identity, Standing::Staged { n, digest });
        self.write(n, at_row, identity, digest, own)
    }

    fn stage_again(&mut self, n: i64, digest: i64, own: &Own) -> Result<(), Trouble> {
        let (at_row, identity) = self
            .connection
            .prepare_cached("SELECT at_row, identity FROM staging.lead WHERE n = :n")?
            .query_row(named_params! { ":n": n }, |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        self.write(n, at_row, identity, digest, own)
    }

    fn staged(&self, n: i64) -> Result<Own, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT l.sourced_by, l.created, l.qualified, l.first_touch, l.worked, l.decided,
                    l.opened, l.closed, l.outcome, l.amount, l.currency, l.deal_reason,
                    l.key, l.status, l.response_hours, l.full_verdict, l.extra,
                    l.name, l.company, l.title, l.email, l.phone, l.country, l.industry, l.employees,
                    s.text, c.text, o.text, l.score, l.opportunity
             FROM staging.lead l
             LEFT JOIN staging.word s ON s.id = l.source LEFT JOIN staging.word c ON c.id = l.campaign
             LEFT JOIN staging.word o ON o.id = l.owner
             WHERE l.n = :n",
        )?;
        let mut rows = question.query(named_params! { ":n": n })?;
        match rows.next()? {
            Some(row) => filed::own_row(row),
            None => Err(Trouble::Unreadable(format!("staged row {n}"))),
        }
    }

    /// Writes a row. By place rather than by name: a million rows of 38 columns would look up names for seconds.
    fn write(
        &mut self,
        n: i64,
        at_row: Option<i64>,
        identity: i64,
        digest: i64,
        own: &Own,
    ) -> Result<(), Trouble> {
        let filed = &own.filed;
        let text = |field| some(filed.text(field));
        let verdict = filed.verdict.as_ref();
        let (full_verdict, extra) = (full_verdict(filed)?, extra(filed)?);
        let refusal = verdict.and_then(|filed| filed.verdict.refusal());
        let amount = filed.deal.amount.as_ref();
        let mut insert = self.connection.prepare_cached(WRITE)?;
        insert.execute(rusqlite::params![
            n,
            at_row,
            identity,
            digest,
            sourced_by_code(filed.sourced_by),
            self.words.id(filed.text(Field::Source))?,
            self.words.id(filed.text(Field::Campaign))?,
            self.words.id(filed.text(Field::Owner))?,
            filed.created.code(),
            filed.qualified.code(),
            filed.first_touch.map(Milestone::code),
            filed.response_hours.is_some(),
            filed.worked,
            verdict.map(|filed| filed.verdict.code()),
            verdict.and_then(|filed| filed.at).map(Milestone::code),
            refusal.map(|refusal| refusal.reason.0),
            refusal.map(|refusal| refusal.route.word()),
            filed.deal.opened.code(),
            filed.deal.closed.code(),
            filed.deal.outcome.map(deals::outcome_code),
            amount.map(|money| money.amount.to_string()),
            amount.map(|money| money.currency.code()),
            filed.key,
            text(Field::Name),
            text(Field::Company),
            text(Field::Title),
            text(Field::Email),
            text(Field::Phone),
            text(Field::Country),
            text(Field::Industry),
            text(Field::Employees),
            text(Field::Score),
            some(&filed.status),
            filed.response_hours.map(|hours| hours.to_string()),
            some(&filed.deal.reason),
            full_verdict,
            own.opportunity,
            extra,
        ])?;
        Ok(())
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The verdict in full; the accepted without an owner of its own, nearly all of them, without a formatter.
fn full_verdict(filed: &Filed) -> Result<Option<String>, Trouble> {
    match filed.verdict.as_ref().map(|filed| &filed.verdict) {
        None => Ok(None),
        Some(verdict @ Verdict::Accepted(acceptance)) => {
            if acceptance.owner.is_empty()
                && acceptance.next_touch.is_none()
                && acceptance.because.is_none()
            {
                Ok(Some(r#"{"verdict":"accepted","owner":""}"#.to_owned()))
            } else {
                Ok(Some(serde_json::to_string(verdict)?))
            }
        }
        Some(verdict) => Ok(Some(serde_json::to_string(verdict)?)),
    }
}

fn extra(filed: &Filed) -> Result<Option<String>, Trouble> {
    if filed.extra.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::to_string(&filed.extra)?))
}

fn opportunity(row: &LeadRow) -> Option<i64> {
    let key = row.opportunity_key.trim();
    (!key.is_empty()).then(|| hash::of_key(key))
}

/// What is filed of a lead once a row was read: the parts its file speaks of are the row's, the rest stays.
fn merged(before: &Own, row: &LeadRow) -> Own {
    let mut now = before.clone();
    let (filed, new) = (&mut now.filed, &row.filed);
    let Speaks {
        texts,
        sourced_by,
        status,
        created,
        qualified,
        first_touch,
        response_hours,
        worked,
        verdict,
        deal,
    } = row.speaks;
    if filed.key.is_empty() {
        filed.key.clone_from(&new.key);
    }
    for (bit, field) in Field::ALL.into_iter().enumerate() {
        if texts & 1 << bit != 0 {
            match new.texts.get(&field) {
                Some(text) => filed.texts.insert(field, text.clone()),
                None => filed.texts.remove(&field),
            };
        }
    }
    macro_rules! take_over {
        ($($part:ident),+) => {
            $(if $part { filed.$part.clone_from(&new.$part); })+
        };
    }
    take_over!(
        sourced_by,
        status,
        created,
        qualified,
        first_touch,
        response_hours,
        worked,
        verdict,
        deal
    );
    for (header, text) in &new.extra {
        match filed.extra.iter_mut().find(|(known, _)| known == header) {
            Some((_, kept)) => kept.clone_from(text),
            None => filed.extra.push((header.clone(), text.clone())),
        }
    }
    now.opportunity = opportunity(row).or(now.opportunity);
    now
}
