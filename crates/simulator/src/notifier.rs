//! Notifies the readers of context brokers of what was written since it last looked.

use std::{io, time::Duration};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use domain::live::{ConnectorKind, Feed};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use crate::{
    Fault, Simulator,
    sources::{is_linked, written},
    subscriptions::Subscription,
};

/// How often it looks at the clock.
const LOOK: Duration = Duration::from_millis(200);

/// If the clock has jumped farther than this, what lies before is not told any more.
const CATCH_UP: SignedDuration = SignedDuration::from_hours(1);

/// So much of the past is told at once.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// How long a reader may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Notifies for ever.
pub(crate) async fn notify(simulator: Simulator) {
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut told = simulator.clock().now();
    loop {
        looks.tick().await;
        let now = simulator.clock().now();
        let from = told.max(now.checked_sub(CATCH_UP).unwrap_or(told));
        for feed in simulator
            .feeds()
            .iter()
            .filter(|feed| feed.connector == ConnectorKind::Ngsi)
        {
            tell(&simulator, feed, from, now).await;
        }
        told = now;
    }
}

/// Tells what a broker wrote after `from` up to `to`.
async fn tell(simulator: &Simulator, feed: &Feed, from: Timestamp, to: Timestamp) {
    let subscriptions = simulator.subscriptions().of(&feed.id);
    let fault = simulator.faults().of(&feed.id);
    // A broker that does not answer does not notify either.
    let silent = matches!(fault, Some(Fault::Refuse | Fault::Hang | Fault::Status500));
    if subscriptions.is_empty() || silent || from >= to {
        return;
    }
    for (at, entities) in written(simulator.world(fault), feed, from, to) {
        for subscription in &subscriptions {
            send_or_warn(subscription, feed, at, &entities).await;
        }
    }
}

/// Sends what is known at an instant to a new reader.
pub(crate) async fn greet(
    subscription: &Subscription,
    feed: &Feed,
    at: Timestamp,
    entities: &[Value],
) {
    send_or_warn(subscription, feed, at, entities).await;
}

/// Tells a new reader what was written before, hour by hour, the last hour first: what came last is
/// compared first. A reader that has enough for the moment is given time; one that fails in another
/// way hears no more of the past.
pub(crate) async fn tell_past(
    simulator: &Simulator,
    subscription: &Subscription,
    feed: &Feed,
    now: Timestamp,
) {
    let begin = now.checked_sub(simulator.past()).unwrap_or(now);
    let mut to = now;
    while begin < to {
        let from = (to - HOUR).max(begin);
        let told = written(simulator.world(None), feed, from, to);
        let entities: Vec<Value> = told.into_iter().flat_map(|(_, told)| told).collect();
        let text = notification(subscription, feed, to, &entities);
        let sent = timeout(PATIENCE, send(subscription, text)).await;
        match sent {
            Ok(Ok(status)) if status.is_success() => to = from,
            Ok(Ok(StatusCode::TOO_MANY_REQUESTS)) => sleep(LOOK).await,
            outcome => {
                tracing::warn!(feed = %feed.id, ?outcome, "a reader could not be told the past");
                return;
            }
        }
    }
}

fn notification(
    subscription: &Subscription,
    feed: &Feed,
    at: Timestamp,
    entities: &[Value],
) -> String {
    let mut notification = json!({ "subscriptionId": subscription.id(), "data": entities });
    if is_linked(feed) {
        notification["id"] = json!(format!("urn:ngsi-ld:Notification:{}", at.as_second()));
        notification["type"] = json!("Notification");
        notification["notifiedAt"] = json!(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    notification.to_string()
}

async fn send_or_warn(subscription: &Subscription, feed: &Feed, at: Timestamp, entities: &[Value]) {
    let text = notification(subscription, feed, at, entities);
    let sent = timeout(PATIENCE, send(subscription, text)).await;
    match sent {
        Ok(Ok(status)) if status.is_success() => {}
        outcome => tracing::warn!(feed = %feed.id, ?outcome, "a reader could not be notified"),
    }
}

async fn send(subscription: &Subscription, notification: String) -> io::Result<StatusCode> {
    let stream = TcpStream::connect(subscription.address).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(io::Error::other)?;
    let request = Request::post(&subscription.path)
        .header(header::HOST, subscription.address.to_string())
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(notification))
        .map_err(io::Error::other)?;
    // The connection ends when there is nothing more to send on it.
    let answered = async move {
        sender
            .send_request(request)
            .await
            .map(|response| response.status())
    };
    let (status, _) = tokio::join!(answered, connection);
    status.map_err(io::Error::other)
}
