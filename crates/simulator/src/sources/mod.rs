//! The formats of the real sources, one file each.

mod autobahn;
mod bicycle_counts;
mod bright_sky;
mod bright_sky_alerts;
mod bright_sky_hours;
mod dwd;
mod gbfs;
mod gbfs_files;
mod generic;
mod gtfs_realtime;
mod ngsi;
mod ngsi_entity;
mod ngsi_parking;
mod ngsi_sensing;
mod ngsi_traffic;
mod ocpi;
mod park_api;
mod pegelonline;
mod question;
mod roadworks;
mod sensor_query;
mod sensor_things;
mod times;
mod uba;

use domain::live::ConnectorKind;

use crate::{answer::Document, values::World};
pub(crate) use ngsi::{held, is_linked, written};
pub(crate) use question::Question;
pub(crate) use sensor_things::{observation, streams};

/// What the source of a feed answers; `None` where it has nothing.
pub(crate) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    match question.feed.connector {
        ConnectorKind::Ngsi => ngsi::document(world, question),
        ConnectorKind::ParkApi => park_api::document(world, question),
        ConnectorKind::BrightSkyWeather => bright_sky::document(world, question),
        ConnectorKind::BrightSkyAlerts => bright_sky_alerts::document(world, question),
        ConnectorKind::Pegelonline => pegelonline::document(world, question),
        ConnectorKind::Uba => uba::document(world, question),
        ConnectorKind::DwdPollen => dwd::pollen(world, question),
        ConnectorKind::DwdUv => dwd::uv(world, question),
        ConnectorKind::Gbfs => gbfs::document(world, question),
        ConnectorKind::Ocpi => ocpi::document(world, question),
        ConnectorKind::Roadworks => roadworks::document(world, question),
        ConnectorKind::Autobahn => autobahn::document(world, question),
        ConnectorKind::SensorThings => sensor_things::document(world, question),
        ConnectorKind::BicycleCounts => bicycle_counts::document(world, question),
        ConnectorKind::GtfsRealtime => gtfs_realtime::document(world, question),
        ConnectorKind::Generic => generic::document(world, question),
    }
}

/// What a reader may ask a feed first, below its address.
pub(crate) fn first_path(feed: &domain::live::Feed) -> String {
    let option = |key: &str| feed.options.get(key);
    let text = |key: &str| {
        option(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    match feed.connector {
        ConnectorKind::BrightSkyWeather => "/current_weather".to_owned(),
        ConnectorKind::BrightSkyAlerts => "/alerts".to_owned(),
        ConnectorKind::Pegelonline => format!("/stations/{}.json", text("station")),
        ConnectorKind::Uba => "/airquality/json".to_owned(),
        ConnectorKind::Autobahn => {
            let road = option("roads").and_then(|roads| roads.get(0)?.as_str());
            format!("/{}/services/roadworks", road.unwrap_or("A1"))
        }
        ConnectorKind::SensorThings => "/Datastreams".to_owned(),
        ConnectorKind::BicycleCounts => "/fahrradzaehler_stundenwerten_{yyyymm}.csv.gz".to_owned(),
        _ => String::new(),
    }
}
