//! The ledger: one SQLite file, one door that writes. Knows review; the only floor with SQL.
