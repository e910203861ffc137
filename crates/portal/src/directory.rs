//! All places in memory, with everything a question needs worked out beforehand.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{CategoryId, City, Locale, OpeningState, Place, PlaceId, text::fold};
use hours::{Holidays, OpeningHours};
use jiff::Zoned;

use crate::board::OpeningBoard;

/// A place with what is worked out about it once.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) place: Arc<Place>,
    /// Folded label, address and district: what words are looked for in.
    pub(crate) words: Box<str>,
    /// How much of `words` is the label, in bytes.
    label: usize,
    /// Index of its opening hours on the board.
    hours: Option<usize>,
}

impl Entry {
    /// The folded label.
    pub(crate) fn label(&self) -> &str {
        &self.words[..self.label]
    }
}

/// All places, sorted by label.
#[derive(Debug)]
pub struct PlaceDirectory {
    pub(crate) entries: Vec<Entry>,
    by_id: HashMap<PlaceId, usize>,
    by_category: BTreeMap<CategoryId, Vec<usize>>,
    board: OpeningBoard,
    revision: i64,
}

impl PlaceDirectory {
    /// Builds the directory of a city from a revision of its places. Opening hours that cannot be read count as unknown: the
    /// import has already reported them.
    pub fn new(
        city: &City,
        holidays: &Holidays,
        places: impl IntoIterator<Item = Arc<Place>>,
        revision: i64,
    ) -> Self {
        let mut keyed: Vec<(String, Arc<Place>)> = places
            .into_iter()
            .map(|p| (fold(&city.label(&p, Locale::De).words()), p))
            .collect();
        keyed.sort_by(|(a, p), (b, q)| a.cmp(b).then_with(|| p.id.cmp(&q.id)));

        let mut hours = Vec::new();
        let mut known_hours: HashMap<String, Option<usize>> = HashMap::new();
        let mut hours_of = |text: &str| {
            *known_hours.entry(text.to_owned()).or_insert_with(|| {
                hours.push(OpeningHours::parse(text).ok()?.with_holidays(holidays));
                Some(hours.len() - 1)
            })
        };

        let mut by_id = HashMap::with_capacity(keyed.len());
        let mut by_category: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut entries = Vec::with_capacity(keyed.len());
        for (index, (label, place)) in keyed.into_iter().enumerate() {
            by_id.insert(place.id.clone(), index);
            by_category
                .entry(place.category.clone())
                .or_default()
                .push(index);
            let district = place.district.as_ref().and_then(|id| city.district(id));
            let address = fold(&place.street_line().unwrap_or_default());
            let district = fold(district.map_or("", |d| d.name.as_str()));
            let hours = place.opening_hours.as_deref().and_then(&mut hours_of);
            entries.push(Entry {
                place,
                words: format!("{label} {address} {district}").into(),
                label: label.len(),
                hours,
            });
        }
        Self {
            entries,
            by_id,
            by_category,
            board: OpeningBoard::new(hours),
            revision,
        }
    }

    /// The revision of the store it was built from; grows with every change of the places.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every place in the order of labels.
    pub fn places(&self) -> impl Iterator<Item = &Arc<Place>> {
        self.entries.iter().map(|entry| &entry.place)
    }

    pub(crate) fn get(&self, id: &PlaceId) -> Option<&Entry> {
        self.entries.get(*self.by_id.get(id)?)
    }

    /// The first place that bears exactly this folded name.
    pub(crate) fn named(&self, folded: &str) -> Option<&Arc<Place>> {
        let first = self.entries.partition_point(|e| e.label() < folded);
        let same = self.entries[first..]
            .iter()
            .take_while(|e| e.label() == folded);
        // Without a name of its own a place is labelled by its kind and street.
        same.map(|entry| &entry.place)
            .find(|place| place.name.is_some())
    }

    pub(crate) fn of_category(&self, id: &CategoryId) -> impl Iterator<Item = &Entry> {
        let indices = self.by_category.get(id).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|index| self.entries.get(*index))
    }

    pub(crate) fn states(&self, now: &Zoned) -> States {
        States(self.board.at(now))
    }

    pub(crate) fn hours(&self, entry: &Entry) -> Option<&OpeningHours> {
        self.board.hours(entry.hours?)
    }
}

/// The opening states of one instant.
pub(crate) struct States(Arc<[OpeningState]>);

impl States {
    pub(crate) fn of(&self, entry: &Entry) -> &OpeningState {
        entry
            .hours
            .and_then(|index| self.0.get(index))
            .unwrap_or(&OpeningState::Unknown)
    }
}
