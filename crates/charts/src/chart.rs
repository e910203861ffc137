//! What a chart shows.

use domain::Locale;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// Beyond this nothing is a measurement, and lines could not be told apart.
const GREATEST: f64 = 1e9;

/// One value: from when up to when it holds, and how much it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// How much, in the unit of the chart.
    pub value: f64,
}

/// What is usual in a span of time, from what was observed in such spans before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// Lower end of the middle half.
    pub low: f64,
    /// The middle.
    pub median: f64,
    /// Upper end of the middle half.
    pub high: f64,
}

/// Values that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What stands beside the line and above the column of the table.
    pub name: String,
    values: Vec<Value>,
}

impl Series {
    /// Values in the order of time; what is not a number is left out. A gap is where one value does
    /// not begin at the end of the one before.
    pub fn new(name: String, mut values: Vec<Value>) -> Self {
        values.retain(|one| one.value.abs() <= GREATEST && one.start < one.end);
        values.sort_by_key(|one| one.start);
        Self { name, values }
    }

    /// The values in the order of time.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line through the middles of the spans; for what has a value at every instant.
    Line,
    /// A bar for each span, from zero; for what is counted.
    Bars,
}

/// How long the span of one value is, in words of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Up to an hour: told by its beginning on the clock.
    Clock,
    /// A day of the city.
    Day,
    /// Seven days, from Monday on.
    Week,
}

/// A chart over a span of time.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Language of words and numbers.
    pub locale: Locale,
    /// The city's time zone.
    pub zone: TimeZone,
    /// First instant of the picture.
    pub from: Timestamp,
    /// First instant after it.
    pub to: Timestamp,
    /// How long the span of one value is.
    pub step: Step,
    /// What the picture is called.
    pub name: String,
    /// Unit, empty where there is none.
    pub unit: &'static str,
    /// How many decimals are written.
    pub decimals: u8,
    /// How values are drawn; several series are always lines.
    pub shape: Shape,
    /// At most four; more are not drawn.
    pub series: Vec<Series>,
    /// What is usual, in the order of time; empty where that is not known.
    pub usual: Vec<Usual>,
}

impl Chart {
    /// More lines than this cannot be told apart.
    pub const MOST_SERIES: usize = 4;

    /// Whether there is no value to show.
    pub fn is_empty(&self) -> bool {
        self.drawn().all(|series| series.values.is_empty())
    }

    /// The series that are drawn, and that stand in the table.
    pub(crate) fn drawn(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().take(Self::MOST_SERIES)
    }

    pub(crate) fn bars(&self) -> bool {
        self.shape == Shape::Bars && self.series.len() == 1
    }

    /// What is usual at an instant.
    pub(crate) fn usual_at(&self, instant: Timestamp) -> Option<&Usual> {
        let after = self.usual.partition_point(|usual| usual.start <= instant);
        let usual = self.usual.get(after.checked_sub(1)?)?;
        (instant < usual.end).then_some(usual)
    }

    /// A number as it is written in the table.
    pub(crate) fn number(&self, value: f64) -> String {
        i18n::format::number(self.locale, value, self.decimals)
    }

    /// A number with its unit.
    pub(crate) fn quantity(&self, value: f64) -> String {
        let number = self.number(value);
        match self.unit {
            "" => number,
            unit => format!("{number} {unit}"),
        }
    }
}

/// The instant in the middle of a span.
pub(crate) fn middle(start: Timestamp, end: Timestamp) -> Timestamp {
    let half = end.duration_since(start).as_millis() / 2;
    start + SignedDuration::from_millis(i64::try_from(half).unwrap_or(0))
}
