//! What each connector makes of the answers of its source.

mod autobahn;
mod fake;
mod roadworks;
