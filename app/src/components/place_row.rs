//! A place as a row of a list. The map takes its points from these rows.
//!
//! Rows are the greater part of the longest pages, so they are written into the page's text without a
//! tree of elements in between, which saves more than half of the work.

use std::{borrow::Cow, fmt};

use domain::{
    City, Locale, Place,
    place::{GlassColour, ListedPlace},
};
use jiff::Zoned;

use crate::{
    components::phase_class,
    routes::Route,
    written::{Escaped, Html},
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
        // A text in memory takes everything.
        let _ = show.write(&mut rows, listed);
    }
    Html::new(rows)
}

impl PlaceRow<'_> {
    fn write(&self, html: &mut impl fmt::Write, listed: &ListedPlace) -> fmt::Result {
        let (locale, place) = (self.locale, &*listed.place);
        // Five decimals are about a metre. The places' own interface has them all.
        write!(
            html,
            r#"<li class="place-row" data-category="{category}" data-lat="{lat:.5}" data-lng="{lon:.5}" data-id="{id}">"#,
            category = Escaped(place.category.as_str()),
            lat = place.position.lat(),
            lon = place.position.lon(),
            id = place.id,
        )?;
        let label = i18n::places::label(self.city, place, locale);
        let route = match locale {
            Locale::De => Route::place(&place.id, &label),
            Locale::En => Route::of_place(self.city, place),
        };
        let (label, href) = (Escaped(&label), route.href(locale));
        write!(html, r#"<h3><a href="{}">{label}</a></h3>"#, Escaped(&href))?;
        let class = phase_class(listed.opening.phase(self.now));
        let state = i18n::opening::state(locale, &listed.opening, self.now);
        write!(html, r#"<p class="{class}">{}</p>"#, Escaped(&state))?;
        let line = self.where_it_is(place);
        write!(html, r#"<p class="muted">{}</p>"#, Escaped(&line))?;
        write_tags(html, &tags(locale, listed))?;
        if let Some(distance) = listed.distance {
            let distance = i18n::format::distance(locale, distance);
            write!(html, r#"<span class="di">{distance}</span>"#)?;
        }
        if self.with_map {
            let (say, show) = (
                i18n::places::show_on_map(locale),
                i18n::places::on_map(locale),
            );
            write!(
                html,
                r#"<button class="show" type="button" aria-label="{say}{label}">{show}</button>"#
            )?;
        }
        html.write_str("</li>")
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

fn write_tags(html: &mut impl fmt::Write, tags: &[Tag<'_>]) -> fmt::Result {
    if tags.is_empty() {
        return Ok(());
    }
    html.write_str(r#"<p class="tags">"#)?;
    for (words, lang) in tags {
        match lang {
            Some(lang) => write!(html, r#"<span lang="{lang}">{}</span> "#, Escaped(words))?,
            None => write!(html, "<span>{}</span> ", Escaped(words))?,
        }
    }
    html.write_str("</p>")
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
