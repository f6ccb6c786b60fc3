//! The whole hour in two terminals: one leads, is killed halfway and comes back; the other follows and speaks up.

use rustix::process::Signal;

use super::window::Window;
use super::{check, company, minutes, stands_at};

/// Says something of the lead in front, and waits until the next one is.
fn say(window: &mut Window, keys: &str) {
    let lead = stands_at(&window.screen());
    window.keys(keys);
    window.until(&format!("the lead after {lead}"), |screen| {
        screen.contains("▸4 Leads◂") && !screen.contains("saving") && stands_at(screen) != lead
    });
}

/// From Open to the leads, the other seat going along.
fn up_to_the_leads(leads: &mut Window, wall: &mut Window) {
    leads.keys("wa partner sent two<tab>the form asks for the time<enter>");
    leads.shows("A win of Sales: a partner sent two");
    leads.keys("2");
    leads.shows("▸2 Promises◂");
    wall.shows("▸2 Promises◂");
    leads.keys("<space>");
    leads.shows("3 of 18 open");
    leads.keys("3");
    wall.shows("▸3 Numbers◂");
    leads.keys("kwhy so few<enter>4");
    leads.shows("TO DISCUSS        0 of 8");
    wall.shows("▸4 Leads◂");
}

/// From the consent list to the close, the other seat going along.
fn down_to_the_close(leads: &mut Window, wall: &mut Window) {
    leads.keys("C");
    leads.shows("nter");
    leads.keys("<enter>");
    leads.shows("15 read");
    leads.keys("5");
    leads.shows("▸5 Lessons◂");
    leads.keys("istop sending readers<enter>");
    leads.shows("stop sending readers");
    leads.keys("6");
    leads.shows("why so few");
    leads.keys("dreaders are not leads<enter>");
    leads.shows("readers are not leads");
    leads.keys("7");
    leads.shows("19 seen: 4 talked, 15 consent");
    wall.shows("▸7 Close◂");
    leads.keys("w9 8<tab>4<enter>");
    leads.shows("average 8.5");
    leads.keys("<enter>");
    leads.shows("FINAL v1");
    wall.shows("FINAL v1");
}

#[test]
fn the_hour_in_two_windows_one_killed_halfway() {
    let (home, file) = company();
    let open = |who: &str| Window::open(home.path(), &["--ledger", &file, "--as", who]);
    let mut leads = open("Hanna Weiss");
    leads.shows("Lead review 7");
    leads.keys("N");
    leads.shows("of which for the leads");
    leads.keys("<enter>");
    leads.shows("▸1 Open◂");
    let mut wall = open("Mary Okafor");
    wall.shows("▸1 Open◂");
    wall.keys("F");
    wall.shows("follows the facilitator");
    up_to_the_leads(&mut leads, &mut wall);
    for keys in ["r4", "r6", "r3"] {
        say(&mut leads, keys);
    }
    wall.shows("TO DISCUSS        3 of 8");
    wall.keys("tcall the partner back");
    wall.shows("call the partner back");
    let before = stands_at(&leads.screen());
    leads.signal(Signal::KILL);
    leads.ends();
    wall.keys("<enter>");
    wall.until("the promise, saved", |screen| {
        !screen.contains("Promise,") && !screen.contains("saving")
    });

    let mut leads = open("Hanna Weiss");
    let after = leads.shows("TO DISCUSS        3 of 8");
    assert_eq!(stands_at(&after), before);
    say(&mut leads, "r5<enter>");
    down_to_the_close(&mut leads, &mut wall);
    leads.keys("q");
    assert_eq!(leads.ends(), 0);
    let told = minutes(home.path(), &file);
    for words in [
        "A win of Sales: a partner sent two",
        "readers are not leads",
        "call the partner back",
        "stop sending readers",
        "why so few",
        "no budget",
        "passed too early",
        "no need",
        "bad timing",
        "Carried to the next review",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    check(home.path(), &file);
}
