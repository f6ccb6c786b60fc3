//! What the figures ask beyond the leads themselves: limits agreed over time, and who was spoken of since an entry.

use rusqlite::named_params;

use super::{Ledger, Trouble, journal};
use crate::review::agreement::calendar::Calendar;
use crate::review::agreement::terms::Terms;
use crate::review::agreement::{AnswerLimit, AnswerLimits};
use crate::review::entry::{Act, Seq};
use crate::review::lead::LeadId;

/// The setting that says by when Sales answers, in working hours.
pub const ANSWER_HOURS: &str = "answer_hours";

impl Ledger {
    /// Every limit for an answer that was agreed and stands: the clauses of the agreement, each in its own hours; and
    /// the setting, from the moment it was set, in the usual calendar of the ledger's zone. A setting that is no number
    /// of hours agrees on nothing.
    pub fn answer_limits(&self) -> Result<AnswerLimits, Trouble> {
        let zone = self.zone()?;
        let mut limits = AnswerLimits::none(Calendar::usual(zone));
        limits.clauses = Terms::of(&self.agreement()?, zone).answers();
        for entry in journal::standing_of_kinds(&self.connection, r#"["setting"]"#)? {
            let Act::Setting { name, value } = &entry.act else {
                continue;
            };
            if name == ANSWER_HOURS
                && let Some(hours) = AnswerLimit::hours_of(value)
            {
                let since = entry.at.div_euclid(1000);
                limits.limits.push(AnswerLimit { hours, since });
            }
        }
        Ok(limits)
    }

    /// The leads of which anybody said something after `seq`, or took something back.
    pub fn leads_said_of_since(&self, seq: Seq) -> Result<Vec<LeadId>, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT DISTINCT lead FROM journal_lead WHERE seq > :seq AND says = 1 ORDER BY lead",
        )?;
        let leads = question
            .query_map(named_params! { ":seq": seq.0 }, |row| {
                row.get(0).map(LeadId)
            })?
            .collect::<Result<_, _>>()?;
        Ok(leads)
    }

    /// The leads about which a verdict was told in a review, and stands in the journal.
    pub fn leads_judged_in_reviews(&self) -> Result<Vec<LeadId>, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT DISTINCT l.lead FROM journal j JOIN journal_lead l ON l.seq = j.seq
             WHERE j.kind = 'verdict' AND j.meeting IS NOT NULL
               AND j.gesture NOT IN (SELECT gesture FROM taken_back)
             ORDER BY l.lead",
        )?;
        let leads = question
            .query_map(named_params! {}, |row| row.get(0).map(LeadId))?
            .collect::<Result<_, _>>()?;
        Ok(leads)
    }

    /// How many imports that stand were made after `seq`.
    pub fn imports_since(&self, seq: Seq) -> Result<u64, Trouble> {
        let imports: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM journal WHERE kind = 'imported' AND seq > :seq
                 AND gesture NOT IN (SELECT gesture FROM taken_back)",
            )?
            .query_row(named_params! { ":seq": seq.0 }, |row| row.get(0))?;
        Ok(imports.unsigned_abs())
    }
}
