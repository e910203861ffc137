//! Turns what a page loader answers into an HTTP answer.

use std::{pin::Pin, sync::Arc};

use app::{
    shell,
    site::{Answer, Frame, SharedSite, WrittenPage},
    wall_shell,
    written::text,
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use futures_util::stream::{Stream, once};
use leptos::{either::EitherOf3, prelude::IntoView};

use super::nonce::Nonce;

/// Whether an answer needs the styles: `nav.js` puts parts of it into a document that has them.
pub(crate) fn needs_styles(headers: &HeaderMap) -> bool {
    !headers.contains_key("x-swap")
}

/// How a page is written.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// What surrounds it.
    pub(crate) frame: Frame,
    /// Whether the answer carries the styles.
    pub(crate) with_styles: bool,
}

impl Look {
    /// A page as a document of its own.
    pub(crate) const WHOLE: Self = Self {
        frame: Frame::Whole,
        with_styles: true,
    };
}

/// Marks an answer that other people's pages may show in a frame.
#[derive(Clone, Copy)]
pub(crate) struct Framable;

/// Writes a page, or the way to another address.
pub(crate) async fn respond(
    site: SharedSite,
    answer: Answer,
    nonce: Nonce,
    uri: Uri,
    look: Look,
) -> Response {
    match answer {
        // A fault is no page that somebody wanted to show.
        Answer::Page(page) if page.head.status != 200 => {
            let frame = Frame::Whole;
            write(site, page, nonce, uri, Look { frame, ..look }).await
        }
        Answer::Page(page) => write(site, page, nonce, uri, look).await,
        Answer::Redirect { status, to } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::SEE_OTHER);
            match HeaderValue::try_from(to) {
                Ok(to) => (status, [(header::LOCATION, to)]).into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    }
}

async fn write(
    site: SharedSite,
    page: Arc<WrittenPage>,
    nonce: Nonce,
    uri: Uri,
    look: Look,
) -> Response {
    let status = StatusCode::from_u16(page.head.status).unwrap_or(StatusCode::OK);
    // The renderer only looks at the address of the request.
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let document = move || match (&page.head.wall, look.frame) {
        (Some(wall), _) => EitherOf3::A(wall_shell::document(&site, &page, wall, nonce.as_str())),
        (None, Frame::Whole) => EitherOf3::B(shell::document(
            &site,
            &page,
            nonce.as_str(),
            look.with_styles,
        )),
        (None, Frame::Embedded { theme }) => {
            EitherOf3::C(shell::embedded(&site, &page, theme, nonce.as_str()))
        }
    };
    let response = leptos_axum::handle_response_inner(|| {}, document, request, in_one_piece).await;
    let mut response = whole(response).await;
    if look.frame != Frame::Whole {
        response.extensions_mut().insert(Framable);
    }
    *response.status_mut() = status;
    // The nonce is good for one answer, so no cache may keep it.
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.append(
        header::VARY,
        HeaderValue::from_static("accept-encoding, x-swap"),
    );
    response
}

/// The renderer hands over a stream. A body whose length is known goes out with its head in one call of
/// the system.
async fn whole(response: Response) -> Response {
    let (head, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Longer than most pages.
const PAGE_BYTES: usize = 96 * 1024;

/// The HTML of a page as the renderer hands it over.
type Pieces = Pin<Box<dyn Stream<Item = String> + Send>>;

/// A page is loaded before it is rendered, so it needs none of the inline scripts that would
/// stream the rest of it. It is written here and now: later, on a thread that has answered
/// somebody else in between, its signals could no longer be read.
fn in_one_piece<IV: IntoView + 'static>(
    view: IV,
    _scripts: Box<dyn FnOnce() -> Pieces + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Pieces> + Send>> {
    let html = text(view, PAGE_BYTES);
    Box::pin(async move { Box::pin(once(async move { html })) as Pieces })
}
