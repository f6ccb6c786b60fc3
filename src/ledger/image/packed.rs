//! One lead after the other in as few bytes as hold what is counted of it: flags, then only what is there, each number
//! as its difference to one nearby, in as many bytes as it needs.

use rust_decimal::Decimal;

use super::{Counted, Shared};
use crate::ledger::Trouble;
use crate::review::figures::contradiction::Kinds;
use crate::review::lead::{Answer, Evidence, Facts, LeadId, SourcedBy};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::{Currency, Money};
use crate::review::packed::{Pack, put, put_text, take, take_byte, take_text};
use crate::review::reason::ReasonCode;
use crate::review::verdict::Outcome;

/// Where in the flags each part begins.
mod at {
    pub const CREATED: u32 = 0;
    pub const QUALIFIED: u32 = 2;
    pub const OPPORTUNITY: u32 = 4;
    pub const CLOSED: u32 = 6;
    pub const ANSWER: u32 = 8;
    pub const ANSWERED: u32 = 11;
    pub const OUTCOME: u32 = 12;
    pub const AMOUNT: u32 = 14;
    pub const TOUCH: u32 = 15;
    pub const WORKED: u32 = 16;
    pub const SOURCED_BY: u32 = 20;
    pub const REFUSED: u32 = 22;
    pub const SOURCE: u32 = 23;
    pub const CAMPAIGN: u32 = 25;
    pub const OWNER: u32 = 27;
    pub const SUSPECT: u32 = 29;
    pub const AT_ODDS: u32 = 30;
}

/// Writes leads one after the other, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Packer {
    bytes: Vec<u8>,
    lead: i64,
    created: i64,
}

impl Packer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn put(&mut self, counted: &Counted<'_>) {
        let facts = &counted.facts;
        put(facts.lead.0.wrapping_sub(self.lead), &mut self.bytes);
        self.lead = facts.lead.0;
        self.bytes.extend(flags(counted).to_le_bytes());
        if let Some(ReasonCode(code)) = counted.refused {
            self.bytes.push(code);
        }
        let mut near = self.created;
        for (place, date) in dates(facts).into_iter().enumerate() {
            let Some(code) = date.map(Milestone::code) else {
                continue;
            };
            put(code.wrapping_sub(near), &mut self.bytes);
            near = code;
            if place == 0 {
                self.created = code;
            }
        }
        if let Some(money) = facts.amount {
            money.amount.pack(&mut self.bytes);
            money.currency.pack(&mut self.bytes);
        }
        if is_at_odds(facts) {
            (facts.record, facts.known).pack(&mut self.bytes);
        }
        for shared in [counted.source, counted.campaign, counted.owner] {
            match shared {
                Shared::Nothing => {}
                Shared::Word(word) => put(word, &mut self.bytes),
                Shared::Key(text) | Shared::Said(text) => put_text(text, &mut self.bytes),
            }
        }
    }
}

/// The dates in the order they are written, creation first.
fn dates(facts: &Facts) -> [Option<Milestone>; 6] {
    [
        facts.created.at(),
        facts.qualified.at(),
        facts.first_touch,
        facts.answered_at,
        facts.opportunity.at(),
        facts.closed.at(),
    ]
}

fn flags(counted: &Counted<'_>) -> u32 {
    let facts = &counted.facts;
    let reach = |reach: Reach| match reach {
        Reach::Not => 0,
        Reach::Undated => 1,
        Reach::At(_) => 2,
    };
    let answer = match facts.answer {
        Answer::None => 0,
        Answer::Accepted { by_deed, returned } => 1 + u32::from(by_deed) + 2 * u32::from(returned),
        Answer::NotAccepted(_) => NOT_ACCEPTED,
    };
    let outcome = match facts.outcome {
        None => 0,
        Some(Outcome::Won) => 1,
        Some(Outcome::Lost) => 2,
    };
    let worked = facts.worked;
    let evidence = u32::from(worked.touch)
        | u32::from(worked.verdict) << 1
        | u32::from(worked.status) << 2
        | u32::from(worked.opportunity) << 3;
    let sourced_by = match facts.sourced_by {
        SourcedBy::Marketing => 0,
        SourcedBy::Sales => 1,
        SourcedBy::Partner => 2,
    };
    let shared = |shared: Shared<'_>| match shared {
        Shared::Nothing => 0,
        Shared::Word(_) => 1,
        Shared::Key(_) => 2,
        Shared::Said(_) => 3,
    };
    reach(facts.created) << at::CREATED
        | reach(facts.qualified) << at::QUALIFIED
        | reach(facts.opportunity) << at::OPPORTUNITY
        | reach(facts.closed) << at::CLOSED
        | answer << at::ANSWER
        | u32::from(facts.answered_at.is_some()) << at::ANSWERED
        | outcome << at::OUTCOME
        | u32::from(facts.amount.is_some()) << at::AMOUNT
        | u32::from(facts.first_touch.is_some()) << at::TOUCH
        | evidence << at::WORKED
        | sourced_by << at::SOURCED_BY
        | u32::from(counted.refused.is_some()) << at::REFUSED
        | shared(counted.source) << at::SOURCE
        | shared(counted.campaign) << at::CAMPAIGN
        | shared(counted.owner) << at::OWNER
        | u32::from(facts.suspect) << at::SUSPECT
        | u32::from(is_at_odds(facts)) << at::AT_ODDS
}

/// Whether there is anything to say of contradictions: nearly never.
fn is_at_odds(facts: &Facts) -> bool {
    !facts.record.is_empty() || !facts.known.is_empty()
}

const NOT_ACCEPTED: u32 = 5;

fn answer(flags: u32) -> u32 {
    flags >> at::ANSWER & 7
}

fn outcome(flags: u32) -> Option<Outcome> {
    match flags >> at::OUTCOME & 3 {
        1 => Some(Outcome::Won),
        2 => Some(Outcome::Lost),
        _ => None,
    }
}

fn worked(flags: u32) -> Evidence {
    let bit = |at: u32| flags >> (at::WORKED + at) & 1 != 0;
    Evidence {
        touch: bit(0),
        verdict: bit(1),
        status: bit(2),
        opportunity: bit(3),
    }
}

fn sourced_by(flags: u32) -> SourcedBy {
    match flags >> at::SOURCED_BY & 3 {
        1 => SourcedBy::Sales,
        2 => SourcedBy::Partner,
        _ => SourcedBy::Marketing,
    }
}

/// Reads leads one after the other.
pub(super) struct Unpacker<'image> {
    bytes: &'image [u8],
    lead: i64,
    created: i64,
}

impl<'image> Unpacker<'image> {
    pub(super) fn new(bytes: &'image [u8]) -> Self {
        Self {
            bytes,
            lead: 0,
            created: 0,
        }
    }

    /// The next lead; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Counted<'image>>, Trouble> {
        if self.bytes.is_empty() {
            return Ok(None);
        }
        let damaged = || Trouble::Unreadable("the image of the leads".to_owned());
        self.counted().map(Some).ok_or_else(damaged)
    }

    fn counted(&mut self) -> Option<Counted<'image>> {
        self.lead = self.lead.wrapping_add(take(&mut self.bytes)?);
        let (flags, rest) = self.bytes.split_first_chunk::<4>()?;
        self.bytes = rest;
        let flags = u32::from_le_bytes(*flags);
        let bit = |at: u32| flags >> at & 1 != 0;
        let refused = if bit(at::REFUSED) {
            Some(ReasonCode(take_byte(&mut self.bytes)?))
        } else {
            None
        };
        let mut near = self.created;
        let created = self.reach(flags >> at::CREATED, &mut near)?;
        self.created = near;
        let qualified = self.reach(flags >> at::QUALIFIED, &mut near)?;
        let first_touch = self.reach(flags >> at::TOUCH << 1 & 2, &mut near)?.at();
        let answered_at = self.reach(flags >> at::ANSWERED << 1 & 2, &mut near)?.at();
        let opportunity = self.reach(flags >> at::OPPORTUNITY, &mut near)?;
        let closed = self.reach(flags >> at::CLOSED, &mut near)?;
        let amount = if bit(at::AMOUNT) {
            Some(self.money()?)
        } else {
            None
        };
        let (record, known) = self.kinds(bit(at::AT_ODDS))?;
        let answer = match answer(flags) {
            NOT_ACCEPTED => Answer::NotAccepted(refused?),
            0 => Answer::None,
            code => Answer::Accepted {
                by_deed: (code - 1) & 1 != 0,
                returned: (code - 1) & 2 != 0,
            },
        };
        let facts = Facts {
            lead: LeadId(self.lead),
            created,
            qualified,
            answer,
            answered_at,
            opportunity,
            closed,
            outcome: outcome(flags),
            amount,
            first_touch,
            worked: worked(flags),
            sourced_by: sourced_by(flags),
            suspect: bit(at::SUSPECT),
            record,
            known,
        };
        Some(Counted {
            facts,
            refused,
            source: self.shared(flags >> at::SOURCE)?,
            campaign: self.shared(flags >> at::CAMPAIGN)?,
            owner: self.shared(flags >> at::OWNER)?,
        })
    }

    fn reach(&mut self, flags: u32, near: &mut i64) -> Option<Reach> {
        Some(match flags & 3 {
            0 => Reach::Not,
            1 => Reach::Undated,
            _ => Reach::At(self.date(near)?),
        })
    }

    fn date(&mut self, near: &mut i64) -> Option<Milestone> {
        *near = near.wrapping_add(take(&mut self.bytes)?);
        Some(Milestone::from_code(*near))
    }

    fn kinds(&mut self, any: bool) -> Option<(Kinds, Kinds)> {
        if any {
            Pack::unpack(&mut self.bytes)
        } else {
            Some((Kinds::default(), Kinds::default()))
        }
    }

    fn money(&mut self) -> Option<Money> {
        Some(Money {
            amount: <Decimal as Pack>::unpack(&mut self.bytes)?,
            currency: Currency::unpack(&mut self.bytes)?,
        })
    }

    fn shared(&mut self, flags: u32) -> Option<Shared<'image>> {
        Some(match flags & 3 {
            0 => Shared::Nothing,
            1 => Shared::Word(take(&mut self.bytes)?),
            kind => {
                let text = take_text(&mut self.bytes)?;
                if kind == 2 {
                    Shared::Key(text)
                } else {
                    Shared::Said(text)
                }
            }
        })
    }
}
