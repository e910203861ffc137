//! Imprint, privacy and accessibility: the city's texts.

use domain::{LocalText, Locale};
use leptos::prelude::*;
use pulldown_cmark::{Options, Parser, html::push_html};

use crate::{
    components::{PageHead, page_head},
    routes::Route,
    site::{Head, Page, Site},
    written::Written,
};

pub(super) fn imprint(site: &Site, locale: Locale) -> Page {
    let words = (
        i18n::common::imprint(locale),
        i18n::common::about_imprint(locale),
    );
    text(&site.city().texts.imprint, locale, &Route::Imprint, words)
}

pub(super) fn privacy(site: &Site, locale: Locale) -> Page {
    let words = (
        i18n::common::privacy(locale),
        i18n::common::about_privacy(locale),
    );
    text(&site.city().texts.privacy, locale, &Route::Privacy, words)
}

pub(super) fn accessibility(site: &Site, locale: Locale) -> Page {
    let words = (
        i18n::common::accessibility(locale),
        i18n::common::about_accessibility(locale),
    );
    text(
        &site.city().texts.accessibility,
        locale,
        &Route::Accessibility,
        words,
    )
}

/// A page with a title, a description and one of the city's texts.
fn text(
    text: &LocalText,
    locale: Locale,
    route: &Route,
    (title, description): (&'static str, &'static str),
) -> Page {
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: description.to_owned(),
        index: true,
        canonical: route.href(Locale::De),
        ..Head::default()
    };
    let html = to_html(text.get(locale));
    let body = move |_: &Site| {
        let top = PageHead {
            locale,
            area: None,
            way: Vec::new(),
            title: title.to_owned(),
            lead: None,
        };
        view! {
            {page_head(top, ())}
            <div class="wrap body"><div class="prose" inner_html=html></div></div>
        }
        .written()
    };
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

/// The city's Markdown as HTML. A heading of the first level is the page's own and left out; raw
/// HTML in the text is shown as text.
fn to_html(markdown: &str) -> String {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let mut in_title = false;
    let events =
        Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => {
                in_title = true;
                None
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                in_title = false;
                None
            }
            _ if in_title => None,
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            other => Some(other),
        });
    let mut html = String::new();
    push_html(&mut html, events);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citys_text_cannot_bring_its_own_tags() {
        let html = to_html("# Titel\n\nHallo <script>alert(1)</script> [Amt](https://a.example)");
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("Titel"), "{html}");
        assert!(
            html.contains("<a href=\"https://a.example\">Amt</a>"),
            "{html}"
        );
    }
}
