//! Numbers in as few bytes as they need, and what is made of them: how figures are kept in a ledger's file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::milestone::Milestone;
use super::money::Currency;
use super::reason::ReasonCode;

/// What can be packed. Unpacking what was not packed so is `None`, never a panic.
pub trait Pack: Sized {
    fn pack(&self, to: &mut Vec<u8>);
    fn unpack(from: &mut &[u8]) -> Option<Self>;

    /// As bytes of its own.
    fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pack(&mut bytes);
        bytes
    }
}

/// Writes a number: seven bits a byte, the lowest first, near zero the fewest.
pub fn put(number: i64, to: &mut Vec<u8>) {
    let mut rest = (number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned();
    while rest >= 0x80 {
        to.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    to.push(rest.to_le_bytes()[0]);
}

/// Reads a number.
pub fn take(from: &mut &[u8]) -> Option<i64> {
    let (mut number, mut shift) = (0_u64, 0);
    loop {
        let byte = take_byte(from)?;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

/// Reads one byte.
pub fn take_byte(from: &mut &[u8]) -> Option<u8> {
    let (byte, rest) = from.split_first()?;
    *from = rest;
    Some(*byte)
}

/// Writes a text: its length, then its bytes.
pub fn put_text(text: &str, to: &mut Vec<u8>) {
    put(i64::try_from(text.len()).unwrap_or(i64::MAX), to);
    to.extend(text.as_bytes());
}

/// Reads a text.
pub fn take_text<'packed>(from: &mut &'packed [u8]) -> Option<&'packed str> {
    let length = usize::try_from(take(from)?).ok()?;
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    std::str::from_utf8(text).ok()
}

impl Pack for i64 {
    fn pack(&self, to: &mut Vec<u8>) {
        put(*self, to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        take(from)
    }
}

impl Pack for u64 {
    fn pack(&self, to: &mut Vec<u8>) {
        put(self.cast_signed(), to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        take(from).map(i64::cast_unsigned)
    }
}

impl Pack for String {
    fn pack(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(ToOwned::to_owned)
    }
}

/// The mantissa's two halves, and the scale.
impl Pack for Decimal {
    fn pack(&self, to: &mut Vec<u8>) {
        let mantissa = self.mantissa();
        let low = mantissa.cast_unsigned() & u128::from(u64::MAX);
        put(i64::try_from(mantissa >> 64).unwrap_or_default(), to);
        put(u64::try_from(low).unwrap_or_default().cast_signed(), to);
        put(i64::from(self.scale()), to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let high = i128::from(take(from)?) << 64;
        let low = u128::from(take(from)?.cast_unsigned()).cast_signed();
        let scale = u32::try_from(take(from)?).ok()?;
        Self::try_from_i128_with_scale(high | low, scale).ok()
    }
}

impl Pack for Currency {
    fn pack(&self, to: &mut Vec<u8>) {
        put_text(self.code(), to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let code = take_text(from)?;
        Some(Self::parse(code).unwrap_or(Self::NONE))
    }
}

impl Pack for ReasonCode {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(self.0);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        take_byte(from).map(Self)
    }
}

impl Pack for Milestone {
    fn pack(&self, to: &mut Vec<u8>) {
        put(self.code(), to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        take(from).map(Self::from_code)
    }
}

impl Pack for NaiveDate {
    fn pack(&self, to: &mut Vec<u8>) {
        Milestone::Day(*self).pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        match Milestone::unpack(from)? {
            Milestone::Day(day) => Some(day),
            Milestone::Instant(_) => None,
        }
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(u8::from(self.is_some()));
        if let Some(inner) = self {
            inner.pack(to);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        match take_byte(from)? {
            0 => Some(None),
            _ => T::unpack(from).map(Some),
        }
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, to: &mut Vec<u8>) {
        self.0.pack(to);
        self.1.pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

impl<T: Pack + Default + Copy, const N: usize> Pack for [T; N] {
    fn pack(&self, to: &mut Vec<u8>) {
        for one in self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::unpack(from)?;
        }
        Some(all)
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        put(i64::try_from(self.len()).unwrap_or(i64::MAX), to);
        for one in self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = take(from)?;
        (0..length).map(|_| T::unpack(from)).collect()
    }
}

impl<K: Pack + Ord, V: Pack> Pack for BTreeMap<K, V> {
    fn pack(&self, to: &mut Vec<u8>) {
        put(i64::try_from(self.len()).unwrap_or(i64::MAX), to);
        for (key, value) in self {
            key.pack(to);
            value.pack(to);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = take(from)?;
        (0..length)
            .map(|_| Some((K::unpack(from)?, V::unpack(from)?)))
            .collect()
    }
}

/// A struct is packed part by part, in the order given.
macro_rules! parts {
    ($name:ty { $($part:ident),+ $(,)? }) => {
        impl $crate::review::packed::Pack for $name {
            fn pack(&self, to: &mut Vec<u8>) {
                $($crate::review::packed::Pack::pack(&self.$part, to);)+
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($part: $crate::review::packed::Pack::unpack(from)?),+ })
            }
        }
    };
}
pub(crate) use parts;
