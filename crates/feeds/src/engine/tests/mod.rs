//! The engine in time that passes by itself.

mod nodes;
mod sources;
mod store;
mod storing;
mod timing;
mod town;
