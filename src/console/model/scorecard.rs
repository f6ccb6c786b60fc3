//! The scorecard's views, and what each keeps of itself. A further view is one line here, one arm in the seat's
//! `desk/tables.rs` that counts its table, and, where it is no table, a file under `console/view/scorecard/`.

use std::borrow::Cow;

use crate::console::message::Figures;
use crate::console::places::TableAsk;
use crate::review::figures::kpi::Kpis;
use crate::review::figures::scorecard::Scorecard;
use crate::review::figures::table::{Row, TOP, Table};

/// What the scorecard shows: the six figures, or one of the tables `m` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum View {
    /// The six figures for the room.
    #[default]
    Wall,
    Funnel,
    Months,
    Slices,
    Compare,
    /// Three months side by side, with keep, change or stop.
    Quarter,
    Speed,
    /// What both sides owe and how it is kept.
    Clauses,
    Drift,
    /// Before and since the first review.
    Since,
    /// For the leaders of both teams alone.
    Together,
    Sponsor,
    /// Why leads were not accepted; which criterion; why deals were won and lost; what we wish we had known.
    Refused,
    Criteria,
    Won,
    Lost,
    Missing,
    /// Rep by campaign.
    Matrix,
    Untouched,
    /// Touches on leads that were not accepted.
    Work,
    /// What was spent on leads that were not accepted or never worked, by reason.
    Spent,
    /// How forecasts held.
    Forecasts,
    /// What contradicts itself.
    ToFix,
}

impl View {
    /// In the order of the list.
    pub const ALL: [Self; 23] = [
        Self::Wall,
        Self::Funnel,
        Self::Months,
        Self::Slices,
        Self::Compare,
        Self::Quarter,
        Self::Speed,
        Self::Clauses,
        Self::Drift,
        Self::Since,
        Self::Together,
        Self::Sponsor,
        Self::Refused,
        Self::Criteria,
        Self::Won,
        Self::Lost,
        Self::Missing,
        Self::Matrix,
        Self::Untouched,
        Self::Work,
        Self::Spent,
        Self::Forecasts,
        Self::ToFix,
    ];

    /// The view of a name, as the list writes it.
    pub fn named(name: &str) -> Option<Self> {
        let is = |view: &Self| view.title().eq_ignore_ascii_case(name.trim());
        Self::ALL.into_iter().find(is)
    }

    /// Its name in the list and over its table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Wall => "The six figures",
            Self::Funnel => "The funnel",
            Self::Months => "Twelve months",
            Self::Slices => "Slices",
            Self::Compare => "Side by side",
            Self::Quarter => "The quarter",
            Self::Speed => "Speed to lead",
            Self::Clauses => "What both owe",
            Self::Drift => "Drift",
            Self::Since => "Since review 1",
            Self::Together => "Look together",
            Self::Sponsor => "Sponsor's page",
            Self::Refused => "Why not accepted",
            Self::Criteria => "Which criterion, which field",
            Self::Won => "Why won",
            Self::Lost => "Why lost",
            Self::Missing => "Wish we had known",
            Self::Matrix => "Rep by campaign",
            Self::Untouched => "Never touched",
            Self::Work => "Work on leads nobody took",
            Self::Spent => "Spent on leads nobody took",
            Self::Forecasts => "How forecasts held",
            Self::ToFix => "Data to fix",
        }
    }

    /// What it tells, for the list.
    pub fn doc(self) -> &'static str {
        match self {
            Self::Wall => "each against its target, the last review and the months before",
            Self::Funnel => "what reached each stage, what dropped off, where most drops off",
            Self::Months => "the last twelve cohorts, with what is too early or not covered",
            Self::Slices => "by source, campaign, rep, team, month, reason, any field",
            Self::Compare => "two periods, or two slices, figure by figure",
            Self::Quarter => "three months by source or campaign; D keeps, changes or stops one",
            Self::Speed => "how fast the first touch came, and the ten slowest",
            Self::Clauses => "the clauses of Sales and of Marketing, and how each is kept",
            Self::Drift => "whether the mix of sources or of reasons moved",
            Self::Since => "before the first review and since, one figure a benefit",
            Self::Together => "what the two teams' leaders may want to look at together",
            Self::Sponsor => "one page: goal, actual, gap, what needs a ruling",
            Self::Refused => {
                "reasons by count and worth, beside the period before, by source, campaign or rep"
            }
            Self::Criteria => {
                "of the leads not accepted: which criterion failed, which field was missing"
            }
            Self::Won => "reasons of the deals won, beside the period before",
            Self::Lost => "reasons of the deals lost, beside the period before",
            Self::Missing => "missing facts by source; t promises to add the field",
            Self::Matrix => "delivered, decided, no feedback; blanks counted",
            Self::Untouched => "delivered and never worked, by age",
            Self::Work => "touches on leads that were not accepted, by source",
            Self::Spent => "the cost of leads not accepted or never worked, by reason",
            Self::Forecasts => "how far forecasts missed, by channel, by who made them, by launch",
            Self::ToFix => "records that contradict themselves, and what they touch",
        }
    }

    /// Whether period, cohort and slice say what it is of.
    pub fn is_cut(self) -> bool {
        !matches!(
            self,
            Self::Wall
                | Self::Compare
                | Self::Clauses
                | Self::Drift
                | Self::Since
                | Self::Sponsor
                | Self::Forecasts
        )
    }

    /// Whether it is a table: cells to walk, to sort by, to open.
    pub fn is_table(self) -> bool {
        !matches!(self, Self::Wall)
    }
}

/// The scorecard.
#[derive(Debug, Default)]
pub struct ScorecardPlace {
    pub figures: Option<Figures>,
    pub kpis: Option<Kpis>,
    /// The tile under the cursor.
    pub at: usize,
    /// The figures for the room.
    pub card: Option<Box<Scorecard>>,
    pub view: View,
    /// What the tables are of; the wall's own leads until somebody cuts otherwise.
    pub cut: Option<crate::review::figures::cut::Cut>,
    pub sheet: Sheet,
    /// The last tables that were told, the latest last: one that is opened again stands there at once, and is counted
    /// anew behind it.
    pub kept: Vec<(TableAsk, Box<Table>)>,
}

/// So many tables are kept.
const KEPT: usize = 8;

impl ScorecardPlace {
    /// Keeps a table that was told.
    pub fn keep(&mut self, of: &TableAsk, table: &Table) {
        self.kept.retain(|(known, _)| known != of);
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push((of.clone(), Box::new(table.clone())));
    }

    /// The table as it was told last, in front until it is told anew.
    pub fn put_kept(&mut self, of: &TableAsk) {
        let kept = self.kept.iter().find(|(known, _)| known == of);
        if let Some((of, table)) = kept {
            self.sheet.of = Some(Box::new(of.clone()));
            self.sheet.table = Some(table.clone());
        }
    }
}

/// A table on the screen.
#[derive(Debug, Default)]
pub struct Sheet {
    /// What was asked, and what the ledger told.
    pub of: Option<Box<TableAsk>>,
    pub table: Option<Box<Table>>,
    /// How many leads of how many were counted for it, where that takes a while.
    pub counted: Option<(u64, u64)>,
    /// The cell under the cursor.
    pub row: usize,
    pub column: usize,
    /// The column rows stand in the order of, and whether the largest comes first.
    pub sort: Option<(usize, bool)>,
    /// Every row is shown, not only the first ones and the rest.
    pub unfolded: bool,
}

impl Sheet {
    /// The table as it is shown: sorted, the rest folded into one row.
    pub fn shown(&self) -> Option<Cow<'_, Table>> {
        let table = self.table.as_deref()?;
        if self.unfolded && self.sort.is_none() {
            return Some(Cow::Borrowed(table));
        }
        let mut table = table.clone();
        if let Some((column, descending)) = self.sort {
            table.sort(Some(column), descending);
        }
        Some(Cow::Owned(if self.unfolded {
            table
        } else {
            table.folded(TOP)
        }))
    }

    /// How many rows can be walked, the total among them.
    pub fn len(&self) -> usize {
        self.shown().map_or(0, |table| {
            table.rows.len() + usize::from(table.total.is_some())
        })
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<Row> {
        let table = self.shown()?;
        let row = table.rows.get(self.row).or(table.total.as_ref());
        row.cloned()
    }
}
