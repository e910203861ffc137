//! How connectors fetch: through one client that keeps the limits.

use async_trait::async_trait;
use domain::live::{Feed, FeedId, SecretPlace};
use thiserror::Error;

use crate::address::with_query;

/// One request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Get {
    /// Absolute address.
    pub url: String,
    /// Headers besides those of the client.
    pub headers: Vec<(String, String)>,
    /// Whether the source may answer that nothing has changed since the last stored answer.
    pub conditional: bool,
    /// JSON that is sent by POST; without it nothing is sent.
    pub post: Option<Vec<u8>>,
}

/// One answer with status 2xx, decompressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body after decompression of the transfer; a `.gz` file is still compressed.
    pub body: Vec<u8>,
    /// Value of `Content-Type`.
    pub content_type: Option<String>,
    /// Headers that a connector may need, with lower-case names.
    pub headers: Vec<(String, String)>,
}

/// Why there is no answer. No message holds a secret.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FetchError {
    /// No connection, no name, or a broken one.
    #[error("{address} cannot be reached: {reason}")]
    Unreachable {
        /// Which address, without secrets.
        address: String,
        /// Why.
        reason: String,
    },
    /// Longer than the feed's patience.
    #[error("{address} did not answer within {seconds} s")]
    TooSlow {
        /// Which address, without secrets.
        address: String,
        /// The patience.
        seconds: u64,
    },
    /// More bytes than the feed may have.
    #[error("the answer of {address} has more than {limit} bytes")]
    TooBig {
        /// Which address, without secrets.
        address: String,
        /// The limit.
        limit: u64,
    },
    /// A status that is no success.
    #[error("{address} answered with status {status}")]
    Status {
        /// Which address, without secrets.
        address: String,
        /// HTTP status.
        status: u16,
        /// Seconds it asked us to wait.
        retry_after: Option<u64>,
    },
    /// The address, or one it redirects to, is not one the portal may ask.
    #[error("{address} is not allowed: {reason}")]
    Forbidden {
        /// Which address, without secrets.
        address: String,
        /// Why.
        reason: String,
    },
    /// Compressed bytes that cannot be decompressed.
    #[error("the answer of {address} is damaged: {reason}")]
    Damaged {
        /// Which address, without secrets.
        address: String,
        /// Why.
        reason: String,
    },
    /// The environment variable with the feed's secret is not set.
    #[error("the environment variable {0} is not set; it holds the key of this source")]
    NoSecret(String),
}

/// The one HTTP client. `Ok(None)` answers a conditional request: nothing has changed.
#[async_trait]
pub trait Http: Send + Sync {
    /// Sends a request within the limits of a feed.
    async fn get(&self, request: Get, feed: &Feed) -> Result<Option<Answer>, FetchError>;

    /// The answers of a feed's last reading were stored: from now on its source may say that they
    /// have not changed.
    fn stored(&self, _feed: &FeedId) {}

    /// The last reading of a feed was not stored, or somebody else reads it now: its source is
    /// asked for everything again.
    fn forget(&self, _feed: &FeedId) {}
}

/// What a connector fetches with during one reading. It adds the feed's secret, only to addresses
/// of the feed's own host, and counts.
pub struct Reader<'a> {
    http: &'a dyn Http,
    feed: &'a Feed,
    secret: Option<&'a str>,
    /// Bytes of all answers so far.
    pub bytes: u64,
    /// Status of the last answer.
    pub status: Option<u16>,
}

impl<'a> Reader<'a> {
    /// A reader of a feed; `secret` is the value of its environment variable.
    pub fn new(http: &'a dyn Http, feed: &'a Feed, secret: Option<&'a str>) -> Self {
        Self {
            http,
            feed,
            secret,
            bytes: 0,
            status: None,
        }
    }

    /// Fetches an address.
    pub async fn get(&mut self, url: &str) -> Result<Answer, FetchError> {
        let request = Get {
            url: url.to_owned(),
            ..Get::default()
        };
        let answer = self.send(request).await?;
        answer.ok_or_else(|| FetchError::Status {
            address: url.split(['?', '#']).next().unwrap_or_default().to_owned(),
            status: 304,
            retry_after: None,
        })
    }

    /// Fetches an address unless nothing has changed there.
    pub async fn get_if_changed(&mut self, url: &str) -> Result<Option<Answer>, FetchError> {
        let request = Get {
            url: url.to_owned(),
            conditional: true,
            ..Get::default()
        };
        self.send(request).await
    }

    /// Sends any request.
    pub async fn send(&mut self, mut request: Get) -> Result<Option<Answer>, FetchError> {
        if let Some(secret) = &self.feed.secret
            && origin_of(&request.url) == origin_of(&self.feed.url)
        {
            let Some(value) = self.secret else {
                return Err(FetchError::NoSecret(secret.variable.clone()));
            };
            match &secret.place {
                SecretPlace::Header(name) => {
                    request.headers.push((name.clone(), value.to_owned()));
                }
                SecretPlace::Query(name) => {
                    request.url = with_query(&request.url, &[(name, Some(value))]);
                }
            }
        }
        let result = self.http.get(request, self.feed).await;
        match &result {
            Ok(Some(answer)) => {
                self.status = Some(answer.status);
                self.bytes += answer.body.len() as u64;
            }
            Ok(None) => self.status = Some(304),
            Err(FetchError::Status { status, .. }) => self.status = Some(*status),
            Err(_) => {}
        }
        result
    }
}

/// Scheme, host and port of an address.
pub(crate) fn origin_of(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| start + at);
    &url[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_belongs_to_one_origin() {
        assert_eq!(origin_of("https://a.example/x?y"), "https://a.example");
        assert_eq!(origin_of("https://a.example?y"), "https://a.example");
        assert_ne!(
            origin_of("https://a.example.evil/"),
            origin_of("https://a.example/")
        );
        assert_ne!(
            origin_of("http://a.example/"),
            origin_of("https://a.example/")
        );
    }
}
