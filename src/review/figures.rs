//! The figures: each is defined here and nowhere else (MEASURES §2–§3, §7).

pub mod backtest;
pub mod breakdown;
pub mod cohort;
pub mod compare;
pub mod contradiction;
pub mod coverage;
pub mod cut;
pub mod document;
pub mod explain;
pub mod funnel;
pub mod hindsight;
pub mod interval;
pub mod kpi;
pub mod report;
pub mod scorecard;
pub mod side;
pub mod sla;
pub mod slices;
pub mod spans;
pub mod strip;
pub mod table;
pub mod tally;
pub mod telling;
pub mod weeks;
pub mod words;
