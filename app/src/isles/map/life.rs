//! The running map: made when its element is in sight, filled from the page, removed with the isle.

use std::time::Duration;

use domain::Locale;
use i18n::isles as text;
use leptos::{prelude::*, task::spawn_local};
use map::{Hint, MapView, Options, Point};
use web_sys::{Event, HtmlElement};

use super::{Face, MapFrame, MapIsle, MapKind, MarkerStyle, marks, points, sight};
use crate::isles::{
    listener::{PARTS, closest, listen},
    store::{Chosen, Selection, store},
    view_switch::PlacesView,
};

/// How long a hint stays.
const HINT: Duration = Duration::from_millis(1_200);
/// How near one looks at a single place.
const SINGLE_ZOOM: u8 = 16;

/// One map from its first size to its end. Everything in it belongs to the isle's owner.
#[derive(Clone, Copy)]
pub(super) struct Life {
    pub(super) face: Face,
    pub(super) locale: Locale,
    single: bool,
    frame: StoredValue<MapFrame>,
    styles: StoredValue<Vec<MarkerStyle>>,
    map: StoredValue<Option<MapView>, LocalStorage>,
    points: StoredValue<Vec<Point>>,
    /// Counts the questions to the page, so that a late answer to an old one is dropped.
    asked: StoredValue<u32>,
    /// Where the places of the list were asked for last.
    address: StoredValue<Option<String>>,
    started: StoredValue<bool>,
    /// The row under the pointer.
    hovered: StoredValue<Option<String>>,
    /// The map was hidden when it should have looked at its places.
    to_fit: StoredValue<bool>,
}

/// Starts everything; called once, in the browser.
pub(super) fn run(isle: &MapIsle, face: Face) {
    let life = Life {
        face,
        locale: isle.locale,
        single: matches!(isle.kind, MapKind::Single { .. }),
        frame: StoredValue::new(isle.frame.clone()),
        styles: StoredValue::new(isle.styles.clone()),
        map: StoredValue::new_local(None),
        points: StoredValue::new(Vec::new()),
        asked: StoredValue::new(0),
        address: StoredValue::new(None),
        started: StoredValue::new(false),
        hovered: StoredValue::new(None),
        to_fit: StoredValue::new(true),
    };
    let store = store();
    if let Some(id) = isle.selected.clone() {
        store.selection.try_set(Some(Selection {
            id,
            chosen: Chosen::ByPage,
        }));
    }
    life.read_points();
    listen(PARTS, move |_| life.read_points());
    listen("click", move |event| life.clicked(&event));
    listen("mouseover", move |event| life.hovered(&event));
    Effect::new(move |_| {
        let selection = store.selection.get();
        // After the frame in which the switch changed what is to be seen.
        request_animation_frame(move || marks::show(life, selection.as_ref()));
    });
    Effect::new(move |_| {
        let dark = store.dark.get();
        life.on_map(|map| map.set_dark(dark));
    });
    sight::watch(life);
    on_cleanup(move || {
        // `remove()` of the map runs outside the borrow.
        drop(life.map.try_update_value(Option::take));
    });
}

impl Life {
    /// Does something with the map, if there is one.
    pub(super) fn on_map(self, act: impl FnOnce(&MapView)) {
        self.map.try_with_value(|map| map.as_ref().map(act));
    }

    /// A place on the map.
    pub(super) fn point(self, id: &str) -> Option<Point> {
        self.points
            .try_with_value(|points| points.iter().find(|point| point.id == id).cloned())?
    }

    /// Reads the page, then asks for the places on other pages of the list.
    fn read_points(self) {
        let Some(styles) = self.styles.try_get_value() else {
            return;
        };
        let page = points::on_page(&styles);
        let question = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        let address = points::address();
        // Another page of the same list shows the same map.
        let same = address.is_some() && self.address.try_get_value().as_ref() == Some(&address);
        self.address.try_set_value(address.clone());
        let Some(address) = address else {
            return self.set_points(page, true);
        };
        spawn_local(async move {
            let all = points::everywhere(&address, &styles, page).await;
            if question.is_some() && self.asked.try_get_value() == question {
                self.set_points(all, !same);
            }
        });
    }

    fn set_points(self, all: Vec<Point>, fit: bool) {
        if !self.single {
            self.face.count.try_set(all.len());
        }
        if let Some(isle) = self.isle_element() {
            let ids: Vec<_> = all.iter().map(|point| point.id.as_str()).collect();
            let _ = isle.set_attribute("data-map-ids", &ids.join(" "));
        }
        if fit {
            self.to_fit.try_set_value(true);
        }
        if self.points.try_set_value(all).is_none() {
            self.draw();
        }
    }

    fn draw(self) {
        self.points
            .try_with_value(|points| self.on_map(|map| map.set(points)));
        self.look();
        marks::show(
            self,
            store().selection.try_get_untracked().flatten().as_ref(),
        );
    }

    /// Looks at all places, or at the one, as soon as there is something to look with.
    fn look(self) {
        if self.to_fit.try_get_value() != Some(true) || !self.is_shown() {
            return;
        }
        self.points.try_with_value(|points| {
            self.on_map(|map| {
                match points.first() {
                    Some(place) if self.single => map.look_at(place.lat, place.lng, SINGLE_ZOOM),
                    _ => map.fit(),
                }
                self.to_fit.try_set_value(false);
            });
        });
    }

    fn is_shown(self) -> bool {
        self.canvas()
            .is_some_and(|canvas| canvas.offset_width() > 0)
    }

    fn clicked(self, event: &Event) {
        if closest(event, ".show").is_none() {
            return;
        }
        let id = closest(event, "[data-id]").and_then(|row| row.get_attribute("data-id"));
        let Some(id) = id else { return };
        let store = store();
        if !self.is_shown() {
            store.places_view.try_set(PlacesView::Map);
        }
        store.selection.try_set(Some(Selection {
            id,
            chosen: Chosen::InList,
        }));
    }

    fn hovered(self, event: &Event) {
        let row = closest(event, "main li[data-id]").and_then(|row| row.get_attribute("data-id"));
        if self.hovered.try_get_value().as_ref() == Some(&row) {
            return;
        }
        self.hovered.try_set_value(row.clone());
        self.on_map(|map| {
            let selection = store().selection.try_get_untracked().flatten();
            marks::hover(map, row.as_deref(), selection.as_ref());
        });
    }

    /// Makes the map, once.
    pub(super) fn seen(self) {
        if self.started.try_get_value() == Some(false) {
            self.started.try_set_value(true);
            spawn_local(self.start());
        }
    }

    /// Tells the map that its room has changed.
    pub(super) fn resized(self) {
        if self.is_shown() {
            self.on_map(MapView::resized);
            self.look();
        }
    }

    async fn start(self) {
        let Some(frame) = self.frame.try_get_value() else {
            return;
        };
        let loaded = map::load(&frame.leaflet, &frame.script).await;
        let made = if loaded { self.make(frame) } else { None };
        let Some(made) = made else {
            self.face.failed.try_set(true);
            self.started.try_set_value(false);
            return;
        };
        // When the isle has gone meanwhile, the map is dropped here.
        if self.map.try_set_value(Some(made)).is_none() {
            self.face.failed.try_set(false);
            self.draw();
            self.on_map(MapView::lay_ground);
            if let Some(isle) = self.isle_element() {
                let _ = isle.set_attribute("data-map-ready", "");
            }
        }
    }

    fn make(self, frame: MapFrame) -> Option<MapView> {
        let options = Options {
            tiles: frame.tiles,
            attribution: frame.attribution,
            bounds: frame.bounds,
            centre: frame.centre,
            min_zoom: frame.min_zoom,
            max_zoom: frame.max_zoom,
            data_zoom: frame.data_zoom,
            lang: self.locale.tag(),
            zoom_in: text::zoom_in(self.locale),
            zoom_out: text::zoom_out(self.locale),
            dark: store().dark.try_get_untracked().unwrap_or(false),
        };
        let canvas = self.canvas()?;
        let _ = canvas.set_attribute("role", "application");
        let _ = canvas.set_attribute("aria-label", text::map_keys(self.locale));
        let choose = |id| {
            store().selection.try_set(Some(Selection {
                id,
                chosen: Chosen::OnMap,
            }));
        };
        MapView::new(&canvas, options, choose, move |hint| self.hint(hint))
    }

    fn hint(self, hint: Hint) {
        if self.face.hint.try_get_untracked() == Some(None) {
            self.face.hint.try_set(Some(hint));
            set_timeout(
                move || {
                    self.face.hint.try_set(None);
                },
                HINT,
            );
        }
    }

    pub(super) fn canvas(self) -> Option<HtmlElement> {
        let canvas = self.face.canvas.try_get_untracked().flatten()?;
        Some((*canvas).clone())
    }

    fn isle_element(self) -> Option<web_sys::Element> {
        self.canvas()?.closest("[data-isle]").ok()?
    }
}
