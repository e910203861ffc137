//! The answers of Bright Sky. Nearly everything may be `null`.

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use crate::loose::Loose;

/// The answer of `/current_weather`, with one record, or of `/weather`, with one for each hour.
#[derive(Deserialize)]
pub(super) struct Weather<W> {
    pub(super) weather: W,
    /// The stations that values come from.
    #[serde(default)]
    pub(super) sources: Vec<Value>,
}

/// Values by their names, beside `timestamp`, `source_id` and `fallback_source_ids`. The `icon` is
/// made up where values are missing, so nobody reads it.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Record(Map<String, Value>);

/// A station.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Station {
    /// Of this answer only: it may be another one tomorrow.
    pub(super) id: Loose,
    pub(super) dwd_station_id: Loose,
    pub(super) wmo_station_id: Loose,
    #[serde(rename = "station_name")]
    pub(super) name: Loose,
    pub(super) lat: Loose,
    pub(super) lon: Loose,
    /// Metres from the place that was asked for.
    pub(super) distance: Loose,
}

impl Station {
    /// Whether this is one of the station's official identifiers.
    pub(super) fn is(&self, official: &str) -> bool {
        let ids = [&self.dwd_station_id, &self.wmo_station_id];
        ids.iter().any(|id| id.text().as_deref() == Some(official))
    }
}

impl Record {
    /// One of the values.
    pub(super) fn value(&self, name: &str) -> Loose {
        self.0.get(name).map_or(Loose::Nothing, Loose::from)
    }

    /// The number of the station that a value comes from, if it is not the nearest one.
    pub(super) fn fallback(&self, name: &str) -> Option<Loose> {
        let other = self.0.get("fallback_source_ids")?.get(name)?;
        Some(Loose::from(other)).filter(|id| *id != self.value("source_id"))
    }
}

impl<W> Weather<W> {
    /// The stations of the answer that can be read.
    pub(super) fn stations(&self) -> impl Iterator<Item = Station> {
        let stations = self.sources.iter();
        stations.filter_map(|station| Station::deserialize(station).ok())
    }

    /// The station with this number of the answer.
    pub(super) fn station(&self, id: &Loose) -> Option<Station> {
        self.stations()
            .find(|station| station.id == *id && *id != Loose::Nothing)
    }
}

/// The answer of `/alerts`: every warning that holds or will hold.
#[derive(Deserialize)]
pub(super) struct Alerts<'a> {
    #[serde(borrow)]
    pub(super) alerts: Vec<&'a RawValue>,
}

/// An official warning in the words of CAP 1.2.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Alert {
    #[serde(rename = "alert_id")]
    pub(super) id: Loose,
    /// `actual` or `test`.
    pub(super) status: Loose,
    /// When it was issued.
    pub(super) effective: Loose,
    /// When it begins.
    pub(super) onset: Loose,
    /// When it ends; not always known.
    pub(super) expires: Loose,
    /// `allclear` when it takes a warning back.
    pub(super) response_type: Loose,
    pub(super) severity: Loose,
    pub(super) event_de: Loose,
    pub(super) event_en: Loose,
    pub(super) headline_de: Loose,
    pub(super) headline_en: Loose,
    pub(super) description_de: Loose,
    pub(super) description_en: Loose,
    pub(super) instruction_de: Loose,
    pub(super) instruction_en: Loose,
}
