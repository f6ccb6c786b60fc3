//! Rows of every other list: deals, touches, members, campaigns, spend, people. The same identity twice in one
//! import: the later row stands.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Taken, hash};
use crate::ledger::filed::sourced_by_code;
use crate::ledger::{Trouble, deals};
use crate::review::campaign::Campaign;
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::Money;
use crate::review::person::Person;
use crate::review::row::{OpportunityRow, Row, identity};
use crate::review::touch::Touch;

/// The rows of one import that are not leads.
pub(super) struct Items<'ledger> {
    connection: &'ledger Connection,
    /// How often a row that has nothing but its content came so far.
    seen: HashMap<i64, u32>,
}

impl<'ledger> Items<'ledger> {
    pub(super) fn begin(connection: &'ledger Connection) -> Self {
        Self {
            connection,
            seen: HashMap::new(),
        }
    }

    pub(super) fn take(&mut self, file: i64, row: Row) -> Result<Taken, Trouble> {
        match row {
            Row::Opportunity(row) => self.deal(file, &row),
            Row::Campaign(campaign) => self.campaign(file, *campaign),
            Row::Member {
                campaign,
                lead,
                status,
            } => self.member(file, &campaign, &lead, &status),
            Row::Touch { lead, touch } => self.touch(file, &lead, &touch),
            Row::Person(person) => self.person(file, &person),
            Row::Spend {
                campaign,
                ad,
                day,
                cost,
            } => self.spend(file, &[&campaign, &ad], day.map(Milestone::Day), cost),
            Row::Lead(_) | Row::Slip { .. } => Ok(Taken::AtTheMerge),
        }
    }

    fn is_staged(&self, sql: &str, identity: i64) -> Result<bool, Trouble> {
        let found = self
            .connection
            .prepare_cached(sql)?
            .exists(named_params! { ":identity": identity })?;
        Ok(found)
    }

    /// The identity of content that may come several times: the content and which time it is.
    fn occurrence(&mut self, parts: &[&str]) -> i64 {
        let content = hash::of_parts(parts);
        let times = self.seen.entry(content).or_default();
        *times += 1;
        let times = times.to_string();
        let mut all = parts.to_vec();
        all.push(&times);
        hash::of_parts(&all)
    }

    fn deal(&mut self, file: i64, row: &OpportunityRow) -> Result<Taken, Trouble> {
        let deal = &row.deal;
        let amount = deal.amount.map(|money| money.amount.to_string());
        let identity = if row.key.trim().is_empty() {
            let said = format!("{deal:?}{:?}{:?}", row.accepted, row.extra);
            self.occurrence(&[&row.owner, &row.source, &row.campaign, &row.stage, &said])
        } else {
            hash::of_key(&row.key)
        };
        let accepted = row.accepted.map(|at| at.map_or(Reach::Undated, Reach::At));
        let extra = if row.extra.is_empty() {
            None
        } else {
            Some(serde_json::to_string(&row.extra)?)
        };
        let again = self.is_staged(
            "SELECT 1 FROM staging.deal WHERE identity = :identity",
            identity,
        )?;
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO staging.deal (file, identity, key, lead_key, lead_identity, owner, source, campaign, stage,
                     opened, closed, outcome, amount, currency, reason, accepted, sourced_by, extra)
                 VALUES (:file, :identity, :key, :lead_key, :lead_identity, :owner, :source, :campaign, :stage,
                     :opened, :closed, :outcome, :amount, :currency, :reason, :accepted, :sourced_by, :extra)
                 ON CONFLICT (identity) DO UPDATE SET (lead_key, lead_identity, owner, source, campaign, stage, opened,
                     closed, outcome, amount, currency, reason, accepted, sourced_by, extra)
                 = (excluded.lead_key, excluded.lead_identity, excluded.owner, excluded.source, excluded.campaign,
                     excluded.stage, excluded.opened, excluded.closed, excluded.outcome, excluded.amount,
                     excluded.currency, excluded.reason, excluded.accepted, excluded.sourced_by, excluded.extra)
                 WHERE (lead_key, lead_identity, owner, source, campaign, stage, opened, closed, outcome, amount, currency,
                     reason, accepted, sourced_by, extra)
                 IS NOT (excluded.lead_key, excluded.lead_identity, excluded.owner, excluded.source, excluded.campaign,
                     excluded.stage, excluded.opened, excluded.closed, excluded.outcome, excluded.amount,
                     excluded.currency, excluded.reason, excluded.accepted, excluded.sourced_by, excluded.extra)",
            )?
            .execute(named_params! {
                    ":file": file, ":identity": identity, ":key": row.key, ":lead_key": row.lead,
                    ":lead_identity": of_lead(&row.lead), ":owner": row.owner, ":source": row.source,
                    ":campaign": row.campaign, ":stage": row.stage, ":opened": deal.opened.code(),
                    ":closed": deal.closed.code(), ":outcome": deal.outcome.map(deals::outcome_code),
                    ":amount": amount, ":currency": deal.amount.map(|money| money.currency.code().to_owned()),
                    ":reason": deal.reason, ":accepted": accepted.and_then(Reach::code),
                    ":sourced_by": row.sourced_by.map(sourced_by_code), ":extra": extra,
                })?;
        Ok(taken(again, changed))
    }

    fn campaign(&mut self, file: i64, mut campaign: Campaign) -> Result<Taken, Trouble> {
        let identity = hash::of_key(&campaign.key);
        if let Some(before) = self.campaign_before(identity)? {
            fill(&mut campaign, before);
        }
        let again = self.is_staged(
            "SELECT 1 FROM staging.campaign WHERE identity = :identity",
            identity,
        )?;
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO staging.campaign (file, identity, key, document)
                 VALUES (:file, :identity, :key, :document)
                 ON CONFLICT (identity) DO UPDATE SET document = excluded.document
                 WHERE document <> excluded.document",
            )?
            .execute(named_params! {
                ":file": file, ":identity": identity, ":key": campaign.key,
                ":document": serde_json::to_string(&campaign)?,
            })?;
        Ok(taken(again, changed))
    }

    fn campaign_before(&self, identity: i64) -> Result<Option<Campaign>, Trouble> {
        let document: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT document FROM staging.campaign WHERE identity = :identity
                 UNION ALL SELECT document FROM main.campaign WHERE identity = :identity LIMIT 1",
            )?
            .query_row(named_params! { ":identity": identity }, |row| row.get(0))
            .optional()?;
        Ok(document
            .map(|document| serde_json::from_str(&document))
            .transpose()?)
    }

    fn member(
        &mut self,
        file: i64,
        campaign: &str,
        lead: &str,
        status: &str,
    ) -> Result<Taken, Trouble> {
        let identity = hash::of_parts(&[identity(campaign), identity(lead)]);
        let again = self.is_staged(
            "SELECT 1 FROM staging.member WHERE identity = :identity",
            identity,
        )?;
        let changed = self.connection
            .prepare_cached(
                "INSERT INTO staging.member (file, identity, campaign, lead_key, lead_identity, status)
                 VALUES (:file, :identity, :campaign, :lead_key, :lead_identity, :status)
                 ON CONFLICT (identity) DO UPDATE SET status = excluded.status WHERE status <> excluded.status",
            )?
            .execute(named_params! {
                ":file": file, ":identity": identity, ":campaign": campaign,
                ":lead_key": lead, ":lead_identity": of_lead(lead), ":status": status,
            })?;
        Ok(taken(again, changed))
    }

    fn touch(&mut self, file: i64, lead: &str, touch: &Touch) -> Result<Taken, Trouble> {
        let said = format!("{:?}{:?}{:?}", touch.at, touch.kind, touch.result);
        let identity = self.occurrence(&[lead, &said, &touch.by, &touch.note]);
        let again = self.is_staged(
            "SELECT 1 FROM staging.touch WHERE identity = :identity",
            identity,
        )?;
        let changed = self.connection
            .prepare_cached(
                "INSERT INTO staging.touch (file, identity, lead_key, lead_identity, at, kind, result, by, note)
                 VALUES (:file, :identity, :lead_key, :lead_identity, :at, :kind, :result, :by, :note)",
            )?
            .execute(named_params! {
                ":file": file, ":identity": identity, ":lead_key": lead, ":lead_identity": of_lead(lead),
                ":at": touch.at.map(Milestone::code), ":kind": touch.kind.word(),
                ":result": touch.result.map(crate::review::touch::TouchResult::word),
                ":by": touch.by, ":note": touch.note,
            })?;
        Ok(taken(again, changed))
    }

    fn person(&mut self, file: i64, person: &Person) -> Result<Taken, Trouble> {
        let identity = hash::of_parts(&[person.name.trim()]);
        let again = self.is_staged(
            "SELECT 1 FROM staging.person WHERE identity = :identity",
            identity,
        )?;
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO staging.person (file, identity, name, document)
                 VALUES (:file, :identity, :name, :document)
                 ON CONFLICT (identity) DO UPDATE SET document = excluded.document
                 WHERE document <> excluded.document",
            )?
            .execute(named_params! {
                ":file": file, ":identity": identity, ":name": person.name,
                ":document": serde_json::to_string(person)?,
            })?;
        Ok(taken(again, changed))
    }

    fn spend(
        &mut self,
        file: i64,
        [campaign, ad]: &[&str; 2],
        day: Option<Milestone>,
        cost: Money,
    ) -> Result<Taken, Trouble> {
        let day = day.map(Milestone::code);
        let on = day.map_or_else(String::new, |day| day.to_string());
        let identity = hash::of_parts(&[campaign, ad, &on]);
        let again = self.is_staged(
            "SELECT 1 FROM staging.spend WHERE identity = :identity",
            identity,
        )?;
        let changed = self.connection
            .prepare_cached(
                "INSERT INTO staging.spend (file, identity, campaign, ad, day, amount, currency)
                 VALUES (:file, :identity, :campaign, :ad, :day, :amount, :currency)
                 ON CONFLICT (identity) DO UPDATE SET (amount, currency) = (excluded.amount, excluded.currency)
                 WHERE (amount, currency) <> (excluded.amount, excluded.currency)",
            )?
            .execute(named_params! {
                ":file": file, ":identity": identity, ":campaign": campaign,
                ":ad": ad, ":day": day, ":amount": cost.amount.to_string(), ":currency": cost.currency.code(),
            })?;
        Ok(taken(again, changed))
    }
}

/// What a row is that was staged: the first of its identity is compared at the merge, a later one here.
fn taken(again: bool, changed: usize) -> Taken {
    match (again, changed) {
        (false, _) => Taken::AtTheMerge,
        (true, 0) => Taken::Unchanged,
        (true, _) => Taken::Updated,
    }
}

/// The identity of the lead a row names; 0 where it names none.
fn of_lead(key: &str) -> i64 {
    if key.trim().is_empty() {
        0
    } else {
        hash::of_key(key)
    }
}

/// What an earlier file said of a campaign stays where the later one is silent.
fn fill(campaign: &mut Campaign, before: Campaign) {
    if campaign.name.is_empty() {
        campaign.name = before.name;
    }
    if campaign.channel.is_empty() {
        campaign.channel = before.channel;
    }
    campaign.cost = campaign.cost.or(before.cost);
    campaign.expected_revenue = campaign.expected_revenue.or(before.expected_revenue);
    campaign.expected_leads = campaign.expected_leads.or(before.expected_leads);
    campaign.starts = campaign.starts.or(before.starts);
    campaign.ends = campaign.ends.or(before.ends);
}
