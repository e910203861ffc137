//! Answers: from what a source says to bytes.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;

/// Answers shorter than this are not worth packing.
const WORTH_PACKING: usize = 1_024;

/// What a source says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) content: Content,
    /// All there is, for brokers that say so in a header.
    total: Option<usize>,
    /// Whether the real source answers 304 when nothing has changed.
    validated: bool,
}

/// In which form it is said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Json(Value),
    Csv(String),
    /// A file that is packed itself, whatever the reader accepts.
    PackedCsv(String),
    /// A message that is no text.
    Binary(Vec<u8>),
}

impl Document {
    pub(crate) fn json(value: Value) -> Self {
        Self::of(Content::Json(value))
    }

    pub(crate) fn csv(table: String) -> Self {
        Self::of(Content::Csv(table))
    }

    pub(crate) fn packed_csv(table: String) -> Self {
        Self::of(Content::PackedCsv(table))
    }

    pub(crate) fn binary(message: Vec<u8>) -> Self {
        Self::of(Content::Binary(message))
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            total: None,
            validated: false,
        }
    }

    pub(crate) fn of_total(mut self, total: usize) -> Self {
        self.total = Some(total);
        self
    }

    pub(crate) fn validated(mut self) -> Self {
        self.validated = true;
        self
    }

    /// The bytes of it.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.content {
            Content::Json(value) => value.to_string().into_bytes(),
            Content::Csv(table) | Content::PackedCsv(table) => table.clone().into_bytes(),
            Content::Binary(message) => message.clone(),
        }
    }

    /// Ready to be sent, packed if the reader accepts that.
    pub(crate) fn answer(&self, accepts_gzip: bool) -> Answer {
        self.answer_of(self.bytes(), accepts_gzip)
    }

    /// The same answer with another body.
    pub(crate) fn answer_of(&self, body: Vec<u8>, accepts_gzip: bool) -> Answer {
        let mut headers = HeaderMap::new();
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        let file = matches!(self.content, Content::PackedCsv(_));
        set(
            header::CONTENT_TYPE,
            match self.content {
                Content::Json(_) => "application/json; charset=utf-8",
                Content::Csv(_) => "text/csv; charset=utf-8",
                Content::PackedCsv(_) => "application/gzip",
                Content::Binary(_) => "application/x-protobuf",
            },
        );
        let pack = accepts_gzip && body.len() >= WORTH_PACKING;
        if !file && pack {
            set(header::CONTENT_ENCODING, "gzip");
        }
        if !file {
            set(header::VARY, "accept-encoding");
        }
        if let Some(total) = self.total {
            headers.insert("fiware-total-count", HeaderValue::from(total));
        }
        if self.validated {
            let mut hasher = DefaultHasher::new();
            body.hash(&mut hasher);
            let tag = format!("\"{:016x}\"", hasher.finish());
            headers.extend(
                HeaderValue::from_str(&tag)
                    .ok()
                    .map(|tag| (header::ETAG, tag)),
            );
        }
        let body = if file || pack { gzip(&body) } else { body };
        Answer {
            headers,
            body: body.into(),
        }
    }
}

/// Packs bytes.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Headers and bytes; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The response to a request: 304 without a body if the reader has this answer already.
    pub(crate) fn respond(self, request: &HeaderMap) -> Response<Body> {
        let tag = self.headers.get(header::ETAG);
        let known = tag.is_some() && request.get(header::IF_NONE_MATCH) == tag;
        let (status, body) = if known {
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            (StatusCode::OK, Body::from(self.body))
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = self.headers;
        response
    }
}
