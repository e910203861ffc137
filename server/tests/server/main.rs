//! The whole server on a free port, with an invented city and a fresh database: what citizens,
//! programs and operators get from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod api;
mod caching;
mod command_line;
mod exports;
mod headers;
mod live;
mod map_files;
mod pages;
mod portal;
mod sources;
mod writes;
