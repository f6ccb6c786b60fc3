//! The accountability board on the wall: both sides beside each other, each clause's share in digits a room reads from
//! its far end.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::sla::{glyph, side_title};
use crate::console::layout::{below, halves, over};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::places::Place;
use crate::console::model::walk::Phase;
use crate::console::text::{clean, fit};
use crate::console::update::agreement::sla::SIDES;
use crate::console::view::{digits, panel};
use crate::review::figures::sla::{Board, Row};
use crate::review::figures::words::{count, percent};
use crate::review::person::Team;

/// The clauses as they are kept, where the SLA is what stands in front.
pub fn in_front(model: &Model) -> Option<&Board> {
    let here = match model.walking() {
        Some(walk) => walk.phase == Phase::Agreement,
        None => model.place == Place::Agreement && model.agreement.tab == Tab::Sla,
    };
    let board = model.kept.as_ref()?.board.as_ref()?;
    (here && !board.rows.is_empty()).then_some(board)
}

/// Draws the board: as many rows a side as the longer one has.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, board: &Board) {
    let of = |side: Team| board.rows.iter().filter(move |row| row.clause.side == side);
    let most = SIDES.map(|side| of(side).count()).into_iter().max();
    let most = u16::try_from(most.unwrap_or(1).max(1)).unwrap_or(u16::MAX);
    for (side, column) in SIDES.into_iter().zip(halves(area)) {
        let (head, body) = below(column, 1);
        let wide = usize::from(head.width.saturating_sub(2));
        let title = format!(" {}", fit(&side_title(model, side), wide));
        panel::lines(frame, head, [Line::styled(title, model.theme().strong)]);
        let high = (body.height / most).max(3);
        for (at, row) in (0_u16..).zip(of(side)) {
            let from = body.y.saturating_add(at.saturating_mul(high));
            if from.saturating_add(3) > body.bottom() {
                break;
            }
            let rows = high.min(body.bottom() - from);
            let place = Rect::new(body.x + 1, from, body.width.saturating_sub(2), rows);
            clause(model, frame, place, row);
        }
    }
}

/// Name and words, the share in digits, and how it stands against what is asked.
fn clause(model: &Model, frame: &mut Frame<'_>, area: Rect, row: &Row) {
    let theme = model.theme();
    let columns = usize::from(area.width);
    let (head, under) = below(area, 1);
    let name = format!("{} {}", row.name, clean(&row.clause.text));
    let name = fit(&name, columns).into_owned();
    panel::lines(frame, head, [Line::styled(name, theme.strong)]);
    let share = row.counts.share().filter(|_| row.dark.is_none());
    let figure = percent(share).trim_end_matches(" %").to_owned();
    let (body, foot) = over(under, 1);
    let unit = if share.is_some() { " %" } else { "" };
    digits::draw(frame, body, &figure, unit, theme.strong);
    let kept = row.kept();
    let stands = format!(
        "{} {}, asked {} %, of {}",
        glyph(kept),
        kept.word(),
        row.clause.target,
        count(row.counts.n())
    );
    let stands = fit(&stands, columns).into_owned();
    panel::lines(frame, foot, [Line::styled(stands, theme.text)]);
}
