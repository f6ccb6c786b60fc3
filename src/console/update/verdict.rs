//! Verdicts: accepted, not accepted with a reason, returned; what each reason's guard still needs; the next lead.

mod basis;

use super::{record, walk};
use crate::console::day;
use crate::console::effect::Effect;
use crate::console::follow_up;
use crate::console::form::{Blank, Form};
use crate::console::model::{Last, Model};
use crate::console::pop::{Asked, Pop, Purpose, Targets};
use crate::console::words;
use crate::review::agreement::definition::CriterionKey;
use crate::review::agreement::terms::Terms;
use crate::review::entry::{Act, Told};
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::reason::{Guard, ReasonCode, Route};
use crate::review::verdict::{Acceptance, Refusal, Verdict};

/// Where what is said now is told.
pub fn told(model: &Model) -> Told {
    if model.walk.is_some() {
        Told::Review
    } else {
        Told::Seat
    }
}

/// Accepted: by its owner, next touch in two working days.
pub fn accept(model: &mut Model, leads: &[LeadId]) -> Vec<Effect> {
    let next = day::working_days_after(model.today(), 2);
    let acts = leads
        .iter()
        .filter_map(|id| model.known.lead(*id))
        .map(|lead| Act::Verdict {
            lead: lead.id,
            verdict: Verdict::Accepted(Acceptance {
                owner: owner(model, lead),
                next_touch: Some(next),
                because: None,
            }),
            told: told(model),
        })
        .collect();
    model.last = Some(Last::Accept);
    write(model, leads, acts, None)
}

/// Who works it where nobody says otherwise: its owner; a rep's own seat; nobody.
fn owner(model: &Model, lead: &Lead) -> String {
    let owner = lead.text(Field::Owner).trim();
    if !owner.is_empty() {
        return owner.to_owned();
    }
    let mine = model.walk.is_none()
        && model.ground.people.iter().any(|person| {
            person.name == model.me && person.team == crate::review::person::Team::Sales
        });
    if mine {
        model.me.clone()
    } else {
        String::new()
    }
}

/// A digit says why not: written at once, or its guard asks for what it needs.
pub fn reason(model: &mut Model, targets: Targets, code: ReasonCode) -> Vec<Effect> {
    let Some(reason) = model.ground.lists.reason(code).cloned() else {
        model.warn(format!("no reason has the number {}", code.0));
        model.pops.push(Pop::Reason(targets));
        return Vec::new();
    };
    let today = model.today();
    if let Some(form) = guard_form(model, &targets, reason.guard, &reason.name) {
        let purpose = Purpose::Guard { targets, code };
        super::forms::push(model, purpose, form);
        return Vec::new();
    }
    if reason.guard == Guard::Tries
        && let Some(why) = too_early(model, &targets.leads)
    {
        model.warn(why);
        model.pops.push(Pop::Reason(targets));
        return Vec::new();
    }
    let detail = match reason.guard {
        Guard::Tries => tries(model, &targets.leads),
        _ => String::new(),
    };
    let waived = match reason.guard {
        Guard::Tries => !tries_asked(model, &targets.leads),
        guard => guard == Guard::Criterion,
    };
    let route = reason.route.route(today).unwrap_or(Route::Close);
    refuse(model, &targets, code, route, detail, waived, None)
}

/// Why a lead may not be called out of reach yet: the clause in force for it asks for more tries. Of several leads the
/// first that lacks some speaks for all.
pub fn too_early(model: &Model, leads: &[LeadId]) -> Option<String> {
    let terms = Terms::of(&model.ground.agreement, model.zone());
    let now = model.now.div_euclid(1000);
    let known = leads.iter().filter_map(|lead| model.known.lead(*lead));
    let mut early = known.filter_map(|lead| {
        let tries = terms.too_early(lead, now);
        let tries = tries.map(|early| format!("{} by {}", early.words(), early.name));
        let steps = || follow_up::lacks(model, lead.id);
        let steps =
            || steps().map(|(done, all)| format!("{done} of {all} steps of the agreed follow-up"));
        Some((lead, tries.or_else(steps)?))
    });
    let (lead, first) = early.next()?;
    let about = match leads {
        [_] => String::new(),
        _ => format!("{}: ", words::label(model, lead)),
    };
    Some(format!(
        "{about}{first} so far: c writes down a try, another digit gives another reason"
    ))
}

/// Whether a clause in force asks for tries, for each of these leads: without one the guard has no basis.
pub fn tries_asked(model: &Model, leads: &[LeadId]) -> bool {
    let terms = Terms::of(&model.ground.agreement, model.zone());
    let now = model.now.div_euclid(1000);
    leads.iter().all(|lead| {
        let lead = model.known.lead(*lead);
        lead.is_some_and(|lead| {
            let steps = follow_up::agreed(model, lead).is_some_and(|sla| !sla.follow_up.is_empty());
            steps || terms.tries(lead.facts().qualified.at(), now).is_some()
        })
    })
}

/// How often Sales tried, as the room may want to see it.
fn tries(model: &Model, leads: &[LeadId]) -> String {
    let [lead] = leads else { return String::new() };
    let count = model
        .known
        .lead(*lead)
        .map_or(0, |lead| lead.touches().count);
    match count {
        1 => "1 try".to_owned(),
        count => format!("{count} tries"),
    }
}

fn guard_form(model: &Model, targets: &Targets, guard: Guard, name: &str) -> Option<Form> {
    let title = format!("{name}:");
    let lists = &model.ground.lists;
    let blanks = match guard {
        Guard::None | Guard::Tries => return None,
        Guard::Criterion => vec![basis::criteria(model, &targets.leads)?],
        Guard::Date => {
            let in_a_quarter = model
                .today()
                .checked_add_days(chrono::Days::new(90))
                .unwrap_or_default();
            vec![Blank::day("keep in touch until", Some(in_a_quarter)).hint("26 Nov, +30, fri")]
        }
        Guard::Field => {
            let options = Field::ALL.iter().map(|field| field.word().to_owned());
            vec![Blank::pick(
                "which field",
                options.collect(),
                first_blank(model, &targets.leads),
            )]
        }
        Guard::Which => vec![Blank::pick("which", lists.which.clone(), "")],
        Guard::Text => vec![
            Blank::text("in words", ""),
            Blank::pick("what becomes of it", routes(), Route::Close.word()),
            Blank::day("nurture until", None).hint("only for nurture; empty: 90 days"),
        ],
    };
    Some(Form::new(title, blanks))
}

fn routes() -> Vec<String> {
    [
        Route::Close.word(),
        "nurture",
        Route::Reassign.word(),
        Route::FindContact.word(),
        Route::FixData.word(),
        Route::Merge.word(),
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

fn first_blank(model: &Model, leads: &[LeadId]) -> &'static str {
    let lead = leads.first().and_then(|lead| model.known.lead(*lead));
    let blank = |field: &&Field| lead.is_some_and(|lead| lead.text(**field).trim().is_empty());
    [Field::Phone, Field::Email, Field::Name]
        .iter()
        .find(blank)
        .unwrap_or(&Field::Phone)
        .word()
}

/// What a guard asked for is answered.
pub fn guarded(
    model: &mut Model,
    targets: Targets,
    code: ReasonCode,
    mut form: Form,
) -> Vec<Effect> {
    let today = model.today();
    let Some(reason) = model.ground.lists.reason(code).cloned() else {
        return Vec::new();
    };
    let again = |model: &mut Model, targets: Targets, form: Form| {
        let purpose = Purpose::Guard { targets, code };
        model
            .pops
            .push(Pop::Asked(Box::new(Asked { purpose, form })));
        Vec::new()
    };
    let answer = form.value(0);
    let (detail, route) = match reason.guard {
        Guard::Date => match form.day(0, today) {
            Ok(Some(until)) => (String::new(), Route::Nurture { until }),
            Ok(None) => {
                form.reject(0, "until when? A date, or +30 for thirty days");
                return again(model, targets, form);
            }
            Err(fault) => {
                form.reject(0, fault);
                return again(model, targets, form);
            }
        },
        _ if answer.is_empty() => {
            form.reject(0, "this reason needs an answer here");
            return again(model, targets, form);
        }
        Guard::Which if answer == "duplicate" => (answer, Route::Merge),
        Guard::Which => (answer, Route::Close),
        Guard::Text => match told_route(&form, today) {
            Ok(route) => (answer, route),
            Err(fault) => {
                form.reject(2, fault);
                return again(model, targets, form);
            }
        },
        _ => (answer, reason.route.route(today).unwrap_or(Route::FixData)),
    };
    let purpose = Purpose::Guard {
        targets: targets.clone(),
        code,
    };
    let typed = Pop::Asked(Box::new(Asked { purpose, form }));
    refuse(model, &targets, code, route, detail, false, Some(typed))
}

fn told_route(form: &Form, today: chrono::NaiveDate) -> Result<Route, String> {
    Ok(match form.value(1).as_str() {
        "nurture" => Route::Nurture {
            until: match form.day(2, today)? {
                Some(until) => until,
                None => today
                    .checked_add_days(chrono::Days::new(90))
                    .unwrap_or(today),
            },
        },
        "reassign" => Route::Reassign,
        "find contact" => Route::FindContact,
        "fix data" => Route::FixData,
        "merge" => Route::Merge,
        _ => Route::Close,
    })
}

/// The number of the criterion that failed, where the reason's guard asked which.
pub fn failed(
    model: &Model,
    leads: &[LeadId],
    code: ReasonCode,
    detail: &str,
    waived: bool,
) -> Option<CriterionKey> {
    let asks = model.ground.lists.reason(code).map(|reason| reason.guard);
    let named = asks == Some(Guard::Criterion) && !waived;
    named.then(|| basis::named(model, leads, detail)).flatten()
}

/// Writes a refusal for all of them. A refusal after an acceptance is a return (MEASURES §1), unless the acceptance
/// was told in this very review: then the room has changed its mind.
fn refuse(
    model: &mut Model,
    targets: &Targets,
    code: ReasonCode,
    route: Route,
    detail: String,
    waived: bool,
    typed: Option<Pop>,
) -> Vec<Effect> {
    let criterion = failed(model, &targets.leads, code, &detail, waived);
    let acts = targets
        .leads
        .iter()
        .filter_map(|id| model.known.lead(*id))
        .map(|lead| {
            let refusal = Refusal {
                reason: code,
                route: route.clone(),
                detail: detail.clone(),
                criterion,
                waived,
            };
            Act::Verdict {
                lead: lead.id,
                verdict: if targets.returned || hands_back(model, lead) {
                    Verdict::Returned(refusal)
                } else {
                    Verdict::NotAccepted(refusal)
                },
                told: told(model),
            }
        })
        .collect();
    model.last = Some(Last::Refuse {
        code,
        detail: if code == ReasonCode::OTHER {
            String::new()
        } else {
            detail
        },
        waived,
        returned: targets.returned,
        route,
    });
    let leads = targets.leads.clone();
    write(model, &leads, acts, typed)
}

/// Whether a refusal of this lead hands back what Sales had accepted.
pub fn hands_back(model: &Model, lead: &Lead) -> bool {
    // What is only tried was never accepted.
    let tray = model.what_if.as_deref();
    let written = tray.and_then(|tray| model.known.without(lead.id, |ticket| tray.holds(ticket)));
    let lead = written.as_ref().unwrap_or(lead);
    let accepted = lead
        .standing()
        .is_some_and(|standing| !matches!(standing.verdict, Verdict::NotAccepted(_)));
    let just_now = model.walk.is_some()
        && lead
            .said
            .verdict
            .as_ref()
            .is_some_and(|told| told.meeting == model.meeting());
    accepted && !just_now
}

/// Writes verdicts as one gesture, says what was written, and lets the next lead come.
pub fn write(
    model: &mut Model,
    leads: &[LeadId],
    mut acts: Vec<Act>,
    typed: Option<Pop>,
) -> Vec<Effect> {
    if acts.is_empty() {
        return Vec::new();
    }
    let said = match acts.as_slice() {
        [act] => words::act(model, act),
        [act, ..] => format!("{} leads, {}", acts.len(), act.kind().replace('_', " ")),
        [] => String::new(),
    };
    let in_walk = model.walking().is_some();
    let next = in_walk.then(|| walk::next(model, leads)).flatten();
    if let Some(lead) = next {
        acts.push(Act::At { lead });
    }
    let mut effects = record::record(model, acts, typed);
    model.say(said);
    if in_walk {
        if let Some(walk) = &mut model.walk {
            walk.selected.clear();
        }
        effects.extend(walk::arrive(model, next));
    } else {
        model.leads.selected.clear();
        effects.extend(super::browse::after_verdict(model));
    }
    effects
}
