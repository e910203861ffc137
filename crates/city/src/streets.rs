//! `streets.csv` and `addresses.csv`: what a typed address means.

use std::collections::HashMap;

use domain::{
    BoundingBox, DistrictId,
    street::{Address, Street},
};

use crate::{
    Complaint, Row, field,
    folder::{Document, Folder},
    read_table,
};

const STREETS: [&str; 4] = ["name", "district", "lat", "lon"];
const ADDRESSES: [&str; 5] = ["street", "house_number", "postcode", "lat", "lon"];

/// The streets that are right.
pub(crate) fn streets(
    folder: &Folder,
    area: Option<&BoundingBox>,
    districts: Option<&[String]>,
) -> Vec<Street> {
    let document = folder.document("streets.csv", "the street directory: name,district,lat,lon");
    let Some(document) = document else {
        return Vec::new();
    };
    let mut seen = HashMap::new();
    let mut streets = Vec::new();
    for row in rows(&document, &STREETS) {
        let [name, district, lat, lon] = &row.fields[..] else {
            continue;
        };
        let key = format!("{name}\n{district}");
        let new = once(
            &document,
            &mut seen,
            key,
            &row,
            &format!("the street `{name}`"),
        );
        let name = filled(&document, &row, "name", name);
        let district = district_named(district, districts);
        let district = district
            .map_err(|complaint| document.fault(row.line, complaint))
            .ok();
        let position = field::position(lat, lon, area);
        let position = position
            .map_err(|complaint| document.fault(row.line, complaint))
            .ok();
        if let (true, Some(name), Some(district), Some(position)) = (new, name, district, position)
        {
            streets.push(Street {
                name,
                district,
                position,
            });
        }
    }
    streets
}

/// The addresses that are right. A city without the file knows streets only.
pub(crate) fn addresses(folder: &Folder, area: Option<&BoundingBox>) -> Vec<Address> {
    let Some(document) = folder.optional("addresses.csv") else {
        return Vec::new();
    };
    let mut seen = HashMap::new();
    let mut addresses = Vec::new();
    for row in rows(&document, &ADDRESSES) {
        let [street, number, code, lat, lon] = &row.fields[..] else {
            continue;
        };
        let key = format!("{street}\n{number}\n{code}");
        let new = once(
            &document,
            &mut seen,
            key,
            &row,
            &format!("`{street} {number}`"),
        );
        let street = filled(&document, &row, "street", street);
        let house_number = filled(&document, &row, "house_number", number);
        let postcode = Some(code.as_str())
            .filter(|code| !code.is_empty())
            .map(field::postcode);
        let postcode = postcode
            .transpose()
            .map_err(|complaint| document.fault(row.line, complaint));
        let position = field::position(lat, lon, area);
        let position = position
            .map_err(|complaint| document.fault(row.line, complaint))
            .ok();
        if let (true, Some(street), Some(house_number), Ok(postcode), Some(position)) =
            (new, street, house_number, postcode, position)
        {
            addresses.push(Address {
                street,
                house_number,
                postcode,
                position,
            });
        }
    }
    addresses
}

fn rows(document: &Document<'_>, columns: &[&str]) -> Vec<Row> {
    let table = read_table(&document.text, columns);
    for (line, complaint) in table.complaints {
        document.fault(line, complaint);
    }
    table.rows
}

fn once(
    document: &Document<'_>,
    seen: &mut HashMap<String, usize>,
    key: String,
    row: &Row,
    what: &str,
) -> bool {
    let Some(first) = seen.insert(key, row.line) else {
        return true;
    };
    let complaint = Complaint::new(
        format!("{what} is already in line {first}"),
        "take one of the two lines away",
    );
    document.fault(row.line, complaint);
    false
}

fn filled(document: &Document<'_>, row: &Row, column: &str, text: &str) -> Option<String> {
    if text.is_empty() {
        let what = format!("{column}: the field is empty");
        document.fault(
            row.line,
            Complaint::new(what, "fill it, or take the line away"),
        );
        return None;
    }
    Some(text.to_owned())
}

fn district_named(
    text: &str,
    districts: Option<&[String]>,
) -> Result<Option<DistrictId>, Complaint> {
    if text.is_empty() {
        return Ok(None);
    }
    match districts {
        Some(all) if !all.iter().any(|id| id == text) => Err(Complaint::new(
            format!("`{text}` is not a district of districts.geojson"),
            field::did_you_mean(text, all.iter().map(String::as_str)),
        )),
        _ => Ok(Some(DistrictId::new(text))),
    }
}
