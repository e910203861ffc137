//! Feeds, things and time series.

mod batches;
mod following;
mod ingesting;
mod keeping;
mod refusing;
mod rolling;
mod rolling_at_random;
mod telling;
