//! What must be survived, in short form; the long form by a flag.
