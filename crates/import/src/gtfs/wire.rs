//! The tables as they are written; every column may be missing.

use serde::Deserialize;

#[derive(Deserialize)]
#[expect(
    clippy::struct_field_names,
    reason = "they are the names of the columns"
)]
pub(super) struct AgencyRow {
    pub(super) agency_id: Option<String>,
    pub(super) agency_name: Option<String>,
    pub(super) agency_timezone: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct RouteRow {
    pub(super) route_id: Option<String>,
    pub(super) agency_id: Option<String>,
    pub(super) route_short_name: Option<String>,
    pub(super) route_long_name: Option<String>,
    pub(super) route_type: Option<String>,
    pub(super) route_color: Option<String>,
    pub(super) route_text_color: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct StopRow {
    pub(super) stop_id: Option<String>,
    pub(super) stop_name: Option<String>,
    pub(super) stop_lat: Option<String>,
    pub(super) stop_lon: Option<String>,
    pub(super) location_type: Option<String>,
    pub(super) parent_station: Option<String>,
    pub(super) platform_code: Option<String>,
    pub(super) wheelchair_boarding: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CalendarRow {
    pub(super) service_id: Option<String>,
    pub(super) monday: Option<String>,
    pub(super) tuesday: Option<String>,
    pub(super) wednesday: Option<String>,
    pub(super) thursday: Option<String>,
    pub(super) friday: Option<String>,
    pub(super) saturday: Option<String>,
    pub(super) sunday: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CalendarDateRow {
    pub(super) service_id: Option<String>,
    pub(super) date: Option<String>,
    pub(super) exception_type: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TripRow {
    pub(super) trip_id: Option<String>,
    pub(super) route_id: Option<String>,
    pub(super) service_id: Option<String>,
    pub(super) trip_headsign: Option<String>,
    pub(super) wheelchair_accessible: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct StopTimeRow {
    pub(super) trip_id: Option<String>,
    pub(super) stop_id: Option<String>,
    pub(super) stop_sequence: Option<String>,
    pub(super) arrival_time: Option<String>,
    pub(super) departure_time: Option<String>,
    pub(super) stop_headsign: Option<String>,
    pub(super) pickup_type: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct FrequencyRow {
    pub(super) trip_id: Option<String>,
    pub(super) start_time: Option<String>,
    pub(super) end_time: Option<String>,
    pub(super) headway_secs: Option<String>,
    pub(super) exact_times: Option<String>,
}

/// A field that has to be there.
pub(super) fn needed<'f>(name: &str, field: Option<&'f String>) -> Result<&'f str, String> {
    field
        .map(String::as_str)
        .ok_or_else(|| format!("{name} is missing"))
}

/// 1 and 2 mean yes and no in GTFS; anything else means that nobody says.
pub(super) fn yes_or_no(field: Option<&String>) -> Option<bool> {
    match field.map(String::as_str) {
        Some("1") => Some(true),
        Some("2") => Some(false),
        _ => None,
    }
}
