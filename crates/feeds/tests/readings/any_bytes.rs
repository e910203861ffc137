//! Whatever a server sends, no connector panics.

use std::sync::LazyLock;

use domain::live::{ConnectorKind, Feed};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::source::{Reading, Source, feed, recorded};

/// Every feed whose answers are JSON.
fn feeds() -> Vec<Feed> {
    let at = json!({"lat": 49.4, "lon": 8.7});
    vec![
        feed(ConnectorKind::ParkApi, json!({})),
        feed(ConnectorKind::BrightSkyWeather, at.clone()),
        feed(ConnectorKind::BrightSkyAlerts, at),
        feed(ConnectorKind::Pegelonline, json!({"station": "1"})),
        feed(ConnectorKind::Uba, json!({"station": "DEXX001"})),
        feed(ConnectorKind::Ngsi, json!({"type": "OffStreetParking"})),
        feed(ConnectorKind::Ngsi, json!({"type": "TrafficFlowObserved"})),
        feed(
            ConnectorKind::Ngsi,
            json!({"type": "AirQualityObserved", "version": "ld"}),
        ),
        feed(ConnectorKind::Ngsi, json!({"type": "WaterObserved"})),
    ]
}

/// Payloads of these feeds, as far as there are any on this machine.
static PAYLOADS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let ours = [
        include_str!("../data/parkapi_synthetic.json"),
        include_str!("../data/brightsky_weather_synthetic.json"),
        include_str!("../data/brightsky_alerts_synthetic.json"),
        include_str!("../data/pegelonline_station_synthetic.json"),
        include_str!("../data/pegelonline_measurements_synthetic.json"),
        include_str!("../data/ngsi_parking_synthetic.json"),
        include_str!("../data/ngsi_traffic_notification_synthetic.json"),
        include_str!("../data/ngsi_ld_air_synthetic.json"),
        include_str!("../data/uba_measures_synthetic.json"),
        include_str!("../data/uba_airquality_synthetic.json"),
        include_str!("../data/uba_stations_synthetic.json"),
    ];
    let theirs = [
        "brightsky/current_weather_issue168_stechlin_nulls.json",
        "parkapi/parking_sites_item_sinsheim_2025-08-19.json",
        "parkapi/push_mannheim_buchen.json",
        "pegelonline/station_wuerzburg_with_timeseries_current.json",
        "heidelberg_parking_ngsiv2/offstreetparking_v2_entities.json",
        "uba_air_v3/measures_reduced.json",
        "uba_air_v3/openapi_airquality_example.json",
    ];
    let ours = ours.into_iter().map(|body| body.as_bytes().to_vec());
    ours.chain(theirs.into_iter().filter_map(recorded))
        .collect()
});

fn survive(body: &[u8]) {
    for feed in feeds() {
        let reading = Reading::of(feed, "2026-11-22T12:00:00Z");
        // Only that it comes back counts; the outcome is as good as the body.
        let _ = reading.read(&Source::saying(body));
        let _ = reading.receive(body);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-zA-Z0-9:.+ äß€-]{0,20}".prop_map(Value::from),
        Just("2026-11-22T24:00:00Z".into()),
        Just("2026-11-22 24:00:00".into()),
        Just("NaN".into()),
        Just("9999-12-31 24:00:00".into()),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((member(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Names that the connectors look for, so that they look further.
fn member() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "items",
        "id",
        "type",
        "value",
        "lat",
        "lon",
        "data",
        "weather",
        "sources",
        "alerts",
        "timestamp",
        "timeseries",
        "shortname",
        "unit",
        "currentMeasurement",
        "uuid",
        "location",
        "coordinates",
        "metadata",
        "observedAt",
        "intensity",
        "dateObservedFrom",
        "dateObservedTo",
        "DEBW009",
        "2026-11-22 24:00:00",
        "realtime_free_capacity",
        "realtime_data_updated_at",
        "dateObserved",
        "height",
        "no2",
        "prices",
        "minutes",
        "price",
        "status",
        "availableSpotNumber",
    ])
    .prop_map(str::to_owned)
}

/// A payload with one of its values exchanged.
fn mutated(mut payload: Value, place: usize, new: Value) -> Value {
    let mut places = Vec::new();
    walk(&payload, String::new(), &mut places);
    if let Some(found) = payload.pointer_mut(&places[place % places.len()]) {
        *found = new;
    }
    payload
}

fn walk(value: &Value, pointer: String, places: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            for (number, inner) in list.iter().enumerate() {
                walk(inner, format!("{pointer}/{number}"), places);
            }
        }
        Value::Object(members) => {
            for (name, inner) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(inner, format!("{pointer}/{name}"), places);
            }
        }
        _ => {}
    }
    places.push(pointer);
}

proptest! {
    #[test]
    fn no_bytes_make_a_connector_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        survive(&body);
    }

    #[test]
    fn no_json_makes_a_connector_panic(body in any_json()) {
        survive(body.to_string().as_bytes());
    }

    #[test]
    fn no_payload_with_another_value_makes_a_connector_panic(
        which in any::<prop::sample::Index>(),
        place in any::<usize>(),
        new in any_json(),
    ) {
        let payload = serde_json::from_slice(which.get::<Vec<u8>>(&PAYLOADS)).unwrap();
        survive(mutated(payload, place, new).to_string().as_bytes());
    }

    #[test]
    fn no_payload_that_is_cut_or_damaged_makes_a_connector_panic(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut body = which.get::<Vec<u8>>(&PAYLOADS).clone();
        let at = at.index(body.len());
        if cut {
            body.truncate(at);
        } else {
            body[at] = byte;
        }
        survive(&body);
    }
}
