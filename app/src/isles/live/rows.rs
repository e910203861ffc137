//! Writing newer values into the rows that the server wrote.

use std::time::Duration;

use domain::{Locale, live::Freshness};
use i18n::live as text;
use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::message::LiveValue;

/// Writes times and numbers in the way of the page's language, by the browser's own tables.
pub(super) struct Writing {
    locale: Locale,
    time: Intl::DateTimeFormat,
}

impl Writing {
    pub(super) fn new(locale: Locale, time_zone: &str) -> Self {
        let options = options(&[
            ("timeZone", time_zone.into()),
            ("hour", "numeric".into()),
            ("minute", "2-digit".into()),
            ("hourCycle", "h23".into()),
        ]);
        let time = Intl::DateTimeFormat::new(&languages(locale), &options);
        Self { locale, time }
    }

    fn time(&self, end: &Date) -> String {
        call(&self.time.format(), end)
    }

    fn number(&self, value: f64, decimals: f64) -> String {
        let options = options(&[
            ("minimumFractionDigits", decimals.into()),
            ("maximumFractionDigits", decimals.into()),
            // A value that rounds to nothing has no sign.
            ("signDisplay", "negative".into()),
        ]);
        let format = Intl::NumberFormat::new(&languages(self.locale), &options);
        call(&format.format(), &value.into()).replace('-', "−")
    }
}

fn languages(locale: Locale) -> Array {
    Array::of1(&locale.tag().into())
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&options, &(*name).into(), value);
    }
    options
}

fn call(format: &JsValue, value: &JsValue) -> String {
    let format: &js_sys::Function = format.unchecked_ref();
    let written = format.call1(&JsValue::UNDEFINED, value);
    written
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// All rows with a value.
fn rows() -> impl Iterator<Item = Element> {
    let found = document().query_selector_all("[data-datastream]").ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

/// Whether one of these has no row on a page that has one for everything; the page is marked as stale then.
pub(super) fn lack(values: &[LiveValue]) -> bool {
    let Ok(Some(all)) = document().query_selector("[data-rows]") else {
        return false;
    };
    let known: Vec<_> = rows()
        .filter_map(|row| row.get_attribute("data-datastream"))
        .collect();
    let lacks = values
        .iter()
        .any(|value| !known.contains(&value.datastream));
    if lacks {
        let _ = all.set_attribute("data-stale", "");
    }
    lacks
}

/// Writes newer values into their rows. Answers what changed, in words.
pub(super) fn take(writing: &Writing, values: &[LiveValue]) -> Vec<String> {
    let mut changed = Vec::new();
    for row in rows() {
        let id = row.get_attribute("data-datastream").unwrap_or_default();
        if let Some(value) = values.iter().find(|value| value.datastream == id) {
            changed.extend(write(writing, &row, value));
        }
    }
    age(writing.locale);
    changed
}

fn write(writing: &Writing, row: &Element, value: &LiveValue) -> Option<String> {
    let cell = row.query_selector("[data-value]").ok()??;
    let before = cell.text_content().unwrap_or_default();
    let locale = writing.locale;
    let told = match (row.has_attribute("data-open"), value.value) {
        (true, Some(open)) if open > 0.5 => text::open(locale).to_owned(),
        (true, Some(_)) => text::closed(locale).to_owned(),
        _ => {
            let decimals = number(row, "data-decimals").unwrap_or(0.0);
            let number = value.value.map(|value| writing.number(value, decimals));
            text::reading(locale, number, &value.quality)
        }
    };
    if let Some(time) = row.query_selector("[data-time]").ok().flatten()
        && time.get_attribute("datetime").as_deref() != Some(&value.end)
    {
        let _ = time.set_attribute("datetime", &value.end);
        time.set_text_content(Some(&writing.time(&Date::new(&value.end.as_str().into()))));
    }
    if before == told {
        return None;
    }
    cell.set_text_content(Some(&told));
    let name = row.query_selector("th,dt,h3").ok()??.text_content()?;
    Some(format!("{name}: {before} → {told}"))
}

/// Tells the age of every value anew. Answers whether one has become more or less fresh.
pub(super) fn age(locale: Locale) -> bool {
    let now = Date::now();
    let mut turned = false;
    for row in rows() {
        let Some(time) = row.query_selector("[data-time]").ok().flatten() else {
            continue;
        };
        let end = time.get_attribute("datetime").unwrap_or_default();
        let passed = (now - Date::parse(&end)) / 1000.0;
        if !passed.is_finite() {
            continue;
        }
        let age = seconds(passed);
        say(&row, "[data-age]", &text::age(locale, age.as_secs()));
        let limit = |name| seconds(number(&row, name).unwrap_or(0.0));
        let fresh = Freshness::of_age(age, limit("data-every"), limit("data-stale"));
        if say(&row, "[data-freshness]", text::freshness(locale, fresh))
            && let Ok(Some(cell)) = row.query_selector("[data-freshness]")
        {
            let _ = cell.set_attribute("data-freshness", fresh.as_str());
            turned = true;
        }
    }
    turned
}

/// Whole seconds; none for what lies in the future.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what an integer cannot hold becomes the nearest one that it can"
)]
fn seconds(number: f64) -> Duration {
    Duration::from_secs(number as u64)
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
    // Rust's own reading of numbers would be some kilobytes.
    Some(js_sys::parse_float(&row.get_attribute(name)?)).filter(|number| number.is_finite())
}
