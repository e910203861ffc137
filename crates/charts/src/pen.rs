//! Draws paths of SVG in whole numbers, each point told by its distance from the one before: steps
//! that are alike are told alike, and pack well.

use std::fmt::Write as _;

/// A path and where its end is.
#[derive(Default)]
pub(crate) struct Pen {
    path: String,
    at: (i32, i32),
    /// Where the part began that is drawn now; closing it leads back there.
    begin: (i32, i32),
}

impl Pen {
    /// Begins a new part.
    pub(crate) fn begin(&mut self, x: f64, y: f64) {
        self.path.push('m');
        self.go(x, y);
        self.begin = self.at;
    }

    /// A straight line. After a beginning and after a line, pairs of numbers are lines.
    pub(crate) fn line(&mut self, x: f64, y: f64) {
        self.go(x, y);
    }

    /// A line to the left or right.
    pub(crate) fn across(&mut self, x: f64) {
        let to = whole(x);
        self.path.push('h');
        self.number(to - self.at.0);
        self.at.0 = to;
    }

    /// A line up or down.
    pub(crate) fn upright(&mut self, y: f64) {
        let to = whole(y);
        self.path.push('v');
        self.number(to - self.at.1);
        self.at.1 = to;
    }

    /// A point, with the round ends of its line.
    pub(crate) fn point(&mut self) {
        self.path.push_str("h0");
    }

    /// A line back to the beginning of the part.
    pub(crate) fn close(&mut self) {
        self.path.push('z');
        self.at = self.begin;
    }

    /// What stands in the attribute `d`.
    pub(crate) fn path(self) -> String {
        self.path
    }

    fn go(&mut self, x: f64, y: f64) {
        let to = (whole(x), whole(y));
        self.number(to.0 - self.at.0);
        self.number(to.1 - self.at.1);
        self.at = to;
    }

    /// A number; its sign parts it from the one before.
    fn number(&mut self, number: i32) {
        if number >= 0 && self.path.ends_with(|last: char| last.is_ascii_digit()) {
            self.path.push(' ');
        }
        // Writing into a text does not fail.
        let _ = write!(self.path, "{number}");
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "coordinates are a few thousand, and the conversion keeps to its ends"
)]
fn whole(coordinate: f64) -> i32 {
    coordinate.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_is_told_from_the_one_before() {
        let mut pen = Pen::default();
        pen.begin(10.0, 100.4);
        pen.line(15.0, 90.0);
        pen.line(20.0, 95.0);
        pen.close();
        pen.begin(12.0, 100.0);
        pen.upright(50.0);
        pen.across(20.0);
        assert_eq!(pen.path(), "m10 100 5-10 5 5zm2 0v-50h8");
    }

    #[test]
    fn what_is_rounded_does_not_add_up() {
        let mut pen = Pen::default();
        pen.begin(0.0, 0.0);
        for step in 1..=10 {
            pen.line(f64::from(step) * 0.6, 0.0);
        }
        let steps = pen.path().replace('m', "");
        let across = steps.split(' ').step_by(2);
        assert_eq!(
            across.map(|one| one.parse::<i32>().unwrap()).sum::<i32>(),
            6
        );
    }
}
