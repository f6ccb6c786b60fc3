//! Files in: sniffed, mapped, read row by row. Knows review; the only floor with publish that knows csv.
