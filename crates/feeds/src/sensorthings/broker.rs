//! Where the MQTT broker is.

use domain::live::{Feed, Origin};

/// Host and port of a broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broker {
    pub(super) host: String,
    pub(super) port: u16,
}

const USUAL_PORT: u16 = 1_883;

impl Broker {
    /// The broker of a feed whose options name one. The simulator's is at the address of the
    /// simulator itself.
    pub(super) fn of(feed: &Feed, named: &str) -> Result<Self, String> {
        match feed.origin {
            Origin::Simulated => Self::parse(&feed.url, "http://", 80),
            Origin::Live => Self::parse(named, "mqtt://", USUAL_PORT),
        }
        .ok_or_else(|| {
            format!("`mqtt`: `{named}` is not an address such as `mqtt://sensors.example:1883`")
        })
    }

    fn parse(address: &str, scheme: &str, usual: u16) -> Option<Self> {
        let place = address.strip_prefix(scheme)?.split('/').next()?;
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (place, usual),
        };
        (!host.is_empty()).then(|| Self {
            host: host.to_owned(),
            port,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_has_a_host_and_a_port() {
        let of = |address| Broker::parse(address, "mqtt://", USUAL_PORT);
        let broker = |host: &str, port| {
            let host = host.to_owned();
            Some(Broker { host, port })
        };
        assert_eq!(of("mqtt://a.example"), broker("a.example", 1_883));
        assert_eq!(of("mqtt://a.example:1884/"), broker("a.example", 1_884));
        for wrong in [
            "mqtts://a.example",
            "mqtt://",
            "mqtt://a.example:x",
            "a.example",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
