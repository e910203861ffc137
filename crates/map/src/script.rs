//! Leaflet and our map script: loaded once in the life of a tab, when the first map appears.

use std::cell::RefCell;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlScriptElement;

thread_local! {
    static LOADED: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Loads both classic scripts, in this order. `false` when that is not possible now; the next call
/// tries again.
pub async fn load(leaflet: &str, map: &str) -> bool {
    let promise = LOADED.with_borrow_mut(|loaded| {
        loaded
            .get_or_insert_with(|| {
                // Both are fetched at once and run in order, because neither is `async`.
                let scripts = js_sys::Array::of2(&inject(leaflet), &inject(map));
                Promise::all(&scripts)
            })
            .clone()
    });
    let done = JsFuture::from(promise).await.is_ok() && ready();
    if !done {
        LOADED.with_borrow_mut(|loaded| *loaded = None);
    }
    done
}

fn ready() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"portalMap".into()).unwrap_or(false)
}

fn inject(address: &str) -> Promise {
    let address = address.to_owned();
    Promise::new(&mut move |resolve, reject| {
        if append(&address, &resolve, &reject).is_none() {
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}

fn append(address: &str, resolve: &js_sys::Function, reject: &js_sys::Function) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let script: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    script.set_async(false);
    script.set_src(address);
    script.set_onload(Some(resolve));
    script.set_onerror(Some(reject));
    document.head()?.append_child(&script).ok()?;
    Some(())
}
