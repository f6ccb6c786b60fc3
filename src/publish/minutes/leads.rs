//! The leads in the minutes: each with its verdict before and after, and in the words of those who were there.

use crate::publish::clean;
use crate::publish::page::{Bar, Block, Item, Quote, Section};
use crate::publish::words;
use crate::review::figures::words as figures;
use crate::review::meeting::Part;
use crate::review::minutes::{Count, LeadRow, Minutes, VerdictRow};
use crate::review::reason::too_many_other;

/// Leads the room talked about one by one, then those that stood by consent.
pub(super) fn docket(minutes: &Minutes) -> Section {
    let mut section = Section::new("leads", "The leads");
    let (consent, talked): (Vec<&LeadRow>, Vec<&LeadRow>) = minutes
        .leads
        .iter()
        .partition(|row| row.result == "by consent" && row.notes.is_empty());
    if minutes.leads.is_empty() {
        return section;
    }
    let seen = u64::try_from(minutes.leads.len()).unwrap_or(u64::MAX);
    let judgements = minutes.judgements;
    section.line(format!(
        "{} seen: {} talked through, {} by consent. A lead? yes {} · no {} · not sure {}",
        figures::counted(seen, "lead", "leads"),
        talked.len(),
        consent.len(),
        judgements.yes,
        judgements.no,
        judgements.not_sure,
    ));
    section
        .blocks
        .extend(talked.into_iter().map(|row| Block::Item(item(row))));
    if !consent.is_empty() {
        let names: Vec<String> = consent
            .into_iter()
            .map(|row| format!("{} ({})", row.label(), standing(&row.after)))
            .collect();
        section.line(format!("By consent: {}", names.join("; ")));
    }
    section
}

fn item(row: &LeadRow) -> Item {
    let mut title = row.label();
    if !row.name.is_empty() && row.name != title {
        title.push_str(" · ");
        title.push_str(&row.name);
    }
    if !row.source.is_empty() {
        title.push_str(" · ");
        title.push_str(&row.source);
    }
    let mut item = Item {
        title,
        ..Item::default()
    };
    let place = match row.part {
        Some(Part::ToDiscuss | Part::ByConsent) => "",
        None => "brought in during the review",
    };
    let because: Vec<&str> = row
        .because
        .iter()
        .map(String::as_str)
        .chain((!place.is_empty()).then_some(place))
        .collect();
    item.fact("Here because", because.join(", "));
    item.fact("Before", told(&row.before));
    item.fact("After", format!("{} ({})", told(&row.after), row.result));
    let judgement = row.was_a_lead.map_or("", |judgement| judgement.word());
    item.fact("Was it a lead?", judgement);
    let since = row
        .since
        .map_or_else(String::new, |since| format!(" since {}", words::day(since)));
    if !row.in_process.is_empty() {
        item.fact(
            "In the sales process?",
            format!("{}{since}", row.in_process),
        );
    }
    item.fact("Would have liked to know", row.wishes.join(", "));
    item.quotes = row
        .notes
        .iter()
        .map(|note| Quote {
            lines: clean::lines(&note.text),
            by: note.who.clone(),
        })
        .collect();
    item
}

/// A verdict in one line, with its reason and route.
pub(super) fn standing(row: &VerdictRow) -> String {
    if row.verdict.is_empty() {
        return "no answer yet".to_owned();
    }
    let mut words = row.verdict.clone();
    if !row.reason.is_empty() {
        words.push_str(": ");
        words.push_str(&row.reason);
    }
    if !row.detail.is_empty() {
        words.push_str(", ");
        words.push_str(&row.detail);
    }
    if row.waived {
        words.push_str(" (its check waived: nothing agreed yet)");
    }
    if !row.route.is_empty() {
        words.push_str(" → ");
        words.push_str(&row.route);
    }
    if let Some(until) = row.until {
        words.push_str(" until ");
        words.push_str(&words::day(until));
    }
    if !row.owner.is_empty() {
        words.push_str(" → ");
        words.push_str(&row.owner);
    }
    if let Some(next) = row.next_touch {
        words.push_str(" by ");
        words.push_str(&words::day(next));
    }
    words
}

/// A verdict in one line, with whose word it is.
fn told(row: &VerdictRow) -> String {
    let words = standing(row);
    match (row.word_of.as_str(), row.who.as_str()) {
        ("", _) => words,
        ("CRM", _) => format!("{words} · from the CRM"),
        ("consent", who) => format!("{words} · by consent, {who}"),
        ("slip", who) => format!("{words} · on a slip, {who}"),
        ("review", who) => format!("{words} · told in review, {who}"),
        (_, who) => format!("{words} · {who}"),
    }
}

/// Reasons and what the room would have liked to know, as bars.
pub(super) fn reasons(minutes: &Minutes) -> Section {
    let mut section = Section::new("reasons", "Why not, and what was not known");
    for (words, counts) in [
        (
            "Reasons of the leads not accepted or returned",
            &minutes.reasons,
        ),
        ("Would have liked to know", &minutes.wishes),
    ] {
        if !counts.is_empty() {
            section.line(minutes.names.say(words));
            section.blocks.push(Block::Bars { bars: bars(counts) });
        }
    }
    let refused = minutes.reasons.iter().map(|reason| reason.count).sum();
    if let Some(words) = too_many_other(minutes.other, refused) {
        section.line(minutes.names.say(&words));
    }
    section
}

fn bars(counts: &[Count]) -> Vec<Bar> {
    let most = counts.iter().map(|count| count.count).max().unwrap_or(1);
    counts
        .iter()
        .map(|count| Bar {
            label: count.name.clone(),
            count: count.count,
            of: most,
        })
        .collect()
}

/// What opens the next review.
pub(super) fn left_over(minutes: &Minutes) -> Section {
    let mut section = Section::new("carried", "Carried to the next review");
    for (words, leads) in [
        ("Not reached", &minutes.not_reached),
        ("Parked", &minutes.parked),
    ] {
        if !leads.is_empty() {
            let names: Vec<&str> = leads.iter().map(|lead| lead.label.as_str()).collect();
            section.line(format!("{words}: {}", names.join("; ")));
        }
    }
    section
}
