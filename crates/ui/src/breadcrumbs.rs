//! The way from the home page to this one.

use leptos::prelude::*;

/// One step of the way; the last one has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What the step is called.
    pub label: String,
    /// Where it leads; `None` for this page.
    pub href: Option<String>,
}

/// The steps as a labelled list.
pub fn breadcrumbs(label: &'static str, steps: Vec<Crumb>) -> impl IntoView {
    let steps = steps.into_iter().map(|Crumb { label, href }| match href {
        Some(href) => view! { <li><a href=href>{label}</a></li> }.into_any(),
        None => view! { <li aria-current="page">{label}</li> }.into_any(),
    });
    view! {
        <nav class="crumbs" aria-label=label>
            <ol>{steps.collect_view()}</ol>
        </nav>
    }
}
