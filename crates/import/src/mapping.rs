//! How the properties of a `GeoJSON` file become fields of places.

use std::{collections::BTreeMap, path::Path};

use city::PLACE_COLUMNS;
use domain::{CategoryId, City};
use serde::Deserialize;

use crate::{
    ImportError,
    records::{check_category, check_dataset, text},
};

/// A mapping file:
///
/// ```toml
/// dataset = "day-care-2026"        # name of the data set, replaced as a whole
/// category = "day_care"
/// source = "open-data"             # key in the city's sources.toml
/// as_of = "2026-01-31"             # unless [fields] has a property for it
/// [origin]
/// prefix = "kita:"                 # before the identifier of each record
/// property = "OBJECTID"            # without it, the feature's own id
/// [fields]                         # column of the tables of places = property
/// name = "BEZEICHNUNG"
/// wheelchair = "ROLLSTUHL"
/// [fixed]                          # column = the same text in every record
/// operator = "City"
/// [values.wheelchair]              # translation of what a property holds
/// ja = "yes"
/// nein = "no"
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeoJsonMapping {
    /// The data set that is replaced.
    pub dataset: String,
    /// What the records are.
    pub category: CategoryId,
    /// Key of the source.
    pub source: String,
    /// When the records were right, where they do not say it themselves.
    pub as_of: Option<String>,
    /// How a record is named for good.
    pub origin: OriginMapping,
    /// Column → property.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Column → text.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Column → what a property holds → what the column holds.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// How a record is named for good.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginMapping {
    /// What stands before the identifier, such as `kita:`.
    pub prefix: String,
    /// The property that holds the identifier; without it, the feature's own.
    pub property: Option<String>,
}

impl GeoJsonMapping {
    /// Reads a mapping file and checks it against the city.
    pub fn load(path: &Path, city: &City) -> Result<Self, ImportError> {
        Self::parse(&text(path, "a mapping in TOML")?, path, city)
    }

    pub(crate) fn parse(text: &str, path: &Path, city: &City) -> Result<Self, ImportError> {
        let wrong = |line, what: String, hint: &str| {
            ImportError::wrong(path, line, city::Complaint::new(what, hint))
        };
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let before = error
                .span()
                .and_then(|span| text.get(..span.start))
                .unwrap_or_default();
            let what = error.message().replace('\n', " ");
            wrong(
                1 + before.matches('\n').count(),
                what,
                "look at the example in the operations guide",
            )
        })?;
        let columns = mapping
            .fields
            .keys()
            .chain(mapping.fixed.keys())
            .chain(mapping.values.keys());
        for column in columns {
            if !PLACE_COLUMNS.contains(&column.as_str()) {
                let line = 1 + text
                    .lines()
                    .position(|line| line.contains(column))
                    .unwrap_or(0);
                let hint = format!("the columns are: {}", PLACE_COLUMNS.join(", "));
                return Err(wrong(
                    line,
                    format!("places have no column `{column}`"),
                    &hint,
                ));
            }
        }
        check_dataset(&mapping.dataset)?;
        check_category(city, &mapping.category)?;
        Ok(mapping)
    }
}
