//! Which leads a table of figures is of, and by what it goes: period, cohort, slice, what it is held against.

use chrono::{Datelike, Months, NaiveDate};

use super::coverage::Anchor;
use crate::review::filter::By;
use crate::review::period::Period;

/// A cut through the leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Which date places a lead in the period.
    pub anchor: Anchor,
    pub period: Period,
    pub by: By,
    /// Only leads in that slice, exactly as written; empty: those without one.
    pub only: Option<(By, String)>,
    /// What it stands beside.
    pub against: Option<Against>,
}

/// The other side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    pub period: Period,
    pub only: Option<(By, String)>,
}

impl Cut {
    /// The wall's own leads, those delivered in the last 90 days, by source.
    #[must_use]
    pub fn usual(today: NaiveDate) -> Self {
        Self {
            anchor: Anchor::Qualified,
            period: super::scorecard::wall(today),
            by: By::Source,
            only: None,
            against: None,
        }
    }

    /// What it is held against: what was asked for, else the period before, of the same slice.
    #[must_use]
    pub fn beside(&self) -> Against {
        self.against.clone().unwrap_or_else(|| Against {
            period: self.period.before().unwrap_or(self.period),
            only: self.only.clone(),
        })
    }
}

/// Reads `source = Web` as a slice; `(blank)` and `unassigned` are those without. Nothing is no slice.
///
/// # Errors
/// In words, where there is no equals sign, or nothing before it.
pub fn slice(text: &str) -> Result<Option<(By, String)>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (by, key) = text
        .split_once('=')
        .ok_or_else(|| "write it as source = Web, rep = T. Reyes, country = Germany".to_owned())?;
    if by.trim().is_empty() {
        return Err("which field? for instance source = Web".to_owned());
    }
    let by = By::parse(by, true);
    let key = key.trim();
    let key = if key == by.blank() { "" } else { key };
    Ok(Some((by, key.to_owned())))
}

/// A slice as [`slice`] reads it.
#[must_use]
pub fn slice_text(by: &By, key: &str) -> String {
    let key = if key.is_empty() { by.blank() } else { key };
    format!("{} = {key}", by.word())
}

/// A period as [`period`] reads it.
#[must_use]
pub fn period_text(period: Period) -> String {
    let Period::Days { start, end } = period else {
        return "all".to_owned();
    };
    match period.whole_months() {
        Some(1) => start.format("%Y-%m").to_string(),
        Some(3) if start.month0().is_multiple_of(3) => {
            format!("{}-Q{}", start.format("%Y"), start.month0() / 3 + 1)
        }
        Some(12) if start.month0() == 0 => start.format("%Y").to_string(),
        _ => format!("{start}..{end}"),
    }
}

/// Reads a period as [`Period::parse`] does, and beside it `90 days`, `this month`, `last month`, `this quarter`,
/// `last quarter`, `since review` (from the day the last review was closed on).
///
/// # Errors
/// In words, where the text is none of these, or no review was closed yet.
pub fn period(
    text: &str,
    today: NaiveDate,
    last_review: Option<NaiveDate>,
) -> Result<Period, String> {
    let words = text.trim().to_lowercase();
    if let Some(number) = words.strip_suffix("days").or(words.strip_suffix("day"))
        && let Ok(number) = number.trim().parse::<u16>()
        && number > 0
    {
        return Ok(Period::last_days(today, u64::from(number)));
    }
    let quarter = |day: NaiveDate| {
        let first = day.month0() / 3 * 3 + 1;
        let start = NaiveDate::from_ymd_opt(day.year(), first, 1).unwrap_or(day);
        Period::Days {
            start,
            end: start.checked_add_months(Months::new(3)).unwrap_or(start),
        }
    };
    let last = |period: Period| period.before().unwrap_or(period);
    Ok(match words.as_str() {
        "this month" => Period::month_of(today),
        "last month" => last(Period::month_of(today)),
        "this quarter" => quarter(today),
        "last quarter" => last(quarter(today)),
        "since review" | "since the last review" => Period::Days {
            start: last_review.ok_or("no review was closed yet")?,
            end: today.succ_opt().unwrap_or(today),
        },
        _ => return Period::parse(text).map_err(|error| error.to_string()),
    })
}
