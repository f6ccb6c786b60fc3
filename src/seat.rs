//! One place at the table: the model, its threads and its terminal. Performs what update asks for.

pub mod rehearsal;
