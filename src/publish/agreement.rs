//! The agreement on paper: the page people sign, and one page each for what a lead is, the SLA and the rules.

mod parts;
mod scoring;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::page::Page;
use super::{html, markdown, text, words};
use crate::review::agreement::fold::Agreement;
use crate::review::agreement::version::{Section, Version};
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

    /// A page in this form. The same page gives the same bytes.
    ///
    /// # Errors
    /// Where the template cannot be filled in.
    pub fn write(self, page: &Page) -> Result<String, minijinja::Error> {
        match self {
            Self::Markdown => Ok(markdown::markdown(page)),
            Self::Text => Ok(text::text(page)),
            Self::Html => html::html(page, page, None),
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

impl Agreed<'_> {
    /// A page of what is in force.
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
        let mut sections = match sheet {
            Sheet::Sla => parts::sla(self, version),
            Sheet::Rules => parts::rules(self, version),
            _ => parts::definition(version),
        };
        sections.push(parts::signed(self));
        sections.push(parts::read(self));
        Ok(Page {
            title: section.title().to_owned(),
            badge: badge(version),
            lines: self.lines(section, version),
            sections,
        })
    }

    /// The one page people sign.
    fn ours(&self) -> Result<Page, String> {
        let versions = self.agreement.on_the_page(self.day);
        if versions.is_empty() {
            return Err(format!(
                "nothing is agreed on {}: propose a definition, an SLA or rules, vote, and put it in force",
                words::day(self.day)
            ));
        }
        let names: Vec<String> = versions
            .iter()
            .map(|(section, number)| format!("{} v{number}", section.word()))
            .collect();
        let mut sections = parts::ours(self);
        sections.push(parts::signed(self));
        sections.push(parts::read(self));
        let mut lines = vec![format!("As of {}", words::day(self.day))];
        lines.extend(self.not_by_both());
        Ok(Page {
            title: "Our agreement".to_owned(),
            badge: names.join(" · "),
            lines,
            sections,
        })
    }

    /// What stands under the title of a section's page.
    fn lines(&self, section: Section, version: &Version) -> Vec<String> {
        let history = self.agreement.section(section);
        let revisions = history.in_order().count();
        let mut lines = vec![if version.ratified_by_both() {
            let names: Vec<String> = version
                .managers
                .iter()
                .map(|leader| format!("{} ({})", leader.name, leader.team.word()))
                .collect();
            format!("Ratified by {}.", names.join(" and "))
        } else {
            "Not ratified by both leaders.".to_owned()
        }];
        lines.push(format!("Why this version: {}", version.reason));
        let days = version
            .from()
            .map_or(0, |from| (self.day - from).num_days());
        lines.push(format!(
            "As of {} · {} · in force for {days} days",
            words::day(self.day),
            match revisions {
                1 => "the first version".to_owned(),
                more => format!("version {more} of those that came into force"),
            }
        ));
        lines
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

fn badge(version: &Version) -> String {
    let from = version.from().map_or_else(String::new, words::day);
    format!("v{} · in force since {from}", version.number)
}
