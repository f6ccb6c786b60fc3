//! What is still open when a review closes: listed, and no reason to hold anybody.

use crate::console::model::Model;
use crate::console::model::walk::{Stand, Walk};
use crate::console::update::agreement::sla::missed;
use crate::console::update::people::here;
use crate::console::view::phases;
use crate::console::words;
use crate::review::entry::Act;
use crate::review::figures::sla::Board;
use crate::review::figures::words::counted;
use crate::review::meeting::deed::Stage;
use crate::review::reason::{ReasonCode, too_many_other};

/// Too many of the answers told in this review stand on "other".
fn other(model: &Model, walk: &Walk) -> Option<String> {
    let leads = walk
        .docket
        .iter()
        .filter_map(|item| model.known.lead(item.lead));
    let told = leads.filter_map(|lead| lead.said.verdict.as_ref());
    let here = told.filter(|told| told.meeting == Some(walk.id()));
    let reasons: Vec<ReasonCode> = here
        .filter_map(|told| told.verdict.refusal())
        .map(|refusal| refusal.reason)
        .collect();
    let other = reasons
        .iter()
        .filter(|code| **code == ReasonCode::OTHER)
        .count();
    let said = too_many_other(other as u64, reasons.len() as u64)?;
    Some(model.named(&said).into_owned())
}

/// What nobody has yet: said, and carried.
pub fn open_ends(model: &Model, walk: &Walk) -> Vec<String> {
    let mut rows: Vec<String> = other(model, walk).into_iter().collect();
    for entry in walk.said() {
        if let Act::Promised {
            text, owner, due, ..
        } = &entry.act
        {
            let what = words::written(model, text);
            if owner.trim().is_empty() {
                rows.push(format!("a promise has no owner: {what}"));
            }
            if due.is_none() {
                rows.push(format!("a promise has no date: {what}"));
            }
        }
    }
    let board = model.kept.as_ref().and_then(|kept| kept.board.as_ref());
    let asks = board.into_iter().flat_map(Board::unanswered);
    rows.extend(asks.map(|row| format!("{}: what do we do?", missed(row))));
    rows.extend(unsaid(model, walk));
    let (mut parked, mut unread) = (0, 0);
    for item in &walk.docket {
        match walk.stand(item.lead, &model.known) {
            Stand::Done => {}
            Stand::Parked => parked += 1,
            Stand::Waiting | Stand::Skipped => unread += 1,
        }
    }
    if unread > 0 {
        let leads = counted(unread, "lead", "leads");
        rows.push(format!("{leads} nobody came to: they open the next review"));
    }
    if parked > 0 {
        let leads = counted(parked, "lead", "leads");
        rows.push(format!("{leads} parked: they open the next review"));
    }
    rows
}

/// What nobody decided, answered or asked.
fn unsaid(model: &Model, walk: &Walk) -> Vec<String> {
    let mut rows = Vec::new();
    if !walk.said().any(|entry| entry.act.decides()) {
        rows.push("nothing is decided and nothing promised yet".to_owned());
    }
    let topics = phases::topics(model, walk);
    let mut count = |stage: Stage, what: &str| {
        let of = topics.iter().filter(|topic| topic.stage == stage).count();
        if of > 0 {
            let topics = counted(of as u64, "topic", "topics");
            rows.push(format!("{topics} {what}"));
        }
    };
    count(Stage::NeedsRuling, "for the sponsor to rule on");
    count(Stage::Discussing, "begun and not solved");
    count(Stage::Named, "nobody came to");
    let course = walk.course();
    let here = here(model);
    let unheard = here
        .iter()
        .filter(|one| !course.was_heard(&one.name))
        .count();
    if !course.heard.is_empty() && unheard > 0 {
        let people = counted(unheard as u64, "person", "people");
        rows.push(format!("{people} here not heard in the round"));
    }
    rows
}
