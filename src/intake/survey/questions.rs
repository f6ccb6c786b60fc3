//! What no file settles, each as one line with its choices and the one that Enter takes.

use super::gather::Gathered;
use crate::intake::columns::Columns;
use crate::intake::field::{Canonical, Holds};
use crate::intake::options::Options;
use crate::intake::status::{self, Reading};
use crate::review::proposal::{Answer, DateOrder, FileProposal, Meaning, Question};
use crate::review::row::Kind;

/// A file with more unknown words than this has no status column; the first ones are asked about.
const MOST_WORDS: usize = 20;

/// The questions of one file; answers that were given already are taken into its columns.
pub fn of(
    columns: &mut Columns,
    gathered: &Gathered,
    options: &Options,
    file: &FileProposal,
) -> Vec<Question> {
    let mut questions = date_orders(columns, gathered, file);
    questions.extend(status_words(columns, gathered));
    questions.extend(hand_over(columns, options, file));
    questions.extend(currency(columns, gathered, options));
    questions
}

fn date_orders(columns: &Columns, gathered: &Gathered, file: &FileProposal) -> Vec<Question> {
    let settled = file
        .columns
        .iter()
        .find_map(|column| column.date_order.filter(|order| *order != DateOrder::Ymd));
    columns
        .columns
        .iter()
        .zip(&gathered.seen)
        .zip(&file.columns)
        .filter_map(|((column, seen), proposed)| {
            let field = column.field.filter(|field| field.holds() == Holds::Date)?;
            if proposed.date_order.is_some() {
                return None;
            }
            let answer = |order| Answer::DateOrder {
                file: file.file.clone(),
                field: field.word().to_owned(),
                order,
            };
            let sample = seen
                .open_samples
                .first()
                .map_or("01/02/2024", String::as_str);
            Some(Question {
                text: format!(
                    "{}: in {sample}, does the day or the month come first?",
                    column.header
                ),
                samples: seen.open_samples.clone(),
                choices: vec![
                    ("day first".to_owned(), answer(DateOrder::Dmy)),
                    ("month first".to_owned(), answer(DateOrder::Mdy)),
                ],
                default: usize::from(settled == Some(DateOrder::Mdy)),
                stops: true,
            })
        })
        .collect()
}

fn status_words(columns: &Columns, gathered: &Gathered) -> Vec<Question> {
    if columns.kind != Kind::Leads {
        return Vec::new();
    }
    [Canonical::Status, Canonical::Lifecycle]
        .into_iter()
        .flat_map(|field| gathered.words_of(columns, field))
        .filter(|(word, _)| status::read(word, &columns.options) == Reading::Unknown)
        .take(MOST_WORDS)
        .map(|(word, count)| {
            let word = word.trim().to_owned();
            let choice = |meaning: Meaning| {
                let answer = Answer::StatusWord {
                    word: word.clone(),
                    meaning,
                };
                (meaning.word().to_owned(), answer)
            };
            Question {
                text: format!("\"{word}\" {count} ×: what does this status mean?"),
                samples: vec![word.clone()],
                choices: Meaning::ALL.into_iter().map(choice).collect(),
                default: Meaning::ALL.len() - 1,
                stops: false,
            }
        })
        .collect()
}

fn hand_over(columns: &mut Columns, options: &Options, file: &FileProposal) -> Option<Question> {
    let open = columns.kind == Kind::Leads
        && columns.decides(Canonical::CreatedAt)
        && !columns.decides(Canonical::QualifiedAt);
    if !open {
        return None;
    }
    match options.hand_over(&file.file) {
        Some(true) => {
            columns.use_created_date();
            return None;
        }
        Some(false) => return None,
        None => {}
    }
    let choice = |text: &str, use_created| {
        let answer = Answer::HandOver {
            file: file.file.clone(),
            use_created,
        };
        (text.to_owned(), answer)
    };
    let sample = columns
        .place(Canonical::CreatedAt)
        .map(|place| file.columns[place].samples.clone());
    Some(Question {
        text: "No column says when a lead was handed to Sales: use the created date?".to_owned(),
        samples: sample.unwrap_or_default(),
        choices: vec![
            choice("no, leave it unknown", false),
            choice("yes, and say so on every figure", true),
        ],
        default: 0,
        stops: false,
    })
}

fn currency(columns: &Columns, gathered: &Gathered, options: &Options) -> Option<Question> {
    if options.currency_settled() || columns.speaks(Canonical::Currency) {
        return None;
    }
    let (seen, column) = gathered
        .seen
        .iter()
        .zip(&columns.columns)
        .find(|(seen, column)| {
            seen.bare > 0
                && column
                    .field
                    .is_some_and(|field| field.holds() == Holds::Amount)
        })?;
    let choice = |code: &str| {
        let text = if code.is_empty() { "none" } else { code };
        let answer = Answer::Currency {
            code: code.to_owned(),
        };
        (text.to_owned(), answer)
    };
    Some(Question {
        text: format!("{}: amounts name no currency; which is it?", column.header),
        samples: seen.samples.clone(),
        choices: ["", "EUR", "USD", "GBP", "CHF"]
            .into_iter()
            .map(choice)
            .collect(),
        default: 0,
        stops: false,
    })
}
