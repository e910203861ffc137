//! A feed of every kind of connector. The fuzz targets read the same ones.

use std::time::Duration;

use domain::live::{ConnectorKind, Feed, FeedId, Origin};
use serde_json::{Value, json};

/// Options with which a kind reads something, at least one set for each.
fn options(kind: ConnectorKind) -> Vec<Value> {
    match kind {
        ConnectorKind::Ngsi => vec![
            json!({"type": "OffStreetParking"}),
            json!({"type": "TrafficFlowObserved"}),
            json!({"type": "AirQualityObserved", "version": "ld"}),
            json!({"type": "WaterObserved"}),
        ],
        ConnectorKind::BrightSkyWeather | ConnectorKind::BrightSkyAlerts => {
            vec![json!({"lat": 49.4, "lon": 8.7})]
        }
        ConnectorKind::Pegelonline => vec![json!({"station": "1"})],
        ConnectorKind::DwdPollen => vec![json!({"region": 111})],
        ConnectorKind::DwdUv => vec![json!({"city": "Musterberg"})],
        ConnectorKind::Uba => vec![json!({"station": "DEXX001"})],
        ConnectorKind::Autobahn => vec![json!({"roads": ["A99"], "services": ["roadworks"]})],
        ConnectorKind::SensorThings => {
            vec![
                json!({"properties": {"Lufttemperatur": "air_temperature", "Radfahrende": "bicycle_count"}}),
            ]
        }
        ConnectorKind::Generic => vec![
            json!({
                "format": "json", "records": "/boxes/*",
                "thing": {"kind": "sensor", "id": "/id", "lat": "/at/lat", "lon": "/at/lon"},
                "time": {"fields": ["/time"], "format": "rfc3339"},
                "values": [{"field": "/temperature", "property": "air_temperature"}],
            }),
            json!({
                "format": "csv", "decimal_comma": true,
                "thing": {"kind": "sensor"},
                "things": [{"id": "1", "name": "x", "lat": 49.4, "lon": 8.6}],
                "time": {"fields": ["#1"], "format": "%d.%m.%Y %H:%M", "zone": "city"},
                "values": [{"field": "#2", "property": "bicycle_count", "aggregation": "count", "period_minutes": 15}],
            }),
        ],
        ConnectorKind::ParkApi
        | ConnectorKind::Gbfs
        | ConnectorKind::Ocpi
        | ConnectorKind::Roadworks
        | ConnectorKind::BicycleCounts
        | ConnectorKind::GtfsRealtime => {
            vec![json!({})]
        }
    }
}

/// Feeds of a kind.
pub(crate) fn feeds(kind: ConnectorKind) -> Vec<Feed> {
    let of = |options| Feed {
        id: FeedId::new("feed"),
        source: "source".to_owned(),
        connector: kind,
        origin: Origin::Live,
        url: "https://source.example/gbfs".to_owned(),
        interval: Duration::from_mins(5),
        stale_after: Duration::from_mins(10),
        timeout: Duration::from_secs(20),
        max_bytes: 1 << 20,
        row_budget: 100_000,
        secret: None,
        private_address: false,
        options,
    };
    options(kind).into_iter().map(of).collect()
}
