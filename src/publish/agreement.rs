//! The agreement on paper: the page people sign, and one page each for what a lead is, the SLA and the rules.

mod parts;
mod scoring;
mod signed;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::page::{Page, Section as Part};
use super::sheet::{COLUMNS, LINES};
use super::{html, markdown, sheet, words};
use crate::review::agreement::fold::Agreement;
use crate::review::agreement::version::{Section, Version, Wording};
use crate::review::person::Person;

pub use scoring::{scoring_csv, scoring_json};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The one page people sign.
    Ours,
    /// What a lead is.
    Definition,
    /// Who owes what by when.
    Sla,
    Rules,
}

impl Sheet {
    /// Every page.
    pub const ALL: [Self; 4] = [Self::Ours, Self::Definition, Self::Sla, Self::Rules];

    /// The word of the command line, which is also the file's name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ours => "agreement",
            Self::Definition => "definition",
            Self::Sla => "sla",
            Self::Rules => "rules",
        }
    }

    /// The section it is of; the page people sign is of all.
    #[must_use]
    pub fn section(self) -> Option<Section> {
        match self {
            Self::Ours => None,
            Self::Definition => Some(Section::Definition),
            Self::Sla => Some(Section::Sla),
            Self::Rules => Some(Section::Rules),
        }
    }
}

/// How a page leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    Markdown,
    Html,
    Text,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Text];

    /// The word of `--format`, which is also the file's ending.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }

    /// Reads the word of `--format`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|form| form.ending().eq_ignore_ascii_case(text.trim()))
    }

    /// A page in this form, as one sheet of paper. The same page gives the same bytes.
    ///
    /// # Errors
    /// Where the template cannot be filled in.
    pub fn write(self, page: &Page) -> Result<String, minijinja::Error> {
        match self {
            Self::Markdown => Ok(markdown::markdown(page)),
            Self::Text => Ok(sheet::text(page)),
            Self::Html => html::html(page, page, Some(html::SHEET)),
        }
    }
}

/// What the pages are made of.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'data> {
    pub agreement: &'data Agreement,
    /// Who is asked to sign and to read.
    pub people: &'data [Person],
    /// In force on that day.
    pub day: NaiveDate,
    pub zone: Tz,
}

/// Title, rule, who ratified it, why in at most two lines, as of when.
const HEAD: usize = 6;
/// A blank, the heading, what stands over both leaders, they, those who have not read it.
const FOOT: usize = 6;

/// Why a page cannot leave: it is longer than one.
fn longer(what: &str, long: usize, parts: &[Part]) -> Option<String> {
    let over = long.checked_sub(LINES).filter(|over| *over > 0)?;
    let mut lengths: Vec<(usize, &str)> = parts
        .iter()
        .filter(|part| !part.title.is_empty())
        .map(|part| (sheet::length(part), part.title.as_str()))
        .collect();
    lengths.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    let longest: Vec<String> = lengths
        .iter()
        .take(2)
        .map(|(length, title)| format!("\"{title}\" {length}"))
        .collect();
    let longest = if longest.is_empty() {
        String::new()
    } else {
        format!(" ({})", longest.join(", "))
    };
    Some(format!(
        "the page \"{what}\" takes {long} lines of {COLUMNS} columns, a page has {LINES}: shorten {over} of them{longest}"
    ))
}

impl Agreed<'_> {
    /// A page of what is in force, however long.
    ///
    /// # Errors
    /// In words, where nothing of it is in force yet.
    pub fn page(&self, sheet: Sheet) -> Result<Page, String> {
        let Some(section) = sheet.section() else {
            return self.ours();
        };
        let history = self.agreement.section(section);
        let Some(version) = history.in_force(self.day) else {
            return Err(format!(
                "nothing is in force of {} on {}: propose it, vote on it, put it in force",
                section.word(),
                words::day(self.day)
            ));
        };
        let mut sections = self.body(&version.wording);
        sections.push(signed::foot(self));
        Ok(Page {
            title: section.title().to_owned(),
            badge: badge(version),
            lines: self.lines(section, version),
            sections,
        })
    }

    /// The same as it leaves: one sheet of paper.
    ///
    /// # Errors
    /// In words, where nothing of it is in force, or it takes more than a page, with the count.
    pub fn one_page(&self, sheet: Sheet) -> Result<Page, String> {
        let page = self.page(sheet)?;
        match Self::too_long(&page) {
            Some(why) => Err(why),
            None => Ok(page),
        }
    }

    /// Why a page cannot leave, with the count: it takes more than a page has.
    #[must_use]
    pub fn too_long(page: &Page) -> Option<String> {
        let long = sheet::text(page).lines().count();
        longer(&page.title, long, &page.sections)
    }

    /// How many lines the page of a wording would take, signed and read: what is counted is what prints. The plan has
    /// no page.
    #[must_use]
    pub fn takes(&self, wording: &Wording) -> usize {
        let body = self.body(wording);
        HEAD + FOOT + body.iter().map(sheet::length).sum::<usize>()
    }

    /// Why a wording does not fit on its page, with the count.
    #[must_use]
    pub fn unfit(&self, wording: &Wording) -> Option<String> {
        longer(
            wording.section().title(),
            self.takes(wording),
            &self.body(wording),
        )
    }

    fn body(&self, wording: &Wording) -> Vec<Part> {
        match wording {
            Wording::Definition(text) => parts::definition(text),
            Wording::Sla(text) => parts::sla(self, text),
            Wording::Rules(text) => parts::rules(self, text),
            Wording::Plan(_) => Vec::new(),
        }
    }

    /// What stands under a page of figures: the words it uses, and who signed what is in force.
    #[must_use]
    pub fn under(&self) -> Vec<Part> {
        use crate::review::stage::Stage;
        let words = [Stage::Mql, Stage::Sal, Stage::Opp, Stage::Won];
        let mut sections = vec![parts::glossary(self, &words)];
        if !self.agreement.on_the_page(self.day).is_empty() {
            sections.push(signed::foot(self));
        }
        sections
    }

    /// "what a lead is v2 · rules v1": what of the page people sign is in force.
    #[must_use]
    pub fn badge_of_page(&self) -> String {
        let versions = self.agreement.on_the_page(self.day);
        let names = versions
            .iter()
            .map(|(section, number)| format!("{} v{number}", section.word()));
        names.collect::<Vec<_>>().join(" · ")
    }

    /// The one page people sign.
    fn ours(&self) -> Result<Page, String> {
        if self.agreement.on_the_page(self.day).is_empty() {
            return Err(format!(
                "nothing is agreed on {}: propose a definition, an SLA or rules, vote, and put it in force",
                words::day(self.day)
            ));
        }
        let mut sections = parts::ours(self);
        sections.push(signed::foot(self));
        let both = self
            .not_by_both()
            .unwrap_or_else(|| "Ratified by both leaders.".to_owned());
        Ok(Page {
            title: "Our agreement".to_owned(),
            badge: self.badge_of_page(),
            lines: vec![format!("As of {}. {both}", words::day(self.day))],
            sections,
        })
    }

    /// What stands under the title of a section's page.
    fn lines(&self, section: Section, version: &Version) -> Vec<String> {
        let history = self.agreement.section(section);
        let revisions = history.in_order().count();
        let ratified = if version.ratified_by_both() {
            let names: Vec<String> = version
                .managers
                .iter()
                .map(|leader| format!("{} ({})", leader.name, leader.team.word()))
                .collect();
            format!("Ratified by {}.", names.join(" and "))
        } else {
            "Not ratified by both leaders.".to_owned()
        };
        let why = format!("Why this version: {}", version.reason);
        let days = version
            .from()
            .map_or(0, |from| (self.day - from).num_days());
        vec![
            sheet::cut(&ratified, COLUMNS, 1),
            sheet::cut(&why, COLUMNS, 2),
            format!(
                "As of {}, in force for {days} days; {}.",
                words::day(self.day),
                match revisions {
                    1 => "the first version".to_owned(),
                    more => format!("{more} versions came into force"),
                }
            ),
        ]
    }

    /// The sections that were not ratified by both leaders.
    fn not_by_both(&self) -> Option<String> {
        let versions = self.agreement.on_the_page(self.day);
        let names: Vec<String> = versions
            .iter()
            .filter_map(|(section, number)| {
                let version = self.agreement.section(*section).version(*number)?;
                (!version.ratified_by_both()).then(|| format!("{} v{number}", section.word()))
            })
            .collect();
        (!names.is_empty()).then(|| format!("Not ratified by both leaders: {}.", names.join(", ")))
    }
}

/// Everybody the agreement binds, with the day each signed and read what is in force.
///
/// # Errors
/// In words, where nothing is in force.
pub fn readers(agreed: &Agreed<'_>) -> Result<Page, String> {
    agreed.ours().map(|_| signed::list(agreed))
}

fn badge(version: &Version) -> String {
    let from = version.from().map_or_else(String::new, words::day);
    format!("v{} · in force since {from}", version.number)
}
