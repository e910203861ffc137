//! What importers of records have in common.

use std::path::Path;

use city::{PlaceCheck, PlaceRecord, read_place};
use domain::{
    CategoryId, City, Place,
    import::{CITY_DATASET, ImportBatch, Rejected},
};

use crate::ImportError;

/// The name of the data set that OpenStreetMap forms.
pub(crate) const OSM_DATASET: &str = "osm";

/// The text of a file that has to hold some.
pub(crate) fn text(path: &Path, wanted: &'static str) -> Result<String, ImportError> {
    let unreadable = |source| ImportError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty {
            path: path.to_owned(),
        });
    }
    let found = crate::osm::kind_of(&bytes);
    let text = String::from_utf8(bytes).ok().filter(|_| found.is_none());
    text.ok_or_else(|| {
        let found = found.unwrap_or("no UTF-8 text").to_owned();
        ImportError::Foreign {
            path: path.to_owned(),
            found,
            wanted,
        }
    })
}

/// Refuses a name of a data set that belongs to something else.
pub(crate) fn check_dataset(name: &str) -> Result<(), ImportError> {
    if name == CITY_DATASET || name == OSM_DATASET {
        let what = format!("the data set cannot be called `{name}`");
        let hint = "this name belongs to the city's own tables or to OpenStreetMap; choose another";
        return Err(ImportError::not_prepared(what, hint));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    if name.is_empty() || !name.chars().all(allowed) {
        let what = format!("the data set cannot be called `{name}`");
        return Err(ImportError::not_prepared(
            what,
            "use small letters, digits, _ and -",
        ));
    }
    Ok(())
}

/// Refuses a category that the city does not have.
pub(crate) fn check_category(city: &City, category: &CategoryId) -> Result<(), ImportError> {
    if city.category(category).is_some() {
        return Ok(());
    }
    let ids: Vec<&str> = city
        .categories
        .iter()
        .map(|category| category.id.as_str())
        .collect();
    let what = format!("{} has no category `{category}`", city.name);
    Err(ImportError::not_prepared(
        what,
        format!("there are: {}", ids.join(", ")),
    ))
}

/// Gathers the records of a file.
pub(crate) struct Gathering<'c> {
    check: PlaceCheck<'c>,
    category: CategoryId,
    places: Vec<Place>,
    rejected: Vec<Rejected>,
}

impl<'c> Gathering<'c> {
    pub(crate) fn new(city: &'c City, category: CategoryId) -> Self {
        let check = PlaceCheck::of(city);
        Self {
            check,
            category,
            places: Vec::new(),
            rejected: Vec::new(),
        }
    }

    pub(crate) fn reject(&mut self, line: usize, reason: String) {
        self.rejected.push(Rejected {
            record: format!("line {line}"),
            reason,
        });
    }

    /// Takes a record whole, or rejects it with everything that is wrong with it.
    pub(crate) fn take(&mut self, line: usize, record: &PlaceRecord) {
        let read = read_place(record, &self.category, &self.check);
        match read.place {
            Some(place) if read.complaints.is_empty() => self.places.push(place),
            _ => {
                let reasons: Vec<String> = read
                    .complaints
                    .into_iter()
                    .map(|c| format!("{} ({})", c.what, c.hint))
                    .collect();
                self.reject(line, reasons.join("; "));
            }
        }
    }

    /// The batch; an error when there were records and none of them can be used.
    pub(crate) fn finish(self, path: &Path, dataset: &str) -> Result<ImportBatch, ImportError> {
        if let (true, Some(first)) = (self.places.is_empty(), self.rejected.first()) {
            return Err(ImportError::NothingUsable {
                path: path.to_owned(),
                records: self.rejected.len(),
                reason: format!("{}: {}", first.record, first.reason),
            });
        }
        Ok(ImportBatch {
            dataset: dataset.to_owned(),
            categories: vec![self.category],
            places: self.places,
            rejected: self.rejected,
            force: false,
        })
    }
}
