//! Search over places, categories, districts and streets.

use std::sync::{Mutex, OnceLock, PoisonError};

use domain::{Category, City, District, LocalText, Locale, Place, PlaceId, place::ListedPlace};

use crate::{
    Portal,
    directory::PlaceDirectory,
    ports::{SearchDocument, SearchError, SearchKey},
};

/// How many results one search brings.
const LIMIT: usize = 60;

/// A street that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundStreet {
    /// Name of the street.
    pub name: String,
    /// Name of the district.
    pub district: Option<String>,
}

/// What was found, best first within each kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// Kinds of places.
    pub categories: Vec<Category>,
    /// Districts.
    pub districts: Vec<District>,
    /// Streets.
    pub streets: Vec<FoundStreet>,
    /// Places.
    pub places: Vec<ListedPlace>,
}

impl SearchResults {
    /// How many results there are.
    pub fn len(&self) -> usize {
        self.categories.len() + self.districts.len() + self.streets.len() + self.places.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether everything can be found.
#[derive(Debug, Default)]
pub(crate) struct Indexing {
    /// One at a time, so that an old state never takes the place of a new one.
    running: Mutex<()>,
    /// Set when the first index was made.
    made: OnceLock<()>,
}

impl Portal {
    /// Makes everything findable, if it is not yet. For a large city this takes a while: whoever
    /// opens a portal calls it on a thread that may wait; a search that comes earlier waits for it.
    pub fn make_searchable(&self) -> Result<(), SearchError> {
        if self.indexing.made.get().is_some() {
            return Ok(());
        }
        let running = self.indexing.running.lock();
        let _one_at_a_time = running.unwrap_or_else(PoisonError::into_inner);
        if self.indexing.made.get().is_some() {
            return Ok(());
        }
        self.fill_index(&self.directory.load())
    }

    /// Finds what a text asks for.
    pub fn search(&self, text: &str, locale: Locale) -> Result<SearchResults, SearchError> {
        self.make_searchable()?;
        let mut results = SearchResults::default();
        let mut places = Vec::new();
        for key in self.adapters.search.search(text, locale, LIMIT)? {
            match key {
                SearchKey::Category(slug) => {
                    results
                        .categories
                        .extend(self.city.category_by_slug(&slug).cloned());
                }
                SearchKey::District(slug) => {
                    let found = self.city.districts.iter().find(|d| d.id.as_str() == slug);
                    results.districts.extend(found.cloned());
                }
                SearchKey::Street { name, district } => {
                    let found = self
                        .city
                        .districts
                        .iter()
                        .find(|d| Some(d.id.as_str()) == district.as_deref());
                    let district = found.map(|d| d.name.clone());
                    results.streets.push(FoundStreet { name, district });
                }
                SearchKey::Place(id) => places.push(PlaceId::from_origin(&id)),
            }
        }
        results.places = self.places_by_id(&places);
        Ok(results)
    }

    /// Puts everything that can be found into the index.
    pub(crate) fn index(&self, directory: &PlaceDirectory) -> Result<(), SearchError> {
        let running = self.indexing.running.lock();
        let _one_at_a_time = running.unwrap_or_else(PoisonError::into_inner);
        self.fill_index(directory)
    }

    fn fill_index(&self, directory: &PlaceDirectory) -> Result<(), SearchError> {
        let city = &self.city;
        let categories = city
            .categories
            .iter()
            .filter(|c| directory.of_category(&c.id).next().is_some());
        let mut documents = categories
            .map(category)
            .chain(city.districts.iter().map(district))
            .chain(city.streets.iter().map(|s| SearchDocument {
                key: SearchKey::Street {
                    name: s.name.clone(),
                    district: s.district.as_ref().map(ToString::to_string),
                },
                title: LocalText::same(&s.name),
                words: LocalText::default(),
                boost: 1.0,
            }))
            .chain(directory.places().map(|p| place(city, p)));
        self.adapters.search.replace(&mut documents)?;
        self.indexing.made.get_or_init(|| ());
        Ok(())
    }
}

fn category(category: &Category) -> SearchDocument {
    SearchDocument {
        key: SearchKey::Category(category.slug.clone()),
        title: category.name.clone(),
        words: LocalText {
            de: format!("{} {}", category.one.de, category.keywords.de),
            en: format!("{} {}", category.one.en, category.keywords.en),
        },
        boost: 4.0,
    }
}

fn district(district: &District) -> SearchDocument {
    SearchDocument {
        key: SearchKey::District(district.id.to_string()),
        title: LocalText::same(&district.name),
        words: LocalText {
            de: "Stadtteil".to_owned(),
            en: "district".to_owned(),
        },
        boost: 2.0,
    }
}

fn place(city: &City, place: &Place) -> SearchDocument {
    let kind = city.category(&place.category);
    let district = place.district.as_ref().and_then(|id| city.district(id));
    let words = |locale| {
        let kind = kind.map_or("", |c| c.one.get(locale));
        let street = place.street_line().unwrap_or_default();
        let district = district.map_or("", |d| d.name.as_str());
        format!("{kind} {street} {district}")
    };
    SearchDocument {
        key: SearchKey::Place(place.id.to_string()),
        title: LocalText {
            de: city.label(place, Locale::De).words(),
            en: city.label(place, Locale::En).words(),
        },
        words: LocalText {
            de: words(Locale::De),
            en: words(Locale::En),
        },
        boost: 1.0,
    }
}
