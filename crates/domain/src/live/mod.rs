//! The city right now: feeds that are read, the things they tell about, and what was observed.
//!
//! The words are those of OGC `SensorThings`: a [`Thing`] (a car park, a counter, a gauge) has
//! [`Datastream`]s (free spaces, cars from the north, water level), and each datastream has
//! [`Observation`]s. What holds for a while (roadworks, warnings) is an [`Event`].

mod batch;
mod bucket;
mod car_park;
mod compared;
mod datastream;
mod event;
mod event_place;
mod feed;
mod freshness;
mod ids;
mod observation;
mod property;
mod retention;
mod rollup;
mod run;
mod thing;
mod trend;

pub use batch::{FeedBatch, Harvest, IngestReport, NewObservation, Rejected};
pub use bucket::{Bucket, Level};
pub use car_park::{Occupancy, Seen};
pub use compared::Compared;
pub use datastream::{Aggregation, Datastream, VehicleClass};
pub use event::{Event, EventKind, EventText, Severity};
pub use event_place::AFFECTED_WITHIN;
pub use feed::{ConnectorKind, Feed, Origin, Secret, SecretPlace};
pub use freshness::{Freshness, SourceState};
pub use ids::{DatastreamId, EventId, FeedId, ThingId};
pub use observation::{CLOCK_SKEW, Fault, Latest, Observation, Quality, judge};
pub use property::{Property, Topic};
pub use retention::Retention;
pub use rollup::Rollup;
pub use run::{FeedHealth, FeedRun, Outcome};
pub use thing::{Mark, Thing, ThingFacts, ThingKind};
pub use trend::Trend;
