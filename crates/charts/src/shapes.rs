//! Lines, bars and bands as paths of SVG. Numbers have one decimal: a tenth of a pixel is never seen.

use std::fmt::{self, Write as _};

use crate::{
    Chart, Series, Usual, Value,
    chart::middle,
    time_axis::{self, ticks},
    value_axis::ValueAxis,
};

/// Width of the coordinates; the browser stretches them to that of the page.
pub(crate) const WIDTH: f64 = 720.0;
/// Height of the coordinates.
pub(crate) const HEIGHT: f64 = 200.0;
/// Share of a bar's span that the bar takes.
const BAR: f64 = 0.8;

/// A coordinate.
struct At(f64);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            write!(f, "{:.0}", tenths / 10.0)
        } else {
            write!(f, "{:.1}", tenths / 10.0)
        }
    }
}

/// Draws the numbers of a chart between its axes.
pub(crate) struct Drawing<'a> {
    pub(crate) chart: &'a Chart,
    pub(crate) axis: ValueAxis,
}

impl<'a> Drawing<'a> {
    pub(crate) fn of(chart: &'a Chart) -> Self {
        let values = chart.drawn().flat_map(Series::values);
        let usual = chart.usual.iter().flat_map(|one| [one.low, one.high]);
        let all = values.map(|one| one.value).chain(usual);
        Self {
            axis: ValueAxis::of(all, chart.bars(), chart.decimals),
            chart,
        }
    }

    fn x(&self, at: jiff::Timestamp) -> f64 {
        time_axis::share(self.chart, at) * WIDTH
    }

    fn y(&self, value: f64) -> f64 {
        (1.0 - self.axis.share(value)) * HEIGHT
    }

    fn of_value(&self, one: &Value) -> (f64, f64) {
        (self.x(middle(one.start, one.end)), self.y(one.value))
    }

    /// The lines across the picture, in both directions.
    pub(crate) fn grid(&self) -> String {
        let mut path = String::new();
        for value in self.axis.ticks() {
            let _ = write!(path, "M0 {}H{WIDTH}", At(self.y(value)));
        }
        for tick in ticks(self.chart) {
            let _ = write!(path, "M{} 0V{HEIGHT}", At(self.x(tick.at)));
        }
        path
    }

    /// A line that ends where values are missing. A value by itself is a point.
    pub(crate) fn line(&self, values: &[Value]) -> String {
        let mut path = String::new();
        for run in values.chunk_by(|one, next| one.end == next.start) {
            let points = run.iter().map(|one| self.of_value(one));
            line_through(&mut path, points);
            if let [_] = run {
                path.push_str("h0");
            }
        }
        path
    }

    /// A bar for each value, from nothing.
    pub(crate) fn bars(&self, values: &[Value]) -> String {
        let mut path = String::new();
        let base = (1.0 - self.axis.base()) * HEIGHT;
        for one in values {
            let (left, right) = (self.x(one.start), self.x(one.end));
            let room = (right - left) * (1.0 - BAR) / 2.0;
            let (left, right) = (At(left + room), At(right - room));
            let (base, top) = (At(base), At(self.y(one.value)));
            let _ = write!(path, "M{left} {base}V{top}H{right}V{base}");
        }
        path
    }

    /// The middle half of what is usual.
    pub(crate) fn band(&self) -> String {
        let mut path = String::new();
        for run in self.runs() {
            let upper = self.edge(run, |one| one.high);
            let mut outline = upper;
            outline.extend(self.edge(run, |one| one.low).into_iter().rev());
            line_through(&mut path, outline.into_iter());
            path.push('z');
        }
        path
    }

    /// The middle of what is usual.
    pub(crate) fn median(&self) -> String {
        let mut path = String::new();
        for run in self.runs() {
            let points = self.edge(run, |one| one.median);
            line_through(&mut path, points.into_iter());
        }
        path
    }

    fn runs(&self) -> impl Iterator<Item = &'a [Usual]> {
        let usual = self.chart.usual.as_slice();
        usual.chunk_by(|one, next| one.end == next.start)
    }

    /// One side of the band: through the middles of the spans, and level to both of its ends.
    fn edge(&self, run: &[Usual], height: impl Fn(&Usual) -> f64) -> Vec<(f64, f64)> {
        let inner = run
            .iter()
            .map(|one| (self.x(middle(one.start, one.end)), self.y(height(one))));
        let first = run
            .first()
            .map(|one| (self.x(one.start), self.y(height(one))));
        let last = run.last().map(|one| (self.x(one.end), self.y(height(one))));
        first.into_iter().chain(inner).chain(last).collect()
    }

    /// Where the last value stands, as shares of the picture from the left and from the top.
    pub(crate) fn end_of(&self, values: &[Value]) -> Option<(f64, f64)> {
        let (x, y) = self.of_value(values.last()?);
        Some((x / WIDTH, y / HEIGHT))
    }

    /// The same for what is usual.
    pub(crate) fn end_of_usual(&self) -> Option<(f64, f64)> {
        let last = self.chart.usual.last()?;
        Some((self.x(last.end) / WIDTH, self.y(last.median) / HEIGHT))
    }
}

fn line_through(path: &mut String, points: impl Iterator<Item = (f64, f64)>) {
    for (at, (x, y)) in points.enumerate() {
        // After a move and after a line, pairs of numbers are lines.
        let sign = if at == 0 { "M" } else { " " };
        let _ = write!(path, "{sign}{} {}", At(x), At(y));
    }
}
