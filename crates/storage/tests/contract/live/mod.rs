//! Feeds, things and time series.

mod batches;
mod comparing;
mod following;
mod ingesting;
mod keeping;
mod refusing;
mod rolling;
mod rolling_at_random;
mod rolling_days;
mod telling;
