//! Everything the console knows: made of small parts, each with the state of its own screen.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::day;
use super::effect::LeadsView;
use super::keymap::Keymap;
use super::message::Ground;
use super::pop::{Asked, Note, Pop};
use super::theme::{Theme, ThemeName};
use crate::review::agreement::names::Names;
use crate::review::agreement::sla::Sla;
use crate::review::figures::glad::Glad;
use crate::review::figures::hindsight::Hindsight;
use crate::review::figures::rules::Records;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::reason::ReasonCode;

pub mod agreement;
pub mod campaigns;
pub mod clock;
pub mod import;
pub mod known;
pub mod places;
pub mod scorecard;
pub mod start;
pub mod walk;
pub mod whatif;
pub mod wire;

use agreement::AgreementPlace;
use campaigns::CampaignsPlace;
use known::Known;
use places::{LeadsPlace, ListPlace, Place, PromisesPlace, ReviewsPlace};
use scorecard::ScorecardPlace;
use walk::Walk;
use whatif::WhatIf;
use wire::Wire;

/// How the screen looks, for this seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of one seat"
)]
pub struct Looks {
    pub theme: Theme,
    /// A person chose the theme: the terminal's background does not change it any more.
    pub chosen: bool,
    pub masked: bool,
    pub big: bool,
    /// The facilitator's card is shown, where this seat leads the review.
    pub card: bool,
    /// The room looks at this screen: names hidden, large, no cards.
    pub presents: bool,
    /// The theme before the room looked, and whether names were hidden.
    pub own: Option<(Theme, bool)>,
    pub mouse: bool,
}

impl Looks {
    /// As a seat begins: the theme a person chose, else the usual one until the terminal tells its background.
    fn begin(theme: Option<ThemeName>, mouse: bool) -> Self {
        Self {
            theme: Theme::of(theme.unwrap_or_default()),
            chosen: theme.is_some(),
            masked: false,
            big: false,
            card: true,
            presents: false,
            own: None,
            mouse,
        }
    }
}

/// The sentence in the message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Something did not work: drawn so that it is not overlooked.
    pub fault: bool,
}

/// The last verdict of this seat, for `.`.
#[derive(Debug, Clone, PartialEq)]
pub enum Last {
    Accept,
    Refuse {
        code: ReasonCode,
        detail: String,
        waived: bool,
        returned: bool,
        route: crate::review::reason::Route,
    },
    Stand,
}

/// What a seat begins with.
#[derive(Debug, Clone)]
pub struct Start {
    /// Who sits here (`--as`, the settings, the login name).
    pub me: String,
    /// The seat opens on this person's own leads.
    pub mine: bool,
    pub keymap: Keymap,
    /// A theme the person chose; else the terminal's background decides.
    pub theme: Option<ThemeName>,
    pub mouse: bool,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Milliseconds since 1970, UTC.
    pub at: i64,
}

/// The console.
#[derive(Debug)]
pub struct Model {
    pub me: String,
    /// Milliseconds since 1970, UTC: as the last message told.
    pub now: i64,
    /// Columns and rows.
    pub size: (u16, u16),
    pub looks: Looks,
    pub keymap: Keymap,
    pub ground: Ground,
    /// The ground has been told: before that nothing is said about the ledger.
    pub grounded: bool,
    pub place: Place,
    pub today: ListPlace,
    pub leads: LeadsPlace,
    pub scorecard: ScorecardPlace,
    pub agreement: AgreementPlace,
    pub campaigns: CampaignsPlace,
    pub promises: PromisesPlace,
    pub reviews: ReviewsPlace,
    /// The review on the table.
    pub walk: Option<Walk>,
    /// While a review is on the table: looking at the places instead.
    pub away: bool,
    /// Answers that are tried and not written.
    pub what_if: Option<Box<WhatIf>>,
    pub known: Known,
    /// What became of the leads that past reviews judged; `None` until it is told.
    pub hindsight: Option<Box<Hindsight>>,
    /// What came of the reviews so far, for Close.
    pub came: Option<Box<Glad>>,
    /// What the clauses and the rules are measured on; `None` until it is told.
    pub kept: Option<Box<Records>>,
    pub pops: Vec<Pop>,
    /// Forms and notes left with something typed in them: opened again as they were left.
    pub forms: Vec<Asked>,
    pub notes: BTreeMap<LeadId, Note>,
    pub wire: Wire,
    pub line: Option<Line>,
    pub last: Option<Last>,
    /// The minutes as they stand, where they were asked for.
    pub paper: Option<String>,
    /// The line of them that changed last.
    pub written_at: usize,
    /// The docket of the start form: what the review will be opened with.
    pub opening: Option<Box<crate::review::meeting::Opening>>,
    /// What the ledger holds, for a first review.
    pub stock: Option<super::message::Stock>,
    /// How far an import is.
    pub import: Option<(u64, Option<u64>)>,
    /// The files to be brought in, from which file to what became of it.
    pub bringing: Option<Box<import::Bringing>>,
    /// The path being typed, on the first start or before an import.
    pub path: import::PathField,
    /// The first start: from an empty ledger to the first review.
    pub guide: start::Guide,
}

impl Model {
    /// A console as a seat begins it: nothing on hand. [`super::update::begin`] asks for the rest.
    pub fn new(start: Start) -> Self {
        Self {
            leads: LeadsPlace {
                query: super::effect::LeadsQuery {
                    me: start.me.clone(),
                    view: [LeadsView::All, LeadsView::Mine][usize::from(start.mine)],
                    limit: places::PAGE,
                    ..Default::default()
                },
                ..Default::default()
            },
            place: if start.mine {
                Place::Leads
            } else {
                Place::Today
            },
            me: start.me,
            now: start.at,
            size: start.size,
            looks: Looks::begin(start.theme, start.mouse),
            keymap: start.keymap,
            ground: Ground::default(),
            grounded: false,
            today: ListPlace::default(),
            scorecard: ScorecardPlace::default(),
            agreement: AgreementPlace::default(),
            campaigns: CampaignsPlace::default(),
            promises: PromisesPlace::default(),
            reviews: ReviewsPlace::default(),
            walk: None,
            away: false,
            what_if: None,
            known: Known::default(),
            hindsight: None,
            came: None,
            kept: None,
            pops: Vec::new(),
            forms: Vec::new(),
            notes: BTreeMap::new(),
            wire: Wire::default(),
            line: None,
            last: None,
            paper: None,
            written_at: 0,
            opening: None,
            stock: None,
            import: None,
            bringing: None,
            path: import::PathField::default(),
            guide: start::Guide::default(),
        }
    }

    /// The ledger's time zone.
    pub fn zone(&self) -> Tz {
        self.ground.zone
    }

    /// Today, in the ledger's zone.
    pub fn today(&self) -> NaiveDate {
        day::local(self.now, self.zone())
    }

    /// What the stages are called today.
    pub fn names(&self) -> Names {
        self.ground.agreement.names(self.today())
    }

    /// A sentence of the program, the stages in it by the names agreed.
    pub fn named<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.names().say(text)
    }

    /// The SLA in force today.
    pub fn sla(&self) -> Option<&Sla> {
        let found = self.ground.agreement.sla(self.today());
        found.map(|(_, sla)| sla)
    }

    /// The review on the table, while one looks at it.
    pub fn walking(&self) -> Option<&Walk> {
        self.walk.as_ref().filter(|_| !self.away)
    }

    /// The review on the table, to be changed.
    pub fn walking_mut(&mut self) -> Option<&mut Walk> {
        let away = self.away;
        self.walk.as_mut().filter(|_| !away)
    }

    /// The review on the table, wherever one looks.
    pub fn meeting(&self) -> Option<MeetingId> {
        self.walk.as_ref().map(Walk::id)
    }

    /// The word on what is said of a lead and not in the ledger.
    pub fn unwritten(&self) -> &'static str {
        if self.what_if.is_some() {
            "tried"
        } else {
            "saving"
        }
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.looks.theme
    }

    /// Says a sentence in the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.line = Some(Line {
            text: text.into(),
            fault: false,
        });
    }

    /// Says that something did not work.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.line = Some(Line {
            text: text.into(),
            fault: true,
        });
    }
}
