//! Whole days of a city, from the simulated sources into the database: through both nights in which
//! the clocks change, and with every fault that a source can have.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clock_changes;
mod faults;
mod town;
mod two_nodes;
