//! Where the map's points come from: the rows of the page, and the interface for those on other
//! pages of the list.

use gloo_net::http::Request;
use js_sys::JSON;
use leptos::prelude::document;
use map::Point;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::MarkerStyle;
use crate::props::{Props, props};

/// Every element that stands for a place.
const PLACES: &str = "main [data-id][data-lat][data-lng]";

/// Points in columns, as `/api/v1/points` answers.
struct Columns {
    id: Vec<String>,
    lat: Vec<f64>,
    lng: Vec<f64>,
    category: Vec<usize>,
    categories: Vec<String>,
    name: Vec<String>,
}

props!(Columns {
    id,
    lat,
    lng,
    category,
    categories,
    name
});

/// The row of a place, if it is on the page.
pub(super) fn row(id: &str) -> Option<HtmlElement> {
    rows()
        .into_iter()
        .find(|row| row.get_attribute("data-id").as_deref() == Some(id))
}

/// All rows of the page.
pub(super) fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(PLACES) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

/// The places on the page.
pub(super) fn on_page(styles: &[MarkerStyle]) -> Vec<Point> {
    rows()
        .into_iter()
        .filter_map(|row| read(&row, styles))
        .collect()
}

/// The address of all places, when the list has more than this page shows.
pub(super) fn address() -> Option<String> {
    let list = document().query_selector("main [data-points]").ok()??;
    list.get_attribute("data-points")
        .filter(|address| !address.is_empty())
}

/// All places of the list: those of the page first, then the others.
pub(super) async fn everywhere(
    address: &str,
    styles: &[MarkerStyle],
    page: Vec<Point>,
) -> Vec<Point> {
    let Some(columns) = fetch(address).await else {
        return page;
    };
    let others = columns
        .id
        .into_iter()
        .zip(columns.lat.into_iter().zip(columns.lng))
        .zip(columns.category.into_iter().zip(columns.name))
        .map(|((id, (lat, lng)), (category, name))| {
            let (shape, colour) = look(styles, columns.categories.get(category));
            Point {
                id,
                lat,
                lng,
                shape,
                colour,
                name,
            }
        })
        .filter(|point| !page.iter().any(|known| known.id == point.id));
    page.iter().cloned().chain(others).collect()
}

async fn fetch(address: &str) -> Option<Columns> {
    let answer = Request::get(address).send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    Columns::read(&JSON::parse(&answer.text().await.ok()?).ok()?)
}

fn read(row: &Element, styles: &[MarkerStyle]) -> Option<Point> {
    let (shape, colour) = look(styles, row.get_attribute("data-category").as_ref());
    Some(Point {
        id: row.get_attribute("data-id")?,
        lat: number(row, "data-lat")?,
        lng: number(row, "data-lng")?,
        shape,
        colour,
        name: name(row),
    })
}

/// JavaScript reads numbers already; Rust's own way would have to be shipped.
fn number(row: &Element, attribute: &str) -> Option<f64> {
    let number = js_sys::Number::parse_float(&row.get_attribute(attribute)?);
    number.is_finite().then_some(number)
}

/// The name of a row, or that of the page.
fn name(row: &Element) -> String {
    row.query_selector("h3 a")
        .ok()
        .flatten()
        .filter(|_| row.local_name() == "li")
        .or_else(|| document().query_selector("main h1").ok().flatten())
        .and_then(|named| named.text_content())
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn look(styles: &[MarkerStyle], category: Option<&String>) -> (String, String) {
    styles
        .iter()
        .find(|style| Some(&style.category) == category)
        .or_else(|| styles.first())
        .map_or_else(Default::default, |style| {
            (style.shape.clone(), style.colour.clone())
        })
}
