//! What the definition says of the lead on the card: why it was passed on, before anybody decides.

use ratatui::text::{Line, Span};

use crate::console::model::Model;
use crate::console::text::{clean, wrap};
use crate::review::agreement::criterion::Met;
use crate::review::agreement::judged::{By, Judged, buying_group, title_fits};
use crate::review::lead::{Field, Lead};

/// The lines between the time line and the views; none where nothing was ever agreed.
pub fn lines(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let Some((by, judged)) = judged(model, lead) else {
        return Vec::new();
    };
    let mut texts = vec![results(lead, &by, &judged)];
    let source = lead.text(Field::Source);
    let passes = judged.must_haves == Some(Met::Met);
    if lead.suspect || passes && by.definition.is_list(source) {
        let counts = if lead.suspect {
            "this name is no lead until every must-have is met, and in no figure"
        } else {
            "this name is a lead, for every must-have is met"
        };
        texts.push(format!("{} is a list: {counts}.", clean(source)));
    }
    let room = usize::from(columns).saturating_sub(2);
    texts
        .into_iter()
        .flat_map(|text| wrap(&text, room))
        .map(|text| Line::from(Span::styled(format!(" {text}"), model.theme().text)))
        .collect()
}

/// What follows from it, under the questions: fit and rank, the contact's title and who else buys.
pub fn more(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let Some((by, judged)) = judged(model, lead) else {
        return Vec::new();
    };
    let fit = fit(&by, &judged).map(|text| ("Fit", text));
    let contact = contact(&by, lead, model).map(|text| ("Contact", text));
    fit.into_iter()
        .chain(contact)
        .flat_map(|(label, text)| super::labelled(model, label, &text, columns, 4))
        .collect()
}

fn judged<'model>(model: &'model Model, lead: &Lead) -> Option<(By<'model>, Judged)> {
    let agreement = &model.ground.agreement;
    agreement.judged(lead, model.zone(), model.today())
}

/// `Agreed, v4:  ✓ industry  ✓ size  ? budget`.
fn results(lead: &Lead, by: &By<'_>, judged: &Judged) -> String {
    // Who is not delivered yet is looked at by what is in force today: nothing else was to hold for it.
    let held = if by.held || lead.delivered().at().is_none() {
        ""
    } else {
        " (not in force when it came)"
    };
    let results = judged.results.iter().filter_map(|(key, met)| {
        let name = &by.definition.criterion(*key)?.name;
        let name = clean(name).replace(' ', "\u{a0}");
        Some(format!("  {}\u{a0}{name}", met.mark()))
    });
    let results: String = results.collect();
    format!("Agreed, v{}{held}:{results}", by.version.number)
}

/// `3.2 of 5, up to 4.1 with what is unknown · rank B, ready with a gap`.
fn fit(by: &By<'_>, judged: &Judged) -> Option<String> {
    let fit = judged.fit?;
    let most = judged.fit_at_most.filter(|most| *most > fit);
    let most = most.map_or_else(String::new, |most| {
        format!(", up to {most:.1} with what is unknown")
    });
    let rank = judged.rank.map_or_else(String::new, |rank| {
        let ranks = by.definition.ranks_or_usual();
        let name = ranks.iter().find(|one| one.rank == rank);
        format!(
            " · rank {rank}, {}",
            clean(name.map_or("", |one| &one.name))
        )
    });
    Some(format!("{fit:.1} of 5{most}{rank}"))
}

/// `Title: match · in buying: decides known, pays unknown`.
fn contact(by: &By<'_>, lead: &Lead, model: &Model) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(met) = title_fits(by.definition, lead) {
        parts.push(format!(
            "title: {}",
            match met {
                Met::Met => "match",
                Met::Failed => "no match",
                Met::Unknown => "unknown",
            }
        ));
    }
    let group = buying_group(by.definition, lead, model.zone());
    if !group.is_empty() {
        let roles = group.iter().map(|(buyer, known)| {
            let known = if *known { "known" } else { "unknown" };
            format!("{} {known}", clean(&buyer.role))
        });
        parts.push(format!(
            "in buying: {}",
            roles.collect::<Vec<_>>().join(", ")
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}
