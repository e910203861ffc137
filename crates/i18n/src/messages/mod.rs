//! The messages by feature. Each is a function of the locale: `i18n::common::menu(locale)`.

/// Declares messages without arguments: `name { de: "…", en: "…" }`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident { de: $de:literal, en: $en:literal $(,)? })*) => {
        $(
            #[doc = concat!("„", $de, "“ / “", $en, "”")]
            $(#[$doc])*
            pub fn $name(locale: domain::Locale) -> &'static str {
                match locale {
                    domain::Locale::De => $de,
                    domain::Locale::En => $en,
                }
            }
        )*
    };
}

pub mod charts;
pub mod common;
pub mod departures;
pub mod events;
pub mod fault;
pub mod health;
pub mod heat;
pub mod home;
pub mod isles;
pub mod kiosk;
pub mod live;
pub mod now;
pub mod observed;
pub mod places;
pub mod report;
pub mod usual;
pub mod wall;

/// The text in the language of the page, where a message depends on a value.
fn pick(locale: domain::Locale, de: &'static str, en: &'static str) -> &'static str {
    match locale {
        domain::Locale::De => de,
        domain::Locale::En => en,
    }
}
