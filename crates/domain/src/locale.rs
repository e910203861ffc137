//! The languages the portal speaks, and texts that exist in each of them.

use serde::{Deserialize, Serialize};

/// A language of the portal. German is the language of the addresses without a prefix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Locale {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The BCP 47 tag for `lang` and `hreflang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// What stands before every path in this language: nothing for German, `/en` for English.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::De => "",
            Self::En => "/en",
        }
    }
}

/// One text in every language of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl LocalText {
    /// The text in one language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::De => &self.de,
            Locale::En => &self.en,
        }
    }

    /// A text that reads the same in every language, such as a name.
    pub fn same(text: &str) -> Self {
        Self {
            de: text.to_owned(),
            en: text.to_owned(),
        }
    }

    /// Whether there is nothing to show in any language.
    pub fn is_empty(&self) -> bool {
        self.de.is_empty() && self.en.is_empty()
    }
}
