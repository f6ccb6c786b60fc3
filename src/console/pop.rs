//! What can stand over the screen. One at a time has the keys; those under it keep what was typed.

use super::form::{Form, Typed};
use super::model::agreement::definition::DefinitionRow;
use super::places::{Data, Explained, Stood, Whose};
use super::written::Written;
use crate::review::agreement::sla::ClauseKey;
use crate::review::agreement::version::Section;
use crate::review::entry::{Draft, Entry, Seq};
use crate::review::figures::explain::Figure;
use crate::review::figures::kpi::Kpi;
use crate::review::filter::By;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::meeting::deed::Origin;
use crate::review::meeting::phase::Phase;
use crate::review::person::{Person, Team};
use crate::review::reason::ReasonCode;
use chrono::NaiveDate;

/// What a form of the agreement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Propose(Section),
    Vote(Section),
    Ratify(Section),
    Withdraw(Section),
    /// Kept as it is.
    Keep(Section),
    Sign,
    Read,
    /// What somebody considers a qualified lead: their place in the round.
    Heard(usize),
    /// What of a clause is to change.
    Change(ClauseKey),
    /// A target of the plan.
    Target(Kpi),
    /// The goal of the plan.
    Goal,
}

/// A pop-up.
#[derive(Debug, PartialEq)]
pub enum Pop {
    Help(Narrowed),
    Palette(Narrowed),
    /// Find a lead on the docket.
    Find(Narrowed),
    /// Why not? A digit answers.
    Reason(Targets),
    /// Was it a lead?
    Judge(Targets),
    /// In the sales process?
    Process(Targets),
    Asked(Box<Asked>),
    Note(Box<Note>),
    /// The last verdict, shown before it is written again.
    Again(Targets),
    Consent {
        at: usize,
    },
    /// The scorecard's views, to choose from.
    Views(Narrowed),
    /// How the cell under the cursor is counted, in sentences.
    Cell {
        title: String,
        lines: Vec<String>,
    },
    /// How a figure is counted, and the leads behind it.
    Figure(Box<Explain>),
    Journal {
        entries: Vec<Entry>,
        labels: Vec<(LeadId, String)>,
        at: usize,
    },
    /// What the data can tell; `None` until it is counted.
    Data {
        told: Option<Box<Data>>,
        at: usize,
    },
    /// What stood after an entry; `None` until it is counted.
    Stood {
        told: Option<Box<Stood>>,
        at: usize,
    },
    /// What the tried answers come to.
    WhatIf {
        at: usize,
    },
    /// The minutes as they stand.
    Minutes {
        scroll: u16,
    },
    /// The versions of a section of the agreement.
    Versions(Box<Versions>),
    /// Somebody else said something about the same lead.
    Conflict(Box<Conflict>),
    /// The facilitator's card.
    Card,
    /// Who is here, who was heard.
    People {
        at: usize,
    },
    /// Leave while a review runs?
    Quit,
}

/// A figure being explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explain {
    pub figure: Figure,
    pub of: Whose,
    /// `None` until the ledger has counted.
    pub told: Option<Box<Explained>>,
    /// The cursor, counted over all rows.
    pub at: u64,
}

/// A version of a section being looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Versions {
    pub section: Section,
    /// Which of its versions, counted from 0.
    pub at: usize,
    /// The whole text; else what it changed.
    pub whole: bool,
    pub scroll: u16,
}

/// A list narrowed by what is typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narrowed {
    pub typed: Typed,
    pub at: usize,
}

/// Which leads a verb is for, and whether it hands them back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    pub leads: Vec<LeadId>,
    pub returned: bool,
}

/// A form and what it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub purpose: Purpose,
    pub form: Form,
}

/// What a form is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    StartReview {
        practice: bool,
    },
    /// Something to write down, from where one stood.
    Capture(Box<Capture>),
    /// Somebody's words in the round.
    Heard(String),
    /// A person who sits down at the table.
    Joins,
    /// What a team is glad about.
    Wins,
    /// Where each stands on a decision.
    Vote {
        decision: Seq,
        voters: Vec<Person>,
    },
    /// What the sponsor rules on a topic.
    SponsorRules(Seq),
    /// Why nothing is to change.
    Nothing,
    /// Why a review that was due was not held.
    NotHeld(NaiveDate),
    /// So many hands of a team, in the blind check.
    Hands {
        lead: LeadId,
        team: Team,
    },
    /// The minutes of a template's phases.
    Template(String),
    /// A facilitator's card.
    CardText(Phase),
    /// Words to find in all minutes.
    FindInMinutes,
    Cadence,
    /// In whose words the CRM takes the review's answers.
    Setting(&'static str),
    Owner(Vec<LeadId>),
    Touch(Vec<LeadId>),
    Deal(LeadId),
    ProcessSince(Vec<LeadId>),
    Wishes(Vec<LeadId>),
    CallPlan(Vec<LeadId>),
    /// The agreed follow-up, the agreed checklist.
    FollowUp,
    Checklist,
    /// What a reason's guard asks for.
    Guard {
        targets: Targets,
        code: ReasonCode,
    },
    Correct(LeadId),
    AddLead,
    Import,
    OpenFile,
    Reason(ReasonCode),
    List(&'static str),
    /// A step of the agreement.
    Agree(Deed),
    /// A part of what a lead is.
    Defines(DefinitionRow),
    AnswerLimit,
    /// A clause of the SLA; `None` for one that is to be added.
    Clause(Option<ClauseKey>),
    WorkingHours,
    /// What is done about the misses of a clause.
    Miss(ClauseKey),
    /// Why a clause is missed, and who mends it.
    Issue(ClauseKey),
    /// A rule by its number; `None` for one that is to be added.
    Rule(Option<u32>),
    Rate,
    /// Why a phase is passed over.
    Pass(Phase),
    /// What the scorecard's tables are of.
    Cut,
    /// What the comparison holds beside it.
    Against,
    /// Keep, change or stop: by what, and which slice of it.
    Steer(By, String),
    Person(String),
    Reopen(MeetingId),
    /// The day of the next review.
    NextReview,
    /// What is expected of a campaign; `locked` since its launch, so that it asks why.
    Forecast {
        campaign: String,
        locked: bool,
    },
    CampaignCost(String),
    /// Keep, change or stop; `seen` are the figures it is decided on.
    Ruling {
        campaign: String,
        seen: String,
    },
    MinimumReturn,
}

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Decision,
    Promise,
    Idea,
    Topic,
    /// A topic for another day.
    Parked,
    Quote,
}

impl What {
    /// The word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decision => "the decision",
            Self::Promise => "the promise",
            Self::Idea => "the idea",
            Self::Topic | Self::Parked => "the topic",
            Self::Quote => "the quote",
        }
    }

    /// Its form has one blank.
    pub fn is_short(self) -> bool {
        matches!(self, Self::Topic | Self::Parked)
    }
}

/// Something to write down, and what it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    pub what: What,
    pub lead: Option<LeadId>,
    pub origin: Origin,
    /// The other leads that were marked.
    pub evidence: Vec<LeadId>,
}

/// A note being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub lead: LeadId,
    pub written: Written,
}

impl Note {
    /// An empty note for a lead.
    pub fn new(lead: LeadId) -> Self {
        Self {
            lead,
            written: Written::default(),
        }
    }

    /// What is written.
    pub fn text(&self) -> String {
        self.written.text()
    }
}

/// Two people on one lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub lead: LeadId,
    pub theirs: Entry,
    pub mine: Vec<Draft>,
}
