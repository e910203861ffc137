//! The portal's use cases on a small invented city, with a clock that the tests set.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod departing;
mod finding;
mod locating;
mod reporting;
mod town;
mod under_way;
