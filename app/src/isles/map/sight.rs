//! When somebody sees a map, and how large.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver,
};

use super::life::Life;

/// The part of a map that has to be in sight before it is drawn: drawing is most of the work of a
/// page, and many readers never get as far as the map.
const IN_SIGHT: f64 = 0.5;

/// Has the map drawn when it is seen, and told when its size changes.
pub(super) fn watch(life: Life) {
    let Some(canvas) = life.canvas() else { return };
    let looked = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let mut entries = entries.iter().map(JsCast::unchecked_into);
        if entries.any(|entry: IntersectionObserverEntry| entry.intersection_ratio() >= IN_SIGHT) {
            life.seen();
        }
    });
    let when = IntersectionObserverInit::new();
    when.set_threshold(&JsValue::from_f64(IN_SIGHT));
    if let Ok(observer) =
        IntersectionObserver::new_with_options(looked.as_ref().unchecked_ref(), &when)
    {
        observer.observe(&canvas);
        let kept = StoredValue::new_local((observer, looked));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
    let sized = Closure::<dyn FnMut()>::new(move || life.resized());
    if let Ok(observer) = ResizeObserver::new(sized.as_ref().unchecked_ref()) {
        observer.observe(&canvas);
        let kept = StoredValue::new_local((observer, sized));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
}
