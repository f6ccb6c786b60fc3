//! From what a review left in the ledger to its minutes: pure, and without a clock.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::owed::owed;
use super::{
    Around, CampaignRow, LeadName, Minutes, Remark, State, agreed, hour, leads, numbers, room,
};
use crate::review::agreement::fold::Agreement;
use crate::review::agreement::names::Names;
use crate::review::agreement::plan::Plan;
use crate::review::entry::{Act, Entry};
use crate::review::figures::accuracy::Accuracy;
use crate::review::figures::hindsight::Hindsight;
use crate::review::figures::kpi::Kpis;
use crate::review::figures::sla::Board;
use crate::review::figures::telling::Fill;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::{Meeting, Promise, fold};
use crate::review::milestone::date_of;
use crate::review::person::Person;
use crate::review::reason::PickLists;

/// Everything the minutes of one review are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    pub meeting: Meeting,
    /// The review's entries in order, undone ones too: what was taken back is left out here.
    pub entries: Vec<Entry>,
    /// Every lead on the docket or named by an entry, in any order.
    pub leads: Vec<Reviewed>,
    /// The figures of the review's cohort as they stood when it was opened.
    pub start: Kpis,
    /// The same figures when the minutes are taken.
    pub end: Kpis,
    /// What all leads have of what figures are made of: what it cannot tell is a dash.
    pub fill: Fill,
    pub people: Vec<Person>,
    pub lists: PickLists,
    /// What both teams agreed on, with every version.
    pub agreement: Agreement,
    /// Every promise, with its state.
    pub promises: Vec<Promise>,
    /// What became of the leads that earlier reviews judged.
    pub hindsight: Hindsight,
    /// The clauses in force, as they were kept when the minutes are taken; `None` where no SLA is.
    pub board: Option<Board>,
    /// How what a lead is worked out on the same leads; `None` where nothing is in force.
    pub accuracy: Option<Accuracy>,
    /// What stands around the review: its series, topics of others, effects of promises.
    pub around: Around,
    /// Leads whose deal was won in the period.
    pub wins: Vec<Lead>,
    /// Leads of the figures that have something to fix, and of all there are.
    pub contradictions: u64,
    pub to_fix: u64,
    pub zone: Tz,
    /// No file had a hand-over date and the date of creation stands for it.
    pub qualified_as_created: bool,
    /// Set while a review is being closed: the minutes are FINAL before the entry that says so is recorded.
    pub closing: Option<Closing>,
}

/// The close that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    pub version: u32,
}

/// A lead before the review and after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    pub before: Lead,
    pub after: Lead,
    /// Where the verdict that stands before was told, where a person told it.
    pub told_before: Option<crate::review::entry::Told>,
}

/// Milliseconds since 1970 as a time; out of chrono's range reads as its edge.
pub(super) fn instant(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds)
        .unwrap_or_else(|| crate::review::milestone::utc(milliseconds.div_euclid(1000)))
}

/// What the parts look up while the record is put together.
pub(super) struct Desk<'data> {
    pub gathered: &'data Gathered,
    pub entries: Vec<&'data Entry>,
    pub by_id: BTreeMap<LeadId, &'data Reviewed>,
}

impl Desk<'_> {
    /// A lead's name as a list calls it; a lead that was not gathered keeps its number.
    pub fn lead_name(&self, lead: LeadId) -> LeadName {
        self.by_id.get(&lead).map_or_else(
            || LeadName {
                lead,
                label: format!("lead {}", lead.0),
                person: false,
            },
            |reviewed| LeadName::of(&reviewed.after),
        )
    }

    /// The remarks a kind of act left, in order.
    pub fn remarks(
        &self,
        pick: impl Fn(&Act) -> Option<(Cow<'_, str>, Option<LeadId>)>,
    ) -> Vec<Remark> {
        self.entries
            .iter()
            .filter_map(|entry| {
                let (text, lead) = pick(&entry.act)?;
                Some(Remark {
                    text: text.into_owned(),
                    lead: lead.map(|lead| self.lead_name(lead)),
                    who: entry.who.clone(),
                    at: instant(entry.at),
                    ..Remark::default()
                })
            })
            .collect()
    }

    /// The campaigns that were decided about; of one the last word counts.
    fn campaigns(&self) -> Vec<CampaignRow> {
        let mut rows: Vec<CampaignRow> = Vec::new();
        for entry in &self.entries {
            if let Act::CampaignDecided {
                campaign,
                choice,
                text,
                seen,
            } = &entry.act
            {
                rows.retain(|row| row.campaign != *campaign);
                rows.push(CampaignRow {
                    campaign: campaign.clone(),
                    choice: *choice,
                    text: text.clone(),
                    seen: seen.clone(),
                    who: entry.who.clone(),
                });
            }
        }
        rows
    }

    fn state(&self) -> (State, Option<DateTime<Utc>>) {
        if let Some(closing) = &self.gathered.closing {
            let version = closing.version;
            return (State::Final { version }, Some(instant(closing.at)));
        }
        let mut state = (State::Draft { after: None }, None);
        for entry in &self.entries {
            match (&entry.act, state.0) {
                (Act::Closed { version, .. }, _) => {
                    state = (State::Final { version: *version }, Some(instant(entry.at)));
                }
                (Act::Reopened { .. }, State::Final { version }) => {
                    let after = Some(version);
                    state = (State::Draft { after }, None);
                }
                _ => {}
            }
        }
        state
    }

    /// What was agreed for the figures on the day the minutes are as of.
    fn plan(&self) -> Option<&Plan> {
        let day = self.as_of().with_timezone(&self.gathered.zone).date_naive();
        self.gathered.agreement.plan(day).map(|(_, plan)| plan)
    }

    fn as_of(&self) -> DateTime<Utc> {
        let Gathered {
            meeting, closing, ..
        } = self.gathered;
        instant(as_of(meeting, &self.entries, closing.as_ref()))
    }
}

/// What minutes are as of, milliseconds since 1970 UTC: the close, else the last thing anybody did on purpose of the
/// review's standing entries, else its opening. Never the clock: the same data give the same minutes.
#[must_use]
pub fn as_of(meeting: &Meeting, standing: &[&Entry], closing: Option<&Closing>) -> i64 {
    let last = || {
        let deeds = standing.iter().rev();
        let last = deeds.into_iter().find(|entry| !entry.act.is_quiet());
        last.map_or(meeting.opened_at, |entry| entry.at)
    };
    closing.map_or_else(last, |closing| closing.at)
}

impl Minutes {
    /// The minutes of a review, as of its last entry.
    #[must_use]
    pub fn of(gathered: &Gathered) -> Self {
        let desk = Desk {
            gathered,
            entries: fold::standing(&gathered.entries),
            by_id: gathered
                .leads
                .iter()
                .map(|reviewed| (reviewed.after.id, reviewed))
                .collect(),
        };
        let meeting = &gathered.meeting;
        let (state, closed_at) = desk.state();
        let reviewed = leads::reviewed(&desk);
        let (not_reached, parked) = leads::left_over(&desk, &reviewed);
        let minutes = Self {
            format: 1,
            title: meeting.opening.title.clone(),
            number: meeting.opening.id.0,
            date: date_of(meeting.opened_at.div_euclid(1000), gathered.zone),
            zone: gathered.zone.name().to_owned(),
            state,
            period: meeting.opening.period,
            planned: meeting.opening.minutes,
            opened_at: instant(meeting.opened_at),
            closed_at,
            facilitator: room::facilitator(&desk),
            attendance: room::attendance(&desk),
            decisions: hour::decisions(&desk),
            promises: room::promises(&desk),
            previous: room::previous(&desk),
            were_we_right: room::were_we_right(&gathered.hindsight),
            kpis: numbers::table(&gathered.start, &gathered.end, &gathered.fill, desk.plan()),
            revenue: numbers::revenue(&gathered.start, &gathered.end),
            funnel: numbers::funnel(&gathered.start, &gathered.end),
            owed: owed(gathered.board.as_ref(), meeting.opening.id),
            reasons: leads::reasons(&reviewed),
            other: leads::other(&reviewed, &gathered.lists),
            wishes: leads::wishes(&reviewed),
            judgements: leads::judgements(&reviewed),
            leads: reviewed,
            not_reached,
            parked,
            ideas: desk.remarks(|act| match act {
                Act::Idea { text, lead, .. } => Some((text.into(), *lead)),
                _ => None,
            }),
            campaigns: desk.campaigns(),
            agreed: agreed::agreed(&desk),
            topics: desk.remarks(|act| match act {
                Act::Topic { text, lead, .. } => Some((text.into(), *lead)),
                _ => None,
            }),
            wins: leads::wins(gathered),
            ratings: room::ratings(&desk),
            hour: hour::hour(&desk, desk.as_of().timestamp_millis()),
            appendix: numbers::appendix(meeting.opening.period, desk.as_of(), gathered),
            names: Names::default(),
        };
        minutes.named(&gathered.agreement)
    }
}
