//! What a reader asks.

use std::collections::HashMap;

use domain::live::Feed;
use jiff::Timestamp;

use crate::fault::Fault;

/// One request to one feed.
pub(crate) struct Question<'a> {
    pub(crate) feed: &'a Feed,
    /// Below the address of the feed, without a slash in front.
    pub(crate) path: &'a str,
    pub(crate) query: &'a HashMap<String, String>,
    /// Address of the feed as the reader knows it, without a slash at the end.
    pub(crate) base: &'a str,
    pub(crate) now: Timestamp,
    pub(crate) fault: Option<Fault>,
}

impl Question<'_> {
    /// A parameter of the query string.
    pub(crate) fn parameter(&self, key: &str) -> Option<&str> {
        self.query.get(key).map(String::as_str)
    }

    /// A parameter that is a count.
    pub(crate) fn count(&self, key: &str) -> Option<usize> {
        self.parameter(key)?.parse().ok()
    }

    /// An option of the feed in the city's `sources.toml`.
    pub(crate) fn option(&self, key: &str) -> Option<&str> {
        self.feed.options.get(key)?.as_str()
    }

    /// A parameter, or else the option of the same name.
    pub(crate) fn asked(&self, key: &str) -> Option<&str> {
        self.parameter(key).or_else(|| self.option(key))
    }
}
