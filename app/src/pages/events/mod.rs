//! Reports that hold for a while: roadworks, closures, warnings.

mod list;
mod one;
mod row;
mod topic;

pub(super) use list::{Listed, Reports};
pub(super) use one::page as one;
pub(super) use row::{EventRow, row};
pub(super) use topic::{feed, page as topic};
