//! Any figure explains itself: its formula in words, what it is made of, what was left out and why, and for each
//! lead on which side of the fraction it stands, so that the rows behind a number add up to it.

use super::cohort::Cohort;
use super::interval;
use super::kpi::{Kpi, Kpis, rate};
use super::spans::Span;
use super::strip;
use super::tally::{reached, span};
use super::words;
use crate::review::agreement::Wait;
use crate::review::agreement::names::Names;
use crate::review::lead::{Answer, Facts, SourcedBy};
use crate::review::period::Period;
use crate::review::stage::Stage;

/// A figure that can be focused and explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    Kpi(Kpi),
    /// A stage of the funnel: reached it ÷ reached the one before.
    Reached(Stage),
}

/// On which side of a figure a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Behind {
    /// In the numerator, and so in the denominator too.
    Numerator,
    /// In the denominator alone.
    Denominator,
    /// In the cohort's reach, but not counted, for that reason.
    LeftOut(Why),
    /// Not in the cohort.
    Outside,
}

/// Why a lead is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// Its answer is not due yet.
    InTime,
    /// It has not come that far.
    Open,
    /// It came that far, but nobody recorded when.
    NoDate,
    /// Its dates run backwards: data to fix.
    Backwards,
    /// Sourced by Sales or a partner.
    NotMarketing,
    /// No date places it in the period.
    NoPlace,
    /// It has not reached the stage before.
    NotThere,
    /// A name from a list that does not pass the criteria.
    FromList,
}

impl Why {
    /// Every reason, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::InTime,
        Self::Open,
        Self::NoDate,
        Self::Backwards,
        Self::NotMarketing,
        Self::NoPlace,
        Self::NotThere,
        Self::FromList,
    ];

    /// "14 whose answer is not due yet", without the number.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::InTime => "whose answer is still in time",
            Self::Open => "not an opportunity yet: in no average",
            Self::NoDate => "that came that far on a date nobody recorded",
            Self::Backwards => "whose dates run backwards: data to fix",
            Self::NotMarketing => "sourced by Sales or a partner",
            Self::NoPlace => "without a date that would place them in the period",
            Self::NotThere => "that did not reach the stage before",
            Self::FromList => "from lists that do not pass the criteria",
        }
    }
}

/// What the pop-up says of a figure, apart from the leads behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub title: String,
    /// The formula in words.
    pub formula: String,
    /// Which leads it is of.
    pub cohort: String,
    /// The headline: "67.8 %", "19 days", "188", or a dash.
    pub value: String,
    /// What is counted, and how many.
    pub numerator: (String, u64),
    /// Of what, and how many; `None` where the figure is no rate.
    pub denominator: Option<(String, u64)>,
    /// "17 to 28 % is what 188 leads can tell".
    pub interval: Option<String>,
    /// Under ten leads: neither good nor bad.
    pub few: bool,
    /// What stands beside it, in words.
    pub beside: Vec<String>,
}

impl Explanation {
    /// The same with the stages by the names agreed.
    #[must_use]
    pub fn worded(mut self, names: &Names) -> Self {
        let texts = [&mut self.title, &mut self.formula, &mut self.cohort];
        let texts = texts.into_iter().chain([&mut self.numerator.0]);
        let texts = texts.chain(self.denominator.as_mut().map(|(of, _)| of));
        texts
            .chain(&mut self.beside)
            .for_each(|text| names.put(text));
        self
    }
}

/// Explains a figure; the counts of what was left out come with the rows, from [`behind`].
#[must_use]
pub fn explain(figure: Figure, kpis: &Kpis) -> Explanation {
    let (numerator, denominator) = counts(figure, kpis);
    let (of, over) = parts(figure);
    let title = match figure {
        Figure::Kpi(kpi) => kpi.title().to_owned(),
        Figure::Reached(stage) => format!("Reached: {}", stage.word()),
    };
    Explanation {
        title,
        formula: formula(figure).to_owned(),
        cohort: cohort_words(figure).to_owned(),
        value: match figure {
            Figure::Kpi(kpi) => strip::value(kpi, kpis),
            Figure::Reached(Stage::Inq) => words::count(numerator),
            Figure::Reached(_) => words::percent(denominator.and_then(|n| rate(numerator, n))),
        },
        numerator: (of.to_owned(), numerator),
        denominator: denominator.map(|n| (over.to_owned(), n)),
        interval: denominator.and_then(|n| interval::words(numerator, n)),
        few: interval::few(denominator.unwrap_or(numerator)),
        beside: beside(figure, kpis),
    }
}

/// A figure's numerator and, where it is a rate, its denominator.
#[must_use]
pub fn counts(figure: Figure, kpis: &Kpis) -> (u64, Option<u64>) {
    match figure {
        Figure::Kpi(kpi) => strip::counts(kpi, kpis),
        Figure::Reached(stage) => {
            let at = place(stage);
            let reached = |at: usize| kpis.funnel.get(at).copied().unwrap_or_default();
            (reached(at), at.checked_sub(1).map(reached))
        }
    }
}

/// On which side of the figure this lead stands. Over all leads, the numerators are the numerator's count, and
/// with the denominators they are the denominator's.
#[must_use]
pub fn behind(figure: Figure, facts: &Facts, cohort: &Cohort) -> Behind {
    let Some(facts) = &cohort.seen(facts) else {
        return Behind::Outside;
    };
    let by_created = matches!(figure, Figure::Reached(_) | Figure::Kpi(Kpi::LeadToRevenue));
    if facts.suspect {
        let told = by_created || figure == Figure::Kpi(Kpi::CreatedByMarketing);
        return if told && cohort.in_listed(facts) {
            Behind::LeftOut(Why::FromList)
        } else {
            Behind::Outside
        };
    }
    let (inside, date) = if by_created {
        (cohort.in_created(facts), facts.created)
    } else {
        (cohort.in_qualified(facts), facts.qualified)
    };
    if !inside {
        let placeless = date.reached() && date.at().is_none() && cohort.period() != Period::All;
        return if placeless {
            Behind::LeftOut(Why::NoPlace)
        } else {
            Behind::Outside
        };
    }
    match figure {
        Figure::Kpi(kpi) => of_kpi(kpi, facts, cohort),
        Figure::Reached(stage) => of_stage(stage, facts),
    }
}

fn of_kpi(kpi: Kpi, facts: &Facts, cohort: &Cohort) -> Behind {
    let marketing = facts.sourced_by == SourcedBy::Marketing;
    match kpi {
        Kpi::AcceptanceRate => match facts.answer {
            Answer::Accepted { .. } => Behind::Numerator,
            Answer::NotAccepted(_) => Behind::Denominator,
            Answer::None => match cohort.wait(facts) {
                Wait::InTime { .. } => Behind::LeftOut(Why::InTime),
                Wait::Overdue { .. } | Wait::NoLimit => Behind::Denominator,
            },
        },
        Kpi::TimeToOpportunity => match span(facts.qualified, facts.opportunity, cohort) {
            Span::Took(seconds) if seconds < 0 => Behind::LeftOut(Why::Backwards),
            Span::Took(_) => Behind::Numerator,
            Span::Undated => Behind::LeftOut(Why::NoDate),
            Span::Open => Behind::LeftOut(Why::Open),
        },
        Kpi::CreatedByMarketing if marketing => Behind::Numerator,
        Kpi::WorkedBySales => side(facts.worked.any()),
        Kpi::QualifiedToOpportunity => side(facts.opportunity.reached()),
        Kpi::LeadToRevenue if marketing => {
            let influenced = super::contradiction::influenced(facts, cohort.zone());
            side(facts.won() && !influenced)
        }
        Kpi::CreatedByMarketing | Kpi::LeadToRevenue => Behind::LeftOut(Why::NotMarketing),
    }
}

fn of_stage(stage: Stage, facts: &Facts) -> Behind {
    let reached = reached(facts);
    let there = |at: usize| reached.get(at).copied().unwrap_or_default();
    let at = place(stage);
    if at > 0 && !there(at - 1) {
        return Behind::LeftOut(Why::NotThere);
    }
    side(there(at))
}

fn side(numerator: bool) -> Behind {
    if numerator {
        Behind::Numerator
    } else {
        Behind::Denominator
    }
}

/// A stage's place in the funnel; stages beside it stand at its start.
fn place(stage: Stage) -> usize {
    let at = Stage::FUNNEL.iter().position(|other| *other == stage);
    at.unwrap_or(0)
}

fn formula(figure: Figure) -> &'static str {
    match figure {
        Figure::Kpi(Kpi::AcceptanceRate) => {
            "accepted ÷ answers due; an answer is due once it is given, overdue, or no limit was agreed"
        }
        Figure::Kpi(Kpi::TimeToOpportunity) => {
            "median of the days from delivery to opportunity, of leads with both dates"
        }
        Figure::Kpi(Kpi::CreatedByMarketing) => "leads delivered that Marketing sourced",
        Figure::Kpi(Kpi::WorkedBySales) => {
            "leads with a touch, an answer, a worked status or an opportunity ÷ delivered"
        }
        Figure::Kpi(Kpi::QualifiedToOpportunity) => "leads that became an opportunity ÷ delivered",
        Figure::Kpi(Kpi::LeadToRevenue) => {
            "leads Marketing sourced that were won ÷ leads Marketing sourced"
        }
        Figure::Reached(Stage::Inq) => "leads created",
        Figure::Reached(_) => "leads that reached this stage ÷ leads that reached the one before",
    }
}

fn parts(figure: Figure) -> (&'static str, &'static str) {
    match figure {
        Figure::Kpi(Kpi::AcceptanceRate) => ("accepted", "answers due"),
        Figure::Kpi(Kpi::TimeToOpportunity) => ("with both dates", ""),
        Figure::Kpi(Kpi::CreatedByMarketing) => ("delivered by Marketing", ""),
        Figure::Kpi(Kpi::WorkedBySales) => ("worked", "delivered"),
        Figure::Kpi(Kpi::QualifiedToOpportunity) => ("opportunities", "delivered"),
        Figure::Kpi(Kpi::LeadToRevenue) => ("won", "created"),
        Figure::Reached(stage) => {
            let before = place(stage).checked_sub(1);
            let before = before.and_then(|at| Stage::FUNNEL.get(at));
            (stage.word(), before.map_or("", |stage| stage.word()))
        }
    }
}

fn cohort_words(figure: Figure) -> &'static str {
    match figure {
        Figure::Kpi(Kpi::LeadToRevenue) | Figure::Reached(_) => {
            "leads created in the period, followed to today"
        }
        Figure::Kpi(_) => "leads delivered in the period, followed to today",
    }
}

fn beside(figure: Figure, kpis: &Kpis) -> Vec<String> {
    let counted = |n, words: &str| format!("{} {words}", words::count(n));
    match figure {
        Figure::Kpi(Kpi::AcceptanceRate) => {
            let k1 = kpis.acceptance;
            vec![
                format!(
                    "of those decided: {}",
                    words::percent(rate(k1.accepted, k1.decided()))
                ),
                format!(
                    "of all delivered: {}",
                    words::percent(rate(k1.accepted, k1.qualified))
                ),
                counted(k1.by_deed, "accepted by deed: an opportunity and no answer"),
                counted(k1.returned, "of the accepted returned"),
            ]
        }
        Figure::Kpi(Kpi::TimeToOpportunity) => vec![
            format!("average {}", words::days(kpis.to_opportunity.mean_days())),
            format!(
                "waiting for an answer: half within {}",
                words::median(&kpis.waiting)
            ),
            format!("then working: half within {}", words::median(&kpis.working)),
        ],
        Figure::Kpi(Kpi::CreatedByMarketing) => {
            let mut beside = vec![counted(
                kpis.by_marketing.created,
                "inquiries created by Marketing",
            )];
            beside.extend(words::suspects(kpis.suspects));
            beside
        }
        Figure::Kpi(Kpi::WorkedBySales) => vec![
            counted(kpis.worked.by_touch, "by a touch"),
            counted(kpis.worked.by_verdict, "by an answer"),
            counted(kpis.worked.by_status, "by the CRM's status"),
            counted(kpis.worked.by_opportunity, "by an opportunity"),
        ],
        Figure::Kpi(Kpi::LeadToRevenue) => vec![
            format!("won: {}", words::revenues(&kpis.revenue.revenues)),
            counted(kpis.revenue.influenced, "influenced deals, in no rate"),
            counted(
                kpis.by_sales.won,
                "won of deals sourced by Sales, in no rate",
            ),
        ]
        .into_iter()
        .chain(words::suspects(kpis.suspects))
        .collect(),
        Figure::Kpi(Kpi::QualifiedToOpportunity) | Figure::Reached(_) => Vec::new(),
    }
}
