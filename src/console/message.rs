//! What reaches the console: keys, the clock, answers of the ledger, and what other seats did.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::effect::{LeadsQuery, Ticket};
use super::key::{Key, Mouse};
use crate::review::agreement::fold::Agreement;
use crate::review::campaign::Campaign;
use crate::review::entry::Entry;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::ranges::Ranges;
use crate::review::figures::tally::Tally;
use crate::review::figures::telling::Fill;
use crate::review::figures::trail::Step;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::matter::Matter;
use crate::review::meeting::prepared::Prepared;
use crate::review::meeting::{DocketItem, Meeting, Promise};
use crate::review::person::Person;
use crate::review::proposal::{Brought, Proposal};
use crate::review::reason::PickLists;
use crate::review::touch::Touch;

/// One thing the console is told. Times are milliseconds since 1970, UTC, from the seat's clock: the console has none.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Key {
        key: Key,
        at: i64,
    },
    /// Bracketed paste: goes into the text field that has the cursor, and nowhere else.
    Paste {
        text: String,
        at: i64,
    },
    Mouse {
        mouse: Mouse,
        at: i64,
    },
    /// The size of the screen, at the start and whenever it changes.
    Size {
        width: u16,
        height: u16,
    },
    /// The time, at least once a minute while a clock is shown.
    Clock {
        at: i64,
    },
    /// The terminal's background, once it has answered: picks dark or light unless a theme was chosen.
    Background {
        light: bool,
    },
    /// What [`super::effect::Effect::Record`], `Undo` or `Redo` wrote: the *saving* mark goes.
    Recorded {
        ticket: Ticket,
        entries: Vec<Entry>,
    },
    /// It could not be written: taken back visibly, typed text kept.
    NotRecorded {
        ticket: Ticket,
        why: Refused,
    },
    /// What other seats recorded, in the order of the journal.
    Told {
        entries: Vec<Entry>,
    },
    Answer {
        ticket: Ticket,
        answer: Answer,
    },
    /// A question that could not be answered, in words.
    NotAnswered {
        ticket: Ticket,
        why: String,
    },
    /// How far an import is; `of` rows where the number is known.
    Progress {
        ticket: Ticket,
        done: u64,
        of: Option<u64>,
    },
    /// An import is in: what became of each file's rows.
    Imported {
        ticket: Ticket,
        files: Vec<Brought>,
    },
    /// A paper was written: where it lies.
    Written {
        ticket: Ticket,
        path: String,
    },
    /// An import or a paper failed, in words.
    Failed {
        ticket: Ticket,
        why: String,
    },
}

/// Why something was not recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// Somebody else has since said something about the same lead: their latest entry.
    Changed { lead: LeadId, entry: Box<Entry> },
    /// Anything else, in words with what to do.
    Words(String),
}

/// What the ledger knows that every screen needs; answered once at the start, and again when it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The ledger's file as people should see it, home folder shortened.
    pub file: String,
    /// The ledger's time zone.
    pub zone: Tz,
    /// A made-up company: nothing is kept.
    pub rehearsal: bool,
    pub people: Vec<Person>,
    pub lists: PickLists,
    /// Settings by name, as written.
    pub settings: BTreeMap<String, String>,
    /// Every review, oldest first.
    pub meetings: Vec<Meeting>,
    /// Every promise, oldest first.
    pub promises: Vec<Promise>,
    /// Every topic, of all reviews and for the next, oldest first.
    pub topics: Vec<Matter>,
    /// Reviews that were due and not held, and why.
    pub not_held: Vec<(NaiveDate, String)>,
    /// What each review said of itself, oldest first.
    pub trail: Vec<Step>,
    pub campaigns: Vec<Campaign>,
    /// What both teams agreed on, with every version.
    pub agreement: Agreement,
    /// How many leads there are.
    pub leads: u64,
}

impl Default for Ground {
    fn default() -> Self {
        Self {
            file: String::new(),
            zone: Tz::UTC,
            rehearsal: false,
            people: Vec::new(),
            lists: PickLists::default(),
            settings: BTreeMap::new(),
            meetings: Vec::new(),
            promises: Vec::new(),
            topics: Vec::new(),
            not_held: Vec::new(),
            trail: Vec::new(),
            campaigns: Vec::new(),
            agreement: Agreement::default(),
            leads: 0,
        }
    }
}

/// Everything about one lead that its card shows beyond the lead itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub lead: Lead,
    /// All touches, oldest first, the files' and people's.
    pub touches: Vec<Touch>,
    /// Every standing entry about the lead, oldest first.
    pub entries: Vec<Entry>,
}

/// The figures of a review or of a period: two tallies of one cohort. A console moves `now` itself with every verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub cohort: Cohort,
    /// As it was when the review opened; outside a review the same as `now`.
    pub start: Tally,
    pub now: Tally,
    /// What all leads in the ledger have of what figures are made of.
    pub fill: Fill,
}

/// A review with what the journal holds of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewState {
    pub meeting: Meeting,
    /// The leads of the docket in its order, then those brought onto it since.
    pub leads: Vec<Lead>,
    /// Its standing entries, oldest first: nothing that was taken back.
    pub entries: Vec<Entry>,
    /// Where they were asked for.
    pub figures: Option<Box<Figures>>,
    /// Who said something of their leads before it opened.
    pub prepared: Prepared,
}

/// What the ledger holds, as a first review needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stock {
    /// What is filled in, over all leads.
    pub fill: Fill,
    /// Which dates there are.
    pub ranges: Ranges,
    /// Leads delivered in the period asked for; where no lead has such a date, all leads.
    pub recent: u64,
    /// Names in owner columns with how many leads each has, most first.
    pub owners: Vec<(String, u64)>,
}

/// A page of leads.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadsPage {
    /// What was asked.
    pub query: LeadsQuery,
    /// With all that their cards show: moving to one asks nothing more.
    pub leads: Vec<Card>,
    /// How many there are in all.
    pub total: u64,
}

/// Answers, one for each kind of [`super::effect::Question`].
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Ground(Box<Ground>),
    Leads(LeadsPage),
    /// The leads asked for, in the order asked; one that is not there is left out.
    Named(Vec<Lead>),
    Card(Box<Card>),
    /// The cards asked for, in the order asked; one whose lead is not there is left out.
    Cards(Vec<Card>),
    Review(Box<ReviewState>),
    Figures(Box<Figures>),
    Place(super::places::Told),
    Docket {
        items: Vec<DocketItem>,
        /// The docket's leads, for the preview.
        leads: Vec<Lead>,
    },
    /// Entries, newest last, with the labels of the leads they are about.
    Journal {
        entries: Vec<Entry>,
        labels: Vec<(LeadId, String)>,
    },
    /// A folder's entries that begin as the text does: whole paths, folders ending in the separator, with sizes in bytes.
    Folder(Vec<(String, Option<u64>)>),
    Proposal(Box<Proposal>),
    Stock(Box<Stock>),
    /// The ledger at this path can be opened.
    Opens(String),
    /// A paper as text of at most 80 columns.
    Paper(String),
}
