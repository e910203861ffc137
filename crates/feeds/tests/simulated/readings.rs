//! What each kind of feed finds.

use domain::{
    live::{ConnectorKind, Harvest, Property, Quality, ThingKind},
    timetable::{Prediction, TripUpdate},
};

use crate::town::{Town, at};

/// A Tuesday in June, in the afternoon; roadworks and events of motorways go on.
const AFTERNOON: &str = "2026-06-09T15:32:00Z";

const CITIES: [&str; 2] = ["heidelberg", "musterstadt"];

/// Reads all feeds of a kind in both cities: nothing is left out, and everything has its place.
fn read_all(kind: ConnectorKind, now: &str, mut look: impl FnMut(&str, &Harvest)) {
    for city in CITIES {
        let town = Town::at(city, now);
        for feed in town.feeds(kind) {
            let harvest = town.read(&feed);
            assert_eq!(harvest.rejected, [], "{city}: {}", feed.id);
            assert!(harvest.seen > 0, "{city}: {}", feed.id);
            for new in &harvest.observations {
                let late = at(now).duration_since(new.observation.end);
                assert!(
                    late.as_hours() < 24 * 800 && !late.is_negative(),
                    "{city}: {}",
                    feed.id
                );
            }
            look(city, &harvest);
        }
    }
}

/// All values of a property with their quality.
fn values(harvest: &Harvest, property: Property) -> Vec<(Option<f64>, Quality)> {
    let of = |stream: u32| harvest.datastreams[stream as usize].property == property;
    let all = harvest.observations.iter().filter(|new| of(new.datastream));
    all.map(|new| (new.observation.value, new.observation.quality))
        .collect()
}

fn suspects(harvest: &Harvest) -> usize {
    let all = harvest.observations.iter();
    all.filter(|new| new.observation.quality == Quality::Suspect)
        .count()
}

#[test]
fn parking_sites_have_free_spaces() {
    read_all(ConnectorKind::ParkApi, AFTERNOON, |city, harvest| {
        let expected = if city == "heidelberg" { 16 } else { 5 };
        assert_eq!(harvest.things.len(), expected, "{city}");
        assert!(values(harvest, Property::FreeSpaces).len() + 1 >= expected);
        assert_eq!(suspects(harvest), 0, "{city}");
    });
}

#[test]
fn grasses_fly_and_the_sun_burns_in_june() {
    read_all(ConnectorKind::DwdPollen, AFTERNOON, |city, harvest| {
        assert_eq!(harvest.things[0].kind, ThingKind::PollenRegion);
        let grass = values(harvest, Property::GrassPollen)[0].0;
        assert!(grass >= Some(1.0), "{city}: {grass:?}");
        assert_eq!(
            values(harvest, Property::HazelPollen),
            [(Some(0.0), Quality::Ok)]
        );
    });
    read_all(ConnectorKind::DwdUv, AFTERNOON, |city, harvest| {
        let index = values(harvest, Property::UvIndex)[0].0;
        assert!(index >= Some(6.0), "{city}: {index:?}");
    });
}

#[test]
fn weather_has_a_temperature_of_june() {
    read_all(
        ConnectorKind::BrightSkyWeather,
        AFTERNOON,
        |city, harvest| {
            let told = values(harvest, Property::AirTemperature);
            assert!(
                (8.0..38.0).contains(&told[0].0.unwrap()),
                "{city}: {told:?}"
            );
            let clouds = values(harvest, Property::CloudCover);
            assert_eq!(clouds[0].1, Quality::FallbackStation, "{city}");
        },
    );
}

#[test]
fn a_warning_of_heat_is_told_in_both_languages() {
    read_all(
        ConnectorKind::BrightSkyAlerts,
        "2026-07-12T12:00:00Z",
        |city, harvest| {
            let events = harvest.events.as_ref().unwrap();
            assert_eq!(events.len(), 1, "{city}");
            assert!(events[0].title.en.is_some() && events[0].holds_at(at("2026-07-12T12:00:00Z")));
        },
    );
}

#[test]
fn shared_vehicles_wait_at_stations_and_stand_in_districts() {
    read_all(ConnectorKind::Gbfs, AFTERNOON, |city, harvest| {
        assert!(harvest.things.len() > 4, "{city}: {}", harvest.things.len());
        let waiting = values(harvest, Property::VehiclesAvailable);
        assert!(
            waiting.iter().filter_map(|(value, _)| *value).sum::<f64>() > 10.0,
            "{city}"
        );
        assert_eq!(suspects(harvest), 0, "{city}");
    });
}

#[test]
fn roadworks_lie_in_the_city() {
    let mut told = 0;
    read_all(ConnectorKind::Roadworks, AFTERNOON, |_, harvest| {
        let events = harvest.events.as_ref().unwrap();
        told += events.len();
        assert!(
            events
                .iter()
                .all(|event| event.line.len() > 1 && event.valid_to.is_some())
        );
    });
    assert!(told >= 3, "{told}");
}

#[test]
fn motorways_have_events() {
    let mut told = 0;
    read_all(ConnectorKind::Autobahn, AFTERNOON, |_, harvest| {
        told += harvest.events.as_ref().unwrap().len();
    });
    assert!(told >= 3, "{told}");
}

#[test]
fn the_river_has_eight_days_of_levels_and_its_marks() {
    read_all(ConnectorKind::Pegelonline, AFTERNOON, |city, harvest| {
        let told = values(harvest, Property::WaterLevel);
        assert_eq!(told.len(), 8 * 96 - 1, "{city}");
        assert!(
            told.iter()
                .all(|(level, _)| (100.0..450.0).contains(&level.unwrap())),
            "{city}"
        );
        assert_eq!(
            values(harvest, Property::Discharge).is_empty(),
            city == "heidelberg"
        );
    });
}

#[test]
fn air_has_its_hours_of_three_days() {
    read_all(ConnectorKind::Uba, AFTERNOON, |city, harvest| {
        assert_eq!(harvest.things.len(), 1, "{city}");
        for property in [Property::No2, Property::O3, Property::Pm10, Property::Pm25] {
            let told = values(harvest, property);
            // Two days and the hours of today up to 16 o'clock in CET.
            assert_eq!(told.len(), 64, "{city}: {property:?}");
            let measured = told.iter().filter(|(value, _)| value.is_some()).count();
            assert!(measured >= 58, "{city}: {property:?} {measured}");
        }
    });
}

#[test]
fn bicycles_were_counted_in_the_hours_of_the_month() {
    read_all(ConnectorKind::BicycleCounts, AFTERNOON, |city, harvest| {
        let expected = if city == "heidelberg" { 15 } else { 2 };
        assert_eq!(harvest.things.len(), expected, "{city}");
        assert!(
            values(harvest, Property::BicycleCount).len() > 200 * expected,
            "{city}"
        );
        assert_eq!(suspects(harvest), 0, "{city}");
    });
}

#[test]
fn trips_are_late_cancelled_or_on_time() {
    let mut read = 0;
    read_all(ConnectorKind::GtfsRealtime, AFTERNOON, |city, harvest| {
        read += 1;
        let said = harvest.trips.as_ref().unwrap();
        assert!(!said.is_stale(at(AFTERNOON)), "{city}");
        let count =
            |is: &dyn Fn(&TripUpdate) -> bool| said.trips.iter().filter(|it| is(it)).count();
        let late = count(&|trip| {
            let call = trip.calls.last();
            matches!(call.map(|call| call.prediction), Some(Prediction::Leaves { delay: Some(delay), .. }) if delay.as_mins() > 2)
        });
        assert!(late > 20 && late < 60, "{city}: {late}");
        assert!(count(&|trip| trip.cancelled) > 1, "{city}");
        let skips = |trip: &TripUpdate| {
            trip.calls
                .iter()
                .any(|call| call.prediction == Prediction::Skipped)
        };
        assert!(count(&skips) > 0, "{city}");
    });
    assert_eq!(read, 2);
}

#[test]
fn boxes_without_a_standard_measure_all_that_the_mapping_names() {
    let mut told = 0;
    read_all(ConnectorKind::Generic, AFTERNOON, |_, harvest| {
        told += harvest.things.len();
        assert_eq!(
            values(harvest, Property::AirTemperature).len(),
            harvest.things.len()
        );
        assert_eq!(values(harvest, Property::PedestrianCount).len(), 1);
        assert_eq!(suspects(harvest), 0);
    });
    assert_eq!(told, 3);
}

#[test]
fn broken_counters_of_car_parks_are_not_believed() {
    let mut read = 0;
    read_all(ConnectorKind::Ngsi, AFTERNOON, |city, harvest| {
        if harvest.things[0].kind != ThingKind::CarPark {
            return;
        }
        read += 1;
        // Each broken counter tells free and taken spaces; silent ones tell no free spaces.
        let (things, broken, silent) = if city == "heidelberg" {
            (25, 3, 2)
        } else {
            (6, 2, 1)
        };
        assert_eq!(harvest.things.len(), things, "{city}");
        assert_eq!(suspects(harvest), 2 * broken, "{city}");
        let free = values(harvest, Property::FreeSpaces);
        assert_eq!(free.len(), things, "{city}");
        let missing = free
            .iter()
            .filter(|(_, quality)| *quality == Quality::Missing);
        assert_eq!(missing.count(), silent, "{city}");
        assert!(free.contains(&(Some(-8.0), Quality::Suspect)), "{city}");
    });
    assert_eq!(read, 2);
}

#[test]
fn a_camera_tells_one_class_when_it_is_asked() {
    let mut read = 0;
    read_all(ConnectorKind::Ngsi, AFTERNOON, |city, harvest| {
        if harvest.things[0].kind != ThingKind::TrafficCounter {
            return;
        }
        read += 1;
        let things = if city == "heidelberg" { 12 } else { 3 };
        assert_eq!(harvest.things.len(), things, "{city}");
        assert_eq!(
            values(harvest, Property::VehicleCount).len(),
            things,
            "{city}"
        );
    });
    assert_eq!(read, 2);
}

#[test]
fn sensors_are_read_from_all_pages() {
    let mut read = 0;
    read_all(ConnectorKind::SensorThings, AFTERNOON, |city, harvest| {
        read += 1;
        assert_eq!(harvest.things.len(), 3, "{city}");
        let streams = if city == "heidelberg" { 15 } else { 13 };
        assert_eq!(harvest.datastreams.len(), streams, "{city}");
        assert_eq!(values(harvest, Property::AirTemperature).len(), 3, "{city}");
        assert_eq!(suspects(harvest), 0, "{city}");
    });
    assert!(read > 0);
}
