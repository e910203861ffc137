//! `categories.toml`: the kinds of places in the order of the pages.

use domain::{Area, Category, CategoryId, Filter, Marker, MarkerShape};

use crate::{Complaint, field, folder::Folder, keys::Keys, listed::Listed};

const AREAS: [(&str, Area); 3] = [
    ("services", Area::Services),
    ("mobility", Area::Mobility),
    ("climate", Area::Climate),
];

const FILTERS: [(&str, Filter); 4] = [
    ("open", Filter::Open),
    ("wheelchair", Filter::Wheelchair),
    ("eurokey", Filter::EuroKey),
    ("free", Filter::Free),
];

const SHAPES: [MarkerShape; 6] = [
    MarkerShape::Circle,
    MarkerShape::Square,
    MarkerShape::Diamond,
    MarkerShape::Triangle,
    MarkerShape::Hexagon,
    MarkerShape::Pin,
];

const COLOURS: [&str; 6] = ["c1", "c2", "c3", "c4", "c5", "c6"];

/// The categories; `None` when the file cannot be read at all.
pub(crate) fn read(folder: &Folder) -> Option<Listed<Category>> {
    let document = folder.document("categories.toml", "one [[category]] for each kind of place")?;
    let mut keys = Keys::of(&document)?;
    let mut categories = Listed::new();
    let mut lines = Vec::new();
    for mut entry in keys.list("category") {
        let id = entry.read("id", |text| field::key(text, "_"));
        categories.ids.extend(id.clone());
        if let Some(category) = category(id, &mut entry) {
            for (other, first) in categories.right.iter().zip(&lines) {
                for complaint in clashes(&category, other, *first) {
                    entry.fault(entry.line, complaint);
                }
            }
            categories.right.push(category);
            lines.push(entry.line);
        }
        entry.done();
    }
    if categories.ids.is_empty() {
        let hint = "add a [[category]] with id, slug, area, name, one, symbol, marker and keywords";
        keys.fault(1, Complaint::new("there is no category", hint));
    }
    keys.done();
    Some(categories)
}

/// The identifier of a category that another file names, with the line.
pub(crate) type Named = (String, usize);

/// Says which of the categories that `city.toml` names are not there.
pub(crate) fn check(folder: &Folder, named: &[Named], all: &[String]) {
    for (id, line) in named.iter().filter(|(id, _)| !all.contains(id)) {
        let what = format!("`{id}` is not in categories.toml");
        let hint = field::did_you_mean(id, all.iter().map(String::as_str));
        folder.fault("city.toml", Some(*line), Complaint::new(what, hint));
    }
}

fn category(id: Option<String>, entry: &mut Keys<'_>) -> Option<Category> {
    let slug = entry.read("slug", |text| field::key(text, "-"));
    let area = entry.read("area", |text| one_of(text, &AREAS));
    let name = entry.local("name");
    let one = entry.local("one");
    let symbol = entry.read("symbol", |text| field::key(text, "-"));
    let marker = marker(entry);
    let filters = filters(entry);
    let keywords = entry.local("keywords");
    let notice = entry.local_if_any("notice");
    let official_url = entry.read_if_any("official_url", field::web_address);
    let wanted = entry.flag("wanted");
    Some(Category {
        id: CategoryId::new(&id?),
        slug: slug?,
        area: area?,
        name: name?,
        one: one?,
        symbol: symbol?,
        marker: marker?,
        filters,
        keywords: keywords?,
        notice,
        official_url,
        wanted,
    })
}

fn marker(entry: &mut Keys<'_>) -> Option<Marker> {
    let Some(mut section) = entry.section("marker") else {
        let hint = "write marker = { shape = \"circle\", colour = \"c1\" }";
        entry.fault(
            entry.line,
            Complaint::new("`marker` is missing or wrong", hint),
        );
        return None;
    };
    let shapes = SHAPES.map(|shape| (shape.as_str(), shape));
    let shape = section.read("shape", |text| one_of(text, &shapes));
    let colour = section.read("colour", |text| one_of(text, &COLOURS.map(|c| (c, c))));
    section.done();
    Some(Marker {
        shape: shape?,
        colour: colour?.to_owned(),
    })
}

fn filters(entry: &mut Keys<'_>) -> Vec<Filter> {
    let mut filters = Vec::new();
    for (text, line) in entry.texts("filters") {
        match one_of(&text, &FILTERS) {
            Ok(filter) => filters.push(filter),
            Err(complaint) => entry.fault(line, complaint),
        }
    }
    filters
}

fn clashes(category: &Category, other: &Category, first: usize) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (what, same) in [
        (format!("id `{}`", category.id), category.id == other.id),
        (
            format!("slug `{}`", category.slug),
            category.slug == other.slug,
        ),
    ] {
        if same {
            let hint = "give every category its own id and slug";
            complaints.push(Complaint::new(
                format!("the {what} is already in line {first}"),
                hint,
            ));
        }
    }
    if category.area == other.area && category.marker == other.marker {
        let what = format!("the same shape and colour of marker as `{}`", other.id);
        let hint = "inside an area every category needs its own marker, or the map cannot be read";
        complaints.push(Complaint::new(what, hint));
    }
    complaints
}

fn one_of<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, Complaint> {
    let found = words
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let hint = field::did_you_mean(text, words.iter().map(|(name, _)| *name));
        Complaint::new(format!("`{text}` is unknown"), hint)
    })
}
