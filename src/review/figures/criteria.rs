//! What the agreed definition says of all leads: how many are judged and how, listed names apart, and what people
//! said of its criteria.

use std::collections::{BTreeMap, BTreeSet};

use crate::review::agreement::criterion::Met;
use crate::review::agreement::definition::CriterionKey;
use crate::review::agreement::judged::Judges;
use crate::review::lead::{Answer, Field, Lead};
use crate::review::reason::ReasonCode;

/// Names from a list source: how many, and how many of them pass every must-have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listed {
    pub leads: u64,
    pub passed: u64,
}

/// A rep's ended deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ended {
    pub won: u64,
    pub lost: u64,
}

/// The counts, over all leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    pub leads: u64,
    /// Judged by the version that holds for them; with any version in force that is every lead.
    pub judged: u64,
    pub met: u64,
    pub failed: u64,
    pub unknown: u64,
    pub ranks: BTreeMap<char, u64>,
    /// By source, those the definition in force for the lead calls a list.
    pub listed: BTreeMap<String, Listed>,
    pub reps: BTreeMap<String, Ended>,
    /// How often a criterion was named where a lead was not accepted, whatever it was called then.
    pub named: BTreeMap<CriterionKey, u64>,
    /// Not accepted: all, and those for "other".
    pub refused: u64,
    pub other: u64,
}

impl Criteria {
    /// Takes a lead in. `asks` are the reasons that ask which criterion failed.
    pub fn add(&mut self, lead: &Lead, judges: &Judges<'_>, asks: &BTreeSet<ReasonCode>) {
        self.leads += 1;
        let facts = lead.facts();
        let rep = lead.text(Field::Owner).trim();
        if !rep.is_empty() && (facts.won() || facts.lost()) {
            let ended = self.reps.entry(rep.to_owned()).or_default();
            ended.won += u64::from(facts.won());
            ended.lost += u64::from(facts.lost());
        }
        if let Answer::NotAccepted(_) = facts.answer {
            self.refusal(lead, judges, asks);
        }
        let Some((by, found)) = judges.lead(lead) else {
            return;
        };
        self.judged += 1;
        match found.must_haves {
            Some(Met::Met) => self.met += 1,
            Some(Met::Failed) => self.failed += 1,
            Some(Met::Unknown) | None => self.unknown += 1,
        }
        if let Some(rank) = found.rank {
            *self.ranks.entry(rank).or_default() += 1;
        }
        let source = lead.text(Field::Source).trim();
        if by.definition.is_list(source) {
            let listed = self.listed.entry(source.to_owned()).or_default();
            listed.leads += 1;
            listed.passed += u64::from(found.must_haves == Some(Met::Met));
        }
    }

    fn refusal(&mut self, lead: &Lead, judges: &Judges<'_>, asks: &BTreeSet<ReasonCode>) {
        let refusal = lead.standing().and_then(|told| told.verdict.refusal());
        let Some(refusal) = refusal else { return };
        self.refused += 1;
        self.other += u64::from(refusal.reason == ReasonCode::OTHER);
        if asks.contains(&refusal.reason)
            && let Some(key) = refusal
                .criterion
                .or_else(|| judges.criterion(&refusal.detail))
        {
            *self.named.entry(key).or_default() += 1;
        }
    }

    /// Leads nobody judged: none, once anything is in force.
    #[must_use]
    pub fn not_judged(&self) -> u64 {
        self.leads - self.judged
    }
}
