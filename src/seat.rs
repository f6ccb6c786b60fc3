//! One place at the table: the model, and performing its effects with a clock, a ledger and a terminal.

pub mod clock;
pub mod rehearsal;
pub mod settings;
