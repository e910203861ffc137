//! A source on this machine that answers what it is told to.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::live::{ConnectorKind, Feed, FeedId, Origin};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// How an answer is sent.
#[derive(Clone)]
pub(super) enum Sends {
    /// At once.
    Whole(Vec<u8>),
    /// A byte now and then, without end.
    Dripping,
    /// Nothing at all.
    Nothing,
}

/// A source that answers every connection in turn; the last answer is given again and again.
pub(super) struct Source {
    pub(super) base: String,
    requests: Arc<Mutex<Vec<String>>>,
    /// How many connections were open at the same time at most.
    at_once: Arc<Mutex<(usize, usize)>>,
}

impl Source {
    pub(super) async fn answering(answers: &[&str]) -> Self {
        let whole = answers
            .iter()
            .map(|answer| Sends::Whole(answer.as_bytes().to_vec()));
        Self::sending(whole.collect()).await
    }

    pub(super) async fn sending(answers: Vec<Sends>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let source = Self {
            base: format!("http://{}", listener.local_addr().unwrap()),
            requests: Arc::default(),
            at_once: Arc::default(),
        };
        let (requests, at_once) = (source.requests.clone(), source.at_once.clone());
        tokio::spawn(async move {
            for turn in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let answer = answers[turn.min(answers.len() - 1)].clone();
                let (requests, at_once) = (requests.clone(), at_once.clone());
                tokio::spawn(async move {
                    {
                        let mut count = at_once.lock().unwrap();
                        count.0 += 1;
                        count.1 = count.1.max(count.0);
                    }
                    answer_one(stream, answer, &requests).await;
                    at_once.lock().unwrap().0 -= 1;
                });
            }
        });
        source
    }

    /// The requests so far, in small letters.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(super) fn most_at_once(&self) -> usize {
        self.at_once.lock().unwrap().1
    }

    /// A feed at this source that may be private.
    pub(super) fn feed(&self) -> Feed {
        Feed {
            id: FeedId::new("a"),
            source: "s".to_owned(),
            connector: ConnectorKind::Generic,
            origin: Origin::Live,
            url: format!("{}/feed", self.base),
            interval: Duration::from_mins(1),
            stale_after: Duration::from_mins(2),
            timeout: Duration::from_secs(20),
            max_bytes: 1000,
            row_budget: 1000,
            secret: None,
            private_address: true,
            options: serde_json::json!({}),
        }
    }
}

async fn answer_one(mut stream: TcpStream, answer: Sends, requests: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else {
            return;
        };
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    requests.lock().unwrap().push(head);
    // A client that has gone away is what some tests are about.
    match answer {
        Sends::Whole(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Sends::Dripping => {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n";
            let mut sent = stream.write_all(head).await;
            while sent.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
                sent = stream.write_all(b" ").await;
            }
        }
        Sends::Nothing => {
            let _ = stream.read_u8().await;
        }
    }
}
