//! Lines one moves on: streets, ways, rails, ferries.

use super::osm_feature::Tags;
use super::schema::{Layer, TileFeature};

/// The road, way or rail these tags describe.
pub(crate) fn road(tags: &Tags) -> Option<TileFeature> {
    street(tags).or_else(|| rail(tags)).or_else(|| other(tags))
}

fn street(tags: &Tags) -> Option<TileFeature> {
    let highway = tags.get("highway")?;
    let class = highway.strip_suffix("_link").unwrap_or(highway);
    let link = class.len() < highway.len();
    let cycle = tags.is("bicycle", "designated")
        || tags.is("bicycle_road", "yes")
        || tags.is("cyclestreet", "yes");
    let (kind, min_zoom) = match class {
        "motorway" => ("motorway", 6),
        "trunk" => ("trunk", 7),
        "primary" => ("primary", 8),
        "secondary" => ("secondary", 9),
        "tertiary" => ("tertiary", 10),
        "residential" | "unclassified" | "living_street" | "road" | "busway" => ("street", 11),
        "pedestrian" => ("pedestrian", 12),
        "service" => (
            "service",
            if tags.get("service").is_some() {
                14
            } else {
                13
            },
        ),
        "track" => ("track", 12),
        "cycleway" => ("cycleway", 12),
        "path" | "footway" | "bridleway" if cycle => ("cycleway", 12),
        "path" | "footway" | "bridleway"
            if tags.is("footway", "crossing") || tags.is("footway", "sidewalk") =>
        {
            ("path", 15)
        }
        "path" | "bridleway" => ("path", 13),
        "footway" => ("path", 14),
        "steps" => ("steps", 14),
        _ => return None,
    };
    let min_zoom = if link { min_zoom + 2 } else { min_zoom };
    let named = !link && !tags.is("footway", "sidewalk");
    Some(
        built(TileFeature::new(Layer::Roads, kind, min_zoom), tags)
            .flag("link", link)
            .flag("cycle", cycle && kind != "cycleway")
            .text("name", tags.name().filter(|_| named))
            .text("ref", tags.get("ref").filter(|_| named && min_zoom <= 10)),
    )
}

fn rail(tags: &Tags) -> Option<TileFeature> {
    let siding = tags.get("service").is_some();
    let (kind, min_zoom) = match tags.get("railway")? {
        "rail" => ("rail", if siding { 13 } else { 8 }),
        "light_rail" | "subway" | "narrow_gauge" if tags.says_yes("tram") => ("tram", 11),
        "narrow_gauge" if tags.is("electrified", "contact_line") => ("tram", 11),
        "light_rail" | "subway" | "narrow_gauge" | "monorail" => ("light_rail", 11),
        "tram" => ("tram", 11),
        "funicular" => ("funicular", 11),
        _ => return None,
    };
    Some(built(TileFeature::new(Layer::Roads, kind, min_zoom), tags).flag("siding", siding))
}

fn other(tags: &Tags) -> Option<TileFeature> {
    let (kind, min_zoom) = if tags.is("route", "ferry") {
        ("ferry", 12)
    } else if tags.is("man_made", "pier") {
        ("pier", 14)
    } else {
        return None;
    };
    Some(TileFeature::new(Layer::Roads, kind, min_zoom).text("name", tags.name()))
}

fn built(feature: TileFeature, tags: &Tags) -> TileFeature {
    let tunnel = tags.says_yes("tunnel") && !tags.is("tunnel", "building_passage")
        || tags.is("covered", "yes") && tags.value("layer").starts_with('-');
    feature
        .flag("tunnel", tunnel)
        .flag("bridge", tags.says_yes("bridge"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn properties(pairs: &[(&str, &str)]) -> Option<serde_json::Value> {
        road(&Tags::of(pairs)).map(|feature| serde_json::Value::Object(feature.properties))
    }

    #[test]
    fn a_residential_street_keeps_its_name() {
        assert_eq!(
            properties(&[
                ("highway", "residential"),
                ("name", "Turnerstraße"),
                ("surface", "asphalt")
            ]),
            Some(json!({"kind": "street", "name": "Turnerstraße"}))
        );
    }

    #[test]
    fn a_motorway_is_known_by_its_number_and_its_slip_road_is_not() {
        assert_eq!(
            properties(&[("highway", "motorway"), ("ref", "A 5")]),
            Some(json!({"kind": "motorway", "ref": "A 5"}))
        );
        assert_eq!(
            properties(&[("highway", "motorway_link"), ("ref", "A 5")]),
            Some(json!({"kind": "motorway", "link": true}))
        );
    }

    #[test]
    fn a_path_signed_for_bicycles_is_a_cycleway() {
        assert_eq!(
            properties(&[("highway", "path"), ("bicycle", "designated")]),
            Some(json!({"kind": "cycleway"}))
        );
        assert_eq!(
            properties(&[("highway", "residential"), ("bicycle_road", "yes")]),
            Some(json!({"kind": "street", "cycle": true}))
        );
    }

    #[test]
    fn tunnels_and_bridges_are_marked_but_passages_through_houses_are_not() {
        assert_eq!(
            properties(&[("highway", "primary"), ("tunnel", "yes")]),
            Some(json!({"kind": "primary", "tunnel": true}))
        );
        assert_eq!(
            properties(&[("highway", "footway"), ("tunnel", "building_passage")]),
            Some(json!({"kind": "path"}))
        );
        assert_eq!(
            properties(&[("railway", "rail"), ("bridge", "yes")]),
            Some(json!({"kind": "rail", "bridge": true}))
        );
    }

    #[test]
    fn what_is_planned_or_gone_is_not_drawn() {
        assert_eq!(properties(&[("highway", "construction")]), None);
        assert_eq!(properties(&[("highway", "proposed")]), None);
        assert_eq!(properties(&[("railway", "abandoned")]), None);
        assert_eq!(properties(&[("railway", "razed")]), None);
    }

    #[test]
    fn sidings_appear_late_and_main_lines_early() {
        let zoom = |pairs: &[(&str, &str)]| road(&Tags::of(pairs)).map(|feature| feature.min_zoom);
        assert_eq!(zoom(&[("railway", "rail")]), Some(8));
        assert_eq!(zoom(&[("railway", "rail"), ("service", "yard")]), Some(13));
    }
}
