//! The isle gallery: every isle with sample data, drawn by the browser alone. `trunk serve` shows it.

use app::{
    isle::{Isle, mount},
    isles::{
        LiveIsle, Locale, MapFrame, MapIsle, MapKind, MarkerStyle, PlacesView, PositionIsle,
        QueryFormIsle, ShareIsle, ThemeSwitchIsle, ViewSwitchIsle,
    },
};
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(Gallery);
}

#[component]
fn Gallery() -> impl IntoView {
    let locale = Locale::De;
    view! {
        <main id="inhalt" class="wrap body">
            <h1>"Inseln"</h1>
            {shown(ThemeSwitchIsle { locale })}
            {shown(ShareIsle { locale })}
            <form class="filter" data-query="">
                <div class="filter-near">
                    <label class="kern-label" for="nahe">"In der Nähe von"</label>
                    {mount(PositionIsle { locale })}
                    <input class="kern-form-input__input" id="nahe" name="nahe"/>
                </div>
            </form>
            {shown(QueryFormIsle {})}
            {shown(live(locale))}
            <table>
                <tbody>{reading()}</tbody>
            </table>
            <div class="places" data-view="list">
                <ul class="list" id="liste">{PLACES.map(row).collect_view()}</ul>
                <div class="map-col">{shown(map(locale))}</div>
                {shown(ViewSwitchIsle { locale, view: PlacesView::List })}
            </div>
        </main>
    }
}

/// An isle under its name.
fn shown<I: Isle>(isle: I) -> impl IntoView {
    view! {
        <h2>{I::NAME}</h2>
        {mount(isle)}
    }
}

/// Invented places: identifier, name, degrees north and east.
const PLACES: [(&str, &str, f64, f64); 3] = [
    ("a", "Erster Ort", 50.001, 8.001),
    ("b", "Zweiter Ort", 50.004, 8.009),
    ("c", "Dritter Ort", 49.997, 8.004),
];

fn row((id, name, lat, lng): (&'static str, &'static str, f64, f64)) -> impl IntoView {
    view! {
        <li class="place-row" data-id=id data-lat=lat.to_string() data-lng=lng.to_string()>
            <h3>
                <a href="#liste">{name}</a>
            </h3>
            <p class="st unk">"Öffnungszeiten nicht bekannt"</p>
            <button class="show" type="button">"Karte"</button>
        </li>
    }
}

/// Values that nobody sends, as there is no server behind the gallery; a topic would be asked for.
fn live(locale: Locale) -> LiveIsle {
    LiveIsle {
        locale,
        topics: Vec::new(),
        time_zone: "Europe/Berlin".to_owned(),
    }
}

/// An invented value, whose age the isle tells: it was measured long ago.
fn reading() -> impl IntoView {
    view! {
        <tr data-datastream="a" data-every="900" data-stale="3600">
            <th scope="row">"Freie Plätze"</th>
            <td data-value="">"42"</td>
            <td>
                <time datetime="2026-01-31T12:00:00Z">"13:00"</time>
            </td>
            <td data-age=""></td>
            <td data-freshness="fresh"></td>
        </tr>
    }
}

/// A map without tiles: there is no server behind the gallery.
fn map(locale: Locale) -> MapIsle {
    MapIsle {
        locale,
        kind: MapKind::List {
            count: PLACES.len(),
        },
        frame: MapFrame {
            leaflet: "/leaflet.js".to_owned(),
            script: "/index.js".to_owned(),
            tiles: "/tiles/{z}/{x}/{y}.mvt".to_owned(),
            attribution: "Keine Kacheln in der Galerie".to_owned(),
            bounds: [[49.95, 7.95], [50.05, 8.05]],
            centre: [50.0, 8.0],
            min_zoom: 11,
            max_zoom: 18,
            data_zoom: 15,
        },
        styles: vec![MarkerStyle {
            category: String::new(),
            shape: "diamond".to_owned(),
            colour: "--services".to_owned(),
        }],
        selected: None,
    }
}
