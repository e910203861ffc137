//! The level of a river in the last days between the marks of its gauge, as a picture of the numbers
//! beside it.

use std::fmt::Write as _;

use domain::live::Mark;
use jiff::SignedDuration;
use portal::live::LastDays;

use crate::written::{Html, escaped};

/// Part of the height that is free above the highest and below the lowest of them.
const ROOM: f64 = 0.1;
/// Names that are nearer to each other than this, in percent of the height, would touch.
const APART: f64 = 13.0;
/// One point of the water's surface stands for so long.
const STEP: SignedDuration = SignedDuration::from_hours(3);
/// Height of the coordinates of the water.
const HEIGHT: f64 = 1000.0;

/// The water of the last days, or of now where they are not known, and a line with its short name at
/// each mark; nothing without marks. The zero of a gauge means nothing, so the picture has none. Who
/// does not see it has the numbers.
pub(super) fn river(level_cm: f64, days: Option<&LastDays>, marks: &[Mark]) -> Option<Html> {
    marks.first()?;
    let points = days.map(points).filter(|points| !points.is_empty());
    let points = points.unwrap_or_else(|| vec![Some(level_cm); 2]);
    let known = points.iter().flatten().copied();
    let all = || {
        known
            .clone()
            .chain(marks.iter().map(|mark| mark.value))
            .chain([level_cm])
    };
    let (lowest, highest) = (all().reduce(f64::min)?, all().reduce(f64::max)?);
    let room = (highest - lowest).max(1.0) * ROOM;
    let (least, most) = (lowest - room, highest + room);
    let top = |value: f64| 100.0 * (most - value) / (most - least);
    let mut svg = String::from(r#"<svg class="river" aria-hidden="true">"#);
    let _ = write!(
        svg,
        r#"<svg width="40%" height="100%" viewBox="0 0 {} {HEIGHT}" preserveAspectRatio="none"><path class="water" d=""#,
        points.len() - 1
    );
    let mut before = None;
    for (x, value) in points.iter().enumerate() {
        let y = value.map(|value| (top(value) / 100.0 * HEIGHT).round());
        let _ = match (before, y) {
            (None, Some(y)) => write!(svg, "M{x} {HEIGHT}V{y}"),
            (Some(before), Some(y)) => write!(svg, "l1 {}", y - before),
            (Some(_), None) => write!(svg, "V{HEIGHT}z"),
            (None, None) => Ok(()),
        };
        before = y;
    }
    if before.is_some() {
        let _ = write!(svg, "V{HEIGHT}z");
    }
    svg.push_str(r#""/></svg>"#);
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by(|a, b| b.value.total_cmp(&a.value));
    let tops: Vec<f64> = sorted.iter().map(|mark| top(mark.value)).collect();
    for ((mark, line), name) in sorted.iter().zip(&tops).zip(spread(&tops)) {
        let _ = write!(
            svg,
            r#"<line x1="0" x2="40%" y1="{line:.1}%" y2="{line:.1}%"/><line x1="40%" x2="48%" y1="{line:.1}%" y2="{name:.1}%"/><text x="50%" y="{name:.1}%" dy=".35em">{}</text>"#,
            escaped(&mark.name)
        );
    }
    svg.push_str("</svg>");
    Some(Html::new(svg))
}

/// The means of the steps of the last days; a step without a value is a gap.
fn points(days: &LastDays) -> Vec<Option<f64>> {
    let Some(last) = days.hours.last() else {
        return Vec::new();
    };
    let mut points = Vec::new();
    let mut start = days.from;
    while start <= last.start {
        let end = start + STEP;
        let within = days
            .hours
            .iter()
            .filter(|hour| start <= hour.start && hour.start < end);
        let (count, sum) = within.fold((0.0, 0.0), |(count, sum), hour| {
            (count + 1.0, sum + hour.value)
        });
        points.push((count > 0.0).then(|| sum / count));
        start = end;
    }
    points
}

/// Moves names apart that would touch, from the top down and then up again from the bottom.
fn spread(tops: &[f64]) -> Vec<f64> {
    let mut spread = tops.to_vec();
    let mut least = APART / 2.0;
    for top in &mut spread {
        *top = top.max(least);
        least = *top + APART;
    }
    let mut most = 100.0 - APART / 2.0;
    for top in spread.iter_mut().rev() {
        *top = top.min(most);
        most = *top - APART;
    }
    spread
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;

    fn mark(name: &str, value: f64) -> Mark {
        Mark {
            name: name.to_owned(),
            long_name: name.to_owned(),
            value,
        }
    }

    #[test]
    fn the_water_stands_between_the_marks_that_it_is_between() {
        let marks = [mark("MW", 220.0), mark("HSW", 260.0), mark("MNW", 207.0)];
        let svg = river(240.0, None, &marks).unwrap().to_html();
        let number = |after: &str| -> f64 {
            let rest = svg.split(after).nth(1).unwrap();
            rest.split(['%', 'l']).next().unwrap().parse().unwrap()
        };
        let water = number(r#"d="M0 1000V"#) / 10.0;
        let highest = number(r#"x2="40%" y1=""#);
        assert!(0.0 < highest && highest < water && water < 100.0, "{svg}");
        let names: Vec<&str> = svg
            .split("</text>")
            .filter_map(|text| text.rsplit('>').next())
            .collect();
        assert_eq!(names[..3], ["HSW", "MW", "MNW"]);
    }

    #[test]
    fn names_never_touch_and_stay_in_the_picture() {
        for tops in [
            &[1.0, 1.5, 2.0, 50.0][..],
            &[90.0, 98.0, 99.0, 99.5],
            &[50.0],
        ] {
            let spread = spread(tops);
            assert!(
                spread.windows(2).all(|two| two[1] - two[0] > APART - 1e-9),
                "{spread:?}"
            );
            assert!(
                spread.iter().all(|top| (0.0..=100.0).contains(top)),
                "{spread:?}"
            );
        }
    }

    #[test]
    fn without_marks_there_is_no_picture() {
        assert!(river(240.0, None, &[]).is_none());
    }
}
