//! The pace of the lead walk: how many leads behind or ahead of the plan, and what would bring it back.

use super::docket::CONSENT_SECONDS;

/// How the walk stands. Times are whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    /// Leads to discuss that should be done by now and are not; below zero: done ahead of their time.
    pub behind: i64,
    /// For each lead still to discuss, the reading of the consent list set aside; never below zero.
    pub each: i64,
    /// Leads still to discuss.
    pub left: usize,
}

/// The walk after `spent` of `planned` seconds, `done` of `all` leads discussed, `read` of `consent` leads read. `None`
/// where nothing is to be discussed. The consent list keeps its reading time; the rest is shared out evenly.
#[must_use]
pub fn gauge(
    planned: i64,
    spent: i64,
    (done, all): (usize, usize),
    (read, consent): (usize, usize),
) -> Option<Gauge> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let left = all.saturating_sub(done);
    if left == 0 {
        return None;
    }
    let aloud = |leads: usize| number(leads).saturating_mul(i64::from(CONSENT_SECONDS));
    let share = (planned - aloud(consent)).max(0);
    // What reading has taken already is no time of the leads to discuss.
    let talked = (spent - aloud(read)).clamp(0, share.max(1));
    let due = if share == 0 {
        number(all)
    } else {
        talked.saturating_mul(number(all)) / share
    };
    let rest = planned - spent - aloud(consent.saturating_sub(read));
    Some(Gauge {
        behind: due.min(number(all)) - number(done),
        each: (rest / number(left)).max(0),
        left,
    })
}

impl Gauge {
    /// "2 behind: park Gravel AS and Hatch Ltd, or 90 s each"; nothing while it keeps its pace. `last` are the leads still
    /// to discuss that teach least, the least telling first.
    #[must_use]
    pub fn words(self, last: &[String]) -> String {
        let each = match self.each {
            0 => "no time is left for the rest".to_owned(),
            1..120 => format!("{} s each", self.each),
            seconds => format!("{} min each", (seconds + 30) / 60),
        };
        match self.behind {
            ..0 => format!("{} ahead: {each}", -self.behind),
            0 => String::new(),
            behind => {
                let most = usize::try_from(behind).unwrap_or(usize::MAX);
                let named: Vec<&str> = last.iter().take(most.min(2)).map(String::as_str).collect();
                let others = match most.min(self.left) - named.len().min(self.left) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                if named.is_empty() {
                    return format!("{behind} behind: {each}");
                }
                let or = if self.each == 0 { ": " } else { ", or " };
                format!(
                    "{behind} behind: park {}{others}{or}{each}",
                    named.join(" and ")
                )
            }
        }
    }
}
