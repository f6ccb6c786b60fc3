//! Search: the texts of every lead in lower case in one piece of memory, scanned from end to end.
//!
//! A scan of memory answers in milliseconds where nothing matches too; an index would cost every import.

use std::collections::HashMap;
use std::sync::Arc;

use super::stream::Words;
use super::{Ledger, Trouble};
use crate::review::entry::Seq;
use crate::review::lead::LeadId;
use crate::review::said::Said;

/// All texts, one line a lead, and where each line ends.
#[derive(Debug)]
pub(super) struct Texts {
    as_of: Seq,
    lines: String,
    ends: Vec<(usize, LeadId)>,
}

impl Ledger {
    /// The leads in whose texts every word of `text` stands, in the order they came.
    pub fn search(&self, text: &str) -> Result<Vec<LeadId>, Trouble> {
        let texts = self.texts()?;
        let asked = text.to_lowercase();
        let mut asked: Vec<&str> = asked.split_whitespace().collect();
        asked.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let Some((first, rest)) = asked.split_first() else {
            return Ok(texts.ends.iter().map(|(_, lead)| *lead).collect());
        };
        let finder = memchr::memmem::Finder::new(first);
        let mut found = Vec::new();
        let (mut from, mut line) = (0, 0);
        while let Some(hit) = finder.find(&texts.lines.as_bytes()[from..]) {
            // Hits come in order, so the lines are walked once.
            while texts
                .ends
                .get(line)
                .is_some_and(|(end, _)| *end <= from + hit)
            {
                line += 1;
            }
            let Some((end, lead)) = texts.ends.get(line) else {
                break;
            };
            let start = line.checked_sub(1).map_or(0, |before| texts.ends[before].0);
            let words = &texts.lines[start..*end];
            if rest.iter().all(|word| words.contains(word)) {
                found.push(*lead);
            }
            from = *end;
        }
        Ok(found)
    }

    /// The texts, read anew only where the journal has grown.
    fn texts(&self) -> Result<Arc<Texts>, Trouble> {
        let as_of = self.last_seq()?;
        if let Some(texts) = &*self.texts.borrow()
            && texts.as_of == as_of
        {
            return Ok(Arc::clone(texts));
        }
        let texts = Arc::new(self.read_texts(as_of)?);
        *self.texts.borrow_mut() = Some(Arc::clone(&texts));
        Ok(texts)
    }

    /// What people corrected, by lead.
    fn corrected(&self) -> Result<HashMap<LeadId, Vec<String>>, Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT lead, document FROM said")?;
        let mut rows = question.query([])?;
        let mut corrected = HashMap::new();
        while let Some(row) = rows.next()? {
            let said: Said = serde_json::from_str(&row.get::<_, String>(1)?)?;
            if !said.corrections.is_empty() {
                let texts = said.corrections.into_values().collect();
                corrected.insert(LeadId(row.get(0)?), texts);
            }
        }
        Ok(corrected)
    }

    fn read_texts(&self, as_of: Seq) -> Result<Texts, Trouble> {
        let words = Words::read(self)?;
        let corrected = self.corrected()?;
        let mut question = self.connection.prepare_cached(
            "SELECT l.id, l.source, l.campaign, l.owner, t.key, t.name, t.company, t.title, t.email
             FROM lead l JOIN lead_text t ON t.id = l.id ORDER BY l.id",
        )?;
        let mut rows = question.query([])?;
        let mut texts = Texts {
            as_of,
            lines: String::new(),
            ends: Vec::new(),
        };
        while let Some(row) = rows.next()? {
            let lead = LeadId(row.get(0)?);
            for column in 4..9 {
                if let Some(text) = row.get_ref(column)?.as_str_or_null().ok().flatten() {
                    add(&mut texts.lines, text);
                }
            }
            add(&mut texts.lines, words.text(row.get(1)?));
            add(&mut texts.lines, &words.campaign(row.get(2)?));
            add(&mut texts.lines, &words.owner(row.get(3)?));
            for text in corrected.get(&lead).into_iter().flatten() {
                add(&mut texts.lines, text);
            }
            texts.lines.push('\n');
            texts.ends.push((texts.lines.len(), lead));
        }
        Ok(texts)
    }
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
