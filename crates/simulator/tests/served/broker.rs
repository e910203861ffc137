//! The broker, heard by a real MQTT client.

use std::time::Duration;

use jiff::SignedDuration;
use rumqttc::{AsyncClient, Event, EventLoop, MqttOptions, Packet, QoS};
use simulator::Fault;
use tokio::{runtime::Runtime, time::timeout};

use crate::running::{RUSH_HOUR, Running, run};

const PATIENCE: Duration = Duration::from_secs(20);

fn client(running: &Running) -> (AsyncClient, EventLoop) {
    let port = running.base.rsplit(':').next().unwrap().parse().unwrap();
    let mut options = MqttOptions::new("reader", "127.0.0.1", port);
    options.set_keep_alive(Duration::from_secs(5));
    AsyncClient::new(options, 10)
}

/// The next event for which `wanted` has something; what is not wanted and errors are passed over.
async fn next<T>(
    events: &mut EventLoop,
    wanted: impl Fn(&Result<Event, rumqttc::ConnectionError>) -> Option<T>,
) -> T {
    let search = async {
        loop {
            if let Some(found) = wanted(&events.poll().await) {
                return found;
            }
        }
    };
    timeout(PATIENCE, search).await.unwrap()
}

async fn subscribed(client: &AsyncClient, events: &mut EventLoop) {
    client
        .subscribe("v1.1/Datastreams(1)/Observations", QoS::AtLeastOnce)
        .await
        .unwrap();
    next(events, |event| {
        matches!(event, Ok(Event::Incoming(Packet::SubAck(_)))).then_some(())
    })
    .await;
}

fn heard(event: &Result<Event, rumqttc::ConnectionError>) -> Option<(String, serde_json::Value)> {
    match event {
        Ok(Event::Incoming(Packet::Publish(message))) => Some((
            message.topic.clone(),
            serde_json::from_slice(&message.payload).unwrap(),
        )),
        _ => None,
    }
}

#[test]
fn what_is_heard_is_what_is_read() {
    let running = run(RUSH_HOUR);
    Runtime::new().unwrap().block_on(async {
        let (client, mut events) = client(&running);
        subscribed(&client, &mut events).await;
        running
            .simulator
            .clock()
            .advance(SignedDuration::from_mins(10));
        let (topic, message) = next(&mut events, heard).await;
        assert_eq!(topic, "v1.1/Datastreams(1)/Observations");
        let read = tokio::task::block_in_place(|| {
            running
                .json("sensors/Datastreams(1)/Observations?$orderby=phenomenonTime%20desc&$top=1")
        });
        assert_eq!(message, read["value"][0]);
        assert_eq!(message["phenomenonTime"], "2026-06-08T15:40:00.000Z");
    });
}

#[test]
fn a_restarted_broker_has_forgotten_who_listened() {
    let running = run(RUSH_HOUR);
    Runtime::new().unwrap().block_on(async {
        let (client, mut events) = client(&running);
        subscribed(&client, &mut events).await;
        running.breaks("sensors", Fault::MqttRestart);
        next(&mut events, |event| event.is_err().then_some(())).await;
        running.heals("sensors");
        next(&mut events, |event| {
            matches!(event, Ok(Event::Incoming(Packet::ConnAck(_)))).then_some(())
        })
        .await;
        // Nothing is heard until the reader subscribes again.
        subscribed(&client, &mut events).await;
        running
            .simulator
            .clock()
            .advance(SignedDuration::from_mins(10));
        assert_eq!(
            next(&mut events, heard).await.1["phenomenonTime"],
            "2026-06-08T15:40:00.000Z"
        );
    });
}
