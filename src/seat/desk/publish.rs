//! The agreement on paper: what is in force on the desk's day, printed, or written beside the ledger.

use chrono::{NaiveDate, TimeDelta};

use super::paper::keep;
use super::{Desk, Trouble, folder};
use crate::publish::agreement::{Agreed, Form, Sheet, readers, scoring_csv, scoring_json};
use crate::publish::page::Page;
use crate::publish::{figures, words};
use crate::review::agreement::version::{Section, Step};
use crate::review::entry::{Act, Draft};
use crate::review::figures::scorecard;
use crate::review::figures::waterfall::{Measured, Stages};
use crate::review::milestone::date_of;
use crate::review::period::Period;

impl Desk {
    /// What became of the leads since a day, as long before it, and in the last twelve months.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn measured(&self, since: NaiveDate) -> Result<Measured, Trouble> {
        let today = date_of(self.clock.now(), self.ledger.zone()?);
        let end = today.succ_opt().unwrap_or(today);
        let days = (end - since).num_days().max(1);
        let earlier = TimeDelta::try_days(days).and_then(|span| since.checked_sub_signed(span));
        let stages = |period: Period| -> Result<Stages, Trouble> {
            let tally = self.tally(&self.cohort(period)?)?;
            Ok(Stages::of(period, &tally.kpis()))
        };
        let days = |start, end| Period::Days { start, end };
        Ok(Measured {
            now: stages(days(since, end.max(since)))?,
            before: stages(days(earlier.unwrap_or(since), since))?,
            year: stages(scorecard::year(today))?,
        })
    }

    /// A page of the agreement in force, in a form.
    ///
    /// # Errors
    /// In words, where nothing of it is in force, or it takes more than a page.
    pub fn published(&self, sheet: Sheet, form: Form) -> Result<String, Trouble> {
        self.with_agreed(form, |agreed| agreed.one_page(sheet))
    }

    /// Who signed and who has read what is in force, with the days.
    ///
    /// # Errors
    /// In words, where nothing is in force.
    pub fn readers(&self, form: Form) -> Result<String, Trouble> {
        self.with_agreed(form, readers)
    }

    /// The sponsor's page as of the desk's clock, the words it uses and who signed below.
    ///
    /// # Errors
    /// Where the ledger cannot be read, or it takes more than a page, in words.
    pub fn sponsors(&self, form: Form) -> Result<String, Trouble> {
        let table = self.sponsor()?.worded(&self.names()?, false);
        self.with_agreed(form, |agreed| {
            let day = words::day(agreed.day);
            let mut page = figures::page(&table, format!("as of {day}"));
            let versions = agreed.badge_of_page();
            if !versions.is_empty() {
                page.lines.push(format!("In force: {versions}."));
            }
            page.sections.extend(agreed.under());
            Agreed::too_long(&page).map_or(Ok(page), Err)
        })
    }

    fn with_agreed(
        &self,
        form: Form,
        page: impl FnOnce(&Agreed<'_>) -> Result<Page, String>,
    ) -> Result<String, Trouble> {
        let page = self.agreed(page)?.map_err(Trouble::Words)?;
        form.write(&page)
            .map_err(|error| Trouble::Words(format!("filling in the page: {error:#}")))
    }

    /// Why a wording cannot be proposed, with the count: it takes more than a page, whichever console asks for it.
    pub(super) fn unfit(&self, drafts: &[Draft]) -> Result<Option<String>, Trouble> {
        let mut proposed = drafts.iter().filter_map(|draft| match &draft.act {
            Act::Agreed { step } => match step.as_ref() {
                Step::Proposed { wording, .. } => Some(wording),
                _ => None,
            },
            _ => None,
        });
        match proposed.next() {
            None => Ok(None),
            Some(wording) => self.agreed(|agreed| {
                let mut all = std::iter::once(wording).chain(proposed);
                all.find_map(|wording| agreed.unfit(wording))
            }),
        }
    }

    /// What both teams agreed on, as of the desk's clock.
    fn agreed<T>(&self, read: impl FnOnce(&Agreed<'_>) -> T) -> Result<T, Trouble> {
        let agreement = self.ledger.agreement()?;
        let people = self.ledger.people()?;
        let zone = self.ledger.zone()?;
        Ok(read(&Agreed {
            agreement: &agreement,
            people: &people,
            day: date_of(self.clock.now(), zone),
            zone,
        }))
    }

    /// Criteria and weights of the definition in force: CSV, or JSON.
    ///
    /// # Errors
    /// In words, where no definition is in force.
    pub fn scoring(&self, json: bool) -> Result<String, Trouble> {
        let agreement = self.ledger.agreement()?;
        let day = date_of(self.clock.now(), self.ledger.zone()?);
        let history = agreement.section(Section::Definition);
        let version = history.in_force(day).ok_or_else(|| {
            Trouble::Words(
                "no definition is in force: there are no criteria to score by".to_owned(),
            )
        })?;
        if json {
            let written = scoring_json(version);
            return written.map_err(|error| Trouble::Words(format!("writing the sheet: {error}")));
        }
        Ok(scoring_csv(version))
    }

    /// Writes a page in every form beside the ledger, with the scoring sheet where it is what a lead is, and says
    /// where.
    ///
    /// # Errors
    /// In words, where nothing is in force or a file cannot be written.
    pub(super) fn publish(&self, sheet: Sheet) -> Result<String, Trouble> {
        let folder = self.papers()?;
        for form in Form::ALL {
            let text = self.published(sheet, form)?;
            keep(
                &folder,
                &format!("{}.{}", sheet.word(), form.ending()),
                &text,
            )?;
        }
        if sheet == Sheet::Definition {
            keep(&folder, "scoring.csv", &self.scoring(false)?)?;
            keep(&folder, "scoring.json", &self.scoring(true)?)?;
        }
        Ok(folder::shown(&folder))
    }
}
