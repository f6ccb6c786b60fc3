//! What the campaigns keep of themselves: which view of them, in what order, and where the cursor stands.

use crate::review::figures::campaign::{CampaignRow, Campaigns, Standing};

/// What is shown of the campaigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CampaignsView {
    /// What became of their leads.
    #[default]
    Results,
    /// Cost per result, cheapest accepted lead first.
    Cost,
    /// Forecast beside actual.
    Forecast,
    /// Below the minimum accepted return: stop? And those nobody can measure.
    Stop,
    /// What was spent on leads that were not accepted or never worked.
    Spent,
}

impl CampaignsView {
    /// In the order the key walks them.
    pub const ALL: [Self; 5] = [
        Self::Results,
        Self::Cost,
        Self::Forecast,
        Self::Stop,
        Self::Spent,
    ];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Results => "what became of their leads",
            Self::Cost => "what a result costs",
            Self::Forecast => "forecast and actual",
            Self::Stop => "stop?",
            Self::Spent => "spent on leads nobody took",
        }
    }
}

/// In which order the campaigns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CampaignsSort {
    #[default]
    Leads,
    Accepted,
    Opportunities,
    Won,
    Cost,
    Name,
}

impl CampaignsSort {
    /// In the order the key walks them.
    pub const ALL: [Self; 6] = [
        Self::Leads,
        Self::Accepted,
        Self::Opportunities,
        Self::Won,
        Self::Cost,
        Self::Name,
    ];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Leads => "most leads first",
            Self::Accepted => "most accepted first",
            Self::Opportunities => "most opportunities first",
            Self::Won => "most won first",
            Self::Cost => "highest cost first",
            Self::Name => "by name",
        }
    }
}

/// The campaigns.
#[derive(Debug, Default)]
pub struct CampaignsPlace {
    pub at: usize,
    pub view: CampaignsView,
    pub sort: CampaignsSort,
    /// In the order of `sort`; `None` until they are told.
    pub told: Option<Box<Campaigns>>,
}

impl CampaignsPlace {
    /// The campaigns of the view in front, in its order; none in the view of what was spent.
    pub fn shown(&self) -> Vec<&CampaignRow> {
        let Some(told) = &self.told else {
            return Vec::new();
        };
        let mut rows: Vec<&CampaignRow> = told.rows.iter().collect();
        match self.view {
            CampaignsView::Results | CampaignsView::Forecast => {}
            CampaignsView::Cost => {
                rows.sort_by_key(|row| crate::review::figures::campaign::rank(row));
            }
            CampaignsView::Stop => {
                let below = |row: &CampaignRow| row.standing(told.minimum) == Standing::Below;
                rows.retain(|row| below(row) || !row.unmeasured().is_empty());
                rows.sort_by_key(|row| !below(row));
            }
            CampaignsView::Spent => rows.clear(),
        }
        rows
    }

    /// How many rows the view in front has.
    pub fn len(&self) -> usize {
        match (self.view, &self.told) {
            (CampaignsView::Spent, Some(told)) => told.spent.len(),
            _ => self.shown().len(),
        }
    }

    /// Whether the view in front has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The campaign under the cursor.
    pub fn current(&self) -> Option<&CampaignRow> {
        self.shown().get(self.at).copied()
    }
}
