//! Search: the texts of every lead in lower case in one piece of memory, scanned from end to end.
//!
//! A scan of memory answers in milliseconds where nothing matches too; an index would cost every import.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rusqlite::{Row, named_params};

use super::stream::Words;
use super::{Ledger, Trouble};
use crate::review::entry::Seq;
use crate::review::lead::{Field, LeadId};
use crate::review::said::Said;

/// All texts, one line a lead, and where each line ends.
#[derive(Debug)]
pub(super) struct Texts {
    as_of: Seq,
    lines: String,
    /// How long each line is, and how far its lead's number is from the one before: half of what both would take.
    each: Vec<(u32, u32)>,
    /// The lead of the last line.
    last: LeadId,
    /// The lines of leads that people spoke of since: these count, not those among the rest.
    anew: BTreeMap<LeadId, String>,
    /// Which lead was read last, while there are more to read.
    read_to: Option<LeadId>,
}

/// So many leads are read at a time while nobody waits for them: a page that is asked for waits no longer than that.
const PART: i64 = 4_096;

/// What people corrected, by lead.
pub(super) type Corrected = HashMap<LeadId, BTreeMap<Field, String>>;

impl Texts {
    /// Nothing read yet.
    fn begin(as_of: Seq) -> Self {
        Self {
            as_of,
            lines: String::new(),
            each: Vec::new(),
            last: LeadId(0),
            anew: BTreeMap::new(),
            read_to: Some(LeadId(0)),
        }
    }

    /// Where each line stands, and whose it is.
    fn lines(&self) -> impl Iterator<Item = (Range<usize>, LeadId)> + '_ {
        let begin = (0, 0);
        self.each
            .iter()
            .scan(begin, |(end, lead), (length, further)| {
                let start = *end;
                *end += usize::try_from(*length).unwrap_or(usize::MAX);
                *lead += i64::from(*further);
                Some((start..*end, LeadId(*lead)))
            })
    }

    /// Ends a lead's line, which began at `start`.
    fn end_line(&mut self, start: usize, lead: LeadId) -> Result<(), Trouble> {
        self.lines.push('\n');
        let too_long = |_| Trouble::Other(format!("lead {} has more text than fits", lead.0));
        let length = u32::try_from(self.lines.len() - start).map_err(too_long)?;
        let further = u32::try_from(lead.0 - self.last.0).map_err(too_long)?;
        self.each.push((length, further));
        self.last = lead;
        Ok(())
    }

    /// The leads in whose line every one of these words stands, in lower case, the longest first.
    fn find(&self, first: &str, rest: &[&str]) -> Vec<LeadId> {
        let finder = memchr::memmem::Finder::new(first);
        let mut found = Vec::new();
        let mut lines = self.lines();
        let mut line = lines.next();
        let mut from = 0;
        while let Some(hit) = finder.find(&self.lines.as_bytes()[from..]) {
            // Hits come in order, so the lines are walked once.
            while line.as_ref().is_some_and(|(at, _)| at.end <= from + hit) {
                line = lines.next();
            }
            let Some((at, lead)) = &line else { break };
            let words = &self.lines[at.clone()];
            if !self.anew.contains_key(lead) && rest.iter().all(|word| words.contains(word)) {
                found.push(*lead);
            }
            from = at.end;
        }
        let anew = self.anew.iter().filter(|(_, line)| {
            let mut words = std::iter::once(&first).chain(rest);
            words.all(|word| line.contains(word))
        });
        let before = found.len();
        found.extend(anew.map(|(lead, _)| *lead));
        if found.len() > before {
            found.sort_unstable();
        }
        found
    }
}

impl Ledger {
    /// The leads in whose texts every word of `text` stands, in the order they came.
    pub fn search(&self, text: &str) -> Result<Vec<LeadId>, Trouble> {
        let as_of = self.last_seq()?;
        let mut kept = self.texts.borrow_mut();
        let mut texts = match kept.take() {
            Some(texts) => self.renewed(texts, as_of)?,
            None => Texts::begin(as_of),
        };
        self.read_on(&mut texts, i64::MAX)?;
        let texts = kept.insert(texts);
        let asked = text.to_lowercase();
        let mut asked: Vec<&str> = asked.split_whitespace().collect();
        asked.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Ok(match asked.split_first() {
            Some((first, rest)) => texts.find(first, rest),
            None => texts.lines().map(|(_, lead)| lead).collect(),
        })
    }

    /// Reads a part of what searches look at, before anybody searches. Whether there is more to read.
    pub fn read_ahead(&self) -> Result<bool, Trouble> {
        let mut kept = self.texts.borrow_mut();
        let mut texts = match kept.take() {
            Some(texts) if !self.rows_changed_since(texts.as_of)? => texts,
            _ => Texts::begin(self.last_seq()?),
        };
        self.read_on(&mut texts, PART)?;
        Ok(kept.insert(texts).read_to.is_some())
    }

    /// The texts as of an entry: only leads that people spoke of are read again, unless rows came or went.
    fn renewed(&self, mut texts: Texts, as_of: Seq) -> Result<Texts, Trouble> {
        if texts.as_of == as_of {
            return Ok(texts);
        }
        if self.rows_changed_since(texts.as_of)? {
            return Ok(Texts::begin(as_of));
        }
        let words = Words::read(&self.connection)?;
        let mut question = self.connection.prepare_cached(
            "SELECT l.id, l.source, l.campaign, l.owner, t.key, t.name, t.company, t.title, t.email, s.document
             FROM lead l JOIN lead_text t ON t.id = l.id LEFT JOIN said s ON s.lead = l.id WHERE l.id = :lead",
        )?;
        for lead in self.leads_said_of_since(texts.as_of)? {
            let mut rows = question.query(named_params! { ":lead": lead.0 })?;
            if let Some(row) = rows.next()? {
                let said: Said = match row.get_ref(9)?.as_str_or_null() {
                    Ok(Some(document)) => serde_json::from_str(document)?,
                    _ => Said::default(),
                };
                let mut line = String::new();
                put(&mut line, row, &words, Some(&said.corrections))?;
                texts.anew.insert(lead, line);
            }
        }
        texts.as_of = as_of;
        Ok(texts)
    }

    /// What people corrected, by lead.
    pub(super) fn corrected(&self) -> Result<Corrected, Trouble> {
        self.corrected_within(LeadId(i64::MIN), LeadId(i64::MAX))
    }

    /// The same of the leads from `first` to `last`.
    fn corrected_within(&self, first: LeadId, last: LeadId) -> Result<Corrected, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT lead, document FROM said WHERE lead BETWEEN :first AND :last",
        )?;
        let mut rows = question.query(named_params! { ":first": first.0, ":last": last.0 })?;
        let mut corrected = HashMap::new();
        while let Some(row) = rows.next()? {
            let said: Said = serde_json::from_str(&row.get::<_, String>(1)?)?;
            if !said.corrections.is_empty() {
                corrected.insert(LeadId(row.get(0)?), said.corrections);
            }
        }
        Ok(corrected)
    }

    /// Reads the lines of the next leads, the numbers of at most so many.
    fn read_on(&self, texts: &mut Texts, most: i64) -> Result<(), Trouble> {
        let Some(read_to) = texts.read_to else {
            return Ok(());
        };
        let end: Option<i64> = self
            .connection
            .prepare_cached("SELECT max(id) FROM lead")?
            .query_row([], |row| row.get(0))?;
        let end = LeadId(end.unwrap_or_default());
        let first = LeadId(read_to.0.saturating_add(1));
        let last = end.min(LeadId(read_to.0.saturating_add(most)));
        let words = Words::read(&self.connection)?;
        let corrected = self.corrected_within(first, last)?;
        let mut question = self.connection.prepare_cached(
            "SELECT l.id, l.source, l.campaign, l.owner, t.key, t.name, t.company, t.title, t.email
             FROM lead l JOIN lead_text t ON t.id = l.id WHERE l.id BETWEEN :first AND :last ORDER BY l.id",
        )?;
        let mut rows = question.query(named_params! { ":first": first.0, ":last": last.0 })?;
        while let Some(row) = rows.next()? {
            let lead = LeadId(row.get(0)?);
            let start = texts.lines.len();
            put(&mut texts.lines, row, &words, corrected.get(&lead))?;
            texts.end_line(start, lead)?;
        }
        texts.read_to = Some(last).filter(|last| *last < end);
        if texts.read_to.is_none() {
            // The growing string has room for half as much again: it is kept for as long as the seat is taken.
            texts.lines.shrink_to_fit();
            texts.each.shrink_to_fit();
        }
        Ok(())
    }
}

/// One lead's line: what its row says, and what people corrected.
fn put(
    line: &mut String,
    row: &Row<'_>,
    words: &Words,
    corrections: Option<&BTreeMap<Field, String>>,
) -> Result<(), Trouble> {
    for column in 4..9 {
        if let Some(text) = row.get_ref(column)?.as_str_or_null().ok().flatten() {
            add(line, text);
        }
    }
    add(line, words.text(row.get(1)?));
    add(line, words.campaign(row.get(2)?));
    add(line, words.owner(row.get(3)?));
    for text in corrections.into_iter().flat_map(BTreeMap::values) {
        add(line, text);
    }
    Ok(())
}

/// One text of a line, in lower case. ASCII, nearly all of it, without an allocation of its own.
fn add(lines: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if text.is_ascii() {
        let start = lines.len();
        lines.push_str(text);
        lines[start..].make_ascii_lowercase();
    } else {
        lines.extend(text.chars().flat_map(char::to_lowercase));
    }
    lines.push('\u{1f}');
}
