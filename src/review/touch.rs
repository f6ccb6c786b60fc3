//! A touch: Sales' call, mail or meeting with a lead (MEASURES §8).

use serde::{Deserialize, Serialize};

use super::milestone::Milestone;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $word] $variant),+ }

        impl $name {
            /// Every value, in the order of the pick-list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word every surface uses.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// How Sales reached out.
    TouchKind { Call = "call", Voicemail = "voicemail", Email = "e-mail", Meeting = "meeting", Social = "social", Demo = "demo" }
}

words! {
    /// What came of it.
    TouchResult { Reached = "reached", NotReached = "not reached", Bounced = "bounced", Replied = "replied" }
}

/// One touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    pub at: Option<Milestone>,
    pub kind: TouchKind,
    pub result: Option<TouchResult>,
    /// Who made it, where known.
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub note: String,
}
