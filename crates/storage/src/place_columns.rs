//! The columns of a place, and how its enumerations are written in them.

use domain::place::{Accuracy, GlassColour, Wheelchair};

/// Every column in the order in which rows are read and bound; the data set comes last, because it
/// is no part of a place.
pub(crate) const COLUMNS: [&str; 31] = [
    "id",
    "origin",
    "category",
    "name",
    "street",
    "house_number",
    "postcode",
    "town",
    "near_street",
    "lat",
    "lon",
    "accuracy",
    "district",
    "opening_hours",
    "opening_hours_as_of",
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
    "as_of",
    "dataset",
];

/// Where the data set stands in a row.
pub(crate) const DATASET: usize = COLUMNS.len() - 1;

pub(crate) fn accuracy_text(accuracy: Accuracy) -> &'static str {
    match accuracy {
        Accuracy::Exact => "exact",
        Accuracy::Building => "building",
        Accuracy::Street => "street",
        Accuracy::Area => "area",
    }
}

pub(crate) fn accuracy(text: &str) -> Option<Accuracy> {
    Some(match text {
        "exact" => Accuracy::Exact,
        "building" => Accuracy::Building,
        "street" => Accuracy::Street,
        "area" => Accuracy::Area,
        _ => return None,
    })
}

/// `NULL` when nobody knows.
pub(crate) fn wheelchair_text(wheelchair: Wheelchair) -> Option<&'static str> {
    match wheelchair {
        Wheelchair::Yes => Some("yes"),
        Wheelchair::Limited => Some("limited"),
        Wheelchair::No => Some("no"),
        Wheelchair::Unknown => None,
    }
}

pub(crate) fn wheelchair(text: Option<&str>) -> Option<Wheelchair> {
    Some(match text {
        Some("yes") => Wheelchair::Yes,
        Some("limited") => Wheelchair::Limited,
        Some("no") => Wheelchair::No,
        None => Wheelchair::Unknown,
        Some(_) => return None,
    })
}

pub(crate) fn glass_colours_text(colours: &[GlassColour]) -> String {
    let names = colours.iter().map(|colour| match colour {
        GlassColour::White => "white",
        GlassColour::Green => "green",
        GlassColour::Brown => "brown",
        GlassColour::Any => "any",
    });
    names.collect::<Vec<_>>().join(" ")
}

pub(crate) fn glass_colours(text: &str) -> Option<Vec<GlassColour>> {
    let colours = text.split_whitespace().map(|name| match name {
        "white" => Some(GlassColour::White),
        "green" => Some(GlassColour::Green),
        "brown" => Some(GlassColour::Brown),
        "any" => Some(GlassColour::Any),
        _ => None,
    });
    colours.collect()
}
