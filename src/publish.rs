//! Files out: minutes, slips, feedback, as Markdown, HTML, text, JSON and CSV. Every text is made harmless on its way.

pub mod agreement;
pub mod cells;
pub mod clean;
pub mod feedback;
pub mod figures;
pub mod html;
pub mod markdown;
pub mod mask;
pub mod minutes;
pub mod page;
pub mod sheet;
pub mod slip;
pub mod table;
pub mod text;
pub mod words;
