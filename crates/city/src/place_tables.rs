//! `places/*.csv`: the city's own places, one table for each category.

use std::collections::HashMap;

use domain::{CategoryId, Place, PlaceId};

use crate::{
    Complaint, PLACE_COLUMNS, PlaceCheck, PlaceRecord, field, folder::Folder, read_place,
    read_table,
};

/// Where each identifier was seen first.
type Seen = HashMap<PlaceId, (String, usize)>;

/// The places that are right.
pub(crate) fn read(
    folder: &Folder,
    categories: Option<&[String]>,
    check: &PlaceCheck<'_>,
) -> Vec<Place> {
    if !folder.path("places").is_dir() {
        let hint = "add the folder with one table for each category";
        folder.fault(
            "places",
            None,
            Complaint::new("the folder is missing", hint),
        );
    }
    let mut places = Vec::new();
    let mut seen = Seen::new();
    for file in folder.names_in("places") {
        let name = format!("places/{file}");
        let Some(category) = file.strip_suffix(".csv") else {
            let complaint = Complaint::new("this is not a table", "places/ holds only .csv files");
            folder.fault(&name, None, complaint);
            continue;
        };
        if let Some(all) = categories
            && !all.iter().any(|id| id == category)
        {
            let what = format!("`{category}` is not in categories.toml");
            let hint = field::did_you_mean(category, all.iter().map(String::as_str));
            folder.fault(&name, None, Complaint::new(what, hint));
        }
        places.extend(table(
            folder,
            &name,
            &CategoryId::new(category),
            check,
            &mut seen,
        ));
    }
    places
}

fn table(
    folder: &Folder,
    name: &str,
    category: &CategoryId,
    check: &PlaceCheck<'_>,
    seen: &mut Seen,
) -> Vec<Place> {
    let Some(document) = folder.optional(name) else {
        return Vec::new();
    };
    let table = read_table(&document.text, &PLACE_COLUMNS);
    for (line, complaint) in table.complaints {
        document.fault(line, complaint);
    }
    let mut places = Vec::new();
    for row in table.rows {
        let record = PlaceRecord::from_fields(row.fields);
        let read = read_place(&record, category, check);
        for complaint in read.complaints {
            document.fault(row.line, complaint);
        }
        let Some(place) = read.place else { continue };
        let here = (document.name().to_owned(), row.line);
        if let Some((file, line)) = seen.get(&place.id) {
            let what = format!("the origin `{}` is already in {file}:{line}", place.origin);
            let hint = "take one of the two lines away, or give it its own origin";
            document.fault(row.line, Complaint::new(what, hint));
        } else {
            seen.insert(place.id.clone(), here);
            places.push(place);
        }
    }
    places
}
