//! How the agreement's clauses are kept: per lead, per clause, per side (MEASURES §6, A27–A32). The one place where a
//! clause is measured; a miss is what was still open when its limit ran out, or came after it.

mod board;
mod clauses;
mod count;
mod mark;

pub use board::{Board, Counts, Kept, Miss, Row, Side};
pub use clauses::clauses;
pub use count::{Count, Passes};
pub use mark::{Case, mark, out_of_reach, trigger};
