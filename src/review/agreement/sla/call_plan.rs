//! The plan before the first call: a checklist both teams agreed on, ticked for each lead Sales accepted.

use serde::{Deserialize, Serialize};

use crate::review::agreement::calendar::Calendar;
use crate::review::figures::kpi::rate;
use crate::review::figures::words::{count, counted, percent};
use crate::review::milestone::Milestone;

/// More lines than that nobody fills in before a call.
const MOST: usize = 20;

/// What of the checklist was ticked for one lead, as it was last said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallPlan {
    pub ticked: Vec<String>,
    /// How many lines the checklist had then.
    pub of: u32,
    /// Since when every line is ticked, milliseconds since 1970, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<i64>,
}

impl CallPlan {
    /// What was ticked anew, at an instant (milliseconds): a plan that was whole before was whole since then.
    #[must_use]
    pub fn ticked(before: Option<&Self>, ticked: &[String], of: u32, at: i64) -> Self {
        let all = of > 0 && u32::try_from(ticked.len()).is_ok_and(|ticked| ticked >= of);
        let since = before.and_then(|before| before.whole).unwrap_or(at);
        Self {
            ticked: ticked.to_vec(),
            of,
            whole: all.then_some(since),
        }
    }

    /// Whether it was whole before something happened, or on the same day where no hour is known of that.
    #[must_use]
    pub fn was_whole_by(&self, then: Milestone, calendar: &Calendar) -> bool {
        self.whole.is_some_and(|whole| {
            let whole = Milestone::Instant(whole.div_euclid(1000));
            whole.until(then, calendar.zone) >= 0
        })
    }
}

/// Reads a checklist, its lines parted by commas; one that stands there twice is one.
///
/// # Errors
/// In a sentence that says what to do.
pub fn read(text: &str) -> Result<Vec<String>, String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(',').map(str::trim) {
        let again = lines.iter().any(|known| known.eq_ignore_ascii_case(line));
        if !line.is_empty() && !again {
            lines.push(line.to_owned());
        }
    }
    fault(&lines).map_or(Ok(lines), Err)
}

/// What keeps a checklist from being agreed on.
#[must_use]
pub fn fault(lines: &[String]) -> Option<String> {
    (lines.len() > MOST).then(|| {
        format!(
            "{} lines are more than anybody fills in before a call: at most {MOST}",
            lines.len()
        )
    })
}

/// Of the leads Sales accepted: those whose plan was whole before the first touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Planned {
    pub with: u64,
    /// Accepted, delivered under an agreement with a checklist, and touched, or with a whole plan.
    pub n: u64,
    /// Accepted, neither touched nor planned yet.
    pub open: u64,
}

impl Planned {
    /// "12 of 41 accepted leads had one before the first touch: 29.3 % · 3 not touched yet"; `None` where there is none.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let open = (self.open > 0).then(|| format!("{} not touched yet", count(self.open)));
        let told = (self.n > 0).then(|| {
            format!(
                "{} of {} had one before the first touch: {}",
                count(self.with),
                counted(self.n, "accepted lead", "accepted leads"),
                percent(rate(self.with, self.n))
            )
        });
        let parts: Vec<String> = told.into_iter().chain(open).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}
