//! The first pass: which objects matter.

use city::OsmRules;
use domain::{BoundingBox, CategoryId, Coordinate};
use osmpbf::{PrimitiveBlock, RelMemberType, Relation};

use super::{extract::Holds, tags::KeptTags};

/// An object that becomes a place.
pub(super) struct Found {
    /// Such as `osm:way/5`.
    pub(super) origin: String,
    pub(super) category: CategoryId,
    pub(super) tags: KeptTags,
    pub(super) shape: Shape,
}

/// What is known of an object's shape after the first pass.
pub(super) enum Shape {
    /// A node.
    Point(Coordinate),
    /// The nodes of a way.
    Way(Vec<i64>),
    /// The ways of a multipolygon.
    Area(Members),
}

/// The ways a relation consists of.
#[derive(Default)]
pub(super) struct Members {
    pub(super) outer: Vec<i64>,
    pub(super) inner: Vec<i64>,
}

/// An administrative boundary with the city's name.
pub(super) struct Limits {
    pub(super) level: u8,
    pub(super) members: Members,
}

/// What the first pass looks for, and what it found.
pub(super) struct Search<'s> {
    pub(super) rules: &'s OsmRules,
    pub(super) categories: &'s [CategoryId],
    pub(super) area: &'s BoundingBox,
    pub(super) city_name: &'s str,
    pub(super) found: Vec<Found>,
    pub(super) limits: Vec<Limits>,
    /// Whether any node lies in the city's box.
    pub(super) touches_the_city: bool,
    /// When the newest way or relation was edited, in milliseconds since 1970; 0 when unknown.
    pub(super) newest_edit: i64,
}

impl Search<'_> {
    /// Looks at every object of a block.
    pub(super) fn look(&mut self, block: &PrimitiveBlock) -> Holds {
        let mut holds = Holds::default();
        for group in block.groups() {
            for node in group.dense_nodes() {
                holds.nodes = true;
                self.node(node.id(), node.lat(), node.lon(), || node.tags().collect());
            }
            for node in group.nodes() {
                holds.nodes = true;
                self.node(node.id(), node.lat(), node.lon(), || node.tags().collect());
            }
            for way in group.ways() {
                holds.ways = true;
                self.newest_edit = self
                    .newest_edit
                    .max(way.info().milli_timestamp().unwrap_or_default());
                let tags: Vec<(&str, &str)> = way.tags().collect();
                let origin = || format!("osm:way/{}", way.id());
                self.keep(&tags, origin, || Shape::Way(way.refs().collect()));
            }
            for relation in group.relations() {
                holds.relations = true;
                self.newest_edit = self
                    .newest_edit
                    .max(relation.info().milli_timestamp().unwrap_or_default());
                self.relation(&relation);
            }
        }
        holds
    }

    fn node<'t>(
        &mut self,
        id: i64,
        lat: f64,
        lon: f64,
        tags: impl FnOnce() -> Vec<(&'t str, &'t str)>,
    ) {
        let Ok(position) = Coordinate::new(lat, lon) else {
            return;
        };
        if self.area.contains(position) {
            self.touches_the_city = true;
            let origin = || format!("osm:node/{id}");
            self.keep(&tags(), origin, || Shape::Point(position));
        }
    }

    fn relation(&mut self, relation: &Relation<'_>) {
        let tags: Vec<(&str, &str)> = relation.tags().collect();
        let value = |key: &str| {
            tags.iter()
                .find(|(k, _)| *k == key)
                .map(|(_, value)| *value)
        };
        match value("type") {
            Some("multipolygon") => {
                let origin = || format!("osm:relation/{}", relation.id());
                self.keep(&tags, origin, || Shape::Area(members(relation)));
            }
            Some("boundary") if value("boundary") == Some("administrative") => {
                let named = value("name") == Some(self.city_name);
                // 8 is a municipality, 6 a city that is its own district, 4 a city that is a Land.
                let level = value("admin_level").and_then(|level| level.parse().ok());
                if let (true, Some(level @ (4 | 6 | 8))) = (named, level) {
                    self.limits.push(Limits {
                        level,
                        members: members(relation),
                    });
                }
            }
            _ => {}
        }
    }

    fn keep(
        &mut self,
        tags: &[(&str, &str)],
        origin: impl FnOnce() -> String,
        shape: impl FnOnce() -> Shape,
    ) {
        if tags.is_empty() {
            return;
        }
        let Some(category) = self.rules.category(tags) else {
            return;
        };
        if self.categories.contains(category) {
            let (category, tags) = (category.clone(), KeptTags::of(tags));
            self.found.push(Found {
                origin: origin(),
                category,
                tags,
                shape: shape(),
            });
        }
    }
}

fn members(relation: &Relation<'_>) -> Members {
    let mut members = Members::default();
    for member in relation.members() {
        if member.member_type == RelMemberType::Way {
            match member.role() {
                Ok("inner") => members.inner.push(member.member_id),
                Ok("outer" | "") => members.outer.push(member.member_id),
                _ => {}
            }
        }
    }
    members
}
