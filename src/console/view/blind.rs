//! The blind check on the screen: leads without source and owner; who has voted, and what only once it is shown.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::command::Command;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::text::{clean, pad, wrap};
use crate::console::update::blind::parts_us;
use crate::review::figures::calibration::Alike;
use crate::review::figures::trail::{Followed, Step, up_to};
use crate::review::lead::{Field, LeadId};
use crate::review::meeting::blind::{Blind, USUAL};
use crate::review::person::Team;

/// Draws the phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let Some(blind) = Blind::of(walk.said()) else {
        return intro(model, frame, area);
    };
    let inner = panel::framed(model, frame, area, &title(&blind), true);
    let at = walk.row.min(blind.leads.len().saturating_sub(1));
    let mut rows: Vec<Line<'static>> = Vec::new();
    let mut cursor = 0;
    for (place, lead) in blind.leads.iter().enumerate() {
        if place == at {
            cursor = rows.len();
        }
        rows.extend(lead_rows(model, &blind, *lead, place, at, inner.width));
    }
    let room = usize::from(inner.width).saturating_sub(2);
    let foot = told(model, walk, &blind)
        .into_iter()
        .flat_map(|text| {
            if text.is_empty() {
                vec![text]
            } else {
                wrap(&text, room)
            }
        })
        .map(|line| Line::styled(format!(" {line}"), model.theme().text))
        .collect();
    panel::list_over(frame, inner, rows, cursor, foot);
}

fn intro(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, "Blind check", true);
    let words = format!(
        "Enter draws {USUAL} leads of the docket and shows them without source and owner. Each team says yes or no \
         by itself: at their own seats with y and n, or the facilitator counts hands with S and M. v shows the votes. \
         Secret is a way of showing it: the file is open to every seat."
    );
    let room = usize::from(inner.width).saturating_sub(3);
    let lines = wrap(&words, room)
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), model.theme().text));
    panel::lines(frame, inner, lines);
}

fn title(blind: &Blind) -> String {
    if blind.shown {
        return format!("Blind check: {}", blind.alike().words());
    }
    let answered = |team| {
        blind
            .leads
            .iter()
            .filter(|lead| blind.count(**lead, team) != (0, 0))
            .count()
    };
    format!(
        "Blind check: Sales answered {} of {}, Marketing {}",
        answered(Team::Sales),
        blind.leads.len(),
        answered(Team::Marketing)
    )
}

fn lead_rows(
    model: &Model,
    blind: &Blind,
    lead: LeadId,
    place: usize,
    at: usize,
    columns: u16,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let facts = facts(model, lead);
    let head = format!("{}  {facts}", place + 1);
    let mut lines = vec![panel::row(model, &head, place == at, theme.strong, columns)];
    let said = |team: Team| {
        if blind.shown {
            let (yes, no) = blind.count(lead, team);
            let view = match blind.view(lead, team) {
                Some(true) => "a lead",
                Some(false) => "not a lead",
                None => "undecided",
            };
            return format!("{view} ({yes} to {no})");
        }
        if blind.count(lead, team) == (0, 0) {
            "–".to_owned()
        } else {
            "answered".to_owned()
        }
    };
    let own = match blind.own(lead, &model.me) {
        Some(true) if !model.looks.presents => "   your vote: yes",
        Some(false) if !model.looks.presents => "   your vote: no",
        _ => "",
    };
    lines.push(Line::styled(
        format!(
            "     Sales {}   Marketing {}{own}",
            pad(&said(Team::Sales), 20),
            said(Team::Marketing)
        ),
        theme.text,
    ));
    lines
}

/// Once shown: this check, and with those of earlier reviews, oldest first.
fn told(model: &Model, walk: &Walk, blind: &Blind) -> Vec<String> {
    if !blind.shown {
        let words = "y, n your own vote   S, M count hands   Enter next lead   v shows the votes";
        return vec![String::new(), words.to_owned()];
    }
    let this = Step {
        review: walk.id().0,
        alike: blind.alike(),
        ..Step::default()
    };
    let mut trail = up_to(&model.ground.trail, this);
    trail.retain(|step| step.review == this.review || step.alike.n() > 0);
    let sum = trail
        .iter()
        .fold(Alike::default(), |sum, step| sum.plus(step.alike));
    let mut lines = vec![String::new()];
    lines.extend(two_views(model, blind));
    lines.push(format!("Together with earlier reviews: {}", sum.words()));
    if trail.len() > 1 {
        lines.extend(over_the_reviews(&trail));
    }
    lines
}

/// On which leads the teams differ, what parts them, and what to make of it; nothing where they agree.
fn two_views(model: &Model, blind: &Blind) -> Vec<String> {
    let differ = blind
        .views()
        .filter(|(_, sales, marketing)| sales != marketing);
    let place = |lead: LeadId| blind.leads.iter().position(|one| *one == lead).unwrap_or(0) + 1;
    let differ: Vec<String> = differ.map(|(lead, ..)| place(lead).to_string()).collect();
    if differ.is_empty() {
        return Vec::new();
    }
    let on = differ.join(", ");
    let key = model.keymap.shown(Command::Topic);
    match parts_us(model) {
        Some(parted) => vec![
            format!("{} ({on})", parted.words()),
            format!("{key} makes it a topic: {}", parted.proposal()),
        ],
        None => vec![format!(
            "Two views on {on}: which criterion was read in two ways? {key} makes it a topic"
        )],
    }
}

/// So many checks are told one by one: a line of a small screen.
const LATEST: usize = 6;

/// Each check, and how they went from one to the next.
fn over_the_reviews(trail: &[Step]) -> Vec<String> {
    let latest = &trail[trail.len().saturating_sub(LATEST)..];
    let each: Vec<String> = latest
        .iter()
        .map(|step| format!("{} of {}", step.alike.same(), step.alike.n()))
        .collect();
    let first = latest.first().map_or(0, |step| step.review);
    let last = latest.last().map_or(0, |step| step.review);
    let mut lines = vec![format!("Reviews {first}–{last}: {}", each.join(", "))];
    let followed = [Followed::Alike, Followed::Kappa].into_iter();
    lines.extend(followed.filter_map(|followed| {
        let told = followed.line(trail)?;
        Some(format!("{}  {told}", pad(followed.word(), 9)))
    }));
    lines
}

/// What the lead is, without where it came from and whose it is.
fn facts(model: &Model, lead: LeadId) -> String {
    let facts = model.known.lead(lead).map_or_else(String::new, |lead| {
        let told = [
            Field::Title,
            Field::Industry,
            Field::Employees,
            Field::Country,
        ];
        let told: Vec<String> = told
            .into_iter()
            .map(|field| clean(lead.text(field).trim()).into_owned())
            .filter(|text| !text.is_empty())
            .collect();
        told.join(" · ")
    });
    if facts.is_empty() {
        "nothing is known of it but that it came".to_owned()
    } else {
        facts
    }
}
