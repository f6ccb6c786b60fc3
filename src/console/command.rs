//! The one table of commands: keymap, footer hints, help, palette and the README's key table all read it.

use super::key::Key;

mod rows;

pub use rows::ROWS;

/// Everything a key can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    Help,
    Palette,
    Find,
    Undo,
    Redo,
    Journal,
    Data,
    Explain,
    Copy,
    Mask,
    Big,
    /// Answers are tried; what they come to.
    WhatIf,
    Theme,
    Mouse,
    NextPanel,
    Back,
    Quit,
    Down,
    Up,
    Top,
    Bottom,
    PageDown,
    PageUp,
    Open,
    Stand,
    Accept,
    Reject,
    Return,
    InProcess,
    Judge,
    Note,
    Wish,
    CallPlan,
    Owner,
    Touch,
    Deal,
    Correct,
    Skip,
    Park,
    Bring,
    Again,
    Select,
    Consent,
    Decision,
    Promise,
    Idea,
    Topic,
    Minutes,
    People,
    Places,
    Go(u8),
    StartReview,
    Practice,
    PauseReview,
    /// Pass over the phase in front.
    Pass,
    /// Go where the facilitator's seat goes.
    Follow,
    /// The facilitator's card.
    Card,
    /// The screen is for the room.
    Present,
    Quote,
    ParkTopic,
    /// Something for the next review, from outside one.
    AgendaItem,
    Wins,
    DotMore,
    DotLess,
    Fingers,
    Discuss,
    ParkHere,
    NeedsRuling,
    SponsorRules,
    VoteYes,
    VoteNo,
    HandsSales,
    HandsMarketing,
    ShowVotes,
    NextDay,
    /// The review that is due is not held.
    NotHeld,
    NotDone,
    EditPlan,
    EditCard,
    CloseReview,
    Rate,
    Write,
    View,
    Sort,
    AddLead,
    Slips,
    Import,
    CancelImport,
    /// Bring in what the preview shows.
    BringIn,
    /// What the file in the preview is a list of; the order of a column's dates.
    KindOf,
    OrderOf,
    /// One of the four ways to begin, counted from 1.
    First(u8),
    /// Sales or Marketing.
    TeamOf,
    AnswerLimit,
    NextReview,
    Rehearse,
    OpenFile,
    Done,
    Drop,
    Carry,
    NewPromise,
    Left,
    Right,
    Reopen,
    Setting,
    /// A tab of the Agreement, counted from 1.
    Tab(u8),
    TabNext,
    TabBefore,
    /// A lever moved, a row of a choice: less and more.
    Less,
    More,
    AddLine,
    TakeOut,
    /// A starter set, to be edited.
    Starter,
    KeepDraft,
    DropDraft,
    Propose,
    /// The scorecard's further views, and what its tables are of.
    MoreFigures,
    /// The template of our own for the minutes' page, to be edited.
    OwnPage,
    /// The next of the pages this kind of review looks at.
    TurnPage,
    Cut,
    Compare,
    Order,
    Export,
    /// What is missing, promised as a field of a form.
    FieldPromise,
    /// What is expected of a campaign; its cost and launch; keep, change or stop; what it must bring back.
    Forecast,
    CampaignCost,
    Ruling,
    MinimumReturn,
    Vote,
    Ratify,
    Withdraw,
    KeepAsIs,
    Sign,
    HasRead,
    Versions,
    Publish,
    /// What is done about what was missed.
    AnswerMiss,
    /// Why it is missed, and who mends it.
    Issue,
    /// What a lead's record says against itself: mended, or left as known.
    FixData,
    LeaveKnown,
    GoRound,
    /// Keep, change or stop what a row is of.
    Steer,
    /// The clause under the cursor is kept; what of it is to change; the leaders sign again.
    KeepClause,
    ChangeClause,
    SignAgain,
}

/// Where a command holds. Two commands may share a key only where their scopes differ; the closer scope wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    Everywhere,
    /// Any list with a cursor.
    List,
    /// A lead's card, in a review or outside.
    Lead,
    /// While a review runs, from wherever one stands.
    Review,
    /// Outside a review: the places.
    Outside,
    /// The four ways to begin, in an empty ledger.
    Start,
    /// From the first leads to the first review.
    Guide,
    /// Bringing files in.
    Import,
    Today,
    Leads,
    Scorecard,
    /// The scorecard's tables.
    Figures,
    Agreement,
    Campaigns,
    Promises,
    Reviews,
    Opening,
    Lessons,
    Decide,
    Blind,
    /// Clause by clause: the phase of the agreement.
    Clauses,
    Close,
}

impl Scope {
    /// In the order of the help.
    pub const ALL: [Self; 22] = [
        Self::Lead,
        Self::Review,
        Self::Everywhere,
        Self::List,
        Self::Outside,
        Self::Start,
        Self::Guide,
        Self::Import,
        Self::Today,
        Self::Leads,
        Self::Scorecard,
        Self::Figures,
        Self::Agreement,
        Self::Campaigns,
        Self::Promises,
        Self::Reviews,
        Self::Opening,
        Self::Lessons,
        Self::Decide,
        Self::Blind,
        Self::Clauses,
        Self::Close,
    ];

    /// The heading in the help and in the README.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::List => "In a list",
            Self::Lead => "On a lead",
            Self::Review => "In a review, from wherever one stands",
            Self::Outside => "Outside a review",
            Self::Start => "The first start",
            Self::Guide => "Towards the first review",
            Self::Import => "Bringing files in",
            Self::Today => "Today",
            Self::Leads => "Leads",
            Self::Scorecard => "Scorecard and Numbers",
            Self::Figures => "Figures, on the scorecard",
            Self::Agreement => "Agreement",
            Self::Campaigns => "Campaigns",
            Self::Promises => "Promises",
            Self::Reviews => "Reviews",
            Self::Opening => "Open",
            Self::Lessons => "Lessons",
            Self::Decide => "Decide",
            Self::Blind => "Blind check",
            Self::Clauses => "Agreement, in a review",
            Self::Close => "Close",
        }
    }

    /// The scope's name in the keymap file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::List => "list",
            Self::Lead => "lead",
            Self::Review => "review",
            Self::Outside => "outside",
            Self::Start => "start",
            Self::Guide => "guide",
            Self::Import => "import",
            Self::Today => "today",
            Self::Leads => "leads",
            Self::Scorecard => "scorecard",
            Self::Figures => "figures",
            Self::Agreement => "agreement",
            Self::Campaigns => "campaigns",
            Self::Promises => "promises",
            Self::Reviews => "reviews",
            Self::Opening => "opening",
            Self::Lessons => "lessons",
            Self::Decide => "decide",
            Self::Blind => "blind",
            Self::Clauses => "clauses",
            Self::Close => "close",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub command: Command,
    /// Its name in the keymap file and the palette: `not-accepted`.
    pub name: &'static str,
    /// What the footer and the palette show.
    pub title: &'static str,
    /// One sentence for the help and the README.
    pub doc: &'static str,
    pub scope: Scope,
}

/// The row of a command.
pub fn row(command: Command) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.command == command)
}

/// The row of a name.
pub fn named(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// One line of the key table for `docket keys` and the README.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// The heading it stands under.
    pub scope: &'static str,
    /// Its keys, separated by blanks; empty where only the palette reaches it.
    pub keys: String,
    pub title: &'static str,
    pub doc: &'static str,
}

/// The whole key table, as this keymap binds it, grouped by scope.
pub fn table(keymap: &super::keymap::Keymap) -> Vec<KeyLine> {
    Scope::ALL
        .iter()
        .flat_map(|scope| ROWS.iter().filter(move |row| row.scope == *scope))
        .map(|row| KeyLine {
            scope: row.scope.title(),
            keys: keymap
                .keys(row.command)
                .map(Key::to_string)
                .collect::<Vec<_>>()
                .join(" "),
            title: row.title,
            doc: row.doc,
        })
        .collect()
}
