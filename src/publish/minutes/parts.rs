//! The parts of the minutes in the order of MEASURES §9, as sections of a page.

use chrono_tz::Tz;

use super::{agreed, hour, leads, owed};
use crate::publish::page::{Bar, Block, Section, Table};
use crate::publish::words;
use crate::review::figures::contradiction;
use crate::review::figures::glad::Improved;
use crate::review::figures::hindsight::{SILENCE_DAYS, fate};
use crate::review::figures::hygiene::{Hygiene, average};
use crate::review::figures::trail::Followed;
use crate::review::figures::words as figures;
use crate::review::meeting::Attendance;
use crate::review::minutes::{Figure, FunnelRow, KpiRow, Minutes, PromiseRow, State, Unit};
use crate::review::person::Team;

/// The review's zone; a name nobody knows reads as UTC.
pub(super) fn zone(minutes: &Minutes) -> Tz {
    minutes.zone.parse().unwrap_or(Tz::UTC)
}

/// `Lead review 7 · Tue 24 Nov 2026`.
pub(super) fn title(minutes: &Minutes) -> String {
    let number = minutes.number.to_string();
    let named = if minutes.title.split(' ').any(|word| word == number) {
        minutes.title.clone()
    } else {
        format!("{} {number}", minutes.title)
    };
    format!("{named} · {}", words::long_day(minutes.date))
}

/// DRAFT, or FINAL with version and hash.
pub(super) fn badge(minutes: &Minutes, digest: Option<&str>) -> String {
    match minutes.state {
        State::Draft { after: None } => "DRAFT".to_owned(),
        State::Draft {
            after: Some(version),
        } => format!("DRAFT, after FINAL v{version}"),
        State::Final { version } => digest.map_or_else(
            || format!("FINAL v{version}"),
            |digest| format!("FINAL v{version} · SHA-256 {digest}"),
        ),
    }
}

/// When it was, who led it, and what the figures are of.
pub(super) fn times(minutes: &Minutes) -> Vec<String> {
    let zone = zone(minutes);
    let mut when = format!("Opened {}", words::clock(minutes.opened_at, zone));
    if let Some(closed) = minutes.closed_at {
        when.push_str(", closed ");
        when.push_str(&words::clock(closed, zone));
        let took = (closed - minutes.opened_at).num_minutes();
        when.push_str(&format_minutes(took));
    }
    let mut lines = vec![format!(
        "{when} ({}), planned {} minutes",
        minutes.zone, minutes.planned
    )];
    if !minutes.facilitator.is_empty() {
        lines.push(format!("Facilitator: {}", minutes.facilitator));
    }
    if !minutes.agreed.in_force.is_empty() {
        let versions = minutes.agreed.in_force.join(" · ");
        lines.push(format!("Agreed: {versions}"));
    }
    lines.push(format!("Figures: {}", minutes.appendix.cohort));
    lines
}

fn format_minutes(took: i64) -> String {
    // A review that was paused over days is not told in minutes.
    if (0..=24 * 60).contains(&took) {
        format!(", {took} minutes")
    } else {
        String::new()
    }
}

/// Every part that has something to say.
pub(super) fn sections(minutes: &Minutes) -> Vec<Section> {
    let sections = vec![
        present(minutes),
        hour::decisions(minutes),
        promises("promises", "Promises", &minutes.promises),
        earlier(minutes),
        were_we_right(minutes),
        numbers(minutes),
        owed::section(minutes),
        leads::docket(minutes),
        leads::reasons(minutes),
        leads::left_over(minutes),
        hour::ideas(minutes),
        hour::quotes(minutes),
        hour::blind(minutes),
        agreed::changes(minutes),
        campaigns(minutes),
        hour::topics(minutes),
        wins(minutes),
        rating(minutes),
        hour::next(minutes),
        appendix(minutes),
    ];
    sections
        .into_iter()
        .filter(|section| !section.blocks.is_empty())
        .collect()
}

fn present(minutes: &Minutes) -> Section {
    let zone = zone(minutes);
    let mut section = Section::new("present", "Who was there");
    for team in [Team::Sales, Team::Marketing, Team::Other] {
        for attendance in [
            Attendance::Present,
            Attendance::Late,
            Attendance::Left,
            Attendance::Absent,
        ] {
            let names: Vec<String> = minutes
                .attendance
                .iter()
                .filter(|person| person.team == team && person.attendance == attendance)
                .map(|person| match person.at {
                    Some(at) => format!(
                        "{} ({}, {})",
                        person.name,
                        person.role.word(),
                        words::clock(at, zone)
                    ),
                    None => format!("{} ({})", person.name, person.role.word()),
                })
                .collect();
            if !names.is_empty() {
                let team = match team {
                    Team::Sales => "Sales",
                    Team::Marketing => "Marketing",
                    Team::Other => "Others",
                };
                section.line(format!(
                    "{team}, {}: {}",
                    attendance.word(),
                    names.join(", ")
                ));
            }
        }
    }
    hour::voices(minutes, &mut section);
    section
}

fn earlier(minutes: &Minutes) -> Section {
    let mut section = promises("previous", "Earlier promises", &minutes.previous);
    hour::keeping(minutes, &mut section);
    section
}

fn promises(key: &str, title: &str, rows: &[PromiseRow]) -> Section {
    let mut section = Section::new(key, title);
    let earlier = key == "previous";
    let mut table = Table::new(&["Who", "Team", "Promise", "By", "State"]);
    for row in rows {
        let state = if earlier && row.is_open() {
            format!("{}, carried", row.state.word())
        } else {
            row.state.word().to_owned()
        };
        table.rows.push(vec![
            owner(row),
            row.team
                .map_or_else(String::new, |team| team.word().to_owned()),
            row.lead.as_ref().map_or_else(
                || row.text.clone(),
                |lead| format!("{} ({})", row.text, lead.label),
            ),
            due(row),
            if row.overdue {
                format!("{state}, past its date")
            } else {
                state
            },
        ]);
    }
    section.table(table);
    section
}

fn were_we_right(minutes: &Minutes) -> Section {
    let mut section = Section::new("were-we-right", "Were we right?");
    if minutes.were_we_right.is_empty() {
        return section;
    }
    section.line(format!(
        "The room's judgement over all reviews: {}. Silence of {SILENCE_DAYS} days counts as an answer.",
        minutes.were_we_right.score.words()
    ));
    let mut table = Table::new(&["Lead", "#Review", "What became of it", "As judged?"]);
    for row in &minutes.were_we_right.calls {
        table.rows.push(vec![
            row.lead.label.clone(),
            row.review.to_string(),
            minutes
                .names
                .say(&fate(row.call, row.became, row.amount.as_ref()))
                .into_owned(),
            row.borne.words().to_owned(),
        ]);
    }
    section.table(table);
    section
}

/// Who promised; a promise without an owner says so.
pub(super) fn owner(row: &PromiseRow) -> String {
    if row.owner.trim().is_empty() {
        "nobody yet".to_owned()
    } else {
        row.owner.clone()
    }
}

/// By when; a promise without a date says so.
pub(super) fn due(row: &PromiseRow) -> String {
    row.due.map_or_else(|| "no date yet".to_owned(), words::day)
}

/// Where the target stands among the columns of the numbers.
const TARGET: usize = 4;

fn numbers(minutes: &Minutes) -> Section {
    let mut section = Section::new("numbers", "The numbers");
    let mut table = Table::new(&[
        "Figure",
        "#At the start",
        "#At the end",
        "Change",
        "Target",
        "#n",
    ]);
    for row in &minutes.kpis {
        table.rows.push(vec![
            row.title.clone(),
            value(row, row.start),
            value(row, row.end),
            change(row),
            row.target.clone(),
            row.end.n.to_string(),
        ]);
    }
    let revenue = &minutes.revenue;
    table.rows.push(vec![
        "Revenue of those customers".to_owned(),
        figures::revenues(&revenue.start),
        figures::revenues(&revenue.end),
        if revenue.start == revenue.end {
            "none"
        } else {
            "changed"
        }
        .to_owned(),
        String::new(),
        String::new(),
    ]);
    if minutes.kpis.iter().all(|row| row.target.is_empty()) {
        table.take_out(TARGET);
    }
    section.table(table);
    for row in &minutes.kpis {
        if let Some(why) = &row.why {
            section.line(format!("{}: a dash, because {why}.", row.title));
        }
    }
    section.line("Leads that reached each stage, of those created in the period:");
    section.blocks.push(Block::Bars {
        bars: funnel(minutes),
    });
    section
}

fn funnel(minutes: &Minutes) -> Vec<Bar> {
    let most = minutes.funnel.iter().map(|row| row.end).max().unwrap_or(1);
    let bar = |row: &FunnelRow| Bar {
        label: if row.start == row.end {
            row.word.clone()
        } else {
            format!("{} ({} → {})", row.word, row.start, row.end)
        },
        count: row.end,
        of: most,
    };
    minutes.funnel.iter().map(bar).collect()
}

/// A figure of a row, in the row's unit.
pub(super) fn value(row: &KpiRow, figure: Figure) -> String {
    if row.why.is_some() {
        return figures::NOTHING.to_owned();
    }
    match row.unit {
        Unit::Share => figures::percent(figure.value),
        Unit::Days => figures::days(figure.value),
        Unit::Leads => figures::count(figure.count),
    }
}

/// What moved since the review was opened: exact counts, no interval.
pub(super) fn change(row: &KpiRow) -> String {
    let (start, end) = (row.start, row.end);
    if row.why.is_some() {
        return figures::NOTHING.to_owned();
    }
    if start == end {
        return "none".to_owned();
    }
    match row.unit {
        Unit::Leads => format!("{} → {}", start.count, end.count),
        Unit::Share => format!(
            "{} of {} → {} of {}",
            start.count, start.n, end.count, end.n
        ),
        Unit::Days => format!("{} → {} leads", start.n, end.n),
    }
}

fn campaigns(minutes: &Minutes) -> Section {
    let mut section = Section::new("campaigns", "Campaigns: keep, change, stop");
    let mut table = Table::new(&[
        "Campaign",
        "Decided",
        "What changes, or why",
        "Decided on",
        "Who",
    ]);
    for row in &minutes.campaigns {
        table.rows.push(vec![
            row.campaign.clone(),
            row.choice.word().to_owned(),
            row.text.clone(),
            row.seen.clone(),
            row.who.clone(),
        ]);
    }
    section.table(table);
    section
}

fn wins(minutes: &Minutes) -> Section {
    let mut section = Section::new("wins", "To be glad about");
    section.list(
        minutes
            .wins
            .iter()
            .map(|win| {
                let mut words = format!("{}: signed", win.lead.label);
                if let Some(closed) = win.closed {
                    words.push_str(" on ");
                    words.push_str(&words::day(closed));
                }
                if let Some(amount) = win.amount {
                    words.push_str(", ");
                    words.push_str(&figures::money(&amount));
                }
                if !win.source.is_empty() {
                    words.push_str(", from ");
                    words.push_str(&win.source);
                }
                words
            })
            .collect(),
    );
    if let Some(came) = &minutes.hour.came {
        let rose = came.improved.as_ref().map(Improved::words);
        let thanks = came.thanks(str::to_owned);
        for line in [rose, came.won(), thanks].into_iter().flatten() {
            section.line(line);
        }
    }
    section
}

fn rating(minutes: &Minutes) -> Section {
    let mut section = Section::new("rating", "How the hour was");
    if let Some(average) = average(&minutes.ratings) {
        let each: Vec<String> = minutes.ratings.iter().map(ToString::to_string).collect();
        section.line(format!(
            "Worth it? {average:.1} of 10, from {} ({})",
            figures::counted(raters(&minutes.ratings), "person", "people"),
            each.join(" ")
        ));
    }
    hour::over_the_reviews(minutes, &[Followed::Worth], &mut section);
    hour::phases(minutes, &mut section);
    hour::held(&Hygiene::of(minutes, None), &mut section);
    section
}

/// How many rated.
pub(super) fn raters(ratings: &[u8]) -> u64 {
    u64::try_from(ratings.len()).unwrap_or(u64::MAX)
}

fn appendix(minutes: &Minutes) -> Section {
    let appendix = &minutes.appendix;
    let mut section = Section::new("appendix", "How this was counted");
    section.list(
        appendix
            .formulas
            .iter()
            .map(|formula| format!("{}: {}", formula.title, formula.words))
            .collect(),
    );
    section.line(format!(
        "Data as of {} ({}). {}",
        words::moment(appendix.as_of, zone(minutes)),
        minutes.zone,
        contradiction::told(appendix.to_fix, appendix.contradictions),
    ));
    section
}
