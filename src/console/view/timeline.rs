//! A lead's time line: delivered, first touch, answer, opportunity, end; under each what was agreed and what it took.

use ratatui::text::{Line, Span};

use crate::console::day;
use crate::console::model::Model;
use crate::console::text::{pad, width, wrap};
use crate::console::view::clocks::asked_and_took;
use crate::review::agreement::Wait;
use crate::review::agreement::sla::Measure;
use crate::review::lead::Lead;
use crate::review::milestone::{DAY, Milestone};
use crate::review::verdict::Verdict;

/// One point of the line.
struct Point {
    when: String,
    glyph: &'static str,
    word: String,
    /// What was asked and what it took.
    below: Vec<String>,
}

/// Columns under which a point's words would be cut.
const WORD: usize = 10;
/// Columns from which every word is written in full.
const ROOMY: usize = 14;
const RAISED: &str = "raised a hand";

impl Point {
    /// The columns its widest row takes, and a blank.
    fn columns(&self) -> usize {
        let rows = self.below.iter().chain([&self.when, &self.word]);
        rows.map(|row| width(row)).max().unwrap_or(0) + 1
    }

    /// The same in fewer letters, where the points stand close.
    fn shorten(&mut self) {
        let word = match self.word.as_str() {
            RAISED => "raised",
            "first touch" => "touch",
            "answer: yes" => "yes",
            "answer: no" => "no",
            "opportunity" => "deal",
            other => other,
        };
        self.word = word.to_owned();
        for line in &mut self.below {
            if let Some(time) = line.strip_prefix("took ") {
                *line = format!("in {time}");
            } else if let Some(time) = line.strip_prefix("asked: ") {
                *line = format!("≤ {time}");
            }
        }
    }
}

/// The time line, three to five rows.
pub fn lines(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let mut points = points(model, lead);
    let theme = model.theme();
    let today = points.last().map_or(0, Point::columns);
    let room = usize::from(columns).saturating_sub(3 + today);
    let each = |points: &[Point]| room / points.len().saturating_sub(1).max(1);
    if each(&points) < WORD && points.len() > 2 && points[0].word == RAISED {
        // The hand was raised just before the delivery: it goes first where room is short.
        points.remove(0);
    }
    let count = points.len();
    let each = each(&points).clamp(6, 18);
    if each < ROOMY {
        points.iter_mut().for_each(Point::shorten);
    }
    let text = |row: Vec<String>| -> String {
        row.into_iter()
            .map(|cell| pad(&cell, each))
            .collect::<String>()
    };
    let whens = text(points.iter().map(|point| point.when.clone()).collect());
    let mut track = String::new();
    for (at, point) in points.iter().enumerate() {
        track.push_str(point.glyph);
        if at + 1 < count {
            track.push_str(&"─".repeat(each - width(point.glyph)));
        }
    }
    let words = text(points.iter().map(|point| point.word.clone()).collect());
    let deep = points
        .iter()
        .map(|point| point.below.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec![
        Line::from(Span::styled(format!(" {whens}"), theme.quiet)),
        Line::from(Span::styled(format!(" {track}"), theme.text)),
        Line::from(Span::styled(format!(" {words}"), theme.text)),
    ];
    for row in 0..deep {
        let cells = points
            .iter()
            .map(|point| point.below.get(row).cloned().unwrap_or_default())
            .collect();
        lines.push(Line::from(Span::styled(
            format!(" {}", text(cells)),
            theme.quiet,
        )));
    }
    lines
}

/// The same in a sentence, where rows are dear: "27 Oct delivered · 29 Oct touch (≤ 2 days, in 1.8 days)".
pub fn in_words(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let mut points = points(model, lead);
    points.iter_mut().for_each(Point::shorten);
    let each = points.iter().map(|point| {
        let said = format!("{} {}", point.when, point.word);
        let said = said.trim().replace(' ', "\u{a0}");
        if point.below.is_empty() {
            said
        } else {
            format!("{said} ({})", point.below.join(", "))
        }
    });
    let text = each.collect::<Vec<_>>().join(" · ");
    wrap(&text, usize::from(columns).saturating_sub(2))
        .into_iter()
        .map(|part| Line::styled(format!(" {part}"), model.theme().text))
        .collect()
}

/// What the line is drawn from: the model's calendar and when the lead was delivered.
struct Ruler<'a> {
    model: &'a Model,
    delivered: Option<Milestone>,
}

impl Ruler<'_> {
    fn point(
        &self,
        at: Option<Milestone>,
        glyph: &'static str,
        word: &str,
        below: Vec<String>,
    ) -> (Option<i64>, Point) {
        let zone = self.model.zone();
        let when = at.map_or_else(
            || "no date".to_owned(),
            |at| day::short(at.date(zone), self.model.today()),
        );
        let point = Point {
            when,
            glyph,
            word: self.model.named(word).into_owned(),
            below,
        };
        (at.map(|at| at.start(zone)), point)
    }

    fn took(&self, at: Option<Milestone>) -> Vec<String> {
        let (Some(from), Some(at)) = (self.delivered, at) else {
            return Vec::new();
        };
        vec![format!("took {}", span(from.until(at, self.model.zone())))]
    }
}

fn points(model: &Model, lead: &Lead) -> Vec<Point> {
    let facts = lead.facts();
    let delivered = facts.qualified.at();
    let ruler = Ruler { model, delivered };
    let mut points = Vec::new();
    if let Some(at) = facts
        .created
        .at()
        .filter(|at| Some(*at) != lead.delivered().at())
    {
        points.push(ruler.point(Some(at), "·", RAISED, Vec::new()));
    }
    points.extend(handed_over(lead, &ruler));
    if let Some(at) = facts.first_touch {
        let of = |measure: &Measure| matches!(measure, Measure::FirstTouch { .. });
        let below = asked_and_took(model, lead, of, Some(at))
            .map_or_else(|| ruler.took(Some(at)), Vec::from);
        points.push(ruler.point(Some(at), "●", "first touch", below));
    }
    if let Some(standing) = lead.standing() {
        let word = match standing.verdict {
            Verdict::Accepted(_) => "answer: yes",
            Verdict::NotAccepted(_) => "answer: no",
            Verdict::Returned(_) => "returned",
        };
        let glyph = crate::console::words::glyph(Some(standing.verdict));
        let of = |measure: &Measure| matches!(measure, Measure::Verdict { .. });
        let below = asked_and_took(model, lead, of, standing.at)
            .map_or_else(|| ruler.took(standing.at), Vec::from);
        points.push(ruler.point(standing.at, glyph, word, below));
    }
    if facts.opportunity.reached() {
        let at = facts.opportunity.at();
        points.push(ruler.point(at, "◆", "opportunity", ruler.took(at)));
    }
    if let Some(outcome) = facts.outcome {
        let at = facts.closed.at();
        points.push(ruler.point(at, "■", outcome.word(), ruler.took(at)));
    }
    in_order(&mut points);
    let mut points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    points.push(Point {
        when: "today".to_owned(),
        glyph: "▸",
        word: String::new(),
        below: waiting(model, lead),
    });
    points
}

/// The delivery; of a name from a list that is no lead, only that it was handed over.
fn handed_over(lead: &Lead, ruler: &Ruler<'_>) -> Option<(Option<i64>, Point)> {
    let (model, at) = (ruler.model, lead.delivered());
    if lead.suspect {
        let point = || ruler.point(at.at(), "○", "handed over", Vec::new());
        return at.reached().then(point);
    }
    // Beside an answer stands what was asked for it; until there is one, under the delivery.
    let by_clause = lead.standing().and_then(|standing| standing.at).is_some()
        && at.at().is_some_and(|at| {
            limits(model).is_some_and(|limits| limits.clauses.answer(at).is_some())
        });
    let below = if by_clause {
        Vec::new()
    } else {
        asked(model, at.at())
    };
    at.reached()
        .then(|| ruler.point(at.at(), "●", "delivered", below))
}

/// By date; a point without one stands right after the stage before it.
fn in_order(points: &mut [(Option<i64>, Point)]) {
    let mut last = i64::MIN;
    for (at, _) in points.iter_mut() {
        last = at.unwrap_or(last);
        *at = Some(last);
    }
    points.sort_by_key(|(at, _)| *at);
}

/// By when an answer was asked for, where a limit was in force.
fn asked(model: &Model, delivered: Option<Milestone>) -> Vec<String> {
    let limits = limits(model);
    let limit = delivered.and_then(|at| limits.and_then(|limits| limits.asked(at)));
    limit.map_or_else(Vec::new, |limit| vec![format!("asked: {limit}")])
}

fn limits(model: &Model) -> Option<&crate::review::agreement::AnswerLimits> {
    let walk = model.walk.as_ref().and_then(|walk| walk.figures.as_ref());
    walk.or(model.scorecard.figures.as_ref())
        .map(|figures| &figures.cohort.limits)
}

/// The clock of an answer that is still to come.
fn waiting(model: &Model, lead: &Lead) -> Vec<String> {
    let facts = lead.facts();
    let silent = facts.answer == crate::review::lead::Answer::None;
    let Some(from) = facts.qualified.at().filter(|_| silent) else {
        return Vec::new();
    };
    let now = model.now.div_euclid(1000);
    let wait = limits(model).map(|limits| limits.wait(Some(from), now));
    let waited = span(from.until(Milestone::Instant(now), model.zone()));
    let due = |due: i64| day::short(Milestone::Instant(due).date(model.zone()), model.today());
    match wait {
        Some(Wait::InTime { due: at, at_risk }) => {
            let soon = if at_risk { ", soon" } else { "" };
            vec![format!("due {}{soon}", due(at))]
        }
        Some(Wait::Overdue { due: at }) => vec![format!("was due {}", due(at))],
        _ => vec![format!("waits {waited}")],
    }
}

/// A length of time in the largest unit that fits.
fn span(seconds: i64) -> String {
    match seconds {
        s if s < 0 => "runs back".to_owned(),
        s if s < 3_600 => format!("{} min", s / 60),
        s if s < 2 * DAY => format!("{} h", s / 3_600),
        s => format!("{} days", s / DAY),
    }
}
