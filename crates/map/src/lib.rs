//! Leaflet with our own base map and markers, for the browser.
//!
//! It compiles everywhere, so that the isles need no second face for the server, but runs only in the
//! browser: the server never calls it.

mod gestures;
mod interop;
mod point;
mod script;
mod view;

pub use gestures::Hint;
pub use point::Point;
pub use script::load;
pub use view::{MapView, Options};
