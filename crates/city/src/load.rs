//! Reading a whole folder.

use std::path::Path;

use domain::City;

use crate::{
    Complaint, Fault, OsmRules, PlaceCheck, base_map, categories, city_file, districts,
    folder::Folder, osm_rules as rules, place_tables, sources, streets, texts, theme,
};

/// Reads and validates the folder of a city: the city, or every fault in it, by file and line.
pub fn load(dir: &Path) -> Result<City, Vec<Fault>> {
    let folder = Folder::new(dir);
    if !dir.is_dir() {
        let hint = "name the folder of a city, such as cities/musterstadt";
        folder.fault("", None, Complaint::new("there is no such folder", hint));
        return Err(folder.into_faults());
    }
    let city = read(&folder);
    let faults = folder.into_faults();
    match city {
        Some(city) if faults.is_empty() => Ok(city),
        _ => Err(faults),
    }
}

/// Reads the rules by which objects of OpenStreetMap become places.
pub fn osm_rules(dir: &Path) -> Result<OsmRules, Vec<Fault>> {
    let folder = Folder::new(dir);
    let categories = categories::read(&folder);
    let rules = rules::read(&folder, categories.as_deref());
    let faults = folder.into_faults();
    if faults.is_empty() {
        Ok(rules)
    } else {
        Err(faults)
    }
}

/// Reads every file before it gives up, so that all faults are told at once.
fn read(folder: &Folder) -> Option<City> {
    let file = city_file::read(folder);
    let categories = categories::read(folder);
    rules::read(folder, categories.as_deref());
    let sources = sources::read(folder);
    let districts = districts::read(folder, file.places_box.as_ref());
    let boundary = districts::boundary(folder, file.places_box.as_ref());
    let area = file.places_box.as_ref();
    let streets = streets::streets(folder, area, districts.as_deref());
    let addresses = streets::addresses(folder, area);
    let check = PlaceCheck {
        area,
        districts: districts.as_deref().unwrap_or_default(),
        sources: sources.as_deref(),
    };
    let places = place_tables::read(folder, categories.as_deref(), &check);
    let texts = texts::read(folder);
    let theme_css = theme::read(folder);
    let base_map = base_map::read(folder);
    Some(City {
        name: file.name?,
        portal_name: file.portal_name?,
        time_zone: file.time_zone?,
        land: file.land?,
        centre: file.centre?,
        bounding_box: file.bounding_box?,
        places_box: file.places_box?,
        contacts: file.contacts,
        links: file.links,
        areas: file.areas,
        categories: categories?,
        boundary,
        districts: districts?,
        streets,
        addresses,
        sources: sources?,
        places,
        texts,
        theme_css: theme_css?,
        base_map,
    })
}
