//! The scorecard in the light theme and without colour, as pictures: the screen, and under it every cell's style by a
//! letter, so that a hue that changes shows as a change.

use docket::console::draw;
use docket::console::theme::{Theme, ThemeName};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;

use crate::room::Room;

/// The views of the set, by the keys that show each.
const VIEWS: [(&str, &str); 6] = [
    ("six_figures", "3"),
    ("funnel", "3mthe funnel<enter>j"),
    ("why_not", "3mwhy not<enter>j"),
    ("drift", "3mdrift<enter>"),
    ("sponsor", "3msponsor<enter>"),
    ("campaigns", "5"),
];

/// Screen and styles: `.` is the commonest style, the others are letters, each said at the foot.
fn picture(room: &Room) -> String {
    let (columns, rows) = (80, 24);
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| draw(&room.model, frame)).unwrap();
    let buffer = terminal.backend().buffer().clone();
    let cells: Vec<Style> = buffer
        .content
        .iter()
        .map(ratatui::buffer::Cell::style)
        .collect();
    let mut styles: Vec<(Style, usize)> = Vec::new();
    for style in &cells {
        match styles.iter_mut().find(|(known, _)| known == style) {
            Some((_, times)) => *times += 1,
            None => styles.push((*style, 1)),
        }
    }
    let most = styles.iter().map(|(_, times)| *times).max();
    let sign = |style: &Style| {
        let at = styles.iter().position(|(known, _)| known == style).unwrap();
        if Some(styles[at].1) == most {
            '.'
        } else {
            char::from(b'a' + u8::try_from(at).unwrap())
        }
    };
    let mut lines = Vec::new();
    // The first line has the ledger's path, which is another each time.
    for y in 1..rows {
        let row = |x| buffer[(x, y)].symbol().to_owned();
        let text: String = (0..columns).map(row).collect();
        lines.push(text.trim_end().to_owned());
    }
    let width = usize::from(columns);
    lines.extend(
        cells
            .chunks(width)
            .skip(1)
            .map(|row| row.iter().map(sign).collect()),
    );
    let said = styles.iter().map(|(style, _)| {
        let (fg, bg, add) = (style.fg, style.bg, style.add_modifier);
        format!("{} {fg:?} on {bg:?} {add:?}", sign(style))
    });
    lines.extend(said);
    lines.join("\n")
}

#[test]
fn the_scorecard_in_light_and_without_colour() {
    for (name, keys) in VIEWS {
        let mut room = Room::rehearsal();
        room.screen(80, 24);
        room.keys(keys);
        for theme in [ThemeName::Light, ThemeName::NoColour] {
            room.model.looks.theme = Theme::of(theme);
            let picture = picture(&room);
            insta::assert_snapshot!(
                format!("{name}_{}", theme.word().replace(' ', "_")),
                picture
            );
        }
    }
}
