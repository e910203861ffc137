//! What each kind of source says when nothing is wrong, by the address it says it at.

use std::io::Write as _;

use domain::live::ConnectorKind;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;

use crate::gtfs_realtime;

/// An answer, and a part of the addresses at which it is given; empty for all others.
pub(crate) type Payload = (String, Vec<u8>);

macro_rules! data {
    ($($at:literal => $file:literal),+ $(,)?) => {
        vec![$(($at.to_owned(), include_bytes!(concat!("../data/", $file)).to_vec())),+]
    };
}

/// The payloads of a kind.
pub(crate) fn payloads(kind: ConnectorKind) -> Vec<Payload> {
    match kind {
        ConnectorKind::Ngsi => data!(
            "" => "ngsi_parking_synthetic.json",
            "TrafficFlow" => "ngsi_traffic_notification_synthetic.json",
            "AirQuality" => "ngsi_ld_air_synthetic.json",
        ),
        ConnectorKind::ParkApi => data!("" => "parkapi_synthetic.json"),
        ConnectorKind::BrightSkyWeather => data!("" => "brightsky_weather_synthetic.json"),
        ConnectorKind::BrightSkyAlerts => data!("" => "brightsky_alerts_synthetic.json"),
        ConnectorKind::Pegelonline => data!(
            "" => "pegelonline_station_synthetic.json",
            "measurements" => "pegelonline_measurements_synthetic.json",
        ),
        ConnectorKind::Uba => data!(
            "" => "uba_stations_synthetic.json",
            "/measures/" => "uba_measures_synthetic.json",
            "/airquality/" => "uba_airquality_synthetic.json",
        ),
        ConnectorKind::DwdPollen => data!("" => "dwd_pollen_synthetic.json"),
        ConnectorKind::DwdUv => data!("" => "dwd_uv_synthetic.json"),
        ConnectorKind::Gbfs => gbfs(),
        ConnectorKind::Ocpi => data!("" => "ocpi_synthetic.json"),
        ConnectorKind::Roadworks => data!("" => "roadworks_synthetic.json"),
        ConnectorKind::Autobahn => data!("" => "autobahn_synthetic.json"),
        ConnectorKind::SensorThings => data!("" => "sensor_things_synthetic.json"),
        ConnectorKind::BicycleCounts => vec![(String::new(), compressed())],
        ConnectorKind::GtfsRealtime => vec![(String::new(), gtfs_realtime::delayed())],
        ConnectorKind::Generic => data!("" => "generic_boxes_synthetic.json"),
    }
}

/// One file of our own with all files of a system.
fn gbfs() -> Vec<Payload> {
    let all: Value = serde_json::from_str(include_str!("../data/gbfs_synthetic.json")).unwrap();
    let files = all.as_object().unwrap().iter();
    files
        .map(|(name, file)| (format!("/{name}"), file.to_string().into_bytes()))
        .collect()
}

fn compressed() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(include_bytes!("../data/bicycle_counts_synthetic.csv"))
        .unwrap();
    encoder.finish().unwrap()
}

/// What is said at an address: the payload with the longest fitting part.
pub(crate) fn said(payloads: &[Payload], address: &str) -> Vec<u8> {
    let fitting = payloads
        .iter()
        .filter(|(part, _)| address.contains(part.as_str()));
    let best = fitting.max_by_key(|(part, _)| part.len());
    best.map(|(_, body)| body.clone()).unwrap_or_default()
}
