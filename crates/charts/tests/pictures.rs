//! Charts as they are written: the picture, its table and its sentence.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use charts::{Chart, Series, Shape, Step, Usual, Value};
use domain::Locale;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;

const WIDTH: i32 = 5040;
const HEIGHT: i32 = 400;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A day of October in hours; `None` is a missing value.
fn hours(values: &[Option<f64>]) -> Vec<Value> {
    let begin = at("2026-10-05T22:00:00Z");
    let hour = |n: usize| begin + SignedDuration::from_hours(i64::try_from(n).unwrap());
    let told = values.iter().enumerate();
    told.filter_map(|(n, value)| {
        let (start, end) = (hour(n), hour(n + 1));
        value.map(|value| Value { start, end, value })
    })
    .collect()
}

fn chart(shape: Shape, values: &[Option<f64>]) -> Chart {
    Chart {
        locale: Locale::De,
        zone: TimeZone::get("Europe/Berlin").unwrap(),
        from: at("2026-10-05T22:00:00Z"),
        to: at("2026-10-06T22:00:00Z"),
        step: Step::Clock,
        name: "Lufttemperatur am 6. Oktober".to_owned(),
        unit: "°C",
        decimals: 1,
        shape,
        series: vec![Series::new("gemessen".to_owned(), hours(values))],
        usual: Vec::new(),
    }
}

fn with_usual(mut chart: Chart) -> Chart {
    let all: Vec<Option<f64>> = (0..24).map(|n| Some(f64::from(n))).collect();
    let usual = hours(&all).into_iter().map(|one| Usual {
        start: one.start,
        end: one.end,
        low: one.value - 2.0,
        median: one.value,
        high: one.value + 2.0,
    });
    chart.usual = usual.collect();
    chart
}

/// What stands in an attribute of every element with a class.
fn paths<'a>(svg: &'a str, class: &str) -> Vec<&'a str> {
    let begin = format!("<path class=\"{class}\" d=\"");
    svg.split(&begin)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// The points of a path: each of its numbers is a distance from the point before.
fn points(path: &str) -> Vec<(i32, i32)> {
    let mut found = Vec::new();
    let (mut at, mut begin) = ((0, 0), (0, 0));
    let (mut command, mut begins) = ('m', true);
    let mut numbers = Vec::new();
    let mut number = String::new();
    for letter in path.chars().chain([';']) {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if !number.is_empty() {
            numbers.push(number.parse::<i32>().unwrap());
            number.clear();
        }
        let (across, upright) = match (command, &numbers[..]) {
            ('m', &[x, y]) => (x, y),
            ('h', &[x]) => (x, 0),
            ('v', &[y]) => (0, y),
            _ => (0, 0),
        };
        if command == 'm' && numbers.len() == 2 || command != 'm' && numbers.len() == 1 {
            at = (at.0 + across, at.1 + upright);
            found.push(at);
            numbers.clear();
            if std::mem::take(&mut begins) {
                begin = at;
            }
        }
        match letter {
            '-' => number.push('-'),
            'z' => at = begin,
            'm' | 'h' | 'v' => command = letter,
            _ => {}
        }
        begins |= letter == 'm';
    }
    found
}

fn assert_inside(svg: &str) {
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    for path in svg.split(" d=\"").skip(1) {
        for (x, y) in points(path.split('"').next().unwrap()) {
            let is_inside = (0..=WIDTH).contains(&x) && (0..=HEIGHT).contains(&y);
            assert!(is_inside, "{x} {y} of {path}");
        }
    }
    for percent in svg.split('%').filter_map(|text| text.rsplit('"').next()) {
        if let Ok(percent) = percent.parse::<f64>() {
            assert!((0.0..=100.0).contains(&percent), "{percent} %");
        }
    }
}

#[test]
fn a_line_ends_where_values_are_missing() {
    let values = [
        Some(1.0),
        Some(2.0),
        None,
        Some(3.0),
        None,
        Some(4.0),
        Some(5.0),
    ];
    let svg = chart(Shape::Line, &values).svg();
    let [line] = paths(&svg, "line s1")[..] else {
        panic!("{svg}")
    };
    let runs: Vec<&str> = line.split('m').skip(1).collect();
    assert_eq!(runs.len(), 3, "{line}");
    // A value by itself is a point of no length with round ends.
    assert!(runs[1].ends_with("h0"), "{line}");
}

#[test]
fn a_missing_count_has_no_bar_and_zero_has_one() {
    let svg = chart(Shape::Bars, &[Some(3.0), None, Some(0.0)]).svg();
    assert_eq!(paths(&svg, "bars")[0].matches('m').count(), 2);
}

#[test]
fn the_table_has_the_numbers_of_the_picture() {
    let chart = with_usual(chart(
        Shape::Line,
        &[Some(10.0), None, Some(20.0), Some(14.0)],
    ));
    let (svg, table) = (chart.svg(), chart.table());
    let rows: Vec<Vec<&str>> = table
        .split("<tr><th scope=\"row\">")
        .skip(1)
        .map(|row| row.split("<td>").collect::<Vec<_>>())
        .collect();
    let number = |cell: &str| cell.replace(',', ".").parse().ok();
    let numbers: Vec<f64> = rows.iter().filter_map(|cells| number(cells[1])).collect();
    assert_eq!(numbers, [10.0, 20.0, 14.0]);
    assert!(table.contains("<th scope=\"row\">2:00<td>20,0<td>2,0<td>0,0 bis 4,0<"));
    // The heights of the line are those of the numbers of the table, between the same two lines.
    let points = points(paths(&svg, "line s1")[0]).into_iter();
    let mut heights: Vec<f64> = points.map(|(_, y)| f64::from(y)).collect();
    heights.dedup();
    let per_degree = (heights[0] - heights[1]) / (numbers[1] - numbers[0]);
    for (height, number) in heights.iter().zip(&numbers) {
        let expected = heights[0] - (number - numbers[0]) * per_degree;
        assert!((height - expected).abs() < 1.0, "{heights:?} {numbers:?}");
    }
}

#[test]
fn nothing_one_value_and_always_the_same_value_are_drawn() {
    let nothing = chart(Shape::Line, &[]);
    assert!(nothing.is_empty());
    assert_eq!(nothing.sentence(), None);
    for values in [&[][..], &[Some(7.0)], &[Some(7.0), Some(7.0)], &[Some(0.0)]] {
        for shape in [Shape::Line, Shape::Bars] {
            let chart = chart(shape, values);
            assert_inside(&chart.svg());
            assert_eq!(chart.table().matches("scope=\"row\"").count(), values.len());
        }
    }
    let same = chart(Shape::Line, &[Some(7.0), Some(7.0)]);
    assert_eq!(same.sentence().unwrap(), "Der Wert war immer 7,0 °C.");
}

#[test]
fn the_sentence_names_both_ends_and_compares_with_what_is_usual() {
    let values = [Some(10.0), Some(-2.5), Some(1234.5)];
    assert_eq!(
        with_usual(chart(Shape::Line, &values)).sentence().unwrap(),
        "Kleinster Wert: −2,5 °C (1:00). Größter Wert: 1.234,5 °C (2:00). \
         Zuletzt 1.234,5 °C (2:00): mehr als üblich."
    );
}

#[test]
fn what_is_no_number_is_no_value() {
    let values = [Some(f64::NAN), Some(f64::INFINITY), Some(1e300), Some(2.0)];
    let chart = chart(Shape::Line, &values);
    assert_eq!(chart.series[0].values().len(), 1);
    assert_inside(&chart.svg());
}

#[test]
fn the_hour_that_comes_twice_has_two_rows_with_two_names() {
    let begin = at("2026-10-24T22:00:00Z");
    let hour = |n| begin + SignedDuration::from_hours(n);
    let values = (0..25).map(|n| Value {
        start: hour(n),
        end: hour(n + 1),
        value: 1.0,
    });
    let mut chart = chart(Shape::Line, &[]);
    (chart.from, chart.to) = (begin, hour(25));
    chart.series = vec![Series::new("gemessen".to_owned(), values.collect())];
    let table = chart.table();
    assert_eq!(table.matches("scope=\"row\"").count(), 25);
    assert!(
        table.contains(">2:00 (UTC+2)<") && table.contains(">2:00 (UTC+1)<"),
        "{table}"
    );
    assert_eq!(table.matches(">3:00<").count(), 1);
    let svg = chart.svg();
    let line = paths(&svg, "line s1")[0];
    assert_eq!(line.matches('m').count(), 1, "no gap");
    let places: BTreeSet<i32> = points(line).into_iter().map(|(x, _)| x).collect();
    assert_eq!(places.len(), 25, "each row has a place of its own");
}

#[test]
fn lines_are_named_at_their_ends_and_names_do_not_touch() {
    let mut chart = chart(Shape::Line, &[Some(1.0), Some(2.0)]);
    chart.series = ["Pkw", "Lkw", "Busse", "andere", "zu viel"]
        .map(|name| Series::new(name.to_owned(), hours(&[Some(1.0), Some(2.0)])))
        .to_vec();
    let svg = chart.svg();
    assert!(!svg.contains("zu viel"), "four can be told apart");
    let mut tops: Vec<f64> = svg
        .split("<text class=\"name")
        .skip(1)
        .map(|text| {
            text.split(" y=\"")
                .nth(1)
                .unwrap()
                .split('%')
                .next()
                .unwrap()
        })
        .map(|percent| percent.parse().unwrap())
        .collect();
    tops.sort_by(f64::total_cmp);
    assert_eq!(tops.len(), 4);
    assert!(tops.windows(2).all(|two| two[1] - two[0] > 8.9), "{tops:?}");
}

#[test]
fn a_name_that_would_end_an_attribute_is_escaped() {
    let mut chart = chart(Shape::Line, &[Some(1.0)]);
    chart.name = "\"><script>".to_owned();
    assert!(
        chart
            .svg()
            .contains("aria-label=\"&quot;&gt;&lt;script&gt;\"")
    );
    assert!(!chart.table().contains("<script>"));
}

proptest! {
    #[test]
    fn every_coordinate_is_inside_the_picture(
        values in proptest::collection::vec(proptest::option::of(-1e12..1e12_f64), 0..24),
        usual: bool,
        bars: bool,
    ) {
        let shape = if bars { Shape::Bars } else { Shape::Line };
        let chart = chart(shape, &values);
        let chart = if usual { with_usual(chart) } else { chart };
        assert_inside(&chart.svg());
    }
}
