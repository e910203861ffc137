//! What is marked.

/// A marker: where it stands and what it looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Identifier of the place.
    pub id: String,
    /// Degrees north (WGS 84).
    pub lat: f64,
    /// Degrees east (WGS 84).
    pub lng: f64,
    /// Outline: `circle`, `square`, `diamond`, `triangle`, `hexagon` or `pin`.
    pub shape: String,
    /// A CSS colour or the name of a custom property.
    pub colour: String,
    /// Shown when the marker is chosen.
    pub name: String,
}
