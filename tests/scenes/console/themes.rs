//! Themes: contrast as WCAG 2.1 defines it, verdicts told apart by people who do not see red or green.

use docket::console::theme::{Theme, ThemeName};
use ratatui::style::{Color, Style};

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 {
        c / 12.92
    } else {
        ((c + 0.055) / 1.055).powf(2.4)
    }
}

fn rgb(colour: Color) -> [f64; 3] {
    let Color::Rgb(r, g, b) = colour else {
        panic!("a theme names every colour")
    };
    [linear(r), linear(g), linear(b)]
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(style: Style) -> f64 {
    let (one, other) = (
        luminance(rgb(style.fg.unwrap())),
        luminance(rgb(style.bg.unwrap())),
    );
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn styles(theme: &Theme) -> Vec<(&'static str, Style)> {
    vec![
        ("text", theme.text),
        ("quiet", theme.quiet),
        ("strong", theme.strong),
        ("cursor", theme.cursor),
        ("marked", theme.marked),
        ("key", theme.key),
        ("header", theme.header),
        ("badge", theme.badge),
        ("accepted", theme.accepted),
        ("refused", theme.refused),
        ("waiting", theme.waiting),
        ("kept", theme.kept),
        ("overdue", theme.overdue),
        ("moved", theme.moved),
    ]
}

const COLOURED: [ThemeName; 3] = [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast];

#[test]
fn every_style_is_readable() {
    for name in COLOURED {
        let least = if name == ThemeName::HighContrast {
            7.0
        } else {
            4.5
        };
        for (what, style) in styles(&Theme::of(name)) {
            let contrast = contrast(style);
            assert!(contrast >= least, "{}: {what} {contrast:.2}", name.word());
        }
    }
}

/// Machado, Oliveira, Fernandes 2009, severity 1.0, linear RGB.
const PROTAN: [[f64; 3]; 3] = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTAN: [[f64; 3]; 3] = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

fn seen(matrix: &[[f64; 3]; 3], colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| {
        row.iter()
            .zip(colour)
            .map(|(k, c)| k * c)
            .sum::<f64>()
            .clamp(0.0, 1.0)
    })
}

/// CIE L*a*b* (D65), distance CIE76.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let f = |t: f64| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    };
    let x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn verdicts_and_promises_differ_for_every_eye() {
    for name in COLOURED {
        let theme = Theme::of(name);
        for (one, other) in [(theme.accepted, theme.refused), (theme.kept, theme.overdue)] {
            for matrix in [&PROTAN, &DEUTAN] {
                let [a, b] = [one, other].map(|style| lab(seen(matrix, rgb(style.fg.unwrap()))));
                let distance = a
                    .iter()
                    .zip(b)
                    .map(|(a, b)| (a - b).powi(2))
                    .sum::<f64>()
                    .sqrt();
                assert!(distance >= 20.0, "{}: {distance:.1}", name.word());
            }
        }
    }
}

#[test]
fn without_colour_there_are_only_modifiers() {
    for (what, style) in styles(&Theme::of(ThemeName::NoColour)) {
        assert_eq!((style.fg, style.bg), (None, None), "{what}");
    }
    assert_ne!(Theme::of(ThemeName::NoColour).cursor, Style::new());
}
