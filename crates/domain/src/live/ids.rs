//! Identifiers of feeds, things, datastreams and events.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// An identifier from its text.
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            /// The text of the identifier.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// The key of a feed in the city's `sources.toml`, such as `parking`: letters, digits, `-`.
    /// A simulated feed has its own key, so that its values never meet real ones.
    FeedId
}

text_id! {
    /// A thing: the feed and the identifier the source gave it, such as `parking:P23`.
    ThingId
}

text_id! {
    /// A datastream: its thing, property, and where there are several its class and direction,
    /// such as `traffic:b37:vehicle_count:car:north`.
    DatastreamId
}

text_id! {
    /// An event: the feed and the identifier the source gave it.
    EventId
}

impl FeedId {
    /// How the key of a simulated feed begins.
    pub const SIMULATED: &str = "simulated-";
}

impl ThingId {
    /// The thing that a feed calls `external`.
    pub fn of(feed: &FeedId, external: &str) -> Self {
        Self::new(&format!("{feed}:{external}"))
    }
}

impl EventId {
    /// The event that a feed calls `external`.
    pub fn of(feed: &FeedId, external: &str) -> Self {
        Self::new(&format!("{feed}:{external}"))
    }
}
