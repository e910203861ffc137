//! What is observed: topics, properties with their units, classes of vehicles, plugs.

use super::pick;
use domain::{
    Locale,
    live::{Datastream, Property, Topic, VehicleClass},
};

/// Name of a topic.
pub fn topic(locale: Locale, topic: Topic) -> &'static str {
    let (de, en) = match topic {
        Topic::Traffic => ("Verkehr", "Traffic"),
        Topic::Parking => ("Parken", "Parking"),
        Topic::Bicycles => ("Radverkehr", "Bicycle traffic"),
        Topic::Sharing => ("Leihfahrzeuge", "Shared vehicles"),
        Topic::Charging => ("Ladepunkte", "Charging points"),
        Topic::Roadworks => ("Baustellen und Sperrungen", "Roadworks and closures"),
        Topic::Weather => ("Wetter", "Weather"),
        Topic::Air => ("Luft", "Air"),
        Topic::Water => ("Wasserstände", "Water levels"),
        Topic::Warnings => ("Amtliche Warnungen", "Official warnings"),
        Topic::Sensors => ("Weitere Sensoren", "Other sensors"),
    };
    pick(locale, de, en)
}

/// Name of a property.
pub fn property(locale: Locale, property: Property) -> &'static str {
    let (de, en) = match property {
        Property::FreeSpaces => ("freie Plätze", "free spaces"),
        Property::OccupiedSpaces => ("belegte Plätze", "occupied spaces"),
        Property::Open => ("Zugang", "access"),
        Property::VehicleCount => ("Fahrzeuge", "vehicles"),
        Property::MeanSpeed => ("mittlere Geschwindigkeit", "mean speed"),
        Property::BicycleCount => ("Fahrräder", "bicycles"),
        Property::PedestrianCount => ("Menschen zu Fuß", "pedestrians"),
        Property::VehiclesAvailable => ("verfügbare Fahrzeuge", "vehicles available"),
        Property::DocksAvailable => ("freie Stellplätze", "free docks"),
        Property::FreePoints => ("freie Ladepunkte", "free charging points"),
        Property::OccupiedPoints => ("belegte Ladepunkte", "occupied charging points"),
        Property::BrokenPoints => ("Ladepunkte außer Betrieb", "charging points out of order"),
        Property::AirTemperature => ("Lufttemperatur", "air temperature"),
        Property::FeltTemperature => ("gefühlte Temperatur", "felt temperature"),
        Property::DewPoint => ("Taupunkt", "dew point"),
        Property::RelativeHumidity => ("relative Luftfeuchte", "relative humidity"),
        Property::Precipitation => ("Niederschlag", "precipitation"),
        Property::Pressure => ("Luftdruck auf Meereshöhe", "pressure at sea level"),
        Property::WindSpeed => ("Wind", "wind"),
        Property::WindGust => ("Windböen", "gusts"),
        Property::WindDirection => ("Windrichtung", "wind direction"),
        Property::CloudCover => ("Bewölkung", "cloud cover"),
        Property::Sunshine => ("Sonnenschein", "sunshine"),
        Property::Visibility => ("Sichtweite", "visibility"),
        Property::SolarRadiation => ("Globalstrahlung", "solar radiation"),
        Property::UvIndex => ("UV-Index", "UV index"),
        Property::No2 => ("Stickstoffdioxid", "nitrogen dioxide"),
        Property::O3 => ("Ozon", "ozone"),
        Property::Pm10 => ("Feinstaub PM10", "particulates PM10"),
        Property::Pm25 => ("Feinstaub PM2,5", "particulates PM2.5"),
        Property::So2 => ("Schwefeldioxid", "sulphur dioxide"),
        Property::Co => ("Kohlenmonoxid", "carbon monoxide"),
        Property::AirQualityIndex => ("Luftqualitätsindex", "air quality index"),
        Property::HazelPollen => ("Haselpollen", "hazel pollen"),
        Property::AlderPollen => ("Erlenpollen", "alder pollen"),
        Property::AshPollen => ("Eschenpollen", "ash pollen"),
        Property::BirchPollen => ("Birkenpollen", "birch pollen"),
        Property::GrassPollen => ("Gräserpollen", "grass pollen"),
        Property::RyePollen => ("Roggenpollen", "rye pollen"),
        Property::MugwortPollen => ("Beifußpollen", "mugwort pollen"),
        Property::RagweedPollen => ("Ambrosiapollen", "ragweed pollen"),
        Property::WaterLevel => ("Wasserstand", "water level"),
        Property::Discharge => ("Abfluss", "discharge"),
        Property::WaterTemperature => ("Wassertemperatur", "water temperature"),
        Property::SoundLevel => ("Schallpegel", "sound level"),
        Property::SoilMoisture => ("Bodenfeuchte", "soil moisture"),
    };
    pick(locale, de, en)
}

/// The unit beside a value; empty for what is counted or has none.
pub fn unit(property: Property) -> &'static str {
    match property.unit() {
        "Cel" => "°C",
        "ug/m3" => "µg/m³",
        "mg/m3" => "mg/m³",
        "m3/s" => "m³/s",
        "kW.h/m2" => "kWh/m²",
        "deg" => "°",
        "dB[SPL]" => "dB(A)",
        unit @ ("km/h" | "%" | "mm" | "hPa" | "min" | "m" | "cm") => unit,
        _ => "",
    }
}

/// What stands behind a value of a datastream: its unit, and for sums and counts the time they were
/// gathered in: "mm in 1 h".
pub fn amount(stream: &Datastream) -> String {
    let unit = unit(stream.property);
    let gathered = stream.aggregation.adds_up();
    let Some(period) = stream.period.filter(|_| gathered) else {
        return unit.to_owned();
    };
    let words = match period.as_secs() {
        secs if secs % 3600 == 0 => format!("{unit} in {} h", secs / 3600),
        secs if secs % 60 == 0 => format!("{unit} in {} min", secs / 60),
        secs => format!("{unit} in {secs} s"),
    };
    words.trim_start().to_owned()
}

/// Name of a class of vehicles.
pub fn vehicle_class(locale: Locale, class: VehicleClass) -> &'static str {
    let (de, en) = match class {
        VehicleClass::Car => ("Pkw", "cars"),
        VehicleClass::Van => ("Lieferwagen", "vans"),
        VehicleClass::Lorry => ("Lkw", "lorries"),
        VehicleClass::Motorcycle => ("Krafträder", "motorcycles"),
        VehicleClass::Bicycle => ("Fahrräder", "bicycles"),
        VehicleClass::Scooter => ("Roller", "scooters"),
        VehicleClass::Bus => ("Busse", "buses"),
        VehicleClass::Other => ("andere", "others"),
    };
    pick(locale, de, en)
}

/// What people call a plug that OCPI names; what is not known keeps its name.
pub fn plug(locale: Locale, standard: &str) -> &str {
    match standard {
        "IEC_62196_T2" => pick(locale, "Typ 2", "Type 2"),
        "IEC_62196_T2_COMBO" => "CCS",
        "IEC_62196_T1" => pick(locale, "Typ 1", "Type 1"),
        "CHADEMO" => "CHAdeMO",
        "DOMESTIC_F" => pick(locale, "Schuko", "Schuko (household)"),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::live::{Aggregation, ThingId};

    use super::*;

    #[test]
    fn what_adds_up_says_in_which_time() {
        let of = |property, aggregation, minutes| {
            let minute = Duration::from_mins(1);
            let stream = Datastream::instant(&ThingId::new("a:b"), property, minute, minute);
            amount(&Datastream {
                aggregation,
                period: Some(minute * minutes),
                ..stream
            })
        };
        let rain = Property::Precipitation;
        assert_eq!(of(rain, Aggregation::Sum, 60), "mm in 1 h");
        assert_eq!(of(rain, Aggregation::Sum, 10), "mm in 10 min");
        let counted = of(Property::BicycleCount, Aggregation::Count, 15);
        assert_eq!(counted, "in 15 min");
        assert_eq!(of(Property::AirTemperature, Aggregation::Mean, 10), "°C");
    }
}
