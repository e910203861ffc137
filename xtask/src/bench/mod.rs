//! `bench`: sizes, CPU, memory and start time beside their budgets.

mod crowded_city;
mod lighthouse;
mod live;
mod load;
mod pages;
mod partners;
mod reactions;
mod report;
mod screens;
mod series;
mod serving;
mod sizes;

pub(crate) use live::run as live;
pub(crate) use report::{run, run_pages};
pub(crate) use screens::run as screens;
pub(crate) use series::run as series;
pub(crate) use sizes::bytes;
