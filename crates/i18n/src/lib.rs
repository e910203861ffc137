//! Every text of the portal in every language. A text that lacks a language does not compile.
//!
//! City texts are not here: they stand in the city's folder.

pub mod format;
mod messages;
pub mod opening;

pub use domain::Locale;
pub use messages::*;
