//! Rows of lead lists: told apart by identity, merged with what earlier files said, staged only where something changed.

use rusqlite::{Connection, Statement, named_params};

use super::stage::{Known, Standing, Words};
use super::{Taken, hash};
use crate::ledger::filed::{self, Own, own_columns, sourced_by_code};
use crate::ledger::image::{Counted, Pages};
use crate::ledger::stream::Thin;
use crate::ledger::{Trouble, deals};
use crate::review::figures::contradiction::of_record;
use crate::review::lead::{Field, Filed, Lead, LeadId};
use crate::review::milestone::Milestone;
use crate::review::row::{LeadRow, Speaks, Weight};
use crate::review::verdict::Verdict;

/// Writes one changed row, by place.
const CHANGE: &str = "INSERT OR REPLACE INTO staging.lead VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
     ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38)";

/// Writes the two halves of a new row.
const NARROW: &str = "INSERT OR REPLACE INTO staging.new_lead VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
const WIDE: &str = "INSERT OR REPLACE INTO staging.new_text VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

/// What was staged of a lead that changes, and of one that is new.
const CHANGED: &str =
    "SELECT l.sourced_by, l.created, l.qualified, l.first_touch, l.worked, l.decided,
            l.opened, l.closed, l.outcome, l.amount, l.currency, l.deal_reason,
            l.key, l.status, l.response_hours, l.full_verdict, l.extra,
            l.name, l.company, l.title, l.email, l.phone, l.country, l.industry, l.employees,
            s.text, c.text, o.text, l.score, l.opportunity
     FROM staging.lead l
     LEFT JOIN staging.word s ON s.id = l.source LEFT JOIN staging.word c ON c.id = l.campaign
     LEFT JOIN staging.word o ON o.id = l.owner
     WHERE l.n = :number";
const NEW: &str = concat!(
    "SELECT ",
    own_columns!(),
    " FROM staging.new_lead l JOIN staging.new_text t ON t.id = l.id
     LEFT JOIN staging.word s ON s.id = l.source LEFT JOIN staging.word c ON c.id = l.campaign
     LEFT JOIN staging.word o ON o.id = l.owner
     WHERE l.id = :number"
);

/// The lead rows of one import.
pub(super) struct Leads<'ledger> {
    connection: &'ledger Connection,
    known: Known,
    words: Words<'ledger>,
    /// The last lead of the ledger when the comparing began, and the last of those that are new.
    base: i64,
    last: i64,
    changed: i64,
    // Kept at hand: to look them up by a million times costs as much as to hash the rows.
    narrow: Statement<'ledger>,
    wide: Statement<'ledger>,
    pages: Pages<'ledger>,
}

/// The numbers of a row's source, campaign and owner.
type SharedWords = [Option<i64>; 3];

/// What the merge needs to know of the leads that were compared.
pub(super) struct Compared {
    /// The last lead and the last shared word of the ledger when the comparing began.
    pub base: i64,
    pub last_word: i64,
    /// How many leads are new.
    pub new: i64,
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
        let base = filed::next_lead(connection)?.0 - 1;
        Ok(Self {
            connection,
            known: known.collect::<Result<_, _>>()?,
            words: Words::begin(connection)?,
            base,
            last: base,
            changed: 0,
            narrow: connection.prepare(NARROW)?,
            wide: connection.prepare(WIDE)?,
            pages: Pages::staged(connection),
        })
    }

    /// Ends the comparing. The indexes of what is new are made here, off the lock.
    pub(super) fn end(mut self) -> Result<Compared, Trouble> {
        self.pages.end()?;
        self.connection.execute_batch(
            "CREATE INDEX staging.lead_at_row ON lead (at_row);
             CREATE INDEX staging.new_identity ON new_lead (identity);
             CREATE INDEX staging.new_opportunity ON new_text (opportunity) WHERE opportunity IS NOT NULL;",
        )?;
        Ok(Compared {
            base: self.base,
            last_word: self.words.last,
            new: self.last - self.base,
        })
    }

    pub(super) fn take(&mut self, row: LeadRow) -> Result<Taken, Trouble> {
        let Weight { identity, digest } = row.weight.unwrap_or_else(|| hash::weight(&row));
        match self.known.get(&identity).copied() {
            None => self.take_new(row, identity, digest),
            Some(
                Standing::Filed { digest: before, .. }
                | Standing::New { digest: before, .. }
                | Standing::Changed { digest: before, .. },
            ) if before == digest => Ok(Taken::Unchanged),
            Some(Standing::Filed { lead, .. }) => {
                let before = filed::own(self.connection, LeadId(lead))?
                    .ok_or_else(|| Trouble::Unreadable(format!("lead {lead} without its texts")))?;
                let now = merged(&before, &row);
                if now == before {
                    return Ok(Taken::Unchanged);
                }
                self.changed += 1;
                let n = self.changed;
                let standing = Standing::Changed { n, lead, digest };
                self.known.insert(identity, standing);
                self.write_changed(n, lead, identity, digest, &now)?;
                Ok(Taken::Updated)
            }
            Some(Standing::Changed { n, lead, .. }) => {
                let before = self.staged(CHANGED, n)?;
                let now = merged(&before, &row);
                if now == before {
                    return Ok(Taken::Unchanged);
                }
                let standing = Standing::Changed { n, lead, digest };
                self.known.insert(identity, standing);
                self.write_changed(n, lead, identity, digest, &now)?;
                Ok(Taken::Updated)
            }
            Some(Standing::New { lead, .. }) => {
                let before = self.staged(NEW, lead)?;
                let now = merged(&before, &row);
                if now == before {
                    return Ok(Taken::Unchanged);
                }
                self.known.insert(identity, Standing::New { lead, digest });
                let words = self.shared(&now.filed)?;
                self.write_new(lead, [identity, digest], words, &now)?;
                self.connection
                    .prepare_cached("INSERT OR IGNORE INTO staging.again (lead) VALUES (:lead)")?
                    .execute(named_params! { ":lead": lead })?;
                Ok(Taken::Updated)
            }
        }
    }

    fn take_new(&mut self, row: LeadRow, identity: i64, digest: i64) -> Result<Taken, Trouble> {
        let own = Own {
            opportunity: opportunity(&row),
            filed: row.filed,
        };
        self.last += 1;
        let lead = self.last;
        self.known.insert(identity, Standing::New { lead, digest });
        let words = self.shared(&own.filed)?;
        self.write_new(lead, [identity, digest], words, &own)?;
        self.pack(lead, words, own.filed)?;
        Ok(Taken::New)
    }

    /// What rows before said of a lead in this import.
    fn staged(&self, sql: &str, number: i64) -> Result<Own, Trouble> {
        let mut question = self.connection.prepare_cached(sql)?;
        let mut rows = question.query(named_params! { ":number": number })?;
        match rows.next()? {
            Some(row) => filed::own_row(row),
            None => Err(Trouble::Unreadable(format!("staged row {number}"))),
        }
    }

    /// Packs what figures count of a new lead, as its row alone tells it.
    fn pack(&mut self, lead: i64, words: SharedWords, filed: Filed) -> Result<(), Trouble> {
        let [source, campaign, owner] = words;
        let mut lead = Lead {
            filed,
            ..Lead::bare(LeadId(lead))
        };
        lead.record = of_record(&lead, false);
        if !lead.record.is_empty() {
            self.connection
                .prepare_cached("INSERT INTO staging.at_odds (lead, what) VALUES (:lead, :what)")?
                .execute(named_params! { ":lead": lead.id.0, ":what": lead.record.code() })?;
        }
        let thin = Thin {
            lead,
            source,
            campaign,
            owner,
            member: None,
        };
        self.pages.put(&Counted::of(&thin))
    }

    /// The numbers of source, campaign and owner.
    fn shared(&mut self, filed: &Filed) -> Result<SharedWords, Trouble> {
        Ok([
            self.words.id(filed.text(Field::Source))?,
            self.words.id(filed.text(Field::Campaign))?,
            self.words.id(filed.text(Field::Owner))?,
        ])
    }

    fn write_new(
        &mut self,
        lead: i64,
        [identity, digest]: [i64; 2],
        [source, campaign, owner]: SharedWords,
        own: &Own,
    ) -> Result<(), Trouble> {
        let filed = &own.filed;
        let text = |field| some(filed.text(field));
        let verdict = filed.verdict.as_ref();
        let refusal = verdict.and_then(|filed| filed.verdict.refusal());
        let amount = filed.deal.amount.as_ref();
        self.narrow.execute(rusqlite::params![
            lead,
            identity,
            digest,
            sourced_by_code(filed.sourced_by),
            source,
            campaign,
            owner,
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
        ])?;
        let (full_verdict, extra) = (full_verdict(filed)?, extra(filed)?);
        self.wide.execute(rusqlite::params![
            lead,
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

    /// Writes a row. By place rather than by name: a million rows of 38 columns would look up names for seconds.
    fn write_changed(
        &mut self,
        n: i64,
        at_row: i64,
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
        let mut insert = self.connection.prepare_cached(CHANGE)?;
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
