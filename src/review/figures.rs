//! The figures: each is defined here and nowhere else (MEASURES §2–§3, §7).

pub mod kpi;
