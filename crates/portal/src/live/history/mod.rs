//! The history of a thing, as far as a page shows it: some dozen steps of a span, and what is usual
//! on such a weekday at such an hour.

mod course;
mod load;
mod profile;
mod span;
mod steps;
mod usual;
mod usual_board;

pub use course::{Course, Line};
pub use profile::{DayKind, Hours, YearToDate};
pub use span::{Span, Step};
pub use steps::Measured;
pub use usual::Usual;
pub use usual_board::{UsualBoard, UsualNow};
