//! The four themes: one value each. A verdict is always glyph, word and colour; green and red belong to promises alone.

use ratatui::style::{Color, Modifier, Style};

/// Which theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    HighContrast,
    NoColour,
}

impl ThemeName {
    /// In the order the key walks them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::NoColour];

    /// The word in the settings and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high contrast",
            Self::NoColour => "no colour",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.word() == text)
    }

    /// The theme after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|name| *name == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// Every style the screens use, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub name: ThemeName,
    /// Text on the screen's ground.
    pub text: Style,
    /// What may be read later.
    pub quiet: Style,
    /// What is read first.
    pub strong: Style,
    /// Frames of panels; of the panel with the focus.
    pub frame: Style,
    pub frame_focus: Style,
    /// The row under the cursor; a marked row.
    pub cursor: Style,
    pub marked: Style,
    /// Keys in the footer.
    pub key: Style,
    /// The header line.
    pub header: Style,
    /// Badges: names hidden, practice.
    pub badge: Style,
    /// The verdicts' two neutral hues, and what waits for an answer.
    pub accepted: Style,
    pub refused: Style,
    pub waiting: Style,
    /// Promises alone: kept, overdue.
    pub kept: Style,
    pub overdue: Style,
    /// A figure that moved since the review opened.
    pub moved: Style,
}

/// A palette a theme is mixed from: ground, text, quiet, cursor ground, accent, accepted, refused, waiting, kept, overdue.
struct Palette {
    ground: Color,
    text: Color,
    quiet: Color,
    cursor: Color,
    accent: Color,
    accepted: Color,
    refused: Color,
    waiting: Color,
    kept: Color,
    overdue: Color,
}

const fn rgb(hex: u32) -> Color {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color::Rgb(red, green, blue)
}

const DARK: Palette = Palette {
    ground: rgb(0x12_16_1c),
    text: rgb(0xd8_de_e6),
    quiet: rgb(0x94_a0_b0),
    cursor: rgb(0x2a_34_44),
    accent: rgb(0xe8_c5_6a),
    accepted: rgb(0x6c_b6_ff),
    refused: rgb(0xf0_a0_5a),
    waiting: rgb(0xc8_b8_f0),
    kept: rgb(0x4f_d0_c0),
    overdue: rgb(0xff_90_60),
};

const LIGHT: Palette = Palette {
    ground: rgb(0xfb_fa_f7),
    text: rgb(0x1e_24_2c),
    quiet: rgb(0x56_60_6e),
    cursor: rgb(0xdc_e6_f2),
    accent: rgb(0x6a_48_00),
    accepted: rgb(0x00_52_a0),
    refused: rgb(0x96_40_00),
    waiting: rgb(0x5a_3e_9e),
    kept: rgb(0x00_5a_5a),
    overdue: rgb(0xb0_10_20),
};

const HIGH: Palette = Palette {
    ground: rgb(0x00_00_00),
    text: rgb(0xff_ff_ff),
    quiet: rgb(0xd8_d8_d8),
    cursor: rgb(0x00_3c_78),
    accent: rgb(0xff_e0_00),
    accepted: rgb(0x7c_d0_ff),
    refused: rgb(0xff_b0_40),
    waiting: rgb(0xf0_f0_a0),
    kept: rgb(0x60_ff_d0),
    overdue: rgb(0xff_9a_60),
};

impl Theme {
    /// The theme of a name.
    pub fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::mixed(name, &DARK),
            ThemeName::Light => Self::mixed(name, &LIGHT),
            ThemeName::HighContrast => Self::mixed(name, &HIGH),
            ThemeName::NoColour => Self::plain(),
        }
    }

    fn mixed(name: ThemeName, palette: &Palette) -> Self {
        let on = |colour| Style::new().fg(colour).bg(palette.ground);
        Self {
            name,
            text: on(palette.text),
            quiet: on(palette.quiet),
            strong: on(palette.text).add_modifier(Modifier::BOLD),
            frame: on(palette.quiet),
            frame_focus: on(palette.accent),
            cursor: Style::new()
                .fg(palette.text)
                .bg(palette.cursor)
                .add_modifier(Modifier::BOLD),
            marked: on(palette.accent).add_modifier(Modifier::UNDERLINED),
            key: on(palette.accent).add_modifier(Modifier::BOLD),
            header: on(palette.text).add_modifier(Modifier::BOLD),
            badge: Style::new()
                .fg(palette.ground)
                .bg(palette.accent)
                .add_modifier(Modifier::BOLD),
            accepted: on(palette.accepted),
            refused: on(palette.refused),
            waiting: on(palette.waiting),
            kept: on(palette.kept),
            overdue: on(palette.overdue),
            moved: on(palette.accent).add_modifier(Modifier::BOLD),
        }
    }

    /// Modifiers only: colour codes of a terminal told NO_COLOR would also take reverse and bold away.
    fn plain() -> Self {
        let none = Style::new();
        let bold = none.add_modifier(Modifier::BOLD);
        Self {
            name: ThemeName::NoColour,
            text: none,
            quiet: none.add_modifier(Modifier::DIM),
            strong: bold,
            frame: none.add_modifier(Modifier::DIM),
            frame_focus: bold,
            cursor: none.add_modifier(Modifier::REVERSED),
            marked: none.add_modifier(Modifier::UNDERLINED),
            key: bold,
            header: bold,
            badge: none.add_modifier(Modifier::REVERSED),
            accepted: bold,
            refused: none.add_modifier(Modifier::UNDERLINED),
            waiting: none.add_modifier(Modifier::ITALIC),
            kept: bold,
            overdue: none.add_modifier(Modifier::UNDERLINED),
            moved: none.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        }
    }
}
