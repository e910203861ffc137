//! The answers of Bright Sky. Nearly everything may be `null`.

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use crate::loose::Loose;

/// The answer of `/current_weather`.
#[derive(Deserialize)]
pub(super) struct CurrentWeather {
    /// Values by their names, beside `timestamp`, `source_id` and `fallback_source_ids`. The `icon`
    /// is made up where values are missing, so nobody reads it.
    pub(super) weather: Map<String, Value>,
    /// The stations that values come from.
    #[serde(default)]
    pub(super) sources: Vec<Value>,
}

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

impl CurrentWeather {
    /// One of the values.
    pub(super) fn value(&self, name: &str) -> Loose {
        self.weather.get(name).map_or(Loose::Nothing, Loose::from)
    }

    /// The station with this number of the answer.
    pub(super) fn station(&self, id: &Loose) -> Option<Station> {
        let stations = self
            .sources
            .iter()
            .filter_map(|it| Station::deserialize(it).ok());
        stations
            .into_iter()
            .find(|station| station.id == *id && *id != Loose::Nothing)
    }

    /// The number of the station that a value comes from, if it is not the nearest one.
    pub(super) fn fallback(&self, name: &str) -> Option<Loose> {
        let other = self.weather.get("fallback_source_ids")?.get(name)?;
        Some(Loose::from(other)).filter(|id| *id != self.value("source_id"))
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
