//! List or map, where there is no room for both.

use domain::Locale;
use i18n::isles as text;
use leptos::{html::Div, prelude::*};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, Url};

use super::{
    icon::icon,
    listener::{PARTS, listen},
    store::store,
};
use crate::{
    isle::Isle,
    props::{Props, props},
};

/// What a phone shows of the places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlacesView {
    /// The list.
    #[default]
    List,
    /// The map.
    Map,
}

impl PlacesView {
    /// The value of `data-view`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Map => "map",
        }
    }
}

impl Props for PlacesView {
    fn read(value: &JsValue) -> Option<Self> {
        Some(if value.as_string()? == Self::Map.as_str() {
            Self::Map
        } else {
            Self::List
        })
    }
}

/// The two buttons at the lower edge of a phone.
#[derive(Serialize)]
pub struct ViewSwitchIsle {
    /// Language of the page.
    pub locale: Locale,
    /// What the address asks for.
    pub view: PlacesView,
}

/// The query value that keeps the map on a reload: `?ansicht=karte`.
const PARAMETER: &str = "ansicht";
const MAP: &str = "karte";

props!(ViewSwitchIsle { locale, view });

impl Isle for ViewSwitchIsle {
    const NAME: &'static str = "view-switch";

    fn view(self) -> impl IntoView + 'static {
        let Self {
            locale,
            view: asked,
        } = self;
        let shown = RwSignal::new(asked);
        let group = NodeRef::<Div>::new();
        Effect::new(move |_| {
            let store = store();
            store.places_view.try_set(asked);
            Effect::new(move |_| {
                let view = store.places_view.get();
                shown.try_set(view);
                apply(group, view);
            });
            listen(PARTS, move |_| {
                apply(group, shown.try_get_untracked().unwrap_or_default());
            });
        });
        let button = move |view: PlacesView, symbol, name| {
            view! {
                <button
                    type="button"
                    data-view=view.as_str()
                    aria-pressed=move || (shown.get() == view).to_string()
                    on:click=move |_| {
                        store().places_view.try_set(view);
                    }
                >
                    {icon(symbol)}
                    {name}
                </button>
            }
        };
        view! {
            <div class="view-switch needs-js" role="group" aria-label=text::view(locale) node_ref=group>
                {button(PlacesView::List, "list", text::view_list(locale))}
                {button(PlacesView::Map, "map", text::view_map(locale))}
            </div>
        }
    }
}

/// Brings the page and its address in line. Where both have room, the address says nothing.
fn apply(group: NodeRef<Div>, view: PlacesView) {
    let Some(group) = group.get_untracked() else {
        return;
    };
    let group: &HtmlElement = &group;
    if let Ok(Some(places)) = group.closest(".places") {
        let _ = places.set_attribute("data-view", view.as_str());
    }
    if group.offset_width() > 0 {
        let _ = write_address(view);
    }
}

fn write_address(view: PlacesView) -> Result<(), JsValue> {
    let address = Url::new(&window().location().href()?)?;
    let before = address.href();
    match view {
        PlacesView::List => address.search_params().delete(PARAMETER),
        PlacesView::Map => address.search_params().set(PARAMETER, MAP),
    }
    if address.href() == before {
        return Ok(());
    }
    let history = window().history()?;
    history.replace_state_with_url(&history.state()?, "", Some(&address.href()))
}
