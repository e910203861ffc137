//! Faults in how an answer is delivered.

use std::{convert::Infallible, future::pending, time::Duration};

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    response::{Html, IntoResponse},
};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::sleep;

use crate::{
    answer::{Answer, Content, Document},
    fault::Fault,
    fault_content,
};

/// On a response: close the connection instead of sending it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused;

const MEGABYTE: usize = 1 << 20;

/// An address that exists in no network a test runs in.
const PRIVATE: &str = "http://10.255.255.1/";

/// What is sent without asking the source at all.
pub(crate) async fn instead(fault: Fault) -> Option<Response<Body>> {
    match fault {
        Fault::Refuse => {
            let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
            response.extensions_mut().insert(Refused);
            Some(response)
        }
        Fault::Hang => pending().await,
        Fault::Status500 => {
            Some((StatusCode::INTERNAL_SERVER_ERROR, "simulated fault").into_response())
        }
        Fault::Html200 => Some(
            Html("<!doctype html><title>Wartung</title><h1>Wir sind gleich zurück</h1>")
                .into_response(),
        ),
        Fault::RedirectPrivate => {
            Some((StatusCode::FOUND, [(header::LOCATION, PRIVATE)]).into_response())
        }
        _ => None,
    }
}

/// A document, delivered with a fault.
pub(crate) fn deliver(document: Document, fault: Fault, accepts_gzip: bool) -> Response<Body> {
    let (document, body) = fault_content::body(document, Some(fault));
    let file = matches!(document.content, Content::PackedCsv(_));
    match fault {
        Fault::OneByteASecond => slowly(document.answer_of(body, false)),
        Fault::TruncatedGzip => {
            let mut answer = document.answer_of(body, true);
            if !file {
                // Also short answers are packed, so that there is something to cut.
                let body = crate::answer::gzip(&document.bytes());
                answer
                    .headers
                    .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                answer.body = body.into();
            }
            let half = answer.body.len() / 2;
            answer.body.truncate(half);
            with_body(answer.clone(), Body::from(answer.body))
        }
        Fault::TwoHundredMb => {
            let answer = document.answer_of(Vec::new(), false);
            with_body(answer, Body::from_stream(endless(200)))
        }
        Fault::GzipBomb => {
            let mut answer = document.answer_of(Vec::new(), false);
            if !file {
                answer
                    .headers
                    .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
            with_body(answer, Body::from_stream(bomb(1_024)))
        }
        _ => {
            let answer = document.answer_of(body, accepts_gzip);
            with_body(answer.clone(), Body::from(answer.body))
        }
    }
}

fn with_body(answer: Answer, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.headers_mut() = answer.headers;
    response.headers_mut().remove(header::ETAG);
    response
}

fn slowly(answer: Answer) -> Response<Body> {
    let bytes = answer.body.clone();
    let byte = move |at: usize| {
        let byte = bytes.slice(at..=at);
        async move {
            if at > 0 {
                sleep(Duration::from_secs(1)).await;
            }
            Ok::<Bytes, Infallible>(byte)
        }
    };
    let body = Body::from_stream(stream::iter(0..answer.body.len()).then(byte));
    with_body(answer, body)
}

/// So many megabytes that begin like a list of records.
fn endless(megabytes: usize) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let records: Bytes = b"{\"id\":\"a record like all the others\",\"value\":1},\n"
        .repeat(MEGABYTE / 49 + 1)
        .into();
    let pieces = (0..megabytes).map(move |_| Ok(records.slice(..MEGABYTE)));
    stream::iter(std::iter::once(Ok(Bytes::from_static(b"["))).chain(pieces))
}

/// A gzip file that unpacks to so many megabytes of spaces, each of them a copy of the first.
fn bomb(megabytes: usize) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let mut packer = Compress::new(Compression::best(), false);
    let mut piece = Vec::with_capacity(16 * 1_024);
    // After a full flush a piece does not look back to the one before, so it can be repeated.
    let _ = packer.compress_vec(&vec![b' '; MEGABYTE], &mut piece, FlushCompress::Full);
    let piece = Bytes::from(piece);
    let head = Bytes::from_static(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    let pieces = (0..megabytes).map(move |_| Ok(piece.clone()));
    stream::iter(std::iter::once(Ok(head)).chain(pieces))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    #[tokio::test]
    async fn the_bomb_is_small_and_unpacks_to_a_lot() {
        let pieces: Vec<_> = bomb(1_024).collect().await;
        let packed: Vec<u8> = pieces
            .into_iter()
            .flat_map(|piece| piece.unwrap())
            .collect();
        assert!(packed.len() < 2 * MEGABYTE, "{}", packed.len());
        let mut unpacked = vec![0; 20 * MEGABYTE];
        GzDecoder::new(packed.as_slice())
            .read_exact(&mut unpacked)
            .unwrap();
        assert!(unpacked.iter().all(|byte| *byte == b' '));
    }

    #[tokio::test]
    async fn two_hundred_megabytes_are_two_hundred_megabytes() {
        let sizes = endless(200).map(|piece| piece.unwrap().len());
        assert_eq!(
            sizes.fold(0, async |sum, size| sum + size).await,
            200 * MEGABYTE + 1
        );
    }
}
