//! A place as a row of a list. The map takes its points from these rows.
//!
//! Rows are the greater part of the longest pages, so they are written into the page's text without a
//! tree of elements in between, which saves more than half of the work.

use std::{borrow::Cow, fmt::Write};

use domain::{
    City, Locale, Place,
    place::{GlassColour, ListedPlace},
};
use jiff::Zoned;

use crate::{
    components::phase_class,
    routes::Route,
    written::{Html, escaped, push},
};

/// About how long a row is.
const ROW_BYTES: usize = 512;

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
        show.write(&mut rows, listed);
    }
    Html::new(rows)
}

impl PlaceRow<'_> {
    fn write(&self, html: &mut String, listed: &ListedPlace) {
        let (locale, place) = (self.locale, &*listed.place);
        let category = escaped(place.category.as_str());
        push(
            html,
            [r#"<li class="place-row" data-category=""#, &category],
        );
        // Five decimals are about a metre. The places' own interface has them all.
        let (lat, lon) = (place.position.lat(), place.position.lon());
        // A text in memory takes everything.
        let _ = write!(html, r#"" data-lat="{lat:.5}" data-lng="{lon:.5}"#);
        push(html, [r#"" data-id=""#, place.id.as_str(), r#"">"#]);
        let label = i18n::places::label(self.city, place, locale);
        let route = match locale {
            Locale::De => Route::place(&place.id, &label),
            Locale::En => Route::of_place(self.city, place),
        };
        let (label, href) = (escaped(&label), route.href(locale));
        let href = escaped(&href);
        push(
            html,
            [r#"<h3><a href=""#, &href, r#"">"#, &label, "</a></h3>"],
        );
        let class = phase_class(listed.opening.phase(self.now));
        let state = i18n::opening::state(locale, &listed.opening, self.now);
        let state = escaped(&state);
        push(html, [r#"<p class=""#, class, r#"">"#, &state, "</p>"]);
        let line = self.where_it_is(place);
        push(html, [r#"<p class="muted">"#, &escaped(&line), "</p>"]);
        push_tags(html, &tags(locale, listed));
        if let Some(distance) = listed.distance {
            let distance = i18n::format::distance(locale, distance);
            push(html, [r#"<span class="di">"#, &distance, "</span>"]);
        }
        if self.with_map {
            let (say, show) = (
                i18n::places::show_on_map(locale),
                i18n::places::on_map(locale),
            );
            push(
                html,
                [r#"<button class="show" type="button" aria-label=""#, say],
            );
            push(html, [&label, r#"">"#, show, "</button>"]);
        }
        html.push_str("</li>");
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
        let district = district.map(|d| &d.name).or(place.address.town.as_ref());
        let line = match (street, district) {
            (Some(street), Some(district)) => street + ", " + district,
            (Some(street), None) => street,
            (None, district) => district.cloned().unwrap_or_default(),
        };
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
type Tag<'a> = (Cow<'a, str>, Option<&'static str>);

fn push_tags(html: &mut String, tags: &[Tag<'_>]) {
    if tags.is_empty() {
        return;
    }
    html.push_str(r#"<p class="tags">"#);
    for (words, lang) in tags {
        match lang {
            Some(lang) => push(html, [r#"<span lang=""#, lang, r#"">"#]),
            None => html.push_str("<span>"),
        }
        push(html, [&escaped(words), "</span> "]);
    }
    html.push_str("</p>");
}

/// What is known, in a few words each. Unknown is not said.
fn tags(locale: Locale, listed: &ListedPlace) -> Vec<Tag<'_>> {
    let place = &listed.place;
    let plain = |words: &'static str| (Cow::from(words), None);
    let fee = place.fee.map(|fee| match &place.fee_note {
        Some(note) => (
            Cow::from(note),
            (locale != Locale::De).then_some(Locale::De.tag()),
        ),
        None if fee => plain(i18n::places::paid(locale)),
        None => plain(i18n::places::free(locale)),
    });
    let capacity = place.capacity.map(|n| {
        (
            format!("{n} {}", i18n::places::capacity(locale)).into(),
            None,
        )
    });
    let glass = |colour: &GlassColour| plain(i18n::places::glass_colour(locale, *colour));
    [
        i18n::places::wheelchair(locale, place.wheelchair).map(plain),
        fee,
        (place.euro_key == Some(true)).then(|| plain(i18n::places::euro_key(locale))),
        capacity,
    ]
    .into_iter()
    .flatten()
    .chain(place.glass_colours.iter().map(glass))
    .collect()
}
