//! Units as sensor networks write them, to the unit of the property.

use domain::live::Property;

/// What makes the property's unit of a number: `factor` times it plus `offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Conversion {
    factor: f64,
    offset: f64,
}

impl Conversion {
    fn times(factor: f64) -> Self {
        let offset = 0.0;
        Self { factor, offset }
    }

    /// The number in the property's unit.
    pub(super) fn apply(self, number: f64) -> f64 {
        number * self.factor + self.offset
    }
}

/// The conversion of a unit to that of a property; `None` when it is not known.
pub(super) fn conversion(unit: &str, property: Property) -> Option<Conversion> {
    let unit = plain(unit);
    let target = property.unit();
    // What is counted has no unit, and sources call it as they like.
    if target.starts_with('{') || target == "1" {
        return (unit != "%").then(|| Conversion::times(1.0));
    }
    let known: &[(&str, f64)] = match target {
        "Cel" => match unit.as_str() {
            "k" | "kelvin" => {
                return Some(Conversion {
                    factor: 1.0,
                    offset: -273.15,
                });
            }
            "f" | "[degf]" | "fahrenheit" => {
                let factor = 5.0 / 9.0;
                return Some(Conversion {
                    factor,
                    offset: -32.0 * factor,
                });
            }
            _ => &[
                ("c", 1.0),
                ("cel", 1.0),
                ("degc", 1.0),
                ("celsius", 1.0),
                ("gradcelsius", 1.0),
                ("degreecelsius", 1.0),
                ("centigrade", 1.0),
            ],
        },
        "%" => &[
            ("%", 1.0),
            ("percent", 1.0),
            ("prozent", 1.0),
            ("%rh", 1.0),
            ("%r.h.", 1.0),
            ("%vol", 1.0),
        ],
        "km/h" => &[
            ("km/h", 1.0),
            ("kmh", 1.0),
            ("m/s", 3.6),
            ("ms-1", 3.6),
            ("kn", 1.852),
            ("[kn_i]", 1.852),
        ],
        "hPa" => &[
            ("hpa", 1.0),
            ("mbar", 1.0),
            ("pa", 0.01),
            ("kpa", 10.0),
            ("bar", 1_000.0),
        ],
        "mm" => &[("mm", 1.0), ("l/m2", 1.0), ("cm", 10.0), ("m", 1_000.0)],
        "cm" => &[("cm", 1.0), ("m", 100.0), ("mm", 0.1)],
        "m" => &[("m", 1.0), ("km", 1_000.0)],
        "m3/s" => &[("m3/s", 1.0), ("l/s", 0.001)],
        "ug/m3" => &[("ug/m3", 1.0), ("mg/m3", 1_000.0), ("ng/m3", 0.001)],
        "mg/m3" => &[("mg/m3", 1.0), ("ug/m3", 0.001)],
        "deg" => &[("deg", 1.0), ("", 1.0), ("degree", 1.0), ("grad", 1.0)],
        "min" => &[("min", 1.0), ("h", 60.0), ("s", 1.0 / 60.0)],
        "dB[SPL]" => &[("db[spl]", 1.0), ("db", 1.0), ("db(a)", 1.0), ("dba", 1.0)],
        "kW.h/m2" => &[("kw.h/m2", 1.0), ("kwh/m2", 1.0), ("wh/m2", 0.001)],
        _ => &[],
    };
    let found = known.iter().find(|(name, _)| *name == unit);
    found.map(|(_, factor)| Conversion::times(*factor))
}

/// The same unit without the many ways of writing it.
fn plain(unit: &str) -> String {
    let signs = unit
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '°' | '^' | '·' | '*'));
    let plain: String = signs
        .map(|sign| match sign {
            '²' => '2',
            '³' => '3',
            'µ' | 'μ' => 'u',
            other => other,
        })
        .collect();
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_understood_however_they_are_written() {
        let of = |unit, property, number| conversion(unit, property).map(|it| it.apply(number));
        let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-9;
        assert!(near(of("°C", Property::AirTemperature, 21.5), 21.5));
        assert!(near(of("K", Property::AirTemperature, 294.65), 21.5));
        assert!(near(of("[degF]", Property::AirTemperature, 50.0), 10.0));
        assert!(near(of("m/s", Property::WindSpeed, 10.0), 36.0));
        assert!(near(of("Pa", Property::Pressure, 101_325.0), 1_013.25));
        assert!(near(of("μg/m³", Property::Pm10, 12.0), 12.0));
        assert!(near(of("µg/m^3", Property::Co, 500.0), 0.5));
        assert!(near(of("m", Property::WaterLevel, 2.31), 231.0));
        assert!(near(of("°", Property::WindDirection, 270.0), 270.0));
        assert!(near(of("Fahrräder", Property::BicycleCount, 7.0), 7.0));
        assert_eq!(of("lm", Property::AirTemperature, 1.0), None);
        assert_eq!(of("%", Property::FreeSpaces, 1.0), None);
    }

    #[test]
    fn every_property_takes_its_own_unit() {
        for property in Property::ALL {
            let own = conversion(property.unit(), *property);
            assert_eq!(own, Some(Conversion::times(1.0)), "{property:?}");
        }
    }
}
