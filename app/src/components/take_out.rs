//! What a reader may take along: the link, the page for another website, paper, data.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    isle::mount,
    isles::ShareIsle,
    site::Site,
    written::{Html, Written, escaped},
};

/// A page that can be taken along.
pub struct TakeOut {
    /// Language.
    pub locale: Locale,
    /// What it shows.
    pub title: String,
    /// Path with query of the page, without its language.
    pub address: String,
    /// Name and address of each file with the same content.
    pub files: Vec<(&'static str, String)>,
}

/// The folded block; complete without JavaScript.
pub fn take_out(site: &Site, take: TakeOut) -> Html {
    let TakeOut {
        locale,
        title,
        address,
        files,
    } = take;
    let whole = format!("{}{}{address}", site.public_url, locale.prefix());
    let embedded = format!("{}{}/einbetten{address}", site.public_url, locale.prefix());
    let code = format!(
        r#"<iframe src="{}" title="{}" width="100%" height="640" loading="lazy"></iframe>"#,
        escaped(&embedded),
        escaped(&title),
    );
    let data = (!files.is_empty()).then(|| {
        let files = files.into_iter().map(|(name, href)| {
            view! { <li><a href=href>{name}</a></li> }
        });
        view! {
            <div class="files">
                <span>{i18n::events::data(locale)} ":"</span>
                <ul>{files.collect_view()}</ul>
            </div>
        }
    });
    view! {
        <details class="take-out">
            <summary>{i18n::events::take_out(locale)}</summary>
            <div class="stack">
                <div class="acts">{mount(ShareIsle { locale })}</div>
                <p>{i18n::events::link(locale)} ": " <a href=whole.clone()>{whole.clone()}</a></p>
                <div class="kern-form-input">
                    <label class="kern-label" for="einbetten">{i18n::events::embed_code(locale)}</label>
                    <textarea
                        class="kern-form-input__input" id="einbetten" rows="5" readonly=true
                        spellcheck="false" aria-describedby="einbetten-hinweis"
                    >{code}</textarea>
                    <p class="muted" id="einbetten-hinweis">{i18n::events::embed_hint(locale)}</p>
                </div>
                {data}
            </div>
        </details>
    }
    .written()
}
