//! One place is marked, on the map and in the list alike.

use leptos::prelude::*;
use map::MapView;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{Face, card::Card, life::Life, points};
use crate::isles::store::{Chosen, Selection};

/// Brings map, list and card in line with the store.
pub(super) fn show(life: Life, selection: Option<&Selection>) {
    let id = selection.map(|selection| selection.id.as_str());
    mark_rows(id);
    let pan = selection.is_some_and(|selection| selection.chosen != Chosen::OnMap);
    life.on_map(|map| map.select(id, pan));
    let card = selection.and_then(|selection| card(life, selection));
    if let Some(point) = selection.and_then(|selection| life.point(&selection.id))
        && card.is_some()
    {
        // Out from under the card.
        life.on_map(|map| map.pan_to(point.lat, point.lng));
    }
    let by_row = selection.is_some_and(|selection| selection.chosen == Chosen::InList);
    let focus = card.is_some() && by_row;
    if life.face.card.try_get_untracked().flatten() != card {
        life.face.card.try_set(card);
    }
    if focus {
        // The row is hidden behind the map now: go on where the place is shown.
        request_animation_frame(move || {
            focus_card(life.face);
        });
    }
}

/// The pointer is over a row: its marker is raised, or that of the chosen place again.
pub(super) fn hover(map: &MapView, row: Option<&str>, selection: Option<&Selection>) {
    map.select(
        row.or(selection.map(|selection| selection.id.as_str())),
        false,
    );
}

fn mark_rows(id: Option<&str>) {
    for row in points::rows() {
        let marked = id.is_some() && row.get_attribute("data-id").as_deref() == id;
        let _ = row.class_list().toggle_with_force("sel", marked);
        if let Ok(Some(button)) = row.query_selector(".show") {
            let _ = button.set_attribute("aria-pressed", if marked { "true" } else { "false" });
        }
    }
}

/// A card when the row is not to be seen; otherwise the row is scrolled into view.
fn card(life: Life, selection: &Selection) -> Option<Card> {
    let row = points::row(&selection.id);
    match row {
        Some(row) if is_shown(&row) => {
            if selection.chosen == Chosen::OnMap && row.local_name() == "li" {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            }
            None
        }
        Some(row) => Card::of_row(&row),
        None => {
            let name = life.point(&selection.id)?.name;
            Some(Card::elsewhere(&selection.id, &name, life.locale))
        }
    }
}

fn is_shown(row: &HtmlElement) -> bool {
    row.offset_width() > 0
}

fn focus_card(face: Face) -> Option<()> {
    let frame = face.frame.try_get_untracked().flatten()?;
    let link = frame.query_selector(".map-card a").ok().flatten()?;
    wasm_bindgen::JsCast::dyn_into::<HtmlElement>(link)
        .ok()?
        .focus()
        .ok()
}
