//! Listens to the broker. What it hands on is the topic, a line break, and the message: the message
//! alone does not say which datastream it is about.

use std::{collections::BTreeSet, time::Duration};

use domain::live::FeedId;
use rumqttc::{AsyncClient, ClientError, Event, MqttOptions, Packet, QoS, SubscribeFilter};
use tokio::sync::mpsc;

use super::{broker::Broker, streams::Streams};

/// Topics in one subscription; a broker reads packets of limited length.
const TOPICS_AT_ONCE: usize = 50;
/// The longest message that is taken, in bytes.
const LONGEST: usize = 64 * 1_024;
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// The topic of a datastream.
pub(super) fn topic(number: &str) -> String {
    format!("v1.1/Datastreams({number})/Observations")
}

/// The number of the datastream that a topic is about.
pub(super) fn number_in(topic: &str) -> Option<&str> {
    let (_, rest) = topic.split_once("Datastreams(")?;
    rest.strip_suffix(")/Observations")
}

/// Listens until nobody wants to hear it any more.
pub(super) async fn listen(
    broker: &Broker,
    streams: &Streams,
    feed: &FeedId,
    found: mpsc::Sender<Vec<u8>>,
) {
    let mut wait = FIRST_WAIT;
    let mut first = true;
    loop {
        let session = Session {
            broker,
            streams,
            feed,
            found: &found,
        };
        let connected = session.run(first).await;
        if connected {
            (wait, first) = (FIRST_WAIT, false);
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = found.closed() => return,
        }
        if found.is_closed() {
            return;
        }
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

struct Session<'a> {
    broker: &'a Broker,
    streams: &'a Streams,
    feed: &'a FeedId,
    found: &'a mpsc::Sender<Vec<u8>>,
}

impl Session<'_> {
    /// One connection, and whether it came about.
    async fn run(&self, first: bool) -> bool {
        let mut numbers = self.streams.numbers();
        // Which topics there are is only known after a reading.
        tokio::select! {
            known = numbers.wait_for(|numbers| !numbers.is_empty()) => {
                if known.is_err() {
                    return false;
                }
            }
            () = self.found.closed() => return false,
        }
        let (client, mut events) = AsyncClient::new(self.options(), 1_024);
        let mut connected = false;
        let mut subscribed = BTreeSet::new();
        loop {
            tokio::select! {
                event = events.poll() => match event {
                    Ok(Event::Incoming(Packet::ConnAck(_))) => {
                        connected = true;
                        if !first {
                            self.streams.miss();
                        }
                        // A broker forgets subscriptions, so every connection begins with them.
                        subscribed.clear();
                        let now = numbers.borrow_and_update().clone();
                        if subscribe(&client, &mut subscribed, now).is_err() {
                            return connected;
                        }
                    }
                    Ok(Event::Incoming(Packet::Publish(message))) => {
                        let mut told = message.topic.into_bytes();
                        told.push(b'\n');
                        told.extend_from_slice(&message.payload);
                        if self.found.send(told).await.is_err() {
                            return connected;
                        }
                    }
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(feed = %self.feed, %error, "no connection to the MQTT broker");
                        return connected;
                    }
                },
                changed = numbers.changed() => {
                    let now = numbers.borrow_and_update().clone();
                    if changed.is_err() || (connected && subscribe(&client, &mut subscribed, now).is_err()) {
                        return connected;
                    }
                }
                () = self.found.closed() => return connected,
            }
        }
    }

    fn options(&self) -> MqttOptions {
        // Two clients of one name throw each other out.
        let number = getrandom::u64().unwrap_or_default();
        let name = format!("{}-{number:016x}", self.feed);
        let mut options = MqttOptions::new(name, &self.broker.host, self.broker.port);
        options.set_keep_alive(Duration::from_secs(30));
        options.set_max_packet_size(LONGEST, LONGEST);
        options
    }
}

/// Subscribes to those topics that are new.
fn subscribe(
    client: &AsyncClient,
    subscribed: &mut BTreeSet<String>,
    numbers: BTreeSet<String>,
) -> Result<(), ClientError> {
    let new: Vec<&String> = numbers.difference(subscribed).collect();
    for some in new.chunks(TOPICS_AT_ONCE) {
        let filters = some
            .iter()
            .map(|number| SubscribeFilter::new(topic(number), QoS::AtLeastOnce));
        client.try_subscribe_many(filters)?;
    }
    *subscribed = numbers;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_names_its_datastream() {
        for number in ["7", "'a b'"] {
            assert_eq!(number_in(&topic(number)), Some(number));
        }
        assert_eq!(number_in("v1.1/Observations"), None);
        assert_eq!(number_in("v1.1/Datastreams(7)"), None);
    }
}
