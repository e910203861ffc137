//! Mappings for recorded payloads of real sources.

use domain::live::{ConnectorKind::Generic, Quality};
use serde_json::{Value, json};

use crate::fake;

#[test]
fn the_counters_of_heidenheim_can_be_mapped() {
    let Some(payload) = fake::recorded("heidenheim_smartcity/historical_excerpt.json") else {
        return;
    };
    let of = |key: &str, rest: Value| {
        let mut value = json!({
            "field": "/value", "only": {"/valueKey": key},
            "aggregation": "count", "period_minutes": 30,
        });
        for (name, setting) in rest.as_object().unwrap() {
            value[name] = setting.clone();
        }
        value
    };
    let options = json!({
        "format": "json",
        "records": "/data/*/singleDataPoints",
        "thing": {"kind": "traffic_counter", "id": "../id"},
        "things": [{"id": "0438a9cc-95cb-4111-bd3c-34dec97c720a", "name": "Arkaden", "lat": 49.41, "lon": 8.61}],
        "time": {"fields": ["/datetime"], "format": "rfc3339", "marks": "start"},
        "values": [
            of("bicycle.in", json!({"property": "bicycle_count", "direction": "in"})),
            of("person.out", json!({"property": "pedestrian_count", "direction": "out"})),
            of("car.in", json!({"property": "vehicle_count", "class": "car", "direction": "in"})),
            of("truck.in", json!({"property": "vehicle_count", "class": "lorry", "direction": "in"})),
        ],
    });
    let harvest = fake::harvest(Generic, options, &payload, "2026-11-22T12:00:00Z");
    assert_eq!((harvest.things.len(), harvest.rejected.len()), (1, 0));
    assert_eq!((harvest.seen, harvest.observations.len()), (84, 24));
    let thing = "feed:0438a9cc-95cb-4111-bd3c-34dec97c720a";
    let cars = fake::values(&harvest, &format!("{thing}:vehicle_count:car:in"));
    assert_eq!(
        cars.last().unwrap(),
        &("2023-01-02T00:00:00Z".to_owned(), Some(0.0))
    );
    assert_eq!(cars.len(), 6);
    let persons = fake::values(&harvest, &format!("{thing}:pedestrian_count:out"));
    assert!(
        persons
            .iter()
            .any(|(_, count)| count.is_some_and(|count| count > 0.0))
    );
}

#[test]
fn the_sensors_of_citizens_can_be_mapped() {
    let Some(payload) = fake::recorded("sensor_community/v1_data_json_dht22_sds011_2017.json")
    else {
        return;
    };
    let of = |kind: &str, property: &str| json!({"field": "/value", "only": {"/value_type": kind}, "property": property});
    let options = json!({
        "format": "json",
        "records": "/*/sensordatavalues",
        "thing": {"kind": "air_station", "id": "../sensor/id", "lat": "../location/latitude", "lon": "../location/longitude"},
        "time": {"fields": ["../timestamp"], "format": "%Y-%m-%dT%H:%M:%S", "zone": "utc"},
        "values": [of("humidity", "relative_humidity"), of("temperature", "air_temperature"), of("P1", "pm10"), of("P2", "pm2_5")],
    });
    // The sensors stand near Stuttgart; they are moved into the city of the tests.
    let moved = String::from_utf8(payload).unwrap();
    let moved = moved
        .replace("48.647", "49.41")
        .replace("48.741", "49.42")
        .replace("9.445", "8.61")
        .replace("9.317", "8.7");
    let harvest = fake::harvest(Generic, options, moved.as_bytes(), "2026-11-22T12:00:00Z");
    let of = |stream: &str| fake::values(&harvest, stream).remove(0);
    let at = "2017-03-30T19:24:02Z".to_owned();
    assert_eq!(of("feed:660:air_temperature"), (at.clone(), Some(15.8)));
    assert_eq!(of("feed:660:relative_humidity"), (at.clone(), Some(44.3)));
    assert_eq!(of("feed:467:pm10"), (at.clone(), Some(6.73)));
    assert_eq!(of("feed:467:pm2_5"), (at, Some(4.48)));
    assert_eq!((harvest.observations.len(), harvest.rejected.len()), (4, 0));
}

#[test]
fn a_weather_table_of_the_deutscher_wetterdienst_can_be_mapped() {
    let Some(payload) = fake::recorded("dwd_opendata/poi_observations_current.csv") else {
        return;
    };
    let options = json!({
        "format": "csv",
        "delimiter": ";",
        "skip_lines": 2,
        "decimal_comma": true,
        "thing": {"kind": "weather_station"},
        "things": [{"id": "01049", "name": "Alta", "lat": 49.41, "lon": 8.61}],
        "time": {"fields": ["surface observations", "Parameter description"], "format": "%d.%m.%y %H:%M", "zone": "utc"},
        "values": [
            {"field": "dry_bulb_temperature_at_2_meter_above_ground", "property": "air_temperature"},
            {"field": "horizontal_visibility", "property": "visibility", "factor": 1000},
            {"field": "pressure_reduced_to_mean_sea_level", "property": "pressure"},
            {"field": "precipitation_amount_last_hour", "property": "precipitation", "aggregation": "sum", "period_minutes": 60},
        ],
    });
    let mut harvest = fake::harvest(Generic, options, &payload, "2026-11-22T12:00:00Z");
    harvest.judge(fake::at("2026-11-22T12:00:00Z"));
    assert_eq!(harvest.rejected.len(), 0);
    let newest = |stream: &str| fake::values(&harvest, stream).pop().unwrap();
    let at = "2020-04-06T08:00:00Z".to_owned();
    assert_eq!(
        newest("feed:01049:air_temperature"),
        (at.clone(), Some(-3.1))
    );
    assert_eq!(newest("feed:01049:pressure"), (at.clone(), Some(1023.1)));
    // `---` is no value, and stays none.
    assert_eq!(newest("feed:01049:visibility"), (at, None));
    assert!(
        harvest
            .observations
            .iter()
            .all(|new| new.observation.quality != Quality::Suspect)
    );
    assert!(harvest.seen > 20);
}
