//! The page of one place.

use domain::{
    Locale, Place, PlaceId,
    place::ListedPlace,
    report::{ReportFault, ReportForm},
};
use leptos::prelude::*;
use portal::{PlaceDetail, ReportError, timetable::STOP};
use ui::{Alert, alert, icon};

use super::{
    facts::facts_section, hours_table::hours_section, json_ld::json_ld, map::map_of_place,
    report_form::report_form,
};
use crate::{
    components::{
        PageHead, PlaceRow, area_class, area_name, category_link, opening_badge, page_head,
        place_rows,
    },
    isle::mount,
    isles::ShareIsle,
    pages::{answer::fault, departures::board},
    routes::Route,
    site::{Answer, Head, Page, PageRequest, ReportRequest, Site},
    styles::Styles,
    written::{Html, Written},
};

/// Departures that a stop shows.
const DEPARTURES: usize = 12;

/// What the report form shows.
enum Reporting {
    Form(ReportForm, Vec<ReportFault>),
    Thanks,
}

/// Loads a place. Another name in the path than the place's own is corrected, and a place that does
/// not exist is answered at once.
pub(in crate::pages) fn place(
    site: &Site,
    request: &PageRequest,
    id: &PlaceId,
    name: &str,
) -> Result<Page, Answer> {
    let locale = request.locale;
    let Some(detail) = site.portal.place(id) else {
        return Err(fault(site, locale, 404));
    };
    let route = Route::of_place(site.city(), &detail.place);
    if !matches!(&route, Route::Place { name: own, .. } if own == name) {
        return Err(Answer::Redirect {
            status: 308,
            to: route.href(locale),
        });
    }
    let reporting = match request.value("meldung") {
        Some("danke") => Reporting::Thanks,
        _ => Reporting::Form(ReportForm::default(), Vec::new()),
    };
    Ok(page(site, locale, detail, 200, reporting))
}

/// Takes a report: thanks on success, the form with everything typed and every fault otherwise.
pub(in crate::pages) async fn report(site: &Site, request: ReportRequest) -> Answer {
    let ReportRequest {
        locale,
        place,
        form,
    } = request;
    let Some(detail) = site.portal.place(&place) else {
        return fault(site, locale, 404);
    };
    let route = Route::of_place(site.city(), &detail.place);
    match site.portal.report(&place, &form).await {
        Ok(()) => Answer::Redirect {
            status: 303,
            to: format!("{}?meldung=danke#danke", route.href(locale)),
        },
        Err(ReportError::Invalid(faults)) => {
            let form = Reporting::Form(form, faults);
            Answer::Page(page(site, locale, detail, 422, form).write(site).into())
        }
        Err(ReportError::NoSuchPlace(_)) => fault(site, locale, 404),
        Err(ReportError::Store(_)) => fault(site, locale, 500),
    }
}

fn page(
    site: &Site,
    locale: Locale,
    detail: PlaceDetail,
    status: u16,
    reporting: Reporting,
) -> Page {
    let city = site.city();
    let place = &detail.place;
    let label = i18n::places::label(city, place, locale);
    let route = Route::of_place(city, place);
    let canonical = route.href(Locale::De);
    let url = format!("{}{}", site.public_url, route.href(locale));
    let error = if status == 422 {
        i18n::report::error(locale)
    } else {
        ""
    };
    let head = Head {
        status,
        title: format!("{error}{label}"),
        description: format!("{label}: {}", kind_in(site, locale, place)),
        index: status == 200,
        canonical,
        json_ld: Some(json_ld(city, locale, place, &url)),
        has_map: city.base_map.is_some(),
        styles: if place.category.as_str() == STOP {
            Styles::LiveList
        } else {
            Styles::Lists
        },
        area: city.category(&place.category).map(|c| c.area),
        ..Head::default()
    };
    let body = move |site: &Site| body(site, locale, &detail, label, &reporting);
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

fn body(
    site: &Site,
    locale: Locale,
    detail: &PlaceDetail,
    label: String,
    reporting: &Reporting,
) -> Html {
    let place = &detail.place;
    let category = site.city().category(&place.category);
    let way = category.map(|c| {
        [
            (
                area_name(locale, c.area).to_owned(),
                Route::Area(c.area).href(locale),
            ),
            (c.name.get(locale).to_owned(), category_link(locale, c)),
        ]
    });
    let area = category.map(|c| c.area);
    let top = PageHead {
        locale,
        area,
        way: way.into_iter().flatten().collect(),
        title: label.clone(),
        lead: Some(kind_in(site, locale, place)),
    };
    let thanks = matches!(reporting, Reporting::Thanks).then(|| thanks(locale));
    let form = match reporting {
        Reporting::Form(typed, faults) => Some(report_form(locale, &place.id, typed, faults)),
        Reporting::Thanks => None,
    };
    view! {
        {page_head(top, state_line(locale, detail))}
        <article
            class=format!("wrap place {}", area.map(area_class).unwrap_or_default())
            data-id=place.id.to_string() data-lat=place.position.lat()
            data-lng=place.position.lon() data-category=place.category.to_string()
        >
            <div class="col">
                {thanks}
                {actions(locale, place, &label)}
                {departures(site, locale, place)}
                {hours_section(locale, detail)}
                {facts_section(locale, place)}
            </div>
            <div class="col">
                {map_of_place(site, locale, place, label)}
                {neighbours(site, locale, detail)}
            </div>
            <div class="col">{form} {origin(site, locale, place)}</div>
        </article>
    }
    .written()
}

/// What departs from the place, where it is a stop of the timetable.
fn departures(site: &Site, locale: Locale, place: &Place) -> Option<Html> {
    let timetable = site.portal.timetables()?.directory();
    let stations = site.portal.stations_of(&timetable, place);
    let serves = !stations.is_empty();
    serves.then(|| board(site, locale, &timetable, &stations, DEPARTURES))
}

/// "Bürgeramt in Bergheim"
fn kind_in(site: &Site, locale: Locale, place: &Place) -> String {
    let kind = site
        .city()
        .category(&place.category)
        .map_or("", |c| c.one.get(locale));
    let district = place
        .district
        .as_ref()
        .and_then(|id| site.city().district(id));
    i18n::places::kind_in(locale, kind, district.map(|d| d.name.as_str()))
}

fn state_line(locale: Locale, detail: &PlaceDetail) -> impl IntoView + use<> {
    let weekday = i18n::format::weekday(locale, detail.now.weekday());
    let time = i18n::format::time(detail.now.time());
    view! {
        <p class="place-line">
            {opening_badge(locale, &detail.opening, &detail.now)} " "
            <span class="muted">{i18n::places::state_at(locale, weekday, &time)}</span>
        </p>
    }
}

fn thanks(locale: Locale) -> impl IntoView {
    let content = view! {
        <h2>{i18n::report::thanks(locale)}</h2>
        <p>{i18n::report::thanks_more(locale)}</p>
    };
    alert(Alert::Success, "danke", content)
}

fn actions(locale: Locale, place: &Place, label: &str) -> Html {
    let at = place.position;
    let name = serde_urlencoded::to_string([("", label)])
        .unwrap_or_default()
        .replace('+', "%20");
    let geo = format!("geo:{at}?q={at}({})", name.trim_start_matches('='));
    view! {
        <div class="acts">
            <a class="kern-btn kern-btn--primary" href=geo>
                {icon("route")} {i18n::places::route(locale)}
            </a>
            {mount(ShareIsle { locale })}
        </div>
    }
    .written()
}

fn neighbours(site: &Site, locale: Locale, detail: &PlaceDetail) -> impl IntoView + use<> {
    let ids: Vec<_> = detail
        .neighbours
        .iter()
        .map(|n| n.place.id.clone())
        .collect();
    let mut listed: Vec<ListedPlace> = site.portal.places_by_id(&ids);
    for (listed, near) in listed.iter_mut().zip(&detail.neighbours) {
        listed.distance = Some(near.distance);
    }
    let (city, now) = (site.city(), &detail.now);
    let show = PlaceRow {
        city,
        locale,
        now,
        with_kind: false,
        with_map: false,
    };
    (!listed.is_empty()).then(|| {
        view! {
            <section>
                <h2>{i18n::places::neighbours(locale)}</h2>
                <ul class="list">{place_rows(show, &listed)}</ul>
            </section>
        }
    })
}

/// Where the record comes from, under which licence, how old and how exact it is.
fn origin(site: &Site, locale: Locale, place: &Place) -> Html {
    let source = site.city().source(&place.source).map(|source| {
        let title = source.title.get(locale).to_owned();
        let title = match source.url.clone() {
            Some(url) => view! { <a href=url>{title}</a> }.written(),
            None => title.written(),
        };
        let licence = match source.licence_url.clone() {
            Some(url) => view! { <a href=url>{source.licence.clone()}</a> }.written(),
            None => source.licence.clone().written(),
        };
        view! { {i18n::places::source(locale)} {title} ", " {licence} ". " }
    });
    let as_of = i18n::format::as_of(locale, &place.as_of);
    view! {
        <p class="note">
            {source} {i18n::places::state_of(locale)} {as_of} ". "
            {i18n::places::position(locale)} {i18n::places::accuracy(locale, place.accuracy)} ". "
            {i18n::places::identifier(locale)} <code>{place.origin.clone()}</code>
        </p>
    }
    .written()
}
