//! The image: what figures, lists and slices need of every lead, packed in one place and read from end to end. It
//! follows from the tables beside it; `docket check` compares the two.
//!
//! A lead of which something changed stands in `moved` from then on, in the same transaction, and is looked up in
//! the tables instead: triggers see to it for what people say and for deals, touches and members; whoever writes the
//! leads themselves says so ([`moves`]). Once there are many such, they are packed anew.

mod packed;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::Peekable;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::stream::{self, Thin};
use super::{Trouble, check::Finding};
use crate::review::lead::{Facts, Field, LeadId};
use crate::review::reason::ReasonCode;
use packed::{Packer, Unpacker};

/// So many leads are packed together.
const TOGETHER: usize = 4_096;
/// So many leads are looked up one by one before they are packed anew.
const MOST_MOVED: usize = 256;

/// One of the three shared fields of a lead, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shared<'image> {
    Nothing,
    /// A shared word of the lead's own row.
    Word(i64),
    /// A key that another row names: the campaign it is a member of.
    Key(&'image str),
    /// What a person typed over it.
    Said(&'image str),
}

/// A lead as figures, lists and slices need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted<'image> {
    pub facts: Facts,
    /// Why it was not accepted or was returned.
    pub refused: Option<ReasonCode>,
    pub source: Shared<'image>,
    pub campaign: Shared<'image>,
    pub owner: Shared<'image>,
}

impl<'image> Counted<'image> {
    pub(super) fn of(thin: &'image Thin) -> Self {
        let standing = thin.lead.standing();
        let refusal = standing.and_then(|standing| standing.verdict.refusal());
        Self {
            facts: thin.lead.facts(),
            refused: refusal.map(|refusal| refusal.reason),
            source: thin.shared(Field::Source),
            campaign: thin.shared(Field::Campaign),
            owner: thin.shared(Field::Owner),
        }
    }

    /// One of the three shared fields.
    pub(super) fn shared(&self, field: Field) -> Shared<'image> {
        match field {
            Field::Source => self.source,
            Field::Campaign => self.campaign,
            Field::Owner => self.owner,
            _ => Shared::Nothing,
        }
    }
}

/// Hands every lead to `each`, in the order they came.
pub(super) fn each(
    connection: &Connection,
    mut each: impl FnMut(&Counted<'_>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut question =
        connection.prepare_cached("SELECT last, packed FROM image ORDER BY first")?;
    let mut pages = question.query([])?;
    let mut moved: Option<Moved> = None;
    let mut last = LeadId(i64::MIN);
    while let Some(page) = pages.next()? {
        // Read once the pages are open: both as of the same moment.
        let moved = match &mut moved {
            Some(moved) => moved,
            none => none.insert(self::moved(connection)?),
        };
        last = LeadId(page.get(0)?);
        let packed = page.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        walk(connection, packed, last, moved, &mut each)?;
    }
    let rest = LeadId(last.0.saturating_add(1));
    stream::each_within(connection, rest, LeadId(i64::MAX), |thin| {
        each(&Counted::of(&thin))
    })
}

/// The leads of which something changed, in order.
type Moved = Peekable<std::vec::IntoIter<LeadId>>;

/// Whether every lead is packed as it stands.
pub(super) fn is_current(connection: &Connection) -> Result<bool, Trouble> {
    let current = connection
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM moved)
                 AND NOT EXISTS (SELECT 1 FROM lead WHERE id > (SELECT coalesce(max(last), 0) FROM image))",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(current)
}

fn moved(connection: &Connection) -> Result<Moved, Trouble> {
    let mut question = connection.prepare_cached("SELECT lead FROM moved ORDER BY lead")?;
    let leads = question
        .query_map([], |row| row.get(0).map(LeadId))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(leads.into_iter().peekable())
}

/// Hands the leads that are packed together to `each`, and those up to `last` that moved as they stand by now.
fn walk(
    connection: &Connection,
    packed: &[u8],
    last: LeadId,
    moved: &mut Moved,
    each: &mut impl FnMut(&Counted<'_>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut unpacker = Unpacker::new(packed);
    while let Some(counted) = unpacker.next()? {
        let lead = counted.facts.lead;
        let mut instead = false;
        while let Some(other) = moved.next_if(|other| *other <= lead) {
            instead |= other == lead;
            as_it_stands(connection, other, each)?;
        }
        if !instead {
            each(&counted)?;
        }
    }
    while let Some(other) = moved.next_if(|other| *other <= last) {
        as_it_stands(connection, other, each)?;
    }
    Ok(())
}

fn as_it_stands(
    connection: &Connection,
    lead: LeadId,
    each: &mut impl FnMut(&Counted<'_>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    stream::each_within(connection, lead, lead, |thin| each(&Counted::of(&thin)))
}

/// Says that something changed of a lead's own row.
pub(super) fn moves(transaction: &Connection, lead: LeadId) -> Result<(), Trouble> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO moved (lead) VALUES (:lead)")?
        .execute(named_params! { ":lead": lead.0 })?;
    Ok(())
}

/// Says that something changed of the rows of leads from `first` to `last`.
pub(super) fn all_move(
    transaction: &Connection,
    first: LeadId,
    last: LeadId,
) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO moved (lead) SELECT id FROM lead WHERE id BETWEEN :first AND :last",
        )?
        .execute(named_params! { ":first": first.0, ":last": last.0 })?;
    Ok(())
}

/// Packs anew what moved and what is not packed yet, where that is more than is looked up one by one.
pub(super) fn renew(transaction: &Connection) -> Result<(), Trouble> {
    renew_beyond(transaction, MOST_MOVED)
}

/// The same where more than `most` leads are to be packed anew.
pub(super) fn renew_beyond(transaction: &Connection, most: usize) -> Result<(), Trouble> {
    let (end, moved, new): (i64, i64, i64) = transaction
        .prepare_cached(
            "WITH packed AS (SELECT coalesce(max(last), 0) AS last FROM image)
             SELECT last, (SELECT count(*) FROM moved),
                 (SELECT count(*) FROM (SELECT 1 FROM lead WHERE id > last LIMIT :most))
             FROM packed",
        )?
        .query_row(
            named_params! { ":most": i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1) },
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
    let number = |count: i64| usize::try_from(count).unwrap_or(usize::MAX);
    let moved = number(moved);
    if moved.saturating_add(number(new)) <= most {
        return Ok(());
    }
    let pages: u32 = transaction.query_row("SELECT count(*) FROM image", [], |row| row.get(0))?;
    let packed = usize::try_from(pages)
        .unwrap_or(usize::MAX)
        .saturating_mul(TOGETHER);
    let from = if moved > packed / 4 {
        transaction.execute("DELETE FROM image", [])?;
        i64::MIN
    } else {
        pack_moved(transaction)?;
        without_short_end(transaction)?.unwrap_or(end.saturating_add(1))
    };
    pack_from(transaction, LeadId(from))?;
    transaction.execute("DELETE FROM moved", [])?;
    transaction.execute("DELETE FROM tallied", [])?;
    Ok(())
}

/// Tells of the leads that changed since they were packed, or came: `before` as they are packed, `after` as they
/// stand.
pub(super) fn moved_since(
    connection: &Connection,
    mut before: impl FnMut(&Counted<'_>),
    mut after: impl FnMut(&Counted<'_>),
) -> Result<(), Trouble> {
    let mut question = connection.prepare_cached(
        "SELECT packed FROM image WHERE EXISTS (SELECT 1 FROM moved WHERE lead BETWEEN first AND last)
         ORDER BY first",
    )?;
    let mut pages = question.query([])?;
    let moved: Vec<LeadId> = moved(connection)?.collect();
    while let Some(page) = pages.next()? {
        let packed = page.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let mut unpacker = Unpacker::new(packed);
        while let Some(counted) = unpacker.next()? {
            if moved.binary_search(&counted.facts.lead).is_ok() {
                before(&counted);
            }
        }
    }
    let end: Option<i64> = connection
        .prepare_cached("SELECT max(last) FROM image")?
        .query_row([], |row| row.get(0))?;
    let mut after = |counted: &Counted<'_>| {
        after(counted);
        Ok(())
    };
    let end = LeadId(end.unwrap_or(i64::MIN));
    for lead in moved.into_iter().filter(|lead| *lead <= end) {
        as_it_stands(connection, lead, &mut after)?;
    }
    let rest = LeadId(end.0.saturating_add(1));
    stream::each_within(connection, rest, LeadId(i64::MAX), |thin| {
        after(&Counted::of(&thin))
    })
}

/// Packs anew the pages whose leads moved.
fn pack_moved(transaction: &Connection) -> Result<(), Trouble> {
    let mut question = transaction.prepare_cached(
        "SELECT first, last, packed FROM image
         WHERE EXISTS (SELECT 1 FROM moved WHERE lead BETWEEN first AND last)",
    )?;
    let mut write =
        transaction.prepare_cached("UPDATE image SET packed = :packed WHERE first = :first")?;
    let mut moved = moved(transaction)?;
    let firsts = question
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    let mut question =
        transaction.prepare_cached("SELECT last, packed FROM image WHERE first = :first")?;
    for first in firsts {
        let mut rows = question.query(named_params! { ":first": first })?;
        let Some(row) = rows.next()? else { continue };
        let last = LeadId(row.get(0)?);
        let page: Vec<u8> = row.get(1)?;
        drop(rows);
        while moved.next_if(|lead| lead.0 < first).is_some() {}
        let mut packer = Packer::default();
        walk(transaction, &page, last, &mut moved, &mut |counted| {
            packer.put(counted);
            Ok(())
        })?;
        write.execute(named_params! { ":packed": packer.into_bytes(), ":first": first })?;
    }
    Ok(())
}

/// Takes the last page away where it is short, so that pages do not become ever shorter; where it began.
fn without_short_end(transaction: &Connection) -> Result<Option<i64>, Trouble> {
    let first = transaction
        .prepare_cached(
            "DELETE FROM image WHERE first = (SELECT max(first) FROM image) AND last - first < :short
             RETURNING first",
        )?
        .query_row(
            named_params! { ":short": i64::try_from(TOGETHER / 2).unwrap_or(i64::MAX) },
            |row| row.get(0),
        )
        .optional()?;
    Ok(first)
}

/// Packs every lead from `first` on.
fn pack_from(transaction: &Connection, first: LeadId) -> Result<(), Trouble> {
    let mut pages = Pages::into(
        transaction,
        "INSERT INTO image (first, last, packed) VALUES (:first, :last, :packed)",
    );
    stream::each_within(transaction, first, LeadId(i64::MAX), |thin| {
        pages.put(&Counted::of(&thin))
    })?;
    pages.end()
}

/// Takes over the pages that an import packed of its `new` leads beside the ledger, which begin after `base`. What
/// was not packed before them is looked up one by one from now on, as are those whose row came again.
pub(super) fn take_over(transaction: &Connection, base: LeadId, new: i64) -> Result<(), Trouble> {
    if usize::try_from(new).is_ok_and(|new| new <= MOST_MOVED) {
        return Ok(());
    }
    transaction
        .prepare(
            "INSERT OR IGNORE INTO moved (lead) SELECT id FROM lead
             WHERE id > (SELECT coalesce(max(last), 0) FROM main.image) AND id <= :base",
        )?
        .execute(named_params! { ":base": base.0 })?;
    // Pages speak of every lead up to the last: what was not packed belongs to the first of the new ones.
    transaction.execute_batch(
        "UPDATE staging.image SET first = (SELECT coalesce(max(last), 0) + 1 FROM main.image)
         WHERE first = (SELECT min(first) FROM staging.image);
         INSERT INTO main.image (first, last, packed) SELECT first, last, packed FROM staging.image ORDER BY first;
         INSERT OR IGNORE INTO moved (lead) SELECT lead FROM staging.again;
         DELETE FROM tallied;",
    )?;
    Ok(())
}

/// Pages on their way into a table.
pub(super) struct Pages<'ledger> {
    connection: &'ledger Connection,
    insert: &'static str,
    packer: Packer,
    leads: usize,
    first: LeadId,
    last: LeadId,
}

impl<'ledger> Pages<'ledger> {
    fn into(connection: &'ledger Connection, insert: &'static str) -> Self {
        Self {
            connection,
            insert,
            packer: Packer::default(),
            leads: 0,
            first: LeadId(0),
            last: LeadId(0),
        }
    }

    /// Pages of an import's new leads, for [`take_over`].
    pub(super) fn staged(connection: &'ledger Connection) -> Self {
        Self::into(
            connection,
            "INSERT INTO staging.image (first, last, packed) VALUES (:first, :last, :packed)",
        )
    }

    /// Packs a lead: the next one after those before.
    pub(super) fn put(&mut self, counted: &Counted<'_>) -> Result<(), Trouble> {
        if self.leads == 0 {
            self.first = counted.facts.lead;
        }
        self.last = counted.facts.lead;
        self.packer.put(counted);
        self.leads += 1;
        if self.leads < TOGETHER {
            return Ok(());
        }
        self.end()
    }

    /// Ends the page that is not full.
    pub(super) fn end(&mut self) -> Result<(), Trouble> {
        if self.leads == 0 {
            return Ok(());
        }
        self.leads = 0;
        let packed = std::mem::take(&mut self.packer).into_bytes();
        self.connection
            .prepare_cached(self.insert)?
            .execute(named_params! {
                ":first": self.first.0, ":last": self.last.0, ":packed": packed,
            })?;
        Ok(())
    }
}

/// Compares the image with the tables it follows from.
pub(super) fn check(connection: &Connection) -> Result<Vec<Finding>, Trouble> {
    let mut kept: Vec<(LeadId, u64)> = Vec::new();
    each(connection, |counted| {
        kept.push((counted.facts.lead, digest(counted)));
        Ok(())
    })?;
    let mut found = Vec::new();
    let mut kept = kept.into_iter().peekable();
    stream::each(connection, |thin| {
        let counted = Counted::of(&thin);
        let lead = counted.facts.lead;
        while let Some((gone, _)) = kept.next_if(|(other, _)| *other < lead) {
            found.push(Finding::ImageDiffers(gone));
        }
        let same = kept.next_if(|(other, _)| *other == lead);
        if same != Some((lead, digest(&counted))) {
            found.push(Finding::ImageDiffers(lead));
        }
        Ok(())
    })?;
    found.extend(kept.map(|(gone, _)| Finding::ImageDiffers(gone)));
    Ok(found)
}

fn digest(counted: &Counted<'_>) -> u64 {
    let mut packer = Packer::default();
    packer.put(counted);
    let mut hasher = DefaultHasher::new();
    packer.into_bytes().hash(&mut hasher);
    hasher.finish()
}
