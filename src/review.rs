//! The vocabulary and the rules: leads, agreement, figures, meeting. Knows std, chrono and serde; no file, no clock.

pub mod agreement;
pub mod campaign;
pub mod cell;
pub mod entry;
pub mod feedback;
pub mod figures;
pub mod filter;
pub mod lead;
pub mod meeting;
pub mod milestone;
pub mod minutes;
pub mod money;
pub mod packed;
pub mod period;
pub mod person;
pub mod proposal;
pub mod reason;
pub mod row;
pub mod said;
pub mod stage;
pub mod steer;
pub mod touch;
pub mod verdict;
