//! The command line scripts rely on.
