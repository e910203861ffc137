//! Feeds of `sources.toml`.

use std::time::Duration;

use domain::live::{ConnectorKind, Origin, SecretPlace};

use crate::{breaks, sound_folder::SoundFolder};

#[track_caller]
fn breaks_feed(from: &str, to: &str, fault: &str, hint: &str) {
    breaks(
        "sources.toml",
        from,
        to,
        &format!("sources.toml:{fault}"),
        hint,
    );
}

#[test]
fn a_feed_is_read_with_what_holds_when_nothing_is_said() {
    let city = city::load(SoundFolder::new().dir()).unwrap();
    let [feed] = &city.feeds[..] else {
        unreachable!("one feed is read: {:?}", city.feeds);
    };
    assert_eq!((feed.id.as_str(), feed.source.as_str()), ("water", "osm"));
    assert_eq!(feed.connector, ConnectorKind::Pegelonline);
    assert_eq!((feed.origin, feed.private_address), (Origin::Live, false));
    assert_eq!(feed.interval, Duration::from_mins(15));
    assert_eq!(feed.stale_after, Duration::from_hours(1));
    assert_eq!(feed.timeout, Duration::from_secs(20));
    assert_eq!((feed.max_bytes, feed.row_budget), (8 << 20, 100_000));
    let secret = feed.secret.as_ref().unwrap();
    assert_eq!(secret.place, SecretPlace::Header("X-Key".to_owned()));
    assert_eq!(secret.variable, "WATER_KEY");
    assert_eq!(
        feed.options.to_string(),
        r#"{"station":"a","timeseries":["W","Q"]}"#
    );
}

#[test]
fn a_feed_that_is_not_enabled_is_described_and_not_read() {
    let city = city::load(SoundFolder::new().dir()).unwrap();
    let [feed] = &city.resting_feeds[..] else {
        unreachable!("one feed rests: {:?}", city.resting_feeds);
    };
    assert_eq!(feed.id.as_str(), "air");
    assert_eq!(feed.stale_after, 2 * feed.interval);
}

#[test]
fn a_public_source_is_not_asked_every_second() {
    breaks_feed(
        "\"15m\"",
        "\"30s\"",
        "9: interval: `30s` is shorter than 60 s",
        "60s",
    );
    breaks_feed(
        "\"15m\"",
        "\"soon\"",
        "9: interval: `soon` is not a duration",
        "5m",
    );
    let folder = SoundFolder::new();
    folder.replace(
        "sources.toml",
        "interval = \"15m\"",
        "interval = \"1s\"\nprivate_address = true",
    );
    assert_eq!(folder.faults(), [""; 0]);
}

#[test]
fn values_are_not_stale_before_the_next_ones_are_due() {
    breaks_feed(
        "\"1h\"",
        "\"14m\"",
        "10: stale_after: `14m` is shorter than 900 s",
        "900s",
    );
}

#[test]
fn an_unknown_connector_is_told_with_the_likeliest_one() {
    breaks_feed(
        "\"pegelonline\"",
        "\"pegel-online\"",
        "7: connector: `pegel-online` is not a connector",
        "did you mean `pegelonline`?",
    );
}

#[test]
fn an_address_needs_a_scheme() {
    breaks_feed(
        "https://water.example/api",
        "water.example",
        "8: url: `water.example`",
        "https://",
    );
}

#[test]
fn a_secret_names_a_place_and_a_variable() {
    breaks_feed(
        ", variable = \"WATER_KEY\"",
        "",
        "11: `variable` is missing",
        "variable",
    );
    breaks_feed(
        "WATER_KEY",
        "s3cret",
        "11: variable: this is not the name of a variable",
        "never stands in a file",
    );
    breaks_feed(
        "header = \"X-Key\", ",
        "",
        "11: the key has to go either into a header",
        "header",
    );
    breaks_feed(
        "header = \"X-Key\"",
        "header = \"X Key\"",
        "11: header: `X Key`",
        "X-Api-Key",
    );
}

#[test]
fn the_key_of_a_feed_is_its_own() {
    breaks_feed(
        "feeds.air",
        "feeds.Air",
        "15: `Air` is not a key",
        "small letters",
    );
    breaks_feed(
        "feeds.air",
        "feeds.simulated-air",
        "15: `simulated-air` cannot be",
        "simulator",
    );
    let folder = SoundFolder::new();
    let second = "[other]\ntitle = { de = \"A\", en = \"A\" }\nlicence = \"CC0\"\nattribution = \"A\"\n[other.feeds.water]";
    folder.replace("sources.toml", "[osm.feeds.air]", second);
    let faults = folder.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].starts_with("sources.toml:19: there are two feeds `water`"),
        "{faults:?}"
    );
}

#[test]
fn unknown_keys_and_limits_out_of_range_are_told() {
    breaks_feed(
        "stale_after",
        "stale_afer",
        "10: `stale_afer` is an unknown key",
        "did you mean `stale_after`?",
    );
    breaks_feed(
        "enabled = false",
        "max_bytes = \"1GiB\"",
        "19: max_bytes: `1GiB` is not a size",
        "256 MiB",
    );
    breaks_feed(
        "enabled = false",
        "row_budget = 0",
        "19: row_budget: this is integer",
        "50000",
    );
    breaks_feed(
        "enabled = false",
        "timeout = \"1h\"",
        "19: timeout: `1h` is longer than 300 s",
        "300s",
    );
    breaks_feed(
        "enabled = false",
        "options = 3",
        "19: options: this is not a table",
        "options]",
    );
}
