//! What a typed address means: the street directory, with typing errors forgiven.

use domain::{
    City, Coordinate,
    street::{Located, Street},
    text::fold,
};

use crate::Portal;

/// How alike two names must be (0 to 1, Damerau-Levenshtein by length) to count as a typing error.
const ALIKE: f64 = 0.75;

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
        let mut readings = exact_streets(&self.city, &street, number.as_deref());
        readings.extend(self.named(&street));
        if readings.is_empty() {
            readings = similar_streets(&self.city, &street, number.as_deref());
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
        let place = directory
            .places()
            .find(|p| p.name.as_deref().is_some_and(|n| fold(n) == folded))?;
        let label = place.name.clone().unwrap_or_default();
        Some(Located {
            label,
            position: place.position,
            exact: true,
            number_unknown: false,
        })
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

fn exact_streets(city: &City, folded: &str, number: Option<&str>) -> Vec<Located> {
    let streets: Vec<&Street> = city
        .streets
        .iter()
        .filter(|s| fold(&s.name) == folded)
        .collect();
    let house = number.and_then(|number| {
        let same = |a: &&domain::street::Address| {
            fold(&a.street) == folded && fold(&a.house_number).replace(' ', "") == number
        };
        city.addresses.iter().find(same)
    });
    let house = house.map(|address| Located {
        label: format!("{} {}", address.street, address.house_number),
        position: address.position,
        exact: true,
        number_unknown: false,
    });
    let several = streets.len() > 1;
    let streets = streets.into_iter().map(|street| Located {
        label: label(city, street, several),
        position: street.position,
        exact: number.is_none(),
        number_unknown: number.is_some(),
    });
    house.into_iter().chain(streets).collect()
}

fn similar_streets(city: &City, folded: &str, number: Option<&str>) -> Vec<Located> {
    let mut scored: Vec<(f64, &Street)> = city
        .streets
        .iter()
        .map(|street| (likeness(&fold(&street.name), folded), street))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    scored.sort_by(|(a, s), (b, t)| b.total_cmp(a).then_with(|| s.name.cmp(&t.name)));
    let Some((_, best)) = scored.first() else {
        return Vec::new();
    };
    let mut readings = exact_streets(city, &fold(&best.name), number);
    let best_name = best.name.clone();
    let others = scored
        .into_iter()
        .filter(|(_, street)| street.name != best_name);
    readings.extend(others.map(|(_, street)| Located {
        label: label(city, street, true),
        position: street.position,
        exact: false,
        number_unknown: number.is_some(),
    }));
    for reading in &mut readings {
        reading.exact = false;
    }
    readings
}

/// How alike two folded names are; the start of a longer name counts as nearly alike.
fn likeness(name: &str, typed: &str) -> f64 {
    let alike = strsim::normalized_damerau_levenshtein(name, typed);
    if typed.len() >= 4 && name.starts_with(typed) {
        alike.max(0.9)
    } else {
        alike
    }
}

fn label(city: &City, street: &Street, with_district: bool) -> String {
    let district = street.district.as_ref().and_then(|id| city.district(id));
    match district {
        Some(district) if with_district => format!("{} ({})", street.name, district.name),
        _ => street.name.clone(),
    }
}
