//! The phases: entered, passed over, told to the journal by the seat that leads the review.

use super::{browse, command, forms, places, record, scorecard, walk};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::key::{Code, Key};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::walk::{Panel, Phase};
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::theme::{Theme, ThemeName};
use crate::console::view::prompt;
use crate::review::entry::Act;
use crate::review::meeting::deed::Deed;

/// Puts a phase in front. The leading seat's phase is the review's; any other seat only looks.
pub fn enter(model: &mut Model, phase: Phase) -> Vec<Effect> {
    let me = model.me.clone();
    let Some(walk) = model.walking_mut() else {
        return Vec::new();
    };
    walk.phase = phase;
    walk.row = 0;
    walk.panel = Panel::Card;
    walk.follows = false;
    walk.chose = true;
    let leads = walk.meeting.is_led_by(&me) && !walk.practice();
    let is_in = walk.course().phase() == Some(phase);
    let mut effects = browse::reload(model);
    if leads && !is_in {
        let entered = Act::Room(Deed::Entered { phase });
        effects.extend(record::record(model, vec![entered], None));
    }
    effects
}

/// The phase after the one in front: of the plan, else by its digit.
pub fn next(model: &Model) -> Option<Phase> {
    let walk = model.walking()?;
    let slots = walk.meeting.opening.slots();
    let at = slots.iter().position(|slot| slot.phase == walk.phase);
    match at {
        Some(at) => slots.get(at + 1).map(|slot| slot.phase),
        None => Phase::SEVEN
            .into_iter()
            .find(|phase| *phase > walk.phase)
            .or(Some(Phase::Close)),
    }
}

/// On to the phase that comes next; at the last one stays.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    match next(model) {
        Some(phase) => enter(model, phase),
        None => Vec::new(),
    }
}

/// Asks why the phase in front is passed over.
pub fn pass(model: &mut Model) -> Vec<Effect> {
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    let title = format!("{} is passed over, because", walk.phase.title());
    let form = Form::new(title, vec![Blank::text("", "").hint("may stay empty")]);
    let purpose = Purpose::Pass(walk.phase);
    forms::push(model, purpose, form);
    Vec::new()
}

/// The note is written: the next phase comes.
pub fn passed(model: &mut Model, asked: Box<Asked>, phase: Phase) -> Vec<Effect> {
    let note = asked.form.value(0);
    let act = Act::Room(Deed::Passed { phase, note });
    let mut effects = record::record(model, vec![act], Some(Pop::Asked(asked)));
    model.say(format!(
        "{} is passed over; {} comes back to it",
        phase.title(),
        phase.digit()
    ));
    effects.extend(go_on(model));
    effects
}

/// The facilitator's card: below the phase where there is room, else over its foot.
pub fn card(model: &mut Model) -> Vec<Effect> {
    let body = layout::parts(model.size).body;
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    if !prompt::is_for(model, walk) {
        model.say("the card is shown at the facilitator's own seat only");
    } else if prompt::fits(walk, body) {
        model.looks.card = !model.looks.card;
    } else {
        model.pops.push(Pop::Card);
    }
    Vec::new()
}

/// A key over the card: it goes, and the key does what it does without it.
pub fn card_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let same = model.keymap.keys(Command::Card).any(|bound| *bound == key);
    if same || key.code == Code::Esc {
        return Vec::new();
    }
    command::key(model, key)
}

/// The screen is for the room: names hidden, high contrast, nothing that is for one person only; or back.
pub fn present(model: &mut Model) -> Vec<Effect> {
    let looks = &mut model.looks;
    looks.presents = !looks.presents;
    if looks.presents {
        looks.own = Some((looks.theme, looks.masked));
        looks.masked = true;
        looks.theme = Theme::of(ThemeName::HighContrast);
        let (names, ends) = (
            model.keymap.shown(Command::Mask),
            model.keymap.shown(Command::Present),
        );
        model.say(format!(
            "for the room: no names in rankings, no addresses; {names} shows them, {ends} ends it"
        ));
    } else {
        if let Some((theme, masked)) = looks.own.take() {
            (looks.theme, looks.masked) = (theme, masked);
        }
        model.say("for this seat again");
    }
    // Some have a front that is not for the room.
    let mut effects = scorecard::presented(model);
    effects.extend(walk::preview(model));
    effects
}

/// This seat goes where the leading seat goes, or on its own again.
pub fn follow(model: &mut Model) -> Vec<Effect> {
    let Some(walk) = model.walking_mut() else {
        return Vec::new();
    };
    walk.follows = !walk.follows;
    if walk.follows {
        let mut effects = catch_up(model);
        model.say("this seat follows the facilitator's; any digit goes its own way again");
        effects.extend(browse::reload(model));
        return effects;
    }
    model.say("this seat goes its own way");
    Vec::new()
}

/// A following seat stands where the review stands; with something open it stays with what that is about.
pub fn catch_up(model: &mut Model) -> Vec<Effect> {
    let before = model.walking().map(|walk| walk.phase);
    if model.pops.is_empty() {
        go_along(model);
    }
    let now = model.walking().map(|walk| walk.phase);
    if now == before {
        return Vec::new();
    }
    places::entered(model)
}

fn go_along(model: &mut Model) {
    let Some(walk) = &mut model.walk else {
        return;
    };
    let waits = walk.phase == Phase::Open && !walk.chose;
    if !walk.follows && !waits {
        return;
    }
    if let Some(phase) = walk.course().phase()
        && phase != walk.phase
    {
        walk.phase = phase;
        walk.row = 0;
        walk.panel = Panel::Card;
    }
    if !walk.follows {
        return;
    }
    let at = walk.entries.iter().rev().find_map(|entry| match entry.act {
        Act::At { lead } => Some(lead),
        _ => None,
    });
    if let Some(place) = at.and_then(|lead| walk.place(lead)) {
        walk.told_at = at;
        if walk.at != place {
            walk.at = place;
            walk.scroll = 0;
        }
    }
}
