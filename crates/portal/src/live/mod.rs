//! The city right now: what is known at this moment, in memory, on every node.
//!
//! The store keeps the truth. [`Live`] follows its sequence number, re-reads what changed, replaces
//! the [`LiveBoard`] that pages and the API read, and tells its followers which topics changed.

mod board;
mod completeness;
mod follow;
mod history;
mod registry;
mod sources;

pub use board::{LiveBoard, Reading};
pub use follow::{Live, TopicsChanged};
pub use history::{
    Against, Course, DayKind, DryAndWet, Hours, LastDays, Line, Measured, PastBoard, Reference,
    Season, Span, Step, Usual, UsualNow, WeatherBeside, YearToDate,
};
pub use registry::Registry;
pub use sources::{FeedView, SourceView};
