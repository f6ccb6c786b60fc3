//! The proposal on the terminal: how each column is read, with samples, and what nothing settles.

use color_eyre::Result;
use docket::review::proposal::{Answer, ColumnProposal, FileProposal, Question};

use super::{Import, asked, say};

/// Shows every file, and asks its questions one line each; Enter takes the default.
pub fn ask(import: &Import) -> Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for file in &import.proposal.files {
        show(file);
        for question in &file.questions {
            answers.push(answer(question)?);
        }
    }
    Ok(answers)
}

/// Whether the person takes it.
pub fn agreed(import: &Import) -> Result<bool> {
    let rows = import.rows();
    let answer = asked(&format!("Import {rows} rows? [Y/n]"))?;
    Ok(answer.is_empty() || answer.eq_ignore_ascii_case("y") || answer.eq_ignore_ascii_case("yes"))
}

fn show(file: &FileProposal) {
    let kind = file.kind.map_or("?", docket::review::row::Kind::word);
    say::words(&format!(
        "{}: {} rows of {kind}, {}{}",
        file.file,
        file.rows,
        file.encoding,
        if file.remembered {
            ", read as last time"
        } else {
            ""
        }
    ));
    for column in &file.columns {
        say::words(&line(column));
    }
}

fn line(column: &ColumnProposal) -> String {
    let nothing = if column.own {
        "the review's own, left out"
    } else {
        "kept on the lead"
    };
    let field = column.field.as_deref().unwrap_or(nothing);
    let order = column
        .date_order
        .map_or(String::new(), |order| format!(" ({})", order.word()));
    let samples = column.samples.join(" · ");
    format!("  {:<28} → {field}{order}   {samples}", column.header)
}

fn answer(question: &Question) -> Result<Answer> {
    loop {
        let mut prompt = question.text.clone();
        if !question.samples.is_empty() {
            prompt = format!("{prompt} ({})", question.samples.join(" · "));
        }
        for (place, (words, _)) in question.choices.iter().enumerate() {
            let mark = if place == question.default { "*" } else { " " };
            prompt = format!("{prompt}\n {mark}{} {words}", place + 1);
        }
        let typed = asked(&format!("{prompt}\n [{}]", question.default + 1))?;
        let place = match typed.as_str() {
            "" => Some(question.default),
            typed => typed
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1)),
        };
        if let Some((_, answer)) = place.and_then(|place| question.choices.get(place)) {
            return Ok(answer.clone());
        }
    }
}
