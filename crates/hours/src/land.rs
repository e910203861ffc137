//! The sixteen German Länder.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// A Land by its ISO 3166-2:DE subdivision code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the codes are their own names")]
pub enum Land {
    BW,
    BY,
    BE,
    BB,
    HB,
    HH,
    HE,
    MV,
    NI,
    NW,
    RP,
    SL,
    SN,
    ST,
    SH,
    TH,
}

impl Land {
    /// Every Land.
    pub const ALL: [Self; 16] = [
        Self::BW,
        Self::BY,
        Self::BE,
        Self::BB,
        Self::HB,
        Self::HH,
        Self::HE,
        Self::MV,
        Self::NI,
        Self::NW,
        Self::RP,
        Self::SL,
        Self::SN,
        Self::ST,
        Self::SH,
        Self::TH,
    ];
}

/// The text is not the code of a Land.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a German Land; use its two letters, such as BW")]
pub struct UnknownLand(String);

impl FromStr for Land {
    type Err = UnknownLand;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|land| land.to_string() == code);
        found.ok_or_else(|| UnknownLand(code.to_owned()))
    }
}

impl fmt::Display for Land {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
