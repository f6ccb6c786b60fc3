//! The command line: reads arguments, opens the ledger, takes a seat, prints. The only floor that prints.

fn main() {}
