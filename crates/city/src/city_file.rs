//! `city.toml`: names, place, contacts.

use domain::{
    Area, BoundingBox, Coordinate, LocalText,
    city::{Contact, Link},
    display::Display,
    heat::HeatHelp,
};
use hours::Land;
use jiff::tz::TimeZone;

use crate::{
    Complaint, areas, categories::Named, displays, field, folder::Folder, heat, keys::Keys,
};

/// What `city.toml` says, as far as it is right.
#[derive(Default)]
pub(crate) struct CityFile {
    pub(crate) name: Option<String>,
    pub(crate) portal_name: Option<String>,
    pub(crate) time_zone: Option<TimeZone>,
    pub(crate) land: Option<String>,
    pub(crate) centre: Option<Coordinate>,
    pub(crate) bounding_box: Option<BoundingBox>,
    pub(crate) places_box: Option<BoundingBox>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) links: Vec<Link>,
    pub(crate) displays: Vec<Display>,
    pub(crate) heat: HeatHelp,
    /// The categories that have to exist.
    pub(crate) named: Vec<Named>,
    pub(crate) areas: Vec<(Area, LocalText)>,
}

/// Reads `city.toml`.
pub(crate) fn read(folder: &Folder) -> CityFile {
    let document = folder.document(
        "city.toml",
        "names, time zone, Land, bounding box, contacts",
    );
    let Some(document) = document else {
        return CityFile::default();
    };
    let Some(mut keys) = Keys::of(&document) else {
        return CityFile::default();
    };
    if !keys.has("bounding_box") {
        let hint = "write bounding_box = [west, south, east, north]";
        keys.fault(keys.line, Complaint::new("`bounding_box` is missing", hint));
    }
    let bounding_box = areas::edges(&mut keys, "bounding_box");
    let places_box = areas::edges(&mut keys, "places_box");
    let mut named = Vec::new();
    let mut file = CityFile {
        name: keys.text("name"),
        portal_name: keys.text("portal_name"),
        time_zone: keys.read("time_zone", time_zone),
        land: keys.read("land", land),
        centre: areas::point(&mut keys, "centre"),
        bounding_box,
        places_box: places_box.or(bounding_box.as_ref().map(areas::around)),
        contacts: contacts(&mut keys),
        links: links(&mut keys),
        displays: displays::read(&mut keys, &mut named),
        heat: heat::read(&mut keys, &mut named),
        named,
        areas: Vec::new(),
    };
    languages(&mut keys);
    file.areas = area_texts(&mut keys);
    check_boxes(&keys, &file);
    keys.done();
    file
}

fn time_zone(name: &str) -> Result<TimeZone, Complaint> {
    let what = || format!("`{name}` is not a time zone");
    TimeZone::get(name).map_err(|_| Complaint::new(what(), "in Germany it is Europe/Berlin"))
}

fn land(code: &str) -> Result<String, Complaint> {
    let names = Land::ALL.map(|land| land.to_string());
    let hint = || format!("write one of: {}", names.join(", "));
    code.parse::<Land>()
        .map(|land| land.to_string())
        .map_err(|_| Complaint::new(format!("`{code}` is not a German Land"), hint()))
}

fn languages(keys: &mut Keys<'_>) {
    let line = keys.line;
    let found = keys.texts("languages");
    for language in ["de", "en"] {
        if !found.iter().any(|(tag, _)| tag == language) {
            let what = format!("the language `{language}` is missing");
            keys.fault(
                line,
                Complaint::new(what, "write languages = [\"de\", \"en\"]"),
            );
        }
    }
    for (tag, line) in found {
        if tag != "de" && tag != "en" {
            let what = format!("the portal does not speak `{tag}`");
            keys.fault(
                line,
                Complaint::new(what, "write languages = [\"de\", \"en\"]"),
            );
        }
    }
}

fn contacts(keys: &mut Keys<'_>) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for mut entry in keys.list("contact") {
        let id = entry.read("id", |text| field::key(text, "_-"));
        let label = entry.local("name");
        let phone = entry.read_if_any("phone", field::phone);
        let hours = entry.local_if_any("hours");
        let address = entry.text_if_any("address");
        let url = entry.read_if_any("url", field::web_address);
        if let Some(id) = &id
            && contacts.iter().any(|contact| contact.id == *id)
        {
            entry.fault(entry.line, twice("contact", id));
        }
        entry.done();
        if let (Some(id), Some(label)) = (id, label) {
            contacts.push(Contact {
                id,
                label,
                phone,
                hours,
                address,
                url,
            });
        }
    }
    contacts
}

fn links(keys: &mut Keys<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for mut entry in keys.list("link") {
        let id = entry.read("id", |text| field::key(text, "_-"));
        let label = entry.local("name");
        let url = entry.read("url", field::web_address);
        if let Some(id) = &id
            && links.iter().any(|link| link.id == *id)
        {
            entry.fault(entry.line, twice("link", id));
        }
        entry.done();
        if let (Some(id), Some(label), Some(url)) = (id, label, url) {
            links.push(Link { id, label, url });
        }
    }
    links
}

fn twice(kind: &str, id: &str) -> Complaint {
    Complaint::new(
        format!("the {kind} `{id}` is there twice"),
        "give each its own id",
    )
}

fn area_texts(keys: &mut Keys<'_>) -> Vec<(Area, LocalText)> {
    let line = keys.line;
    let Some(mut section) = keys.section("areas") else {
        let hint = "add [areas.services], [areas.mobility] and [areas.climate] with a lead each";
        keys.fault(line, Complaint::new("`areas` is missing", hint));
        return Vec::new();
    };
    let mut texts = Vec::new();
    for (area, key) in Area::ALL
        .into_iter()
        .zip(["services", "mobility", "climate"])
    {
        let Some(mut entry) = section.section(key) else {
            let what = format!("`areas.{key}` is missing");
            section.fault(
                section.line,
                Complaint::new(what, "add it with its title and lead"),
            );
            continue;
        };
        // The title is the product's and the same everywhere; folders may repeat it.
        entry.local_if_any("title");
        texts.extend(entry.local("lead").map(|lead| (area, lead)));
        entry.done();
    }
    section.done();
    texts
}

fn check_boxes(keys: &Keys<'_>, file: &CityFile) {
    let hint = "centre lies in bounding_box, and bounding_box in places_box";
    if let (Some(centre), Some(area)) = (file.centre, &file.bounding_box)
        && !area.contains(centre)
    {
        let what = format!("the centre {centre} lies outside bounding_box");
        keys.fault(keys.line, Complaint::new(what, hint));
    }
}
