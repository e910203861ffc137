//! Lists of places, and one place with what is around it.

use std::{cmp::Ordering, sync::Arc};

use domain::{
    BoundingBox, CategoryId, Coordinate, Metres, OpeningState, Place, PlaceId, PlaceQuery,
    opening::DayHours,
    place::{ListedPlace, Nearby},
    text::fold,
};
use jiff::Zoned;

use crate::{
    Near, Portal,
    directory::{Entry, PlaceDirectory, States},
};

/// Places on one page of a list. The whole page, its styles included, then comes in the first round
/// trip even where names are long, and a changed filter is quickly shown on a small device.
pub const PAGE_SIZE: usize = 50;

/// How many neighbours a place's page shows.
const NEIGHBOURS: usize = 5;

/// The answer to a [`PlaceQuery`].
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceList {
    /// The instant the opening states are of, in the city's time zone.
    pub now: Zoned,
    /// Places on the asked page.
    pub places: Vec<ListedPlace>,
    /// Places on all pages.
    pub total: usize,
    /// The page, counted from 0; the last one when a later one was asked.
    pub page: usize,
    /// How many pages there are; at least 1.
    pub pages: usize,
    /// What was understood of the given point.
    pub near: Near,
}

/// One place with everything its page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceDetail {
    /// The instant the opening state is of, in the city's time zone.
    pub now: Zoned,
    /// The place.
    pub place: Arc<Place>,
    /// Whether it is open.
    pub opening: OpeningState,
    /// The hours of the coming seven days, when opening hours are known.
    pub week: Vec<DayHours>,
    /// The nearest others of its category.
    pub neighbours: Vec<Nearby>,
}

/// A place that answers, and how far it is from the given point.
type Found<'d> = (&'d Entry, Option<Metres>);

impl Portal {
    /// The places that answer a query, one page of them.
    pub fn find_places(&self, query: &PlaceQuery) -> PlaceList {
        let directory = self.directory.load();
        let now = self.now();
        let states = directory.states(&now);
        let near = self.locate(query.near.as_deref());
        let mut found = self.matching(&directory, &states, query, near.position(), None);
        nearest_first(
            &mut found,
            query.page.saturating_add(1).saturating_mul(PAGE_SIZE),
        );
        let total = found.len();
        let pages = total.div_ceil(PAGE_SIZE).max(1);
        let page = query.page.min(pages - 1);
        let on_page = found.into_iter().skip(page * PAGE_SIZE).take(PAGE_SIZE);
        let places = on_page
            .map(|(entry, distance)| listed(entry, &states, distance))
            .collect();
        PlaceList {
            now,
            places,
            total,
            page,
            pages,
            near,
        }
    }

    /// Every place that answers a query, without pages; `within` cuts it to a box.
    pub fn all_places(&self, query: &PlaceQuery, within: Option<BoundingBox>) -> Vec<ListedPlace> {
        let directory = self.directory.load();
        let states = directory.states(&self.now());
        let near = self.locate(query.near.as_deref());
        let mut found = self.matching(&directory, &states, query, near.position(), within);
        nearest_first(&mut found, usize::MAX);
        found
            .into_iter()
            .map(|(entry, distance)| listed(entry, &states, distance))
            .collect()
    }

    /// One place by its identifier.
    pub fn place(&self, id: &PlaceId) -> Option<PlaceDetail> {
        let directory = self.directory.load();
        let entry = directory.get(id)?;
        let now = self.now();
        let hours = directory.hours(entry);
        Some(PlaceDetail {
            place: entry.place.clone(),
            opening: directory.states(&now).of(entry).clone(),
            week: hours
                .map(|h| h.week(now.date(), &self.holidays))
                .unwrap_or_default(),
            neighbours: neighbours(&directory, &entry.place),
            now,
        })
    }

    /// Places with these identifiers, in their order; those that do not exist are left out.
    pub fn places_by_id<'a>(&self, ids: impl IntoIterator<Item = &'a PlaceId>) -> Vec<ListedPlace> {
        let directory = self.directory.load();
        let states = directory.states(&self.now());
        let entries = ids.into_iter().filter_map(|id| directory.get(id));
        entries.map(|entry| listed(entry, &states, None)).collect()
    }

    /// How many places a category has, and how many of them are certainly open.
    pub fn count(&self, category: &CategoryId) -> (usize, usize) {
        let directory = self.directory.load();
        let states = directory.states(&self.now());
        directory
            .of_category(category)
            .fold((0, 0), |(all, open), entry| {
                (all + 1, open + usize::from(states.of(entry).is_open()))
            })
    }

    fn matching<'d>(
        &self,
        directory: &'d PlaceDirectory,
        states: &States,
        query: &PlaceQuery,
        centre: Option<Coordinate>,
        within: Option<BoundingBox>,
    ) -> Vec<Found<'d>> {
        let words: Vec<String> = query
            .text
            .as_deref()
            .map(fold)
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let admitted = |entry: &&Entry| {
            query.admits(&entry.place)
                && (!query.open_now || states.of(entry).is_open())
                && words.iter().all(|word| entry.words.contains(word.as_str()))
                && within.is_none_or(|area| area.contains(entry.place.position))
        };
        let distance = |entry: &'d Entry| {
            (
                entry,
                centre.map(|centre| centre.distance_to(entry.place.position)),
            )
        };
        match query.category.as_deref() {
            Some(slug) => match self.city.category_by_slug(slug) {
                Some(category) => directory
                    .of_category(&category.id)
                    .filter(admitted)
                    .map(distance)
                    .collect(),
                None => Vec::new(),
            },
            None => directory
                .entries
                .iter()
                .filter(admitted)
                .map(distance)
                .collect(),
        }
    }
}

/// Brings as many places as are wanted to the front, the nearest first and at the same distance by
/// label; what comes after them is in no order. Without distances they are by label already.
fn nearest_first(found: &mut [Found<'_>], wanted: usize) {
    if found.first().is_none_or(|(_, distance)| distance.is_none()) {
        return;
    }
    let order = |(a, x): &Found<'_>, (b, y): &Found<'_>| {
        let by_label = || (a.label(), &a.place.id).cmp(&(b.label(), &b.place.id));
        x.partial_cmp(y)
            .unwrap_or(Ordering::Equal)
            .then_with(by_label)
    };
    let wanted = wanted.min(found.len());
    if wanted < found.len() {
        found.select_nth_unstable_by(wanted, order);
    }
    found[..wanted].sort_unstable_by(order);
}

fn listed(entry: &Entry, states: &States, distance: Option<Metres>) -> ListedPlace {
    ListedPlace {
        place: entry.place.clone(),
        opening: states.of(entry).clone(),
        distance,
    }
}

fn neighbours(directory: &PlaceDirectory, place: &Place) -> Vec<Nearby> {
    let others = directory
        .of_category(&place.category)
        .filter(|e| e.place.id != place.id);
    let mut nearest: Vec<Nearby> = others
        .map(|entry| Nearby {
            place: entry.place.clone(),
            distance: place.position.distance_to(entry.place.position),
        })
        .collect();
    nearest.sort_by(|a, b| {
        a.distance
            .partial_cmp(&b.distance)
            .unwrap_or(Ordering::Equal)
    });
    nearest.truncate(NEIGHBOURS);
    nearest
}
