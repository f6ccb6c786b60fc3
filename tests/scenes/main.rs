//! Every test of Docket: keys in, screen out; rules in small tables; floors held by `tidy`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test may stop"
)]

mod agreement;
mod browser;
mod calendar;
mod campaigns;
mod cards;
mod close;
mod closed_loop;
mod command_line;
mod console;
mod crm;
mod data;
mod drills;
mod explain;
mod faults;
mod feedback;
mod figures;
mod first_start;
mod gallery;
mod held;
mod hindsight;
mod hostile;
mod hour;
mod hues;
mod import_screen;
mod intake;
mod kpi;
mod ledger;
mod minutes;
mod monthly;
mod narrow;
mod pace;
mod pages;
mod paging;
mod pen;
mod phases;
mod prepared;
mod presentation;
mod promises;
mod pty;
mod quarterly;
mod queue;
mod rehearsal;
mod remembered;
mod reviews;
mod room;
mod round_trip;
mod same;
mod scorecard;
mod slip;
mod sound;
mod stood;
mod telling;
mod terminal;
mod tidy;
mod to_fix;
mod trail;
mod truth;
mod whatif;
