//! One place at the table: the model, and performing its effects with a clock, a ledger and a terminal.

pub mod clock;
pub mod counting;
pub mod desk;
pub mod importing;
pub mod local;
pub mod reading;
pub mod rehearsal;
pub mod settings;
pub mod threads;
pub mod watch;
pub mod writing;
