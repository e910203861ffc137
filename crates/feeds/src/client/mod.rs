//! The one HTTP client. It keeps every limit, so that no connector has to.
//!
//! - **Time**: 5 s to connect, 15 s of silence, and the feed's `timeout` for the whole answer.
//! - **Size**: the feed's `max_bytes`, counted while the answer is decompressed.
//! - **Addresses**: names are resolved here, every address is checked, and the connection goes to
//!   a checked address. A feed with `private_address` may be private, but only at its own origin.
//! - **Redirects**: five at most, never from https to http. Headers of the request, and so the
//!   feed's secret, go to its own origin only.
//! - **Turns**: one request at a time for each host.

mod addresses;
mod body;
mod failure;
mod http_client;
mod memory;
mod receive;
mod resolver;
mod retry_after;
mod turns;

pub use http_client::{ClientError, HttpClient};

#[cfg(test)]
mod tests;
