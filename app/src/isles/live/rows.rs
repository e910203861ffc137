//! Writing newer values into the rows that the server wrote.

use std::{collections::HashMap, time::Duration};

use domain::{Locale, live::Freshness};
use i18n::live as text;
use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::message::LiveValue;

/// Writes times as the city's clocks show them.
pub(super) struct Clock(Intl::DateTimeFormat);

impl Clock {
    pub(super) fn new(locale: Locale, time_zone: &str) -> Self {
        let options = Object::new();
        for (name, value) in [
            ("timeZone", time_zone),
            ("hour", "numeric"),
            ("minute", "2-digit"),
        ] {
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        let _ = Reflect::set(&options, &"hourCycle".into(), &"h23".into());
        let locales = Array::of1(&locale.tag().into());
        Self(Intl::DateTimeFormat::new(&locales, &options))
    }

    fn write(&self, end: &Date) -> String {
        let format: JsValue = self.0.format().into();
        let format: js_sys::Function = format.unchecked_into();
        let written = format.call1(&JsValue::UNDEFINED, end);
        written
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }
}

/// All rows with a value.
fn rows() -> impl Iterator<Item = Element> {
    let found = document().query_selector_all("[data-datastream]").ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

/// Writes newer values into their rows. Answers what changed, in words.
pub(super) fn take(locale: Locale, clock: &Clock, values: &[LiveValue]) -> Vec<String> {
    let values: HashMap<&str, &LiveValue> = values
        .iter()
        .map(|value| (value.datastream.as_str(), value))
        .collect();
    let mut changed = Vec::new();
    for row in rows() {
        let id = row.get_attribute("data-datastream").unwrap_or_default();
        if let Some(value) = values.get(id.as_str()) {
            changed.extend(write(locale, clock, &row, value));
        }
    }
    age(locale);
    changed
}

fn write(locale: Locale, clock: &Clock, row: &Element, value: &LiveValue) -> Option<String> {
    let cell = row.query_selector("[data-value]").ok()??;
    let before = cell.text_content().unwrap_or_default();
    let told = match (row.has_attribute("data-open"), value.value) {
        (true, Some(open)) if open > 0.5 => text::open(locale).to_owned(),
        (true, Some(_)) => text::closed(locale).to_owned(),
        _ => {
            let decimals = number(row, "data-decimals").unwrap_or(0.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the server wrote a small whole number"
            )]
            text::reading(locale, value.value, &value.quality, decimals as u8)
        }
    };
    if let Some(time) = row.query_selector("time").ok().flatten()
        && time.get_attribute("datetime").as_deref() != Some(&value.end)
    {
        let _ = time.set_attribute("datetime", &value.end);
        time.set_text_content(Some(&clock.write(&Date::new(&value.end.as_str().into()))));
    }
    if before == told {
        return None;
    }
    cell.set_text_content(Some(&told));
    let name = row.query_selector("th").ok()??.text_content()?;
    Some(format!("{name}: {before} → {told}"))
}

/// Tells the age of every value anew.
pub(super) fn age(locale: Locale) {
    let now = Date::now();
    for row in rows() {
        let Some(time) = row.query_selector("time").ok().flatten() else {
            continue;
        };
        let end = time.get_attribute("datetime").unwrap_or_default();
        let seconds = ((now - Date::parse(&end)) / 1000.0).max(0.0);
        if !seconds.is_finite() {
            continue;
        }
        let age = Duration::from_secs_f64(seconds);
        say(&row, "[data-age]", &text::age(locale, age.as_secs()));
        let limit = |name| Duration::from_secs_f64(number(&row, name).unwrap_or(0.0).max(0.0));
        let fresh = Freshness::of_age(age, limit("data-every"), limit("data-stale"));
        if say(&row, "[data-freshness]", text::freshness(locale, fresh))
            && let Ok(Some(cell)) = row.query_selector("[data-freshness]")
        {
            let _ = cell.set_attribute("data-freshness", fresh.as_str());
        }
    }
}

/// Writes a text where another one stands; answers whether it did.
fn say(row: &Element, selector: &str, words: &str) -> bool {
    match row.query_selector(selector) {
        Ok(Some(cell)) if cell.text_content().as_deref() != Some(words) => {
            cell.set_text_content(Some(words));
            true
        }
        _ => false,
    }
}

fn number(row: &Element, name: &str) -> Option<f64> {
    row.get_attribute(name)?.parse().ok()
}
