//! Makes a device a kiosk, and holds what a kiosk has around every page (`frontend/kiosk.js`).

use domain::Locale;
use i18n::kiosk as text;
use leptos::prelude::*;
use ui::icon;

use crate::{
    components::{PageHead, page_head},
    routes::Route,
    site::{Head, Page, Site},
    written::{Html, Written},
};

/// The page, which no other page links to.
pub(super) fn page(_: &Site, locale: Locale) -> Page {
    let head = Head {
        status: 200,
        title: text::title(locale).to_owned(),
        description: text::about(locale).to_owned(),
        canonical: Route::Kiosk.href(Locale::De),
        ..Head::default()
    };
    let body = move |_: &Site| body(locale);
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

fn body(locale: Locale) -> Html {
    let top = PageHead {
        locale,
        area: None,
        way: Vec::new(),
        title: text::title(locale).to_owned(),
        lead: Some(text::about(locale).to_owned()),
    };
    view! {
        {page_head(top, ())}
        <div class="wrap body">
            <p class="no-js">{text::needs_script(locale)}</p>
            <p class="note">{text::remembered(locale)}</p>
            <p class="kiosk-choice">
                <a class="kern-btn kern-btn--primary" href="/?geraet=kiosk" data-reload="">
                    {text::turn_on(locale)}
                </a>
                <a class="kern-btn" href="/?geraet=normal" data-reload="">{text::turn_off(locale)}</a>
            </p>
            {tools(locale)}
        </div>
    }
    .written()
}

/// The bar at the lower edge, the question before everything is deleted, and what stands there while
/// it is. Only `kiosk.js` shows them.
fn tools(locale: Locale) -> impl IntoView {
    view! {
        <div hidden data-kiosk-tools="">
            <nav class="kiosk-bar" data-kiosk-tool="bar" aria-label=text::bar(locale)>
                <button class="kern-btn" type="button" data-kiosk-tool="back">
                    {icon("arrow")} {text::back(locale)}
                </button>
                <a class="kern-btn" data-kiosk-tool="start" href=Route::Home.href(locale)>
                    {text::start(locale)}
                </a>
                <button class="kern-btn kern-btn--primary" type="button" data-kiosk-tool="end">
                    {text::end(locale)}
                </button>
            </nav>
            <dialog
                class="kern-dialog kiosk-question" data-kiosk-tool="question"
                aria-label=text::question(locale)
            >
                <h2>{text::question(locale)}</h2>
                <p>{text::consequence(locale)}</p>
                <p class="kiosk-left" aria-hidden="true">
                    <b data-kiosk-tool="left"></b> " " {text::seconds(locale)}
                </p>
                <p class="kern-sr-only" role="status" data-kiosk-tool="status"></p>
                <button class="kern-btn kern-btn--primary" type="button" data-kiosk-tool="stay">
                    {text::stay(locale)}
                </button>
                <button class="kern-btn" type="button" data-kiosk-tool="end">
                    {text::end(locale)}
                </button>
            </dialog>
            <p class="wrap kiosk-wait" role="status" data-kiosk-tool="wait">{text::wait(locale)}</p>
        </div>
    }
}
