//! A value against what is usual, as a small picture of the words beside it.

use domain::live::Compared;
use leptos::prelude::*;
use portal::live::Usual;

use crate::written::{Html, Written};

/// Width of the coordinates; the browser stretches them.
const WIDTH: f64 = 100.0;
/// So much of the width is free right of the greatest value.
const ROOM: f64 = 1.1;

/// What is called usual as a light bar with the middle half as a dark one in it, and a line at the value.
pub(super) fn usual_bar(value: f64, usual: &Usual) -> Html {
    let Usual {
        low, median, high, ..
    } = *usual;
    let (from, to) = Compared::usual_range(low, median, high);
    let most = value.max(to).max(1.0) * ROOM;
    let at = |value: f64| (value / most * WIDTH).clamp(0.0, WIDTH);
    let (low, high) = (at(low), at(high));
    // Where all weeks were the same there is still something to see.
    let high = high.max(low + 1.0);
    let near = format!("M{:.1} 2H{:.1}V8H{:.1}z", at(from), at(to), at(from));
    let band = format!("M{low:.1} 2H{high:.1}V8H{low:.1}z");
    let line = format!("M{:.1} 0V10", at(value));
    view! {
        <svg class="usual-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <path class="track" d="M0 5H100"/>
            <path class="near" d=near/>
            <path class="band" d=band/>
            <path class="now" d=line/>
        </svg>
    }
    .written()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: f64, [low, median, high]: [f64; 3]) -> String {
        let usual = Usual {
            start: jiff::Timestamp::UNIX_EPOCH,
            end: jiff::Timestamp::UNIX_EPOCH,
            low,
            median,
            high,
        };
        usual_bar(value, &usual).to_html()
    }

    #[test]
    fn the_line_stands_right_of_the_bar_where_there_is_more_than_usual() {
        let svg = bar(200.0, [50.0, 75.0, 100.0]);
        assert!(svg.contains(r#"d="M22.7 2H45.5V8H22.7z""#), "{svg}");
        assert!(svg.contains(r#"d="M90.9 0V10""#), "{svg}");
    }

    /// From where to where a path goes.
    fn reach(svg: &str, class: &str) -> (f64, f64) {
        let is_it = |path: &&str| path.contains(&format!(r#"class="{class}""#));
        let path = svg.split("<path ").find(is_it).unwrap();
        let rest = path.split(r#"d="M"#).nth(1).unwrap();
        let number = |text: &str| text.split([' ', 'V']).next().unwrap().parse().unwrap();
        let to = rest.split('"').next().unwrap().split('H').nth(1);
        (number(rest), to.map_or(number(rest), number))
    }

    #[test]
    fn the_line_stands_in_the_light_bar_exactly_where_the_word_is_as_usual() {
        for usual in [
            [399.0, 400.0, 401.0],
            [100.0, 400.0, 500.0],
            [3.0, 4.0, 5.0],
        ] {
            let [low, median, high] = usual;
            for value in (0..120).map(|tenth| median * f64::from(tenth) / 60.0) {
                let svg = bar(value, usual);
                let ((from, to), (at, _)) = (reach(&svg, "near"), reach(&svg, "now"));
                let is_usual = Compared::of(value, low, median, high) == Compared::AsUsual;
                let is_edge = (at - from).abs().min((at - to).abs()) <= 0.1;
                assert!(
                    is_edge || (from < at && at < to) == is_usual,
                    "{value} {svg}"
                );
                let (dark_from, dark_to) = reach(&svg, "band");
                assert!(
                    from <= dark_from && dark_to <= to.max(dark_from + 1.0),
                    "{svg}"
                );
            }
        }
    }

    #[test]
    fn nothing_at_all_is_drawn_too() {
        let svg = bar(0.0, [0.0; 3]);
        assert!(svg.contains(r#"d="M0.0 2H1.0V8H0.0z""#), "{svg}");
    }
}
