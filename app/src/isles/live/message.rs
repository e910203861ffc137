//! What the server says about a topic.

use std::sync::Arc;

use wasm_bindgen::JsValue;

use crate::props::{Props, field, props};

/// The newest value of a datastream.
#[derive(Clone, Debug)]
pub(in crate::isles) struct LiveValue {
    pub(super) datastream: String,
    pub(super) value: Option<f64>,
    pub(super) end: String,
    pub(super) quality: String,
}

props!(LiveValue {
    datastream,
    value,
    end,
    quality
});

/// One event of the stream, or one topic of a poll.
#[derive(Clone, Debug)]
pub(in crate::isles) struct Message {
    /// Which topic.
    pub(super) topic: String,
    /// The newest values.
    pub(super) values: Arc<[LiveValue]>,
}

impl Props for Message {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self {
            topic: field(value, "topic")?,
            values: field::<Vec<LiveValue>>(value, "values")?.into(),
        })
    }
}
