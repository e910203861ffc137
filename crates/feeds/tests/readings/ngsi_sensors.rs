//! Context brokers: sensors in every form, unit and time.

use domain::live::{ConnectorKind, Property, ThingKind};
use serde_json::json;

use crate::{
    ngsi::reading,
    source::{Source, at, feed, reasons, recorded, thing, value, values},
};

const AIR: &str = include_str!("../data/ngsi_ld_air_synthetic.json");

#[test]
fn a_station_of_the_air_has_its_values_in_stored_units_at_their_own_times() {
    let options = json!({"type": "AirQualityObserved", "version": "ld", "service": "city",
        "context": "https://models.example/context.jsonld"});
    let source = Source::saying(AIR);
    let harvest = reading(options).read(&source).unwrap();
    let asked = &source.asked.lock().unwrap()[0];
    assert!(
        asked
            .url
            .ends_with("?type=AirQualityObserved&limit=100&offset=0&count=true")
    );
    assert_eq!(
        asked.headers[0],
        ("NGSILD-Tenant".to_owned(), "city".to_owned())
    );
    assert!(
        asked.headers[1]
            .1
            .starts_with("<https://models.example/context.jsonld>; rel=")
    );

    let seen = |property| {
        let one = value(&harvest, "DEXX001", property);
        (one.value, one.end)
    };
    let (eleven, five_past) = (at("2026-11-22T11:00:00Z"), at("2026-11-22T11:05:00Z"));
    assert_eq!(seen(Property::No2), (Some(31.0), eleven));
    assert_eq!(seen(Property::O3), (None, eleven));
    assert_eq!(
        seen(Property::Pm25),
        (Some(12.0), at("2026-11-22T11:10:00Z"))
    );
    assert_eq!(seen(Property::AirTemperature), (Some(8.4), five_past));
    assert_eq!(seen(Property::RelativeHumidity), (Some(54.0), five_past));
    assert_eq!(seen(Property::WindSpeed), (Some(9.0), five_past));
    // Nobody says for how long the rain was added up.
    assert_eq!(values(&harvest, "DEXX001", Property::Precipitation), []);
    let id = "urn:ngsi-ld:AirQualityObserved:DEXX001";
    let expected = format!("{id}: pm10: `59` is not a unit of this property");
    assert_eq!(reasons(&harvest), [expected]);
    let station = thing(&harvest, "DEXX001");
    assert_eq!(
        (station.kind, station.name.as_str()),
        (ThingKind::AirStation, "Musterstadt Mitte")
    );
}

#[test]
fn a_type_of_the_city_is_mapped_by_its_attributes() {
    let options = json!({"type": "FootfallObserved", "kind": "pedestrian_counter",
        "attributes": {"peopleCount": "pedestrian_count", "temp": "air_temperature"}});
    let body = json!([{"id": "f1", "type": "FootfallObserved",
        "peopleCount": {"type": "Number", "value": "12"}, "temp": {"type": "Number", "value": 8},
        "dateObserved": "2026-11-22T11:00:00Z/2026-11-22T12:00:00Z"}]);
    let harvest = reading(options)
        .read(&Source::saying(body.to_string()))
        .unwrap();
    assert_eq!(thing(&harvest, "f1").kind, ThingKind::PedestrianCounter);
    assert_eq!(
        value(&harvest, "f1", Property::PedestrianCount).value,
        Some(12.0)
    );
    let stream = &harvest.datastreams[0];
    assert_eq!(stream.period.unwrap().as_secs(), 3_600);
    for options in [
        json!({"type": "FootfallObserved"}),
        json!({"type": "X", "attributes": {"a": "footfall"}}),
        json!({"type": "OffStreetParking", "page_size": 0}),
        json!({"type": "OffStreetParking", "version": "v3"}),
        json!({}),
    ] {
        assert!(feeds::connector(&feed(ConnectorKind::Ngsi, options)).is_err());
    }
}

#[test]
fn recorded_examples_of_the_data_models_are_read() {
    for (file, kind, id, property, expected) in [
        (
            "AirQualityObserved.example-normalized.jsonld",
            "AirQualityObserved",
            "Madrid-AmbientObserved-28079004-2016-03-15T11:00:00",
            Property::No2,
            69.0,
        ),
        (
            "AirQualityObserved.example.jsonld",
            "AirQualityObserved",
            "Madrid-AmbientObserved-28079004-2016-03-15T11:00:00",
            Property::AirTemperature,
            12.2,
        ),
        (
            "WaterObserved.example-normalized.jsonld",
            "WaterObserved",
            "MNCA-001",
            Property::WaterLevel,
            352.0,
        ),
        (
            "WaterObserved.example.jsonld",
            "WaterObserved",
            "uri:ngsi:WaterObserved:MNCA-001",
            Property::Discharge,
            12.0,
        ),
        (
            "TrafficFlowObserved.example-normalized.json",
            "TrafficFlowObserved",
            "TrafficFlowObserved-Valladolid-osm-60821110",
            Property::VehicleCount,
            197.0,
        ),
        (
            "TrafficFlowObserved.example.jsonld",
            "TrafficFlowObserved",
            "TrafficFlowObserved-Valladolid-osm-60821110",
            Property::MeanSpeed,
            52.6,
        ),
        (
            "NoiseLevelObserved.example.jsonld",
            "NoiseLevelObserved",
            "Vitoria-NoiseLevelObserved-2016-12-28T11:00:00_2016-12-28T12:00:00",
            Property::SoundLevel,
            67.8,
        ),
    ] {
        let Some(body) = recorded(&format!("ngsi_smart_data_models/{file}")) else {
            return;
        };
        let body = format!("[{}]", String::from_utf8(body).unwrap());
        let mut reading = reading(json!({"type": kind}));
        // The examples are from Spain and France; one of them has its position the wrong way round.
        reading.area = domain::BoundingBox::new(-10.0, 40.0, 10.0, 50.0).unwrap();
        let harvest = reading.read(&Source::saying(body)).unwrap();
        let seen = value(&harvest, id, property).value.unwrap();
        assert!((seen - expected).abs() < 1e-9, "{file}: {seen}");
        assert!(thing(&harvest, id).position.is_some(), "{file}");
    }
}
