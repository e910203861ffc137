//! Which connector reads which kind of source.

use domain::live::{ConnectorKind, Feed};

use crate::{
    autobahn, bicycle_counts, brightsky, connector::Connector, dwd, gbfs, generic, gtfs_realtime,
    ngsi, ocpi, options::OptionsError, parkapi, pegelonline, roadworks, sensorthings, uba,
};

/// The connector of a feed, or what is wrong with the feed's options.
pub fn connector(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    match feed.connector {
        ConnectorKind::Ngsi => ngsi::new(feed),
        ConnectorKind::ParkApi => parkapi::new(feed),
        ConnectorKind::BrightSkyWeather => brightsky::new_weather(feed),
        ConnectorKind::BrightSkyAlerts => brightsky::new_alerts(feed),
        ConnectorKind::Pegelonline => pegelonline::new(feed),
        ConnectorKind::Uba => uba::new(feed),
        ConnectorKind::DwdPollen => dwd::new_pollen(feed),
        ConnectorKind::DwdUv => dwd::new_uv(feed),
        ConnectorKind::Gbfs => gbfs::new(feed),
        ConnectorKind::Ocpi => ocpi::new(feed),
        ConnectorKind::Roadworks => roadworks::new(feed),
        ConnectorKind::Autobahn => autobahn::new(feed),
        ConnectorKind::SensorThings => sensorthings::new(feed),
        ConnectorKind::BicycleCounts => bicycle_counts::new(feed),
        ConnectorKind::GtfsRealtime => gtfs_realtime::new(feed),
        ConnectorKind::Generic => generic::new(feed),
    }
}
