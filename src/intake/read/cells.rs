//! One record's cells by field: text as it stands, dates, amounts, yes and no.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::intake::columns::{Columns, StandIn};
use crate::intake::field::Canonical;
use crate::intake::record::Record;
use crate::intake::value::{self, date, money};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::{Currency, Money};
use crate::review::proposal::DateOrder;

/// The cells of one record, as text.
pub struct Cells<'a> {
    all: &'a str,
    ends: &'a [usize],
    pub columns: &'a Columns,
    currency: Currency,
}

impl<'a> Cells<'a> {
    /// `None` where the record is not valid UTF-8.
    pub fn new(record: &Record<'a>, columns: &'a Columns, currency: Currency) -> Option<Self> {
        let (bytes, ends) = record.parts();
        let bytes = bytes.get(..ends.last().copied().unwrap_or(0))?;
        let all = std::str::from_utf8(bytes).ok()?;
        ends.iter()
            .all(|end| all.is_char_boundary(*end))
            .then_some(Self {
                all,
                ends,
                columns,
                currency,
            })
    }

    /// How many columns the header has.
    pub fn len(&self) -> usize {
        self.columns.columns.len()
    }

    /// A cell by its place, byte for byte; without the guard that Docket put before a formula's first character.
    pub fn cell(&self, place: usize) -> &'a str {
        let end = self.ends.get(place).copied().unwrap_or(self.all.len());
        let start = place
            .checked_sub(1)
            .map_or(0, |before| self.ends.get(before).copied().unwrap_or(end));
        let cell = self.all.get(start..end).unwrap_or_default();
        match cell.strip_prefix('\'') {
            Some(rest)
                if self.columns.guarded && rest.starts_with(['=', '+', '-', '@', '\t', '\r']) =>
            {
                rest
            }
            _ => cell,
        }
    }

    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.all.trim().is_empty()
    }

    /// A totals row or a remark: its first filled cell says so, and most of the row is empty.
    pub fn is_remark(&self) -> bool {
        const WORDS: [&str; 9] = [
            "total",
            "totals",
            "grand total",
            "grand totals",
            "sum",
            "summe",
            "gesamt",
            "subtotal",
            "copyright",
        ];
        let Some(first) = (0..self.len())
            .map(|place| self.cell(place).trim())
            .find(|cell| !cell.is_empty())
        else {
            return false;
        };
        if first.len() > 40 || !first.as_bytes()[0].is_ascii_alphabetic() {
            return false;
        }
        let word = first.split([':', '(']).next().unwrap_or_default().trim();
        if !WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            return false;
        }
        let filled = (0..self.len())
            .filter(|place| !self.cell(*place).trim().is_empty())
            .count();
        filled * 2 <= self.len()
    }

    /// The text of a field, byte for byte; what stands in for it where its cell is blank; else empty.
    pub fn text(&self, field: Canonical) -> &'a str {
        let own = self
            .columns
            .place(field)
            .map_or("", |place| self.cell(place));
        if !own.trim().is_empty() || self.columns.set.is_empty() {
            return own;
        }
        match self.columns.set.iter().find(|(set, _)| *set == field) {
            Some((_, StandIn::Text(text))) => text,
            Some((_, StandIn::Field(other))) => self
                .columns
                .place(*other)
                .map_or("", |place| self.cell(place)),
            None => own,
        }
    }

    /// A date; `None` where the cell is blank.
    pub fn date(&self, field: Canonical) -> Result<Option<Milestone>, String> {
        let text = self.text(field).trim();
        if text.is_empty() {
            return Ok(None);
        }
        date::milestone(text, self.order(field), self.columns.options.zone)
            .map(Some)
            .ok_or_else(|| self.unreadable(field, text, "a date that can be read"))
    }

    /// The order of a field's dates: its own column's, or that of the field that stands in for it.
    fn order(&self, field: Canonical) -> DateOrder {
        let own = self
            .columns
            .place(field)
            .filter(|place| !self.cell(*place).trim().is_empty());
        let place = own.or_else(|| {
            self.columns
                .set
                .iter()
                .find_map(|(set, stand_in)| match stand_in {
                    StandIn::Field(other) if *set == field => self.columns.place(*other),
                    _ => None,
                })
        });
        place.map_or(DateOrder::Ymd, |place| self.columns.columns[place].order)
    }

    /// A date's day, as its source wrote it.
    pub fn day(&self, field: Canonical) -> Result<Option<NaiveDate>, String> {
        Ok(self
            .date(field)?
            .map(|date| date.date(self.columns.options.zone)))
    }

    /// How far a lead came, where the column's date alone decides.
    pub fn reach(&self, field: Canonical) -> Result<Reach, String> {
        Ok(self.date(field)?.map_or(Reach::Not, Reach::At))
    }

    /// An amount in the currency its cell names, else its row's, else the caller's; `None` where blank.
    pub fn money(&self, field: Canonical) -> Result<Option<Money>, String> {
        let text = self.text(field).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let style = self
            .columns
            .place(field)
            .map_or(money::Style::Unsettled, |place| {
                self.columns.columns[place].style
            });
        let (amount, own) = money::amount(text, style)
            .ok_or_else(|| self.unreadable(field, text, "an amount that can be read"))?;
        let currency = own
            .or_else(|| Currency::parse(self.text(Canonical::Currency)))
            .unwrap_or(self.currency);
        Ok(Some(Money { amount, currency }))
    }

    /// A plain number; `None` where blank.
    pub fn number(&self, field: Canonical) -> Result<Option<Decimal>, String> {
        let text = self.text(field).trim();
        if text.is_empty() {
            return Ok(None);
        }
        value::number(text)
            .map(Some)
            .ok_or_else(|| self.unreadable(field, text, "a number"))
    }

    /// A yes or no; a word that is neither says nothing.
    pub fn truth(&self, field: Canonical) -> bool {
        value::truth(self.text(field)).unwrap_or(false)
    }

    fn unreadable(&self, field: Canonical, text: &str, wanted: &str) -> String {
        let header = self.columns.place(field).map_or(field.word(), |place| {
            self.columns.columns[place].header.as_str()
        });
        let short: String = text.chars().take(40).collect();
        format!("{header} \"{short}\" is not {wanted}")
    }

    /// What no field took: header and text of the cells that are not empty, in file order.
    pub fn extra(&self) -> Vec<(String, String)> {
        self.columns
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.field.is_none() && !column.own)
            .map(|(place, column)| (column, self.cell(place)))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column.header.clone(), cell.to_owned()))
            .collect()
    }

    /// A mapped cell that no typed field can hold in this row, kept under its header.
    pub fn keep(&self, field: Canonical, extra: &mut Vec<(String, String)>) {
        if let Some(place) = self.columns.place(field)
            && !self.cell(place).trim().is_empty()
        {
            let header = self.columns.columns[place].header.clone();
            extra.push((header, self.cell(place).to_owned()));
        }
    }

    /// A person's or lead's name: the full one, else its two parts with a space.
    pub fn name(&self) -> String {
        let full = self.text(Canonical::Name);
        if !full.is_empty() {
            return full.to_owned();
        }
        let (first, last) = (
            self.text(Canonical::FirstName),
            self.text(Canonical::LastName),
        );
        match (first.is_empty(), last.is_empty()) {
            (false, false) => format!("{first} {last}"),
            (false, true) => first.to_owned(),
            _ => last.to_owned(),
        }
    }
}
