//! How much so many leads can tell: the Wilson 95 % interval (E. B. Wilson 1927), in numbers and in words.

use super::kpi::rate;
use super::words;

/// The 97.5 % quantile of the normal distribution, as MEASURES §3 fixes it.
const Z: f64 = 1.959_964;

/// Under so many leads a figure is neither good nor bad.
pub const FEW: u64 = 10;

/// The Wilson 95 % interval of a rate, as fractions; `None` where there is no rate.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of leads stay far below 2^53"
)]
pub fn wilson(numerator: u64, denominator: u64) -> Option<[f64; 2]> {
    let share = rate(numerator.min(denominator), denominator)?;
    let n = denominator as f64;
    let z2 = Z * Z;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // Rounding must not leave a sliver outside what the counts themselves allow.
    let low = if numerator == 0 { 0.0 } else { middle - half };
    let high = if numerator >= denominator {
        1.0
    } else {
        middle + half
    };
    Some([low.max(0.0), high.min(1.0)])
}

/// "17 to 28 % is what 188 leads can tell".
#[must_use]
pub fn words(numerator: u64, denominator: u64) -> Option<String> {
    let [low, high] = wilson(numerator, denominator)?;
    let whole = |share: f64| format!("{:.0}", share * 100.0);
    Some(format!(
        "{} to {} % is what {} can tell",
        whole(low),
        whole(high),
        words::counted(denominator, "lead", "leads")
    ))
}

/// Whether the difference to an earlier period's rate lies inside the interval: "within noise".
#[must_use]
pub fn within_noise(now: (u64, u64), then: (u64, u64)) -> bool {
    let (Some([low, high]), Some(then)) = (wilson(now.0, now.1), rate(then.0, then.1)) else {
        return false;
    };
    low <= then && then <= high
}

/// Whether so few leads stand behind a figure that it carries the mark `few` and no colour.
#[must_use]
pub fn few(n: u64) -> bool {
    n < FEW
}
