//! Files in: sniffed, mapped, read row by row. Knows review; the only floor with publish that knows csv.
//!
//! An import looks twice at each [`Source`]: [`propose`] reads it once and says what it is, how its columns would be
//! read and what is unsettled; [`rows`] reads it again, one row at a time, with the [`Columns`] that came out of it.

mod alias;
pub mod columns;
pub mod decode;
pub mod field;
mod kind;
pub mod options;
pub mod read;
pub mod record;
pub mod sheet;
pub mod sniff;
pub mod source;
pub mod status;
pub mod survey;
pub mod value;

pub use columns::{Columns, Profile};
pub use options::Options;
pub use read::{Rows, read, rows};
pub use source::Source;
pub use survey::propose;
