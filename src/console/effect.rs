//! What the console asks its seat to do: plain data, so that a test can read it and a meeting can be replayed.

use crate::publish::agreement::Sheet;
use crate::review::entry::Draft;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::period::Period;
use crate::review::proposal::Answer as Settled;

/// Ties an answer to what it answers. Counts up from 1 in every console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Ticket(pub u64);

/// One thing to do. The order of effects is the order in which they are to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record one gesture: all drafts or none. Told back as `Recorded` or `NotRecorded`.
    Record {
        ticket: Ticket,
        drafts: Vec<Draft>,
    },
    /// Take back this person's last standing gesture in the review (outside one: of today).
    Undo {
        ticket: Ticket,
        who: String,
        meeting: Option<MeetingId>,
        at: i64,
    },
    /// Take back the last undo.
    Redo {
        ticket: Ticket,
        who: String,
        meeting: Option<MeetingId>,
        at: i64,
    },
    Ask {
        ticket: Ticket,
        question: Question,
    },
    /// Bring these in as the proposal says, with these answers: one import, one undo. Told back as `Progress`, then
    /// `Imported` or `Failed`.
    Import {
        ticket: Ticket,
        given: Vec<Given>,
        answers: Vec<Settled>,
        who: String,
        /// The review on the table: its undo takes the import back as it does everything else.
        meeting: Option<MeetingId>,
        at: i64,
    },
    /// Stop the import under that ticket: nothing of it stays. Told back as `Failed`, or as `Imported` where it was done.
    CancelImport {
        ticket: Ticket,
    },
    /// Nobody waits for that answer any more: what is being counted for it stops.
    LetGo {
        ticket: Ticket,
    },
    /// Close the review: the seat draws up the FINAL minutes, their version and digest, records `Closed` and writes the
    /// papers. Told back as `Recorded` (or `NotRecorded`), then `Written`.
    Close {
        ticket: Ticket,
        meeting: MeetingId,
        who: String,
        at: i64,
        /// Leads nobody reached or that were parked: they open the next review.
        carried: Vec<LeadId>,
        masked: bool,
    },
    /// Onto the terminal's clipboard (OSC 52).
    Copy(String),
    /// Write a paper beside the ledger. Told back as `Written` or `Failed`.
    Write {
        ticket: Ticket,
        paper: Paper,
        masked: bool,
    },
    /// Write a table beside the ledger, as text and as CSV, under that name. Told back as `Written` or `Failed`.
    Export {
        ticket: Ticket,
        name: String,
        text: String,
        csv: String,
    },
    /// Write the template of the minutes' page beside them, where none of the team's own lies there yet. Told back as
    /// `Written` or `Failed`.
    OwnPage {
        ticket: Ticket,
    },
    /// Write a slip for each in Sales beside the ledger. Told back as `Written` or `Failed`.
    Slips {
        ticket: Ticket,
    },
    /// Write a page of the agreement in force beside the ledger, in every form. Told back as `Written` or `Failed`.
    Publish {
        ticket: Ticket,
        sheet: Sheet,
    },
    /// Capture the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Keep one of this seat's own settings (theme, mouse).
    Keep {
        name: &'static str,
        value: String,
    },
    /// Leave this ledger and open another.
    Open(Elsewhere),
    Quit,
}

/// What a person gave to be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A file, by its path as typed; `~` is the home folder.
    File(String),
    /// Rows copied from a sheet, as they were pasted.
    Rows(String),
}

impl Given {
    /// What pasted rows are called where a file would have its name.
    pub const PASTED: &'static str = "pasted rows";

    /// The name without its folder.
    pub fn name(&self) -> &str {
        match self {
            Self::File(path) => path.rsplit(['/', '\\']).next().unwrap_or(path),
            Self::Rows(_) => Self::PASTED,
        }
    }
}

/// Which ledger to open instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elsewhere {
    /// The made-up company, in a temporary file.
    Rehearsal,
    /// The ledger at this path.
    File(String),
}

/// A question to the ledger. A newer one of the same kind makes the answer to an older one worthless.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// What every screen needs: answered by [`super::message::Ground`].
    Ground,
    /// One page of the lead list.
    Leads(LeadsQuery),
    /// These leads, fresh.
    Named(Vec<LeadId>),
    /// Everything about one lead.
    Card(LeadId),
    /// The same of several.
    Cards(Vec<LeadId>),
    /// A review as it stands: to walk it, to resume it, to look it up. `figures` asks for its tallies too.
    Review { meeting: MeetingId, figures: bool },
    /// The figures of a period outside a review, as of now.
    Figures { period: Period },
    /// What a place outside the walk shows: answered by [`super::places::Told`].
    Place(super::places::Ask),
    /// A docket for a review that is about to open.
    Docket {
        period: Period,
        lead_minutes: u32,
        seed: u64,
    },
    /// The latest entries, newest last: of a review, or of the file.
    Journal {
        meeting: Option<MeetingId>,
        limit: usize,
    },
    /// Names in a folder that begin as the text does; `~` is the home folder.
    Folder(String),
    /// What an import of these files would be, as far as these answers settle it. Nothing is written.
    Proposal {
        given: Vec<Given>,
        answers: Vec<Settled>,
    },
    /// What the ledger holds, for a first review: answered by [`super::message::Stock`].
    Stock {
        /// Which leads a first review would be of.
        recent: Period,
    },
    /// Whether another ledger can be opened at this path; `~` is the home folder.
    Opens(String),
    /// A paper as text of at most so many columns, for the preview.
    Paper {
        paper: Paper,
        masked: bool,
        columns: u16,
    },
}

/// Which leads a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeadsView {
    #[default]
    All,
    /// The person's own, unworked and overdue first.
    Mine,
    /// Delivered, and nobody has touched, judged or moved them.
    Unworked,
    /// Delivered, without an answer.
    AnswerDue,
}

impl LeadsView {
    /// In the order the key walks them.
    pub const ALL: [Self; 4] = [Self::All, Self::Mine, Self::Unworked, Self::AnswerDue];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => "all leads",
            Self::Mine => "my leads",
            Self::Unworked => "unworked",
            Self::AnswerDue => "answer due",
        }
    }
}

/// In which order a list shows its leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeadsSort {
    /// Latest delivered first, leads without a date last.
    #[default]
    Newest,
    Oldest,
    /// By company, then name.
    Company,
    /// By owner, then newest.
    Owner,
}

impl LeadsSort {
    /// In the order the key walks them.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Company, Self::Owner];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Company => "by company",
            Self::Owner => "by owner",
        }
    }
}

/// What a page of leads is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeadsQuery {
    pub view: LeadsView,
    /// Whose leads are mine.
    pub me: String,
    /// Words that name, company, e-mail, source, campaign or owner must hold, any case; empty asks for all.
    pub text: String,
    pub sort: LeadsSort,
    /// Only these, where the list was opened from somewhere else.
    pub only: Option<Only>,
    pub offset: u64,
    pub limit: u64,
}

/// What a list is narrowed to by where one came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// The leads that name this campaign.
    Campaign(String),
    /// These, the leads behind a figure, under that heading.
    These(String, std::sync::Arc<[LeadId]>),
    /// One lead, opened from the leads behind a figure or from a promise.
    Lead(LeadId),
}

/// A paper of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub meeting: MeetingId,
    pub what: PaperKind,
}

impl Paper {
    /// How wide a paper is where it has the screen to itself: the smallest one, without the frame and a blank at each side.
    pub const COLUMNS: u16 = 76;
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// The minutes: preview as text; written as every format there is.
    Minutes,
    /// One slip a person: promises, leads, by when.
    Slips,
    /// Ten lines to paste into a chat.
    TenLines,
}
