//! Hashes of identities and of what a row says.

use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::review::row::{LeadRow, Weight, identity};

/// The number under which a key comes again: the first eight bytes of its SHA-256, never 0. It is kept in the file,
/// so it must stay the same for ever. Two of a million keys meet by chance once in ten million ledgers.
pub(super) fn of_key(key: &str) -> i64 {
    of_parts(&[identity(key)])
}

/// The number of a key that is made of parts.
pub(super) fn of_parts(parts: &[&str]) -> i64 {
    let mut digest = Sha256::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            digest.update((part.len() as u64).to_le_bytes());
        }
        digest.update(part);
    }
    let bytes: [u8; 32] = digest.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    i64::from_le_bytes(first) | 1
}

/// What a lead's row says, in one number: the same row again has the same. It only spares a comparison, so that a
/// later compiler may hash otherwise: then the rows are compared in full once.
fn of_row(row: &LeadRow) -> i64 {
    let mut hasher = Gathered(Vec::with_capacity(512));
    let filed = &row.filed;
    (&row.identity, &row.speaks, &row.opportunity_key).hash(&mut hasher);
    (&filed.key, &filed.texts, &filed.status, &filed.extra).hash(&mut hasher);
    (filed.sourced_by, filed.created, filed.qualified).hash(&mut hasher);
    (filed.first_touch, filed.response_hours, filed.worked).hash(&mut hasher);
    if let Some(verdict) = &filed.verdict {
        (verdict.at, verdict.verdict.code()).hash(&mut hasher);
        if let Some(refusal) = verdict.verdict.refusal() {
            (refusal.reason, &refusal.route, &refusal.detail).hash(&mut hasher);
        }
    }
    let deal = &filed.deal;
    (deal.opened, deal.closed, deal.outcome).hash(&mut hasher);
    (deal.amount, &deal.reason).hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// Gathers what is hashed, and hashes it in one piece: many small pieces take twice as long.
struct Gathered(Vec<u8>);

impl Hasher for Gathered {
    fn finish(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.0);
        hasher.finish()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// Weighs a lead's row.
pub(super) fn weight(row: &LeadRow) -> Weight {
    Weight {
        identity: of_key(&row.identity),
        digest: of_row(row),
    }
}

/// A hasher for numbers that are hashes already.
#[derive(Debug, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_i64(&mut self, number: i64) {
        self.0 = number.cast_unsigned();
    }
}

/// Identities and what is known of them.
pub(super) type ByIdentity<T> = std::collections::HashMap<i64, T, BuildHasherDefault<AsIs>>;
