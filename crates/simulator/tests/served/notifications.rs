//! A context broker notifies its readers.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    runtime::Runtime,
};

use crate::running::{Running, run, run_with_past};

/// Takes one notification and says that it was taken.
async fn taken(listener: &TcpListener) -> Value {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut bytes = Vec::new();
    loop {
        let mut piece = [0; 4_096];
        let read = stream.read(&mut piece).await.unwrap();
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
        let length = head
            .to_lowercase()
            .split_once("content-length: ")
            .map(|(_, rest)| rest.lines().next().unwrap().parse::<usize>().unwrap());
        if length == Some(body.len()) {
            let notification = serde_json::from_str(body).unwrap();
            stream
                .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
                .await
                .unwrap();
            return notification;
        }
    }
}

fn subscribe(running: &Running, listener: &TcpListener, feed: &str) -> String {
    let url = format!("http://{}/notify", listener.local_addr().unwrap());
    let wish = json!({ "subject": { "entities": [{ "idPattern": ".*" }] }, "notification": { "http": { "url": url } } });
    let request = ureq::post(format!("{}/{feed}/subscriptions", running.base));
    let response = request
        .header("content-type", "application/json")
        .send(wish.to_string())
        .unwrap();
    assert_eq!(response.status(), 201);
    let location = response.headers()["location"].to_str().unwrap();
    location.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn a_subscriber_hears_all_four_classes_of_a_window() {
    let running = run("2026-06-08T15:14:00Z");
    Runtime::new().unwrap().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let id = tokio::task::block_in_place(|| subscribe(&running, &listener, "traffic"));
        let first = taken(&listener).await;
        assert_eq!(
            (
                &first["subscriptionId"],
                first["data"].as_array().unwrap().len()
            ),
            (&json!(id), 3)
        );
        running
            .simulator
            .clock()
            .advance(SignedDuration::from_mins(10));
        let mut classes = Vec::new();
        for _ in 0..4 {
            let notification = taken(&listener).await;
            let camera = &notification["data"][0];
            assert_eq!(
                camera["dateObservedTo"]["value"],
                "2026-06-08T15:10:00.000Z"
            );
            classes.push(camera["vehicleType"]["value"].as_str().unwrap().to_owned());
        }
        assert_eq!(classes, ["car", "motorcycle", "lorry", "van"]);
        tokio::task::block_in_place(|| {
            assert_eq!(
                running
                    .json("traffic/subscriptions")
                    .as_array()
                    .unwrap()
                    .len(),
                1
            );
            let gone = ureq::delete(format!("{}/traffic/subscriptions/{id}", running.base)).call();
            assert_eq!(gone.unwrap().status(), 204);
            assert_eq!(running.json("traffic/subscriptions"), json!([]));
        });
    });
}

#[test]
fn a_new_subscriber_may_be_told_the_past_the_last_hour_first() {
    let now = "2026-06-08T15:14:00Z";
    let running = run_with_past("musterstadt", 1, now, SignedDuration::from_hours(3));
    Runtime::new().unwrap().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        tokio::task::block_in_place(|| subscribe(&running, &listener, "traffic"));
        taken(&listener).await;
        for hour in [14, 13, 12] {
            let told = taken(&listener).await;
            let counts = told["data"].as_array().unwrap();
            // Three cameras, four classes and four windows, but for what was lost.
            assert!((30..=48).contains(&counts.len()), "{}", counts.len());
            let of_the_hour = format!("2026-06-08T{hour}:");
            let end = |count: &Value| count["dateObservedTo"]["value"].as_str().map(str::to_owned);
            let ends: Vec<_> = counts.iter().filter_map(end).collect();
            assert!(
                ends.iter().all(|end| end.starts_with(&of_the_hour)),
                "{ends:?}"
            );
        }
    });
}
