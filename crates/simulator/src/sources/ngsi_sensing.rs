//! Air and weather of a context broker, as the Smart Data Models have them.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    ngsi_entity::{Entity, Version},
    times::{last, utc_millis},
};
use crate::values::{Pollutant, World, rounded};

pub(super) fn air(world: &World, now: Timestamp, version: Version) -> Vec<Value> {
    let end = last(now, 60);
    let observed = utc_millis(end);
    let stations = world.city.stations.air.iter();
    let entity = |station: &crate::stations::AirStation| {
        let entity = Entity::new(version, "AirQualityObserved", &station.code, &observed);
        let entity = entity
            .instant("dateObserved", &observed)
            .fact("name", "Text", station.name.as_str())
            .location(station.lat, station.lon);
        let named = [
            ("NO2", Pollutant::No2),
            ("O3", Pollutant::O3),
            ("PM10", Pollutant::Pm10),
            ("PM2.5", Pollutant::Pm25),
        ];
        let measured = |entity: Entity, (name, what): (&str, Pollutant)| {
            entity.measured(name, Some("GQ"), world.pollution(station, what, end))
        };
        named.into_iter().fold(entity, measured).done()
    };
    stations.map(entity).collect()
}

pub(super) fn weather(world: &World, now: Timestamp, version: Version) -> Vec<Value> {
    let tick = last(now, 10);
    let observed = utc_millis(tick);
    let boxes = world.city.stations.sensors.iter();
    let entity = |sensor: &crate::stations::Sensor| {
        let weather = world.weather(&sensor.id, sensor.height, tick);
        Entity::new(version, "WeatherObserved", &sensor.id, &observed)
            .instant("dateObserved", &observed)
            .fact("name", "Text", sensor.name.as_str())
            .location(sensor.lat, sensor.lon)
            .measured("temperature", Some("CEL"), rounded(weather.temperature, 1))
            .measured(
                "relativeHumidity",
                Some("C62"),
                rounded(weather.humidity / 100.0, 2),
            )
            .measured("windSpeed", Some("MTS"), rounded(weather.wind / 3.6, 1))
            .measured("windDirection", Some("DD"), rounded(weather.direction, 0))
            .measured("precipitation", Some("MMT"), rounded(weather.rain, 1))
            .measured(
                "atmosphericPressure",
                Some("A97"),
                rounded(weather.pressure, 1),
            )
            .done()
    };
    boxes.map(entity).collect()
}
