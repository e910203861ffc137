//! Who wants to be notified by a context broker, and of what.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::http::Uri;
use domain::live::FeedId;
use serde_json::Value;

/// One reader that wants to be notified.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subscription {
    /// The number in its identifier.
    pub(crate) number: u64,
    pub(crate) feed: FeedId,
    /// Where notifications go; always on this machine.
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
    /// What the reader sent.
    pub(crate) wish: Value,
}

impl Subscription {
    /// The identifier that the broker gave it.
    pub(crate) fn id(&self) -> String {
        format!("{:024x}", self.number)
    }
}

/// All subscriptions by their number.
#[derive(Debug, Default)]
pub(crate) struct Subscriptions(Mutex<BTreeMap<u64, Subscription>>);

impl Subscriptions {
    /// Takes a wish in the form of either version; the identifier, or why it cannot be.
    pub(crate) fn add(&self, feed: &FeedId, wish: Value) -> Result<String, &'static str> {
        let notification = &wish["notification"];
        let url = notification["http"]["url"].as_str();
        let url = url.or(notification["endpoint"]["uri"].as_str());
        let url: Uri = url
            .and_then(|url| url.parse().ok())
            .ok_or("nobody to notify")?;
        let address = loopback(&url).ok_or("only http addresses of this machine are notified")?;
        let path = url
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        let mut all = self.all();
        let number = all.last_key_value().map_or(1, |(number, _)| number + 1);
        let subscription = Subscription {
            number,
            feed: feed.clone(),
            address,
            path,
            wish,
        };
        let id = subscription.id();
        all.insert(number, subscription);
        Ok(id)
    }

    /// Ends a subscription; whether there was one.
    pub(crate) fn remove(&self, feed: &FeedId, id: &str) -> bool {
        let mut all = self.all();
        let found = all.values().find(|one| one.feed == *feed && one.id() == id);
        let number = found.map(|one| one.number);
        number.is_some_and(|number| all.remove(&number).is_some())
    }

    /// The subscriptions of a feed.
    pub(crate) fn of(&self, feed: &FeedId) -> Vec<Subscription> {
        self.all()
            .values()
            .filter(|one| one.feed == *feed)
            .cloned()
            .collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Subscription>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The socket behind an address of this machine.
fn loopback(url: &Uri) -> Option<SocketAddr> {
    (url.scheme_str() == Some("http")).then_some(())?;
    let host = match url.host()? {
        "localhost" => "127.0.0.1",
        host => host.trim_matches(['[', ']']),
    };
    let ip: std::net::IpAddr = host.parse().ok()?;
    ip.is_loopback()
        .then(|| SocketAddr::new(ip, url.port_u16().unwrap_or(80)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_readers_on_this_machine_are_notified() {
        let subscriptions = Subscriptions::default();
        let feed = FeedId::new("traffic");
        let add = |wish| subscriptions.add(&feed, wish);
        assert!(
            add(json!({ "notification": { "http": { "url": "http://10.0.0.1/x" } } })).is_err()
        );
        assert!(
            add(json!({ "notification": { "http": { "url": "https://127.0.0.1/x" } } })).is_err()
        );
        assert!(add(json!({})).is_err());
        let id = add(
            json!({ "notification": { "endpoint": { "uri": "http://127.0.0.1:3000/in/1?a" } } }),
        )
        .unwrap();
        let all = subscriptions.of(&feed);
        assert_eq!(
            (all.len(), all[0].path.as_str(), all[0].address.port()),
            (1, "/in/1?a", 3000)
        );
        assert!(!subscriptions.remove(&FeedId::new("parking"), &id));
        assert!(subscriptions.remove(&feed, &id) && subscriptions.of(&feed).is_empty());
    }
}
