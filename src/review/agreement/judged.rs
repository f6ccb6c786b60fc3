//! A lead judged by the definition: every criterion met, failed or unknown, its fit 0 to 5, its rank.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::criterion::{Met, Test, read, text_of};
use super::definition::{Buyer, Criterion, CriterionKey, Definition};
use super::fold::Agreement;
use super::version::{Section, Version, Wording};
use crate::review::lead::{Answer, Field, Lead};
use crate::review::meeting::Because;
use crate::review::milestone::Reach;

/// How far the fit goes.
pub const FULL_FIT: f64 = 5.0;

/// A definition with its tests read, ready to judge any number of leads. A test that cannot be read is for people
/// to tell: unknown.
#[derive(Debug, Clone)]
pub struct Judge<'text> {
    pub definition: &'text Definition,
    criteria: Vec<Option<Test>>,
    ranks: Vec<(char, Option<Test>)>,
}

/// What a definition says of a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Every criterion that is for the lead's product line, in the definition's order.
    pub results: Vec<(CriterionKey, Met)>,
    /// All must-haves that a machine can check; `None` where there is none.
    pub must_haves: Option<Met>,
    /// Weight met ÷ weight of all criteria × 5: what is unknown counts as not yet met. `None` without criteria.
    pub fit: Option<f64>,
    /// The fit if everything unknown were met.
    pub fit_at_most: Option<f64>,
    pub rank: Option<char>,
}

impl<'text> Judge<'text> {
    #[must_use]
    pub fn of(definition: &'text Definition) -> Self {
        let test = |text: &str| (!text.trim().is_empty()).then(|| read(text).ok()).flatten();
        Self {
            criteria: definition
                .criteria
                .iter()
                .map(|criterion| test(&criterion.test))
                .collect(),
            ranks: definition
                .ranks_or_usual()
                .iter()
                .map(|rank| (rank.rank, test(&rank.test)))
                .collect(),
            definition,
        }
    }

    /// Each criterion with its test, where a machine can check it.
    pub fn criteria(&self) -> impl Iterator<Item = (&'text Criterion, Option<&Test>)> {
        let tests = self.criteria.iter().map(Option::as_ref);
        self.definition.criteria.iter().zip(tests)
    }

    /// Judges a lead.
    #[must_use]
    pub fn lead(&self, lead: &Lead, zone: Tz) -> Judged {
        self.fields(&mut |name| text_of(lead, name, zone))
    }

    /// Judges whatever has these fields.
    pub fn fields<'lead>(&self, field: &mut dyn FnMut(&str) -> Cow<'lead, str>) -> Judged {
        let line = match self.definition.line_field.as_str() {
            "" => Cow::Borrowed(""),
            name => field(name),
        };
        let mut results = Vec::with_capacity(self.criteria.len());
        let mut musts: Option<Met> = None;
        let (mut met, mut open, mut all) = (0, 0, 0);
        for (criterion, test) in self.criteria() {
            if !is_for(criterion, &line) {
                continue;
            }
            let result = test.map_or(Met::Unknown, |test| test.met(field));
            results.push((criterion.key, result));
            if criterion.must && test.is_some() {
                musts = Some(musts.unwrap_or(Met::Met).and(result));
            }
            let weight = criterion.weight.max(1);
            all += weight;
            match result {
                Met::Met => met += weight,
                Met::Unknown => open += weight,
                Met::Failed => {}
            }
        }
        let share = |weight: u32| (all > 0).then(|| f64::from(weight) / f64::from(all) * FULL_FIT);
        let fit = share(met);
        Judged {
            rank: self.rank(fit, musts, field),
            results,
            must_haves: musts,
            fit,
            fit_at_most: share(met + open),
        }
    }

    /// The first rank whose test is met.
    fn rank<'lead>(
        &self,
        fit: Option<f64>,
        musts: Option<Met>,
        field: &mut dyn FnMut(&str) -> Cow<'lead, str>,
    ) -> Option<char> {
        let fit = fit?;
        let mut with_fit = |name: &str| match name.to_lowercase().as_str() {
            "fit" => Cow::Owned(format!("{fit:.4}")),
            "must-haves" | "must haves" => Cow::Borrowed(musts.map_or("met", Met::word)),
            _ => field(name),
        };
        let mut passed = self
            .ranks
            .iter()
            .filter(|(_, test)| match test {
                Some(test) => test.met(&mut with_fit) == Met::Met,
                None => true,
            })
            .map(|(rank, _)| *rank);
        passed.next()
    }
}

/// Whether a criterion holds for a product line; where the lead names none, it does.
fn is_for(criterion: &Criterion, line: &str) -> bool {
    let line = line.trim();
    criterion.lines.is_empty()
        || line.is_empty()
        || criterion
            .lines
            .iter()
            .any(|wanted| wanted.trim().eq_ignore_ascii_case(line))
}

/// Which version a lead is judged by, and whether it held when the lead was delivered.
#[derive(Debug, Clone, Copy)]
pub struct By<'text> {
    pub version: &'text Version,
    pub definition: &'text Definition,
    /// In force on the day of delivery; else the lead has no such day, or came before there was any: then it is
    /// judged by what came into force next, is told so, and never held to it.
    pub held: bool,
}

impl Agreement {
    /// The version a lead is judged by: in force when it was delivered. Every lead is judged once there is any.
    #[must_use]
    pub fn judges(&self, qualified: Reach, zone: Tz, today: NaiveDate) -> Option<By<'_>> {
        let day = qualified.at().map(|at| at.date(zone));
        let by = |found: (_, _), held| By {
            version: found.0,
            definition: found.1,
            held,
        };
        if let Some(found) = day.and_then(|day| self.definition(day)) {
            return Some(by(found, true));
        }
        if day.is_none()
            && let Some(found) = self.definition(today)
        {
            return Some(by(found, false));
        }
        let first = self
            .section(Section::Definition)
            .versions
            .iter()
            .filter(|version| version.from().is_some_and(|from| from <= today))
            .min_by_key(|version| (version.from(), version.number))?;
        match &first.wording {
            Wording::Definition(text) => Some(by((first, text), false)),
            _ => None,
        }
    }

    /// One lead, judged by the version it is judged by; for many, [`Judges`] reads each version once.
    #[must_use]
    pub fn judged(&self, lead: &Lead, zone: Tz, today: NaiveDate) -> Option<(By<'_>, Judged)> {
        let by = self.judges(lead.delivered(), zone, today)?;
        let judged = Judge::of(by.definition).lead(lead, zone);
        Some((by, judged))
    }
}

impl Agreement {
    /// The criterion that words name, in any version of the definition: of two that were ever called so, the later
    /// one. Numbers stay from version to version, so a criterion that was renamed is still one.
    #[must_use]
    pub fn criterion_named(&self, words: &str) -> Option<CriterionKey> {
        let words = words.trim();
        let same = |one: &&Criterion| one.name.trim().eq_ignore_ascii_case(words);
        let mut texts = self.texts().rev();
        texts.find_map(|text| Some(text.criteria.iter().find(same)?.key))
    }

    /// What a criterion is called now: in the latest version that has it.
    #[must_use]
    pub fn criterion_name(&self, key: CriterionKey) -> Option<&str> {
        let mut texts = self.texts().rev();
        texts.find_map(|text| Some(text.criterion(key)?.name.as_str()))
    }

    /// What each criterion is called now, by every name it ever had, lower case.
    #[must_use]
    pub fn criteria_now(&self) -> BTreeMap<String, String> {
        let criteria = self.texts().flat_map(|text| &text.criteria);
        let now = criteria.filter_map(|one| {
            let words = one.name.trim().to_lowercase();
            Some((words, self.criterion_name(one.key)?.trim().to_owned()))
        });
        now.collect()
    }

    /// What each criterion is called now, by its number.
    #[must_use]
    pub fn criteria_by_number(&self) -> BTreeMap<CriterionKey, String> {
        let criteria = self.texts().flat_map(|text| &text.criteria);
        // Later wordings come last and stand.
        let now = criteria.map(|one| (one.key, one.name.trim().to_owned()));
        now.collect()
    }

    /// Every source that some agreed wording flags as a list, lower case: only who comes from one of them can be a
    /// suspect.
    #[must_use]
    pub fn list_sources(&self) -> BTreeSet<String> {
        let flagged = self.texts().flat_map(|text| &text.list_sources);
        let sources = flagged.map(|source| source.trim().to_ascii_lowercase());
        sources.filter(|source| !source.is_empty()).collect()
    }

    /// Every wording of the definition that was ever in force, in order.
    fn texts(&self) -> impl DoubleEndedIterator<Item = &Definition> {
        let versions = self.section(Section::Definition).in_order();
        versions.filter_map(|(_, version)| match &version.wording {
            Wording::Definition(text) => Some(text.as_ref()),
            _ => None,
        })
    }
}

/// Every version that judges, its tests read once.
#[derive(Debug, Clone)]
pub struct Judges<'text> {
    agreement: &'text Agreement,
    zone: Tz,
    today: NaiveDate,
    versions: BTreeMap<u32, Judge<'text>>,
}

impl<'text> Judges<'text> {
    #[must_use]
    pub fn new(agreement: &'text Agreement, zone: Tz, today: NaiveDate) -> Self {
        let versions = &agreement.section(Section::Definition).versions;
        let judge = |version: &'text Version| match &version.wording {
            Wording::Definition(text) => Some((version.number, Judge::of(text))),
            _ => None,
        };
        Self {
            agreement,
            zone,
            today,
            versions: versions.iter().filter_map(judge).collect(),
        }
    }

    /// A lead, judged by the version it is judged by; `None` where there is none.
    #[must_use]
    pub fn lead(&self, lead: &Lead) -> Option<(By<'text>, Judged)> {
        let by = self.by(lead)?;
        let judge = self.versions.get(&by.version.number)?;
        Some((by, judge.lead(lead, self.zone)))
    }

    /// The criterion that words name.
    #[must_use]
    pub fn criterion(&self, words: &str) -> Option<CriterionKey> {
        self.agreement.criterion_named(words)
    }

    /// Where the answer and the definition in force say different things: not accepted though it passes every
    /// must-have, accepted though one of them failed.
    #[must_use]
    pub fn against(&self, lead: &Lead) -> Option<Because> {
        let answer = lead.facts().answer;
        let (by, judged) = self.lead(lead).filter(|(by, _)| by.held)?;
        let version = by.version.number;
        match (answer, judged.must_haves?) {
            (Answer::NotAccepted(_), Met::Met) => Some(Because::MeetsAndRefused { version }),
            (Answer::Accepted { by_deed: false, .. }, Met::Failed) => {
                let failed = judged.results.iter().find_map(|(key, met)| {
                    let criterion = by.definition.criterion(*key)?;
                    (criterion.must && *met == Met::Failed).then(|| criterion.name.clone())
                });
                Some(Because::AcceptedAndFails {
                    version,
                    criterion: failed?,
                })
            }
            _ => None,
        }
    }

    /// Whether it is a name from a list and no lead yet (MEASURES §1, practice A23): its source is flagged as a list
    /// where it is held to the definition, and it does not pass every must-have: one failed, one is unknown, or none
    /// can be checked. Who was handed over before there was any definition is not held to one.
    #[must_use]
    pub fn suspect(&self, lead: &Lead) -> bool {
        let Some(by) = self.by(lead) else {
            return false;
        };
        let held = by.held || lead.delivered().at().is_none();
        let judge = self.versions.get(&by.version.number);
        held && by.definition.is_list(lead.text(Field::Source))
            && judge.is_some_and(|judge| judge.lead(lead, self.zone).must_haves != Some(Met::Met))
    }

    fn by(&self, lead: &Lead) -> Option<By<'text>> {
        self.agreement
            .judges(lead.delivered(), self.zone, self.today)
    }

    /// Whether a lead was accepted in words though a must-have of the definition it is held to failed.
    #[must_use]
    pub fn accepted_failed(&self, lead: &Lead) -> bool {
        matches!(self.against(lead), Some(Because::AcceptedAndFails { .. }))
    }

    /// Whether a lead passes every must-have of what was in force when it was delivered; `None` where a field is
    /// missing or nothing was in force.
    #[must_use]
    pub fn passes(&self, lead: &Lead) -> Option<bool> {
        let (by, judged) = self.lead(lead)?;
        match judged.must_haves {
            Some(Met::Met) if by.held => Some(true),
            Some(Met::Failed) if by.held => Some(false),
            _ => None,
        }
    }
}

/// Whether a lead's title is one of those to contact: unknown where it has none; `None` where none is named.
#[must_use]
pub fn title_fits(definition: &Definition, lead: &Lead) -> Option<Met> {
    let titles = &definition.titles;
    (!titles.is_empty()).then(|| any_title(titles, lead))
}

/// Which parts in buying the lead's records tell of: its own title, or a column named as the part is.
#[must_use]
pub fn buying_group<'text>(
    definition: &'text Definition,
    lead: &Lead,
    zone: Tz,
) -> Vec<(&'text Buyer, bool)> {
    let known = |buyer: &Buyer| {
        !text_of(lead, &buyer.role, zone).is_empty() || any_title(&buyer.titles, lead) == Met::Met
    };
    let group = definition.buying_group.iter();
    group.map(|buyer| (buyer, known(buyer))).collect()
}

fn any_title(titles: &[String], lead: &Lead) -> Met {
    let title = super::criterion::Cell::of(lead.text(Field::Title));
    if title.is_blank() {
        return Met::Unknown;
    }
    let fits = titles
        .iter()
        .map(|pattern| pattern.trim().to_lowercase())
        .any(|pattern| !pattern.is_empty() && title.matches(&pattern));
    if fits { Met::Met } else { Met::Failed }
}
