//! Who signed and who has read: in short under every page, whole on a list of its own.

use super::Agreed;
use crate::publish::page::{Page, Section as Part, Table};
use crate::publish::{sheet, words};
use crate::review::agreement::fold::Signature;
use crate::review::agreement::rules::DEPARTMENTS as SIDES;
use crate::review::milestone::date_of;
use crate::review::person::{Person, Team};

/// Both leaders with the day, and how many of each team signed and have read it; by name who has not.
pub(super) fn foot(agreed: &Agreed<'_>) -> Part {
    let mut part = Part::new("signed", "Signed");
    let signed: Vec<&Signature> = agreed.agreement.signed(agreed.day).collect();
    let mut table = Table::new(&["for", "leader", "signed on", "of the team"]);
    for team in SIDES {
        let leader = signed.iter().find(|one| one.leader && one.who.team == team);
        let (name, on) = leader.map_or_else(
            || ("not signed yet".to_owned(), "–".to_owned()),
            |one| (sheet::cut(&one.who.name, 24, 1), day(agreed, one.at)),
        );
        table.rows.push(vec![
            team.word().to_owned(),
            name,
            on,
            counts(agreed, team, &signed),
        ]);
    }
    part.table(table);
    let not = agreed.agreement.not_read_by(agreed.people, agreed.day);
    let not: Vec<&str> = not.iter().map(|person| person.name.as_str()).collect();
    let mut told = Vec::new();
    match agreed.agreement.asked_again(agreed.day).len() {
        0 => {}
        1 => told.push("1 is asked to sign again.".to_owned()),
        more => told.push(format!("{more} are asked to sign again.")),
    }
    if !not.is_empty() {
        told.push(format!("Not read yet: {}.", few(&not)));
    }
    if !told.is_empty() {
        part.line(sheet::cut(&told.join(" "), sheet::COLUMNS, 1));
    }
    part
}

/// "10 of 10 signed, 9 of 10 have read it".
fn counts(agreed: &Agreed<'_>, team: Team, signed: &[&Signature]) -> String {
    let of: Vec<&Person> = members(agreed, team).collect();
    let also = of
        .iter()
        .filter(|person| signed.iter().any(|one| one.who.name == person.name));
    let read = of.iter().filter(|person| {
        agreed
            .agreement
            .has_read(&person.name, agreed.day)
            .is_some()
    });
    let all = of.len();
    format!(
        "{} of {all} signed, {} of {all} have read it",
        also.count(),
        read.count()
    )
}

/// The first two, and how many more.
fn few(names: &[&str]) -> String {
    let first = names.iter().take(2).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(2) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

fn day(agreed: &Agreed<'_>, at: i64) -> String {
    words::day(date_of(at.div_euclid(1000), agreed.zone))
}

fn members<'data>(agreed: &Agreed<'data>, team: Team) -> impl Iterator<Item = &'data Person> {
    agreed
        .people
        .iter()
        .filter(move |person| person.team == team && person.is_bound())
}

/// Everybody the agreement binds: when they signed what is in force, and when they read it.
pub(super) fn list(agreed: &Agreed<'_>) -> Page {
    let mut sections = Vec::new();
    for team in SIDES {
        let mut part = Part::new(team.word(), team.word());
        let mut table = Table::new(&["name", "part", "signed on", "read on"]);
        for person in members(agreed, team) {
            let signed = agreed
                .agreement
                .signed(agreed.day)
                .find(|one| one.who.name == person.name);
            let read = agreed.agreement.has_read(&person.name, agreed.day);
            let when =
                |at: Option<i64>| at.map_or_else(|| "not yet".to_owned(), |at| day(agreed, at));
            table.rows.push(vec![
                person.name.clone(),
                person.role.word().to_owned(),
                when(signed.map(|one| one.at)),
                when(read),
            ]);
        }
        part.table(table);
        if part.blocks.is_empty() {
            part.line("Nobody is named yet.");
        }
        sections.push(part);
    }
    Page {
        title: "Who has signed and read our agreement".to_owned(),
        badge: agreed.badge_of_page(),
        lines: vec![format!("As of {}", words::day(agreed.day))],
        sections,
    }
}
