//! What foreign servers write where one value belongs: numbers as texts, an empty text for nothing,
//! fields that are absent or of another shape. No value of a record makes the record unreadable.

use std::fmt;

use jiff::Timestamp;
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;
use thiserror::Error;

use crate::connector::ReadError;

/// One value, whatever the source made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Loose {
    /// Absent, `null` or a text without a letter.
    #[default]
    Nothing,
    Flag(bool),
    Number(f64),
    /// Without white space at its ends.
    Text(String),
    /// A list or an object.
    Nested,
}

/// A value that is not what it should be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{found} is not {wanted}")]
pub(crate) struct Odd {
    found: String,
    wanted: &'static str,
}

impl Odd {
    /// An error about a value; long ones are cut.
    pub(crate) fn new(found: &str, wanted: &'static str) -> Self {
        let found = format!("`{}`", found.chars().take(60).collect::<String>());
        Self { found, wanted }
    }
}

impl Loose {
    fn of_text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Nothing,
            text => Self::Text(text.to_owned()),
        }
    }

    /// The number in it; `None` when there is nothing.
    pub(crate) fn number(&self) -> Result<Option<f64>, Odd> {
        match self {
            Self::Nothing => Ok(None),
            Self::Number(number) => Ok(Some(*number)),
            Self::Text(text) => {
                let number = text.parse().map_err(|_| Odd::new(text, "a number"))?;
                Ok(Some(number))
            }
            Self::Flag(_) | Self::Nested => Err(Odd::new(&self.to_string(), "a number")),
        }
    }

    /// The finite number in it, for facts that may be left out.
    pub(crate) fn finite(&self) -> Option<f64> {
        self.number().ok().flatten().filter(|it| it.is_finite())
    }

    /// The whole number from 0 on in it, for facts that may be left out.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked before"
    )]
    pub(crate) fn count(&self) -> Option<u32> {
        let number = self.finite()?.round();
        (0.0..=f64::from(u32::MAX))
            .contains(&number)
            .then_some(number as u32)
    }

    /// The text in it, also that of a number.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Whether it says yes or no, in JSON's way or as a text.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "ja" | "1" => Some(true),
                "false" | "no" | "nein" | "0" => Some(false),
                _ => None,
            },
            Self::Number(number) => Some(*number != 0.0),
            _ => None,
        }
    }

    /// The instant in it, which has to say its offset from UTC; in whole milliseconds.
    pub(crate) fn instant(&self) -> Result<Option<Timestamp>, Odd> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) => {
                let instant = text.parse::<Timestamp>();
                let instant = instant.map_err(|_| Odd::new(text, "a time with an offset"))?;
                Ok(Some(whole_milliseconds(instant)))
            }
            _ => Err(Odd::new(&self.to_string(), "a time with an offset")),
        }
    }
}

/// The same instant in whole milliseconds, as they are stored.
pub(crate) fn whole_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

impl fmt::Display for Loose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Nested => f.write_str("a list or an object"),
        }
    }
}

impl From<f64> for Loose {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&Value> for Loose {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => number.as_f64().map_or(Self::Nothing, Self::Number),
            Value::String(text) => Self::of_text(text),
            Value::Array(_) | Value::Object(_) => Self::Nested,
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Loose, E> {
        Ok(Loose::Flag(flag))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "no source counts beyond 2^53")]
    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "no source counts beyond 2^53")]
    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose::Number(number as f64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::of_text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::Nested)
    }
}

/// Reads a body as JSON of a shape; anything else is not what the source promises.
pub(crate) fn json<'a, T: Deserialize<'a>>(address: &str, body: &'a [u8]) -> Result<T, ReadError> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(body).map_err(|error| match body.trim_ascii_start().first() {
        Some(b'<') => unreadable(address, "it is a web page and not JSON"),
        None => unreadable(address, "it is empty"),
        Some(_) => unreadable(address, error),
    })
}

/// The error for an answer that is not what the source promises as a whole.
pub(crate) fn unreadable(address: &str, reason: impl ToString) -> ReadError {
    ReadError::Unreadable {
        address: address.to_owned(),
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(json: &str) -> Loose {
        let streamed = serde_json::from_str(json).unwrap();
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(streamed, Loose::from(&value));
        streamed
    }

    #[test]
    fn a_number_may_be_a_text_and_an_empty_text_is_nothing() {
        assert_eq!(loose("\" 8.5 \"").number(), Ok(Some(8.5)));
        assert_eq!(loose("-8").number(), Ok(Some(-8.0)));
        assert_eq!(loose("\"\"").number(), Ok(None));
        assert_eq!(loose("null").number(), Ok(None));
        assert!(loose("\"viele\"").number().is_err());
        assert!(loose("true").number().is_err());
        assert!(loose("[1]").number().is_err());
    }

    #[test]
    fn yes_and_no_are_understood_as_texts_too() {
        assert_eq!(loose("\"true\"").flag(), Some(true));
        assert_eq!(loose("\"nein\"").flag(), Some(false));
        assert_eq!(loose("0").flag(), Some(false));
        assert_eq!(loose("\"\"").flag(), None);
    }

    #[test]
    fn a_negative_count_is_no_count() {
        assert_eq!(loose("-8").count(), None);
        assert_eq!(loose("\"NaN\"").count(), None);
        assert_eq!(loose("528").count(), Some(528));
    }

    #[test]
    fn a_time_without_an_offset_is_no_instant() {
        let civil = loose("\"2023-07-26T19:15:00.1234+02:00\"").instant();
        let utc = loose("\"2023-07-26T17:15:00.123Z\"").instant();
        assert_eq!(civil, utc);
        assert!(loose("\"2023-07-26T19:15:00\"").instant().is_err());
        assert_eq!(loose("null").instant(), Ok(None));
    }

    #[test]
    fn a_web_page_is_told_from_broken_json() {
        let reason = |body: &[u8]| json::<Vec<u8>>("x", body).unwrap_err().to_string();
        assert!(reason(b"\n<html>").contains("web page"));
        assert!(reason(b"[1,").contains("EOF"));
        assert!(reason(b"").contains("empty"));
        assert_eq!(json::<Vec<u8>>("x", b"\xef\xbb\xbf[1]").unwrap(), [1]);
    }
}
