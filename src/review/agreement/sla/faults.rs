//! What keeps an SLA from being proposed, each in a sentence that says what to do.

use chrono::NaiveDate;

use super::{Clause, ClauseKey, Measure, Sla, WorkingHours, call_plan, follow_up};
use crate::review::person::Team;

/// Which part of a clause a fault is about: where the form puts its cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Side,
    Text,
    Measure,
    Limit,
    Target,
    Consequence,
    From,
    Until,
    Hours,
    FollowUp,
    CallPlan,
}

/// Something that has to be set right first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The clause; `None` for the working hours, or where there is none at all.
    pub clause: Option<ClauseKey>,
    pub part: Part,
    pub words: String,
}

impl WorkingHours {
    /// What is wrong with them.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if !self.days.contains(&true) {
            return Some("no limit could ever run out: tick at least one working day".to_owned());
        }
        if self.closes > 24 * 60 - 1 {
            return Some("the day ends at 23:59 at the latest".to_owned());
        }
        (self.opens >= self.closes).then(|| {
            "work has to end after it begins: write for example 09:00 and 17:00".to_owned()
        })
    }
}

impl Measure {
    /// What is wrong with what it is measured against.
    fn fault(&self) -> Option<&'static str> {
        Some(match self {
            Self::Delivered { leads: 0, .. } => {
                "0 leads ask for nothing: write how many, 1 or more"
            }
            Self::Delivered { days: 0, .. } => {
                "in how many days? Write 1 or more, for example 60 in 30 days"
            }
            Self::FieldsFilled { fields } if fields.iter().all(|field| field.trim().is_empty()) => {
                "name at least one field, for example company, email"
            }
            Self::Tries { tries: 0, .. } => "0 tries ask for nothing: write how many, 1 or more",
            measure if measure.limit() == Some(0) => {
                "a limit of 0 can never be met: write at least 1 min"
            }
            _ => return None,
        })
    }
}

impl Clause {
    /// What is wrong with the clause by itself.
    #[must_use]
    pub fn faults(&self) -> Vec<(Part, String)> {
        let mut faults = Vec::new();
        let mut say = |part, words: &str| faults.push((part, words.to_owned()));
        if self.side == Team::Other {
            say(Part::Side, "whose clause is it? Choose Sales or Marketing");
        } else if self.side != self.measure.side() {
            say(
                Part::Side,
                match self.measure.side() {
                    Team::Marketing => {
                        "that is Marketing's to keep: choose Marketing, or another measure"
                    }
                    _ => "that is Sales' to keep: choose Sales, or another measure",
                },
            );
        }
        if self.text.trim().is_empty() {
            say(Part::Text, "say in words what is owed");
        }
        if let Some(words) = self.measure.fault() {
            say(Part::Limit, words);
        }
        if !(1..=100).contains(&self.target) {
            say(Part::Target, "a share from 1 to 100 %");
        }
        if self.consequence.trim().is_empty() {
            say(Part::Consequence, "say what happens where it is missed");
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until < from
        {
            say(
                Part::Until,
                "it would end before it begins: choose a later last day",
            );
        }
        faults
    }

    /// Whether both ask for the same thing of the same leads.
    fn rivals(&self, other: &Self) -> bool {
        self.key != other.key
            && self.side == other.side
            && self.scope == other.scope
            && self.measure.same_kind(&other.measure)
    }

    /// Whether there is a day on which both hold.
    fn overlaps(&self, other: &Self) -> bool {
        let from = |clause: &Self| clause.from.unwrap_or(NaiveDate::MIN);
        let until = |clause: &Self| clause.until.unwrap_or(NaiveDate::MAX);
        from(self) <= until(other) && from(other) <= until(self)
    }
}

impl Sla {
    /// Everything that keeps it from being proposed.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self
            .hours
            .fault()
            .map(|words| Fault {
                clause: None,
                part: Part::Hours,
                words,
            })
            .into_iter()
            .collect();
        let steps = follow_up::fault(&self.follow_up).map(|words| (Part::FollowUp, words));
        let lines = call_plan::fault(&self.call_plan).map(|words| (Part::CallPlan, words));
        faults.extend(steps.into_iter().chain(lines).map(|(part, words)| Fault {
            clause: None,
            part,
            words,
        }));
        for side in [Team::Marketing, Team::Sales] {
            if self.of(side).next().is_none() {
                faults.push(Fault {
                    clause: None,
                    part: Part::Side,
                    words: format!(
                        "{} owes nothing yet: add at least one clause of theirs",
                        side.word()
                    ),
                });
            }
        }
        faults.extend(self.uneven().map(|words| Fault {
            clause: None,
            part: Part::Side,
            words,
        }));
        for clause in &self.clauses {
            let own = clause.faults().into_iter();
            let clash = self.overlap(clause).map(|words| (Part::From, words));
            faults.extend(own.chain(clash).map(|(part, words)| Fault {
                clause: Some(clause.key),
                part,
                words,
            }));
        }
        faults
    }

    /// Where one side owes more things than the other: both are held to account alike.
    #[must_use]
    pub fn uneven(&self) -> Option<String> {
        let [marketing, sales] = [Team::Marketing, Team::Sales].map(|side| self.of(side).count());
        let (few, many) = match marketing.cmp(&sales) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Less => (Team::Marketing, Team::Sales),
            std::cmp::Ordering::Greater => (Team::Sales, Team::Marketing),
        };
        Some(format!(
            "Marketing owes {marketing} and Sales {sales}: both sides owe the same number of things; a adds one of {}, d takes one of {} out",
            few.word(),
            many.word()
        ))
    }

    /// Where an earlier clause asks for the same thing at the same time: which, and what to do.
    #[must_use]
    pub fn overlap(&self, clause: &Clause) -> Option<String> {
        let other = self
            .clauses
            .iter()
            .take_while(|other| other.key != clause.key)
            .find(|other| clause.rivals(other) && clause.overlaps(other))?;
        Some(format!(
            "{} asks for the same thing on some of these days: let one end before the other begins",
            self.name(other.key)
        ))
    }
}
