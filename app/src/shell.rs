//! The document around every page: head, header and footer.

use domain::{Area, Locale};
use leptos::prelude::*;

use crate::{
    components::{area_name, header_search},
    isle::mount,
    isles::ThemeSwitchIsle,
    routes::Route,
    site::{Frame, Head, Site, WrittenPage},
    written::{Html, Written, escaped, push},
};

/// Phones put the map after everything else, and fetch its files when it is in sight.
const WIDE: &str = "(min-width: 56.25rem)";

/// Writes a page as a document. `nonce` is that of the answer's content security policy. A page that
/// takes the place of another one needs no styles: they are there.
pub fn document(
    site: &Site,
    page: &WrittenPage,
    nonce: &str,
    with_styles: bool,
) -> impl IntoView + use<> {
    let WrittenPage { locale, head, main } = page;
    let locale = *locale;
    let list = head.has_list;
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag()>
            {head_of(site, locale, head, Frame::Whole, nonce, with_styles)}
            <body>
                <a class="skip" href="#inhalt">{i18n::common::skip_to_content(locale)}</a>
                <div data-frame="skip">
                    {list.then(|| view! {
                        <a class="skip" href="#liste">{i18n::common::skip_to_list(locale)}</a>
                    })}
                </div>
                {header(site, locale, head)}
                <p id="announce" class="kern-sr-only" role="status"></p>
                <main id="inhalt" tabindex="-1">{Html::new(main.clone())}</main>
                {footer(site, locale)}
                <link rel="stylesheet" href=site.assets.url("rest.css").to_owned()/>
            </body>
        </html>
    }
}

/// Writes a page as a document for somebody else's page: nothing around it but the source and the way
/// to the whole page, nothing kept on the device. Links open outside of the frame.
pub fn embedded(
    site: &Site,
    page: &WrittenPage,
    theme: Option<&'static str>,
    nonce: &str,
) -> impl IntoView + use<> {
    let WrittenPage { locale, head, main } = page;
    let locale = *locale;
    let whole = format!("{}{}", locale.prefix(), head.address());
    let name = format!("{} – {}", head.title, site.city().portal_name);
    view! {
        <!DOCTYPE html>
        <html class="embedded" lang=locale.tag() data-theme=theme>
            {head_of(site, locale, head, Frame::Embedded { theme }, nonce, true)}
            <body>
                <main id="inhalt" tabindex="-1">{Html::new(main.clone())}</main>
                <footer class="foot">
                    <div class="wrap">
                        <p>{i18n::events::embedded_from(locale)} " " <a href=whole>{name}</a></p>
                        <p>{i18n::common::sources(locale)} " " {credits(site)}</p>
                    </div>
                </footer>
                <link rel="stylesheet" href=site.assets.url("rest.css").to_owned()/>
            </body>
        </html>
    }
}

/// Says that there is JavaScript, and reads nothing from the device.
const HAS_SCRIPT: &str = "document.documentElement.classList.add(\"js\")";

fn head_of(
    site: &Site,
    locale: Locale,
    head: &Head,
    frame: Frame,
    nonce: &str,
    with_styles: bool,
) -> Html {
    let url = |name: &str| site.assets.url(name).to_owned();
    let city = site.city();
    let title = format!("{} – {}", head.title, city.portal_name);
    let css = with_styles.then(|| {
        let files = ["critical.css"]
            .into_iter()
            .chain(head.styles.files().iter().copied());
        let files = files.map(|file| site.assets.content(file));
        let css: Vec<&str> = files.chain([city.theme_css.as_str()]).collect();
        css.concat()
    });
    let bytes = css.as_ref().map_or(0, String::len);
    let absolute = |locale: Locale| {
        let path = head.canonical.as_str();
        let path = if path == "/" && locale != Locale::De {
            ""
        } else {
            path
        };
        format!("{}{}{path}", site.public_url, locale.prefix())
    };
    let is_whole = frame == Frame::Whole;
    let first_script = if is_whole {
        site.assets.content("theme.js").to_owned()
    } else {
        HAS_SCRIPT.to_owned()
    };
    let alternates = head.alternates.iter().map(|one| {
        view! { <link rel="alternate" type=one.kind title=one.title href=one.href.clone()/> }
    });
    let robots = if head.index && is_whole {
        "index,follow"
    } else {
        "noindex"
    };
    let nonce = nonce.to_owned();
    view! {
        <head>
            <meta charset="utf-8"/>
            <script nonce=nonce.clone() inner_html=first_script></script>
            {(!is_whole).then(|| view! { <base target="_top"/> })}
            <title>{title}</title>
            <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"/>
            <meta name="description" content=head.description.clone()/>
            <meta name="robots" content=robots/>
            <meta name="build" content=site.assets.build.clone()/>
            <link rel="canonical" href=absolute(locale)/>
            {Locale::ALL.map(|other| view! {
                <link rel="alternate" hreflang=other.tag() href=absolute(other)/>
            }).into_iter().collect_view()}
            {alternates.collect_view()}
            <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            <link rel="manifest" href="/manifest.webmanifest"/>
            {font_hints(site)}
            {css.map(|css| view! { <style nonce=nonce.clone() inner_html=css></style> })}
            {head.has_map.then(|| map_hints(site))}
            <script
                type="module" fetchpriority="low" src=url("nav.js") data-client=url("client.js")
                data-wasm=url("client_bg.wasm") data-kiosk=url("kiosk.js")
            ></script>
            {head.json_ld.clone().map(|json| view! {
                <script type="application/ld+json" nonce=nonce inner_html=json></script>
            })}
        </head>
    }
    .written_around(bytes)
}

/// Both weights of the font, which no page is without.
pub(crate) fn font_hints(site: &Site) -> impl IntoView + use<> {
    ["fira-sans-400.woff2", "fira-sans-600.woff2"]
        .map(|font| {
            let href = site.assets.url(font).to_owned();
            view! {
                <link
                    as="font" rel="preload" type="font/woff2" crossorigin="" fetchpriority="low"
                    href=href
                />
            }
        })
        .into_iter()
        .collect_view()
}

/// A map's files, for the browser to fetch beside the page, so that nothing waits for something else.
/// They have a low priority, because the first paint needs none of them.
fn map_hints(site: &Site) -> impl IntoView + use<> {
    ["leaflet.js", "map.js"]
        .map(|name| {
            let href = site.assets.url(name).to_owned();
            view! { <link as="script" rel="preload" fetchpriority="low" href=href media=WIDE/> }
        })
        .into_iter()
        .collect_view()
}

fn header(site: &Site, locale: Locale, head: &Head) -> Html {
    let area = head.area;
    let other = if locale == Locale::De {
        Locale::En
    } else {
        Locale::De
    };
    let path = head.canonical.as_str();
    let asked = head.address();
    let twin = match (asked, other) {
        ("/", Locale::En) => "/en".to_owned(),
        _ => format!("{}{asked}", other.prefix()),
    };
    let links = Area::ALL.map(|entry| {
        let href = Route::Area(entry).href(locale);
        let exact = path == Route::Area(entry).href(Locale::De);
        let current = (area == Some(entry)).then_some(if exact { "page" } else { "true" });
        view! { <li><a href=href aria-current=current>{area_name(locale, entry)}</a></li> }
    });
    view! {
        <header class="head">
            <div class="wrap head-in">
                <a class="brand" href=Route::Home.href(locale)>
                    <svg aria-hidden="true"><use href="/icons.svg#arch"/></svg>
                    <span>
                        <b>{site.city().name.clone()}</b> " "
                        <span>{i18n::common::portal(locale)}</span>
                    </span>
                </a>
                <nav class="nav" aria-label=i18n::common::areas(locale)>
                    <ul>{links.into_iter().collect_view()}</ul>
                </nav>
                <div data-frame="search">
                    {(!head.has_search_box).then(|| header_search(locale))}
                </div>
                <a class="tool" href=twin lang=other.tag() hreflang=other.tag()>
                    {i18n::common::other_language(locale)}
                </a>
                {mount(ThemeSwitchIsle { locale })}
            </div>
        </header>
    }
    .written()
}

fn footer(site: &Site, locale: Locale) -> Html {
    let links = [
        (Route::Imprint, i18n::common::imprint(locale)),
        (Route::Privacy, i18n::common::privacy(locale)),
        (Route::Accessibility, i18n::common::accessibility(locale)),
        (Route::Api, i18n::common::open_data(locale)),
        (Route::Sources, i18n::live::sources(locale)),
    ];
    let links = links.map(|(route, label)| {
        view! { <li><a href=route.href(locale)>{label}</a></li> }
    });
    view! {
        <footer class="foot">
            <div class="wrap">
                <nav aria-label=i18n::common::legal_and_data(locale)>
                    <ul>{links.into_iter().collect_view()}</ul>
                </nav>
                <p>{i18n::common::sources(locale)} {credits(site)}</p>
                <p>{i18n::common::free_software(locale)}</p>
            </div>
        </footer>
    }
    .written()
}

/// Every credit that the sources ask for, once each.
fn credits(site: &Site) -> Html {
    let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
    for source in &site.city().sources {
        if !seen.iter().any(|(text, _)| *text == source.attribution) {
            seen.push((&source.attribution, source.licence_url.as_deref()));
        }
    }
    let mut html = String::new();
    for (text, url) in seen {
        let text = escaped(text);
        html += if html.is_empty() { "" } else { " · " };
        match url.map(escaped) {
            Some(url) => push(&mut html, [r#"<a href=""#, &url, r#"">"#, &text, "</a>"]),
            None => html += &text,
        }
    }
    Html::new(html)
}
