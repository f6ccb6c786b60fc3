//! What people feed it: every trap a row.
