//! Text that fits: words wrapped and tables drawn by display width, never wider than asked.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::page::{Column, Table};

/// Between two columns.
const GAP: usize = 2;
/// A column never gets narrower than this while another one could give.
const NARROWEST: usize = 6;

/// The text in lines of at most `width` cells, broken between words, inside a word only where it is too long.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let gap = usize::from(!line.is_empty());
        if line.width() + gap + word.width() <= width {
            if gap == 1 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = break_word(word, width, &mut lines);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Puts all but the last piece of a word into `lines`, each as wide as fits, and gives the rest.
fn break_word(word: &str, width: usize, lines: &mut Vec<String>) -> String {
    let mut piece = String::new();
    for grapheme in word.graphemes(true) {
        // Measured together: the width of a piece is not always the sum of its parts.
        let before = piece.len();
        piece.push_str(grapheme);
        if piece.width() > width && before > 0 {
            piece.truncate(before);
            lines.push(std::mem::replace(&mut piece, grapheme.to_owned()));
        }
    }
    piece
}

/// The text at exactly `width` cells, filled up with spaces on the right, or on the left for a number.
fn pad(text: &str, width: usize, number: bool) -> String {
    let fill = " ".repeat(width.saturating_sub(text.width()));
    if number {
        format!("{fill}{text}")
    } else {
        format!("{text}{fill}")
    }
}

/// The table in lines of at most `width` cells: a heading, a rule, and rows whose long cells go on below.
#[must_use]
pub fn lines(table: &Table, width: usize) -> Vec<String> {
    let widths = widths(table, width);
    let headings: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.title.clone())
        .collect();
    let mut lines = row(&table.columns, &headings, &widths);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    lines.push(rule.join(&" ".repeat(GAP)));
    for cells in &table.rows {
        lines.extend(row(&table.columns, cells, &widths));
    }
    lines
}

/// The table where its columns would be too narrow for their words: each row's first cell, and below it the others,
/// named, one after the other.
#[must_use]
pub fn listed(table: &Table, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for cells in &table.rows {
        let mut cells = cells.iter().zip(&table.columns);
        if let Some((first, _)) = cells.next() {
            lines.extend(wrap(first, width));
        }
        let others: Vec<String> = cells
            .filter(|(cell, _)| !cell.is_empty())
            .map(|(cell, column)| match column.title.as_str() {
                "" => cell.clone(),
                title => format!("{title}: {cell}"),
            })
            .collect();
        let below = wrap(&others.join(" · "), width.saturating_sub(GAP));
        lines.extend(below.into_iter().map(|line| format!("  {line}")));
    }
    lines
}

/// Whether every column has room for its longest word.
#[must_use]
pub fn has_room(table: &Table, width: usize) -> bool {
    let (_, words) = wanted(table);
    words.iter().sum::<usize>() + GAP * words.len().saturating_sub(1) <= width
}

/// The table in as few lines as its texts take: no rule under the headings, and no headings where all are empty.
#[must_use]
pub fn dense(table: &Table, width: usize) -> Vec<String> {
    let widths = widths(table, width);
    let headings = table.columns.iter().map(|column| column.title.clone());
    let headings: Vec<String> = headings.collect();
    let mut lines = Vec::new();
    if headings.iter().any(|title| !title.is_empty()) {
        lines.extend(row(&table.columns, &headings, &widths));
    }
    for cells in &table.rows {
        lines.extend(row(&table.columns, cells, &widths));
    }
    lines
}

fn row(columns: &[Column], cells: &[String], widths: &[usize]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap(cell, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|index| {
            let pieces: Vec<String> = wrapped
                .iter()
                .zip(columns)
                .zip(widths)
                .map(|((lines, column), width)| {
                    let piece = lines.get(index).map_or("", String::as_str);
                    pad(piece, *width, column.number)
                })
                .collect();
            pieces.join(&" ".repeat(GAP)).trim_end().to_owned()
        })
        .collect()
}

/// As wide as the longest cell wants, the widest columns giving first where that is too much: down to their longest
/// word, and inside words only where that is still too much.
fn widths(table: &Table, width: usize) -> Vec<usize> {
    let (mut widths, words) = wanted(table);
    let gaps = GAP * widths.len().saturating_sub(1);
    let narrowest = vec![NARROWEST; widths.len()];
    for least in [words, narrowest] {
        while widths.iter().sum::<usize>() + gaps > width {
            let giving = widths.iter_mut().zip(&least);
            let widest = giving
                .filter(|(width, least)| **width > **least)
                .max_by_key(|(width, _)| **width);
            let Some((widest, _)) = widest else { break };
            *widest -= 1;
        }
    }
    widths
}

/// How wide the longest cell and the longest word of each column are.
fn wanted(table: &Table) -> (Vec<usize>, Vec<usize>) {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(index, column)| {
            let cells = table.rows.iter().filter_map(|row| row.get(index));
            let texts = || cells.clone().chain([&column.title]);
            let whole = texts().map(|text| text.width()).max().unwrap_or(0);
            let word = texts()
                .flat_map(|text| text.split(' '))
                .map(UnicodeWidthStr::width);
            let whole = whole.max(2);
            (whole, word.max().unwrap_or(0).max(NARROWEST).min(whole))
        })
        .unzip()
}
