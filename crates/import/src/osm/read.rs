//! From an extract to a batch.

use std::path::Path;

use city::{OsmRules, PlaceCheck, read_place};
use domain::{
    CategoryId, City, Coordinate, Place,
    import::{ImportBatch, Rejected},
    place::AsOf,
};
use geo::{Contains, Coord, Geometry, LineString, MultiPolygon, Point, Polygon};

use super::{
    boundary::city_limits,
    extract::{Extract, day},
    found::{Found, Search, Shape},
    point::point_of,
    positions::Positions,
    rings::area_of,
};
use crate::{
    ImportError,
    records::{OSM_DATASET, check_category},
};

/// Reads the places of the city from an extract.
///
/// `categories` are the ones to replace; without them, all that the rules lead to. `as_of` is the
/// day of the data for an extract whose head does not say it; without it, the day of the newest edit
/// of a way or relation stands for it.
pub fn read(
    path: &Path,
    rules: &OsmRules,
    city: &City,
    categories: Option<&[CategoryId]>,
    as_of: Option<&AsOf>,
) -> Result<ImportBatch, ImportError> {
    let categories = wanted(rules, city, categories)?;
    let mut extract = Extract::open(path)?;
    let mut search = Search {
        rules,
        categories: &categories,
        area: &city.bounding_box,
        city_name: &city.name,
        found: Vec::new(),
        limits: Vec::new(),
        touches_the_city: false,
        newest_edit: 0,
    };
    extract.first_pass(|block| search.look(block))?;
    if !search.touches_the_city {
        return Err(outside(path, city));
    }
    let head = extract.head.as_of.clone();
    let as_of = head
        .or_else(|| as_of.cloned())
        .or_else(|| day(search.newest_edit));
    let as_of = as_of.ok_or_else(|| {
        let what = format!(
            "{}: the extract does not say from which day it is",
            path.display()
        );
        ImportError::not_prepared(what, "say it with --as-of 2026-11-22")
    })?;
    if city.boundary.is_some() {
        search.limits.clear();
    }
    let positions = Positions::read(&extract, &search.found, &search.limits)?;
    let limits = city
        .boundary
        .clone()
        .or_else(|| city_limits(&search.limits, &positions, city));
    let mut import = Import {
        city,
        limits,
        as_of,
        positions,
        places: vec![],
        rejected: vec![],
    };
    for object in search.found {
        import.take(object);
    }
    let Import {
        places, rejected, ..
    } = import;
    Ok(ImportBatch {
        dataset: OSM_DATASET.to_owned(),
        categories,
        places,
        rejected,
        force: false,
    })
}

fn wanted(
    rules: &OsmRules,
    city: &City,
    categories: Option<&[CategoryId]>,
) -> Result<Vec<CategoryId>, ImportError> {
    let known = rules.categories();
    if known.is_empty() {
        let hint = "add osm.toml with one [[rule]] for each kind of object";
        return Err(ImportError::not_prepared(
            "the city has no rules for OpenStreetMap",
            hint,
        ));
    }
    if city.source(OSM_DATASET).is_none() {
        let hint = "add [osm] with title, licence and attribution";
        return Err(ImportError::not_prepared(
            "the city's sources.toml has no `osm`",
            hint,
        ));
    }
    let Some(categories) = categories else {
        return Ok(known);
    };
    for category in categories {
        check_category(city, category)?;
        if !known.contains(category) {
            let what = format!("no rule of osm.toml leads to `{category}`");
            return Err(ImportError::not_prepared(what, "add a [[rule]] for it"));
        }
    }
    Ok(categories.to_vec())
}

fn outside(path: &Path, city: &City) -> ImportError {
    ImportError::OutsideTheCity {
        path: path.to_owned(),
        city: city.name.clone(),
    }
}

struct Import<'c> {
    city: &'c City,
    limits: Option<MultiPolygon>,
    as_of: AsOf,
    positions: Positions,
    places: Vec<Place>,
    rejected: Vec<Rejected>,
}

impl Import<'_> {
    fn take(&mut self, object: Found) {
        let Some(position) = self.position(&object.shape) else {
            self.reject(
                &object.origin,
                "its shape is not complete in this extract".to_owned(),
            );
            return;
        };
        if self.lies_in_the_city(position) {
            self.place(object, position);
        }
    }

    fn position(&self, shape: &Shape) -> Option<Coordinate> {
        let point = match shape {
            Shape::Point(position) => return Some(*position),
            Shape::Way(nodes) => {
                let corners: Option<Vec<Coord>> = nodes
                    .iter()
                    .map(|node| self.positions.node(*node))
                    .collect();
                let line = LineString(corners?);
                let closed = nodes.len() > 3 && nodes.first() == nodes.last();
                let shape: Geometry = if closed {
                    Polygon::new(line, Vec::new()).into()
                } else {
                    line.into()
                };
                point_of(&shape)
            }
            Shape::Area(members) => point_of(&area_of(members, &self.positions)?.into()),
        };
        point.and_then(|point| Coordinate::new(point.y(), point.x()).ok())
    }

    fn lies_in_the_city(&self, position: Coordinate) -> bool {
        let point: Point = position.to_point();
        self.city.bounding_box.contains(position)
            && self
                .limits
                .as_ref()
                .is_none_or(|limits| limits.contains(&point))
    }

    fn place(&mut self, object: Found, position: Coordinate) {
        let mut record = object.tags.record(&self.city.name);
        record.set("origin", &object.origin);
        record.set("lat", &format!("{:.6}", position.lat()));
        record.set("lon", &format!("{:.6}", position.lon()));
        record.set("source", OSM_DATASET);
        record.set("as_of", self.as_of.as_str());
        if !record.get("opening_hours").is_empty() && record.get("opening_hours_as_of").is_empty() {
            record.set("opening_hours_as_of", self.as_of.as_str());
        }
        let mut read = read_place(&record, &object.category, &PlaceCheck::of(self.city));
        let kept = if read.place.is_some() {
            "the place is kept without it"
        } else {
            "left out"
        };
        for complaint in read.complaints {
            self.reject(&object.origin, format!("{}; {kept}", complaint.what));
        }
        if let Some(place) = read
            .place
            .as_mut()
            .filter(|place| place.opening_hours.is_none())
        {
            place.opening_hours_as_of = None;
        }
        self.places.extend(read.place);
    }

    fn reject(&mut self, origin: &str, reason: String) {
        self.rejected.push(Rejected {
            record: origin.to_owned(),
            reason,
        });
    }
}
