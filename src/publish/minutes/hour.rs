//! The hour in the minutes: who was missing and heard, stop and start, topics and rulings, the blind check, time per
//! phase, what comes next.

use super::parts::zone;
use crate::publish::page::{Section, Table};
use crate::publish::words;
use crate::review::agreement::vote::{Carried, Vote, VoteRule, outcome, stands};
use crate::review::figures::hygiene::{Hygiene, average};
use crate::review::figures::trail::Followed;
use crate::review::figures::words as figures;
use crate::review::meeting::deed::Stage;
use crate::review::minutes::{Hour, LeadName, Minutes, Remark, State};
use crate::review::person::Team;

/// What is said below who was there: who was missing, heard, and led from when on.
pub(super) fn voices(minutes: &Minutes, section: &mut Section) {
    let hour = &minutes.hour;
    if !hour.missing.is_empty() {
        section.line(format!("Not at the table: {}", hour.missing.join(", ")));
    }
    for led in &hour.led {
        section.line(format!(
            "{} facilitates from {}",
            led.who,
            words::clock(led.at, zone(minutes))
        ));
    }
    for glad in &hour.glad {
        section.line(format!("A win of {}: {}", glad.team.word(), glad.text));
    }
    let heard: Vec<String> = hour
        .heard
        .iter()
        .map(|words| {
            if words.text.is_empty() {
                words.who.clone()
            } else {
                format!("{}: \"{}\"", words.who, words.text)
            }
        })
        .collect();
    if !heard.is_empty() {
        section.line("Heard in the round:");
        section.list(heard);
    }
    if !hour.not_heard.is_empty() {
        section.line(format!("Not heard: {}", hour.not_heard.join(", ")));
    }
}

/// The decisions with votes, dissent, rulings; and where there is none, why nothing is to change.
pub(super) fn decisions(minutes: &Minutes) -> Section {
    let mut section = Section::new("decisions", "Decisions");
    let rulings = minutes.hour.topics.iter().filter_map(|topic| {
        let (text, by) = topic.ruling.as_ref()?;
        Some(format!("Ruling by {by} on \"{}\": {text}", topic.text))
    });
    section.list(
        minutes
            .decisions
            .iter()
            .map(decision)
            .chain(rulings)
            .collect(),
    );
    if let Some(reason) = &minutes.hour.nothing {
        let draft = matches!(minutes.state, State::Draft { .. });
        section.line(if reason.trim().is_empty() && draft {
            "Nothing is decided and nothing promised yet.".to_owned()
        } else if reason.trim().is_empty() {
            "Nothing was decided and nothing was promised; no reason was given.".to_owned()
        } else {
            format!("Nothing was decided and nothing was promised. Nothing to change: {reason}")
        });
    }
    section
}

fn decision(remark: &Remark) -> String {
    let mut text = format!(
        "{} ({})",
        remark.text,
        beside(&[
            remark.lead.as_ref().map_or("", |lead| lead.label.as_str()),
            &remark.origin,
            &remark.who,
        ])
    );
    if let Some(from) = remark.from {
        text.push_str(", from ");
        text.push_str(&words::day(from));
    }
    if !remark.votes.is_empty() {
        text.push_str(". Votes: ");
        text.push_str(&votes(&remark.votes));
        if VoteRule::default().carried(&remark.votes) != Carried::Yes {
            text.push_str("; ");
            text.push_str(&outcome(&remark.votes));
        }
    }
    text
}

/// "3 of 3 support it or can live with it"; those under it by name, with their words.
pub(super) fn votes(votes: &[Vote]) -> String {
    let under: Vec<&Vote> = votes.iter().filter(|vote| vote.stands < 3).collect();
    let mut text = format!(
        "{} of {} at 3 or more",
        votes.len() - under.len(),
        votes.len()
    );
    for vote in under {
        text.push_str("; ");
        text.push_str(&vote.who);
        text.push_str(": ");
        text.push_str(stands(vote.stands));
        if !vote.dissent.is_empty() {
            text.push_str(", \"");
            text.push_str(&vote.dissent);
            text.push('"');
        }
    }
    text
}

/// What is not empty, with semicolons between.
fn beside(parts: &[&str]) -> String {
    let told: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.trim().is_empty())
        .collect();
    told.join("; ")
}

/// How each team kept its promises, below the earlier ones.
pub(super) fn keeping(minutes: &Minutes, section: &mut Section) {
    let told: Vec<String> = minutes
        .hour
        .keeping
        .iter()
        .map(|row| format!("{} {} of {}", row.team.word(), row.kept, row.due))
        .collect();
    if !told.is_empty() {
        section.line(format!("Kept by their date: {}", told.join(" · ")));
    }
    let effects: Vec<String> = minutes
        .previous
        .iter()
        .chain(&minutes.promises)
        .filter_map(|row| {
            let effect = row.effect.as_ref()?;
            Some(format!("{}: {}", row.text, effect.words()))
        })
        .collect();
    if !effects.is_empty() {
        section.line("What they were to move, then and now:");
        section.list(effects);
    }
}

/// Stop, start, continue.
pub(super) fn ideas(minutes: &Minutes) -> Section {
    let mut section = Section::new("ideas", "Stop, start, continue");
    let hour = &minutes.hour;
    if hour.ideas.is_empty() {
        // Minutes frozen before ideas had dots.
        section.list(minutes.ideas.iter().map(decision).collect());
        return section;
    }
    let rows = hour.ideas.iter().map(|idea| {
        let mut text = String::new();
        if !idea.way.is_empty() {
            text.push_str(&idea.way);
            text.push_str(": ");
        }
        text.push_str(&idea.text);
        let team = idea.team.map_or("", Team::word);
        let evidence = labels(&idea.evidence);
        let dots = match idea.dots {
            0 => String::new(),
            dots => figures::counted(u64::from(dots), "dot", "dots"),
        };
        let lead = idea.lead.as_ref().map_or("", |lead| lead.label.as_str());
        let told = beside(&[team, lead, &idea.origin, &evidence, &dots, &idea.who]);
        format!("{text} ({told})")
    });
    section.list(rows.collect());
    section
}

fn labels(leads: &[LeadName]) -> String {
    let labels: Vec<&str> = leads.iter().map(|lead| lead.label.as_str()).collect();
    labels.join(", ")
}

/// What was said in so many words.
pub(super) fn quotes(minutes: &Minutes) -> Section {
    let mut section = Section::new("quotes", "In their words");
    let rows = minutes.hour.quotes.iter().map(|quote| {
        let lead = quote.lead.as_ref().map_or("", |lead| lead.label.as_str());
        let told = beside(&[&quote.who, lead, &quote.origin]);
        if told.is_empty() {
            format!("\"{}\"", quote.text)
        } else {
            format!("\"{}\" ({told})", quote.text)
        }
    });
    section.list(rows.collect());
    section
}

/// The blind check, where its votes were shown.
pub(super) fn blind(minutes: &Minutes) -> Section {
    let mut section = Section::new("blind", "Blind check");
    let Some(blind) = &minutes.hour.blind else {
        return section;
    };
    section.line(format!(
        "Both teams, the same leads: {}",
        blind.alike.words()
    ));
    if blind.in_all != blind.alike {
        section.line(format!("With earlier reviews: {}", blind.in_all.words()));
    }
    let followed = [Followed::Alike, Followed::Kappa];
    over_the_reviews(minutes, &followed, &mut section);
    if let Some(parted) = &blind.parted {
        section.line(format!("{}. {}", parted.words(), parted.proposal()));
    }
    let view = |view: Option<bool>| match view {
        Some(true) => "a lead",
        Some(false) => "not a lead",
        None => "undecided",
    };
    let mut table = Table::new(&["Lead", "Sales", "Marketing", ""]);
    for row in &blind.leads {
        let same = match (row.sales, row.marketing) {
            (Some(sales), Some(marketing)) if sales == marketing => "the same",
            (Some(_), Some(_)) => "two views",
            _ => "",
        };
        table.rows.push(vec![
            row.lead.label.clone(),
            view(row.sales).to_owned(),
            view(row.marketing).to_owned(),
            same.to_owned(),
        ]);
    }
    section.table(table);
    section
}

/// Topics, the parking lot, and what waits for the sponsor.
pub(super) fn topics(minutes: &Minutes) -> Section {
    let mut section = Section::new("topics", "Topics, parking lot, rulings needed");
    let hour = &minutes.hour;
    if hour.topics.is_empty() {
        section.list(minutes.topics.iter().map(decision).collect());
        return section;
    }
    let mut rows: Vec<_> = hour.topics.iter().collect();
    rows.sort_by_key(|topic| match topic.stage {
        Stage::NeedsRuling => 0,
        Stage::Discussing => 1,
        Stage::Named => 2,
        Stage::Parked => 3,
        Stage::Solved => 4,
    });
    let rows = rows.into_iter().map(|topic| {
        let lead = topic.lead.as_ref().map_or("", |lead| lead.label.as_str());
        let carried = if topic.carried { "from before" } else { "" };
        let stage = match topic.stage {
            Stage::Named | Stage::Discussing => "open, carried to the next review",
            Stage::Parked => "parked, carried to the next review",
            stage => stage.word(),
        };
        let told = beside(&[lead, &topic.origin, carried, &topic.who]);
        format!("{}: {stage} ({told})", topic.text)
    });
    section.list(rows.collect());
    section
}

/// How the hour was: time per phase, how the teams work together.
pub(super) fn phases(minutes: &Minutes, section: &mut Section) {
    let hour: &Hour = &minutes.hour;
    if let Some(average) = average(&hour.pulse) {
        section.line(format!(
            "How we work together: {average:.1} of 5, from {}",
            figures::counted(super::parts::raters(&hour.pulse), "person", "people")
        ));
    }
    over_the_reviews(minutes, &[Followed::Pulse], section);
    let mut table = Table::new(&["Phase", "#Planned", "#Took", ""]);
    for row in &hour.phases {
        let planned = row
            .planned
            .map_or_else(|| "–".to_owned(), |minutes| format!("{minutes} min"));
        let took = match row.took {
            0 => "–".to_owned(),
            seconds => format!("{}:{:02}", seconds / 60, seconds % 60),
        };
        let told = match &row.passed {
            Some(note) if note.is_empty() => "passed over".to_owned(),
            Some(note) => format!("passed over: {note}"),
            None if row.took == 0 => "not entered".to_owned(),
            None => String::new(),
        };
        let title = row.phase.title().to_owned();
        table.rows.push(vec![title, planned, took, told]);
    }
    section.table(table);
}

/// How a figure of the reviews went from one to the next, where an earlier one tells it too.
pub(super) fn over_the_reviews(minutes: &Minutes, of: &[Followed], section: &mut Section) {
    let steps = minutes.hour.trail(minutes.number, &minutes.ratings);
    for followed in of {
        if followed.line(&minutes.hour.before).is_none() {
            continue;
        }
        if let Some(line) = followed.line(&steps) {
            section.line(format!("{}, review by review: {line}", followed.word()));
        }
    }
}

/// How much of what a review should be it was: phases in their minutes, leads, promises.
pub(super) fn held(held: &Hygiene, section: &mut Section) {
    let told = [
        (held.in_time, "planned phases in their minutes"),
        (held.leads, "leads of the docket dealt with"),
        (held.promises, "promises with owner and date"),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|((_, of), _)| *of > 0)
        .map(|((so, of), what)| format!("{so} of {of} {what}"))
        .collect();
    if !told.is_empty() {
        section.line(told.join(" · "));
    }
}

/// The next review, and how many were held in a row.
pub(super) fn next(minutes: &Minutes) -> Section {
    let mut section = Section::new("next", "Next review");
    let Some(next) = minutes.hour.next else {
        return section;
    };
    let row = match minutes.hour.streak {
        0 | 1 => String::new(),
        streak => format!(". {streak} reviews in a row"),
    };
    section.line(format!("{}{row}", words::long_day(next)));
    section
}
