//! Names at a point: places, stations, peaks, sights and named areas.

use super::osm_feature::{Form, Tags};
use super::schema::{Layer, TileFeature};

/// The name these tags put on the map.
pub(crate) fn name(tags: &Tags, form: Form) -> Option<TileFeature> {
    let name = tags.name()?;
    let point = form == Form::Point;
    let (kind, min_zoom) = settlement(tags)
        .filter(|_| point)
        .or_else(|| traffic(tags).filter(|_| point))
        .or_else(|| nature(tags).filter(|_| point))
        .or_else(|| sight(tags))
        .or_else(|| named_area(tags).filter(|_| !point))?;
    let feature = TileFeature::new(Layer::Places, kind, min_zoom).text("name", Some(name));
    let feature = feature.text("height", tags.get("ele").filter(|_| kind == "peak"));
    Some(if point {
        feature
    } else {
        feature.name_inside()
    })
}

fn settlement(tags: &Tags) -> Option<(&'static str, u8)> {
    Some(match tags.get("place")? {
        "city" => ("city", 6),
        "town" => ("town", 8),
        "village" => ("village", 10),
        "hamlet" | "isolated_dwelling" => ("hamlet", 12),
        "suburb" | "borough" => ("district", 10),
        "quarter" | "neighbourhood" => ("quarter", 13),
        "locality" => ("locality", 13),
        _ => return None,
    })
}

fn traffic(tags: &Tags) -> Option<(&'static str, u8)> {
    if tags.is("station", "miniature") || tags.is("usage", "tourism") {
        return None;
    }
    Some(match tags.get("railway")? {
        "station" => ("station", 12),
        "halt" => ("halt", 13),
        _ => return None,
    })
}

fn nature(tags: &Tags) -> Option<(&'static str, u8)> {
    tags.is("natural", "peak").then_some(("peak", 11))
}

fn sight(tags: &Tags) -> Option<(&'static str, u8)> {
    let castle = matches!(tags.value("historic"), "castle" | "monastery");
    // What is sought out for its age alone, such as an excavation or a wayside cross, is no sign to find one's way by.
    let small = matches!(
        tags.value("historic"),
        "archaeological_site" | "memorial" | "wayside_cross" | "wayside_shrine"
    );
    let visited = matches!(tags.value("tourism"), "museum" | "attraction" | "gallery") && !small;
    if castle {
        Some(("landmark", 13))
    } else if visited || tags.is("amenity", "townhall") || tags.is("amenity", "theatre") {
        Some(("landmark", 14))
    } else {
        None
    }
}

fn named_area(tags: &Tags) -> Option<(&'static str, u8)> {
    let land = super::ground::area(tags)?;
    let kind = match land.kind() {
        "park" | "allotments" => "park",
        "cemetery" => "cemetery",
        "zoo" => "zoo",
        "hospital" => "hospital",
        "university" => "university",
        "school" if tags.is("amenity", "school") => "school",
        "sports" => "sports",
        "forest" => "forest",
        "lake" | "basin" => "lake",
        "pedestrian" if tags.is("place", "square") || tags.is("highway", "pedestrian") => "square",
        _ => return None,
    };
    Some((kind, 11))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(pairs: &[(&str, &str)], form: Form) -> String {
        name(&Tags::of(pairs), form)
            .map_or_else(|| "nothing".to_owned(), |feature| feature.kind().to_owned())
    }

    #[test]
    fn suburbs_are_districts_and_towns_are_towns() {
        assert_eq!(
            kind(&[("place", "suburb"), ("name", "Neuenheim")], Form::Point),
            "district"
        );
        assert_eq!(
            kind(&[("place", "town"), ("name", "Eppelheim")], Form::Point),
            "town"
        );
    }

    #[test]
    fn what_has_no_name_gets_no_label() {
        assert_eq!(kind(&[("place", "suburb")], Form::Point), "nothing");
        assert_eq!(kind(&[("leisure", "park")], Form::Area), "nothing");
    }

    #[test]
    fn a_named_park_gets_its_name_inside_its_area() {
        let park = name(
            &Tags::of(&[("leisure", "park"), ("name", "Stadtgarten")]),
            Form::Area,
        )
        .expect("a park");
        assert_eq!(
            (park.kind(), park.shape),
            ("park", super::super::schema::Shape::NameInside)
        );
    }

    #[test]
    fn a_castle_is_a_landmark_as_point_and_as_area() {
        assert_eq!(
            kind(&[("historic", "castle"), ("name", "Schloss")], Form::Area),
            "landmark"
        );
        assert_eq!(
            kind(&[("historic", "castle"), ("name", "Schloss")], Form::Point),
            "landmark"
        );
    }

    #[test]
    fn an_excavation_is_not_a_landmark() {
        assert_eq!(
            kind(
                &[
                    ("tourism", "attraction"),
                    ("historic", "archaeological_site"),
                    ("name", "Ringwall")
                ],
                Form::Area
            ),
            "nothing"
        );
    }

    #[test]
    fn a_peak_tells_its_height() {
        let peak = name(
            &Tags::of(&[
                ("natural", "peak"),
                ("name", "Königstuhl"),
                ("ele", "567.8"),
            ]),
            Form::Point,
        )
        .expect("a peak");
        assert_eq!(
            peak.properties
                .get("height")
                .and_then(|value| value.as_str()),
            Some("567.8")
        );
    }
}
