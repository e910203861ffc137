//! The names of the map script (`style/map/index.js`) and what the `leaflet` crate lacks.

use js_sys::{Array, Function, Object};
use leaflet::{Handler, Layer, Map};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    pub(crate) type BaseLayerOptions;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_url(this: &BaseLayerOptions, url: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_dark(this: &BaseLayerOptions, dark: bool);
    #[wasm_bindgen(method, setter, js_name = maxDataZoom)]
    pub(crate) fn set_max_data_zoom(this: &BaseLayerOptions, zoom: u8);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_attribution(this: &BaseLayerOptions, html: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_lang(this: &BaseLayerOptions, lang: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_bounds(this: &BaseLayerOptions, bounds: &Array);

    #[wasm_bindgen(js_namespace = portalMap, js_name = baseLayer)]
    pub(crate) fn base_layer(options: &BaseLayerOptions) -> Layer;

    #[wasm_bindgen(extends = Object)]
    pub(crate) type MarkerOptions;
    #[wasm_bindgen(method, setter, js_name = onClick)]
    pub(crate) fn set_on_click(this: &MarkerOptions, click: &Function);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_bounds(this: &MarkerOptions, bounds: &Array);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_dark(this: &MarkerOptions, dark: bool);

    pub(crate) type Markers;
    #[wasm_bindgen(js_namespace = portalMap, js_name = markers)]
    pub(crate) fn markers(map: &Map, options: &MarkerOptions) -> Markers;
    #[wasm_bindgen(method)]
    pub(crate) fn set(this: &Markers, points: &Array);
    #[wasm_bindgen(method)]
    pub(crate) fn select(this: &Markers, id: Option<&str>, options: &JsValue);
    #[wasm_bindgen(method)]
    pub(crate) fn fit(this: &Markers);
    #[wasm_bindgen(method)]
    pub(crate) fn ids(this: &Markers) -> Vec<String>;
    #[wasm_bindgen(method)]
    pub(crate) fn theme(this: &Markers, dark: bool);
    #[wasm_bindgen(method)]
    pub(crate) fn remove(this: &Markers);

    #[wasm_bindgen(extends = Object)]
    pub(crate) type Marker;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_id(this: &Marker, id: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_lat(this: &Marker, lat: f64);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_lng(this: &Marker, lng: f64);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_shape(this: &Marker, shape: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_colour(this: &Marker, colour: &str);
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_name(this: &Marker, name: &str);

    /// Leaflet's handlers and its attribution control, as properties of a map.
    #[wasm_bindgen(extends = Object)]
    pub(crate) type MapParts;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn dragging(this: &MapParts) -> Handler;
    #[wasm_bindgen(method, getter, js_name = scrollWheelZoom)]
    pub(crate) fn scroll_wheel_zoom(this: &MapParts) -> Handler;
    #[wasm_bindgen(method, getter, js_name = attributionControl)]
    pub(crate) fn attribution_control(this: &MapParts) -> Attribution;

    pub(crate) type Attribution;
    #[wasm_bindgen(method, js_name = setPrefix)]
    pub(crate) fn set_prefix(this: &Attribution, prefix: bool);
}

/// A plain object under one of the names above.
pub(crate) fn object<T: JsCast>() -> T {
    Object::new().unchecked_into()
}

/// `[south, west], [north, east]` as Leaflet reads it.
pub(crate) fn corners(bounds: [[f64; 2]; 2]) -> Array {
    bounds
        .iter()
        .map(|corner| {
            corner
                .iter()
                .copied()
                .map(JsValue::from_f64)
                .collect::<Array>()
        })
        .collect()
}
