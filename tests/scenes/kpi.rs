//! The figures, by formula and vector.
