//! Pushes changes to every open page.

mod clients;
mod frames;
mod hub;
mod push;
mod topic_state;

pub(crate) use clients::Admission;
pub(crate) use frames::Topics;
pub use hub::{Hub, follow};
pub(crate) use push::Push;
pub(crate) use topic_state::{EventState, TopicState, simulated};
