//! The base map: single tiles for the map, and the whole archive in ranges.

use std::{path::PathBuf, time::UNIX_EPOCH};

use anyhow::{Context, Result};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::city::BaseMap;
use pmtiles::{AsyncPmTilesReader, Compression, MmapBackend, TileCoord};
use tower_http::services::ServeFile;

use crate::state::SharedState;

/// A day; the validator changes with the file.
const CACHE: HeaderValue =
    HeaderValue::from_static("public, max-age=86400, stale-while-revalidate=604800");

/// An open archive of tiles.
pub struct TileArchive {
    path: PathBuf,
    reader: AsyncPmTilesReader<MmapBackend>,
    /// Weak validator of every tile: size and time of the file.
    etag: HeaderValue,
}

impl TileArchive {
    /// Opens the archive of a base map.
    pub async fn open(map: &BaseMap) -> Result<Self> {
        let name = map.path.display();
        let reader = AsyncPmTilesReader::new_with_path(&map.path).await;
        let reader = reader.with_context(|| format!("the base map {name} cannot be read"))?;
        let file = std::fs::metadata(&map.path)?;
        let changed = file
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let etag = HeaderValue::try_from(format!("W/\"{:x}-{changed:x}\"", file.len()))?;
        Ok(Self {
            path: map.path.clone(),
            reader,
            etag,
        })
    }

    /// The archive as a file that is answered in ranges.
    pub(crate) fn file(&self) -> ServeFile {
        ServeFile::new(&self.path)
    }

    /// A tile and whether it is compressed by gzip.
    async fn tile(&self, tile: TileCoord, gzip: bool) -> Result<Option<(Bytes, bool)>> {
        let compressed = self.reader.get_header().tile_compression == Compression::Gzip;
        if compressed && gzip {
            Ok(self.reader.get_tile(tile).await?.map(|bytes| (bytes, true)))
        } else {
            Ok(self
                .reader
                .get_tile_decompressed(tile)
                .await?
                .map(|bytes| (bytes, false)))
        }
    }
}

/// `/tiles/{z}/{x}/{y}.mvt`: 204 where the base map has nothing.
pub(crate) async fn tile(
    State(state): State<SharedState>,
    Path((zoom, x, y)): Path<(u8, u32, String)>,
    headers: HeaderMap,
) -> Response {
    let y = y.strip_suffix(".mvt").and_then(|y| y.parse().ok());
    let Some(y) = y else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (Some(archive), Ok(tile)) = (&state.tiles, TileCoord::new(zoom, x, y)) else {
        return (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, CACHE)]).into_response();
    };
    let validators = [
        (header::CACHE_CONTROL, CACHE),
        (header::ETAG, archive.etag.clone()),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&archive.etag) {
        return (StatusCode::NOT_MODIFIED, validators).into_response();
    }
    match archive.tile(tile, accepts_gzip(&headers)).await {
        Ok(Some((bytes, gzip))) => (validators, mvt(bytes, gzip)).into_response(),
        Ok(None) => (StatusCode::NO_CONTENT, validators).into_response(),
        Err(error) => {
            tracing::error!(
                zoom,
                x,
                y,
                error = format!("{error:#}"),
                "a tile cannot be read"
            );
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn mvt(bytes: Bytes, gzip: bool) -> Response {
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    let kind = HeaderValue::from_static("application/vnd.mapbox-vector-tile");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    let mut encodings = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    encodings.any(|encoding| {
        let (name, quality) = encoding.split_once(';').unwrap_or((encoding, ""));
        name.trim() == "gzip" && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}
