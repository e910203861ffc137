//! Tables with the columns of `places/<category>.csv`.

use std::path::Path;

use city::{PLACE_COLUMNS, PlaceRecord, read_table};
use domain::{CategoryId, City, import::ImportBatch};

use crate::{
    ImportError,
    records::{Gathering, check_category, check_dataset, text},
};

/// Reads a table of places of one category.
pub fn read(
    path: &Path,
    city: &City,
    dataset: &str,
    category: &CategoryId,
) -> Result<ImportBatch, ImportError> {
    check_dataset(dataset)?;
    check_category(city, category)?;
    read_text(&text(path, "a CSV table")?, path, city, dataset, category)
}

fn read_text(
    text: &str,
    path: &Path,
    city: &City,
    dataset: &str,
    category: &CategoryId,
) -> Result<ImportBatch, ImportError> {
    let table = read_table(text, &PLACE_COLUMNS);
    let mut gathering = Gathering::new(city, category.clone());
    let mut complaints = table.complaints.into_iter();
    if table.rows.is_empty()
        && let Some((line, complaint)) = complaints.next()
    {
        return Err(ImportError::wrong(path, line, complaint));
    }
    for (line, complaint) in complaints {
        gathering.reject(line, format!("{} ({})", complaint.what, complaint.hint));
    }
    for row in table.rows {
        gathering.take(row.line, &PlaceRecord::from_fields(row.fields));
    }
    gathering.finish(path, dataset)
}
