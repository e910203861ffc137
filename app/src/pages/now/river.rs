//! The level of a river between the marks of its gauge, as a picture of the numbers beside it.

use std::fmt::Write as _;

use domain::live::Mark;

use crate::written::{Escaped, Html};

/// So much of the height is free above the highest of them.
const ROOM: f64 = 1.08;
/// Names that are nearer to each other than this, in percent of the height, would touch.
const APART: f64 = 13.0;

/// The water as a column, and a line with its short name at each mark; nothing without marks. Who
/// does not see it has the numbers.
pub(super) fn river(level_cm: f64, marks: &[Mark]) -> Option<Html> {
    let highest = marks.iter().map(|mark| mark.value).reduce(f64::max)?;
    let most = highest.max(level_cm).max(1.0) * ROOM;
    let top = |value: f64| (100.0 * (1.0 - value / most)).clamp(0.0, 100.0);
    let mut svg = String::from(r#"<svg class="river" aria-hidden="true">"#);
    let water = top(level_cm);
    let _ = write!(
        svg,
        r#"<rect class="water" x="0" y="{water:.1}%" width="28%" height="{:.1}%"/>"#,
        100.0 - water
    );
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by(|a, b| b.value.total_cmp(&a.value));
    let tops: Vec<f64> = sorted.iter().map(|mark| top(mark.value)).collect();
    for ((mark, line), name) in sorted.iter().zip(&tops).zip(spread(&tops)) {
        let _ = write!(
            svg,
            r#"<line x1="0" x2="40%" y1="{line:.1}%" y2="{line:.1}%"/><line x1="40%" x2="48%" y1="{line:.1}%" y2="{name:.1}%"/><text x="50%" y="{name:.1}%" dy=".35em">{}</text>"#,
            Escaped(&mark.name)
        );
    }
    svg.push_str("</svg>");
    Some(Html::new(svg))
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
        let svg = river(240.0, &marks).unwrap().to_html();
        let number = |after: &str| -> f64 {
            let rest = svg.split(after).nth(1).unwrap();
            rest.split('%').next().unwrap().parse().unwrap()
        };
        let water = number(r#"class="water" x="0" y=""#);
        let highest = number(r#"x2="40%" y1=""#);
        assert!(highest < water, "{svg}");
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
        assert!(river(240.0, &[]).is_none());
    }
}
