//! How the agreement looks: each of its tabs at the three sizes people have, the same in every theme.

use docket::console::theme::ThemeName;

use crate::gallery::{borders, styles};
use crate::room::Room;

const TABS: [(&str, &str); 6] = [
    ("page", "<f3>"),
    ("definition", "<f4>"),
    ("sla", "<f5>"),
    ("rules", "<f6>"),
    ("plan", "<f7>"),
    ("lists", "<f8>"),
];

#[test]
fn each_tab_at_each_size() {
    for (name, key) in TABS {
        let mut room = Room::rehearsal();
        room.keys(key);
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let screen = room.screen(columns, rows);
            // The first line names the file, which is another one each time.
            let screen = screen.split_once('\n').unwrap().1;
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
        }
    }
}

#[test]
fn every_theme_says_the_same_and_one_needs_no_colour() {
    for (name, key) in TABS {
        let mut room = Room::rehearsal();
        room.keys(key);
        let dark = styles(&mut room, ThemeName::Dark);
        let symbols = |cells: &[(String, ratatui::style::Style)]| -> Vec<String> {
            cells.iter().map(|(symbol, _)| symbol.clone()).collect()
        };
        for theme in [
            ThemeName::Light,
            ThemeName::HighContrast,
            ThemeName::NoColour,
        ] {
            let other = styles(&mut room, theme);
            assert_eq!(symbols(&dark), symbols(&other), "{name}");
            if theme == ThemeName::Light {
                assert_eq!(borders(&dark), borders(&other), "{name}");
            }
        }
        let plain = styles(&mut room, ThemeName::NoColour);
        let coloured = plain.iter().filter(|(_, style)| {
            let colours = [style.fg, style.bg].into_iter().flatten();
            colours
                .into_iter()
                .any(|colour| colour != ratatui::style::Color::Reset)
        });
        assert_eq!(coloured.count(), 0, "{name}");
    }
}
