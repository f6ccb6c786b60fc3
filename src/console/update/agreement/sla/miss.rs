//! What is done about what was missed: the consequence applied or waived, once a clause; the cause found, and a promise.

use super::{Model, kept, push, row};
use crate::console::day;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::agreement::step;
use crate::console::update::forms::{NOBODY, owners, stays};
use crate::console::update::record;
use crate::console::words;
use crate::review::agreement::sla::ClauseKey;
use crate::review::agreement::version::Step;
use crate::review::entry::Act;
use crate::review::figures::sla::Row;
use crate::review::figures::words::counted;
use crate::review::meeting::deed::Origin;
use crate::review::person::{Role, Team};

const APPLIED: &str = "the consequence is applied";
const WAIVED: &str = "it is waived";

/// "S2 missed 9 times".
pub fn missed(row: &Row) -> String {
    let times = if row.unanswered > 0 {
        row.unanswered
    } else {
        row.counts.missed
    };
    format!("{} missed {}", row.name, counted(times, "time", "times"))
}

/// Asks what is done about the misses of the clause under the cursor.
pub fn open_answer(model: &mut Model) {
    let Some(row) = row(model) else { return };
    let key = row.key;
    let title = format!("{}: what do we do?", missed(row));
    let options = vec![APPLIED.to_owned(), WAIVED.to_owned()];
    let form = Form::new(
        title,
        vec![
            Blank::pick("then", options, "").hint(row.clause.consequence.clone()),
            Blank::text("why", ""),
        ],
    );
    push(model, Purpose::Miss(key), form);
}

/// Enter: once for all misses up to now.
pub fn answer_done(model: &mut Model, clause: ClauseKey, asked: Box<Asked>) -> Vec<Effect> {
    let (then, why) = (asked.form.value(0), asked.form.value(1));
    if then.is_empty() {
        return stays(model, asked, 0, "applied or waived? ←→ choose");
    }
    if why.is_empty() {
        return stays(model, asked, 1, "why, in words: it stands in the minutes");
    }
    let Some(row) = kept(model, clause) else {
        return Vec::new();
    };
    let said = Step::Answered {
        clause,
        applied: then == APPLIED,
        why,
        misses: if row.unanswered > 0 {
            row.unanswered
        } else {
            row.counts.missed
        },
    };
    step(model, said, Some(asked))
}

/// Asks for the cause behind the misses of the clause under the cursor: five blanks, and who mends it.
pub fn open_issue(model: &mut Model) {
    let Some(row) = row(model) else { return };
    let (key, what) = (row.key, format!("{}: {}", missed(row), row.clause.text));
    let examples: Vec<String> = row
        .misses
        .iter()
        .filter_map(|miss| miss.lead)
        .filter_map(|lead| model.known.lead(lead))
        .take(3)
        .map(|lead| words::label(model, lead))
        .collect();
    let counts = row.counts;
    let mut evidence = format!("{} of {} missed in 90 days", counts.missed, counts.n());
    if !examples.is_empty() {
        evidence = format!("{evidence}: {}", examples.join(", "));
    }
    let due = day::working_days_after(model.today(), 5);
    let mut who = owners(model);
    who.push(NOBODY.to_owned());
    let form = Form::new(
        "What goes wrong here, and who mends it",
        vec![
            Blank::text("what", &what),
            Blank::text("seen by", &evidence),
            Blank::text("cause", "").hint("why, and why that"),
            Blank::text("fix", "").hint("what will be different"),
            Blank::free("one owner", who, &model.me),
            Blank::day("by", Some(due)).hint("1 Dec, fri, +7; may stay empty"),
        ],
    );
    push(model, Purpose::Issue(key), form);
}

/// Enter: a promise that carries what was found.
pub fn issue_done(model: &mut Model, clause: ClauseKey, asked: Box<Asked>) -> Vec<Effect> {
    let form = &asked.form;
    for (at, fault) in [
        (0, "what goes wrong, in words"),
        (2, "the cause, in words: why does it happen?"),
        (3, "the fix, in words: what will be different?"),
    ] {
        if form.value(at).is_empty() {
            return stays(model, asked, at, fault);
        }
    }
    let due = match form.day(5, model.today()) {
        Ok(due) => due,
        Err(fault) => return stays(model, asked, 5, &fault),
    };
    let owner = Some(form.value(4))
        .filter(|owner| owner != NOBODY)
        .unwrap_or_default();
    let seen = form.value(1);
    let seen = if seen.is_empty() {
        String::new()
    } else {
        format!("; seen by: {seen}")
    };
    let name = kept(model, clause).map_or_else(String::new, |row| row.name.clone());
    let act = Act::Promised {
        text: format!(
            "{} ({}; cause: {}{seen})",
            form.value(3),
            form.value(0),
            form.value(2)
        ),
        owner,
        due,
        lead: None,
        origin: Origin::Clause { name },
        effect: None,
    };
    let said = words::act(model, &act);
    model.say(said);
    record::record(model, vec![act], Some(Pop::Asked(asked)))
}

/// Whether figures by person of a side are for the eyes at this seat: for the leader of that team, outside a review.
pub fn may_see_people(model: &Model, side: Team) -> bool {
    let role = match side {
        Team::Sales => Role::SalesLeader,
        _ => Role::MarketingLeader,
    };
    let mine =
        |person: &crate::review::person::Person| person.name == model.me && person.role == role;
    model.walk.is_none() && model.ground.people.iter().any(mine)
}
