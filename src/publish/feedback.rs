//! The way back: a file the CRM can load. Its own id under its own column name, and beside it only the review's columns.

use chrono_tz::Tz;

use super::cells::Sheet;
use crate::review::feedback::Crm;
use crate::review::lead::Lead;
use crate::review::meeting::MeetingId;
use crate::review::reason::{PickLists, Route};
use crate::review::verdict::Verdict;

/// What goes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback<'ledger> {
    /// Whose names the review's columns and the verdict take.
    pub crm: Crm,
    /// The CRM's own name for its id column, as the file wrote it.
    pub id_column: &'ledger str,
    /// Columns that have to come back unchanged, by header: Dynamics' "(Do Not Modify)" ones.
    pub kept_columns: &'ledger [String],
    pub lists: &'ledger PickLists,
    pub zone: Tz,
}

impl Feedback<'_> {
    /// The leads on which a person said something, as CSV. Leads without a CRM id cannot go back and are left out;
    /// their number is the second value.
    #[must_use]
    pub fn csv<'lead>(&self, leads: impl IntoIterator<Item = &'lead Lead>) -> (String, usize) {
        let ours = self.crm.columns();
        let mut header = vec![self.id_column];
        header.extend(self.kept_columns.iter().map(String::as_str));
        header.extend(ours.iter().map(String::as_str));
        let mut sheet = Sheet::new(&header);
        let mut without_id = 0;
        for lead in leads {
            let Some(row) = self.row(lead) else { continue };
            if lead.filed.key.trim().is_empty() {
                without_id += 1;
            } else {
                sheet.row(&row);
            }
        }
        (sheet.into_text(), without_id)
    }

    /// The row of a lead; `None` where no person told a verdict or a note.
    fn row(&self, lead: &Lead) -> Option<Vec<String>> {
        let said = &lead.said;
        if said.verdict.is_none() && said.note.is_empty() {
            return None;
        }
        let mut row = vec![lead.filed.key.clone()];
        for column in self.kept_columns {
            let kept = lead.filed.extra.iter().find(|(header, _)| header == column);
            row.push(kept.map_or_else(String::new, |(_, text)| text.clone()));
        }
        let told = said.verdict.as_ref();
        let (verdict, reason, route) = told.map_or_else(
            || (String::new(), String::new(), String::new()),
            |told| self.words(&told.verdict),
        );
        let meeting = told.and_then(|told| told.meeting).map(|MeetingId(id)| id);
        row.extend([
            verdict,
            reason,
            route,
            said.note.clone(),
            told.map_or_else(String::new, |told| self.day(told.at)),
            told.map_or_else(String::new, |told| told.who.clone()),
            meeting.map_or_else(String::new, |id| id.to_string()),
        ]);
        Some(row)
    }

    fn day(&self, milliseconds: i64) -> String {
        crate::review::milestone::date_of(milliseconds.div_euclid(1000), self.zone).to_string()
    }

    /// Verdict, reason with its detail, and route with its date.
    fn words(&self, verdict: &Verdict) -> (String, String, String) {
        let (reason, route) = match verdict {
            Verdict::Accepted(acceptance) => {
                let because = acceptance.because.clone();
                (because.unwrap_or_default(), String::new())
            }
            Verdict::NotAccepted(refusal) | Verdict::Returned(refusal) => {
                let before = self.crm.before_reason(verdict);
                let mut reason = format!("{before}{}", self.lists.reason_name(refusal.reason));
                if !refusal.detail.is_empty() {
                    reason = format!("{reason}: {}", refusal.detail);
                }
                let mut route = refusal.route.word().to_owned();
                if let Route::Nurture { until } = refusal.route {
                    route = format!("{route} until {until}");
                }
                (reason, route)
            }
        };
        (self.crm.verdict(verdict).to_owned(), reason, route)
    }
}
