//! Values of the command line that are parsed and not merely passed on.

use std::{fmt, net::SocketAddr, str::FromStr};

use clap::ValueEnum;
use domain::live::FeedId;
use simulator::Fault;

/// Which live sources are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FeedsMode {
    /// Those of the city.
    Live,
    /// A simulator that speaks their formats, with made-up values.
    Simulated,
    /// Those of the city if one answers within two seconds, else simulated ones.
    Auto,
    /// None.
    Off,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people at a terminal.
    Pretty,
    /// One JSON object a line, for programs.
    Json,
}

/// Where Prometheus is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricsAddress {
    /// Nowhere.
    Off,
    /// On this address.
    At(SocketAddr),
}

impl FromStr for MetricsAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "off" {
            return Ok(Self::Off);
        }
        let address = text.parse();
        address
            .map(Self::At)
            .map_err(|_| "write HOST:PORT, such as 127.0.0.1:9464, or `off`".into())
    }
}

/// A fault that a simulated feed has, as in `parking=hang`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedFault {
    /// Key of the feed.
    pub feed: FeedId,
    /// What goes wrong with it.
    pub fault: Fault,
}

impl FromStr for FeedFault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (feed, name) = text
            .split_once('=')
            .ok_or("write FEED=NAME, such as parking=hang")?;
        let fault = Fault::parse(name).ok_or_else(|| {
            let names: Vec<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
            format!("`{name}` is no fault; there are {}", names.join(", "))
        })?;
        let feed = FeedId::new(feed);
        Ok(Self { feed, fault })
    }
}

/// Scheme and host under which citizens reach the portal, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The address for a portal that is only reached where it listens.
    pub fn of(address: SocketAddr) -> Self {
        Self(format!("http://{address}"))
    }

    /// The text, such as `https://portal.example`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether citizens reach the portal encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Host and port.
    pub fn authority(&self) -> &str {
        self.0
            .split_once("://")
            .map_or("", |(_, authority)| authority)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let authority = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let is_host = |host: &str| {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
        };
        match authority {
            Some(host) if is_host(host) => Ok(Self(text)),
            _ => Err("write scheme and host, such as https://portal.example".into()),
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        let url: PublicUrl = "https://Portal.Example/".parse().unwrap();
        assert_eq!(url.as_str(), "https://portal.example");
        assert_eq!(url.authority(), "portal.example");
        assert!(url.is_https());
        for wrong in [
            "portal.example",
            "https://",
            "https://a/b",
            "ftp://a",
            "https://a?b",
        ] {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn metrics_are_off_or_at_an_address() {
        assert_eq!("off".parse(), Ok(MetricsAddress::Off));
        assert!(matches!(
            "127.0.0.1:9464".parse(),
            Ok(MetricsAddress::At(_))
        ));
        assert!("9464".parse::<MetricsAddress>().is_err());
    }
}
