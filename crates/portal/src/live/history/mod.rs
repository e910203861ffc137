//! The history of a thing, as far as a page shows it: some dozen steps of a span, and what is usual
//! on such a weekday at such an hour.

mod beside;
mod course;
mod last_days;
mod load;
mod past_board;
mod profile;
mod season;
mod span;
mod steps;
mod usual;
mod usual_now;

pub use beside::{DryAndWet, WeatherBeside};
pub use course::{Course, Line};
pub use last_days::LastDays;
pub use past_board::PastBoard;
pub use profile::{DayKind, Hours, YearToDate};
pub use season::{Against, Season};
pub use span::{Span, Step};
pub use steps::Measured;
pub use usual::{Reference, Usual};
pub use usual_now::UsualNow;
