//! Forms are only taken from the portal's own pages.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::state::SharedState;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Answers 403 to a write that another site's page sends.
pub(crate) async fn require_same_origin(
    State(state): State<SharedState>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads || is_same_origin(request.headers(), state.public_url.authority()) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Believes `Sec-Fetch-Site`; older browsers send `Origin` or `Referer`. Whoever sends none of
/// them is no browser on one of our pages.
fn is_same_origin(headers: &HeaderMap, public: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(SEC_FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(from) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else {
        return false;
    };
    let authority = from.split_once("://").map_or("", |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or_default();
    let own = text(header::HOST).unwrap_or(public);
    !authority.is_empty()
        && (authority.eq_ignore_ascii_case(own) || authority.eq_ignore_ascii_case(public))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        is_same_origin(&headers.collect(), "portal.example")
    }

    #[test]
    fn the_portals_own_pages_may_write() {
        assert!(accepted(&[("sec-fetch-site", "same-origin")]));
        assert!(accepted(&[
            ("host", "localhost:3000"),
            ("origin", "http://localhost:3000")
        ]));
        assert!(accepted(&[
            ("host", "inner:1"),
            ("origin", "https://portal.example")
        ]));
        assert!(accepted(&[
            ("host", "a:1"),
            ("referer", "http://a:1/orte/x")
        ]));
    }

    #[test]
    fn others_may_not() {
        for headers in [
            &[
                ("sec-fetch-site", "cross-site"),
                ("host", "a"),
                ("origin", "http://a"),
            ][..],
            &[("sec-fetch-site", "same-site")],
            &[("host", "a"), ("origin", "null")],
            &[("host", "a"), ("origin", "http://b")],
            &[("host", "a"), ("referer", "http://b/a")],
            &[("host", "a")],
            &[],
        ] {
            assert!(!accepted(headers), "{headers:?}");
        }
    }
}
