//! Feeds, things and time series.

mod bulk;
mod changes;
mod described;
mod described_rows;
mod events;
mod expiry;
mod health;
mod ingest;
mod known;
mod latest;
mod lease;
mod live_store;
mod observations;
mod partitions;
mod plan;
mod removal;
mod revisions;
mod roll_up;
mod roll_up_sql;
mod runs;
mod sequence;
mod series;
mod slots;
mod transaction;

pub(crate) use known::Known;
