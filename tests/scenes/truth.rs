//! Real files against independently computed truth, where they are present.
