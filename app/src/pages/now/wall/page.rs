//! The page of a screen: one sheet of one board, and the address of the next.

use domain::{
    Locale,
    display::{Board, BoardKind, Colours, Display},
};
use leptos::prelude::*;

use super::{car_parks, climate, places, sheet::Sheet, warnings};
use crate::{
    pages::now::Snapshot,
    routes::Route,
    site::{Head, Page, PageRequest, Site, Wall},
    written::Written,
};

/// Which board, counted from 1.
const BOARD: &str = "tafel";
/// Which sheet of a board that has several, counted from 1.
const SHEET: &str = "blatt";
/// `hell` or `dunkel`, where the folder's choice is not wanted.
const COLOURS: &str = "farben";

/// The screen of this name.
pub(in crate::pages) fn display<'a>(site: &'a Site, name: &str) -> Option<&'a Display> {
    let mut displays = site.city().displays.iter();
    displays.find(|display| display.name == name)
}

/// The board that is asked for.
pub(in crate::pages) fn page(site: &Site, request: &PageRequest, display: &Display) -> Page {
    let locale = request.locale;
    let boards = display.boards.len();
    let number = number(request, BOARD) % boards.max(1);
    let board = &display.boards[number];
    let mut sheets = sheets(site, locale, board);
    let place = self::number(request, SHEET).min(sheets.len() - 1);
    let (next, next_sheet) = if place + 1 < sheets.len() {
        (number, place + 1)
    } else {
        ((number + 1) % boards, 0)
    };
    let asked = request.value(COLOURS);
    let mut pairs = vec![
        (BOARD, (next + 1).to_string()),
        (SHEET, (next_sheet + 1).to_string()),
    ];
    pairs.extend(asked.map(|asked| (COLOURS, asked.to_owned())));
    let pairs = serde_urlencoded::to_string(pairs).unwrap_or_default();
    let path = Route::Display(display.name.clone());
    let sheet = sheets.swap_remove(place);
    let head = Head {
        status: 200,
        title: sheet.title.clone(),
        description: i18n::wall::about(locale).to_owned(),
        canonical: path.href(Locale::De),
        wall: Some(Wall {
            title: display.title.get(locale).to_owned(),
            colours: asked.map_or(display.colours, colours),
            now: site.portal.now(),
            next: format!("{}?{pairs}", path.href(locale)),
            seconds: board.seconds,
        }),
        ..Head::default()
    };
    let body = move |_: &Site| {
        let Sheet { title, body, foot } = sheet;
        let marks =
            (0..boards).map(|n| view! { <i class=if n == number { "on" } else { "" }></i> });
        view! {
            <h1>{title}</h1>
            <div class="wall-body">{body}</div>
            <div class="wall-foot">
                {foot}
                <p class="wall-turn">
                    <span class="kern-sr-only">{i18n::wall::turn(locale, number + 1, boards)}</span>
                    <span aria-hidden="true">{marks.collect_view()}</span>
                </p>
            </div>
        }
        .written()
    };
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

/// Never empty.
fn sheets(site: &Site, locale: Locale, board: &Board) -> Vec<Sheet> {
    if let BoardKind::Places(category) = &board.shows {
        return places::sheets(site, locale, category);
    }
    let Some(now) = Snapshot::of(site, locale) else {
        let words = i18n::live::nothing_read(locale);
        return vec![Sheet {
            title: i18n::live::title(locale).to_owned(),
            body: view! { <p class="wall-say">{words}</p> }.written(),
            foot: view! { <p></p> }.written(),
        }];
    };
    match board.shows {
        BoardKind::Warnings => warnings::sheets(&now),
        BoardKind::CarParks => car_parks::sheets(&now),
        BoardKind::Climate | BoardKind::Places(_) => vec![climate::sheet(&now)],
    }
}

/// A number of the address, counted from 0; the first where there is none.
fn number(request: &PageRequest, name: &str) -> usize {
    let number = request.value(name).and_then(|value| value.parse().ok());
    number.unwrap_or(1_usize).saturating_sub(1)
}

fn colours(asked: &str) -> Option<Colours> {
    match asked {
        "hell" => Some(Colours::Light),
        "dunkel" => Some(Colours::Dark),
        _ => None,
    }
}
