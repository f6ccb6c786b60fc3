//! The live strip: each KPI in counts, `117 → 118` against the start of the review, and the bar of answers.
//!
//! Only numbers and words; the console draws them. A change since the review began is exact, so it carries no
//! interval (MEASURES §3).

use super::interval;
use super::kpi::{Kpi, Kpis, rate};
use super::telling::{Fill, dark};
use super::words;
use crate::review::agreement::names::Names;
use crate::review::stage::Stage;

/// A count at the start of the review and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    pub start: u64,
    pub now: u64,
}

impl Change {
    /// "117 → 118", or "48" where nothing changed.
    #[must_use]
    pub fn words(self) -> String {
        let now = words::count(self.now);
        if self.start == self.now {
            now
        } else {
            format!("{} → {now}", words::count(self.start))
        }
    }

    #[must_use]
    pub fn moved(self) -> bool {
        self.start != self.now
    }
}

/// One segment of the bar; together they are the qualified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub part: Part,
    /// What it is called.
    pub word: String,
    pub count: Change,
}

/// Where a qualified lead stands: every one in exactly one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Accepted,
    NotAccepted,
    /// No answer, and none is in time: overdue or without an agreed limit.
    AnswerDue,
    /// No answer, inside the agreed limit.
    InTime,
}

impl Part {
    /// The word on the wall.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NotAccepted => "not accepted",
            Self::AnswerDue => "answer due",
            Self::InTime => "answer in time",
        }
    }
}

/// One KPI on the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    pub kpi: Kpi,
    pub title: String,
    /// The same in at most 24 columns.
    pub short_title: String,
    /// "67.2 → 67.8 %", "19 days", "188", or a dash.
    pub headline: String,
    /// The numerator's count, before and now.
    pub count: Change,
    /// What the count is of: "of 174 answers due".
    pub of: String,
    /// The same in the fewest words: "44 of 66", "41 leads".
    pub short: String,
    /// How many leads the headline is of.
    pub n: u64,
    /// "under 10 leads", "5 influenced deals not counted" …
    pub marks: Vec<String>,
}

/// Everything the strip shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    pub qualified: Change,
    /// Accepted, not accepted, answer due, in time: adds up to `qualified`.
    pub bar: [Segment; 4],
    /// K1 to K6.
    pub tiles: [Tile; 6],
    /// INQ to WON, each with what it is called.
    pub funnel: [(Stage, String, Change); 5],
}

/// The strip from the figures at the review's start and now.
#[must_use]
pub fn strip(start: &Kpis, now: &Kpis) -> Strip {
    let change = |count: fn(&Kpis) -> u64| Change {
        start: count(start),
        now: count(now),
    };
    let segment = |part: Part, count| Segment {
        part,
        word: part.word().to_owned(),
        count: change(count),
    };
    let mut funnel = Stage::FUNNEL.map(|stage| (stage, stage.word().to_owned(), Change::default()));
    for (index, (.., change)) in funnel.iter_mut().enumerate() {
        let of = |kpis: &Kpis| kpis.funnel.get(index).copied().unwrap_or_default();
        *change = Change {
            start: of(start),
            now: of(now),
        };
    }
    Strip {
        qualified: change(|kpis| kpis.acceptance.qualified),
        bar: [
            segment(Part::Accepted, |kpis| kpis.acceptance.accepted),
            segment(Part::NotAccepted, |kpis| kpis.acceptance.not_accepted),
            segment(Part::AnswerDue, |kpis| {
                kpis.acceptance.overdue + kpis.acceptance.no_answer_yet
            }),
            segment(Part::InTime, |kpis| kpis.acceptance.in_time),
        ],
        tiles: Kpi::ALL.map(|kpi| tile(kpi, start, now)),
        funnel,
    }
}

impl Strip {
    /// The same with the stages by the names agreed.
    #[must_use]
    pub fn worded(mut self, names: &Names) -> Self {
        if names.usual() {
            return self;
        }
        for segment in &mut self.bar {
            names.put(&mut segment.word);
        }
        for tile in &mut self.tiles {
            let texts = [
                &mut tile.title,
                &mut tile.short_title,
                &mut tile.of,
                &mut tile.short,
            ];
            texts
                .into_iter()
                .chain(&mut tile.marks)
                .for_each(|text| names.put(text));
        }
        for (stage, word, _) in &mut self.funnel {
            names.name(*stage).clone_into(word);
        }
        self
    }

    /// The same with a dash for every figure that data such as these cannot tell: never 0 %.
    #[must_use]
    pub fn dimmed(mut self, fill: &Fill) -> Self {
        for tile in &mut self.tiles {
            if let Some(told) = dark(tile.kpi, fill) {
                words::NOTHING.clone_into(&mut tile.headline);
                tile.of.clone_from(&told.why);
                tile.short = told.why;
                tile.marks.clear();
            }
        }
        self
    }
}

fn tile(kpi: Kpi, start: &Kpis, now: &Kpis) -> Tile {
    let (was, is) = (counts(kpi, start), counts(kpi, now));
    let n = n(kpi, now);
    let mut marks = Vec::new();
    if interval::few(n) {
        marks.push("under 10 leads".to_owned());
    }
    marks.extend(beside(kpi, now));
    Tile {
        kpi,
        title: kpi.title().to_owned(),
        short_title: kpi.short_title().to_owned(),
        headline: headline(kpi, start, now),
        count: Change {
            start: was.0,
            now: is.0,
        },
        of: of_words(kpi, now),
        short: short(kpi, now),
        n,
        marks,
    }
}

/// A KPI's numerator and, where it is a rate, its denominator.
#[must_use]
pub fn counts(kpi: Kpi, kpis: &Kpis) -> (u64, Option<u64>) {
    match kpi {
        Kpi::AcceptanceRate => (
            kpis.acceptance.accepted,
            Some(kpis.acceptance.answers_due()),
        ),
        Kpi::TimeToOpportunity => (kpis.to_opportunity.n, None),
        Kpi::CreatedByMarketing => (kpis.by_marketing.qualified, None),
        Kpi::WorkedBySales => (kpis.worked.worked, Some(kpis.worked.qualified)),
        Kpi::QualifiedToOpportunity => (
            kpis.opportunities.opportunities,
            Some(kpis.opportunities.qualified),
        ),
        Kpi::LeadToRevenue => (kpis.revenue.won, Some(kpis.revenue.created)),
    }
}

/// How many leads stand behind the headline.
#[must_use]
pub fn n(kpi: Kpi, kpis: &Kpis) -> u64 {
    let (numerator, denominator) = counts(kpi, kpis);
    denominator.unwrap_or(numerator)
}

/// The headline of one set of figures: "67.8 %", "19 days", "188", or a dash.
#[must_use]
pub fn value(kpi: Kpi, kpis: &Kpis) -> String {
    match (kpi, counts(kpi, kpis)) {
        (Kpi::TimeToOpportunity, _) => words::median(&kpis.to_opportunity),
        (_, (numerator, Some(denominator))) => words::percent(rate(numerator, denominator)),
        (_, (count, None)) => words::count(count),
    }
}

fn headline(kpi: Kpi, start: &Kpis, now: &Kpis) -> String {
    let (was, is) = (value(kpi, start), value(kpi, now));
    if was == is {
        return is;
    }
    // "67.2 → 67.8 %" rather than "67.2 % → 67.8 %": the unit is said once.
    match (was.rsplit_once(' '), is.rsplit_once(' ')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} → {is}"),
        _ => format!("{was} → {is}"),
    }
}

fn of_words(kpi: Kpi, now: &Kpis) -> String {
    let leads = |n| words::counted(n, "lead", "leads");
    match (kpi, counts(kpi, now)) {
        (Kpi::AcceptanceRate, (_, Some(due))) => {
            format!("of {}", words::counted(due, "answer due", "answers due"))
        }
        (Kpi::TimeToOpportunity, (0, _)) => "no lead has both dates".to_owned(),
        (Kpi::TimeToOpportunity, (n, _)) => format!("for half of {}", leads(n)),
        (Kpi::CreatedByMarketing, _) => {
            format!("of {} delivered", leads(now.acceptance.qualified))
        }
        (Kpi::LeadToRevenue, (_, Some(created))) => format!("of {} created", leads(created)),
        (_, (_, denominator)) => format!("of {} delivered", leads(denominator.unwrap_or(0))),
    }
}

fn short(kpi: Kpi, now: &Kpis) -> String {
    match counts(kpi, now) {
        (count, Some(of)) => format!("{} of {}", words::count(count), words::count(of)),
        (_, None) if kpi == Kpi::CreatedByMarketing => "leads".to_owned(),
        (n, None) => words::counted(n, "lead", "leads"),
    }
}

fn beside(kpi: Kpi, now: &Kpis) -> Vec<String> {
    let mut marks = Vec::new();
    let mut mark = |n: u64, one: &str, many: &str| {
        if n > 0 {
            marks.push(words::counted(n, one, many));
        }
    };
    match kpi {
        Kpi::AcceptanceRate => {
            mark(now.acceptance.by_deed, "by deed", "by deed");
            mark(
                now.acceptance.returned,
                "of them returned",
                "of them returned",
            );
        }
        Kpi::TimeToOpportunity => {
            let times = &now.to_opportunity;
            mark(times.negative, "runs backwards", "run backwards");
            mark(times.undated, "without a date", "without a date");
        }
        Kpi::LeadToRevenue => mark(
            now.revenue.influenced,
            "influenced deal not counted",
            "influenced deals not counted",
        ),
        _ => {}
    }
    marks
}
