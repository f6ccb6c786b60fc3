//! Keep, change or stop: a decision on the source or the campaign of a row, written down with its reason.

use super::usual;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::{forms, record};
use crate::review::campaign::Choice;
use crate::review::entry::Act;
use crate::review::figures::slices::label;
use crate::review::figures::table::REST;
use crate::review::filter::By;
use crate::review::steer::words;

/// Opens the form for the row under the cursor.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let sheet = &model.scorecard.sheet;
    let total = sheet
        .shown()
        .is_some_and(|table| sheet.row >= table.rows.len());
    let row = sheet.current().filter(|row| !total && row.key != REST);
    let Some(row) = row else {
        model.say("stand on a source or a campaign first");
        return Vec::new();
    };
    let by = usual(model).by;
    let options = Choice::ALL.map(|choice| choice.word().to_owned()).to_vec();
    let form = Form::new(
        format!("{} {}: keep, change or stop?", by.word(), row.label),
        vec![
            Blank::pick("it is to", options, Choice::Keep.word()),
            Blank::text("because", ""),
        ],
    );
    forms::push(model, Purpose::Steer(by, row.key), form);
    Vec::new()
}

/// Writes what the form says.
pub fn steered(model: &mut Model, by: By, key: String, asked: Box<Asked>) -> Vec<Effect> {
    let why = asked.form.value(1);
    let told = asked.form.value(0);
    let choice = Choice::ALL.into_iter().find(|one| one.word() == told);
    let Some(choice) = choice else {
        return forms::stays(model, asked, 0, "keep, change or stop?");
    };
    if choice != Choice::Keep && why.is_empty() {
        return forms::stays(
            model,
            asked,
            1,
            "why? what is changed or stopped is asked about later",
        );
    }
    model.say(format!("{}: {}", label(&by, &key), words(choice, &why)));
    let act = if by == By::Campaign {
        Act::CampaignDecided {
            campaign: key,
            choice,
            text: why,
            seen: String::new(),
        }
    } else {
        Act::Steered {
            by,
            key,
            choice,
            why,
        }
    };
    record::record(model, vec![act], Some(Pop::Asked(asked)))
}
