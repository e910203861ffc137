//! A context broker is subscribed to by the real connector, and its notifications are read.

use domain::live::{ConnectorKind, Property, VehicleClass};
use jiff::SignedDuration;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::town::Town;

/// Takes one notification and says that it was taken.
async fn taken(listener: &TcpListener) -> Vec<u8> {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut bytes = Vec::new();
    loop {
        let mut piece = [0; 4_096];
        let read = stream.read(&mut piece).await.unwrap();
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
        let head = head.to_lowercase();
        let length = head.split_once("content-length: ").map(|(_, rest)| rest);
        let length = length.and_then(|rest| rest.lines().next()?.parse::<usize>().ok());
        if length == Some(body.len()) {
            let body = body.as_bytes().to_vec();
            stream
                .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
                .await
                .unwrap();
            return body;
        }
    }
}

#[test]
fn all_classes_of_a_camera_come_by_notification() {
    let town = Town::at("musterstadt", "2026-06-09T15:14:00Z");
    let feeds = town.feeds(ConnectorKind::Ngsi);
    let traffic = feeds
        .into_iter()
        .find(|feed| feed.options["type"] == "TrafficFlowObserved");
    let mut feed = traffic.unwrap();
    let listener = town
        .runtime
        .block_on(TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = listener.local_addr().unwrap();
    feed.options["callback"] = json!(format!("http://{address}/notified"));
    let connector = feeds::connector(&feed).unwrap();
    let first = town.try_read(&*connector, &feed).unwrap().unwrap();
    assert_eq!(first.rejected, []);
    let greeting = town.runtime.block_on(taken(&listener));
    let greeted = connector.receive(&greeting, town.context(&feed)).unwrap();
    assert_eq!(greeted.things.len(), 3);
    // The window that ends at 15:10 is written from 15:15 on.
    town.simulator
        .clock()
        .advance(SignedDuration::from_mins(10));
    let classes = (0..4).map(|_| {
        let body = town.runtime.block_on(taken(&listener));
        let harvest = connector.receive(&body, town.context(&feed)).unwrap();
        assert_eq!(harvest.rejected, []);
        let counts = harvest
            .datastreams
            .iter()
            .filter(|it| it.property == Property::VehicleCount);
        let mut classes: Vec<_> = counts.filter_map(|stream| stream.class).collect();
        classes.dedup();
        classes
    });
    let expected = [
        VehicleClass::Car,
        VehicleClass::Motorcycle,
        VehicleClass::Lorry,
        VehicleClass::Van,
    ];
    assert_eq!(
        classes.collect::<Vec<_>>(),
        expected.map(|class| vec![class])
    );
}
