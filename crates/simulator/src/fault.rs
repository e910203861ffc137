//! What can go wrong with a source, by name.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use domain::live::FeedId;
use tokio::sync::watch;

macro_rules! faults {
    ($($(#[doc = $doc:literal])+ $fault:ident = $name:literal;)+) => {
        /// What can go wrong with a source.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault {
            $($(#[doc = $doc])+ $fault,)+
        }

        impl Fault {
            /// All faults.
            pub const ALL: &[Self] = &[$(Self::$fault,)+];

            /// The name on the command line and in requests.
            pub fn name(self) -> &'static str {
                match self { $(Self::$fault => $name,)+ }
            }

            /// What happens, in words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$fault => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

faults! {
    /// closes the connection without an answer
    Refuse = "refuse";
    /// takes the request and never answers
    Hang = "hang";
    /// sends one byte a second
    OneByteASecond = "one-byte-a-second";
    /// answers 500
    Status500 = "500";
    /// answers 200 with an error page in HTML
    Html200 = "html-200";
    /// ends a packed answer in its middle
    TruncatedGzip = "truncated-gzip";
    /// says UTF-8 and sends something else
    WrongCharset = "wrong-charset";
    /// sends 200 MB
    TwoHundredMb = "200-mb";
    /// sends 1 MB that unpacks to 1 GB
    GzipBomb = "gzip-bomb";
    /// sends NaN for every number
    Nan = "nan";
    /// tells the values of three hours ahead
    FutureTime = "future-time";
    /// mixes latitude and longitude up
    SwappedCoordinates = "swapped-coordinates";
    /// calls every field another name
    SchemaDrift = "schema-drift";
    /// redirects to an address of a private network
    RedirectPrivate = "redirect-private";
    /// ends every MQTT connection and takes no new one until the fault is over
    MqttRestart = "mqtt-restart";
    /// park-api only: sends the first page whatever the cursor says
    IgnoreCursor = "ignore-cursor";
    /// park-api only: the cursor leads to the same page again
    RepeatPage = "repeat-page";
    /// park-api only: ends after 80 % of what it promises
    StopAt80 = "stop-at-80";
}

impl Fault {
    /// The fault with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name)
    }
}

/// Which feed has which fault. Clones are the same switches.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    set: Arc<RwLock<BTreeMap<FeedId, Fault>>>,
    /// Tells the broker that something was switched.
    switched: watch::Sender<()>,
}

impl Faults {
    /// Gives a feed a fault, or heals it.
    pub fn set(&self, feed: &FeedId, fault: Option<Fault>) {
        {
            let mut set = self.set.write().unwrap_or_else(PoisonError::into_inner);
            match fault {
                Some(fault) => set.insert(feed.clone(), fault),
                None => set.remove(feed),
            };
        }
        self.switched.send_replace(());
    }

    /// The fault of a feed.
    pub fn of(&self, feed: &FeedId) -> Option<Fault> {
        self.set
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(feed)
            .copied()
    }

    /// All that are switched on.
    pub fn all(&self) -> BTreeMap<FeedId, Fault> {
        self.set
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn switched(&self) -> watch::Receiver<()> {
        self.switched.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_fault() {
        for fault in Fault::ALL {
            assert_eq!(Fault::parse(fault.name()), Some(*fault));
            assert!(!fault.words().is_empty());
        }
        assert_eq!(Fault::parse("fire"), None);
    }

    #[test]
    fn a_feed_has_one_fault_at_a_time_and_can_be_healed() {
        let faults = Faults::default();
        let (a, b) = (FeedId::new("a"), FeedId::new("b"));
        faults.set(&a, Some(Fault::Hang));
        faults.set(&a, Some(Fault::Nan));
        assert_eq!((faults.of(&a), faults.of(&b)), (Some(Fault::Nan), None));
        faults.set(&a, None);
        assert!(faults.all().is_empty());
    }
}
