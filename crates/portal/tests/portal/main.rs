//! The portal's use cases on a small invented city, with a clock that the tests set.

mod finding;
mod locating;
mod reporting;
mod town;
