//! A place as a row of a list. The map takes its points from these rows.
//!
//! Rows are the greater part of the longest pages, so they are written into the page's text without a
//! tree of elements in between, which saves more than half of the work.

use std::fmt;

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
        let label = Escaped(&label);
        let href = Route::of_place(self.city, place).href(locale);
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

fn write_tags(html: &mut impl fmt::Write, tags: &[Tag]) -> fmt::Result {
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
