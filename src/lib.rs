//! Docket: the console a Sales team and a Marketing team open together for their monthly lead review.
//!
//! # The map
//!
//! A floor imports only what stands under it; siblings never import each other.
//!
//! ```text
//! 5  main       command line, one file a command: opens the ledger, takes a seat, prints
//! 4  seat       one place at the table: the model + performing effects, clock, threads; seat/local = terminal
//! 3  console    model · message · command · update · layout · view; pure, knows no clock and no file
//! 2  ledger | intake | publish     SQLite | files in | files out
//! 1  review     the vocabulary and the rules: leads, agreement, figures, meeting
//! ```
//!
//! What is absent is the architecture, and `tests/scenes/tidy` holds it: no SQL outside `ledger`; no
//! terminal outside `seat/local`; no clock, environment or file system under `seat` (save the ledger's own
//! file); nothing but `main` prints; a view gets `&Model`, never `&mut`; `update` alone changes the model;
//! a figure is defined in one place, `review/figures`.
//!
//! # Where to find what
//!
//! * what a word or a number means: `review`
//! * what a person did, and how it changes a lead: `review::entry`, `review::said`
//! * the one door that writes: `ledger::Ledger::record`
//! * what a key does: one row in `console::command`, one arm in `console::update`, one scene in `tests/scenes`

pub mod console;
pub mod intake;
pub mod ledger;
pub mod publish;
pub mod review;
pub mod seat;
