//! A map in a page must not catch the page's scrolling: one finger scrolls the page and two move the
//! map; the wheel zooms with the Ctrl key, or after a click into the map.

use std::{cell::Cell, rc::Rc};

use leaflet::Map;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{AddEventListenerOptions, Event, HtmlElement, PointerEvent, TouchEvent, WheelEvent};

use crate::interop::MapParts;

/// How often the hint about the wheel is shown for one map.
const WHEEL_HINTS: u32 = 2;

/// A gesture that was left to the page: the reader may want to know the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// One finger moved over the map.
    Touch,
    /// The wheel turned over the map.
    Wheel,
}

type Listener = (&'static str, Closure<dyn FnMut(Event)>);

/// The listeners of one map; dropping them takes them away.
pub(crate) struct Gestures {
    container: HtmlElement,
    listeners: Vec<Listener>,
}

impl Gestures {
    pub(crate) fn new(map: &Map, container: &HtmlElement, hint: impl Fn(Hint) + 'static) -> Self {
        let parts = || map.clone().unchecked_into::<MapParts>();
        let hint = Rc::new(hint);
        let active = Rc::new(Cell::new(false));
        // Two fingers reach Leaflet, one finger the page.
        let _ = container
            .style()
            .set_property("touch-action", "pan-x pan-y");
        if coarse_pointer() {
            parts().dragging().disable();
        }
        let mut gestures = Self {
            container: container.clone(),
            listeners: Vec::new(),
        };
        gestures.listen("pointerdown", on_pointer(parts(), &active));
        gestures.listen("wheel", on_wheel(parts(), &active, hint.clone()));
        gestures.listen("touchmove", move |event| {
            let one = event
                .dyn_ref::<TouchEvent>()
                .is_some_and(|touch| touch.touches().length() == 1);
            if one {
                hint(Hint::Touch);
            }
        });
        gestures.listen("pointerleave", move |_| active.set(false));
        gestures
    }

    fn listen(&mut self, name: &'static str, act: impl FnMut(Event) + 'static) {
        let listener = Closure::<dyn FnMut(Event)>::new(act);
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        options.set_passive(true);
        let added = self
            .container
            .add_event_listener_with_callback_and_add_event_listener_options(
                name,
                listener.as_ref().unchecked_ref(),
                &options,
            );
        if added.is_ok() {
            self.listeners.push((name, listener));
        }
    }
}

impl Drop for Gestures {
    fn drop(&mut self) {
        for (name, listener) in &self.listeners {
            let _ = self.container.remove_event_listener_with_callback_and_bool(
                name,
                listener.as_ref().unchecked_ref(),
                true,
            );
        }
    }
}

/// A mouse or pen drags the map, a finger scrolls the page.
fn on_pointer(parts: MapParts, active: &Rc<Cell<bool>>) -> impl FnMut(Event) + 'static + use<> {
    let active = active.clone();
    move |event| {
        let touch = event
            .dyn_ref::<PointerEvent>()
            .is_some_and(|pointer| pointer.pointer_type() == "touch");
        active.set(!touch);
        if touch {
            parts.dragging().disable();
        } else {
            parts.dragging().enable();
        }
    }
}

/// Runs before Leaflet's own listener, and decides whether there is one.
fn on_wheel<H: Fn(Hint) + 'static>(
    parts: MapParts,
    active: &Rc<Cell<bool>>,
    hint: Rc<H>,
) -> impl FnMut(Event) + 'static + use<H> {
    let active = active.clone();
    let mut hints = 0;
    move |event| {
        let key = event
            .dyn_ref::<WheelEvent>()
            .is_some_and(|wheel| wheel.ctrl_key() || wheel.meta_key());
        if key || active.get() {
            parts.scroll_wheel_zoom().enable();
            return;
        }
        parts.scroll_wheel_zoom().disable();
        if hints < WHEEL_HINTS {
            hints += 1;
            hint(Hint::Wheel);
        }
    }
}

fn coarse_pointer() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(pointer: coarse)").ok().flatten())
        .is_some_and(|query| query.matches())
}
