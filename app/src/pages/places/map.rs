//! The map beside a list or on the page of a place.

use domain::{Area, Category, CategoryId, Locale, MarkerShape, Place};
use leptos::prelude::*;
use portal::PlaceList;

use crate::{
    components::area_class,
    isle::mount,
    isles::{MapFrame, MapIsle, MapKind, MarkerStyle},
    site::Site,
    written::{Html, Written},
};

/// How far in the map can be enlarged; beyond the base map's own zoom its tiles are stretched.
const MAX_ZOOM: u8 = 18;

/// How far out the map can be reduced.
const MIN_ZOOM: u8 = 11;

/// The column with the map of a list.
pub(super) fn map_column(
    site: &Site,
    locale: Locale,
    category: Option<&Category>,
    found: &PlaceList,
) -> Html {
    list_map(
        site,
        locale,
        found.total,
        styles(site, category.map(|c| &c.id)),
    )
}

/// The column with the map of the rows on a page: `count` of them, each with its `data-id`, `data-lat`,
/// `data-lng` and, for its style, `data-category`.
pub(in crate::pages) fn list_map(
    site: &Site,
    locale: Locale,
    count: usize,
    styles: Vec<MarkerStyle>,
) -> Html {
    let frame = frame(site);
    let kind = MapKind::List { count };
    view! {
        <div class="map-col" id="karte">
            {frame.map(|frame| mount(MapIsle { locale, kind, frame, styles, selected: None }))}
        </div>
    }
    .written()
}

/// The map of one place.
pub(super) fn map_of_place(
    site: &Site,
    locale: Locale,
    place: &Place,
    name: String,
) -> impl IntoView + use<> {
    let kind = MapKind::Single { name };
    let selected = Some(place.id.to_string());
    frame(site).map(|frame| {
        mount(MapIsle {
            locale,
            kind,
            frame,
            styles: styles(site, Some(&place.category)),
            selected,
        })
    })
}

/// The map of something else that stands somewhere, in the colour of an area. The page has an element
/// with its `data-id`, `data-lat` and `data-lng`.
pub(in crate::pages) fn map_of_point(
    site: &Site,
    locale: Locale,
    id: &str,
    name: String,
    area: Area,
) -> impl IntoView + use<> {
    map_of_rows(site, locale, id, name, vec![area_style(area)])
}

/// How something looks on a map that belongs to an area and to no category.
pub(in crate::pages) fn area_style(area: Area) -> MarkerStyle {
    MarkerStyle {
        category: String::new(),
        shape: MarkerShape::Circle.as_str().to_owned(),
        colour: format!("--{}", area_class(area)),
    }
}

/// The map of one thing among those that the page has elements of.
pub(in crate::pages) fn map_of_rows(
    site: &Site,
    locale: Locale,
    id: &str,
    name: String,
    styles: Vec<MarkerStyle>,
) -> impl IntoView + use<> {
    let selected = Some(id.to_owned());
    frame(site).map(|frame| {
        mount(MapIsle {
            locale,
            kind: MapKind::Single { name },
            frame,
            styles,
            selected,
        })
    })
}

fn frame(site: &Site) -> Option<MapFrame> {
    let city = site.city();
    let base = city.base_map.as_ref()?;
    let [west, south, east, north] = base.bounds.edges();
    Some(MapFrame {
        leaflet: site.assets.url("leaflet.js").to_owned(),
        script: site.assets.url("map.js").to_owned(),
        tiles: format!("/tiles/{{z}}/{{x}}/{{y}}.mvt?v={}", base.version()),
        attribution: base.attribution.clone(),
        bounds: [[south, west], [north, east]],
        centre: [city.centre.lat(), city.centre.lon()],
        min_zoom: MIN_ZOOM.max(base.min_zoom),
        max_zoom: MAX_ZOOM,
        data_zoom: base.max_zoom,
    })
}

/// Shape and colour of each category, or of the only one that is shown.
fn styles(site: &Site, only: Option<&CategoryId>) -> Vec<MarkerStyle> {
    let style = |c: &Category| MarkerStyle {
        category: c.id.to_string(),
        shape: c.marker.shape.as_str().to_owned(),
        colour: format!("--marker-{}", c.marker.colour),
    };
    let shown = |c: &&Category| only.is_none_or(|only| c.id == *only);
    let categories = site.city().categories.iter();
    categories.filter(shown).map(style).collect()
}
