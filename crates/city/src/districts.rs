//! `districts.geojson` and `boundary.geojson`.

use domain::{BoundingBox, District, DistrictId};
use geo::{Geometry, MultiPolygon};
use serde_json::Value;

use crate::{
    Complaint, Feature, features, field,
    folder::{Document, Folder},
    listed::Listed,
};

const AREA_HINT: &str = "draw it as Polygon or MultiPolygon";

/// The districts in alphabetical order; `None` when the file cannot be read.
pub(crate) fn read(folder: &Folder, area: Option<&BoundingBox>) -> Option<Listed<District>> {
    let document = folder.document("districts.geojson", "one area for each district")?;
    let mut districts = Listed::<District>::new();
    for feature in collection(&document)? {
        let line = feature.line;
        let id = feature.properties.get("id").and_then(Value::as_str);
        districts.ids.extend(id.map(str::to_owned));
        let district = district(&document, feature, area);
        let Some(district) = district else { continue };
        if districts.right.iter().any(|other| other.id == district.id) {
            let what = format!("the district `{}` is there twice", district.id);
            document.fault(line, Complaint::new(what, "give each district its own id"));
        } else {
            districts.right.push(district);
        }
    }
    districts
        .right
        .sort_by_key(|district| domain::text::fold(&district.name));
    Some(districts)
}

/// The city limits, where the folder has them.
pub(crate) fn boundary(folder: &Folder, area: Option<&BoundingBox>) -> Option<MultiPolygon> {
    let document = folder.optional("boundary.geojson")?;
    let mut polygons = Vec::new();
    for feature in collection(&document)? {
        let line = feature.line;
        if let Some(shape) = multi_polygon(&document, line, feature.shape, area) {
            polygons.extend(shape);
        }
    }
    if polygons.is_empty() {
        let hint = "draw the city limits, or take the file away";
        document.fault_of_all(Complaint::new("there is no area in it", hint));
        return None;
    }
    Some(MultiPolygon(polygons))
}

fn collection(document: &Document<'_>) -> Option<Vec<Feature>> {
    let tell = |(line, complaint)| document.fault(line, complaint);
    let found = features(&document.text).map_err(tell).ok()?;
    Some(
        found
            .into_iter()
            .filter_map(|feature| feature.map_err(tell).ok())
            .collect(),
    )
}

fn district(
    document: &Document<'_>,
    mut feature: Feature,
    area: Option<&BoundingBox>,
) -> Option<District> {
    let line = feature.line;
    let tell = |complaint| document.fault(line, complaint);
    let mut text = |key: &str| match feature.properties.remove(key) {
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(text),
        _ => {
            let what = format!("the property `{key}` is missing or no text");
            Err(Complaint::new(
                what,
                "give every district an id, a name and approximate: true or false",
            ))
        }
    };
    let id = text("id")
        .and_then(|id| field::key(&id, "-"))
        .map_err(tell)
        .ok();
    let name = text("name").map_err(tell).ok();
    let approximate = match feature.properties.remove("approximate") {
        Some(Value::Bool(approximate)) => approximate,
        None => false,
        Some(_) => {
            tell(Complaint::new(
                "`approximate` is neither true nor false",
                "write true or false",
            ));
            false
        }
    };
    let boundary = multi_polygon(document, line, feature.shape, area);
    Some(District {
        id: DistrictId::new(&id?),
        name: name?,
        approximate,
        boundary: boundary?,
    })
}

fn multi_polygon(
    document: &Document<'_>,
    line: usize,
    shape: Geometry,
    area: Option<&BoundingBox>,
) -> Option<MultiPolygon> {
    let shape = match shape {
        Geometry::Polygon(polygon) => polygon.into(),
        Geometry::MultiPolygon(shape) => shape,
        _ => {
            document.fault(line, Complaint::new("this is not an area", AREA_HINT));
            return None;
        }
    };
    let corners = shape.iter().flat_map(|polygon| polygon.exterior().coords());
    for corner in corners {
        if let Err(complaint) = field::within(corner.y, corner.x, area) {
            document.fault(line, complaint);
            return None;
        }
    }
    Some(shape)
}
