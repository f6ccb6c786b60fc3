//! Answers to the console's questions.

use std::collections::HashSet;

use super::{Desk, Trouble, folder};
use crate::console::effect::{LeadsQuery, LeadsSort, LeadsView, Only, Question};
use crate::console::message::{Answer, Card, Ground, LeadsPage, ReviewState};
use crate::ledger::Ledger;
use crate::review::entry::{Act, Entry, Seq};
use crate::review::filter::{LeadFilter, LeadSort, LeadState};
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::fold::standing;
use crate::review::meeting::prepared::Prepared;
use crate::review::meeting::{Meeting, MeetingId, matter};
use crate::review::milestone::Milestone;

impl Desk {
    /// Answers one question.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn answer(&self, question: Question) -> Result<Answer, Trouble> {
        Ok(match question {
            Question::Ground => Answer::Ground(Box::new(self.ground()?)),
            Question::Leads(query) => Answer::Leads(self.leads(query)?),
            Question::Named(ids) => Answer::Named(self.named(&ids)?),
            Question::Card(lead) => Answer::Card(Box::new(self.card(lead)?)),
            Question::Cards(ids) => Answer::Cards(self.cards(&ids)?),
            Question::Review { meeting, figures } => {
                Answer::Review(Box::new(self.review(meeting, figures)?))
            }
            Question::Figures { period } => Answer::Figures(Box::new(self.figures(period)?)),
            Question::Docket {
                period,
                lead_minutes,
                seed,
            } => {
                let (docket, leads) = self.docket(period, lead_minutes, seed)?;
                Answer::Docket {
                    items: docket.items,
                    leads,
                }
            }
            Question::Journal { meeting, limit } => self.journal(meeting, limit)?,
            Question::Folder(text) => Answer::Folder(self.folder(&text)?),
            Question::Place(ask) => Answer::Place(self.place(&ask)?),
            Question::Stock { recent } => Answer::Stock(Box::new(self.stock(recent)?)),
            Question::Proposal { given, answers } => {
                Answer::Proposal(Box::new(self.proposal(&given, answers)?))
            }
            Question::Opens(path) => {
                Ledger::open(&folder::expanded(&path))
                    .map_err(|error| Trouble::Words(error.to_string()))?;
                Answer::Opens(path)
            }
            Question::Paper {
                paper,
                masked,
                columns,
            } => Answer::Paper(self.paper(&paper, masked, columns)?),
        })
    }

    fn ground(&self) -> Result<Ground, Trouble> {
        let file = self.ledger.place().map(folder::shown).unwrap_or_default();
        Ok(Ground {
            file,
            zone: self.ledger.zone()?,
            rehearsal: self.rehearsal,
            people: self.ledger.people()?,
            lists: self.ledger.lists()?,
            settings: self.ledger.settings()?,
            meetings: self.ledger.meetings()?,
            promises: self.ledger.promises()?,
            topics: matter::topics(&self.ledger.room_entries()?),
            not_held: self.not_held()?,
            trail: self.trail()?,
            campaigns: self.ledger.campaigns()?,
            agreement: self.ledger.agreement()?,
            leads: number(self.ledger.count(&LeadFilter::default())?),
        })
    }

    fn leads(&self, query: LeadsQuery) -> Result<LeadsPage, Trouble> {
        let (filter, sort) = asked(&query);
        if let Some(Only::Lead(lead)) = query.only {
            let leads = self.cards(&[lead])?;
            let total = number(leads.len());
            return Ok(LeadsPage {
                query,
                leads,
                total,
            });
        }
        if let Some(Only::These(_, ids)) = &query.only {
            let (leads, total) = self.these(&query, ids)?;
            return Ok(LeadsPage {
                query,
                leads,
                total,
            });
        }
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let (offset, limit) = (size(query.offset), size(query.limit));
        let leads = self.ledger.listed_leads(&filter, sort, offset, limit)?;
        let leads = self.cards(&leads)?;
        let total = number(self.ledger.count(&filter)?);
        Ok(LeadsPage {
            query,
            leads,
            total,
        })
    }

    /// A page of the leads behind a figure, narrowed by what is searched for, in the order they came.
    fn these(&self, query: &LeadsQuery, ids: &[LeadId]) -> Result<(Vec<Card>, u64), Trouble> {
        let found: Option<HashSet<LeadId>> = if query.text.trim().is_empty() {
            None
        } else {
            Some(self.ledger.search(&query.text)?.into_iter().collect())
        };
        let shown: Vec<LeadId> = ids
            .iter()
            .copied()
            .filter(|lead| found.as_ref().is_none_or(|found| found.contains(lead)))
            .collect();
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let page = shown.iter().copied().skip(size(query.offset));
        let page: Vec<LeadId> = page.take(size(query.limit)).collect();
        Ok((self.cards(&page)?, number(shown.len())))
    }

    fn named(&self, ids: &[LeadId]) -> Result<Vec<Lead>, Trouble> {
        Ok(self.ledger.leads_named(ids)?)
    }

    fn card(&self, id: LeadId) -> Result<Card, Trouble> {
        self.cards(&[id])?
            .pop()
            .ok_or_else(|| Trouble::Words(format!("lead {} is no longer in the ledger", id.0)))
    }

    /// The cards of these leads, in that order; one that is not there is left out.
    fn cards(&self, ids: &[LeadId]) -> Result<Vec<Card>, Trouble> {
        let leads = self.ledger.leads_named(ids)?;
        let mut entries = self.ledger.entries_of_each(ids)?;
        let mut touches = self.ledger.touches_of_each(ids)?;
        let cards = leads.into_iter().map(|lead| {
            let entries = entries.remove(&lead.id).unwrap_or_default();
            let entries: Vec<Entry> = standing(&entries).into_iter().cloned().collect();
            let said = entries.iter().filter_map(|entry| match &entry.act {
                Act::Touched { touch, .. } => Some(touch.clone()),
                _ => None,
            });
            let mut touches = touches.remove(&lead.id).unwrap_or_default();
            touches.extend(said);
            touches.sort_by_key(|touch| touch.at.map(Milestone::code));
            Card {
                lead,
                touches,
                entries,
            }
        });
        Ok(cards.collect())
    }

    /// A review with what the journal holds of it.
    fn review(&self, id: MeetingId, figures: bool) -> Result<ReviewState, Trouble> {
        let meeting = self.ledger.meeting(id)?.ok_or_else(|| no_review(id))?;
        let all = self.ledger.entries_of_meeting(id)?;
        let entries: Vec<Entry> = standing(&all).into_iter().cloned().collect();
        let mut ids: Vec<LeadId> = meeting
            .opening
            .docket
            .iter()
            .map(|item| item.lead)
            .collect();
        for entry in &entries {
            if let Act::Brought { lead } = entry.act
                && !ids.contains(&lead)
            {
                ids.push(lead);
            }
        }
        let figures = if figures {
            Some(Box::new(self.figures_of(&meeting, &all)?))
        } else {
            None
        };
        let leads = self.named(&ids)?;
        Ok(ReviewState {
            prepared: self.prepared(&meeting, &leads)?,
            leads,
            meeting,
            entries,
            figures,
        })
    }

    /// Who said something of their leads between the review before and this one's opening.
    fn prepared(&self, meeting: &Meeting, docket: &[Lead]) -> Result<Prepared, Trouble> {
        let before = self
            .ledger
            .meetings()?
            .into_iter()
            .map(|other| other.opened_seq)
            .filter(|opened| *opened < meeting.opened_seq)
            .max();
        let mut since = self.ledger.entries_after(before.unwrap_or_default())?;
        since.retain(|entry| entry.seq < meeting.opened_seq);
        Ok(Prepared::of(docket, standing(&since)))
    }

    fn journal(&self, meeting: Option<MeetingId>, limit: usize) -> Result<Answer, Trouble> {
        let mut entries = if let Some(meeting) = meeting {
            self.ledger.entries_of_meeting(meeting)?
        } else {
            let most = i64::try_from(limit).unwrap_or(i64::MAX);
            let from = self.ledger.last_seq()?.0.saturating_sub(most).max(0);
            self.ledger.entries_after(Seq(from))?
        };
        entries.drain(..entries.len().saturating_sub(limit));
        let mut ids: Vec<LeadId> = entries
            .iter()
            .filter_map(|entry| entry.act.lead())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let labels = self
            .named(&ids)?
            .iter()
            .map(|lead| (lead.id, lead.label()))
            .collect();
        Ok(Answer::Journal { entries, labels })
    }
}

/// What the console asks for, in the ledger's words.
fn asked(query: &LeadsQuery) -> (LeadFilter, LeadSort) {
    let mut filter = LeadFilter {
        text: query.text.clone(),
        ..LeadFilter::default()
    };
    if let Some(Only::Campaign(name)) = &query.only {
        filter.campaign = Some(name.clone());
    }
    match query.view {
        LeadsView::All => {}
        LeadsView::Mine => filter.owner = Some(query.me.clone()),
        LeadsView::Unworked => filter.state = LeadState::Unworked,
        LeadsView::AnswerDue => filter.state = LeadState::Unanswered,
    }
    let sort = match (query.view, query.sort) {
        // A rep's own list begins with what waits.
        (LeadsView::Mine, LeadsSort::Newest) => LeadSort::Waiting,
        (_, LeadsSort::Oldest) => LeadSort::Oldest,
        (_, LeadsSort::Company) => LeadSort::Label,
        (_, LeadsSort::Newest) => LeadSort::Newest,
        (_, LeadsSort::Owner) => LeadSort::Owner,
    };
    (filter, sort)
}

pub(super) fn no_review(id: MeetingId) -> Trouble {
    Trouble::Words(format!("there is no review {} in this ledger", id.0))
}

pub(super) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
