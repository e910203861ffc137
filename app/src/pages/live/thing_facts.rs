//! What does not change about a measuring point by the minute, and who says so.

use domain::{Locale, Metres, live::Thing};
use leptos::prelude::*;
use ui::icon;

use crate::{
    components::in_german,
    routes::Route,
    site::Site,
    written::{Html, Written},
};

/// The facts that are known.
pub(super) fn facts(site: &Site, locale: Locale, thing: &Thing) -> Html {
    let known = &thing.facts;
    let german = |text: &Option<String>| text.as_ref().map(|text| in_german(locale, text));
    let whole = |number: u32| i18n::format::number(locale, number.into(), 0).written();
    let height = known.max_height_m.map(|height| {
        let height = i18n::format::number(locale, height, 2);
        format!("{height} m").written()
    });
    let position = thing.position.map(|at| {
        let href = format!("geo:{at}");
        view! { <a href=href>{at.to_string()}</a> }.written()
    });
    let facts = [
        ("pin", i18n::charts::address(locale), german(&known.address)),
        ("map", i18n::charts::position(locale), position),
        ("water", i18n::charts::water(locale), german(&known.water)),
        (
            "car-park",
            i18n::charts::capacity(locale),
            known.capacity.map(whole),
        ),
        ("plug", i18n::charts::plugs(locale), plugs(locale, thing)),
        ("arrow", i18n::charts::max_height(locale), height),
        (
            "clock",
            i18n::charts::opening_hours(locale),
            german(&known.opening_hours),
        ),
        ("euro", i18n::charts::fee(locale), german(&known.fee)),
        (
            "office",
            i18n::charts::operator(locale),
            german(&known.operator),
        ),
        ("list", i18n::charts::marks(locale), marks(locale, thing)),
        (
            "locate",
            i18n::charts::substitute(locale),
            substitute(locale, thing),
        ),
        (
            "info",
            i18n::charts::source(locale),
            source(site, locale, thing),
        ),
    ];
    let facts = facts.into_iter().filter_map(|(symbol, label, value)| {
        let value = value?;
        Some(view! { <div>{icon(symbol)} <dt>{label}</dt> <dd>{value}</dd></div> })
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }.written()
}

/// "Typ 2, CCS, bis 150 kW".
fn plugs(locale: Locale, thing: &Thing) -> Option<Html> {
    let known = &thing.facts;
    let plugs = known.plugs.iter();
    let plugs = plugs.map(|plug| i18n::observed::plug(locale, plug).to_owned());
    let power = known
        .power_kw
        .map(|power| i18n::now::up_to_power(locale, power));
    let all: Vec<String> = plugs.chain(power).collect();
    (!all.is_empty()).then(|| all.join(", ").written())
}

/// "Mittelwasser 210 cm" for each mark on the scale.
fn marks(locale: Locale, thing: &Thing) -> Option<Html> {
    let marks = thing.facts.marks.iter().map(|mark| {
        let value = i18n::format::number(locale, mark.value, 0);
        let name = in_german(locale, &mark.long_name);
        view! { <li>{name} ": " {value} " cm"</li> }
    });
    let marks: Vec<_> = marks.collect();
    (!marks.is_empty()).then(|| view! { <ul>{marks}</ul> }.written())
}

/// How far away the station is that measures in place of one that is missing.
fn substitute(locale: Locale, thing: &Thing) -> Option<Html> {
    let metres = thing.facts.distance_m?;
    Some(i18n::format::distance(locale, Metres(metres)).written())
}

/// Title and licence of the source, with the page that says how it is doing.
fn source(site: &Site, locale: Locale, thing: &Thing) -> Option<Html> {
    let feed = site.portal.feed(&thing.feed)?;
    let source = site
        .city()
        .sources
        .iter()
        .find(|one| one.id == feed.source)?;
    let href = format!("{}#quelle-{}", Route::Sources.href(locale), source.id);
    let licence = match source.licence_url.clone() {
        Some(url) => view! { <a href=url>{source.licence.clone()}</a> }.written(),
        None => source.licence.clone().written(),
    };
    let title = source.title.get(locale).to_owned();
    Some(
        view! {
            <a href=href>{title}</a> ", " {licence} ". " {source.attribution.clone()} ". "
            {i18n::charts::identifier(locale)} " " <code>{thing.id.to_string()}</code>
        }
        .written(),
    )
}
