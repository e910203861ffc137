//! A value against what is usual, as a small picture of the words beside it.

use leptos::prelude::*;
use portal::live::Usual;

use crate::written::{Html, Written};

/// Width of the coordinates; the browser stretches them.
const WIDTH: f64 = 100.0;
/// So much of the width is free right of the greatest value.
const ROOM: f64 = 1.1;

/// The middle half as a bar from zero on, and a line at the value.
pub(super) fn usual_bar(value: f64, usual: &Usual) -> Html {
    let most = value.max(usual.high).max(1.0) * ROOM;
    let at = |value: f64| (value / most * WIDTH).clamp(0.0, WIDTH);
    let (low, high) = (at(usual.low), at(usual.high));
    // Where all weeks were the same there is still something to see.
    let high = high.max(low + 1.0);
    let band = format!("M{low:.1} 2H{high:.1}V8H{low:.1}z");
    let line = format!("M{:.1} 0V10", at(value));
    view! {
        <svg class="usual-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <path class="track" d="M0 5H100"/>
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

    #[test]
    fn nothing_at_all_is_drawn_too() {
        let svg = bar(0.0, [0.0; 3]);
        assert!(svg.contains(r#"d="M0.0 2H1.0V8H0.0z""#), "{svg}");
    }
}
