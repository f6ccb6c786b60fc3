//! The journal, its one door and its undo.
