//! Notes that exist in German only.

use domain::Locale;
use leptos::prelude::*;

use crate::written::{Html, Written};

/// A German text, marked as such on pages of another language, so that it is read out as German.
pub fn in_german(locale: Locale, text: &str) -> Html {
    let text = text.to_owned();
    match locale {
        Locale::De => text.written(),
        Locale::En => view! { <span lang=Locale::De.tag()>{text}</span> }.written(),
    }
}
