//! The tab of lists and people: the answer limit, the pick-lists, who is who. A reason's words and route are edited
//! without touching its digit.

use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::update::settings;
use crate::review::reason::{FixOwner, Guard, PickLists, ReasonCode, RouteDefault};

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    settings::rows(model).len()
}

/// What the tab itself understands: editing the row under the cursor.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Open | Command::Setting => Some(settings::edit(model)),
        Command::AddLine => Some(settings::add_person(model)),
        _ => None,
    }
}

/// The routes a person can choose, in the order of the form.
const ROUTES: [RouteDefault; 7] = [
    RouteDefault::NurtureDays(90),
    RouteDefault::NurtureUntil,
    RouteDefault::FindContact,
    RouteDefault::FixData,
    RouteDefault::MergeOrClose,
    RouteDefault::Close,
    RouteDefault::Asked,
];

/// A route's kind in words, its number of days apart.
pub fn route_kind(route: RouteDefault) -> &'static str {
    match route {
        RouteDefault::NurtureDays(_) => "nurture so many days",
        RouteDefault::NurtureUntil => "nurture until a date that is asked",
        RouteDefault::FindContact => "find contact",
        RouteDefault::FixData => "fix data",
        RouteDefault::MergeOrClose => "merge or close, asked",
        RouteDefault::Close => "close",
        RouteDefault::Asked => "asked each time",
        RouteDefault::DecideInReview => "decide in review",
    }
}

/// `nurture 90 days`, `close`.
pub fn route_words(route: RouteDefault) -> String {
    match route {
        RouteDefault::NurtureDays(days) => format!("nurture {days} days"),
        other => route_kind(other).to_owned(),
    }
}

/// Who mends what the reason points at.
pub fn fix_words(owner: FixOwner) -> &'static str {
    match owner {
        FixOwner::Marketing => "Marketing mends it",
        FixOwner::Sales => "Sales mends it",
        FixOwner::Both => "both mend it",
        FixOwner::Nobody => "nobody in particular mends it",
    }
}

/// What the reason asks for before it counts.
pub fn guard_words(guard: Guard) -> &'static str {
    match guard {
        Guard::None => "asks for nothing",
        Guard::Criterion => "asks which criterion failed",
        Guard::Date => "asks until when",
        Guard::Tries => "asks for the agreed number of tries",
        Guard::Field => "asks which field",
        Guard::Which => "asks which of them",
        Guard::Text => "asks for words",
    }
}

/// The form of a reason: its words, where its leads go.
pub fn reason_form(model: &Model, code: ReasonCode) -> Option<Form> {
    let reason = model.ground.lists.reason(code)?;
    let kinds = ROUTES.map(|route| route_kind(route).to_owned());
    let days = match reason.route {
        RouteDefault::NurtureDays(days) => days.to_string(),
        _ => "90".to_owned(),
    };
    Some(Form::new(
        format!("Reason {}: the digit stays, whatever the words", code.0),
        vec![
            Blank::text("words", &reason.name),
            Blank::pick("route", kinds.to_vec(), route_kind(reason.route)).hint("←→ choose"),
            Blank::text("days", &days).hint("only where it is nurtured so many days"),
        ],
    ))
}

/// The lists with that reason as the form says.
///
/// # Errors
/// The blank that is not right, and why.
pub fn reason_changed(
    model: &Model,
    code: ReasonCode,
    form: &Form,
) -> Result<PickLists, (usize, String)> {
    let name = form.value(0);
    if name.is_empty() {
        return Err((0, "in words; Esc leaves it as it was".to_owned()));
    }
    let kind = form.value(1);
    let route = ROUTES
        .into_iter()
        .find(|route| route_kind(*route) == kind)
        .ok_or_else(|| (1, "one of the routes: ←→ choose".to_owned()))?;
    let route = match route {
        RouteDefault::NurtureDays(_) => {
            let days = form.value(2).parse::<u16>().ok().filter(|days| *days > 0);
            let days = days.ok_or_else(|| (2, "how many days, 1 or more".to_owned()))?;
            RouteDefault::NurtureDays(days)
        }
        other => other,
    };
    let mut lists = model.ground.lists.clone();
    let listed = lists.reasons.iter_mut().find(|reason| reason.code == code);
    if let Some(reason) = listed {
        reason.name = name;
        reason.route = route;
    }
    Ok(lists)
}
