//! What each tile of the scorecard says: its figure, its sentences, its months. Words and numbers only.

use chrono::Datelike;

use crate::console::day;
use crate::review::agreement::names::Names;
use crate::review::figures::interval;
use crate::review::figures::kpi::{Kpi, Kpis, rate};
use crate::review::figures::scorecard::{Cell, Scorecard};
use crate::review::figures::strip;
use crate::review::figures::telling::dark;
use crate::review::figures::words::{self, count, counted, percent, revenues};

/// One tile.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    pub title: String,
    /// In block digits: `67.2`, `188`, a dash.
    pub figure: String,
    /// Beside it: `%`, `days`, `of 188`.
    pub unit: String,
    /// What it is made of, the telling ones first.
    pub lines: Vec<String>,
    pub trend: Vec<Cell>,
    /// The first and the last month's name.
    pub ends: Option<(String, String)>,
}

impl Face {
    /// The same with the stages by the names agreed.
    pub fn worded(mut self, names: &Names) -> Self {
        let texts = [&mut self.title, &mut self.unit].into_iter();
        texts
            .chain(&mut self.lines)
            .for_each(|text| names.put(text));
        self
    }
}

/// The tile of a KPI.
pub fn face(card: &Scorecard, kpi: Kpi) -> Face {
    let kpis = card.kpis(kpi);
    let mut lines = match kpi {
        Kpi::CreatedByMarketing => delivered(kpis),
        Kpi::AcceptanceRate => accepted(kpis),
        Kpi::WorkedBySales => worked(kpis, card.unowned),
        Kpi::TimeToOpportunity => times(kpis),
        Kpi::QualifiedToOpportunity => opportunities(kpis),
        Kpi::LeadToRevenue => revenue(kpis),
    };
    if matches!(kpi, Kpi::TimeToOpportunity | Kpi::QualifiedToOpportunity) {
        let mature = card.mature(kpi).map(|(first, value, n)| {
            let leads = counted(n, "lead", "leads");
            let month = day::month(first.month0());
            format!("{month}: {value}, {leads}; later months are too early")
        });
        lines.splice(1.min(lines.len())..1.min(lines.len()), mature);
    }
    let dark = dark(kpi, &card.fill);
    if let Some(told) = &dark {
        // Silence is counted, whatever cannot be told.
        lines.truncate(usize::from(kpi == Kpi::AcceptanceRate));
        lines.splice(0..0, told.sentences());
    }
    let n = strip::n(kpi, kpis);
    if dark.is_none() && n > 0 && interval::few(n) {
        lines.insert(
            1.min(lines.len()),
            "under 10 leads: neither good nor bad".to_owned(),
        );
    }
    let target = card.against_target(kpi).filter(|_| dark.is_none());
    lines.insert(
        1.min(lines.len()),
        target.unwrap_or_else(|| "no target agreed".to_owned()),
    );
    if let Some(leads) = card.to_fix.get(&kpi).filter(|_| dark.is_none()) {
        let words = counted(*leads, "contradicts itself", "contradict themselves");
        lines.insert(2.min(lines.len()), format!("{words}: data to fix"));
    }
    if let Some((review, then, noise)) = card.before(kpi) {
        let noise = if noise { ": within noise" } else { "" };
        lines.push(format!("at review {review}: {then}{noise}"));
    }
    let month = |at: Option<&crate::review::figures::scorecard::Month>| {
        at.map(|month| day::month(month.first.month0()).to_owned())
    };
    let (figure, unit) = match dark {
        Some(_) => (words::NOTHING.to_owned(), String::new()),
        None => figure(kpi, kpis),
    };
    Face {
        title: kpi.title().to_owned(),
        figure,
        unit,
        lines,
        trend: card.trend(kpi),
        ends: month(card.months.first()).zip(month(card.months.last())),
    }
}

/// The headline in two parts: what is written large, and what stands beside it.
pub fn figure(kpi: Kpi, kpis: &Kpis) -> (String, String) {
    match kpi {
        Kpi::CreatedByMarketing => (count(kpis.by_marketing.qualified), " leads".to_owned()),
        Kpi::WorkedBySales if kpis.worked.qualified > 0 => (
            count(kpis.worked.worked),
            format!(" of {}", count(kpis.worked.qualified)),
        ),
        _ => {
            let value = strip::value(kpi, kpis);
            match value.split_once(' ') {
                Some((figure, unit)) => (figure.to_owned(), format!(" {unit}")),
                None => (value, String::new()),
            }
        }
    }
}

/// Adds a sentence where it has something to say.
fn say(lines: &mut Vec<String>, n: u64, sentence: impl FnOnce(String) -> String) {
    if n > 0 {
        lines.push(sentence(count(n)));
    }
}

fn delivered(kpis: &Kpis) -> Vec<String> {
    let all = kpis.acceptance.qualified;
    let mut lines = vec![format!(
        "of {} delivered in all",
        counted(all, "lead", "leads")
    )];
    say(&mut lines, kpis.by_marketing.created, |n| {
        format!("{n} inquiries came in the same days")
    });
    say(&mut lines, kpis.suspects.names, |n| {
        format!("{n} names from lists are not counted")
    });
    say(&mut lines, kpis.undated.qualified, |n| {
        format!("{n} without a delivery date are in no period")
    });
    lines
}

fn accepted(kpis: &Kpis) -> Vec<String> {
    let k1 = kpis.acceptance;
    if k1.answers_due() == 0 {
        return vec!["no answer is due in these days".to_owned()];
    }
    let silent = k1.overdue + k1.no_answer_yet;
    let mut lines = vec![format!(
        "{} yes · {} no · {} answer due",
        count(k1.accepted),
        count(k1.not_accepted),
        count(silent)
    )];
    say(&mut lines, k1.in_time, |n| {
        format!("{n} more are still in time")
    });
    lines.extend(interval::words(k1.accepted, k1.answers_due()));
    say(&mut lines, k1.by_deed, |n| {
        format!("{n} accepted by deed: an opportunity, no answer")
    });
    say(&mut lines, k1.returned, |n| {
        format!("{n} of the accepted were returned")
    });
    lines
}

fn worked(kpis: &Kpis, unowned: u64) -> Vec<String> {
    let k4 = kpis.worked;
    if k4.qualified == 0 {
        return vec!["no lead was delivered in these days".to_owned()];
    }
    let to_go = k4.qualified.saturating_sub(k4.worked);
    let mut lines = vec![match (to_go, unowned) {
        (0, _) => "every one was worked".to_owned(),
        (_, 0) => format!("{} to go, each has an owner", count(to_go)),
        _ => format!(
            "{} to go, {} of them without an owner",
            count(to_go),
            count(unowned)
        ),
    }];
    lines.push(format!(
        "{} of the delivered",
        percent(rate(k4.worked, k4.qualified))
    ));
    lines.push("seen by a touch, an answer, a status or a deal".to_owned());
    lines
}

fn times(kpis: &Kpis) -> Vec<String> {
    let k2 = kpis.to_opportunity;
    if k2.n == 0 {
        return vec!["no lead of these days has both dates yet".to_owned()];
    }
    let days = |days| words::days(days).replace(" days", "").replace(" day", "");
    let mut lines = vec![format!(
        "half within {} · average {} · n {}",
        days(k2.median_days()),
        days(k2.mean_days()),
        count(k2.n)
    )];
    if kpis.waiting.n > 0 {
        lines.push(format!(
            "waiting for an answer: half within {}",
            words::median(&kpis.waiting)
        ));
    }
    say(&mut lines, k2.open, |n| {
        format!("{n} not opportunities yet: in no average")
    });
    say(&mut lines, k2.undated, |n| {
        format!("{n} on a date nobody recorded")
    });
    say(&mut lines, k2.negative, |n| {
        format!("{n} run backwards: in no average")
    });
    lines
}

fn opportunities(kpis: &Kpis) -> Vec<String> {
    let k5 = kpis.opportunities;
    if k5.qualified == 0 {
        return vec!["no lead was delivered in these days".to_owned()];
    }
    let mut lines = vec![format!(
        "{} of {} delivered",
        count(k5.opportunities),
        counted(k5.qualified, "lead", "leads")
    )];
    lines.extend(interval::words(k5.opportunities, k5.qualified));
    lines
}

fn revenue(kpis: &Kpis) -> Vec<String> {
    let k6 = &kpis.revenue;
    if k6.created == 0 {
        return vec!["no lead of Marketing's was created in 12 months".to_owned()];
    }
    let mut lines = vec![format!(
        "{} of {} created in 12 months",
        count(k6.won),
        count(k6.created)
    )];
    if !k6.revenues.is_empty() {
        lines.push(format!("won: {}", revenues(&k6.revenues)));
    }
    lines.extend(interval::words(k6.won, k6.created));
    let influenced = counted(k6.influenced, "influenced deal", "influenced deals");
    say(&mut lines, k6.influenced, |_| {
        format!("{influenced} not counted")
    });
    say(&mut lines, kpis.by_sales.won, |n| {
        format!("{n} won of deals Sales brought: in no rate")
    });
    lines
}
