//! How places are written: asked by `format`, else by `Accept`.

use axum::http::{HeaderMap, header};
use serde::Deserialize;
use utoipa::ToSchema;

/// A way to write places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// JSON.
    #[default]
    Json,
    /// GeoJSON (RFC 7946).
    Geojson,
    /// A table with a header row (RFC 4180).
    Csv,
}

impl Format {
    /// The format with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            "geojson" => Self::Geojson,
            "csv" => Self::Csv,
            _ => return None,
        })
    }

    /// The first format that a client accepts by name; JSON when it names none.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let accept = headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok());
        let kinds = accept.unwrap_or_default().split(',');
        let mut named = kinds.filter_map(|kind| match kind.split(';').next()?.trim() {
            "application/json" => Some(Self::Json),
            "application/geo+json" => Some(Self::Geojson),
            "text/csv" => Some(Self::Csv),
            _ => None,
        });
        named.next().unwrap_or_default()
    }

    /// Media type of answers.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Geojson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}
