//! One chart's worth of history.

use std::sync::Arc;

use domain::live::{Datastream, Property, VehicleClass};
use jiff::Timestamp;

use super::{DayKind, Hours, Measured, Step, Usual, YearToDate};

/// Values of one datastream, or of several together.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Class of vehicles; `None` for all of them.
    pub class: Option<VehicleClass>,
    /// Direction in the source's words; `None` for all of them.
    pub direction: Option<String>,
    /// In the order of time; steps without a value are not there.
    pub values: Vec<Measured>,
}

/// How one property of a thing went.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// What was measured.
    pub property: Property,
    /// Whether values of several steps add up.
    pub adds_up: bool,
    /// How long one value stands for.
    pub step: Step,
    /// The whole as one line, or its parts.
    pub lines: Vec<Line>,
    /// The datastreams it was made of.
    pub streams: Vec<Arc<Datastream>>,
    /// What is usual; empty where too little is known.
    pub usual: Vec<Usual>,
    /// When the values begin that say what is usual.
    pub since: Option<Timestamp>,
    /// Steps of the span that are over.
    pub steps: usize,
    /// How a day usually goes, of what is counted by the hour; empty elsewhere.
    pub profile: Vec<(DayKind, Hours)>,
    /// This year against the one before, of what is counted, beside the span of a year.
    pub year_to_date: Option<YearToDate>,
}

/// Which datastreams of one property make the whole: the one that is about everything, else those that
/// add up to it.
pub(super) fn whole(streams: &[Arc<Datastream>]) -> Vec<Arc<Datastream>> {
    let adds_up = streams.iter().all(|one| one.aggregation.adds_up());
    let with = |class: bool, direction: bool| -> Vec<Arc<Datastream>> {
        let chosen = streams
            .iter()
            .filter(|one| (class || one.class.is_none()) && (direction || one.direction.is_none()));
        chosen.cloned().collect()
    };
    let choices = [
        with(false, false),
        with(false, true),
        with(true, false),
        with(true, true),
    ];
    let mut choices = choices.into_iter().filter(|chosen| !chosen.is_empty());
    let chosen = choices.next().unwrap_or_default();
    if adds_up || chosen.len() == 1 {
        chosen
    } else {
        Vec::new()
    }
}

/// What a part of the whole is called.
type Name = (Option<VehicleClass>, Option<String>);

/// The parts of one property: its classes, or what cannot be added up by itself.
pub(super) fn parts(streams: &[Arc<Datastream>]) -> Vec<(Name, Vec<Arc<Datastream>>)> {
    let mut parts: Vec<(Name, Vec<Arc<Datastream>>)> = Vec::new();
    for stream in streams {
        let adds_up = stream.aggregation.adds_up();
        let direction = stream.direction.clone().filter(|_| !adds_up);
        if stream.class.is_none() && direction.is_none() {
            continue;
        }
        let name = (stream.class, direction);
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, same)) => same.push(Arc::clone(stream)),
            None => parts.push((name, vec![Arc::clone(stream)])),
        }
    }
    if parts.len() < 2 {
        parts.clear();
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::live::{Aggregation, ThingId};

    use super::*;

    const QUARTER: Duration = Duration::from_mins(15);

    fn counter() -> Datastream {
        let thing = ThingId::new("t:1");
        Datastream::instant(&thing, Property::VehicleCount, QUARTER, 2 * QUARTER)
            .over(Aggregation::Count, QUARTER)
    }

    fn ids(streams: &[Arc<Datastream>]) -> Vec<&str> {
        streams.iter().map(|stream| stream.id.as_str()).collect()
    }

    #[test]
    fn a_total_of_the_source_is_not_added_to_its_parts() {
        let all = [
            counter(),
            counter().of_class(VehicleClass::Car),
            counter().of_class(VehicleClass::Lorry),
        ]
        .map(Arc::new);
        assert_eq!(ids(&whole(&all)), ["t:1:vehicle_count"]);
        assert_eq!(ids(&whole(&all[1..])).len(), 2);
        assert_eq!(parts(&all).len(), 2);
    }

    #[test]
    fn directions_of_a_class_add_up() {
        let of = |class, way| Arc::new(counter().of_class(class).towards(way));
        let all = [
            of(VehicleClass::Car, "in"),
            of(VehicleClass::Car, "out"),
            of(VehicleClass::Lorry, "in"),
        ];
        let parts = parts(&all);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].0, (Some(VehicleClass::Car), None));
        assert_eq!(parts[0].1.len(), 2);
    }

    #[test]
    fn speeds_do_not_add_up() {
        let speed = |class| {
            let thing = ThingId::new("t:1");
            let speed = Datastream::instant(&thing, Property::MeanSpeed, QUARTER, 2 * QUARTER);
            Arc::new(speed.over(Aggregation::Mean, QUARTER).of_class(class))
        };
        let all = [VehicleClass::Car, VehicleClass::Lorry].map(speed);
        assert_eq!(ids(&whole(&all)), [""; 0]);
        assert_eq!(parts(&all).len(), 2);
        assert_eq!(whole(&all[..1]).len(), 1);
    }
}
