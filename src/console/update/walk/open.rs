//! Opening a review: everything defaulted, the docket drawn, who is here.

use chrono::NaiveDate;

use super::ask_review;
use crate::console::command::Command;
use crate::console::effect::{Effect, Question};
use crate::console::form::{Blank, Form};
use crate::console::message::ReviewState;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::model::wire::Slot;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::{answers, ask, forms, record};
use crate::console::{agenda, day};
use crate::review::entry::{Act, Draft, Seq};
use crate::review::lead::Lead;
use crate::review::meeting::agenda::{Planned, Template, assumed};
use crate::review::meeting::deed::Deed;
use crate::review::meeting::phase::Phase;
use crate::review::meeting::prepared::Prepared;
use crate::review::meeting::series::Cadence;
use crate::review::meeting::{Attendance, DocketItem, Meeting, MeetingId, MeetingState, Opening};
use crate::review::period::Period;
use crate::review::person::Person;

const SINCE: &str = "since the last review";
const QUARTER: &str = "the last 90 days";
const MONTH: &str = "the last 30 days";
const ALL: &str = "all";
/// The kind of review that needs no lead, as its template is called.
const FIRST: &str = "first";

/// Opens the start form; a review that runs or is paused is gone on with instead.
pub fn start_form(model: &mut Model, practice: bool) -> Vec<Effect> {
    let unfinished = model
        .ground
        .meetings
        .iter()
        .rev()
        .find(|meeting| matches!(meeting.state, MeetingState::Running | MeetingState::Paused))
        .map(|meeting| meeting.opening.id);
    if let Some(meeting) = unfinished.filter(|_| !practice) {
        return vec![ask_review(model, meeting)];
    }
    let form = form(model, practice);
    forms::push(model, Purpose::StartReview { practice }, form);
    Vec::new()
}

fn form(model: &Model, practice: bool) -> Form {
    let first = model.ground.meetings.is_empty();
    let periods = if first {
        vec![QUARTER, MONTH, ALL]
    } else {
        vec![SINCE, QUARTER, MONTH, ALL]
    };
    let title = if practice {
        "A review in practice: nothing is kept".to_owned()
    } else {
        title(model)
    };
    let periods: Vec<String> = periods.into_iter().map(ToOwned::to_owned).collect();
    let period = periods.first().cloned().unwrap_or_default();
    let kinds = agenda::agendas(model).templates;
    let kind = usual(model, &kinds);
    let phases = format!("←→; {}: its phases", model.keymap.shown(Command::EditPlan));
    Form::new(
        title,
        vec![
            Blank::pick(
                "kind",
                kinds.iter().map(|kind| kind.name.clone()).collect(),
                &kind,
            )
            .hint(phases),
            Blank::free("leads of", periods, &period)
                .hint("←→, or 2026-10, 2026-Q3, 2026-10-01..2026-11-01"),
            Blank::text("minutes", "").hint("empty: as the kind plans them"),
            Blank::text("of which for the leads", "").hint("empty: as the kind plans them"),
            present_blank(model),
            Blank::free("facilitator", forms::owners(model), &model.me),
        ],
    )
}

/// The kind of review that comes by itself: without a lead the first session, else a kind of the team's own where the
/// last review was of one, else the kind that goes with how often they meet.
fn usual(model: &Model, kinds: &[Template]) -> String {
    let meets = model.series().cadence.template();
    let key = if model.ground.leads == 0 {
        FIRST
    } else {
        let last = model.ground.meetings.iter().rev();
        last.map(|meeting| meeting.opening.template.as_str())
            .find(|key| !key.is_empty() && *key != FIRST)
            .filter(|key| Cadence::ALL.iter().all(|one| one.template() != *key))
            .unwrap_or(meets)
    };
    let kind = kinds.iter().find(|kind| kind.key == key).or(kinds.first());
    kind.map_or_else(String::new, |kind| kind.name.clone())
}

fn title(model: &Model) -> String {
    format!("Lead review {}", model.ground.meetings.len() + 1)
}

fn named(person: &Person) -> String {
    format!("{} ({})", person.name, person.team.word())
}

fn present_blank(model: &Model) -> Blank {
    let here: Vec<String> = model.walk.as_ref().map_or_else(
        || model.ground.people.iter().map(named).collect(),
        |walk| {
            walk.meeting
                .attendance
                .iter()
                .filter(|(_, state, _)| matches!(state, Attendance::Present | Attendance::Late))
                .map(|(person, ..)| named(person))
                .collect()
        },
    );
    let mut people = model.ground.people.clone();
    people.sort_by(|one, other| (one.team, &one.name).cmp(&(other.team, &other.name)));
    Blank::many("who is here", people.iter().map(named).collect(), &here)
        .hint("←→ and Space; Sales first")
}

/// The start form is right: the docket is asked for.
pub fn start(model: &mut Model, mut form: Form, practice: bool) -> Vec<Effect> {
    let today = model.today();
    let (period, plan) = match asked_for(model, &form, today) {
        Ok(asked_for) => asked_for,
        Err((at, fault)) => {
            form.reject(at, fault);
            let purpose = Purpose::StartReview { practice };
            let asked = Asked { purpose, form };
            model.pops.push(Pop::Asked(Box::new(asked)));
            return Vec::new();
        }
    };
    let ticked = form.ticked(4);
    let opening = Opening {
        id: MeetingId(0),
        title: if practice {
            "Practice".to_owned()
        } else {
            title(model)
        },
        period,
        minutes: plan.minutes,
        lead_minutes: plan.lead_minutes(),
        seed: model.now.unsigned_abs(),
        facilitator: form.value(5),
        present: model
            .ground
            .people
            .iter()
            .filter(|person| ticked.contains(&named(person)))
            .cloned()
            .collect(),
        docket: Vec::new(),
        practice,
        template: plan.template.clone(),
        agenda: plan.slots.clone(),
    };
    let question = Question::Docket {
        period,
        lead_minutes: opening.lead_minutes,
        seed: opening.seed,
    };
    model.opening = Some(Box::new(opening));
    let purpose = Purpose::StartReview { practice };
    model.forms.retain(|left| left.purpose != purpose);
    model.forms.push(Asked { purpose, form });
    vec![ask(model, Slot::Docket, question)]
}

/// How long a review and each of its phases take.
struct Plan {
    template: String,
    minutes: u32,
    slots: Vec<Planned>,
}

impl Plan {
    fn lead_minutes(&self) -> u32 {
        let leads = self.slots.iter().find(|slot| slot.phase == Phase::Leads);
        leads.map_or(0, |slot| slot.minutes)
    }
}

/// Period and plan as the form says them; else the blank that is wrong and why.
fn asked_for(
    model: &Model,
    form: &Form,
    today: NaiveDate,
) -> Result<(Period, Plan), (usize, String)> {
    let period = period(model, &form.value(1), today).map_err(|fault| (1, fault))?;
    let kinds = agenda::agendas(model).templates;
    let kind = kinds.iter().find(|kind| kind.name == form.value(0));
    let mut plan = Plan {
        template: kind.map_or_else(String::new, |kind| kind.key.clone()),
        minutes: 0,
        slots: kind.map_or_else(|| assumed(75, 30), |kind| kind.slots.clone()),
    };
    let number = |at: usize| {
        let text = form.value(at);
        if text.is_empty() {
            return Ok(None);
        }
        let minutes = text.parse::<u32>().ok();
        minutes
            .filter(|minutes| (1..=600).contains(minutes))
            .map(Some)
            .ok_or_else(|| {
                (
                    at,
                    "how many minutes, 1 to 600; empty: as planned".to_owned(),
                )
            })
    };
    let (minutes, lead_minutes) = (number(2)?, number(3)?);
    if let Some(minutes) = lead_minutes {
        let slot = plan
            .slots
            .iter_mut()
            .find(|slot| slot.phase == Phase::Leads);
        if let Some(slot) = slot {
            slot.minutes = minutes;
        }
    }
    plan.minutes = minutes.unwrap_or_else(|| plan.slots.iter().map(|slot| slot.minutes).sum());
    Ok((period, plan))
}

fn period(model: &Model, text: &str, today: NaiveDate) -> Result<Period, String> {
    match text {
        SINCE => {
            let last = model
                .ground
                .meetings
                .iter()
                .map(|meeting| meeting.opened_at)
                .max();
            let start = last.map_or(today, |at| day::local(at, model.zone()));
            let end = today.succ_opt().unwrap_or(today);
            Ok(Period::Days { start, end })
        }
        QUARTER => Ok(Period::last_days(today, 90)),
        MONTH => Ok(Period::last_days(today, 30)),
        other => Period::parse(other).map_err(|fault| fault.to_string()),
    }
}

/// The docket is drawn: the review is opened with it.
pub fn opened(model: &mut Model, items: Vec<DocketItem>, leads: Vec<Lead>) -> Vec<Effect> {
    let Some(mut opening) = model.opening.take() else {
        return Vec::new();
    };
    let purpose = Purpose::StartReview {
        practice: opening.practice,
    };
    let form = model.forms.iter().position(|left| left.purpose == purpose);
    let form = form.map(|at| model.forms.remove(at));
    let for_leads = opening
        .slots()
        .iter()
        .any(|slot| slot.phase == Phase::Leads);
    if items.is_empty() && for_leads {
        model.warn("there is no lead to talk about in that period: choose a longer one");
        if let Some(form) = form {
            model.pops.push(Pop::Asked(Box::new(form)));
        }
        return Vec::new();
    }
    opening.docket = items;
    if opening.practice {
        return practise(model, *opening, leads);
    }
    let first = opening.slots().first().map(|slot| slot.phase);
    let entered = first.map(|phase| Act::Room(Deed::Entered { phase }));
    let drafts = [Act::Opened { opening }].into_iter().chain(entered);
    let drafts = drafts.map(|act| Draft {
        at: model.now,
        who: model.me.clone(),
        // The ledger gives the number; what is recorded with the opening is of that review.
        meeting: Some(MeetingId(0)),
        act,
        seen: None,
    });
    record::send(model, drafts.collect(), None)
}

/// Practice stands on the table at once; its figures follow.
fn practise(model: &mut Model, opening: Opening, leads: Vec<Lead>) -> Vec<Effect> {
    let mut moved = Vec::new();
    for lead in leads {
        model.known.take(lead, &mut moved);
    }
    answers::count(model, &moved);
    let question = Question::Figures {
        period: opening.period,
    };
    let at = model.now;
    let state = ReviewState {
        meeting: Meeting {
            opened_at: at,
            closed_at: None,
            state: MeetingState::Running,
            facilitator: opening.facilitator.clone(),
            attendance: opening
                .present
                .iter()
                .map(|person| (person.clone(), Attendance::Present, at))
                .collect(),
            at: None,
            ratings: Vec::new(),
            digest: None,
            opened_seq: Seq::default(),
            seat: model.me.clone(),
            opening,
        },
        leads: Vec::new(),
        entries: Vec::new(),
        figures: None,
        prepared: Prepared::default(),
    };
    model.walk = Some(Walk::new(&state, &model.known));
    let mut effects = vec![ask(model, Slot::Figures, question)];
    effects.extend(super::prefetch(model));
    effects
}
