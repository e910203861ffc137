//! Objects inside a record.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// An object inside a record: when it has another shape, it is as good as absent, and the record
/// is read without it.
pub(crate) fn part<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = Value::deserialize(deserializer)?;
    Ok(T::deserialize(value).unwrap_or_default())
}
