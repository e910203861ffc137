//! `test`: everything CI checks, step by step, with one count at the end.

mod browser_tests;
mod cargo_steps;
mod counts;
mod postgres;
mod steps;

pub(crate) use postgres::Cluster;
pub(crate) use steps::{Name, run};
