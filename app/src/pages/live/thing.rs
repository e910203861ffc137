//! The page of a measuring point: what it measures now, how that went, and where it stands.

use std::sync::Arc;

use domain::{
    Locale,
    live::{Property, Thing, ThingId},
};
use leptos::prelude::*;
use portal::live::{Course, Span, WeatherBeside};

use super::{
    around::{live_bar, way},
    reading_row::reading_row,
    simulation,
    thing_charts::charts,
    thing_facts::facts,
    thing_part::Part,
    topic::value_table,
};
use crate::{
    components::{PageHead, TakeOut, area_class, page_head, take_out},
    pages::{answer::fault, places::map_of_point},
    routes::{Route, in_path},
    site::{Answer, Head, Page, PageRequest, Site},
    styles::Styles,
    written::{Html, Written},
};

/// What a span is called in an address.
const RANGE: &str = "zeitraum";

/// What a part of a history is called in an address.
const PART: &str = "teil";

/// What a property is called in an address. The values are those of the open interface.
const PROPERTY: &str = "messgroesse";

/// Answers with the page of a thing, which is kept for this minute as every page is.
pub(in crate::pages) async fn thing(site: &Site, request: &PageRequest, id: &ThingId) -> Answer {
    let span = request.value(RANGE).and_then(Span::parse);
    let span = span.unwrap_or(Span::Week);
    // One page for each span and property, whatever else stands in the address: reading a history is
    // dear, and all of them would not fit on one page.
    let told = site.portal.told_properties(id);
    let asked = request.value(PROPERTY).and_then(Property::parse);
    let property = asked.filter(|asked| told.contains(asked));
    let property = property.or(told.first().copied());
    let mut query = vec![(RANGE.to_owned(), span.slug().to_owned())];
    query.extend(property.map(|one| (PROPERTY.to_owned(), one.as_str().to_owned())));
    let part = request.value(PART).and_then(Part::parse);
    let part = part.unwrap_or(Part::Whole);
    query.push((PART.to_owned(), part.slug().to_owned()));
    let request = &PageRequest {
        query,
        ..request.clone()
    };
    if let Some(page) = site.written.kept(site, request) {
        return Answer::Page(page);
    }
    let board = site.portal.live().map(|live| live.board());
    let thing = board.and_then(|board| board.registry().thing(id).cloned());
    // Things of feeds that are not read now are history.
    let thing = thing.filter(|thing| site.portal.feed(&thing.feed).is_some());
    let Some(thing) = thing else {
        return fault(site, request.locale, 404);
    };
    let courses = match property {
        Some(property) => site.portal.history(id, property, span).await,
        None => Some(Vec::new()),
    };
    let counted = courses.as_ref().and_then(|courses| courses.first());
    let weather = match counted {
        Some(counted) if part == Part::Weather => {
            site.portal.weather_beside(&thing, counted, span).await
        }
        _ => None,
    };
    let shown = Shown {
        part,
        weather,
        span,
        property,
        told,
        courses,
    };
    let page = page(site, request.locale, thing, shown);
    let write = || Arc::new(page.write(site));
    Answer::Page(site.written.get_or_write(site, request, write))
}

/// Which history is shown.
struct Shown {
    part: Part,
    /// The weather beside the counts, where that part is shown.
    weather: Option<WeatherBeside>,
    span: Span,
    property: Option<Property>,
    /// All properties with a history.
    told: Vec<Property>,
    /// `None` when they could not be read.
    courses: Option<Vec<Course>>,
}

impl Shown {
    /// The address of a thing's page with another range of time and another property.
    fn href(thing: &Thing, locale: Locale, span: Span, property: Option<Property>) -> String {
        let page = Route::Thing(thing.id.clone()).href(locale);
        let property =
            property.map_or(String::new(), |one| format!("&{PROPERTY}={}", one.as_str()));
        format!("{page}?{RANGE}={}{property}", span.slug())
    }
}

fn page(site: &Site, locale: Locale, thing: Arc<Thing>, shown: Shown) -> Page {
    let status = if shown.courses.is_some() { 200 } else { 503 };
    let topic = thing.kind.topic();
    let route = Route::Thing(thing.id.clone());
    let lead = kind_in(site, locale, &thing);
    let head = Head {
        status,
        title: thing.name.clone(),
        description: format!("{}: {lead}", thing.name),
        index: status == 200,
        canonical: route.href(Locale::De),
        asked: Shown::href(&thing, Locale::De, shown.span, shown.property),
        area: Some(topic.area()),
        styles: Styles::Charts,
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: Some(topic.area()),
            way: way(locale, Some(topic)),
            title: thing.name.clone(),
            lead: Some(lead),
        };
        let simulated = simulation::simulated(site).contains(&thing.feed);
        let address = Shown::href(&thing, Locale::De, shown.span, shown.property);
        view! {
            {page_head(top, ())}
            <div class=format!("wrap body stack {}", area_class(topic.area()))>
                {simulated.then(|| simulation::banner(locale))}
                {live_bar(site, locale, &[topic])}
                {newest(site, locale, &thing, simulated)}
                {history(site, locale, &thing, shown)}
                {about(site, locale, &thing)}
                {take_out(site, TakeOut {
                    locale,
                    title: thing.name.clone(),
                    address,
                    files: vec![("JSON", format!("/api/v1/things/{}", in_path(thing.id.as_str())))],
                })}
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

/// "Verkehr, Bergheim"
fn kind_in(site: &Site, locale: Locale, thing: &Thing) -> String {
    let topic = i18n::observed::topic(locale, thing.kind.topic());
    let district = thing.district.as_ref();
    match district.and_then(|id| site.city().district(id)) {
        Some(district) => format!("{topic}, {}", district.name),
        None => topic.to_owned(),
    }
}

fn newest(site: &Site, locale: Locale, thing: &Thing, simulated: bool) -> Option<Html> {
    let (board, now) = (site.portal.live()?.board(), site.portal.now());
    let readings = board.readings(&thing.id);
    let rows =
        readings.map(|reading| reading_row(locale, thing, reading, simulated, &now, None, false));
    Some(value_table(
        locale,
        "werte",
        i18n::charts::now_here(locale).to_owned(),
        rows.collect(),
        true,
    ))
}

fn history(site: &Site, locale: Locale, thing: &Thing, shown: Shown) -> Html {
    let chip = |href: String, current: bool, name: &'static str| {
        let (href, current) = (format!("{href}#verlauf"), current.then_some("true"));
        view! { <li><a class="chip" href=href aria-current=current>{name}</a></li> }
    };
    let ranges = Span::ALL.map(|one| {
        let href = Shown::href(thing, locale, one, shown.property);
        chip(
            href,
            one == shown.span,
            i18n::charts::span(locale, one.slug()),
        )
    });
    let properties = shown.told.iter().map(|one| {
        let href = Shown::href(thing, locale, shown.span, Some(*one));
        let name = i18n::observed::property(locale, *one);
        chip(href, Some(*one) == shown.property, name)
    });
    let properties = (shown.told.len() > 1).then(|| {
        view! {
            <nav aria-label=i18n::charts::property_label(locale)>
                <ul class="chips">{properties.collect_view()}</ul>
            </nav>
        }
    });
    let content = match shown.courses {
        Some(courses) => {
            let has_weather = shown
                .property
                .is_some_and(|property| !site.portal.weather_stations(thing, property).is_empty());
            let offered = Part::offered(&courses, has_weather);
            let part = Some(shown.part).filter(|part| offered.contains(part));
            let part = part.unwrap_or(Part::Whole);
            let here = Shown::href(thing, locale, shown.span, shown.property);
            let chips = offered.iter().map(|one| {
                let href = format!("{here}&{PART}={}", one.slug());
                chip(href, *one == part, i18n::charts::part(locale, one.slug()))
            });
            let chips = (offered.len() > 1).then(|| {
                view! {
                    <nav aria-label=i18n::charts::part_label(locale)>
                        <ul class="chips">{chips.collect_view()}</ul>
                    </nav>
                }
            });
            let charts = charts(
                site,
                locale,
                thing,
                shown.span,
                courses,
                (part, shown.weather),
            );
            view! { {chips} {charts} }.written()
        }
        None => view! { <p>{i18n::charts::history_unavailable(locale)}</p> }.written(),
    };
    view! {
        <section class="stack" data-part="verlauf">
            <h2 id="verlauf" tabindex="-1">{i18n::charts::course(locale)}</h2>
            <nav aria-label=i18n::charts::range_label(locale)>
                <ul class="chips">{ranges.into_iter().collect_view()}</ul>
            </nav>
            {properties}
            {content}
        </section>
    }
    .written()
}

fn about(site: &Site, locale: Locale, thing: &Thing) -> Html {
    let map = thing.position.map(|position| {
        let area = thing.kind.topic().area();
        view! {
            <div
                class="point" data-id=thing.id.to_string() data-category=""
                data-lat=position.lat() data-lng=position.lon()
            >
                {map_of_point(site, locale, thing.id.as_str(), thing.name.clone(), area)}
            </div>
        }
    });
    view! {
        <section>
            <h2>{i18n::charts::about_the_point(locale)}</h2>
            <div class="about">{facts(site, locale, thing)} {map}</div>
        </section>
    }
    .written()
}
