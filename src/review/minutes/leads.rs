//! The leads a review dealt with: what stood before, what stands after, and why.

use std::collections::BTreeMap;

use super::of::{Desk, instant};
use super::{Count, Gathered, Judgements, LeadName, LeadRow, Remark, Reviewed, VerdictRow, Win};
use crate::review::entry::{Act, Entry, Told};
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::meeting::{Because, DocketItem};
use crate::review::reason::{PickLists, ReasonCode, Route};
use crate::review::said::Said;
use crate::review::verdict::{InProcess, Judgement, Verdict};

/// One row a lead that somebody dealt with, in the order of the docket, then in the order they came up.
pub(super) fn reviewed(desk: &Desk<'_>) -> Vec<LeadRow> {
    let mut by_lead: BTreeMap<LeadId, Vec<&Entry>> = BTreeMap::new();
    let mut order: Vec<LeadId> = docket(desk).iter().map(|item| item.lead).collect();
    for entry in &desk.entries {
        let Some(lead) = entry.act.lead().filter(|_| deals_with(&entry.act)) else {
            continue;
        };
        if !order.contains(&lead) {
            order.push(lead);
        }
        by_lead.entry(lead).or_default().push(entry);
    }
    order
        .into_iter()
        .filter_map(|lead| {
            let reviewed = desk.by_id.get(&lead)?;
            Some(row(desk, reviewed, by_lead.get(&lead)?))
        })
        .collect()
}

fn docket<'data>(desk: &Desk<'data>) -> &'data [DocketItem] {
    &desk.gathered.meeting.opening.docket
}

/// Whether the act says something about the lead, rather than about where the walk stands or what else came up.
fn deals_with(act: &Act) -> bool {
    !matches!(
        act,
        Act::At { .. }
            | Act::Skipped { .. }
            | Act::Brought { .. }
            | Act::Decided { .. }
            | Act::Promised { .. }
            | Act::Idea { .. }
            | Act::Topic { .. }
    )
}

fn row(desk: &Desk<'_>, reviewed: &Reviewed, entries: &[&Entry]) -> LeadRow {
    let lead = &reviewed.after;
    let item = docket(desk).iter().find(|item| item.lead == lead.id);
    let lists = &desk.gathered.lists;
    let told_now = entries.iter().rev().find_map(|entry| match &entry.act {
        Act::Verdict { told, .. } => Some(*told),
        _ => None,
    });
    let verdict = lead.standing().map(|standing| standing.verdict);
    let (in_process, since) = in_process(lead.said.in_process, desk.gathered.zone);
    LeadRow {
        lead: lead.id,
        key: lead.filed.key.clone(),
        company: lead.text(Field::Company).to_owned(),
        name: lead.text(Field::Name).to_owned(),
        source: lead.text(Field::Source).to_owned(),
        part: item.map(|item| item.part),
        because: item
            .map(|item| item.because.iter().map(Because::words).collect())
            .unwrap_or_default(),
        before: verdict_row(&reviewed.before, reviewed.told_before, lists),
        after: verdict_row(lead, told_now.or(reviewed.told_before), lists),
        result: result(entries).to_owned(),
        was_a_lead: lead.said.judgement_or(verdict),
        in_process,
        since,
        wishes: lead.said.wishes.clone(),
        notes: notes(entries),
    }
}

fn in_process(
    in_process: Option<InProcess>,
    zone: chrono_tz::Tz,
) -> (String, Option<chrono::NaiveDate>) {
    let since = match in_process {
        Some(InProcess::Yes { since }) => since.map(|since| since.date(zone)),
        _ => None,
    };
    let word = in_process.map_or("", InProcess::word);
    (word.to_owned(), since)
}

/// What the room did with the lead: the last of its entries that says so.
fn result(entries: &[&Entry]) -> &'static str {
    entries
        .iter()
        .rev()
        .find_map(|entry| match &entry.act {
            Act::Verdict { verdict, .. } => Some(verdict.word()),
            Act::Stands {
                told: Told::Consent,
                ..
            } => Some("by consent"),
            Act::Stands { .. } => Some("stands"),
            Act::Parked { .. } => Some("parked"),
            _ => None,
        })
        .unwrap_or("noted")
}

fn notes(entries: &[&Entry]) -> Vec<Remark> {
    entries
        .iter()
        .filter_map(|entry| match &entry.act {
            Act::Note { text, .. } if !text.trim().is_empty() => Some(Remark {
                text: text.clone(),
                lead: None,
                who: entry.who.clone(),
                at: instant(entry.at),
                ..Remark::default()
            }),
            _ => None,
        })
        .collect()
}

/// The verdict that stands on a lead, in words.
pub(super) fn verdict_row(lead: &Lead, told: Option<Told>, lists: &PickLists) -> VerdictRow {
    let Some(standing) = lead.standing() else {
        return VerdictRow::default();
    };
    let mut row = VerdictRow {
        verdict: standing.verdict.word().to_owned(),
        who: standing.by.unwrap_or_default().to_owned(),
        word_of: word_of(&lead.said, told).to_owned(),
        ..VerdictRow::default()
    };
    match standing.verdict {
        Verdict::Accepted(acceptance) => {
            row.owner.clone_from(&acceptance.owner);
            row.next_touch = acceptance.next_touch;
            row.reason = acceptance.because.clone().unwrap_or_default();
        }
        Verdict::NotAccepted(refusal) | Verdict::Returned(refusal) => {
            row.reason = lists.reason_name(refusal.reason);
            refusal.route.word().clone_into(&mut row.route);
            if let Route::Nurture { until } = refusal.route {
                row.until = Some(until);
            }
            row.detail.clone_from(&refusal.detail);
            row.waived = refusal.waived;
        }
    }
    row
}

fn word_of(said: &Said, told: Option<Told>) -> &'static str {
    match (&said.verdict, told) {
        (None, _) => "CRM",
        (Some(_), Some(Told::Slip)) => "slip",
        (Some(_), Some(Told::Consent)) => "consent",
        (Some(_), Some(Told::Review)) => "review",
        (Some(verdict), _) if verdict.meeting.is_some() => "review",
        (Some(_), _) => "person",
    }
}

/// On the docket and not dealt with; and parked. Both come back.
pub(super) fn left_over(desk: &Desk<'_>, rows: &[LeadRow]) -> (Vec<LeadName>, Vec<LeadName>) {
    let parked: Vec<LeadId> = rows
        .iter()
        .filter(|row| row.result == "parked")
        .map(|row| row.lead)
        .collect();
    let settled = |lead: LeadId| {
        rows.iter()
            .any(|row| row.lead == lead && row.result != "noted")
    };
    let not_reached = docket(desk)
        .iter()
        .filter(|item| !settled(item.lead))
        .map(|item| desk.lead_name(item.lead))
        .collect();
    let parked = parked
        .into_iter()
        .map(|lead| desk.lead_name(lead))
        .collect();
    (not_reached, parked)
}

/// Why leads stand not accepted or returned.
pub(super) fn reasons(rows: &[LeadRow]) -> Vec<Count> {
    counted(
        rows.iter()
            .filter(|row| !row.after.route.is_empty())
            .map(|row| row.after.reason.as_str()),
    )
}

/// How many of them for "other".
pub(super) fn other(rows: &[LeadRow], lists: &PickLists) -> u64 {
    let name = lists.reason_name(ReasonCode::OTHER);
    let rows = rows.iter().filter(|row| !row.after.route.is_empty());
    rows.filter(|row| row.after.reason == name).count() as u64
}

/// What the room would have liked to know.
pub(super) fn wishes(rows: &[LeadRow]) -> Vec<Count> {
    counted(
        rows.iter()
            .flat_map(|row| row.wishes.iter().map(String::as_str)),
    )
}

fn counted<'text>(texts: impl Iterator<Item = &'text str>) -> Vec<Count> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let mut rows: Vec<Count> = counts
        .into_iter()
        .map(|(name, count)| Count {
            name: name.to_owned(),
            count,
        })
        .collect();
    rows.sort_by(|one, other| other.count.cmp(&one.count).then(one.name.cmp(&other.name)));
    rows
}

/// Was it a lead?
pub(super) fn judgements(rows: &[LeadRow]) -> Judgements {
    let mut sum = Judgements::default();
    for row in rows {
        match row.was_a_lead {
            Some(Judgement::Yes) => sum.yes += 1,
            Some(Judgement::No) => sum.no += 1,
            Some(Judgement::NotSure) => sum.not_sure += 1,
            None => {}
        }
    }
    sum
}

/// Deals won in the period, the latest first.
pub(super) fn wins(gathered: &Gathered) -> Vec<Win> {
    let mut wins: Vec<Win> = gathered
        .wins
        .iter()
        .map(|lead| Win {
            lead: LeadName::of(lead),
            source: lead.text(Field::Source).to_owned(),
            closed: lead
                .deal()
                .closed
                .at()
                .map(|closed| closed.date(gathered.zone)),
            amount: lead.deal().amount,
        })
        .collect();
    wins.sort_by(|one, other| {
        other
            .closed
            .cmp(&one.closed)
            .then(one.lead.lead.cmp(&other.lead.lead))
    });
    wins
}
