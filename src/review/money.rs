//! Money: an exact decimal with its currency. Never a float.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An ISO 4217 code, or empty where no source named one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(into = "String", from = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// No currency named.
    pub const NONE: Self = Self([0; 3]);

    /// The code's three letters, or empty.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(3);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Reads a code such as `EUR` or `eur`; anything but three ASCII letters is no currency.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|byte| byte.to_ascii_uppercase())))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl From<String> for Currency {
    fn from(text: String) -> Self {
        Self::parse(&text).unwrap_or(Self::NONE)
    }
}

/// An exact amount in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in whole units of the currency; serialised as a decimal string.
    pub amount: Decimal,
    /// Its currency; [`Currency::NONE`] where no source named one.
    pub currency: Currency,
}

impl Money {
    /// The amount without its cents.
    #[must_use]
    pub fn whole(self) -> Self {
        Self {
            amount: self.amount.round(),
            ..self
        }
    }

    /// As somebody would type it into a form: "40000 EUR".
    #[must_use]
    pub fn typed(self) -> String {
        let text = format!("{} {}", self.amount.normalize(), self.currency.code());
        text.trim().to_owned()
    }
}
