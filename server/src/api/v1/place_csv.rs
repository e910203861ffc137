//! Places as a table.

use csv::Writer;

use super::place::{Opening, Place};

const COLUMNS: [&str; 35] = [
    "id",
    "origin",
    "category",
    "name",
    "label",
    "street",
    "house_number",
    "postcode",
    "town",
    "near_street",
    "lat",
    "lon",
    "accuracy",
    "district",
    "distance_m",
    "opening_hours",
    "opening_hours_as_of",
    "open",
    "phone",
    "website",
    "wheelchair",
    "wheelchair_note",
    "fee",
    "fee_note",
    "euro_key",
    "glass_colours",
    "capacity",
    "capacity_disabled",
    "operator",
    "note_de",
    "note_en",
    "source",
    "licence",
    "attribution",
    "as_of",
];

/// Writes a header row and a row for each place; empty cells are unknown.
pub(crate) fn table<'a>(places: impl Iterator<Item = Place<'a>>) -> Result<Vec<u8>, csv::Error> {
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for place in places {
        table.write_record(row(&place))?;
    }
    table
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn row(place: &Place<'_>) -> [String; 35] {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
    let truth = |value: Option<bool>| value.map_or("", |yes| if yes { "yes" } else { "no" });
    let open = match place.opening {
        Opening::Open { .. } => "yes",
        Opening::Closed { .. } => "no",
        Opening::Unknown => "",
    };
    let colours: Vec<String> = place.glass_colours.iter().map(word).collect();
    let note = place.note.as_ref();
    [
        place.id.to_owned(),
        place.origin.to_owned(),
        place.category.to_owned(),
        text(place.name),
        place.label.de.clone(),
        text(place.address.street),
        text(place.address.house_number),
        text(place.address.postcode),
        text(place.address.town),
        text(place.near_street),
        place.position.lat.to_string(),
        place.position.lon.to_string(),
        word(&place.accuracy),
        text(place.district),
        place
            .distance_m
            .map(|metres| metres.to_string())
            .unwrap_or_default(),
        text(place.opening_hours),
        text(place.opening_hours_as_of),
        open.to_owned(),
        text(place.phone),
        text(place.website),
        word(&place.wheelchair),
        text(place.wheelchair_note),
        truth(place.fee).to_owned(),
        text(place.fee_note),
        truth(place.euro_key).to_owned(),
        colours.join(" "),
        number(place.capacity),
        number(place.capacity_disabled),
        text(place.operator),
        note.map(|note| note.de.clone()).unwrap_or_default(),
        note.map(|note| note.en.clone()).unwrap_or_default(),
        place.source.id.to_owned(),
        place.source.licence.to_owned(),
        place.source.attribution.to_owned(),
        place.as_of.to_owned(),
    ]
}

/// The name of an enumerated value, as the JSON has it.
fn word(value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    name.and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}
