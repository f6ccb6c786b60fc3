//! Chance that can be repeated: the same seed draws the same leads, whatever order they come in.
//!
//! SplitMix64 (G. Steele, D. Lea, C. Flood 2014), written out here: a docket that was drawn must come out the
//! same for ever, and no random-number crate promises its stream from one version to the next.

/// A number that looks random but depends only on the seed and the thing it is drawn for.
#[must_use]
pub fn lot(seed: u64, thing: i64) -> u64 {
    let mut z = seed ^ mix(thing.cast_unsigned().wrapping_add(0x9E37_79B9_7F4A_7C15));
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mix(z)
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
