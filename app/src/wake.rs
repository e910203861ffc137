//! The browser's side of the isles: starts those that are on the page, drops those that left it.

use std::{any::Any, cell::RefCell};

use leptos::{logging, mount::hydrate_from, prelude::document};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    isle::Isle,
    isles::{
        LiveIsle, MapIsle, PositionIsle, QueryFormIsle, ShareIsle, ThemeSwitchIsle, ViewSwitchIsle,
    },
};

/// The isles the browser can wake, by their names.
macro_rules! isles {
    ($($isle:ty),+ $(,)?) => {
        fn start(element: &HtmlElement) -> Option<Box<dyn Any>> {
            match element.get_attribute("data-isle")?.as_str() {
                $(<$isle>::NAME => start_as::<$isle>(element),)+
                _ => None,
            }
        }
    };
}

isles!(
    LiveIsle,
    MapIsle,
    PositionIsle,
    QueryFormIsle,
    ShareIsle,
    ThemeSwitchIsle,
    ViewSwitchIsle
);

/// An isle that is awake: dropping the handle unmounts it, with its effects and listeners.
struct Awake {
    element: HtmlElement,
    _handle: Box<dyn Any>,
}

thread_local! {
    static AWAKE: RefCell<Vec<Awake>> = const { RefCell::new(Vec::new()) };
}

fn start_as<I: Isle>(element: &HtmlElement) -> Option<Box<dyn Any>> {
    let props = js_sys::JSON::parse(&element.get_attribute("data-props")?).ok()?;
    let isle = I::read(&props)?;
    Some(Box::new(hydrate_from(element.clone(), move || isle.view())))
}

/// Brings the isles in step with the document: called at the start and after every swap.
pub fn sync() {
    let left: Vec<_> = AWAKE.with_borrow_mut(|awake| {
        awake
            .extract_if(.., |isle| !isle.element.is_connected())
            .collect()
    });
    // Outside the borrow: what is run on cleaning up may be anything.
    drop(left);
    let Ok(found) = document().query_selector_all("[data-isle]:not([data-awake])") else {
        return;
    };
    for index in 0..found.length() {
        let Some(element) = found
            .get(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        let _ = element.set_attribute("data-awake", "");
        match start(&element) {
            Some(handle) => {
                AWAKE.with_borrow_mut(|awake| {
                    awake.push(Awake {
                        element,
                        _handle: handle,
                    });
                });
            }
            None => logging::error!("this isle is unknown or its properties cannot be read"),
        }
    }
}
