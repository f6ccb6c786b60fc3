//! How the agreed definition works out (A15): the answers of a period, held against what the definition in force for
//! each lead said of it. Precision and recall are those of the back-test (MEASURES §7).

use super::backtest::{Group, Side};
use super::cohort::Cohort;
use super::interval::{few, wilson};
use super::kpi::rate;
use super::words::{count, counted, percent};
use crate::review::agreement::criterion::Met;
use crate::review::agreement::judged::Judges;
use crate::review::lead::{Answer, Facts, Lead};

/// Leads delivered in the period that Sales answered, by whether they pass every must-have they are held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accuracy {
    pub side: Side,
    /// Answered leads that nothing in force holds for: delivered before there was a definition.
    pub not_held: u64,
}

impl Accuracy {
    /// Whether a lead is one of those it is about.
    #[must_use]
    pub fn wants(facts: &Facts, cohort: &Cohort) -> bool {
        facts.answer != Answer::None && cohort.holds(facts.qualified)
    }

    /// Counts an answered lead in.
    pub fn add(&mut self, lead: &Lead, judges: &Judges<'_>) {
        let facts = lead.facts();
        let accepted = matches!(facts.answer, Answer::Accepted { .. });
        match judges.lead(lead).filter(|(by, _)| by.held) {
            Some((_, found)) => {
                let met = found.must_haves.unwrap_or(Met::Unknown);
                self.side.add(accepted, facts.won(), met);
            }
            None => self.not_held += 1,
        }
    }

    /// Answered leads the definition holds for.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.side.passed.leads + self.side.failed.leads + self.side.unknown.leads
    }

    /// For the room and the minutes: "110 answers: 93 of 104 that pass every must-have were accepted (89.4 %, …".
    #[must_use]
    pub fn words(&self) -> String {
        let answers = self.answers();
        if answers == 0 {
            return "No answered lead of these days was delivered under it: nothing tells yet how it works out."
                .to_owned();
        }
        let (right, passed) = self.side.precision();
        let (_, accepted) = self.side.recall();
        let lost = |group: Group| count(group.accepted);
        let told = format!(
            "{}: {} of {} that pass every must-have were accepted{}. Of {} accepted, {} pass, {} fail one, {} lack a field it asks for.",
            counted(answers, "answer", "answers"),
            count(right),
            count(passed),
            share(right, passed),
            count(accepted),
            count(right),
            lost(self.side.failed),
            lost(self.side.unknown),
        );
        match self.not_held {
            0 => told,
            more => format!("{told} {} more came before it.", count(more)),
        }
    }
}

/// " (84.5 %, 77 to 90)"; nothing where too few are counted.
fn share(part: u64, of: u64) -> String {
    match wilson(part, of) {
        Some([low, high]) if !few(of) => format!(
            " ({}, {:.0} to {:.0})",
            percent(rate(part, of)),
            low * 100.0,
            high * 100.0
        ),
        _ => String::new(),
    }
}
