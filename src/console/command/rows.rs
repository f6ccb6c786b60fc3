//! The rows of the command table.

use super::{Command as C, Row, Scope as S};

const fn row(
    command: C,
    scope: S,
    name: &'static str,
    title: &'static str,
    doc: &'static str,
) -> Row {
    Row {
        command,
        name,
        title,
        doc,
        scope,
    }
}

/// Every command, in the order of help and palette. Their default keys stand in `assets/keys.toml`.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // On a lead.
    row(C::Stand, S::Lead, "it-stands", "it stands", "The room looked, and everything stays as it is; the next lead comes"),
    row(C::Accept, S::Lead, "accept", "accept", "Accepted: its owner takes the next touch by two working days from now"),
    row(C::Reject, S::Lead, "not-accepted", "not accepted…", "Not accepted: one digit says why, the route follows from it"),
    row(C::Return, S::Lead, "returned", "returned…", "Accepted once, worked, and handed back: one digit says why"),
    row(C::InProcess, S::Lead, "in-process", "in process?", "Is it in the sales process: yes since today, yes since a date, no, not yet"),
    row(C::Judge, S::Lead, "was-it-a-lead", "was it a lead?", "The room's own judgement: yes, no, not sure; without one it follows the verdict"),
    row(C::Note, S::Lead, "note", "note", "A note in as many lines as it takes"),
    row(C::Wish, S::Lead, "wish", "wish we knew", "What we would have liked to know"),
    row(C::Owner, S::Lead, "owner", "owner", "Who works it"),
    row(C::Touch, S::Lead, "touch", "touch", "Log a call, a mail, a meeting"),
    row(C::Deal, S::Lead, "deal", "deal", "The deal: opened, its amount, won or lost and why"),
    row(C::Correct, S::Lead, "correct", "correct", "Correct a field of the lead by hand"),
    row(C::Skip, S::Lead, "skip", "skip", "Not now: the lead keeps its place and comes again at the end"),
    row(C::Park, S::Lead, "park", "park", "Not today: it is carried to the next review"),
    row(C::Bring, S::Lead, "bring", "bring forward", "Onto the docket, or from consent to the leads to discuss"),
    row(C::Again, S::Lead, "again", "the same again", "Shows the last verdict for this lead; the same key or Enter writes it"),
    row(C::Select, S::Lead, "select", "select", "Mark leads: the next verdict is for all of them, with one undo"),
    row(C::Consent, S::Lead, "consent", "consent list", "Read the consent list aloud; one key confirms all of it"),
    // In a review.
    row(C::Decision, S::Review, "decision", "decide", "Write down a decision"),
    row(C::Promise, S::Review, "promise", "promise", "Write down a promise: a text, one owner, a date"),
    row(C::Idea, S::Review, "idea", "idea", "Something to stop, to start or to continue"),
    row(C::Topic, S::Review, "topic", "topic", "A topic for Decide"),
    row(C::Minutes, S::Review, "minutes", "minutes", "The minutes as they stand, beside the walk"),
    row(C::People, S::Review, "people", "who is here", "Who is present, late, gone; who facilitates"),
    row(C::PauseReview, S::Review, "pause", "pause", "Pause the review: it resumes at the same lead"),
    row(C::Places, S::Review, "places", "places", "To Leads, Scorecard and the other places, and back to the review"),
    row(C::Go(1), S::Everywhere, "go-1", "Open / Today", "Phase 1 of the review; outside one, Today"),
    row(C::Go(2), S::Everywhere, "go-2", "Promises / Leads", "Phase 2; outside, Leads"),
    row(C::Go(3), S::Everywhere, "go-3", "Numbers / Scorecard", "Phase 3; outside, Scorecard"),
    row(C::Go(4), S::Everywhere, "go-4", "Leads / Agreement", "Phase 4; outside, Agreement"),
    row(C::Go(5), S::Everywhere, "go-5", "Lessons / Campaigns", "Phase 5; outside, Campaigns"),
    row(C::Go(6), S::Everywhere, "go-6", "Decide / Promises", "Phase 6; outside, Promises"),
    row(C::Go(7), S::Everywhere, "go-7", "Close / Reviews", "Phase 7; outside, Reviews"),
    // Everywhere.
    row(C::Help, S::Everywhere, "help", "help", "Every key that holds here; type to narrow"),
    row(C::Palette, S::Everywhere, "commands", "all commands", "All commands by name; one that is barred says why"),
    row(C::Undo, S::Everywhere, "undo", "undo", "Take back what you did last"),
    row(C::Redo, S::Everywhere, "redo", "redo", "Do again what was taken back"),
    row(C::Journal, S::Everywhere, "what-was-done", "what was done", "What was done, when and by whom"),
    row(C::Explain, S::Everywhere, "explain", "explain", "How a figure is counted, and the leads behind it"),
    row(C::Copy, S::Everywhere, "copy", "copy", "Copy what the cursor stands on"),
    row(C::Mask, S::Everywhere, "hide-names", "hide names", "Hide names, e-mail addresses and telephone numbers on every screen"),
    row(C::Big, S::Everywhere, "big", "big", "The figures in digits the whole room can read"),
    row(C::Theme, S::Everywhere, "theme", "theme", "Dark, light, high contrast, no colour"),
    row(C::Mouse, S::Everywhere, "mouse", "mouse on/off", "Leave the mouse to the terminal, so that it can mark and copy"),
    row(C::NextPanel, S::Everywhere, "next-panel", "next panel", "To the next panel"),
    row(C::Back, S::Everywhere, "back", "back", "Leave one level; never quits"),
    row(C::Quit, S::Everywhere, "quit", "quit", "Leave; while a review runs, asks"),
    // In a list.
    row(C::Down, S::List, "down", "down", "One down"),
    row(C::Up, S::List, "up", "up", "One up"),
    row(C::Top, S::List, "top", "first", "To the first"),
    row(C::Bottom, S::List, "bottom", "last", "To the last"),
    row(C::PageDown, S::List, "page-down", "page down", "A page down"),
    row(C::PageUp, S::List, "page-up", "page up", "A page up"),
    row(C::Open, S::List, "open", "open", "Open what the cursor stands on"),
    row(C::Find, S::List, "find", "find", "Find as you type, in any order and with gaps"),
    // Outside a review and its places.
    row(C::StartReview, S::Outside, "start-review", "start a review", "Open a review: everything has a default"),
    row(C::Practice, S::Outside, "practice", "practice", "Walk a review in practice: nothing is kept"),
    row(C::Import, S::Outside, "import", "import", "Bring in leads, opportunities, campaigns, touches or people from a file"),
    row(C::Rehearse, S::Today, "look-around", "look around", "Open a made-up company; nothing is kept"),
    row(C::OpenFile, S::Today, "open-file", "open another file", "Open another ledger, or join a team's"),
    row(C::View, S::Leads, "which-leads", "which leads", "All, mine, unworked, answer due"),
    row(C::Sort, S::Leads, "sort", "sort", "Newest, oldest, by company, by owner"),
    row(C::AddLead, S::Leads, "add-lead", "add a lead", "Add a lead by hand"),
    row(C::Setting, S::Agreement, "edit", "edit", "Change what the cursor stands on"),
    row(C::Done, S::Promises, "done", "kept", "The promise was kept; pressed again, it is open"),
    row(C::Write, S::Reviews, "write", "write minutes", "Write the minutes beside the ledger, in every format"),
    row(C::Reopen, S::Reviews, "reopen", "reopen", "Reopen a closed review for a next version of its minutes"),
    row(C::Rate, S::Close, "rate", "worth it?", "Was the hour worth it: 1 to 10 each, all at once"),
    row(C::CloseReview, S::Close, "close", "close and write", "Close the review and write its minutes"),
];
