//! The interactive parts, one file each.

mod icon;
mod listener;
mod live;
mod map;
mod position;
mod query_form;
mod share;
mod store;
mod theme_switch;
mod view_switch;

/// The language of an isle.
pub use domain::Locale;
pub use live::LiveIsle;
pub use map::{MapFrame, MapIsle, MapKind, MarkerStyle};
pub use position::PositionIsle;
pub use query_form::QueryFormIsle;
pub use share::ShareIsle;
pub use theme_switch::ThemeSwitchIsle;
pub use view_switch::{PlacesView, ViewSwitchIsle};
