//! Datastreams: one property of one thing over time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{DatastreamId, Level, Property, ThingId};

/// How one value stands for its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum Aggregation {
    /// A value of one instant; it has no period.
    Instant,
    Mean,
    Sum,
    Count,
    Max,
}

impl Aggregation {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Instant, Self::Mean, Self::Sum, Self::Count, Self::Max];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Instant => "instant",
            Self::Mean => "mean",
            Self::Sum => "sum",
            Self::Count => "count",
            Self::Max => "max",
        }
    }

    /// The aggregation with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == value)
    }

    /// Whether values of several periods add up.
    pub fn adds_up(self) -> bool {
        matches!(self, Self::Sum | Self::Count)
    }
}

/// A class of road vehicles that counters tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum VehicleClass {
    Car,
    Van,
    Lorry,
    Motorcycle,
    Bicycle,
    Scooter,
    Bus,
    Other,
}

impl VehicleClass {
    /// All classes.
    pub const ALL: [Self; 8] = [
        Self::Car,
        Self::Van,
        Self::Lorry,
        Self::Motorcycle,
        Self::Bicycle,
        Self::Scooter,
        Self::Bus,
        Self::Other,
    ];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Car => "car",
            Self::Van => "van",
            Self::Lorry => "lorry",
            Self::Motorcycle => "motorcycle",
            Self::Bicycle => "bicycle",
            Self::Scooter => "scooter",
            Self::Bus => "bus",
            Self::Other => "other",
        }
    }

    /// The class with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == value)
    }
}

/// One property of one thing over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Datastream {
    /// Its identifier.
    pub id: DatastreamId,
    /// What is observed.
    pub thing: ThingId,
    /// Which property, and so in which unit.
    pub property: Property,
    /// How one value stands for its period.
    pub aggregation: Aggregation,
    /// How long the period of one value is; `None` for instants.
    pub period: Option<Duration>,
    /// Class of vehicles.
    pub class: Option<VehicleClass>,
    /// Direction in the source's words.
    pub direction: Option<String>,
    /// A new value is expected this often.
    pub expected_every: Duration,
    /// From this age on the newest value is stale.
    pub stale_after: Duration,
    /// Lowest and highest plausible value of this datastream, both included.
    pub plausible: (f64, f64),
}

impl Datastream {
    /// A datastream of instants with the plausible range of its property.
    pub fn instant(
        thing: &ThingId,
        property: Property,
        expected_every: Duration,
        stale_after: Duration,
    ) -> Self {
        Self {
            id: DatastreamId::new(&format!("{thing}:{}", property.as_str())),
            thing: thing.clone(),
            property,
            aggregation: Aggregation::Instant,
            period: None,
            class: None,
            direction: None,
            expected_every,
            stale_after,
            plausible: property.plausible(),
        }
    }

    /// The same datastream with values that stand for a period.
    #[must_use]
    pub fn over(mut self, aggregation: Aggregation, period: Duration) -> Self {
        self.aggregation = aggregation;
        self.period = Some(period);
        self
    }

    /// The same datastream for one class of vehicles, under an identifier of its own.
    #[must_use]
    pub fn of_class(mut self, class: VehicleClass) -> Self {
        self.id = DatastreamId::new(&format!("{}:{}", self.id, class.as_str()));
        self.class = Some(class);
        self
    }

    /// The same datastream for one direction, under an identifier of its own.
    #[must_use]
    pub fn towards(mut self, direction: &str) -> Self {
        self.id = DatastreamId::new(&format!("{}:{direction}", self.id));
        self.direction = Some(direction.to_owned());
        self
    }

    /// The same datastream with a narrower range of plausible values.
    #[must_use]
    pub fn within(mut self, low: f64, high: f64) -> Self {
        self.plausible = (low, high);
        self
    }

    /// The levels it is rolled up to: none that is shorter than the period of its values.
    pub fn levels(&self) -> impl Iterator<Item = Level> + use<> {
        let period = self.period.unwrap_or_default();
        Level::ALL
            .into_iter()
            .filter(move |level| level.shortest() >= period)
    }
}
