//! Two people on one lead, at two terminals.

use super::window::Window;
use super::{check, company, joined, opened, stands_at};

const ASKED: &str = "Two people on one lead";

#[test]
fn two_people_on_one_lead_and_the_second_is_asked() {
    let (home, file) = company();
    let open = |who: &str| Window::open(home.path(), &["--ledger", &file, "--as", who]);
    let mut seats = [open("Hanna Weiss"), open("Mary Okafor")];
    let [first, second] = &mut seats;
    opened(first);
    joined(second);

    // Both press before either has heard of the other; where one was told in time, the next lead is tried.
    let mut asked = None;
    for round in 0..8 {
        for seat in &mut seats {
            seat.keys(&format!("g{}", "j".repeat(round)));
        }
        let labels = seats.each_mut().map(|seat| {
            let at = format!("the cursor {round} down");
            let screen = seat.until(&at, |screen| cursor(screen) == Some(round));
            stands_at(&screen)
        });
        assert_eq!(labels[0], labels[1]);
        seats[0].keys("r4");
        seats[1].keys("r2");
        asked = answered(&mut seats, round).map(|seat| (seat, labels[0].clone()));
        if asked.is_some() {
            break;
        }
    }
    let (loser, label) = asked.expect("one of eight clashes");
    let screen = seats[loser].screen();
    let told = ["Mary Okafor said", "Hanna Weiss said"][loser];
    assert!(screen.contains(told) && screen.contains(&label), "{screen}");
    let kept = ["wrong person", "no budget"][loser];
    assert!(screen.contains(kept), "{screen}");
    seats[loser].keys("k");
    seats[loser].until("the question answered", |screen| !screen.contains(ASKED));
    let minutes = super::minutes(home.path(), &file);
    assert!(minutes.contains(kept), "{minutes}");
    check(home.path(), &file);
}

/// How many leads stand above the cursor in the docket.
fn cursor(screen: &str) -> Option<usize> {
    let rows = screen
        .lines()
        .skip_while(|line| !line.contains("TO DISCUSS"));
    rows.skip(1).position(|line| line.starts_with("│▸"))
}

/// Waits until both seats show what became of their verdicts; gives the seat that is asked, if one is.
fn answered(seats: &mut [Window; 2], round: usize) -> Option<usize> {
    let settled = |screen: &str| screen.contains(ASKED) || !screen.contains("saving");
    let done = format!("TO DISCUSS        {} of 8", round + 1);
    let is_asked = seats.each_mut().map(|seat| {
        let screen = seat.until("an answer", |screen| {
            settled(screen) && (screen.contains(&done) || screen.contains(ASKED))
        });
        screen.contains(ASKED)
    });
    is_asked.iter().position(|asked| *asked)
}
