//! The second and third pass: nodes of ways, positions of nodes.

use std::collections::HashMap;

use geo::Coord;
use osmpbf::PrimitiveBlock;

use super::{
    extract::Extract,
    found::{Found, Limits, Members, Shape},
};
use crate::ImportError;

/// The ways of relations and the positions of nodes, as far as they are in the extract.
pub(super) struct Positions {
    ways: HashMap<i64, Vec<i64>>,
    /// Identifiers of nodes in rising order.
    nodes: Vec<i64>,
    /// Longitude and latitude of each in 10⁻⁷ degrees; half the memory of two `f64`.
    places: Vec<(i32, i32)>,
}

const UNKNOWN: (i32, i32) = (i32::MIN, i32::MIN);

impl Positions {
    /// Reads what the objects found consist of.
    pub(super) fn read(
        extract: &Extract,
        found: &[Found],
        limits: &[Limits],
    ) -> Result<Self, ImportError> {
        let ways = read_ways(extract, needed_ways(found, limits))?;
        let mut nodes: Vec<i64> = ways.values().flatten().copied().collect();
        for object in found {
            if let Shape::Way(refs) = &object.shape {
                nodes.extend(refs);
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        nodes.shrink_to_fit();
        let places = vec![UNKNOWN; nodes.len()];
        let mut positions = Self {
            ways,
            nodes,
            places,
        };
        if !positions.nodes.is_empty() {
            let mut places = std::mem::take(&mut positions.places);
            extract.next_pass(
                |holds| holds.nodes,
                |block| {
                    each_node(block, |id, place| {
                        if let Ok(at) = positions.nodes.binary_search(&id) {
                            places[at] = place;
                        }
                    });
                },
            )?;
            positions.places = places;
        }
        Ok(positions)
    }

    /// The nodes of a way of a relation.
    pub(super) fn way(&self, id: i64) -> Option<&[i64]> {
        self.ways.get(&id).map(Vec::as_slice)
    }

    /// Where a node is; x is the longitude.
    pub(super) fn node(&self, id: i64) -> Option<Coord> {
        let (lon, lat) = self.places[self.nodes.binary_search(&id).ok()?];
        let known = (lon, lat) != UNKNOWN;
        known.then(|| Coord {
            x: f64::from(lon) * 1e-7,
            y: f64::from(lat) * 1e-7,
        })
    }
}

fn needed_ways(found: &[Found], limits: &[Limits]) -> Vec<i64> {
    let areas = found.iter().filter_map(|object| match &object.shape {
        Shape::Area(members) => Some(members),
        _ => None,
    });
    let all = |members: &Members| [members.outer.clone(), members.inner.clone()].concat();
    let mut ways: Vec<i64> = areas
        .chain(limits.iter().map(|limits| &limits.members))
        .flat_map(all)
        .collect();
    ways.sort_unstable();
    ways.dedup();
    ways
}

fn read_ways(extract: &Extract, needed: Vec<i64>) -> Result<HashMap<i64, Vec<i64>>, ImportError> {
    let mut ways = HashMap::new();
    if !needed.is_empty() {
        extract.next_pass(
            |holds| holds.ways,
            |block| {
                for way in block.groups().flat_map(|group| group.ways()) {
                    if needed.binary_search(&way.id()).is_ok() {
                        ways.insert(way.id(), way.refs().collect());
                    }
                }
            },
        )?;
    }
    Ok(ways)
}

fn each_node(block: &PrimitiveBlock, mut look: impl FnMut(i64, (i32, i32))) {
    for group in block.groups() {
        for node in group.dense_nodes() {
            look(node.id(), (node.decimicro_lon(), node.decimicro_lat()));
        }
        for node in group.nodes() {
            look(node.id(), (node.decimicro_lon(), node.decimicro_lat()));
        }
    }
}
