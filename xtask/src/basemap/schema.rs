//! What a tile holds: layers, and features with their few properties.

use serde_json::{Map, Value};

/// The layers of a tile, in drawing order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// The box the map knows.
    Earth,
    /// What the ground is used for.
    Landuse,
    /// Water as areas and lines.
    Water,
    /// Outlines of buildings, and house numbers.
    Buildings,
    /// Everything one moves on.
    Roads,
    /// Edges of the city and its districts.
    Boundaries,
    /// Names at a point.
    Places,
}

impl Layer {
    /// All layers, in the order in which a style draws them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Earth,
        Self::Landuse,
        Self::Water,
        Self::Buildings,
        Self::Roads,
        Self::Boundaries,
        Self::Places,
    ];

    /// The layer's name in the tile.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Earth => "earth",
            Self::Landuse => "landuse",
            Self::Water => "water",
            Self::Buildings => "buildings",
            Self::Roads => "roads",
            Self::Boundaries => "boundaries",
            Self::Places => "places",
        }
    }

    /// The place of the layer in [`Layer::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// Whether the shape of the source is kept or a point for a name is put inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The source's own geometry.
    Same,
    /// A point inside the source's area, shown from the zoom at which the area is wide enough for a name.
    NameInside,
}

/// One feature of a tile, without its geometry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TileFeature {
    pub(crate) layer: Layer,
    pub(crate) min_zoom: u8,
    pub(crate) shape: Shape,
    pub(crate) properties: Map<String, Value>,
}

impl TileFeature {
    /// A feature of this kind, seen from this zoom of the tiles.
    pub(crate) fn new(layer: Layer, kind: &str, min_zoom: u8) -> Self {
        let mut properties = Map::new();
        if !kind.is_empty() {
            properties.insert("kind".to_owned(), Value::from(kind));
        }
        Self {
            layer,
            min_zoom,
            shape: Shape::Same,
            properties,
        }
    }

    /// Adds a text unless it is missing or empty.
    pub(crate) fn text(mut self, key: &str, value: Option<&str>) -> Self {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            self.properties.insert(key.to_owned(), Value::from(value));
        }
        self
    }

    /// Adds a flag if it is set.
    pub(crate) fn flag(mut self, key: &str, value: bool) -> Self {
        if value {
            self.properties.insert(key.to_owned(), Value::Bool(true));
        }
        self
    }

    /// The feature as a point inside its area.
    pub(crate) fn name_inside(mut self) -> Self {
        self.shape = Shape::NameInside;
        self
    }

    /// The feature's kind, or nothing.
    pub(crate) fn kind(&self) -> &str {
        self.properties
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The feature's name, if it has one.
    pub(crate) fn name(&self) -> Option<&str> {
        self.properties.get("name").and_then(Value::as_str)
    }

    /// The first tile zoom at which the name of a road is wanted; nothing for what is always named.
    pub(crate) fn named_from(&self) -> Option<u8> {
        if self.layer != Layer::Roads || self.name().is_none() {
            return None;
        }
        Some(match self.kind() {
            "motorway" | "trunk" | "primary" | "secondary" | "tertiary" => 13,
            "street" | "pedestrian" => 14,
            _ => 15,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_named_later_than_a_high_street() {
        let named = |kind: &str| {
            TileFeature::new(Layer::Roads, kind, 8)
                .text("name", Some("Gasse"))
                .named_from()
        };
        assert_eq!(named("primary"), Some(13));
        assert_eq!(named("path"), Some(15));
        assert_eq!(TileFeature::new(Layer::Roads, "path", 8).named_from(), None);
        assert_eq!(
            TileFeature::new(Layer::Places, "town", 8)
                .text("name", Some("Stadt"))
                .named_from(),
            None
        );
    }
}
