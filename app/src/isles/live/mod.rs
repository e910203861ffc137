//! Values that keep themselves up to date.

mod connection;
mod feed;
mod isle;
mod message;
mod rows;

use connection::{Connection, LiveState};
pub(super) use feed::LiveFeed;
pub use isle::LiveIsle;
use message::Message;
