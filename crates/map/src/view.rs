//! One map on the page: made, filled, marked and removed.

use std::cell::{Cell, RefCell};

use js_sys::Array;
use leaflet::{LatLng, LatLngBounds, Layer, Map, MapOptions, Zoom, ZoomOptions};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::HtmlElement;

use crate::{
    Hint, Point,
    gestures::Gestures,
    interop::{self, BaseLayerOptions, MapParts, Marker, MarkerOptions, Markers},
};

/// How far beyond the base map one may look, in parts of its size.
const BEYOND: f64 = 0.1;
/// Zoom when there is nothing to fit the view to.
const START_ZOOM: u8 = 13;

/// What a map needs to know about the city and the language.
#[derive(Clone, Debug)]
pub struct Options {
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
    /// Language tag.
    pub lang: &'static str,
    /// Name of the zoom button.
    pub zoom_in: &'static str,
    /// Name of the zoom button.
    pub zoom_out: &'static str,
    /// Dark colours.
    pub dark: bool,
}

/// A map; dropping it removes it from the page with everything that belongs to it.
pub struct MapView {
    map: Map,
    options: Options,
    dark: Cell<bool>,
    ground: RefCell<Option<Layer>>,
    markers: Markers,
    _gestures: Gestures,
    _click: Closure<dyn FnMut(String)>,
}

impl MapView {
    /// Puts a map into an element that has a size; [`Self::lay_ground`] follows when it looks where it
    /// shall. [`crate::load`] must have succeeded before.
    pub fn new(
        element: &HtmlElement,
        options: Options,
        on_click: impl FnMut(String) + 'static,
        on_hint: impl Fn(Hint) + 'static,
    ) -> Option<Self> {
        let map = Map::new_with_element(element, &map_options(&options)).ok()?;
        map.set_view(&lat_lng(options.centre), f64::from(START_ZOOM));
        add_controls(&map, &options);
        let click = Closure::<dyn FnMut(String)>::new(on_click);
        let marker_options: MarkerOptions = interop::object();
        marker_options.set_on_click(click.as_ref().unchecked_ref());
        marker_options.set_bounds(&interop::corners(options.bounds));
        marker_options.set_dark(options.dark);
        Some(Self {
            markers: interop::markers(&map, &marker_options),
            _gestures: Gestures::new(&map, element, on_hint),
            dark: Cell::new(options.dark),
            ground: RefCell::new(None),
            options,
            map,
            _click: click,
        })
    }

    /// Replaces all markers; the view stays.
    pub fn set(&self, points: &[Point]) {
        self.markers
            .set(&points.iter().map(marker).collect::<Array>());
    }

    /// Marks one place, or none. `pan` brings it into view.
    pub fn select(&self, id: Option<&str>, pan: bool) {
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"pan".into(), &pan.into());
        self.markers.select(id, &options);
    }

    /// Shows all markers.
    pub fn fit(&self) {
        self.markers.fit();
    }

    /// Moves a point to the middle.
    pub fn pan_to(&self, lat: f64, lng: f64) {
        self.map.pan_to(&LatLng::new(lat, lng));
    }

    /// Looks at one point from near.
    pub fn look_at(&self, lat: f64, lng: f64, zoom: u8) {
        let still = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&still, &"animate".into(), &false.into());
        self.map
            .set_view_with_options(&LatLng::new(lat, lng), f64::from(zoom), &still);
    }

    /// Identifiers of all markers, in their order.
    pub fn ids(&self) -> Vec<String> {
        self.markers.ids()
    }

    /// Draws the base map. Before, the view is set: tiles of another place would be fetched for nothing.
    pub fn lay_ground(&self) {
        let fresh = base_layer(&self.options, self.dark.get());
        fresh.add_to(&self.map);
        if let Some(old) = self.ground.replace(Some(fresh)) {
            old.remove();
        }
    }

    /// Changes between the light and the dark map.
    pub fn set_dark(&self, dark: bool) {
        if self.dark.replace(dark) != dark {
            self.lay_ground();
            self.markers.theme(dark);
        }
    }

    /// The element has another size now.
    pub fn resized(&self) {
        self.map.invalidate_size(false);
    }
}

impl Drop for MapView {
    fn drop(&mut self) {
        self.markers.remove();
        // Leaflet does not stop the timer of a zoom that is under way, and stumbles over it later.
        let _ = js_sys::Reflect::set(&self.map, &"_animatingZoom".into(), &false.into());
        self.map.remove();
    }
}

fn map_options(options: &Options) -> MapOptions {
    let made = MapOptions::new();
    made.set_zoom_control(false);
    made.set_scroll_wheel_zoom(false);
    made.set_min_zoom(f64::from(options.min_zoom));
    made.set_max_zoom(f64::from(options.max_zoom));
    made.set_max_bounds(wider(options.bounds));
    made.set_max_bounds_viscosity(0.8);
    if reduced_motion() {
        made.set_zoom_animation(false);
        made.set_fade_animation(false);
        made.set_inertia(false);
    }
    made
}

fn add_controls(map: &Map, options: &Options) {
    let mut zoom = ZoomOptions::new();
    zoom.set_position("topright");
    zoom.set_zoom_in_title(options.zoom_in);
    zoom.set_zoom_out_title(options.zoom_out);
    Zoom::new(&zoom).add_to(map);
    map.unchecked_ref::<MapParts>()
        .attribution_control()
        .set_prefix(false);
}

fn base_layer(options: &Options, dark: bool) -> Layer {
    let made: BaseLayerOptions = interop::object();
    made.set_url(&options.tiles);
    made.set_dark(dark);
    made.set_max_data_zoom(options.data_zoom);
    made.set_attribution(&options.attribution);
    made.set_lang(options.lang);
    made.set_bounds(&interop::corners(options.bounds));
    interop::base_layer(&made)
}

fn marker(point: &Point) -> JsValue {
    let made: Marker = interop::object();
    made.set_id(&point.id);
    made.set_lat(point.lat);
    made.set_lng(point.lng);
    made.set_shape(&point.shape);
    made.set_colour(&point.colour);
    made.set_name(&point.name);
    made.into()
}

fn lat_lng([lat, lng]: [f64; 2]) -> LatLng {
    LatLng::new(lat, lng)
}

fn wider([[south, west], [north, east]]: [[f64; 2]; 2]) -> LatLngBounds {
    let (high, wide) = ((north - south) * BEYOND, (east - west) * BEYOND);
    LatLngBounds::new(
        &LatLng::new(south - high, west - wide),
        &LatLng::new(north + high, east + wide),
    )
}

fn reduced_motion() -> bool {
    web_sys::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()
                .flatten()
        })
        .is_some_and(|query| query.matches())
}
