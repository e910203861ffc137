//! Lines, bars and bands as paths of SVG.

use crate::{
    Chart, Series, Usual, Value,
    chart::middle,
    pen::Pen,
    time_axis::{self, ticks},
    value_axis::ValueAxis,
};

/// Width of the coordinates; the browser stretches them to that of the page. The hours of a day, of
/// a week and of thirty days are whole numbers in it.
pub(crate) const WIDTH: f64 = 5040.0;
/// Height of the coordinates, twice that of the picture in pixels.
pub(crate) const HEIGHT: f64 = 400.0;
/// Share of a bar's span that the bar takes.
const BAR: f64 = 0.8;

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
        let mut pen = Pen::default();
        for value in self.axis.ticks() {
            pen.begin(0.0, self.y(value));
            pen.across(WIDTH);
        }
        for tick in ticks(self.chart) {
            pen.begin(self.x(tick.at), 0.0);
            pen.upright(HEIGHT);
        }
        pen.path()
    }

    /// A line that ends where values are missing. A value by itself is a point.
    pub(crate) fn line(&self, values: &[Value]) -> String {
        let mut pen = Pen::default();
        for run in values.chunk_by(|one, next| one.end == next.start) {
            line_through(&mut pen, run.iter().map(|one| self.of_value(one)));
            if let [_] = run {
                pen.point();
            }
        }
        pen.path()
    }

    /// A bar for each value, from nothing.
    pub(crate) fn bars(&self, values: &[Value]) -> String {
        let mut pen = Pen::default();
        let base = (1.0 - self.axis.base()) * HEIGHT;
        for one in values {
            let (left, right) = (self.x(one.start), self.x(one.end));
            let room = (right - left) * (1.0 - BAR) / 2.0;
            // The height is told once: closing the bar draws its left side.
            pen.begin(left + room, base);
            pen.across(right - room);
            pen.upright(self.y(one.value));
            pen.across(left + room);
            pen.close();
        }
        pen.path()
    }

    /// The middle half of what is usual.
    pub(crate) fn band(&self) -> String {
        let mut pen = Pen::default();
        for run in self.runs() {
            let upper = self.edge(run, |one| one.high);
            let lower = self.edge(run, |one| one.low);
            line_through(&mut pen, upper.into_iter().chain(lower.into_iter().rev()));
            pen.close();
        }
        pen.path()
    }

    /// The middle of what is usual.
    pub(crate) fn median(&self) -> String {
        let mut pen = Pen::default();
        for run in self.runs() {
            line_through(&mut pen, self.edge(run, |one| one.median).into_iter());
        }
        pen.path()
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

fn line_through(pen: &mut Pen, mut points: impl Iterator<Item = (f64, f64)>) {
    if let Some((x, y)) = points.next() {
        pen.begin(x, y);
    }
    for (x, y) in points {
        pen.line(x, y);
    }
}
