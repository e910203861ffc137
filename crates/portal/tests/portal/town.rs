//! A small invented city and adapters that keep everything in memory.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::{
    Area, BoundingBox, Category, CategoryId, City, Coordinate, District, DistrictId, Filter,
    LocalText, Locale, Marker, MarkerShape, Place, PlaceId,
    import::{ImportBatch, ImportReport, plan},
    place::{AsOf, Wheelchair},
    report::Report,
    street::{Address, Street},
};
use hours::{Holidays, Land};
use jiff::{Timestamp, tz::TimeZone};
use portal::{
    Adapters, Portal, StoredPlaces,
    ports::{
        Clock, IdGenerator, PlaceStore, ReportStore, SearchDocument, SearchError, SearchIndex,
        SearchKey, StoreError,
    },
};

/// A clock that stands still until it is set.
pub(crate) struct TestClock(Mutex<Timestamp>);

impl TestClock {
    /// Sets the clock to a local time such as `2026-11-20T09:00`.
    pub(crate) fn set(&self, local: &str) {
        let at: jiff::civil::DateTime = local.parse().unwrap();
        *self.0.lock().unwrap() = at.to_zoned(zone()).unwrap().timestamp();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Places and reports in memory.
#[derive(Default)]
pub(crate) struct Memory {
    places: Mutex<(i64, Vec<(String, Place)>)>,
    pub(crate) reports: Mutex<Vec<Report>>,
}

#[async_trait]
impl PlaceStore for Memory {
    async fn all_owned(&self) -> Result<Vec<(String, Arc<Place>)>, StoreError> {
        let stored = self.places.lock().unwrap();
        let owned = |(owner, place): &(String, Place)| (owner.clone(), Arc::new(place.clone()));
        Ok(stored.1.iter().map(owned).collect())
    }

    async fn revision(&self) -> Result<i64, StoreError> {
        Ok(self.places.lock().unwrap().0)
    }

    async fn apply(&self, batch: ImportBatch) -> Result<ImportReport, StoreError> {
        let mut stored = self.places.lock().unwrap();
        let dataset = batch.dataset.clone();
        let plan = plan(batch, stored.1.clone())?;
        let gone = |place: &Place| {
            plan.remove.contains(&place.id) || plan.upsert.iter().any(|p| p.id == place.id)
        };
        stored.1.retain(|(_, place)| !gone(place));
        stored.1.extend(
            plan.upsert
                .into_iter()
                .map(|place| (dataset.clone(), place)),
        );
        stored.0 += i64::from(plan.report.has_changes());
        Ok(plan.report)
    }
}

#[async_trait]
impl ReportStore for Memory {
    async fn add(&self, report: &Report) -> Result<(), StoreError> {
        self.reports.lock().unwrap().push(report.clone());
        Ok(())
    }

    async fn newest(&self, limit: u32) -> Result<Vec<Report>, StoreError> {
        let reports = self.reports.lock().unwrap();
        Ok(reports.iter().rev().take(limit as usize).cloned().collect())
    }

    async fn delete_due(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut reports = self.reports.lock().unwrap();
        let before = reports.len();
        reports.retain(|report| report.delete_at > now);
        Ok((before - reports.len()) as u64)
    }
}

struct Titles(Mutex<Vec<SearchDocument>>);

impl SearchIndex for Titles {
    fn replace(
        &self,
        documents: &mut dyn Iterator<Item = SearchDocument>,
    ) -> Result<(), SearchError> {
        *self.0.lock().unwrap() = documents.collect();
        Ok(())
    }

    fn search(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<SearchKey>, SearchError> {
        let documents = self.0.lock().unwrap();
        let found = documents
            .iter()
            .filter(|d| d.title.get(locale).contains(text));
        Ok(found.take(limit).map(|d| d.key.clone()).collect())
    }
}

struct Counter(Mutex<u64>);

impl IdGenerator for Counter {
    fn next(&self) -> String {
        let mut n = self.0.lock().unwrap();
        *n += 1;
        format!("r{n}")
    }
}

/// The portal of the town with handles on its clock and its memory.
pub(crate) struct Town {
    pub(crate) portal: Portal,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) memory: Arc<Memory>,
}

/// Opens the portal of the town with these places, on a Friday at nine.
pub(crate) async fn town(places: Vec<Place>) -> Town {
    let clock = Arc::new(TestClock(Mutex::new(Timestamp::UNIX_EPOCH)));
    clock.set("2026-11-20T09:00");
    let memory = Arc::new(Memory::default());
    let portal = open(places, &memory, &clock).await.unwrap();
    Town {
        portal,
        clock,
        memory,
    }
}

/// The portal of the town after a restart with these places in the city's folder.
pub(crate) async fn reopened(town: &Town, places: Vec<Place>) -> Result<Portal, StoreError> {
    open(places, &town.memory, &town.clock).await
}

async fn open(
    places: Vec<Place>,
    memory: &Arc<Memory>,
    clock: &Arc<TestClock>,
) -> Result<Portal, StoreError> {
    let adapters = Adapters {
        places: memory.clone(),
        reports: memory.clone(),
        search: Arc::new(Titles(Mutex::default())),
        clock: clock.clone(),
        ids: Arc::new(Counter(Mutex::default())),
    };
    let stored = StoredPlaces::read(&**memory).await?;
    let city = City { places, ..city() };
    Portal::open(city, Holidays::of(Land::BW), adapters, stored).await
}

/// A place with a number; every tenth of a degree further north.
pub(crate) fn place(n: u32) -> Place {
    let origin = format!("test:{n:03}");
    Place {
        id: PlaceId::from_origin(&origin),
        origin,
        category: CategoryId::new("toilet"),
        name: Some(format!("Ort {n:03}")),
        address: <_>::default(),
        near_street: None,
        position: at(49.0 + f64::from(n) / 1000.0, 8.0),
        accuracy: <_>::default(),
        district: None,
        opening_hours: None,
        opening_hours_as_of: None,
        phone: None,
        website: None,
        wheelchair: Wheelchair::Unknown,
        wheelchair_note: None,
        fee: None,
        fee_note: None,
        euro_key: None,
        glass_colours: Vec::new(),
        capacity: None,
        capacity_disabled: None,
        operator: None,
        note: None,
        source: "test".to_owned(),
        as_of: AsOf::parse("2026").unwrap(),
    }
}

pub(crate) fn at(lat: f64, lon: f64) -> Coordinate {
    Coordinate::new(lat, lon).unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

fn street(name: &str, district: &str, lat: f64) -> Street {
    let district = Some(DistrictId::new(district));
    Street {
        name: name.to_owned(),
        district,
        position: at(lat, 8.0),
    }
}

fn district(id: &str, name: &str) -> District {
    let boundary = geo::MultiPolygon::new(Vec::new());
    District {
        id: DistrictId::new(id),
        name: name.to_owned(),
        approximate: false,
        boundary,
    }
}

fn city() -> City {
    let toilet = Category {
        id: CategoryId::new("toilet"),
        slug: "toiletten".to_owned(),
        area: Area::Services,
        name: LocalText::same("Toiletten"),
        one: LocalText::same("Toilette"),
        symbol: "toilet".to_owned(),
        marker: Marker {
            shape: MarkerShape::Circle,
            colour: "c1".to_owned(),
        },
        filters: vec![Filter::Open, Filter::Wheelchair],
        keywords: LocalText::same("Klo"),
        notice: None,
        official_url: None,
        wanted: true,
    };
    City {
        name: "Musterstadt".to_owned(),
        portal_name: "Bürgerportal Musterstadt".to_owned(),
        time_zone: zone(),
        land: "BW".to_owned(),
        centre: at(49.0, 8.0),
        bounding_box: BoundingBox::new(7.0, 48.0, 9.0, 50.0).unwrap(),
        displays: Vec::new(),
        heat: domain::heat::HeatHelp::default(),
        places_box: BoundingBox::new(7.0, 48.0, 9.0, 50.0).unwrap(),
        boundary: None,
        contacts: Vec::new(),
        links: Vec::new(),
        areas: Vec::new(),
        categories: vec![toilet],
        districts: vec![district("nord", "Nord"), district("sued", "Süd")],
        streets: vec![
            street("Hauptstraße", "nord", 49.0),
            street("Bergweg", "nord", 49.1),
            street("Bergweg", "sued", 49.3),
            street("Östliche Ringstraße", "sued", 49.2),
        ],
        addresses: vec![Address {
            street: "Hauptstraße".to_owned(),
            house_number: "12a".to_owned(),
            postcode: None,
            position: at(49.05, 8.0),
        }],
        sources: Vec::new(),
        feeds: Vec::new(),
        resting_feeds: Vec::new(),
        places: Vec::new(),
        texts: <_>::default(),
        theme_css: String::new(),
        base_map: None,
    }
}
