//! The map beside a list of places, or of one place.

mod card;
mod life;
mod marks;
mod points;
mod sight;

use domain::Locale;
use i18n::isles as text;
use js_sys::Reflect;
use leptos::{html::Div, prelude::*};
use map::Hint;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::{
    isle::Isle,
    props::{Props, field, props},
};
use card::{Card, card_view};

/// A map of the places on the page. It is a picture of the list: its points are the page's rows.
#[derive(Clone, Serialize)]
pub struct MapIsle {
    /// Language of the page.
    pub locale: Locale,
    /// What the map is for.
    pub kind: MapKind,
    /// What is the same for every map of the city.
    pub frame: MapFrame,
    /// How categories look; the first is for places of another one.
    pub styles: Vec<MarkerStyle>,
    /// The place that is marked from the start.
    pub selected: Option<String>,
}

/// What a map is for.
#[derive(Clone, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MapKind {
    /// The places of a list.
    List {
        /// How many were found, on all pages of the list.
        count: usize,
    },
    /// Where one place is; the others on the page are drawn, too.
    Single {
        /// Name of the place.
        name: String,
    },
}

/// What every map of a city has in common.
#[derive(Clone, Serialize)]
pub struct MapFrame {
    /// Address of Leaflet.
    pub leaflet: String,
    /// Address of the map script.
    pub script: String,
    /// Address of the tiles with `{z}`, `{x}`, `{y}`.
    pub tiles: String,
    /// HTML that names the sources.
    pub attribution: String,
    /// `[south, west], [north, east]` of the base map, in degrees.
    pub bounds: [[f64; 2]; 2],
    /// `[lat, lng]` of the middle.
    pub centre: [f64; 2],
    /// The farthest zoom.
    pub min_zoom: u8,
    /// The nearest zoom.
    pub max_zoom: u8,
    /// The last zoom the tiles have.
    pub data_zoom: u8,
}

/// How the places of a category look.
#[derive(Clone, Serialize)]
pub struct MarkerStyle {
    /// Identifier of the category.
    pub category: String,
    /// Outline, by [`domain::category::MarkerShape::as_str`].
    pub shape: String,
    /// A CSS colour or the name of a custom property.
    pub colour: String,
}

props!(MapIsle {
    locale,
    kind,
    frame,
    styles,
    selected
});
props!(MarkerStyle {
    category,
    shape,
    colour
});
props!(MapFrame {
    leaflet,
    script,
    tiles,
    attribution,
    bounds,
    centre,
    min_zoom,
    max_zoom,
    data_zoom,
});

impl Props for MapKind {
    fn read(value: &JsValue) -> Option<Self> {
        let inner = |kind: &str| {
            Reflect::get(value, &kind.into())
                .ok()
                .filter(JsValue::is_object)
        };
        match inner("list") {
            Some(list) => Some(Self::List {
                count: field(&list, "count")?,
            }),
            None => Some(Self::Single {
                name: field(&inner("single")?, "name")?,
            }),
        }
    }
}

/// What the view shows and the running map changes.
#[derive(Clone, Copy)]
struct Face {
    frame: NodeRef<Div>,
    canvas: NodeRef<Div>,
    count: RwSignal<usize>,
    card: RwSignal<Option<Card>>,
    hint: RwSignal<Option<Hint>>,
    failed: RwSignal<bool>,
}

impl Isle for MapIsle {
    const NAME: &'static str = "map";

    fn view(self) -> impl IntoView + 'static {
        let locale = self.locale;
        let face = Face {
            frame: NodeRef::new(),
            canvas: NodeRef::new(),
            count: RwSignal::new(match self.kind {
                MapKind::List { count } => count,
                MapKind::Single { .. } => 1,
            }),
            card: RwSignal::new(None),
            hint: RwSignal::new(None),
            failed: RwSignal::new(false),
        };
        let (class, line, name) = match &self.kind {
            MapKind::List { .. } => ("map", text::map_needs_script(locale), None),
            MapKind::Single { name } => (
                "map map-small",
                text::position_needs_script(locale),
                Some(name.clone()),
            ),
        };
        let label = move || match &name {
            Some(name) => text::map_of_place(locale, name),
            None => text::map_of_list(locale, face.count.get()),
        };
        Effect::new(move |_| life::run(&self, face));
        view! {
            <div class=class role="region" aria-label=label node_ref=face.frame>
                <a class="map-skip" href="#nach-der-karte" target="_self">{text::skip_map(locale)}</a>
                <p class="map-line no-js">{line}</p>
                <p class="map-line" hidden=move || !face.failed.get()>{text::map_failed(locale)}</p>
                <div data-map="" node_ref=face.canvas></div>
                {move || face.card.get().map(|card| card_view(card, locale))}
                <div class="map-hint" aria-hidden="true" hidden=move || face.hint.get().is_none()>
                    {move || face.hint.get().map(|hint| hint_text(hint, locale))}
                </div>
            </div>
            <span id="nach-der-karte" tabindex="-1"></span>
        }
    }
}

fn hint_text(hint: Hint, locale: Locale) -> &'static str {
    match hint {
        Hint::Touch => text::hint_touch(locale),
        Hint::Wheel => text::hint_wheel(locale),
    }
}
