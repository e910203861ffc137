//! Bicycle counters of `MobiData` BW. No real table could be recorded; these have its columns.

use std::io::Write as _;

use domain::live::{ConnectorKind::BicycleCounts, Feed, Harvest, Quality};
use feeds::{Connector, FetchError, ReadError};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;

use crate::fake::{self, Fake};

const NOW: &str = "2026-11-22T12:00:00Z";
const TABLE: &str = include_str!("../data/bicycle_counts_synthetic.csv");
const THIS: &str = "https://source.example/feed/fahrradzaehler_stundenwerten_202611.csv.gz";
const BEFORE: &str = "https://source.example/feed/fahrradzaehler_stundenwerten_202610.csv.gz";

fn compressed(table: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(table.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A table with one row for each of the given hours of November, counted from its first one.
fn table(hours: impl IntoIterator<Item = u32>, count: &str) -> String {
    let header = TABLE.lines().next().unwrap().to_owned();
    let rows = hours.into_iter().map(|hour| {
        let (day, hour) = (hour / 24 + 1, hour % 24);
        let time = format!("2026-11-{day:02}T{hour:02}:00:00+0100");
        format!("Stadt,Stadt,1,Brücke,900,X,8.61,49.41,,{time},{count},,,,,,")
    });
    let lines: Vec<String> = std::iter::once(header).chain(rows).collect();
    lines.join("\n")
}

fn source() -> (Feed, Box<dyn Connector>) {
    let feed = fake::feed(BicycleCounts, json!({}));
    let connector = fake::connector(&feed);
    (feed, connector)
}

fn read(http: &Fake, now: &str) -> Result<Option<Harvest>, ReadError> {
    let (feed, connector) = source();
    fake::read(&*connector, &feed, http, now)
}

fn sample() -> Harvest {
    let http = Fake::default().with(THIS, compressed(TABLE));
    read(&http, NOW).unwrap().unwrap()
}

#[test]
fn counters_in_the_city_tell_the_bicycles_of_each_hour() {
    let harvest = sample();
    let names: Vec<_> = harvest
        .things
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(names, [("feed:900", "Brücke"), ("feed:901", "Uferweg")]);
    let counts = fake::values(&harvest, "feed:900:bicycle_count");
    assert_eq!(
        counts[..3],
        [
            // In and out count, not the sum in the table, which is wrong.
            ("2026-11-20T08:00:00Z".to_owned(), Some(30.0)),
            ("2026-11-20T09:00:00Z".to_owned(), Some(7.0)),
            // Only the sum is there.
            ("2026-11-20T10:00:00Z".to_owned(), Some(41.0)),
        ]
    );
    // Nothing was counted, which is not zero.
    assert_eq!(counts[3], ("2026-11-20T11:00:00Z".to_owned(), None));
}

#[test]
fn times_without_an_offset_are_those_of_the_zone_in_their_row() {
    let counts = fake::values(&sample(), "feed:901:bicycle_count");
    // The hour from two to three comes twice; each row is one of them.
    assert_eq!(
        counts,
        [
            ("2026-10-25T01:00:00Z".to_owned(), Some(1.0)),
            ("2026-10-25T02:00:00Z".to_owned(), Some(2.0)),
            ("2026-10-25T03:00:00Z".to_owned(), Some(3.0)),
        ]
    );
}

#[test]
fn bad_rows_are_counted_and_skipped() {
    let harvest = sample();
    let told = fake::rejections(&harvest);
    assert_eq!(
        told,
        [
            "901: `2026-03-29T02:00:00` is not a time",
            "900: `gestern` is not a time",
            "900: `viele` is not a number",
            "903: `149.4, 8.6` is not a position",
            "rows: 1 rows have no `counter_site_id`",
        ]
    );
    assert_eq!(harvest.seen, 13);
}

#[test]
fn a_counter_that_says_zero_for_weeks_is_suspect_also_over_the_end_of_a_month() {
    let october = table(0..1, "0").replace("2026-11-01T00", "2026-10-20T00");
    let http = Fake::default()
        .with(BEFORE, compressed(&october))
        .with(THIS, compressed(&table(0..72, "0")));
    let harvest = read(&http, "2026-11-04T12:00:00Z").unwrap().unwrap();
    let suspect = harvest
        .observations
        .iter()
        .filter(|it| it.observation.quality == Quality::Suspect);
    // The fortnight is over with the third of November, and so are all zeros of the month.
    assert_eq!(suspect.count(), 72);
    let http = Fake::default().with(THIS, compressed(&table(0..72, "0")));
    let harvest = read(&http, "2026-11-04T12:00:00Z").unwrap().unwrap();
    assert!(
        harvest
            .observations
            .iter()
            .all(|it| it.observation.quality == Quality::Ok)
    );
}

#[test]
fn the_month_before_is_read_at_first_and_in_the_first_days_of_a_month() {
    let (feed, connector) = source();
    let asked = |now: &str, http: Fake| {
        let read = fake::read(&*connector, &feed, &http, now).unwrap();
        (read.is_some(), http.asked())
    };
    let both = || {
        Fake::default()
            .with(THIS, table(0..1, "5"))
            .unchanged(BEFORE)
    };
    assert_eq!(
        asked(NOW, both()),
        (true, vec![BEFORE.to_owned(), THIS.to_owned()])
    );
    assert_eq!(asked(NOW, both()), (true, vec![THIS.to_owned()]));
    assert_eq!(
        asked(NOW, Fake::default().unchanged(THIS)),
        (false, vec![THIS.to_owned()])
    );
    // On the first of December there may be no table of December.
    let http = Fake::default().with(THIS, table(0..1, "5"));
    assert_eq!(asked("2026-11-30T23:30:00Z", http).1.len(), 2);
    let nothing = fake::read(&*connector, &feed, &Fake::default(), NOW);
    assert!(matches!(
        nothing,
        Err(ReadError::Fetch(FetchError::Status { .. }))
    ));
}

#[test]
fn after_a_start_the_years_before_are_read_once_where_they_are_there() {
    let (mut feed, _) = source();
    feed.options["months"] = 24.into();
    let connector = feeds::connector(&feed).unwrap();
    let http = || Fake::default().with(THIS, table(0..1, "5"));
    let first = http();
    // There are no tables of the months before.
    assert!(
        fake::read(&*connector, &feed, &first, NOW)
            .unwrap()
            .is_some()
    );
    assert_eq!(first.asked().len(), 24);
    let second = http();
    fake::read(&*connector, &feed, &second, NOW).unwrap();
    assert_eq!(second.asked(), [THIS]);
    feed.options["months"] = 37.into();
    let error = feeds::connector(&feed).err().unwrap().to_string();
    assert!(error.contains("`months` goes from 2 to 36"), "{error}");
}

#[test]
fn a_table_that_is_cut_off_or_too_big_brings_nothing() {
    let whole = compressed(&table(0..700, "12"));
    let cut = Fake::default().with(THIS, &whole[..whole.len() / 2]);
    let error = read(&cut, NOW).unwrap_err();
    assert!(
        matches!(error, ReadError::Fetch(FetchError::Damaged { .. })),
        "{error}"
    );
    let bomb = compressed(&"0".repeat(20 << 20));
    assert!(bomb.len() < 100_000);
    let error = read(&Fake::default().with(THIS, bomb), NOW).unwrap_err();
    assert!(
        matches!(error, ReadError::Fetch(FetchError::TooBig { .. })),
        "{error}"
    );
}

#[test]
fn a_table_with_other_columns_says_which_one_is_missing() {
    let other = TABLE.replace("iso_timestamp", "zeit");
    let error = read(&Fake::default().with(THIS, other), NOW)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no column `iso_timestamp`") && error.contains("zeit"),
        "{error}"
    );
    assert!(read(&Fake::default().with(THIS, "<html>"), NOW).is_err());
    assert!(read(&Fake::default().with(THIS, ""), NOW).is_err());
}

#[test]
fn counters_can_be_chosen() {
    let feed = fake::feed(BicycleCounts, json!({"sites": ["901"]}));
    let http = Fake::default().with(THIS, TABLE);
    let harvest = fake::read(&*fake::connector(&feed), &feed, &http, NOW)
        .unwrap()
        .unwrap();
    assert_eq!(harvest.things.len(), 1);
    assert!(fake::fault(BicycleCounts, json!({"site": []})).contains("`site`"));
}
