//! What the open interface offers, for people.

use domain::{LocalText, Locale};
use leptos::prelude::*;

use crate::{
    components::{PageHead, page_head},
    routes::Route,
    site::{Head, Page, Site},
    written::Written,
};

/// One address of the interface.
struct Endpoint {
    id: &'static str,
    path: &'static str,
    about: (&'static str, &'static str),
    parameters: &'static [(&'static str, &'static str, &'static str)],
}

const PART: (&str, &str, &str) = (
    "district; near, radius_m",
    "Stadtteil; Adresse oder lat,lon, und Meter darum, sonst 500",
    "district; address or lat,lon, and metres around it, otherwise 500",
);

const ENDPOINTS: [Endpoint; 11] = [
    Endpoint {
        id: "places",
        path: "/api/v1/places",
        about: (
            "Orte, gefiltert und seitenweise, als JSON, GeoJSON oder CSV.",
            "Places, filtered and by page, as JSON, GeoJSON or CSV.",
        ),
        parameters: &[
            (
                "category",
                "Kategorie, zum Beispiel toilet",
                "category, such as toilet",
            ),
            (
                "district",
                "Stadtteil, zum Beispiel altstadt",
                "district, such as altstadt",
            ),
            (
                "open_now",
                "true: nur jetzt geöffnete",
                "true: only those open now",
            ),
            (
                "wheelchair",
                "true: nur rollstuhlgerechte",
                "true: only wheelchair accessible",
            ),
            (
                "bbox",
                "West,Süd,Ost,Nord in WGS 84",
                "west,south,east,north in WGS 84",
            ),
            (
                "near",
                "Breite,Länge: nach Entfernung",
                "lat,lon: by distance",
            ),
            (
                "page, per_page",
                "Seite und Orte je Seite",
                "page and places per page",
            ),
            ("format", "json, geojson oder csv", "json, geojson or csv"),
        ],
    },
    Endpoint {
        id: "categories",
        path: "/api/v1/categories",
        about: (
            "Die Kategorien mit ihren Namen und der Zahl ihrer Orte.",
            "The categories with their names and numbers of places.",
        ),
        parameters: &[],
    },
    Endpoint {
        id: "districts",
        path: "/api/v1/districts",
        about: (
            "Die Stadtteile mit ihren Grenzen als GeoJSON.",
            "The districts as GeoJSON.",
        ),
        parameters: &[],
    },
    Endpoint {
        id: "live",
        path: "/api/v1/live",
        about: (
            "Neue Live-Werte, sobald sie da sind (Server-Sent Events); /api/v1/latest antwortet dasselbe einmal.",
            "New live values as they come (server-sent events); /api/v1/latest answers the same once.",
        ),
        parameters: &[(
            "topics",
            "Themen, zum Beispiel parking,water",
            "topics, such as parking,water",
        )],
    },
    Endpoint {
        id: "things",
        path: "/api/v1/things",
        about: (
            "Messstellen mit ihren Messreihen und den neuesten Werten.",
            "Stations with their datastreams and newest values.",
        ),
        parameters: &[
            (
                "kind",
                "Art, zum Beispiel car_park",
                "kind, such as car_park",
            ),
            (
                "district",
                "Stadtteil, zum Beispiel altstadt",
                "district, such as altstadt",
            ),
        ],
    },
    Endpoint {
        id: "observations",
        path: "/api/v1/observations",
        about: (
            "Der Verlauf einer Messreihe, einzeln oder verdichtet, als JSON oder CSV.",
            "The history of a datastream, single or rolled up, as JSON or CSV.",
        ),
        parameters: &[
            (
                "datastream",
                "Kennung der Messreihe",
                "identifier of the datastream",
            ),
            (
                "from, to",
                "Zeitpunkte oder Tage; sonst die letzten 24 Stunden",
                "instants or days; otherwise the last 24 hours",
            ),
            (
                "resolution",
                "auto, raw, 15min, 1h oder 1d",
                "auto, raw, 15min, 1h or 1d",
            ),
            ("format", "json oder csv", "json or csv"),
        ],
    },
    Endpoint {
        id: "events",
        path: "/api/v1/events",
        about: (
            "Baustellen, Sperrungen und amtliche Warnungen.",
            "Roadworks, closures and official warnings.",
        ),
        parameters: &[
            (
                "kind",
                "roadwork, closure, traffic oder warning",
                "roadwork, closure, traffic or warning",
            ),
            ("from, to", "Zeitraum; sonst jetzt", "span; otherwise now"),
            PART,
            ("format", "json, geojson oder csv", "json, geojson or csv"),
        ],
    },
    Endpoint {
        id: "stops",
        path: "/api/v1/stops/{id}/departures",
        about: (
            "Die nächsten Abfahrten einer Haltestelle nach dem Fahrplan und, wo sie gemeldet werden, mit Verspätungen und Ausfällen; /api/v1/stops nennt alle Haltestellen.",
            "The next departures of a stop by the timetable, with delays and cancellations where they are reported; /api/v1/stops lists all stops.",
        ),
        parameters: &[(
            "limit",
            "höchstens so viele, 1 bis 100",
            "so many at most, 1 to 100",
        )],
    },
    Endpoint {
        id: "calendar",
        path: "/api/v1/events.ics",
        about: (
            "Baustellen und Sperrungen als Kalender (iCalendar); /api/v1/events.atom: Warnungen und Sperrungen als Feed (Atom).",
            "Roadworks and closures as a calendar (iCalendar); /api/v1/events.atom: warnings and closures as a feed (Atom).",
        ),
        parameters: &[PART],
    },
    Endpoint {
        id: "parking-sites",
        path: "/api/v1/parking-sites",
        about: (
            "Parkhäuser mit freien Plätzen in der Form von ParkAPI 3.",
            "Car parks with free spaces in the shape of ParkAPI 3.",
        ),
        parameters: &[],
    },
    Endpoint {
        id: "sources",
        path: "/api/v1/sources",
        about: (
            "Die Quellen der Live-Werte mit Lizenz und Zustand.",
            "The sources of live values with licence and state.",
        ),
        parameters: &[],
    },
];

pub(super) fn page(site: &Site, locale: Locale) -> Page {
    let title = i18n::common::open_data(locale);
    let lead = LocalText {
        de: "Alles, was das Portal über Orte und Live-Werte weiß, zum Weiterverwenden: ohne Anmeldung, mit Quelle und Lizenz.".to_owned(),
        en: "Everything the portal knows about places and live values, for reuse: without registration, with source and licence.".to_owned(),
    };
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: lead.get(locale).to_owned(),
        index: true,
        canonical: Route::Api.href(Locale::De),
        ..Head::default()
    };
    let example = format!(
        "curl '{}/api/v1/places?category=toilet&format=geojson'",
        site.public_url
    );
    let body = move |_: &Site| {
        let lead = Some(lead.get(locale).to_owned());
        let top = PageHead {
            locale,
            area: None,
            way: Vec::new(),
            title: title.to_owned(),
            lead,
        };
        let endpoints = ENDPOINTS.iter().map(|e| endpoint(locale, e)).collect_view();
        let (whole, sample) = if locale == Locale::De {
            ("OpenAPI-Beschreibung", "Beispiel")
        } else {
            ("OpenAPI description", "Example")
        };
        view! {
            {page_head(top, ())}
            <div class="wrap body">
                <div class="prose">
                    <p class="acts">
                        <a class="kern-btn kern-btn--primary" href="/api/openapi.json">{whole}</a>
                    </p>
                    {endpoints}
                    <h2>{sample}</h2>
                    <pre tabindex="0"><code>{example}</code></pre>
                </div>
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

fn endpoint(locale: Locale, endpoint: &'static Endpoint) -> impl IntoView {
    let pick = |de, en| if locale == Locale::De { de } else { en };
    let caption = format!("{}-parameters", endpoint.id);
    let label = format!("{} {caption}", endpoint.id);
    let rows = endpoint.parameters.iter().map(|(name, de, en)| {
        view! {
            <tr><td><code>{*name}</code></td><td>{pick(*de, *en)}</td></tr>
        }
    });
    let table = (!endpoint.parameters.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-labelledby=label>
                <table class="kern-table">
                    <caption id=caption>{pick("Parameter", "Parameters")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">{pick("Bedeutung", "Meaning")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <h2 id=endpoint.id><code>{format!("GET {}", endpoint.path)}</code></h2>
        <p>{pick(endpoint.about.0, endpoint.about.1)}</p>
        {table}
    }
}
