//! Reads the city's live sources.
//!
//! A [`Connector`] turns the answers of one kind of source into a [`domain::live::Harvest`]. It is
//! three steps in three files: `fetch` (which addresses, in which order), `wire` (the foreign
//! format; every field is optional) and `map` (to the domain; a bad record is counted and skipped).

mod address;
mod autobahn;
mod bicycle_counts;
mod brightsky;
mod client;
mod connector;
mod drift;
mod dwd;
mod encoding;
mod engine;
mod gbfs;
mod generic;
mod gtfs_realtime;
mod http;
mod instant;
mod line;
mod loose;
mod ngsi;
mod ocpi;
mod options;
mod parkapi;
mod part;
mod pegelonline;
mod place;
mod registry;
mod roadworks;
mod sensorthings;
mod uba;

pub use client::{ClientError, HttpClient};
pub use connector::{Connector, Context, ReadError};
pub use engine::{
    Engine, EngineParts, Equipment, Inbox, OnceError, Reading, Secrets, Undelivered,
    describe_metrics,
};
pub use http::{Answer, FetchError, Get, Http, Reader};
pub use options::OptionsError;
pub use registry::connector;
