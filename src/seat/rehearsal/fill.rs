//! Plays the company into a ledger: its exports as they came month by month, its reviews as they were held.

mod hour;

use std::collections::BTreeMap;

use super::past::{Deed, Move, PastReview, Said};
use super::{ANSWER_HOURS, Company, agreement, campaigns, owed};
use crate::ledger::{self, ImportError, ImportFile, ImportOrder, RecordError};
use crate::publish::minutes::{self, PublishError};
use crate::review::campaign::MINIMUM_RETURN;
use crate::review::entry::{Act, Draft, Seq};
use crate::review::figures::work::MINUTES_A_TOUCH;
use crate::review::filter::{LeadFilter, LeadSort};
use crate::review::lead::LeadId;
use crate::review::meeting::deed::Deed as RoomDeed;
use crate::review::meeting::{DocketItem, MeetingId, Opening};
use crate::review::milestone::{DAY, date_of};
use crate::review::minutes::Closing;
use crate::review::row::{Kind, Row};
use crate::seat::clock::Clock;
use crate::seat::desk::{Desk, Trouble};

/// Who brought the exports in.
const IMPORTER: &str = "Hanna Weiss";
/// Who forecasts what a campaign brings.
const MARKETING: &str = "Mary Okafor";

/// Why the company could not be played in.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    #[error("making up the company: {0}")]
    Import(#[from] ImportError),
    #[error("making up the company: {0}")]
    Record(#[from] RecordError),
    #[error("making up the company: {0}")]
    Ledger(#[from] ledger::Trouble),
    #[error("making up the company: {0}")]
    Desk(#[from] Trouble),
    #[error("making up the company: {0}")]
    Publish(#[from] PublishError),
}

/// Plays the company of a seed into a new ledger, as the day of `now` (milliseconds since 1970) finds it. The desk's clock
/// is moved through the year meanwhile and stands as before afterwards.
///
/// # Errors
/// Where the ledger cannot be written.
pub fn fill(desk: &mut Desk, seed: u64, now: i64) -> Result<(), FillError> {
    let clock = desk.clock;
    let company = Company::generate(seed, now);
    let mut player = Player {
        desk,
        company: &company,
        leads: BTreeMap::new(),
        promises: BTreeMap::new(),
        imported: None,
    };
    player.desk.ledger.wait_for_disk(false)?;
    let outcome = player.play();
    player.desk.ledger.wait_for_disk(true)?;
    desk.clock = clock;
    outcome
}

/// What the numbers of the ledger are looked up in.
struct Player<'desk> {
    desk: &'desk mut Desk,
    company: &'desk Company,
    leads: BTreeMap<String, LeadId>,
    /// The entry that made the promise with that place.
    promises: BTreeMap<usize, Seq>,
    /// Up to when the CRM's exports are in, seconds.
    imported: Option<i64>,
}

impl Player<'_> {
    fn play(&mut self) -> Result<(), FillError> {
        let company = self.company;
        let first = company
            .reviews
            .first()
            .map_or(company.now, |review| review.opened_at);
        let agreed = Act::Setting {
            name: ledger::ANSWER_HOURS.to_owned(),
            value: ANSWER_HOURS.to_string(),
        };
        // Agreed half a year before the first review that is shown, so that every wait has a limit.
        self.record(first - 180 * 86_400_000, IMPORTER, None, vec![agreed])?;
        self.forecast()?;
        for (place, review) in company.reviews.iter().enumerate() {
            self.import(review.opened_at / 1000 - 9_000)?;
            self.hold(place, review)?;
        }
        self.import(company.now / 1000)?;
        for said in &company.since {
            self.say(std::slice::from_ref(said), None)?;
        }
        Ok(())
    }

    /// What Marketing expected of its campaigns, all but one before the launch; and the least both teams agreed on.
    fn forecast(&mut self) -> Result<(), FillError> {
        let company = self.company;
        for (place, percent, days) in campaigns::FORECASTS {
            let profile = &campaigns::PROFILES[place];
            let leads = company
                .stories
                .iter()
                .filter(|story| story.campaign == place)
                .count();
            let forecast = Act::Forecast {
                campaign: profile.name.to_owned(),
                forecast: campaigns::forecast(profile, leads as u64, percent),
                reason: String::new(),
            };
            let launch = company
                .campaigns
                .get(place)
                .and_then(|campaign| campaign.starts)
                .map_or(company.now / 1000, |at| at.start(company.zone));
            let at = (launch - days * DAY + 36_000) * 1000;
            self.record(at, MARKETING, None, vec![forecast])?;
        }
        let least = Act::Setting {
            name: MINIMUM_RETURN.to_owned(),
            value: campaigns::LEAST.to_owned(),
        };
        let touch = Act::Setting {
            name: MINUTES_A_TOUCH.to_owned(),
            value: "10".to_owned(),
        };
        let both = vec![least, touch];
        self.record(company.now - 170 * DAY * 1000, MARKETING, None, both)?;
        Ok(())
    }

    /// The exports of a moment, in the order a person picks them.
    fn import(&mut self, until: i64) -> Result<(), FillError> {
        let day = date_of(until, self.company.zone);
        let files = self.company.files(self.imported, until);
        let files = files
            .into_iter()
            .filter_map(|rows| {
                let kind = kind_of(rows.first()?);
                let name = format!("{}_{day}.csv", kind.word());
                Some(ImportFile {
                    digest: minutes::digest(&name),
                    name,
                    kind,
                    rows: Box::new(rows.into_iter().map(Ok)),
                })
            })
            .collect();
        let order = ImportOrder {
            who: IMPORTER.to_owned(),
            at_ms: until * 1000,
            meeting: None,
            dry_run: false,
            settings: Vec::new(),
        };
        self.desk.ledger.import(&order, files, &mut |_| true)?;
        self.imported = Some(until);
        self.learn_numbers()
    }

    /// The numbers the ledger gave the leads that are new to it.
    fn learn_numbers(&mut self) -> Result<(), FillError> {
        let known = self.leads.len();
        let new = self.desk.ledger.leads(
            &LeadFilter::default(),
            LeadSort::Filed,
            known,
            usize::try_from(i32::MAX).unwrap_or(known),
        )?;
        self.leads
            .extend(new.into_iter().map(|lead| (lead.filed.key, lead.id)));
        Ok(())
    }

    fn hold(&mut self, place: usize, review: &PastReview) -> Result<(), FillError> {
        let opening = self.opening(review);
        let opened = Act::Opened {
            opening: Box::new(opening),
        };
        let facilitator = &review.facilitator;
        let entries = self.record(
            review.opened_at,
            facilitator,
            Some(MeetingId(0)),
            vec![opened],
        )?;
        let meeting = entries.first().and_then(|entry| entry.1);
        for made in &review.moves {
            self.make(made, facilitator, meeting)?;
        }
        let Some(meeting) = meeting else {
            return Ok(());
        };
        for (after, who, step) in owed::in_review(place, review.opened_at) {
            let step = Box::new(step);
            let at = review.opened_at + after;
            self.record(at, who, Some(meeting), vec![Act::Agreed { step }])?;
        }
        let (company, at) = (self.company, review.closed_at - 120_000);
        let day = date_of(at / 1000, company.zone);
        for (who, step) in agreement::steps(place, day, company.today, &company.people) {
            let act = Act::Agreed {
                step: Box::new(step),
            };
            self.record(at, &who, Some(meeting), vec![act])?;
        }
        let ratings = review.ratings.clone();
        // Whoever found the hour worth it works well with the others.
        let scores = ratings.iter().map(|of_ten| of_ten.div_ceil(2)).collect();
        let pulse = Act::Room(RoomDeed::Pulse { scores });
        self.record(
            review.closed_at - 60_000,
            facilitator,
            Some(meeting),
            vec![Act::Rated { ratings }, pulse],
        )?;
        self.close(review, meeting)?;
        for kept in &review.kept {
            self.kept(kept, facilitator, None)?;
        }
        Ok(())
    }

    fn opening(&self, review: &PastReview) -> Opening {
        Opening {
            id: MeetingId(0),
            title: review.title.clone(),
            period: review.period,
            minutes: 75,
            lead_minutes: 30,
            seed: review.seed,
            facilitator: review.facilitator.clone(),
            present: review.present.clone(),
            docket: review
                .docket
                .iter()
                .filter_map(|(key, part, because)| {
                    Some(DocketItem {
                        lead: *self.leads.get(key)?,
                        part: *part,
                        because: because.clone(),
                    })
                })
                .collect(),
            practice: false,
            template: String::new(),
            agenda: Vec::new(),
        }
    }

    fn make(
        &mut self,
        made: &Move,
        facilitator: &str,
        meeting: Option<MeetingId>,
    ) -> Result<(), FillError> {
        let (at, who, act) = match made {
            Move::Said(said) => return self.say(said, meeting),
            Move::Decided { at, text } => {
                let text = text.clone();
                (*at, facilitator, Act::decided(text, None))
            }
            Move::Promised(promise) => return self.promised(promise, facilitator, meeting),
            Move::Kept(kept) => return self.kept(kept, facilitator, meeting),
            Move::Entered { at, phase } => {
                let deed = RoomDeed::Entered { phase: *phase };
                (*at, facilitator, Act::Room(deed))
            }
            Move::Blind { at, leads } => {
                let deeds = self.checked(leads);
                self.record(*at, facilitator, meeting, deeds)?;
                return Ok(());
            }
            Move::Idea { at, who, text } => {
                let text = text.clone();
                (*at, who.as_str(), Act::idea(text, None))
            }
            Move::Topic { at, who, text } => {
                let text = text.clone();
                (*at, who.as_str(), Act::topic(text, None))
            }
        };
        self.record(at, who, meeting, vec![act])?;
        Ok(())
    }

    /// What was said of leads, as one gesture.
    fn say(&mut self, said: &[Said], meeting: Option<MeetingId>) -> Result<(), FillError> {
        let mut drafts = Vec::new();
        for said in said {
            let Some(lead) = self.leads.get(&said.key).copied() else {
                continue;
            };
            for deed in &said.deeds {
                drafts.push(Draft {
                    at: said.at,
                    who: said.who.clone(),
                    meeting,
                    act: act(lead, deed),
                    seen: None,
                });
            }
        }
        if !drafts.is_empty() {
            self.desk.ledger.record(&drafts)?;
        }
        Ok(())
    }

    fn record(
        &mut self,
        at: i64,
        who: &str,
        meeting: Option<MeetingId>,
        acts: Vec<Act>,
    ) -> Result<Vec<(Seq, Option<MeetingId>)>, FillError> {
        let drafts: Vec<Draft> = acts
            .into_iter()
            .map(|act| Draft {
                at,
                who: who.to_owned(),
                meeting,
                act,
                seen: None,
            })
            .collect();
        let entries = self.desk.ledger.record(&drafts)?;
        Ok(entries
            .into_iter()
            .map(|entry| (entry.seq, entry.meeting))
            .collect())
    }

    /// Freezes the minutes as the figures stood on that day.
    fn close(&mut self, review: &PastReview, meeting: MeetingId) -> Result<(), FillError> {
        self.desk.clock = Clock::Fixed(review.closed_at);
        let closing = Closing {
            at: review.closed_at,
            version: 1,
        };
        let Some(record) = self.desk.minutes(meeting, Some(closing))? else {
            return Ok(());
        };
        let text = minutes::canonical(&record)?;
        let carried = record
            .not_reached
            .iter()
            .chain(&record.parked)
            .map(|name| name.lead)
            .collect();
        let closed = Act::Closed {
            version: 1,
            digest: minutes::digest(&text),
            carried,
            minutes: text,
        };
        self.record(
            review.closed_at,
            &review.facilitator,
            Some(meeting),
            vec![closed],
        )?;
        Ok(())
    }
}

fn kind_of(row: &Row) -> Kind {
    match row {
        Row::Lead(_) => Kind::Leads,
        Row::Opportunity(_) => Kind::Opportunities,
        Row::Campaign(_) => Kind::Campaigns,
        Row::Member { .. } => Kind::Members,
        Row::Touch { .. } => Kind::Touches,
        Row::Person(_) => Kind::People,
        Row::Spend { .. } => Kind::Spend,
        Row::Slip { .. } => Kind::Slip,
    }
}

fn act(lead: LeadId, deed: &Deed) -> Act {
    match deed {
        Deed::Verdict(verdict, told) => Act::Verdict {
            lead,
            verdict: verdict.clone(),
            told: *told,
        },
        Deed::Stands(told) => Act::Stands { lead, told: *told },
        Deed::Note(text) => Act::Note {
            lead,
            text: text.clone(),
        },
        Deed::Wishes(tags) => Act::Wishes {
            lead,
            tags: tags.clone(),
        },
        Deed::Parked => Act::Parked { lead },
        Deed::Planned(lines) => {
            let list = owed::checklist();
            Act::Planned {
                lead,
                of: u32::try_from(list.len()).unwrap_or(u32::MAX),
                ticked: list.into_iter().take(*lines).collect(),
            }
        }
    }
}
