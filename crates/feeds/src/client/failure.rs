//! What went wrong, in words without secrets.

use std::{error::Error, time::Duration};

use domain::live::Feed;
use reqwest::Url;

use super::{body::BodyFault, http_client::CONNECT, resolver::PrivateAddress};
use crate::http::FetchError;

/// An address for messages: without user, parameters and fragment, where secrets may stand.
pub(super) fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    format!("{}://{host}{port}{}", url.scheme(), url.path())
}

/// An address that may not be asked.
pub(super) fn forbidden(url: &Url, reason: &str) -> FetchError {
    FetchError::Forbidden {
        address: shown(url),
        reason: reason.to_owned(),
    }
}

/// An answer that did not come in time.
pub(super) fn too_slow(url: &Url, feed: &Feed) -> FetchError {
    FetchError::TooSlow {
        address: shown(url),
        seconds: feed.timeout.as_secs(),
    }
}

/// A request without an answer.
pub(super) fn unanswered(url: &Url, error: &reqwest::Error, feed: &Feed) -> FetchError {
    if causes(error).any(<dyn Error>::is::<PrivateAddress>) {
        return forbidden(url, &PrivateAddress.to_string());
    }
    if error.is_timeout() && !error.is_connect() {
        return too_slow(url, feed);
    }
    let reason = if error.is_timeout() {
        format!("no connection within {} s", Duration::as_secs(&CONNECT))
    } else {
        deepest(error)
    };
    FetchError::Unreachable {
        address: shown(url),
        reason,
    }
}

/// An answer that broke off.
pub(super) fn cut_off(url: &Url, error: &reqwest::Error, feed: &Feed) -> FetchError {
    if error.is_timeout() {
        return too_slow(url, feed);
    }
    FetchError::Damaged {
        address: shown(url),
        reason: format!("it was cut off ({})", deepest(error)),
    }
}

/// A body that cannot be taken.
pub(super) fn bad_body(url: &Url, fault: BodyFault, feed: &Feed) -> FetchError {
    let address = shown(url);
    match fault {
        BodyFault::TooBig => FetchError::TooBig {
            address,
            limit: feed.max_bytes,
        },
        BodyFault::Damaged(reason) => FetchError::Damaged { address, reason },
    }
}

/// The last cause says what happened; those above it repeat the whole address.
fn deepest(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| "the connection failed".to_owned(), ToString::to_string)
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| (*error).source())
}
