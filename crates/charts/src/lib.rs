//! Charts as SVG, drawn on the server, and the tables they are pictures of.
//!
//! A [`Chart`] holds numbers and times, and writes a picture, a table with the same numbers and a
//! sentence. It knows neither the database nor a browser. The picture has the width of the page: its
//! lines are stretched, its words are not.

mod chart;
mod pen;
mod sentence;
mod shapes;
mod svg;
mod table;
mod time_axis;
mod value_axis;
mod when;

pub use chart::{Chart, Series, Shape, Step, Usual, Value};
