//! `s` and `c`: what the scorecard's tables are of, and what a comparison holds beside it.

use super::{recut, show, usual};
use crate::console::day;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::scorecard::View;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::forms;
use crate::review::figures::coverage::Anchor;
use crate::review::figures::cut::{Against, Cut, period, period_text, slice, slice_text};
use crate::review::filter::By;
use crate::review::period::Period;

/// What a table can go by without naming a column of one's own.
const BY: [&str; 9] = [
    "source",
    "campaign",
    "rep",
    "team",
    "month",
    "reason",
    "country",
    "industry",
    "employees",
];
/// Periods by a word.
const WHEN: [&str; 7] = [
    "90 days",
    "this month",
    "last month",
    "this quarter",
    "last quarter",
    "since review",
    "all",
];
const COHORTS: [&str; 2] = ["delivered then", "created then"];

/// The form of `s`.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let cut = usual(model);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let cohorts = COHORTS.map(|cohort| model.named(cohort).into_owned());
    let cohort = &cohorts[usize::from(cut.anchor == Anchor::Created)];
    let only = cut.only.as_ref();
    let form = Form::new(
        "Slice",
        vec![
            Blank::free("by", words(&BY), cut.by.word()).hint("or any column's heading"),
            Blank::free("of when", words(&WHEN), &period_word(model, cut.period))
                .hint("or 2026, 2026-Q3, 2026-10, 2026-10-01..2026-11-01"),
            Blank::pick("leads", cohorts.to_vec(), cohort),
            Blank::text(
                "only",
                &only.map_or_else(String::new, |(by, key)| slice_text(by, key)),
            )
            .hint("for instance source = Web; empty: all leads"),
        ],
    );
    forms::push(model, Purpose::Cut, form);
    Vec::new()
}

/// A period by its word, where it has one today.
fn period_word(model: &Model, of: Period) -> String {
    let (today, last) = (model.today(), last_review(model));
    let word = WHEN.iter().find(|word| period(word, today, last) == Ok(of));
    word.map_or_else(|| period_text(of), |word| (*word).to_owned())
}

/// The day the last closed review was closed on.
fn last_review(model: &Model) -> Option<chrono::NaiveDate> {
    let mut closed = model.ground.meetings.iter().rev();
    let closed = closed.find_map(|meeting| meeting.closed_at)?;
    Some(day::local(closed, model.zone()))
}

/// Takes what the form of `s` says.
pub fn cut(model: &mut Model, mut asked: Box<Asked>) -> Vec<Effect> {
    let form = &asked.form;
    let anchor = if form.value(2) == COHORTS[1] {
        Anchor::Created
    } else {
        Anchor::Qualified
    };
    let by = form.value(0);
    let read = period(&form.value(1), model.today(), last_review(model));
    let only = slice(&form.value(3));
    let (period, only) = match (read, only) {
        (Ok(period), Ok(only)) => (period, only),
        (Err(why), _) => return again(model, asked, 1, why),
        (_, Err(why)) => return again(model, asked, 3, why),
    };
    if by.is_empty() {
        asked.form.reject(0, "by what? a column's heading will do");
        model.pops.push(Pop::Asked(asked));
        return Vec::new();
    }
    let cut = Cut {
        anchor,
        period,
        by: By::parse(&by, anchor == Anchor::Qualified),
        only,
        against: usual(model).against,
    };
    if model.scorecard.view.is_table() && model.scorecard.view != View::Funnel {
        return recut(model, cut);
    }
    model.scorecard.cut = Some(cut);
    show(model, View::Slices)
}

fn again(model: &mut Model, mut asked: Box<Asked>, at: usize, why: String) -> Vec<Effect> {
    asked.form.reject(at, why);
    model.pops.push(Pop::Asked(asked));
    Vec::new()
}

/// The form of `c`.
pub fn compare(model: &mut Model) -> Vec<Effect> {
    let cut = usual(model);
    let beside = cut.beside();
    let text = |only: &Option<(By, String)>| {
        only.as_ref()
            .map_or_else(String::new, |(by, key)| slice_text(by, key))
    };
    let form = Form::new(
        "Side by side",
        vec![
            Blank::text("this period", &period_text(cut.period))
                .hint("2026-10, 2026-Q3, 90 days, since review"),
            Blank::text("this slice", &text(&cut.only)).hint("source = Web; empty: all leads"),
            Blank::text("beside: period", &period_text(beside.period)),
            Blank::text("beside: slice", &text(&beside.only)),
        ],
    );
    forms::push(model, Purpose::Against, form);
    Vec::new()
}

/// Takes what the form of `c` says.
pub fn against(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let form = &asked.form;
    let mut periods = Vec::new();
    let mut slices = Vec::new();
    for (at, is_period) in [(0, true), (1, false), (2, true), (3, false)] {
        let text = form.value(at);
        let fault = if is_period {
            period(&text, model.today(), last_review(model)).map(|period| periods.push(period))
        } else {
            slice(&text).map(|only| slices.push(only))
        };
        if let Err(why) = fault {
            return again(model, asked, at, why);
        }
    }
    let mut cut = usual(model);
    let (mut periods, mut slices) = (periods.into_iter(), slices.into_iter());
    cut.period = periods.next().unwrap_or(cut.period);
    cut.only = slices.next().flatten();
    cut.against = Some(Against {
        period: periods.next().unwrap_or(cut.period),
        only: slices.next().flatten(),
    });
    model.scorecard.cut = Some(cut);
    show(model, View::Compare)
}
