//! The addresses of the portal: which path means which page.

use domain::{
    Area, City, Locale, Place, PlaceId, PlaceQuery,
    live::{EventId, ThingId, Topic},
    text::slug,
};

/// A page of the portal. Paths are German in every language; `/en` stands before the English ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/buergerservices`, `/mobilitaet`, `/klimakompass`
    Area(Area),
    /// `/orte`
    Places,
    /// `/orte/{id}/{name}`; the name is for people and may be anything.
    Place {
        /// Identifier of the place.
        id: PlaceId,
        /// Readable end of the path.
        name: String,
    },
    /// `/suche`
    Search,
    /// `/live`, `/live/parken`: what is observed right now.
    Live(Option<Topic>),
    /// `/messstellen/{id}`: what one thing measures, and how that went.
    Thing(ThingId),
    /// `/meldungen/{id}`: one report of roadworks, a closure or a warning.
    Event(EventId),
    /// `/haltestellen`: what departs near an address.
    Stations,
    /// `/haltestellen/{id}`: what departs from a station of the timetable.
    Station(String),
    /// `/datenquellen`: where live values come from.
    Sources,
    /// `/einbetten/…`: a page without anything around it, for other people's pages.
    Embed(Box<Route>),
    /// `/api`: what the open interface offers.
    Api,
    /// `/kiosk`: makes a device a kiosk.
    Kiosk,
    /// `/hitze`: help in heat.
    Heat,
    /// `/anzeige/{name}`: a screen on a wall.
    Display(String),
    /// `/impressum`
    Imprint,
    /// `/datenschutz`
    Privacy,
    /// `/barrierefreiheit`
    Accessibility,
}

impl Route {
    /// Reads a path with its language. `None` when there is no such page.
    pub fn parse(path: &str) -> (Locale, Option<Self>) {
        let (locale, path) = match path.strip_prefix("/en") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => (Locale::En, rest),
            _ => (Locale::De, path),
        };
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        (locale, Self::from_segments(&segments))
    }

    fn from_segments(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Home,
            ["orte"] => Self::Places,
            ["orte", id] => Self::Place {
                id: place_id(id)?,
                name: String::new(),
            },
            ["orte", id, name] => Self::Place {
                id: place_id(id)?,
                name: (*name).to_owned(),
            },
            ["suche"] => Self::Search,
            ["live"] => Self::Live(None),
            ["live", topic] => Self::Live(Some(
                Topic::ALL.into_iter().find(|one| one.slug() == *topic)?,
            )),
            // Identifiers are those of the source, whatever they hold.
            ["messstellen", id @ ..] if !id.is_empty() => Self::Thing(ThingId::new(&id.join("/"))),
            ["meldungen", id @ ..] if !id.is_empty() => Self::Event(EventId::new(&id.join("/"))),
            ["haltestellen"] => Self::Stations,
            ["haltestellen", id @ ..] => Self::Station(id.join("/")),
            ["datenquellen"] => Self::Sources,
            ["einbetten", page @ ..] => {
                let page = Self::from_segments(page).filter(Self::is_embeddable)?;
                Self::Embed(Box::new(page))
            }
            ["api"] => Self::Api,
            ["kiosk"] => Self::Kiosk,
            ["hitze"] => Self::Heat,
            ["anzeige", name] => Self::Display((*name).to_owned()),
            ["impressum"] => Self::Imprint,
            ["datenschutz"] => Self::Privacy,
            ["barrierefreiheit"] => Self::Accessibility,
            [area] => Self::Area(Area::ALL.into_iter().find(|a| a.slug() == *area)?),
            _ => return None,
        })
    }

    /// The page of a place. Its name is German in every language, as all paths are: the two
    /// languages of a page differ in `/en` alone.
    pub fn of_place(city: &City, place: &Place) -> Self {
        Self::place(&place.id, &i18n::places::label(city, place, Locale::De))
    }

    /// The path of a place's page, with what it is called in German.
    pub(crate) fn place(id: &PlaceId, label: &str) -> Self {
        Self::Place {
            id: id.clone(),
            name: slug(label),
        }
    }

    /// Whether other people's pages may show it in a frame. Its whole state is in the address.
    fn is_embeddable(&self) -> bool {
        matches!(
            self,
            Self::Places | Self::Live(Some(_)) | Self::Thing(_) | Self::Event(_)
        )
    }

    /// The path without a language.
    fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Area(area) => format!("/{}", area.slug()),
            Self::Places => "/orte".to_owned(),
            Self::Place { id, name } if name.is_empty() => format!("/orte/{id}"),
            Self::Place { id, name } => format!("/orte/{id}/{name}"),
            Self::Search => "/suche".to_owned(),
            Self::Live(None) => "/live".to_owned(),
            Self::Live(Some(topic)) => format!("/live/{}", topic.slug()),
            Self::Thing(id) => format!("/messstellen/{}", in_path(id.as_str())),
            Self::Event(id) => format!("/meldungen/{}", in_path(id.as_str())),
            Self::Stations => "/haltestellen".to_owned(),
            Self::Station(id) => format!("/haltestellen/{}", in_path(id)),
            Self::Sources => "/datenquellen".to_owned(),
            Self::Embed(page) => format!("/einbetten{}", page.path()),
            Self::Api => "/api".to_owned(),
            Self::Kiosk => "/kiosk".to_owned(),
            Self::Heat => "/hitze".to_owned(),
            Self::Display(name) => format!("/anzeige/{}", in_path(name)),
            Self::Imprint => "/impressum".to_owned(),
            Self::Privacy => "/datenschutz".to_owned(),
            Self::Accessibility => "/barrierefreiheit".to_owned(),
        }
    }

    /// The address in a language.
    pub fn href(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Home, Locale::De) => "/".to_owned(),
            (_, Locale::De) => self.path(),
            _ => format!("{}{}", locale.prefix(), self.path()),
        }
    }
}

/// The address of the places that answer a query.
pub fn places_href(locale: Locale, query: &PlaceQuery) -> String {
    let path = Route::Places.href(locale);
    match serde_urlencoded::to_string(query.pairs()) {
        Ok(pairs) if !pairs.is_empty() => format!("{path}?{pairs}"),
        _ => path,
    }
}

/// A text as a part of a path or as a value in a query.
pub(crate) fn in_path(text: &str) -> String {
    let pair = serde_urlencoded::to_string([("", text)]).unwrap_or_default();
    let value = pair.trim_start_matches('=').replace('+', "%20");
    value.replace("%3A", ":").replace("%2F", "/")
}

fn place_id(segment: &str) -> Option<PlaceId> {
    let id = PlaceId::from_origin(segment);
    (id.as_str() == segment && !segment.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_the_address_it_names() {
        let place = Route::place(&PlaceId::from_origin("osm:node/1"), "Bürgeramt Altstadt");
        let mut routes = vec![
            Route::Home,
            Route::Places,
            place,
            Route::Search,
            Route::Live(None),
            Route::Thing(ThingId::new("parking:P/23")),
            Route::Event(EventId::new("roadworks:A5/1")),
            Route::Stations,
            Route::Station("de:08221:1160".to_owned()),
            Route::Embed(Box::new(Route::Places)),
            Route::Embed(Box::new(Route::Thing(ThingId::new("parking:P/23")))),
            Route::Sources,
            Route::Api,
            Route::Heat,
            Route::Display("foyer".to_owned()),
            Route::Imprint,
            Route::Privacy,
            Route::Accessibility,
        ];
        routes.extend(Area::ALL.map(Route::Area));
        routes.extend(Topic::ALL.map(|topic| Route::Live(Some(topic))));
        for route in routes {
            for locale in Locale::ALL {
                assert_eq!(
                    Route::parse(&route.href(locale)),
                    (locale, Some(route.clone()))
                );
            }
        }
    }

    #[test]
    fn an_identifier_of_a_source_may_hold_anything() {
        let route = Route::Thing(ThingId::new("air:Straße 1?#%"));
        assert_eq!(
            route.href(Locale::En),
            "/en/messstellen/air:Stra%C3%9Fe%201%3F%23%25"
        );
        assert_eq!(Route::parse("/messstellen"), (Locale::De, None));
    }

    #[test]
    fn what_is_no_page_is_none_in_its_language() {
        assert_eq!(Route::parse("/en/gibt-es-nicht"), (Locale::En, None));
        assert_eq!(Route::parse("/englisch"), (Locale::De, None));
        assert_eq!(Route::parse("/orte/OSM:node"), (Locale::De, None));
        assert_eq!(Route::parse("/einbetten"), (Locale::De, None));
        assert_eq!(Route::parse("/einbetten/kiosk"), (Locale::De, None));
        assert_eq!(
            Route::parse("/en/einbetten/einbetten/orte"),
            (Locale::En, None)
        );
    }
}
