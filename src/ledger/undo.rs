//! Undo and redo: entries that take a gesture back, or bring it back. Refused in words where somebody else has since
//! changed the same thing.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use super::{Ledger, Trouble, at_odds, batch, filed, image, journal, said, suspects};
use crate::review::agreement::version::Section;
use crate::review::entry::{Act, Draft, Entry, Seq};
use crate::review::filter::By;
use crate::review::lead::{Field, LeadId};
use crate::review::meeting::MeetingId;
use crate::review::milestone::{date_of, start_of_day};

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error("there is nothing of yours to undo here")]
    NothingToUndo,
    #[error("there is nothing of yours to redo here")]
    NothingToRedo,
    /// Somebody else has since changed the same thing.
    #[error(
        "{who} has changed the same thing since; talk to each other, then change it by hand",
        who = entry.who
    )]
    Changed { entry: Box<Entry> },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<rusqlite::Error> for UndoError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Trouble(error.into())
    }
}

impl Ledger {
    /// Takes back the last standing gesture of this person in this review; outside a review, of today. Returns the
    /// entry that says so: its `of` names what was taken back.
    pub fn undo(
        &mut self,
        who: &str,
        meeting: Option<MeetingId>,
        at_ms: i64,
    ) -> Result<Vec<Entry>, UndoError> {
        self.turn(who, meeting, at_ms, last_standing, UndoError::NothingToUndo)
    }

    /// Takes back this person's last undo in this review (outside one: of today), as long as nothing new came after it.
    pub fn redo(
        &mut self,
        who: &str,
        meeting: Option<MeetingId>,
        at_ms: i64,
    ) -> Result<Vec<Entry>, UndoError> {
        self.turn(who, meeting, at_ms, last_undoing, UndoError::NothingToRedo)
    }

    fn turn(
        &mut self,
        who: &str,
        meeting: Option<MeetingId>,
        at: i64,
        find: fn(&Connection, &Scope<'_>) -> Result<Option<Seq>, Trouble>,
        nothing: UndoError,
    ) -> Result<Vec<Entry>, UndoError> {
        self.still_there()?;
        let zone = self.zone()?;
        let today = start_of_day(date_of(at.div_euclid(1000), zone), zone).saturating_mul(1000);
        let scope = Scope {
            who,
            meeting,
            since: if meeting.is_some() { i64::MIN } else { today },
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let of = find(&transaction, &scope)?.ok_or(nothing)?;
        refuse_where_changed(&transaction, of, who)?;
        let mut said = in_words(&journal::gesture(&transaction, of)?);
        let kept = batch::keep(&transaction, of)?;
        if !kept.is_empty() {
            said.push_str(&kept_in_words(&transaction, &kept)?);
        }
        let draft = Draft {
            at,
            who: who.to_owned(),
            meeting,
            act: Act::Undone { of, said },
            seen: None,
        };
        let entry = journal::append(&transaction, &draft, None)?;
        for lead in kept {
            // Its words name the lead: whoever forgets the person finds them.
            journal::about_lead(&transaction, lead, entry.seq, false)?;
        }
        apply(&transaction, of, entry.seq)?;
        let behind = acts_behind(&transaction, of)?;
        suspects::after(&transaction, &behind)?;
        at_odds::after(&transaction, &behind)?;
        image::renew(&transaction)?;
        transaction.commit()?;
        Ok(vec![entry])
    }
}

/// Whose undo it is, and how far it reaches.
struct Scope<'seat> {
    who: &'seat str,
    meeting: Option<MeetingId>,
    /// Milliseconds since 1970, UTC.
    since: i64,
}

fn last_standing(connection: &Connection, scope: &Scope<'_>) -> Result<Option<Seq>, Trouble> {
    let found = connection
        .prepare_cached(
            "SELECT j.gesture FROM journal j JOIN journal f ON f.seq = j.gesture
             WHERE f.who = :who AND f.meeting IS :meeting AND j.at >= :since AND j.gesture > :first
               AND j.kind NOT IN ('undone', 'at', 'entered') AND j.gesture NOT IN (SELECT gesture FROM taken_back)
             ORDER BY j.seq DESC LIMIT 1",
        )?
        .query_row(
            named_params! {
                ":who": scope.who, ":meeting": scope.meeting.map(|meeting| meeting.0),
                ":since": scope.since, ":first": journal::FIRST.0,
            },
            |row| row.get(0).map(Seq),
        )
        .optional()?;
    Ok(found)
}

/// The last undoing that took back something done (not an undoing) and stands, with nothing new after it.
fn last_undoing(connection: &Connection, scope: &Scope<'_>) -> Result<Option<Seq>, Trouble> {
    let found = connection
        .prepare_cached(
            "SELECT u.seq FROM journal u
             WHERE u.who = :who AND u.meeting IS :meeting AND u.at >= :since AND u.kind = 'undone'
               AND u.seq NOT IN (SELECT gesture FROM taken_back)
               AND NOT EXISTS (SELECT 1 FROM journal t WHERE t.seq = u.undoes AND t.kind = 'undone')
               AND NOT EXISTS (
                   SELECT 1 FROM journal n
                   WHERE n.seq > u.seq AND n.who = :who AND n.meeting IS :meeting
                     AND n.kind NOT IN ('undone', 'at', 'entered'))
             ORDER BY u.seq DESC LIMIT 1",
        )?
        .query_row(
            named_params! {
                ":who": scope.who, ":meeting": scope.meeting.map(|meeting| meeting.0), ":since": scope.since,
            },
            |row| row.get(0).map(Seq),
        )
        .optional()?;
    Ok(found)
}

/// The thing an act changes, where two people could change the same.
#[derive(Debug, PartialEq, Eq)]
enum Thing {
    /// A source, a campaign: what was decided on it.
    Slice(By, String),
    Lead(LeadId),
    Promise(Seq),
    Person(String),
    Lists,
    Setting(String),
    /// A section of the agreement.
    Section(Section),
    /// Whether the review runs, pauses, is closed.
    Course(Option<MeetingId>),
    Facilitator(Option<MeetingId>),
    Attendance(Option<MeetingId>, String),
}

fn thing(entry: &Entry) -> Option<Thing> {
    match &entry.act {
        Act::Promised { .. } => Some(Thing::Promise(entry.seq)),
        Act::Promise { promise, .. } => Some(Thing::Promise(*promise)),
        Act::PersonSet { person } => Some(Thing::Person(person.name.clone())),
        Act::Lists { .. } => Some(Thing::Lists),
        Act::Setting { name, .. } => Some(Thing::Setting(name.clone())),
        Act::Steered { by, key, .. } => Some(Thing::Slice(by.clone(), key.clone())),
        Act::Agreed { step } => step.section().map(Thing::Section),
        Act::Opened { .. }
        | Act::Paused
        | Act::Resumed
        | Act::Closed { .. }
        | Act::Reopened { .. } => Some(Thing::Course(entry.meeting)),
        Act::Facilitates { .. } => Some(Thing::Facilitator(entry.meeting)),
        Act::Attended { person, .. } => Some(Thing::Attendance(entry.meeting, person.name.clone())),
        Act::Added { lead, .. } => Some(Thing::Lead(*lead)),
        act => act.says_of().map(Thing::Lead),
    }
}

/// Refuses where somebody else did something to the same thing after `of` and it stands.
fn refuse_where_changed(connection: &Connection, of: Seq, who: &str) -> Result<(), UndoError> {
    let targets = acts_behind(connection, of)?;
    for lead in targets.iter().filter_map(|entry| match thing(entry) {
        Some(Thing::Lead(lead)) => Some(lead),
        _ => None,
    }) {
        if let Some(entry) = super::record::said_since(connection, lead, of, who)? {
            let entry = Box::new(entry);
            return Err(UndoError::Changed { entry });
        }
    }
    // What an import remembered of its files goes with it: a later word of somebody else stands either way.
    let import = matches!(
        targets.first().map(|entry| &entry.act),
        Some(Act::Imported { .. })
    );
    let others = targets.iter().filter_map(thing);
    let things: Vec<Thing> = others
        .filter(|thing| match thing {
            Thing::Lead(_) => false,
            Thing::Setting(_) => !import,
            _ => true,
        })
        .collect();
    if things.is_empty() {
        return Ok(());
    }
    let opens = |entry: &Entry| match entry.act {
        Act::Opened { .. } => entry.meeting,
        _ => None,
    };
    let opened = targets.iter().find_map(opens);
    for entry in others_since(connection, of, who)? {
        let same = thing(&entry).is_some_and(|thing| things.contains(&thing));
        if same || (opened.is_some() && entry.meeting == opened) {
            let entry = Box::new(entry);
            return Err(UndoError::Changed { entry });
        }
    }
    Ok(())
}

/// What was done by the gesture, following undoings down to what they took back or brought back.
fn acts_behind(connection: &Connection, of: Seq) -> Result<Vec<Entry>, Trouble> {
    let mut entries = journal::gesture(connection, of)?;
    while let Some(&Entry {
        act: Act::Undone { of, .. },
        ..
    }) = entries.first()
    {
        entries = journal::gesture(connection, of)?;
    }
    Ok(entries)
}

/// What others did after `seq`, as it stands, imports and places apart.
fn others_since(connection: &Connection, seq: Seq, who: &str) -> Result<Vec<Entry>, Trouble> {
    journal::entries(
        connection,
        "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
         FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
         WHERE j.seq > :seq AND j.who <> :who AND j.kind NOT IN ('imported', 'undone', 'at', 'entered')
           AND j.gesture NOT IN (SELECT gesture FROM taken_back)
         ORDER BY j.seq",
        named_params! { ":seq": seq.0, ":who": who },
    )
}

/// Takes the gesture back in the tables. Where it is an undoing, what that took back stands again, and so on down.
fn apply(transaction: &Connection, of: Seq, by: Seq) -> Result<(), Trouble> {
    let (mut gesture, mut back) = (of, true);
    loop {
        if back {
            transaction
                .prepare_cached("INSERT INTO taken_back (gesture, by) VALUES (:gesture, :by)")?
                .execute(named_params! { ":gesture": gesture.0, ":by": by.0 })?;
        } else {
            transaction
                .prepare_cached("DELETE FROM taken_back WHERE gesture = :gesture")?
                .execute(named_params! { ":gesture": gesture.0 })?;
        }
        let entries = journal::gesture(transaction, gesture)?;
        match entries.first().map(|entry| &entry.act) {
            Some(Act::Undone { of, .. }) => (gesture, back) = (*of, !back),
            Some(Act::Imported { .. }) => {
                batch::turn(transaction, of, by)?;
                return turn_tables(transaction, &entries, back);
            }
            _ => return turn_tables(transaction, &entries, back),
        }
    }
}

/// Changes the tables for a gesture that was taken back, or brought back.
fn turn_tables(transaction: &Connection, entries: &[Entry], back: bool) -> Result<(), Trouble> {
    for entry in entries {
        if let Act::Added {
            lead,
            texts,
            qualified,
        } = &entry.act
        {
            if back {
                said::drop_of(transaction, *lead)?;
                filed::remove(transaction, *lead)?;
            } else {
                filed::add_by_hand(transaction, *lead, texts, *qualified)?;
            }
        }
    }
    let mut leads: Vec<LeadId> = entries.iter().filter_map(|e| e.act.says_of()).collect();
    leads.sort_unstable();
    leads.dedup();
    for lead in leads {
        if filed::is_there(transaction, lead)? {
            said::refold(transaction, lead)?;
        }
    }
    Ok(())
}

/// What was taken back, in words: the first act, and how many more.
fn in_words(entries: &[Entry]) -> String {
    let Some(first) = entries.first() else {
        return String::new();
    };
    let what = match &first.act {
        Act::Verdict { verdict, .. } => verdict.word().to_owned(),
        Act::Stands { .. } => "it stands".to_owned(),
        Act::Undone { said, .. } => format!("the undo of {said}"),
        Act::Imported { files, .. } => {
            let names: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
            format!("the import of {}", names.join(", "))
        }
        act => act.kind().replace('_', " "),
    };
    match entries.len() {
        1 => what,
        _ if matches!(first.act, Act::Imported { .. }) => what,
        more => format!("{what} and {} more", more - 1),
    }
}

/// Which leads stay, in words: people have since said something of them.
fn kept_in_words(connection: &Connection, kept: &[LeadId]) -> Result<String, Trouble> {
    const NAMED: usize = 5;
    let mut names = Vec::new();
    for lead in kept.iter().take(NAMED) {
        if let Some(own) = filed::own(connection, *lead)? {
            let text = |field| Some(own.filed.text(field)).filter(|text| !text.is_empty());
            let name = text(Field::Company).or(text(Field::Name));
            names.push(name.map_or_else(|| format!("lead {}", lead.0), str::to_owned));
        }
    }
    let more = match kept.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = names.join(", ");
    Ok(format!(
        "; kept, because people have worked with them since: {names}{more}"
    ))
}
