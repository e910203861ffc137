//! What is observed in the city right now, and where it comes from.

mod around;
mod events;
mod groups;
mod overview;
mod reading_row;
mod simulation;
mod sources;
mod thing;
mod thing_charts;
mod thing_facts;
mod thing_notes;
mod thing_part;
mod thing_weather;
mod topic;

pub(super) use around::{live_bar, way};
pub(super) use events::list as events;
pub(super) use groups::grouped;
pub(super) use overview::{page as overview, topic_links};
pub(super) use reading_row::moment;
pub(super) use simulation::{badge, banner, simulated};
pub(super) use sources::page as sources;
pub(super) use thing::thing;
pub(super) use topic::page as topic;
