//! What a city's `sources.toml` tells one kind of connector.

use domain::live::{Feed, FeedId};
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Options that a connector cannot work with.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the options of feed `{feed}` are wrong: {reason}")]
pub struct OptionsError {
    /// Which feed.
    pub feed: FeedId,
    /// What is wrong, with the name of the option.
    pub reason: String,
}

impl OptionsError {
    /// An error of a feed.
    pub(crate) fn new(feed: &Feed, reason: impl ToString) -> Self {
        Self {
            feed: feed.id.clone(),
            reason: reason.to_string(),
        }
    }
}

/// The options of a feed as its connector knows them.
pub(crate) fn parse<T: DeserializeOwned>(feed: &Feed) -> Result<T, OptionsError> {
    T::deserialize(&feed.options).map_err(|error| OptionsError::new(feed, error))
}
