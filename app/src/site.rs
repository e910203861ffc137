//! What the server hands to the pages: the portal, the built files and one request.

use crate::written::Html;
use std::{collections::HashMap, sync::Arc};

use domain::{City, Locale, PlaceId, display::Colours, report::ReportForm};
use jiff::Zoned;
use leptos::prelude::{Owner, RenderHtml};
use portal::Portal;
use serde::Deserialize;

use crate::{page_cache::PageCache, routes::Route, styles::Styles};

/// What every request shares.
pub struct Site {
    /// Answers questions about the city.
    pub portal: Portal,
    /// The files of the browser half.
    pub assets: Assets,
    /// Scheme and host under which citizens reach the portal, without a slash at the end.
    pub public_url: String,
    /// Pages written within this minute.
    pub written: PageCache,
}

impl Site {
    /// The city.
    pub fn city(&self) -> &City {
        &self.portal.city
    }
}

/// The files `cargo xtask build` made, by their plain names.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Assets {
    /// Changes with every file; a page of another build is loaded anew.
    pub build: String,
    /// Plain name to address with the hash, such as `nav.js` to `/assets/nav.1a2b3c4d.js`.
    pub files: HashMap<String, String>,
    /// Contents of the files that are written into pages ([`Self::WRITTEN`]), by their plain names.
    #[serde(skip)]
    pub contents: HashMap<&'static str, String>,
}

impl Assets {
    /// The files that are written into pages.
    pub const WRITTEN: [&'static str; 6] = [
        "theme.js",
        "critical.css",
        "home.css",
        "lists.css",
        "live.css",
        "charts.css",
    ];

    /// The address of a file; empty when it was not built.
    pub fn url(&self, name: &str) -> &str {
        self.files.get(name).map_or("", String::as_str)
    }

    /// The content of a file that is written into pages.
    pub fn content(&self, name: &str) -> &str {
        self.contents.get(name).map_or("", String::as_str)
    }
}

/// One request for a page.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// Language of the path.
    pub locale: Locale,
    /// The page; `None` when the path is none.
    pub route: Option<Route>,
    /// Path as requested, with its language.
    pub path: String,
    /// Parts of the query string, decoded.
    pub query: Vec<(String, String)>,
}

impl PageRequest {
    /// The first value of a name in the query string.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// A form that was sent.
#[derive(Clone, Debug)]
pub struct ReportRequest {
    /// Language of the path.
    pub locale: Locale,
    /// The place it is about.
    pub place: PlaceId,
    /// What was typed.
    pub form: ReportForm,
}

/// What stands in the head of a page and around it, finished before the body is written.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the page"
)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// Title without the portal's name.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// Whether search engines may list it.
    pub index: bool,
    /// Path with query that stands for this page, without the language's prefix.
    pub canonical: String,
    /// Path with query as asked, without the language's prefix, for the link to the other
    /// language; `canonical` when it is empty.
    pub asked: String,
    /// schema.org description as JSON-LD.
    pub json_ld: Option<String>,
    /// The same in forms for programs.
    pub alternates: Vec<Alternate>,
    /// Whether the page has a map: its files are fetched beside the client.
    pub has_map: bool,
    /// What is written into the page of styles that not all pages need at first.
    pub styles: Styles,
    /// Whether the page has a list to skip to.
    pub has_list: bool,
    /// Whether the page has a search box of its own, so that the header needs none.
    pub has_search_box: bool,
    /// Which entry of the navigation is the current one.
    pub area: Option<domain::Area>,
    /// What a screen on a wall has around its board, instead of header and footer.
    pub wall: Option<Wall>,
}

/// What stands around the board of a screen on a wall.
#[derive(Clone, Debug)]
pub struct Wall {
    /// What stands above every board.
    pub title: String,
    /// Its colours; those of the device when none are set.
    pub colours: Option<Colours>,
    /// The time it was written, in the city's zone.
    pub now: Zoned,
    /// The address of the next board.
    pub next: String,
    /// How long this one stays.
    pub seconds: u32,
}

impl Head {
    /// Path with query as asked, without the language's prefix.
    pub fn address(&self) -> &str {
        if self.asked.is_empty() {
            &self.canonical
        } else {
            &self.asked
        }
    }
}

/// The same as a page, in a form for programs: announced in the head, so that they find it.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// Media type.
    pub kind: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Where it is.
    pub href: String,
}

/// What surrounds the content of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Header and footer.
    Whole,
    /// Only the source and the way to the whole page: it is shown within somebody else's page.
    Embedded {
        /// `light` or `dark`; that of the device when there is none.
        theme: Option<&'static str>,
    },
}

impl Frame {
    /// The frame of an embedded page, whose address says `thema=hell` or `thema=dunkel`.
    pub fn embedded(query: &[(String, String)]) -> Self {
        let chosen = query.iter().find(|(name, _)| name == THEME);
        let theme = match chosen.map(|(_, value)| value.as_str()) {
            Some("hell") => Some("light"),
            Some("dunkel") => Some("dark"),
            _ => None,
        };
        Self::Embedded { theme }
    }
}

/// The part of an address that says which colours an embedded page has.
pub const THEME: &str = "thema";

/// A page whose content is loaded.
pub struct Page {
    /// Language.
    pub locale: Locale,
    /// Head and frame.
    pub head: Head,
    /// Content of `<main>`.
    pub body: Body,
}

/// Writes the content of a page from what its loader put into it.
pub type Body = Box<dyn FnOnce(&Site) -> Html + Send>;

/// A page whose content is written.
#[derive(Debug)]
pub struct WrittenPage {
    /// Language.
    pub locale: Locale,
    /// Head and frame.
    pub head: Head,
    /// Content of `<main>`.
    pub main: String,
}

impl Page {
    /// Writes the content.
    pub(crate) fn write(self, site: &Site) -> WrittenPage {
        let Self { locale, head, body } = self;
        let main = with_own_signals(|| body(site).to_html());
        WrittenPage { locale, head, main }
    }
}

/// Signals that are made meanwhile live as long as this takes. They belong to nobody else: the owner
/// that is current on this thread is that of the request it answered last, which may end at any time.
fn with_own_signals<T>(write: impl FnOnce() -> T) -> T {
    let owner = Owner::new_root(None);
    let written = owner.with(write);
    owner.cleanup();
    written
}

/// What a request is answered with.
pub enum Answer {
    /// A page.
    Page(Arc<WrittenPage>),
    /// Another address to look at (303 after a form, 308 for a page that moved).
    Redirect {
        /// HTTP status.
        status: u16,
        /// The address.
        to: String,
    },
}

/// Shared by all requests.
pub type SharedSite = Arc<Site>;

#[cfg(test)]
mod tests {
    use leptos::prelude::{GetUntracked, RwSignal};

    use super::*;

    #[test]
    fn a_page_outlives_the_request_that_the_thread_answered_before() {
        let before = Owner::new_root(None);
        let read = with_own_signals(|| {
            let signal = RwSignal::new(7);
            before.cleanup();
            signal.get_untracked()
        });
        assert_eq!(read, 7);
    }
}
