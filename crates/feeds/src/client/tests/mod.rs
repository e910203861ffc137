//! The client against sources on this machine.

mod source;

use std::{io::Write, time::Duration};

use domain::live::{Secret, SecretPlace};

use self::source::{Sends, Source};
use crate::{FetchError, Get, Http, HttpClient, Reader};

const OK: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"a\":1}";

fn client() -> HttpClient {
    HttpClient::new("https://portal.example").unwrap()
}

fn get(url: impl Into<String>) -> Get {
    Get {
        url: url.into(),
        ..Get::default()
    }
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn an_answer_comes_with_its_type_and_the_client_says_who_it_is() {
    let source = Source::answering(&[OK]).await;
    let feed = source.feed();
    let answer = client().get(get(&feed.url), &feed).await.unwrap().unwrap();
    assert_eq!((answer.status, &answer.body[..]), (200, &b"{\"a\":1}"[..]));
    assert_eq!(answer.content_type.as_deref(), Some("application/json"));
    let request = &source.requests()[0];
    assert!(request.starts_with("get /feed http/1.1"), "{request}");
    assert!(request.contains("user-agent: buergerportal/"), "{request}");
    assert!(request.contains("(+https://portal.example)"), "{request}");
}

#[tokio::test]
async fn only_what_was_stored_is_asked_for_conditionally() {
    let fresh = "HTTP/1.1 200 OK\r\netag: \"v1\"\r\nconnection: close\r\n\r\n1";
    let same = "HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n";
    let source = Source::answering(&[fresh, fresh, same, same, fresh]).await;
    let (client, feed) = (client(), source.feed());
    let conditional = || Get {
        conditional: true,
        ..get(&feed.url)
    };
    let asked = |turn: usize| source.requests()[turn].contains("if-none-match: \"v1\"");

    assert!(client.get(conditional(), &feed).await.unwrap().is_some());
    client.forget(&feed.id);
    assert!(client.get(conditional(), &feed).await.unwrap().is_some());
    assert!(!asked(1), "what was not stored is asked for again");
    client.stored(&feed.id);
    for turn in [2, 3] {
        assert_eq!(client.get(conditional(), &feed).await, Ok(None));
        assert!(asked(turn));
        client.stored(&feed.id);
    }
    client.forget(&feed.id);
    assert!(client.get(conditional(), &feed).await.unwrap().is_some());
    assert!(!asked(4));
}

#[tokio::test]
async fn a_private_address_is_asked_only_where_the_feed_may_be_private() {
    let source = Source::answering(&[OK]).await;
    let feed = domain::live::Feed {
        private_address: false,
        ..source.feed()
    };
    let port = source.base.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"] {
        let answer = client()
            .get(get(format!("http://{host}:{port}/")), &feed)
            .await;
        assert!(
            matches!(answer, Err(FetchError::Forbidden { .. })),
            "{host}: {answer:?}"
        );
    }
    assert_eq!(source.requests().len(), 0);
}

#[tokio::test]
async fn a_redirect_to_another_private_address_is_refused_also_for_private_feeds() {
    let inner = Source::answering(&[OK]).await;
    let outer = Source::answering(&[&redirect(&format!("{}/admin?x=1", inner.base))]).await;
    let answer = client().get(get(outer.feed().url), &outer.feed()).await;
    let Err(FetchError::Forbidden { address, .. }) = answer else {
        unreachable!("{answer:?}");
    };
    assert_eq!(address, format!("{}/admin", inner.base));
    assert_eq!(inner.requests().len(), 0);
}

#[tokio::test]
async fn what_is_sent_stays_where_it_was_sent() {
    let source = Source::answering(&["HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n"]).await;
    let feed = source.feed();
    let posted = |url: &str| Get {
        post: Some(b"{\"word\":1}".to_vec()),
        ..get(url)
    };
    let answer = client().get(posted(&feed.url), &feed).await.unwrap();
    assert_eq!(answer.unwrap().status, 201);
    let request = &source.requests()[0];
    assert!(request.starts_with("post /feed http/1.1"), "{request}");
    assert!(
        request.contains("content-type: application/json"),
        "{request}"
    );
    assert!(request.contains("content-length: 10"), "{request}");

    let moved = Source::answering(&[&redirect("/there"), OK]).await;
    let answer = client().get(posted(&moved.feed().url), &moved.feed()).await;
    assert!(
        matches!(answer, Err(FetchError::Status { status: 302, .. })),
        "{answer:?}"
    );
    assert_eq!(moved.requests().len(), 1);
}

#[tokio::test]
async fn a_source_may_move_within_itself_but_not_in_circles() {
    let source = Source::answering(&[&redirect("/there"), OK]).await;
    let feed = source.feed();
    assert!(client().get(get(&feed.url), &feed).await.unwrap().is_some());
    assert!(source.requests()[1].starts_with("get /there "));

    let circle = Source::answering(&[&redirect("/feed")]).await;
    let answer = client().get(get(circle.feed().url), &circle.feed()).await;
    assert!(
        matches!(answer, Err(FetchError::Unreachable { .. })),
        "{answer:?}"
    );
    assert_eq!(circle.requests().len(), 6);
}

#[tokio::test]
async fn the_secret_goes_to_the_feeds_own_origin_and_into_no_message() {
    let other = Source::answering(&[OK]).await;
    let source = Source::answering(&[OK, "HTTP/1.1 403 No\r\nconnection: close\r\n\r\n"]).await;
    let mut feed = source.feed();
    feed.secret = Some(Secret {
        place: SecretPlace::Query("api-key".to_owned()),
        variable: "KEY".to_owned(),
    });
    let client = client();
    let mut reader = Reader::new(&client, &feed, Some("s3cret&x"));
    reader.get(&feed.url).await.unwrap();
    assert!(source.requests()[0].starts_with("get /feed?api-key=s3cret%26x "));
    let refused = reader.get(&feed.url).await.unwrap_err();
    assert!(!refused.to_string().contains("s3cret"), "{refused}");
    // The other source is private and not the feed's own: it may not even be asked.
    assert!(reader.get(&format!("{}/x", other.base)).await.is_err());
    assert_eq!(other.requests().len(), 0);

    let mut reader = Reader::new(&client, &feed, None);
    assert_eq!(
        reader.get(&feed.url).await,
        Err(FetchError::NoSecret("KEY".to_owned()))
    );
}

#[tokio::test]
async fn a_source_that_hangs_or_drips_ends_with_the_feeds_patience() {
    for sends in [Sends::Nothing, Sends::Dripping] {
        let source = Source::sending(vec![sends]).await;
        let feed = domain::live::Feed {
            timeout: Duration::from_millis(300),
            ..source.feed()
        };
        let answer = client().get(get(&feed.url), &feed).await;
        assert!(
            matches!(answer, Err(FetchError::TooSlow { .. })),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_is_measured_after_decompression() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; 1001]).unwrap();
    let packed = encoder.finish().unwrap();
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n";
    let source = Source::sending(vec![Sends::Whole([head.as_bytes(), &packed].concat())]).await;
    let mut feed = source.feed();
    let answer = client().get(get(&feed.url), &feed).await;
    assert!(
        matches!(answer, Err(FetchError::TooBig { limit: 1000, .. })),
        "{answer:?}"
    );
    feed.max_bytes = 1001;
    let answer = client().get(get(&feed.url), &feed).await.unwrap().unwrap();
    assert_eq!(answer.body.len(), 1001);
}

#[tokio::test]
async fn faults_are_told_apart() {
    let refused = "HTTP/1.1 429 Slow down\r\nretry-after: 77\r\nconnection: close\r\n\r\n";
    let page =
        "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n\n<!DOCTYPE html><title>Wartung</title>";
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{";
    let source = Source::answering(&[refused, page, cut]).await;
    let (client, feed) = (client(), source.feed());
    let answer = client.get(get(&feed.url), &feed).await;
    assert!(
        matches!(
            answer,
            Err(FetchError::Status {
                status: 429,
                retry_after: Some(77),
                ..
            })
        ),
        "{answer:?}"
    );
    for _ in 0..2 {
        let answer = client.get(get(&feed.url), &feed).await;
        assert!(
            matches!(answer, Err(FetchError::Damaged { .. })),
            "{answer:?}"
        );
    }
    let nobody = domain::live::Feed {
        url: "http://127.0.0.1:1/".to_owned(),
        ..feed
    };
    let answer = client.get(get(&nobody.url), &nobody).await;
    assert!(
        matches!(answer, Err(FetchError::Unreachable { .. })),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_host_is_asked_one_thing_at_a_time() {
    let source = Source::answering(&[OK]).await;
    let (client, feed) = (client(), source.feed());
    let ask = || client.get(get(&feed.url), &feed);
    let (a, b, c) = tokio::join!(ask(), ask(), ask());
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!((source.requests().len(), source.most_at_once()), (3, 1));
}
