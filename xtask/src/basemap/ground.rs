//! Areas: what the ground is used for, water and buildings; and the lines of running water.

use super::osm_feature::Tags;
use super::schema::{Layer, TileFeature};

/// The area of land, water or building these tags describe.
pub(crate) fn area(tags: &Tags) -> Option<TileFeature> {
    if tags.says_yes("building") {
        return (!tags.is("location", "underground"))
            .then(|| TileFeature::new(Layer::Buildings, "building", 14));
    }
    water_area(tags).or_else(|| land(tags))
}

/// The house number of an address, as a point.
pub(crate) fn house_number(tags: &Tags) -> Option<TileFeature> {
    let number = tags.get("addr:housenumber")?;
    Some(TileFeature::new(Layer::Buildings, "address", 15).text("number", Some(number)))
}

fn water_area(tags: &Tags) -> Option<TileFeature> {
    let (kind, min_zoom) = match (
        tags.value("natural"),
        tags.value("waterway"),
        tags.value("landuse"),
    ) {
        ("water", _, _) => match tags.value("water") {
            "river" => ("river", 8),
            "canal" | "lock" => ("canal", 10),
            "stream" | "ditch" => ("stream", 12),
            "basin" | "reservoir" | "wastewater" => ("basin", 12),
            _ => ("lake", 10),
        },
        (_, "riverbank", _) => ("river", 8),
        (_, "dock", _) => ("canal", 11),
        (_, _, "reservoir" | "basin") => ("basin", 12),
        _ if tags.is("leisure", "swimming_pool") => ("pool", 14),
        _ => return None,
    };
    Some(TileFeature::new(Layer::Water, kind, min_zoom))
}

/// The line of a river, canal or brook; what runs in a pipe is left out.
pub(crate) fn water_line(tags: &Tags) -> Option<TileFeature> {
    let (kind, min_zoom) = match tags.get("waterway")? {
        "river" => ("river", 8),
        "canal" => ("canal", 10),
        "stream" => ("stream", 12),
        "ditch" | "drain" => ("ditch", 14),
        _ => return None,
    };
    (!tags.says_yes("tunnel"))
        .then(|| TileFeature::new(Layer::Water, kind, min_zoom).text("name", tags.name()))
}

fn land(tags: &Tags) -> Option<TileFeature> {
    let (kind, min_zoom) = by_amenity(tags)
        .or_else(|| by_leisure(tags.value("leisure")))
        .or_else(|| by_landuse(tags.value("landuse")))
        .or_else(|| by_nature(tags.value("natural")))
        .or_else(|| by_way(tags))?;
    Some(TileFeature::new(Layer::Landuse, kind, min_zoom))
}

fn by_amenity(tags: &Tags) -> Option<(&'static str, u8)> {
    Some(match (tags.value("amenity"), tags.value("tourism")) {
        ("school" | "kindergarten", _) => ("school", 12),
        ("university" | "college" | "research_institute", _) => ("university", 11),
        ("hospital" | "clinic", _) => ("hospital", 11),
        ("grave_yard", _) => ("cemetery", 12),
        ("parking", _)
            if !matches!(
                tags.value("parking"),
                "underground" | "multi-storey" | "rooftop"
            ) =>
        {
            ("parking", 14)
        }
        (_, "zoo" | "theme_park") => ("zoo", 11),
        (_, "camp_site" | "caravan_site") => ("grass", 12),
        _ => return None,
    })
}

fn by_leisure(leisure: &str) -> Option<(&'static str, u8)> {
    Some(match leisure {
        "park" | "common" => ("park", 11),
        "garden" => ("park", 13),
        "pitch" | "track" => ("pitch", 13),
        "playground" => ("playground", 14),
        "sports_centre" | "stadium" | "golf_course" | "water_park" | "horse_riding" => {
            ("sports", 12)
        }
        _ => return None,
    })
}

fn by_landuse(landuse: &str) -> Option<(&'static str, u8)> {
    Some(match landuse {
        "residential" => ("residential", 8),
        "commercial" | "retail" => ("commercial", 9),
        "industrial" | "construction" | "brownfield" => ("industrial", 9),
        "railway" => ("railway", 12),
        "forest" => ("forest", 6),
        "farmland" | "farmyard" | "greenhouse_horticulture" | "plant_nursery" => ("farmland", 9),
        "orchard" => ("orchard", 11),
        "vineyard" => ("vineyard", 11),
        "allotments" => ("allotments", 12),
        "grass" | "meadow" | "village_green" | "recreation_ground" | "greenfield" | "flowerbed" => {
            ("grass", 12)
        }
        "cemetery" => ("cemetery", 11),
        "education" => ("school", 12),
        _ => return None,
    })
}

fn by_nature(natural: &str) -> Option<(&'static str, u8)> {
    Some(match natural {
        "wood" => ("forest", 6),
        "scrub" | "heath" | "tree_group" => ("scrub", 12),
        "grassland" => ("grass", 12),
        "wetland" => ("wetland", 11),
        _ => return None,
    })
}

fn by_way(tags: &Tags) -> Option<(&'static str, u8)> {
    let walked = matches!(
        tags.value("highway"),
        "pedestrian" | "footway" | "living_street" | "service" | "residential"
    );
    Some(if walked || tags.is("place", "square") {
        ("pedestrian", 13)
    } else if tags.is("railway", "platform") || tags.is("public_transport", "platform") {
        ("platform", 14)
    } else if tags.is("man_made", "pier") {
        ("pier", 14)
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(pairs: &[(&str, &str)]) -> String {
        area(&Tags::of(pairs)).map_or_else(
            || "nothing".to_owned(),
            |feature| format!("{} {}", feature.layer.name(), feature.kind()),
        )
    }

    #[test]
    fn woods_are_one_kind_however_they_are_tagged() {
        assert_eq!(kind(&[("landuse", "forest")]), "landuse forest");
        assert_eq!(kind(&[("natural", "wood")]), "landuse forest");
    }

    #[test]
    fn a_school_with_a_building_tag_is_a_building_and_its_ground_is_a_school() {
        assert_eq!(
            kind(&[("amenity", "school"), ("building", "school")]),
            "buildings building"
        );
        assert_eq!(
            kind(&[("amenity", "school"), ("landuse", "residential")]),
            "landuse school"
        );
    }

    #[test]
    fn rivers_and_lakes_are_told_apart() {
        assert_eq!(
            kind(&[("natural", "water"), ("water", "river")]),
            "water river"
        );
        assert_eq!(kind(&[("natural", "water")]), "water lake");
        assert_eq!(kind(&[("waterway", "riverbank")]), "water river");
        assert_eq!(kind(&[("leisure", "swimming_pool")]), "water pool");
    }

    #[test]
    fn a_garage_under_the_ground_is_no_area_of_the_map() {
        assert_eq!(
            kind(&[("amenity", "parking"), ("parking", "underground")]),
            "nothing"
        );
        assert_eq!(kind(&[("amenity", "parking")]), "landuse parking");
    }

    #[test]
    fn a_brook_in_a_pipe_is_not_drawn() {
        assert!(water_line(&Tags::of(&[("waterway", "stream"), ("tunnel", "culvert")])).is_none());
        let brook = water_line(&Tags::of(&[("waterway", "stream"), ("name", "Steinbach")]))
            .expect("a brook");
        assert_eq!((brook.kind(), brook.name()), ("stream", Some("Steinbach")));
    }

    #[test]
    fn what_the_map_does_not_show_is_left_out() {
        assert_eq!(kind(&[("amenity", "bench")]), "nothing");
        assert_eq!(kind(&[("leisure", "nature_reserve")]), "nothing");
        assert_eq!(kind(&[("building", "no")]), "nothing");
    }

    #[test]
    fn an_address_is_a_house_number() {
        let number = house_number(&Tags::of(&[("addr:housenumber", "12a")])).expect("an address");
        assert_eq!(
            number
                .properties
                .get("number")
                .and_then(|value| value.as_str()),
            Some("12a")
        );
    }
}
