//! One reading of a feed.

use std::{any::Any, panic::AssertUnwindSafe, time::Duration};

use domain::live::{Feed, FeedRun, Harvest, Outcome};
use futures_util::FutureExt;
use jiff::Timestamp;

use super::{
    equipment::Equipment,
    prepare::{absorb, prepare},
};
use crate::{Connector, FetchError, ReadError, Reader};

/// The longest a reading may take is the feed's interval, but not longer than this; a feed whose
/// single request may take longer has that time.
const LONGEST: Duration = Duration::from_mins(5);

/// What came of one reading.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it brought; `None` when nothing has changed, or it failed.
    pub harvest: Option<Harvest>,
    /// How it went.
    pub run: FeedRun,
    /// How long the source wants to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// Whether the connector broke and has to be made anew.
    pub(super) broken: bool,
}

/// Why a reading failed.
struct Failure {
    outcome: Outcome,
    error: String,
    retry_after: Option<Duration>,
    broken: bool,
}

/// The longest a reading of a feed may take.
pub(super) fn patience(feed: &Feed) -> Duration {
    feed.interval.min(LONGEST).max(feed.timeout)
}

/// Reads a feed; stores nothing.
pub(super) async fn read(equipment: &Equipment, feed: &Feed, connector: &dyn Connector) -> Reading {
    let started = equipment.clock.now();
    let secret = equipment.secret(feed);
    let mut reader = Reader::new(&*equipment.http, feed, secret.as_deref());
    let known = |id: &str| equipment.knows_trip(id);
    let reading = connector.read(&mut reader, equipment.context(feed, started, &known));
    let reading = tokio::time::timeout(patience(feed), AssertUnwindSafe(reading).catch_unwind());
    let result = match reading.await {
        Ok(Ok(Ok(harvest))) => Ok(harvest),
        Ok(Ok(Err(error))) => Err(Failure::of(&error)),
        Ok(Err(panic)) => Err(Failure::panic(&*panic)),
        Err(_) => Err(Failure::too_long(feed)),
    };
    let run = FeedRun {
        http_status: reader.status,
        bytes: reader.bytes,
        ..blank_run(feed, started, equipment.clock.now())
    };
    match result {
        Ok(harvest) => equipment.taken(harvest, run),
        Err(failure) => Reading {
            harvest: None,
            run: FeedRun {
                outcome: failure.outcome,
                error: Some(failure.error),
                ..run
            },
            retry_after: failure.retry_after,
            broken: failure.broken,
        },
    }
}

/// Reads notifications together; those that cannot be read are left out.
pub(super) fn receive(
    equipment: &Equipment,
    feed: &Feed,
    connector: &dyn Connector,
    bodies: &[Vec<u8>],
) -> Reading {
    let started = equipment.clock.now();
    let mut all = Harvest::default();
    let mut broken = false;
    let known = |id: &str| equipment.knows_trip(id);
    for body in bodies {
        let context = equipment.context(feed, started, &known);
        let received =
            std::panic::catch_unwind(AssertUnwindSafe(|| connector.receive(body, context)));
        match received {
            Ok(Ok(harvest)) => absorb(&mut all, harvest),
            Ok(Err(error)) => {
                tracing::debug!(feed = %feed.id, %error, "a notification cannot be read");
                all.reject("notification", error);
            }
            Err(panic) => {
                broken = true;
                all.reject("notification", Failure::panic(&*panic).error);
            }
        }
    }
    let run = FeedRun {
        bytes: bodies.iter().map(|body| body.len() as u64).sum(),
        ..blank_run(feed, started, equipment.clock.now())
    };
    Reading {
        broken,
        ..equipment.taken(Some(all), run)
    }
}

fn blank_run(feed: &Feed, started: Timestamp, ended: Timestamp) -> FeedRun {
    FeedRun {
        feed: feed.id.clone(),
        started,
        ended,
        outcome: Outcome::NotModified,
        http_status: None,
        bytes: 0,
        seen: 0,
        rejected: 0,
        new: 0,
        revised: 0,
        error: None,
        next_try: ended,
    }
}

impl Equipment {
    /// A reading that went well.
    fn taken(&self, harvest: Option<Harvest>, mut run: FeedRun) -> Reading {
        let harvest = harvest.map(|mut harvest| {
            prepare(&mut harvest, &self.city, run.ended);
            run.outcome = Outcome::Read;
            run.seen = harvest.seen;
            run.rejected = u32::try_from(harvest.rejected.len()).unwrap_or(u32::MAX);
            harvest
        });
        Reading {
            harvest,
            run,
            retry_after: None,
            broken: false,
        }
    }
}

impl Failure {
    fn of(error: &ReadError) -> Self {
        let (outcome, wait) = match error {
            ReadError::Fetch(FetchError::Status { retry_after, .. }) => {
                (Outcome::Refused, *retry_after)
            }
            ReadError::Fetch(FetchError::TooBig { .. } | FetchError::Damaged { .. })
            | ReadError::Unreadable { .. } => (Outcome::Unreadable, None),
            ReadError::Fetch(_) => (Outcome::Unreachable, None),
        };
        Self {
            outcome,
            error: error.to_string(),
            retry_after: wait.map(Duration::from_secs),
            broken: false,
        }
    }

    fn too_long(feed: &Feed) -> Self {
        Self {
            outcome: Outcome::Unreachable,
            error: format!("reading it took longer than {} s", patience(feed).as_secs()),
            retry_after: None,
            broken: false,
        }
    }

    fn panic(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Self {
            outcome: Outcome::Unreadable,
            error: format!("the connector broke: {}", text.unwrap_or("no reason")),
            retry_after: None,
            broken: true,
        }
    }
}
