//! Which leads are talked about, and why.
