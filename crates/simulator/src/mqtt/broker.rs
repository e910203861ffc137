//! The broker: publishes what was observed since it last looked.

use std::time::Duration;

use bytes::Bytes;
use domain::live::{ConnectorKind, FeedId};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    net::TcpStream,
    sync::broadcast,
    time::{MissedTickBehavior, interval},
};

use super::session;
use crate::{
    Fault, Simulator,
    sources::{observation, streams},
    values::SENSED_EVERY,
};

/// How often it looks at the clock.
const LOOK: Duration = Duration::from_millis(200);

/// If its clock has jumped farther than this, what lies before is not told any more.
const CATCH_UP: SignedDuration = SignedDuration::from_hours(1);

/// A message: its topic and its text.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) topic: String,
    pub(super) payload: Bytes,
}

/// A broker. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Broker {
    simulator: Simulator,
    messages: broadcast::Sender<Message>,
}

impl Broker {
    pub(crate) fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            messages: broadcast::channel(1_024).0,
        }
    }

    /// Tells every new observation, for ever.
    pub(crate) async fn publish(self) {
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut told = self.simulator.clock().now();
        loop {
            looks.tick().await;
            let now = self.simulator.clock().now();
            self.tell(told.max(now.checked_sub(CATCH_UP).unwrap_or(told)), now);
            told = now;
        }
    }

    /// Tells what was observed after `from` up to `to`.
    fn tell(&self, from: Timestamp, to: Timestamp) {
        let step = SENSED_EVERY.as_secs();
        let (first, last) = (
            from.as_second().div_euclid(step) + 1,
            to.as_second().div_euclid(step),
        );
        if first > last || self.messages.receiver_count() == 0 {
            return;
        }
        let world = self.simulator.world(None);
        for number in first..=last {
            let Ok(at) = Timestamp::from_second(number * step) else {
                return;
            };
            for stream in streams(world) {
                let topic = format!("v1.1/Datastreams({})/Observations", stream.id);
                let Some(observed) = observation(world, &stream, at) else {
                    continue;
                };
                // Nobody listening is nothing to worry about.
                let _ = self.messages.send(Message {
                    topic,
                    payload: observed.to_string().into(),
                });
            }
        }
    }

    /// Serves one client until it leaves, or the broker is restarted.
    pub(crate) async fn serve(self, stream: TcpStream) {
        let mut switched = self.simulator.faults().switched();
        let down = async {
            while !self.is_down() {
                if switched.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            () = down => {}
            result = session::serve(stream, self.messages.subscribe()) => {
                if let Err(error) = result {
                    tracing::debug!(%error, "an MQTT client is gone");
                }
            }
        }
    }

    fn is_down(&self) -> bool {
        let feeds = self.simulator.feeds().iter();
        let sensors = feeds.filter(|feed| feed.connector == ConnectorKind::SensorThings);
        self.simulator.suffers(
            Fault::MqttRestart,
            sensors.map(|feed| -> FeedId { feed.id.clone() }),
        )
    }
}
