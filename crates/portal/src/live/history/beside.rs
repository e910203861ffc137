//! The weather beside what was counted in it.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Metres,
    live::{Property, Thing, Topic},
};
use jiff::Timestamp;

use super::{Course, Measured, Span, Step};
use crate::Portal;

/// From so many mm on a day is rainy: the wet day of the ETCCDI climate indices.
const WET_MM: f64 = 1.0;
/// So many stations are asked at most.
const MOST_STATIONS: usize = 4;
/// Fewer days of a kind have no mean.
const LEAST_DAYS: usize = 3;

/// How the weather went at the station that is nearest.
#[derive(Clone, Debug, PartialEq)]
pub struct WeatherBeside {
    /// The station.
    pub station: Arc<Thing>,
    /// How far away it stands; `None` where one of the two positions is not known.
    pub away: Option<Metres>,
    /// Air temperature and precipitation, as far as it measures them.
    pub courses: Vec<Course>,
    /// The counts of dry and of rainy days; `None` where there are too few of one kind, and for
    /// other steps than days.
    pub days: Option<DryAndWet>,
}

/// What was counted on dry and on rainy days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DryAndWet {
    /// Number of dry days, and the mean count of one.
    pub dry: (usize, f64),
    /// The same of days with at least 1 mm of rain.
    pub wet: (usize, f64),
}

impl DryAndWet {
    fn of(counted: &[Measured], rain: &[Measured]) -> Option<Self> {
        let rain: HashMap<Timestamp, f64> = rain.iter().map(|day| (day.start, day.value)).collect();
        let mut sums = [(0, 0.0); 2];
        for day in counted {
            if let Some(rain) = rain.get(&day.start) {
                let (days, sum) = &mut sums[usize::from(*rain >= WET_MM)];
                *days += 1;
                *sum += day.value;
            }
        }
        let mean = |(days, sum): (usize, f64)| {
            let known = u32::try_from(days).ok()?;
            (days >= LEAST_DAYS).then(|| (days, sum / f64::from(known)))
        };
        Some(Self {
            dry: mean(sums[0])?,
            wet: mean(sums[1])?,
        })
    }
}

impl Portal {
    /// The weather stations beside a thing whose counts depend on the weather, the nearest first; none
    /// for other things.
    pub fn weather_stations(&self, thing: &Thing, property: Property) -> Vec<Arc<Thing>> {
        let depends = matches!(property, Property::BicycleCount | Property::PedestrianCount);
        let Some(live) = self.live().filter(|_| depends) else {
            return Vec::new();
        };
        let board = live.board();
        let stations = board.things(Topic::Weather).filter(|station| {
            let mut streams = board.readings(&station.id).map(|reading| reading.stream);
            self.feed(&station.feed).is_some()
                && streams.any(|stream| stream.property == Property::AirTemperature)
        });
        let mut stations: Vec<_> = stations.map(Arc::clone).collect();
        let far = |station: &Arc<Thing>| away(thing, station).map_or(f64::MAX, |Metres(m)| m);
        stations.sort_by(|a, b| far(a).total_cmp(&far(b)));
        stations
    }

    /// How the weather went while something was counted, at the nearest station that tells it for most
    /// of the time; `None` where there is none or the store fails.
    pub async fn weather_beside(
        &self,
        thing: &Thing,
        counted: &Course,
        span: Span,
    ) -> Option<WeatherBeside> {
        let stations = self.weather_stations(thing, counted.property);
        for station in stations.into_iter().take(MOST_STATIONS) {
            let mut courses = Vec::new();
            for property in [Property::AirTemperature, Property::Precipitation] {
                let told = self.history(&station.id, property, span).await?;
                courses.extend(told.into_iter().take(1));
            }
            let told = courses.iter().map(|course| values(course).len()).min();
            if told.is_some_and(|told| 2 * told >= values(counted).len()) {
                let rain = courses
                    .iter()
                    .find(|course| course.property == Property::Precipitation);
                let is_by_day = |course: &&Course| course.step == Step::Day;
                let rain = rain.filter(is_by_day).filter(|_| is_by_day(&counted));
                return Some(WeatherBeside {
                    away: away(thing, &station),
                    days: rain.and_then(|rain| DryAndWet::of(values(counted), values(rain))),
                    station,
                    courses,
                });
            }
        }
        None
    }
}

fn values(course: &Course) -> &[Measured] {
    course.lines.first().map_or(&[], |line| &line.values)
}

fn away(thing: &Thing, station: &Thing) -> Option<Metres> {
    Some(thing.position?.distance_to(station.position?))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn days(values: &[f64]) -> Vec<Measured> {
        let day = SignedDuration::from_hours(24);
        let all = values.iter().zip(0..);
        all.map(|(value, number)| Measured {
            start: Timestamp::UNIX_EPOCH + day * number,
            end: Timestamp::UNIX_EPOCH + day * (number + 1),
            value: *value,
        })
        .collect()
    }

    #[test]
    fn days_of_which_the_rain_is_known_are_dry_or_wet() {
        let counted = days(&[900.0, 100.0, 800.0, 200.0, 1000.0, 300.0, 5000.0]);
        let rain = days(&[0.0, 1.0, 0.9, 12.5, 0.0, 3.0]);
        let told = DryAndWet::of(&counted, &rain).unwrap();
        assert_eq!((told.dry, told.wet), ((3, 900.0), (3, 200.0)));
        assert_eq!(DryAndWet::of(&counted[..5], &rain), None);
    }
}
