//! The made-up company.
