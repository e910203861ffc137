//! Boxes of positions as `city.toml` gives them.

use domain::{BoundingBox, Coordinate, Metres};

use crate::{Complaint, keys::Keys};

/// How far from the base map a place may lie where `city.toml` says nothing else.
const MARGIN: Metres = Metres(10_000.0);

/// `[west, south, east, north]`; `None` when it is not there or wrong.
pub(crate) fn edges(keys: &mut Keys<'_>, key: &'static str) -> Option<BoundingBox> {
    let found = keys.take(key)?;
    let line = found.line;
    let [west, south, east, north] = keys.numbers::<4>(key, found)?;
    let area = BoundingBox::new(west, south, east, north);
    if area.is_err() {
        let what = format!("{key}: {west}, {south}, {east}, {north} is not a box");
        let hint = "write west, south, east, north: longitude, latitude, longitude, latitude";
        keys.fault(line, Complaint::new(what, hint));
    }
    area.ok()
}

/// `{ lat = …, lon = … }`.
pub(crate) fn point(keys: &mut Keys<'_>, key: &'static str) -> Option<Coordinate> {
    let Some(mut section) = keys.section(key) else {
        let hint = format!("write {key} = {{ lat = 49.41, lon = 8.69 }}");
        keys.fault(
            keys.line,
            Complaint::new(format!("`{key}` is missing or wrong"), hint),
        );
        return None;
    };
    let (lat, lon) = (section.number("lat"), section.number("lon"));
    let line = section.line;
    section.done();
    let read = crate::field::within(lat?, lon?, None);
    read.map_err(|complaint| keys.fault(line, complaint)).ok()
}

/// The box of the base map with a margin.
pub(crate) fn around(bounding_box: &BoundingBox) -> BoundingBox {
    bounding_box.widened(MARGIN)
}
