//! Sending requests.

use std::time::Duration;

use async_trait::async_trait;
use domain::live::{Feed, FeedId};
use reqwest::{
    Client, Response, StatusCode, Url,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION},
    redirect::Policy,
};
use thiserror::Error;

use super::{
    addresses::{is_public, literal},
    failure::{forbidden, shown, too_slow, unanswered},
    memory::Memory,
    receive::receive,
    resolver::PublicOnly,
    retry_after::retry_after,
    turns::{Turn, Turns},
};
use crate::http::{Answer, FetchError, Get, Http};

/// How long a connection may take.
pub(super) const CONNECT: Duration = Duration::from_secs(5);
/// How long a source may be silent.
const SILENCE: Duration = Duration::from_secs(15);
/// How often a source may send us on.
const REDIRECTS: usize = 5;

/// The client cannot be made.
#[derive(Debug, Error)]
#[error("the HTTP client cannot be made")]
pub struct ClientError(#[source] reqwest::Error);

/// The client of all feeds.
pub struct HttpClient {
    /// Connects to public addresses only.
    guarded: Client,
    /// Connects to any address: for feeds that may be private.
    open: Client,
    turns: Turns,
    memory: Memory,
}

impl HttpClient {
    /// A client that introduces itself by the portal's public address.
    pub fn new(public_url: &str) -> Result<Self, ClientError> {
        // The same cryptography as that of the database; it may have been chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let version = env!("CARGO_PKG_VERSION");
        let agent = format!("Buergerportal/{version} (+{public_url})");
        let builder = || {
            let builder = Client::builder()
                .user_agent(&agent)
                .redirect(Policy::none());
            builder
                .no_proxy()
                .connect_timeout(CONNECT)
                .read_timeout(SILENCE)
                .pool_max_idle_per_host(1)
        };
        // A machine without certificates can trust no https source, but every other one.
        let certified = builder().build().is_ok();
        let builder = || {
            if certified {
                builder()
            } else {
                builder().tls_certs_only([])
            }
        };
        if !certified {
            tracing::error!("this machine has no certificates: sources at https cannot be read");
        }
        Ok(Self {
            guarded: builder()
                .dns_resolver(PublicOnly)
                .build()
                .map_err(ClientError)?,
            open: builder().build().map_err(ClientError)?,
            turns: Turns::default(),
            memory: Memory::default(),
        })
    }

    /// Follows redirects up to the answer.
    async fn follow(
        &self,
        request: &Get,
        first: &Url,
        feed: &Feed,
        mut turn: Turn,
    ) -> Result<Option<Answer>, FetchError> {
        let mut url = first.clone();
        for _ in 0..=REDIRECTS {
            if !turn.covers(&url, feed) {
                drop(turn);
                turn = self.turns.take(&url, feed).await;
            }
            let own = url.origin() == first.origin();
            let mut response = self.ask(request, &url, own, feed).await?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && request.conditional {
                self.memory.unchanged(&feed.id, &request.url);
                return Ok(None);
            }
            // What is sent is meant for the feed's own host.
            if status.is_redirection() && request.post.is_none() {
                url = next(&url, status, header(&response, &LOCATION))?;
                continue;
            }
            if !status.is_success() {
                return Err(FetchError::Status {
                    address: shown(&url),
                    status: status.as_u16(),
                    retry_after: retry_after(response.headers()),
                });
            }
            let body = receive(&mut response, &url, feed).await?;
            if request.conditional {
                self.memory
                    .answered(&feed.id, &request.url, response.headers());
            }
            return Ok(Some(answer(&response, body)));
        }
        let reason = format!("it redirects more than {REDIRECTS} times");
        let address = shown(&url);
        Err(FetchError::Unreachable { address, reason })
    }

    /// Sends one request. What the connector added, the secret too, is for the feed's own origin.
    async fn ask(
        &self,
        request: &Get,
        url: &Url,
        own: bool,
        feed: &Feed,
    ) -> Result<Response, FetchError> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        if own {
            for (name, value) in &request.headers {
                let header = (name.parse::<HeaderName>(), value.parse::<HeaderValue>());
                let (Ok(name), Ok(value)) = header else {
                    return Err(forbidden(
                        url,
                        "a header of the request is not one, perhaps the key",
                    ));
                };
                headers.insert(name, value);
            }
        }
        if request.conditional {
            headers.extend(self.memory.conditions(&feed.id, &request.url));
        }
        let client = self.client(url, feed)?;
        let call = match &request.post {
            None => client.get(url.clone()),
            Some(json) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                client.post(url.clone()).body(json.clone())
            }
        };
        call.headers(headers)
            .send()
            .await
            .map_err(|error| unanswered(url, &error, feed))
    }

    /// The client that may ask an address.
    fn client(&self, url: &Url, feed: &Feed) -> Result<&Client, FetchError> {
        let home = Url::parse(&feed.url).ok();
        if feed.private_address && home.is_some_and(|home| home.origin() == url.origin()) {
            return Ok(&self.open);
        }
        match literal(url) {
            Some(address) if !is_public(address) => Err(forbidden(url, "it is a private address")),
            _ => Ok(&self.guarded),
        }
    }
}

#[async_trait]
impl Http for HttpClient {
    async fn get(&self, request: Get, feed: &Feed) -> Result<Option<Answer>, FetchError> {
        let Ok(url) = Url::parse(&request.url) else {
            let reason = "it is not a web address".to_owned();
            let address = request
                .url
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_owned();
            return Err(FetchError::Forbidden { address, reason });
        };
        if !matches!(url.scheme(), "http" | "https") {
            return Err(forbidden(&url, "it begins with neither http nor https"));
        }
        // Waiting behind others does not count as slowness of the source.
        let turn = self.turns.take(&url, feed).await;
        let followed = self.follow(&request, &url, feed, turn);
        tokio::time::timeout(feed.timeout, followed)
            .await
            .unwrap_or_else(|_| Err(too_slow(&url, feed)))
    }

    fn stored(&self, feed: &FeedId) {
        self.memory.stored(feed);
    }

    fn forget(&self, feed: &FeedId) {
        self.memory.forget(feed);
    }
}

/// Where a redirect leads.
fn next(url: &Url, status: StatusCode, location: Option<String>) -> Result<Url, FetchError> {
    let next = location.and_then(|location| url.join(&location).ok());
    let Some(next) = next.filter(|next| matches!(next.scheme(), "http" | "https")) else {
        return Err(FetchError::Status {
            address: shown(url),
            status: status.as_u16(),
            retry_after: None,
        });
    };
    if url.scheme() == "https" && next.scheme() == "http" {
        return Err(forbidden(&next, "a redirect leads from https to http"));
    }
    Ok(next)
}

fn header(response: &Response, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?.to_str().ok()?;
    Some(value.to_owned())
}

fn answer(response: &Response, body: Vec<u8>) -> Answer {
    let headers = response.headers().iter().filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    Answer {
        status: response.status().as_u16(),
        body,
        content_type: header(response, &CONTENT_TYPE),
        headers: headers.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_never_gives_up_encryption() {
        let to = |from: &str, location: &str| {
            let from = Url::parse(from).unwrap();
            next(&from, StatusCode::FOUND, Some(location.to_owned()))
        };
        assert_eq!(
            to("https://a.example/x", "/y").unwrap().as_str(),
            "https://a.example/y"
        );
        assert!(to("http://a.example/", "https://a.example/").is_ok());
        let downgraded = to("https://a.example/x", "http://a.example/y?key=1");
        assert!(
            matches!(downgraded, Err(FetchError::Forbidden { address, .. }) if address == "http://a.example/y")
        );
        assert!(matches!(
            to("https://a.example/", "ftp://a.example/"),
            Err(FetchError::Status { .. })
        ));
    }
}
