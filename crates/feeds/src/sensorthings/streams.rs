//! What the readings found out, for messages that tell nothing but a number and a time.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::live::{Property, Thing};
use tokio::sync::watch;

use super::unit::Conversion;

/// A datastream of the source.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) thing: Thing,
    pub(super) property: Property,
    pub(super) conversion: Conversion,
}

/// The datastreams by their number in topics: `7`, or `'seven'`.
pub(super) struct Streams {
    known: Mutex<HashMap<String, Known>>,
    numbers: watch::Sender<BTreeSet<String>>,
    /// Whether messages may have been missed since the last reading.
    missed: AtomicBool,
}

impl Streams {
    pub(super) fn new() -> Self {
        Self {
            known: Mutex::default(),
            numbers: watch::Sender::default(),
            missed: AtomicBool::new(false),
        }
    }

    /// Takes what a reading found; what is gone stays known, because a message may be on its way.
    pub(super) fn learn(&self, found: HashMap<String, Known>) {
        let numbers: BTreeSet<String> = found.keys().cloned().collect();
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(found);
        self.numbers.send_if_modified(|before| {
            let changed = *before != numbers;
            *before = numbers;
            changed
        });
    }

    pub(super) fn get(&self, number: &str) -> Option<Known> {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(number)
            .cloned()
    }

    /// The numbers that can be listened to, and their changes.
    pub(super) fn numbers(&self) -> watch::Receiver<BTreeSet<String>> {
        self.numbers.subscribe()
    }

    /// Notes that there was no connection for a while.
    pub(super) fn miss(&self) {
        self.missed.store(true, Ordering::Relaxed);
    }

    /// Whether there was, since this was last asked.
    pub(super) fn take_missed(&self) -> bool {
        self.missed.swap(false, Ordering::Relaxed)
    }
}
