//! The document of a screen on a wall: one board, a clock, and nothing to press.
//!
//! `display.js` turns the boards; without JavaScript the browser loads the next one by itself.

use domain::display::Colours;
use leptos::prelude::*;

use crate::{
    shell::font_hints,
    site::{Site, Wall, WrittenPage},
    written::{Html, Written, escaped},
};

/// Writes a board as a document. `nonce` is that of the answer's content security policy.
pub fn document(
    site: &Site,
    page: &WrittenPage,
    wall: &Wall,
    nonce: &str,
) -> impl IntoView + use<> {
    let locale = page.locale;
    let theme = wall.colours.map(|colours| match colours {
        Colours::Light => "light",
        Colours::Dark => "dark",
    });
    let date = format!(
        "{}, {}",
        i18n::format::weekday(locale, wall.now.weekday()),
        i18n::format::date(locale, wall.now.date())
    );
    let zone = wall.now.time_zone().iana_name().map(str::to_owned);
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() data-theme=theme>
            {head(site, page, wall, nonce)}
            <body class="wall">
                <header class="wall-head">
                    <svg aria-hidden="true"><use href="/icons.svg#arch"/></svg>
                    <p>
                        <span>{site.city().portal_name.clone()}</span>
                        <b>{wall.title.clone()}</b>
                    </p>
                    <p class="wall-clock">
                        <time data-clock="" data-zone=zone>{i18n::format::time(wall.now.time())}</time>
                        <span data-date="">{date}</span>
                    </p>
                </header>
                <main data-next=wall.next.clone() data-seconds=wall.seconds>
                    {Html::new(page.main.clone())}
                </main>
                <p class="wall-lost" role="status" hidden data-words=i18n::wall::lost(locale)></p>
            </body>
        </html>
    }
}

fn head(site: &Site, page: &WrittenPage, wall: &Wall, nonce: &str) -> Html {
    let url = |name: &str| site.assets.url(name).to_owned();
    let title = format!("{} – {}", page.head.title, site.city().portal_name);
    let refresh = format!(
        r#"<meta http-equiv="refresh" content="{};url={}">"#,
        wall.seconds,
        escaped(&wall.next)
    );
    view! {
        <head>
            <meta charset="utf-8"/>
            <title>{title}</title>
            <meta name="viewport" content="width=device-width,initial-scale=1"/>
            <meta name="description" content=page.head.description.clone()/>
            <meta name="robots" content="noindex"/>
            <meta name="build" content=site.assets.build.clone()/>
            <noscript inner_html=refresh></noscript>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            {font_hints(site)}
            <link rel="stylesheet" href=url("display.css")/>
            <style nonce=nonce.to_owned() inner_html=site.city().theme_css.clone()></style>
            <script type="module" src=url("display.js")></script>
        </head>
    }
    .written()
}
