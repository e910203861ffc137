//! OGC `SensorThings` by MQTT: the broker is restarted.

use domain::live::ConnectorKind::SensorThings;
use serde_json::json;
use tokio::sync::mpsc;

use crate::{
    fake::{self, Fake},
    mqtt_broker::Broker,
    sensor_things::{first_page, options},
};

const NOW: &str = "2026-11-22T12:00:00Z";
const PAGE: &str = include_str!("../data/sensor_things_synthetic.json");
const TOPIC: &str = "v1.1/Datastreams(7)/Observations";

fn observation(time: &str, kelvin: f64) -> String {
    json!({"@iot.id": 1, "phenomenonTime": time, "resultTime": null, "result": kelvin}).to_string()
}

#[test]
fn a_restarted_broker_is_subscribed_to_again_and_what_it_lost_is_asked_for() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let broker = runtime.block_on(Broker::start("127.0.0.1:0".parse().unwrap()));
    let address = broker.address();
    let mut options = options();
    options["mqtt"] = json!(format!("mqtt://{address}"));
    let feed = fake::feed(SensorThings, options);
    let connector = fake::connector(&feed);
    let source = || {
        let (one, many) = (first_page(1), first_page(100));
        Fake::default().with(&one, PAGE).with(&many, PAGE)
    };
    // What there is to subscribe to is only known after a reading.
    fake::read(&*connector, &feed, &source(), NOW).unwrap();

    let (found, mut told) = mpsc::channel(8);
    let script = async {
        let mut client = broker.client().await;
        let topics = client.subscription().await;
        assert!(topics.contains(&TOPIC.to_owned()), "{topics:?}");
        assert!(topics.contains(&"v1.1/Datastreams('zähler 1')/Observations".to_owned()));
        client
            .publish(TOPIC, &observation("2026-11-22T11:51:00Z", 280.15))
            .await;
        drop((client, broker));
        let broker = Broker::start(address).await;
        let mut client = broker.client().await;
        assert_eq!(client.subscription().await, topics);
        // After a restart brokers may tell what they have told before.
        client
            .publish(TOPIC, &observation("2026-11-22T11:51:00Z", 280.15))
            .await;
        client
            .publish(TOPIC, &observation("2026-11-22T11:52:00Z", 281.15))
            .await;
    };
    runtime.block_on(async {
        tokio::select! {
            () = connector.listen(&feed, found) => panic!("it listens as long as it is heard"),
            () = script => {}
        }
    });

    let mut values = Vec::new();
    while let Ok(message) = told.try_recv() {
        let harvest = fake::receive(&*connector, &feed, &message, NOW).unwrap();
        assert_eq!((harvest.things.len(), harvest.rejected.len()), (1, 0));
        let (time, value) = fake::values(&harvest, "feed:1:air_temperature:7").remove(0);
        values.push(format!("{} {:.1}", &time[11..16], value.unwrap()));
    }
    assert_eq!(values, ["11:51 7.0", "11:51 7.0", "11:52 8.0"]);
    let source = source();
    fake::read(&*connector, &feed, &source, "2026-11-22T12:01:00Z").unwrap();
    assert_eq!(source.asked(), [first_page(100)]);
}

#[test]
fn listening_ends_when_nobody_wants_to_hear_it() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let feed = fake::feed(SensorThings, json!({"mqtt": "mqtt://127.0.0.1:9"}));
    let (found, told) = mpsc::channel(1);
    drop(told);
    runtime.block_on(fake::connector(&feed).listen(&feed, found));
    let (found, _told) = mpsc::channel(1);
    let silent = fake::feed(SensorThings, json!({}));
    runtime.block_on(fake::connector(&silent).listen(&silent, found));
}

#[test]
fn a_message_of_an_unknown_datastream_or_of_another_kind_is_told() {
    let feed = fake::feed(SensorThings, options());
    let connector = fake::connector(&feed);
    let receive = |body: &str| fake::receive(&*connector, &feed, body.as_bytes(), NOW);
    let harvest = receive(&format!("{TOPIC}\n{{}}")).unwrap();
    assert_eq!((harvest.seen, harvest.rejected.len()), (1, 1));
    for body in ["", "{}", "v1.1/Things(1)\n{}", &format!("{TOPIC}\n<html>")] {
        assert!(receive(body).is_err(), "{body}");
    }
}
