//! From the units of the Smart Data Models (UN/CEFACT Recommendation 20) to those that are stored.

use domain::live::Property;

use crate::loose::Odd;

/// A value in the unit of its property. Without a code it is in that of the data model: wind in m/s,
/// heights of water in metres, and humidity from 0 to 1, though many say percent.
pub(super) fn stored(property: Property, value: f64, code: Option<&str>) -> Result<f64, Odd> {
    let factor = match (property.unit(), code) {
        ("Cel", Some("FAH")) => return Ok((value - 32.0) / 1.8),
        ("Cel", Some("KEL")) => return Ok(value - 273.15),
        ("%", None) if property == Property::RelativeHumidity && value <= 1.0 => 100.0,
        ("km/h", Some("MTS")) => 3.6,
        ("km/h", Some("KNT")) => 1.852,
        ("km/h", None) if property != Property::MeanSpeed => 3.6,
        ("ug/m3", Some("GP")) | ("m", Some("KMT")) => 1_000.0,
        ("mg/m3", Some("GQ")) | ("m3/s", Some("G51")) => 0.001,
        ("hPa", Some("PAL")) => 0.01,
        ("hPa", Some("KPA")) => 10.0,
        ("%", Some("C62")) | ("cm", Some("MTR") | None) => 100.0,
        ("cm", Some("MMT")) => 0.1,
        (_, None)
        | ("Cel", Some("CEL"))
        | ("%", Some("P1"))
        | ("km/h", Some("KMH"))
        | ("ug/m3", Some("GQ"))
        | ("mg/m3", Some("GP"))
        | ("hPa", Some("A97" | "MBR"))
        | ("cm", Some("CMT"))
        | ("m3/s", Some("MQS"))
        | ("deg", Some("DD"))
        | ("mm", Some("MMT"))
        | ("m", Some("MTR"))
        | ("dB[SPL]", Some("2N"))
        | ("min", Some("MIN"))
        | ("kW.h/m2" | "1", Some("C62")) => 1.0,
        (unit, Some("C62")) if unit.starts_with('{') => 1.0,
        (_, Some(code)) => return Err(Odd::new(code, "a unit of this property")),
    };
    Ok(value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_into_the_unit_of_their_property() {
        for (property, value, code, expected) in [
            (Property::AirTemperature, 12.2, Some("CEL"), 12.2),
            (Property::AirTemperature, 50.0, Some("FAH"), 10.0),
            (Property::RelativeHumidity, 0.54, None, 54.0),
            (Property::RelativeHumidity, 54.0, None, 54.0),
            (Property::RelativeHumidity, 0.54, Some("C62"), 54.0),
            (Property::WindSpeed, 10.0, None, 36.0),
            (Property::WindSpeed, 10.0, Some("KMH"), 10.0),
            (Property::MeanSpeed, 52.6, None, 52.6),
            (Property::No2, 69.0, Some("GQ"), 69.0),
            (Property::No2, 0.069, Some("GP"), 69.0),
            (Property::Co, 500.0, Some("GQ"), 0.5),
            (Property::WaterLevel, 3.52, None, 352.0),
            (Property::WaterLevel, 352.0, Some("CMT"), 352.0),
            (Property::Discharge, 12.0, None, 12.0),
        ] {
            let stored = stored(property, value, code).unwrap();
            assert!(
                (stored - expected).abs() < 1e-9,
                "{property:?} {value} {code:?}: {stored}"
            );
        }
    }

    #[test]
    fn a_unit_of_something_else_is_refused() {
        assert!(stored(Property::WaterLevel, 1.0, Some("GQ")).is_err());
        assert!(stored(Property::No2, 1.0, Some("59")).is_err());
        assert!(stored(Property::VehicleCount, 1.0, Some("KMH")).is_err());
        assert!(stored(Property::VehicleCount, 1.0, Some("C62")).is_ok());
    }
}
