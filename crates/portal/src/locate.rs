//! What a typed address means: the street directory, with typing errors forgiven.

use domain::{
    City, Coordinate,
    street::{Located, Street},
    text::fold,
};

use crate::Portal;

/// How many other readings are offered.
const OTHERS: usize = 4;

/// What was understood of a point that was given to sort by.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Near {
    /// None was given.
    #[default]
    NotAsked,
    /// It was understood.
    Found {
        /// The best reading.
        best: Located,
        /// Others that fit too: streets of the same name in other districts, similar names.
        others: Vec<Located>,
    },
    /// Nothing of that name is known.
    NotFound,
}

impl Near {
    /// The point to sort by.
    pub fn position(&self) -> Option<Coordinate> {
        match self {
            Self::Found { best, .. } => Some(best.position),
            Self::NotAsked | Self::NotFound => None,
        }
    }
}

impl Portal {
    /// Understands a typed address: `lat,lon`, a street with or without a house number, a
    /// district, or the exact name of a place such as a stop.
    pub fn locate(&self, text: Option<&str>) -> Near {
        let Some(text) = text else {
            return Near::NotAsked;
        };
        if let Ok(position) = text.parse() {
            let best = Located {
                label: String::new(),
                position,
                exact: true,
                number_unknown: false,
            };
            return Near::Found {
                best,
                others: Vec::new(),
            };
        }
        let (street, number) = split(&self.city, text);
        if street.is_empty() {
            return Near::NotFound;
        }
        let mut readings = self.exact_streets(&street, number.as_deref());
        readings.extend(self.named(&street));
        if readings.is_empty() {
            readings = self.similar_streets(&street, number.as_deref());
        }
        let mut readings = readings.into_iter();
        match readings.next() {
            Some(best) => Near::Found {
                best,
                others: readings.take(OTHERS).collect(),
            },
            None => Near::NotFound,
        }
    }

    /// A district or a place that bears exactly this folded name.
    fn named(&self, folded: &str) -> Option<Located> {
        use geo::Centroid;
        let district = self.city.districts.iter().find(|d| fold(&d.name) == folded);
        if let Some(district) = district {
            let centre = district.boundary.centroid()?;
            let position = Coordinate::new(centre.y(), centre.x()).ok()?;
            return Some(Located {
                label: district.name.clone(),
                position,
                exact: true,
                number_unknown: false,
            });
        }
        let directory = self.directory.load();
        let place = directory.named(folded)?.clone();
        Some(Located {
            label: place.name.clone().unwrap_or_default(),
            position: place.position,
            exact: true,
            number_unknown: false,
        })
    }

    fn exact_streets(&self, folded: &str, number: Option<&str>) -> Vec<Located> {
        let house = number.and_then(|number| self.streets.house(&self.city, folded, number));
        let house = house.map(|address| Located {
            label: format!("{} {}", address.street, address.house_number),
            position: address.position,
            exact: true,
            number_unknown: false,
        });
        let streets = self.streets.named(&self.city, folded);
        let several = streets.len() > 1;
        let streets = streets.into_iter().map(|street| Located {
            label: label(&self.city, street, several),
            position: street.position,
            exact: number.is_none(),
            number_unknown: number.is_some(),
        });
        house.into_iter().chain(streets).collect()
    }

    fn similar_streets(&self, folded: &str, number: Option<&str>) -> Vec<Located> {
        let alike = self.streets.alike(&self.city, folded);
        let Some(best) = alike.first() else {
            return Vec::new();
        };
        let mut readings = self.exact_streets(&fold(&best.name), number);
        let others = alike.iter().filter(|street| street.name != best.name);
        readings.extend(others.map(|street| Located {
            label: label(&self.city, street, true),
            position: street.position,
            exact: false,
            number_unknown: number.is_some(),
        }));
        for reading in &mut readings {
            reading.exact = false;
        }
        readings
    }
}

/// The folded street and the house number of "Hauptstraße 12 a, 12345 Musterstadt".
fn split(city: &City, text: &str) -> (String, Option<String>) {
    let folded = fold(text);
    let town = fold(&city.name);
    let is_postcode = |word: &str| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit());
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !is_postcode(word))
        .collect();
    if words.len() > 1 && words.last() == Some(&town.as_str()) {
        words.pop();
    }
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let Some(at) = words.iter().skip(1).position(|word| is_number(word)) else {
        return (words.join(" "), None);
    };
    let (street, number) = words.split_at(at + 1);
    (street.join(" "), Some(number.concat()))
}

fn label(city: &City, street: &Street, with_district: bool) -> String {
    let district = street.district.as_ref().and_then(|id| city.district(id));
    match district {
        Some(district) if with_district => format!("{} ({})", street.name, district.name),
        _ => street.name.clone(),
    }
}
