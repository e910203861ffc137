//! Stations with their stops, and which place of the city is which station.

use crate::{Coordinate, Metres, text::fold};

/// Everything that passengers call by one name: all stops of a station, or a stop by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Identifier in the timetable: of the station, or what the identifiers of its stops have in
    /// common (`de:08221:1160`).
    pub id: String,
    /// What it is called in the timetable.
    pub name: String,
    /// Where it is.
    pub position: Coordinate,
}

/// Where vehicles of one direction stop: a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Identifier in the timetable.
    pub id: String,
    /// Position of its station in [`super::Timetable::stations`].
    pub station: u32,
    /// What stands on the platform, such as `B`.
    pub platform: Option<String>,
    /// Whether it can be boarded with a wheelchair; `None` when nobody says.
    pub wheelchair: Option<bool>,
}

/// A place that may be a station.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What the city calls it.
    pub name: Option<&'a str>,
    /// Where it is.
    pub position: Coordinate,
}

/// A place of the same name may be this far from the station: the station is large.
const SAME_NAME: Metres = Metres(300.0);

/// A place that shares a word with the station may be this far away.
const SHARED_WORD: Metres = Metres(200.0);

/// A place of another name is the station only if it is as near as this.
const OTHER_NAME: Metres = Metres(60.0);

/// Words that are shorter say nothing.
const WORD: usize = 4;

/// Which of the places is a station, by its index. Timetables and maps write names differently
/// ("Fr.-Ebert-Platz", "Friedrich-Ebert-Platz"), and large stations have several places around
/// them: so a place of the same name wins, then the nearest that shares a word, then the nearest.
pub fn place_of(station: &Station, places: &[Wanted<'_>]) -> Option<usize> {
    // "Town, Main Square": the town before the comma is no name of a stop.
    let name = station.name.rsplit(", ").next().unwrap_or_default();
    let name = fold(name);
    let words = |name: &str| -> Vec<String> {
        let long = name.split(' ').filter(|word| word.len() >= WORD);
        long.map(str::to_owned).collect()
    };
    let own = words(&name);
    let rank = |place: &Wanted<'_>, distance: Metres| {
        let other = fold(place.name.unwrap_or_default());
        if other == name && distance <= SAME_NAME {
            return Some(0);
        }
        let shares = words(&other).iter().any(|word| own.contains(word));
        if shares && distance <= SHARED_WORD {
            return Some(1);
        }
        (distance <= OTHER_NAME).then_some(2)
    };
    let ranked = places.iter().enumerate().filter_map(|(index, place)| {
        let distance = station.position.distance_to(place.position);
        Some((rank(place, distance)?, distance, index))
    });
    let best = ranked.min_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(a.2.cmp(&b.2)));
    best.map(|(_, _, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One degree of latitude has 111,195 m.
    fn north(metres: f64) -> Coordinate {
        Coordinate::new(49.0 + metres / 111_195.0, 8.0).unwrap()
    }

    fn found(station: &str, places: &[(&str, f64)]) -> Option<usize> {
        let station = Station {
            id: "x".to_owned(),
            name: station.to_owned(),
            position: north(0.0),
        };
        let wanted = places.iter().map(|(name, metres)| Wanted {
            name: Some(name),
            position: north(*metres),
        });
        place_of(&station, &wanted.collect::<Vec<_>>())
    }

    #[test]
    fn the_same_name_wins_over_what_is_nearer() {
        let places = [("Fernbushalt", 10.0), ("Hauptbahnhof", 250.0)];
        assert_eq!(found("Musterstadt, Hauptbahnhof", &places), Some(1));
    }

    #[test]
    fn an_abbreviated_name_is_known_by_a_word_of_it() {
        let places = [("Gymnasium", 20.0), ("Friedrich-Ebert-Platz", 80.0)];
        assert_eq!(found("Musterstadt, Fr.-Ebert-Platz", &places), Some(1));
    }

    #[test]
    fn a_stop_that_was_renamed_is_known_by_its_place() {
        assert_eq!(
            found("Musterstadt, Alter Name", &[("Neuer", 40.0)]),
            Some(0)
        );
        assert_eq!(found("Musterstadt, Alter Name", &[("Neuer", 90.0)]), None);
    }

    #[test]
    fn a_place_without_a_name_is_a_station_only_when_it_is_near() {
        assert_eq!(found("Markt", &[("", 50.0), ("", 20.0)]), Some(1));
        assert_eq!(found("Markt", &[("", 61.0)]), None);
    }
}
