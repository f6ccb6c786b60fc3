//! What the reviews said of themselves, one after another: a line from three on, the whole scale, gaps kept.

use docket::review::figures::calibration::Alike;
use docket::review::figures::trail::{Followed, Step};

use crate::room::{Room, shows};

fn step(review: i64, pulse: Option<f64>, alike: Alike) -> Step {
    Step {
        review,
        worth: None,
        pulse,
        alike,
    }
}

#[test]
fn a_line_begins_with_three_reviews_and_keeps_its_gaps() {
    let none = Alike::default();
    let mut steps = vec![step(1, None, none)];
    assert_eq!(Followed::Pulse.line(&steps), None);
    steps.push(step(2, Some(3.0), none));
    steps.push(step(3, None, none));
    steps.push(step(4, Some(4.0), none));
    assert_eq!(
        Followed::Pulse.line(&steps).unwrap(),
        "3.0 in review 2, 4.0 in review 4; too few for a trend"
    );
    assert_eq!(Followed::Pulse.bars(&steps), None);
    // 3 is the half of 1 to 5, 4 three quarters of it, 5 all of it.
    steps.push(step(5, Some(5.0), none));
    assert_eq!(
        Followed::Pulse.line(&steps).unwrap(),
        "▅·▇█ 3.0 → 5.0 (3.0 to 5.0), reviews 2–5, bars 1 to 5"
    );
    assert_eq!(Followed::Worth.line(&steps), None);
}

#[test]
fn kappa_is_followed_only_where_there_are_leads_enough_to_say_it() {
    // MEASURES 5: of 24 leads κ is 0.482; a quarter of them is too few alone.
    let six = Alike {
        both_yes: 3,
        sales_only: 0,
        marketing_only: 1,
        both_no: 2,
    };
    let all = Alike {
        both_yes: 12,
        sales_only: 1,
        marketing_only: 5,
        both_no: 6,
    };
    let steps = [step(1, None, six), step(2, None, six)];
    assert_eq!(Followed::Kappa.line(&steps), None);
    let steps = [step(1, None, all), step(2, None, all), step(3, None, all)];
    let line = Followed::Kappa.line(&steps).unwrap();
    assert!(
        line.starts_with("▄▄▄ 0.48 → 0.48 (0.48 to 0.48), reviews 1–3"),
        "{line}"
    );
    let line = Followed::Alike.line(&steps).unwrap();
    assert!(line.starts_with("▇▇▇ 75 → 75 % (75 to 75)"), "{line}");
}

#[test]
fn the_company_sees_how_it_went_at_the_close_in_reviews_and_in_the_minutes() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>7");
    let asks = room.screen(200, 50);
    let asks = asks
        .lines()
        .find(|line| line.contains("worth it?"))
        .unwrap();
    assert!(
        !asks.contains('▆'),
        "nobody has said how we work together: {asks}"
    );
    room.keys("w9 8<tab>4 5<enter>");
    let steps = room.model.ground.trail.clone();
    let before: Vec<f64> = steps.iter().filter_map(|step| step.pulse).collect();
    assert!(before.len() > 2, "{before:?}");
    let told = room.minutes_in_words();
    for words in [
        "Together, review by review: ",
        &format!("{:.1} → 4.5 (", before[0]),
        "Worth the hour, review by review: ",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    shows(&room.screen(200, 50), &["together 4.5 of 5 "]);
}

#[test]
fn what_a_short_review_left_heads_the_next_one() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>4a7<enter><enter>N<enter>");
    for (columns, rows) in [(80, 24), (120, 36)] {
        let screen = room.screen(columns, rows);
        shows(
            &screen,
            &[
                "Left open last time",
                "clauses missed",
                "leads parked or not",
            ],
        );
    }
}

#[test]
fn the_blind_check_shows_how_it_went_before_on_a_small_screen_too() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>8<enter>");
    for _ in 0..5 {
        room.keys("S3<tab>0<enter>M0<tab>3<enter><down>");
    }
    room.keys("v");
    let screen = room.screen(80, 24);
    shows(
        &screen,
        &[
            "0 of 5 leads the same",
            "Reviews 2–7: ",
            ", 0 of 5",
            "Same view",
            "κ so far",
        ],
    );
    let told = room.minutes_in_words();
    for words in [
        "Same view, review by review: ",
        "κ so far, review by review: ",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn what_a_vote_did_not_carry_is_not_read_back_as_decided() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>6da partner's referral counts<enter>v4<tab>3<enter>7");
    let screen = room.screen(120, 36);
    shows(&screen, &["not carried: nobody of Marketing"]);
    let told = room.minutes_in_words().replace('\n', " ");
    assert!(told.contains("not carried: nobody of"), "{told}");
}
