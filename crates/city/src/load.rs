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
    let rules = rules::read(&folder, categories.as_ref().map(|all| &all.ids[..]));
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
    let ids = categories.as_ref().map(|all| &all.ids[..]);
    rules::read(folder, ids);
    if let Some(ids) = ids {
        categories::check(folder, &file.named, ids);
    }
    let (sources, feeds) = sources::read(folder).unzip();
    let feeds = feeds.unwrap_or_default();
    let districts = districts::read(folder, file.places_box.as_ref());
    let boundary = districts::boundary(folder, file.places_box.as_ref());
    let area = file.places_box.as_ref();
    let streets = streets::streets(folder, area, districts.as_ref().map(|all| &all.ids[..]));
    let addresses = streets::addresses(folder, area);
    let check = PlaceCheck {
        area,
        districts: districts
            .as_ref()
            .map(|all| &all.right[..])
            .unwrap_or_default(),
        sources: sources
            .as_ref()
            .map(|all| all.ids.iter().map(String::as_str).collect()),
    };
    let places = place_tables::read(folder, ids, &check);
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
        displays: file.displays,
        heat: file.heat,
        areas: file.areas,
        categories: categories?.right,
        boundary,
        districts: districts?.right,
        streets,
        addresses,
        sources: sources?.right,
        feeds: feeds.active,
        resting_feeds: feeds.resting,
        places,
        texts,
        theme_css: theme_css?,
        base_map,
    })
}
