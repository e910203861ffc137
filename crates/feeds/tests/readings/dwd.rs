//! Pollen and UV index of the Deutscher Wetterdienst: one day of a forecast, and ranges as words.

use domain::live::{ConnectorKind, Property, Quality, ThingKind};
use serde_json::json;

use crate::source::{Reading, Source, at, feed, thing, value, values};

const POLLEN: &str = include_str!("../data/dwd_pollen_synthetic.json");
const UV: &str = include_str!("../data/dwd_uv_synthetic.json");

fn pollen(region: u32, now: &str) -> Reading {
    Reading::of(
        feed(ConnectorKind::DwdPollen, json!({ "region": region })),
        now,
    )
}

fn uv(city: &str, now: &str) -> Reading {
    Reading::of(feed(ConnectorKind::DwdUv, json!({ "city": city })), now)
}

#[test]
fn a_region_tells_the_pollen_of_today() {
    let reading = pollen(111, "2026-11-22T15:00:00Z");
    let harvest = reading.read(&Source::saying(POLLEN)).unwrap();
    let region = thing(&harvest, "111");
    assert_eq!(
        (region.kind, region.name.as_str()),
        (ThingKind::PollenRegion, "Unteres Mustertal")
    );
    let birch = value(&harvest, "111", Property::BirchPollen);
    assert_eq!(
        (birch.value, birch.end, birch.quality),
        (Some(2.5), at("2026-11-22T10:00:00Z"), Quality::Ok)
    );
    assert_eq!(
        value(&harvest, "111", Property::HazelPollen).value,
        Some(0.5)
    );
    assert_eq!(value(&harvest, "111", Property::AshPollen).value, None);
    assert!(values(&harvest, "111", Property::RyePollen).is_empty());
    assert_eq!(harvest.rejected, []);
}

#[test]
fn on_the_next_morning_it_is_what_was_said_for_tomorrow() {
    let reading = pollen(111, "2026-11-23T05:00:00Z");
    let harvest = reading.read(&Source::saying(POLLEN)).unwrap();
    let birch = value(&harvest, "111", Property::BirchPollen);
    assert_eq!(
        (birch.value, birch.end),
        (Some(3.0), at("2026-11-22T23:00:00Z"))
    );
}

#[test]
fn a_region_without_parts_goes_by_its_own_number() {
    let harvest = pollen(20, "2026-11-22T15:00:00Z").read(&Source::saying(POLLEN));
    assert_eq!(thing(&harvest.unwrap(), "20").name, "Musterküste");
}

#[test]
fn a_place_tells_the_uv_index_of_today() {
    let reading = uv("Musterberg", "2026-11-22T09:00:00Z");
    let harvest = reading.read(&Source::saying(UV)).unwrap();
    let index = value(&harvest, "Musterberg", Property::UvIndex);
    assert_eq!(
        (index.value, index.end),
        (Some(7.0), at("2026-11-22T06:41:00Z"))
    );
}

#[test]
fn what_is_not_in_the_file_or_too_old_is_said() {
    let source = || Source::saying(POLLEN);
    let error = pollen(7, "2026-11-22T15:00:00Z")
        .read(&source())
        .unwrap_err();
    assert!(
        error.to_string().contains("region 7 is not in it"),
        "{error}"
    );
    let error = pollen(111, "2026-11-27T15:00:00Z")
        .read(&source())
        .unwrap_err();
    assert!(
        error.to_string().contains("a forecast for today"),
        "{error}"
    );
    let error = uv("Nirgendwo", "2026-11-22T09:00:00Z")
        .read(&Source::saying(UV))
        .unwrap_err();
    assert!(
        error.to_string().contains("`Nirgendwo` is not in it"),
        "{error}"
    );
}
