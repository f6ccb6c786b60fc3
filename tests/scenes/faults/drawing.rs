//! F9 and F14 crossed: every screen, with hostile text in every field, at every size: nothing that acts is drawn, and
//! nothing stops the program.

use chrono::NaiveDate;
use docket::review::entry::{Act, Told};
use docket::review::lead::{Field, LeadId};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Refusal, Verdict};

use super::super::console::{Table, render, say};
use super::super::hostile::{HOSTILE, is_hostile};
use super::{figure, is_full};

/// Keys to a screen, from where the one before ends.
const SCREENS: [&str; 41] = [
    "1",
    "2",
    "<enter>",
    "E",
    "<esc>A",
    "<esc><esc>3",
    "x",
    "<esc>4",
    "e",
    "<esc>5",
    "6",
    "7",
    "I",
    "<esc>1",
    "N",
    "<enter>",
    "r",
    "0",
    "<esc><esc>n",
    "<esc>w",
    "<esc>o",
    "<esc>c",
    "<esc>v",
    "<esc>e",
    "<esc>l",
    "<esc>C",
    "<esc>U",
    "<esc>x",
    "<esc>?",
    "<esc>:",
    "<esc>/",
    "<esc>m",
    "<esc>t",
    "<esc>W",
    "<esc>B",
    "B1",
    "2",
    "3",
    "5",
    "6",
    "7",
];

/// Leads whose every field is hostile, each text in each field once, and hostile words said of them.
fn poisoned() -> Table {
    let mut table = Table::with_leads(1);
    for number in 0..HOSTILE.len() {
        let poison = |at: usize| HOSTILE[(number + at) % HOSTILE.len()].to_owned();
        let texts = Field::ALL.iter().enumerate();
        let added = say(
            &mut table.desk,
            Act::Added {
                lead: LeadId(0),
                texts: texts.map(|(at, field)| (*field, poison(at))).collect(),
                qualified: NaiveDate::from_ymd_opt(2026, 10, 2 + u32::try_from(number).unwrap()),
            },
        );
        let lead = added.act.lead().unwrap();
        let refusal = Refusal {
            reason: ReasonCode(0),
            route: Route::Close,
            detail: poison(1),
            criterion: None,
            waived: false,
        };
        let promised = Act::promised(poison(2), poison(3), None, Some(lead));
        let verdict = Act::Verdict {
            lead,
            verdict: Verdict::NotAccepted(refusal),
            told: Told::Seat,
        };
        let note = Act::Note {
            lead,
            text: poison(4),
        };
        let wishes = Act::Wishes {
            lead,
            tags: vec![poison(5), poison(6)],
        };
        for act in [promised, verdict, note, wishes] {
            say(&mut table.desk, act);
        }
    }
    Table::at(table.desk)
}

fn sizes() -> Vec<(u16, u16)> {
    if is_full() {
        let widths = (0..=200).step_by(3);
        return widths
            .flat_map(|width| (0..=60).step_by(4).map(move |height| (width, height)))
            .collect();
    }
    vec![
        (0, 0),
        (1, 1),
        (79, 24),
        (80, 24),
        (100, 25),
        (120, 36),
        (200, 60),
    ]
}

#[test]
fn f9_f14_hostile_text_is_drawn_harmlessly_on_every_screen_at_every_size() {
    let mut table = poisoned();
    let sizes = sizes();
    let mut shown = 0;
    for keys in SCREENS {
        table.press(keys);
        for (width, height) in &sizes {
            let screen = render(&table.model, *width, *height);
            let bad = screen.chars().find(|c| *c != '\n' && is_hostile(*c));
            assert_eq!(bad, None, "{keys} at {width}×{height}:\n{screen}");
            shown += usize::from(screen.contains("owned") || screen.contains("alert(1)"));
        }
    }
    figure(&format!(
        "F9 × F14: {} screens × {} sizes, hostile text in every field; it stood on {shown} frames, harmless on all",
        SCREENS.len(),
        sizes.len()
    ));
    assert!(shown > SCREENS.len(), "the texts are hardly drawn: {shown}");
}
