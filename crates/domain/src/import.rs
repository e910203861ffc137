//! What an import brings, what it would change, and when it is refused.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{CategoryId, Place, PlaceId};

/// The name of the data set that the city's own tables form; its places win over imported ones.
pub const CITY_DATASET: &str = "city";

/// The share of a category that an import may remove without being forced.
pub const REMOVAL_LIMIT: f64 = 0.10;

/// A complete new state of some categories of one data set.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportBatch {
    /// Which data set is replaced: `city`, `osm`, or the name given to a file.
    pub dataset: String,
    /// The categories whose places of this data set are replaced.
    pub categories: Vec<CategoryId>,
    /// The new places; each in one of `categories`.
    pub places: Vec<Place>,
    /// Records that were left out, with the reason.
    pub rejected: Vec<Rejected>,
    /// Whether more than [`REMOVAL_LIMIT`] of a category may be removed.
    pub force: bool,
}

impl ImportBatch {
    /// Whether the places of its data set are already stored just so, among all that is `stored`.
    pub fn is_stored(&self, stored: &[(String, Arc<Place>)]) -> bool {
        let new: HashMap<&PlaceId, &Place> = self.places.iter().map(|p| (&p.id, p)).collect();
        let mut own = stored.iter().filter(|(owner, place)| {
            *owner == self.dataset && self.categories.contains(&place.category)
        });
        let mut found = 0;
        own.all(|(_, place)| {
            found += 1;
            new.get(&place.id).is_some_and(|new| **new == **place)
        }) && found == self.places.len()
    }
}

/// A record that an import left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Which record: an origin, or `line 12`.
    pub record: String,
    /// Why.
    pub reason: String,
}

/// What an import changes in one category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say what is counted")]
pub struct Changes {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Numbers by category.
    pub categories: BTreeMap<CategoryId, Changes>,
    /// Records that were left out.
    pub rejected: Vec<Rejected>,
}

impl ImportReport {
    /// Whether anything was written.
    pub fn has_changes(&self) -> bool {
        self.categories
            .values()
            .any(|c| c.added + c.changed + c.removed > 0)
    }
}

/// Why an import is refused as a whole.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportRefusal {
    /// Too much of a category would go.
    #[error(
        "{removed} of {of} places of `{category}` would be removed, more than a tenth; nothing was changed. Look at the file, then repeat with --force if that is right"
    )]
    TooManyRemoved {
        /// The category.
        category: CategoryId,
        /// How many would go.
        removed: usize,
        /// How many there are.
        of: usize,
    },
}

/// The writes an import needs, and its report.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPlan {
    /// Places to insert or to replace.
    pub upsert: Vec<Place>,
    /// Places to delete.
    pub remove: Vec<PlaceId>,
    /// What is told afterwards.
    pub report: ImportReport,
}

/// Compares a batch with what is stored. `stored` are all stored places of the batch's categories
/// (and those with an identifier of the batch) with the data set each belongs to.
pub fn plan(batch: ImportBatch, stored: Vec<(String, Place)>) -> Result<ImportPlan, ImportRefusal> {
    let mut report = ImportReport {
        rejected: batch.rejected,
        ..ImportReport::default()
    };
    for category in &batch.categories {
        report
            .categories
            .insert(category.clone(), Changes::default());
    }
    let mut known: HashMap<PlaceId, (String, Place)> = stored
        .into_iter()
        .map(|(dataset, place)| (place.id.clone(), (dataset, place)))
        .collect();
    let mut upsert: Vec<Place> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for place in batch.places {
        let changes = report.categories.entry(place.category.clone()).or_default();
        if !seen.insert(place.id.clone()) {
            report.rejected.push(Rejected {
                record: place.origin,
                reason: "the same identifier came twice".to_owned(),
            });
            continue;
        }
        match known.remove(&place.id) {
            Some((owner, _)) if owner != batch.dataset && owner == CITY_DATASET => {
                report.rejected.push(Rejected {
                    record: place.origin,
                    reason: "the city's own table has this place".to_owned(),
                });
            }
            Some((owner, old)) if owner == batch.dataset && old == place => changes.unchanged += 1,
            Some(_) => {
                changes.changed += 1;
                upsert.push(place);
            }
            None => {
                changes.added += 1;
                upsert.push(place);
            }
        }
    }
    let mut remove = Vec::new();
    for (id, (owner, place)) in known {
        if owner == batch.dataset && batch.categories.contains(&place.category) {
            report.categories.entry(place.category).or_default().removed += 1;
            remove.push(id);
        }
    }
    remove.sort();
    if !batch.force {
        refuse_large_removals(&report)?;
    }
    Ok(ImportPlan {
        upsert,
        remove,
        report,
    })
}

fn refuse_large_removals(report: &ImportReport) -> Result<(), ImportRefusal> {
    for (category, changes) in &report.categories {
        let of = changes.changed + changes.unchanged + changes.removed;
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let too_many = changes.removed as f64 > of as f64 * REMOVAL_LIMIT;
        if too_many {
            let removed = changes.removed;
            return Err(ImportRefusal::TooManyRemoved {
                category: category.clone(),
                removed,
                of,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coordinate, place::AsOf};

    fn place(n: usize) -> Place {
        let origin = format!("osm:node/{n}");
        Place {
            id: PlaceId::from_origin(&origin),
            origin,
            category: CategoryId::new("toilet"),
            name: None,
            address: crate::place::PostalAddress::default(),
            near_street: None,
            position: Coordinate::new(49.0, 8.0).unwrap(),
            accuracy: crate::place::Accuracy::default(),
            district: None,
            opening_hours: None,
            opening_hours_as_of: None,
            phone: None,
            website: None,
            wheelchair: crate::place::Wheelchair::default(),
            wheelchair_note: None,
            fee: None,
            fee_note: None,
            euro_key: None,
            glass_colours: vec![],
            capacity: None,
            capacity_disabled: None,
            operator: None,
            note: None,
            source: "osm".into(),
            as_of: AsOf::parse("2026").unwrap(),
        }
    }

    fn batch(places: Vec<Place>) -> ImportBatch {
        let categories = vec![CategoryId::new("toilet")];
        ImportBatch {
            dataset: "osm".into(),
            categories,
            places,
            rejected: vec![],
            force: false,
        }
    }

    fn stored(dataset: &str, numbers: std::ops::Range<usize>) -> Vec<(String, Place)> {
        numbers.map(|n| (dataset.to_owned(), place(n))).collect()
    }

    #[test]
    fn the_same_file_twice_changes_nothing() {
        let plan = plan(batch((0..5).map(place).collect()), stored("osm", 0..5)).unwrap();
        assert!(plan.upsert.is_empty() && plan.remove.is_empty());
        assert!(!plan.report.has_changes());
    }

    #[test]
    fn a_tenth_may_go_but_not_more() {
        assert!(plan(batch((1..10).map(place).collect()), stored("osm", 0..10)).is_ok());
        let refused = plan(batch((2..10).map(place).collect()), stored("osm", 0..10));
        assert!(matches!(
            refused,
            Err(ImportRefusal::TooManyRemoved {
                removed: 2,
                of: 10,
                ..
            })
        ));
        let forced = ImportBatch {
            force: true,
            ..batch(vec![])
        };
        assert_eq!(plan(forced, stored("osm", 0..10)).unwrap().remove.len(), 10);
    }

    #[test]
    fn the_citys_own_table_wins() {
        let plan = plan(batch(vec![place(1)]), stored(CITY_DATASET, 1..2)).unwrap();
        assert!(plan.upsert.is_empty());
        assert_eq!(plan.report.rejected.len(), 1);
    }

    #[test]
    fn other_data_sets_are_left_alone() {
        let plan = plan(batch(vec![place(1)]), stored("csv", 2..9)).unwrap();
        assert!(plan.remove.is_empty());
        assert_eq!(plan.upsert.len(), 1);
    }
}
