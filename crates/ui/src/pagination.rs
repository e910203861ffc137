//! Links to the pages of a long list.

use leptos::prelude::*;

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// What is written: a number or "next".
    pub text: String,
    /// What is read out.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page that is shown.
    pub current: bool,
}

/// The links as a labelled list; nothing when there is only one page.
pub fn pagination(label: &'static str, links: Vec<PageLink>) -> impl IntoView {
    if links.len() < 2 {
        return None;
    }
    let links = links.into_iter().map(|link| {
        view! {
            <li>
                <a href=link.href aria-current=link.current.then_some("page") aria-label=link.label>
                    {link.text}
                </a>
            </li>
        }
    });
    Some(view! {
        <nav aria-label=label>
            <ul class="pages">{links.collect_view()}</ul>
        </nav>
    })
}
