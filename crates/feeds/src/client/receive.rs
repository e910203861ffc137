//! Receiving a body.

use domain::live::Feed;
use reqwest::{Response, Url, header::CONTENT_ENCODING};

use super::{
    body::Body,
    failure::{bad_body, cut_off, shown},
};
use crate::http::FetchError;

/// The body, as far as it may be had.
pub(super) async fn receive(
    response: &mut Response,
    url: &Url,
    feed: &Feed,
) -> Result<Vec<u8>, FetchError> {
    let encoding = response.headers().get(CONTENT_ENCODING);
    let encoding = encoding.and_then(|encoding| encoding.to_str().ok());
    let fault = |fault| bad_body(url, fault, feed);
    let mut body = Body::new(encoding, feed.max_bytes).map_err(fault)?;
    while let Some(piece) = response
        .chunk()
        .await
        .map_err(|error| cut_off(url, &error, feed))?
    {
        body.take(&piece).map_err(fault)?;
    }
    let body = body.finish().map_err(fault)?;
    if is_web_page(&body) {
        let reason = "it is a web page and no data".to_owned();
        let address = shown(url);
        return Err(FetchError::Damaged { address, reason });
    }
    Ok(body)
}

/// Whether a body begins like a web page: no source speaks HTML, but every error page does.
fn is_web_page(body: &[u8]) -> bool {
    let body = body
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(body)
        .trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].iter().any(|start| {
        body.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_told_by_its_beginning() {
        for page in ["<!DOCTYPE html><p>", "\u{feff} \n<HTML lang=de>"] {
            assert!(is_web_page(page.as_bytes()), "{page}");
        }
        for data in ["", "{}", "<?xml version=\"1.0\"?>", "<htm", "name;<html"] {
            assert!(!is_web_page(data.as_bytes()), "{data}");
        }
    }
}
