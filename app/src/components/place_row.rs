//! A place as a row of a list. The map takes its points from these rows.

use domain::{
    City, Locale, Place,
    place::{GlassColour, ListedPlace},
};
use jiff::Zoned;
use leptos::prelude::*;

use crate::{components::opening_state, routes::Route, written::Html};

/// About how long a row is.
const ROW_BYTES: usize = 768;

/// How rows are shown.
#[derive(Clone, Copy, Debug)]
pub struct PlaceRow<'a> {
    /// The city, for names of kinds and districts.
    pub city: &'a City,
    /// Language.
    pub locale: Locale,
    /// The instant the opening states are of.
    pub now: &'a Zoned,
    /// Whether to say what kind of place it is.
    pub with_kind: bool,
    /// Whether there is a map beside the list.
    pub with_map: bool,
}

/// The rows of a list.
pub fn place_rows(show: PlaceRow<'_>, places: &[ListedPlace]) -> Html {
    let mut rows = String::with_capacity(places.len() * ROW_BYTES);
    for listed in places {
        rows.push_str(&show.row(listed).to_html());
    }
    Html::new(rows)
}

impl PlaceRow<'_> {
    fn row(&self, listed: &ListedPlace) -> impl IntoView + use<> {
        let (locale, place) = (self.locale, &listed.place);
        let label = i18n::places::label(self.city, place, locale);
        let href = Route::of_place(self.city, place).href(locale);
        let tags = tags(locale, listed);
        let distance = listed.distance.map(|d| i18n::format::distance(locale, d));
        let button = self.with_map.then(|| {
            let words = i18n::places::show_on_map(locale, &label);
            view! {
                <button class="show" type="button" data-show="" aria-label=words>
                    {i18n::places::on_map(locale)}
                </button>
            }
        });
        view! {
            <li
                class="place-row" id=format!("p-{}", place.id) data-id=place.id.to_string()
                data-lat=place.position.lat() data-lng=place.position.lon()
                data-category=place.category.to_string()
            >
                <h3><a href=href>{label}</a></h3>
                {opening_state(locale, &listed.opening, self.now)}
                <p class="muted">{self.where_it_is(place)}</p>
                {(!tags.is_empty()).then(|| view! { <p class="tags">{tags_view(tags)}</p> })}
                {distance.map(|distance| view! { <span class="di">{distance}</span> })}
                {button}
            </li>
        }
    }

    /// "Toilette · Hauptstraße 1, Altstadt", as far as known.
    fn where_it_is(&self, place: &Place) -> String {
        let near = |street: &String| i18n::places::near_street(self.locale, street);
        let street = place
            .street_line()
            .or_else(|| place.near_street.as_ref().map(near));
        let district = place
            .district
            .as_ref()
            .and_then(|id| self.city.district(id));
        let district = district
            .map(|d| d.name.clone())
            .or_else(|| place.address.town.clone());
        let line = [street, district]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        let kind = self
            .city
            .category(&place.category)
            .filter(|_| self.with_kind);
        match kind.map(|kind| kind.one.get(self.locale)) {
            Some(kind) if line.is_empty() => kind.to_owned(),
            Some(kind) => format!("{kind} · {line}"),
            None => line,
        }
    }
}

/// A few words, and their language where it is not the page's.
type Tag = (String, Option<&'static str>);

fn tags_view(tags: Vec<Tag>) -> impl IntoView {
    tags.into_iter()
        .map(|(words, lang)| view! { <span lang=lang>{words}</span> " " })
        .collect_view()
}

/// What is known, in a few words each. Unknown is not said.
fn tags(locale: Locale, listed: &ListedPlace) -> Vec<Tag> {
    let place = &listed.place;
    let fee = place.fee.map(|fee| {
        let word = if fee {
            i18n::places::paid(locale)
        } else {
            i18n::places::free(locale)
        };
        match &place.fee_note {
            Some(note) => (
                note.clone(),
                (locale != Locale::De).then_some(Locale::De.tag()),
            ),
            None => (word.to_owned(), None),
        }
    });
    let euro_key =
        (place.euro_key == Some(true)).then(|| i18n::places::euro_key(locale).to_owned());
    let wheelchair = i18n::places::wheelchair(locale, place.wheelchair).map(str::to_owned);
    let capacity = place
        .capacity
        .map(|n| format!("{n} {}", i18n::places::capacity(locale)));
    let glass = |colour: &GlassColour| i18n::places::glass_colour(locale, *colour).to_owned();
    let colours = place.glass_colours.iter().map(glass);
    let plain = |words: String| (words, None);
    [
        wheelchair.map(plain),
        fee,
        euro_key.map(plain),
        capacity.map(plain),
    ]
    .into_iter()
    .flatten()
    .chain(colours.map(plain))
    .collect()
}
