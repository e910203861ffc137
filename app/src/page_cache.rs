//! Pages that were written a moment ago.
//!
//! Most readers ask for the same pages. A page says what is open, so it is kept no longer than the
//! minute it was written in, and not beyond a change of the places or the timetable. What somebody
//! typed (an address, a word) is never kept.

use std::sync::Arc;

use quick_cache::{Weighter, sync::Cache};

use crate::{
    routes::Route,
    site::{PageRequest, Site, WrittenPage},
};

/// Bytes of HTML that are kept at most.
const BYTES: u64 = 8 * 1024 * 1024;

/// Pages that are kept about.
const PAGES: usize = 500;

/// Parts of an address in which people write about themselves.
const TYPED: [&str; 2] = ["nahe", "q"];

/// The minute of a page, the revisions of the places and the timetable it shows, and the live values it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    minute: i64,
    revision: i64,
    timetable: i64,
    sequence: i64,
}

impl Moment {
    fn of(site: &Site, request: &PageRequest) -> Self {
        let timetables = site.portal.timetables();
        Self {
            timetable: timetables.map_or(0, |all| all.directory().revision()),
            minute: site.portal.now().timestamp().as_second().div_euclid(60),
            revision: site.portal.directory().revision(),
            sequence: sequence(site, request),
        }
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, (Moment, Arc<WrittenPage>)> for Weight {
    fn weight(&self, address: &String, (_, page): &(Moment, Arc<WrittenPage>)) -> u64 {
        (address.len() + page.main.len()) as u64
    }
}

/// Written pages by their address.
pub struct PageCache(Cache<String, (Moment, Arc<WrittenPage>), Weight>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(PAGES, BYTES, Weight))
    }
}

impl PageCache {
    /// The page of this minute for a request, written now if it is not there. Only found pages are
    /// kept: there are no limits to what does not exist.
    pub(crate) fn get_or_write(
        &self,
        site: &Site,
        request: &PageRequest,
        write: impl FnOnce() -> Arc<WrittenPage>,
    ) -> Arc<WrittenPage> {
        self.get_or_write_at(Moment::of(site, request), request, write)
    }

    /// The page of this minute for a request, if it has been written: for pages that have to ask for
    /// something first.
    pub(crate) fn kept(&self, site: &Site, request: &PageRequest) -> Option<Arc<WrittenPage>> {
        let (then, page) = self.0.get(&address(request))?;
        (then == Moment::of(site, request)).then_some(page)
    }

    fn get_or_write_at(
        &self,
        moment: Moment,
        request: &PageRequest,
        write: impl FnOnce() -> Arc<WrittenPage>,
    ) -> Arc<WrittenPage> {
        if request
            .query
            .iter()
            .any(|(name, _)| TYPED.contains(&name.as_str()))
        {
            return write();
        }
        let address = address(request);
        if let Some((then, page)) = self.0.get(&address)
            && then == moment
        {
            return page;
        }
        let page = write();
        if page.head.status == 200 {
            self.0.insert(address, (moment, page.clone()));
        }
        page
    }
}

/// The change of the live values that a page shows; 0 when it shows none.
fn sequence(site: &Site, request: &PageRequest) -> i64 {
    let shows_values = matches!(
        request.route,
        Some(Route::Home | Route::Live(_) | Route::Area(_) | Route::Display(_) | Route::Heat)
    );
    let live = site.portal.live().filter(|_| shows_values);
    live.map_or(0, |live| live.board().sequence())
}

/// Path and query as they were understood, encoded: a value with a `&` in it is another page.
fn address(request: &PageRequest) -> String {
    let pairs = serde_urlencoded::to_string(&request.query).unwrap_or_default();
    format!("{}?{pairs}", request.path)
}

#[cfg(test)]
mod tests {
    use domain::Locale;

    use super::*;
    use crate::site::Head;

    const NOON: Moment = Moment {
        minute: 720,
        revision: 1,
        timetable: 0,
        sequence: 0,
    };

    fn request(path: &str, query: &[(&str, &str)]) -> PageRequest {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        PageRequest {
            locale: Locale::De,
            route: None,
            path: path.to_owned(),
            query: query.iter().map(owned).collect(),
        }
    }

    fn page(status: u16, main: &str) -> Arc<WrittenPage> {
        let head = Head {
            status,
            ..Head::default()
        };
        Arc::new(WrittenPage {
            locale: Locale::De,
            head,
            main: main.to_owned(),
        })
    }

    /// Whether the page is not there and has to be written.
    fn is_written(cache: &PageCache, moment: Moment, request: &PageRequest) -> bool {
        let mut written = false;
        cache.get_or_write_at(moment, request, || {
            written = true;
            page(200, "anew")
        });
        written
    }

    #[test]
    fn a_page_is_written_once_a_minute_and_after_every_change_it_shows() {
        let (cache, list) = (PageCache::default(), request("/orte", &[]));
        let later = Moment {
            minute: 721,
            ..NOON
        };
        let imported = Moment {
            revision: 2,
            ..later
        };
        let running = Moment {
            timetable: 1,
            ..imported
        };
        let observed = Moment {
            sequence: 1,
            ..running
        };
        for moment in [NOON, later, imported, running, observed] {
            assert!(is_written(&cache, moment, &list), "{moment:?}");
            assert!(!is_written(&cache, moment, &list), "{moment:?}");
        }
    }

    #[test]
    fn every_path_and_every_query_has_its_own_page() {
        let cache = PageCache::default();
        for (path, query) in [
            ("/orte", &[][..]),
            ("/en/orte", &[]),
            ("/orte", &[("kategorie", "toiletten")]),
            ("/orte", &[("kategorie", "toiletten"), ("seite", "2")]),
            ("/orte", &[("kategorie", "toiletten&seite=2")]),
        ] {
            let request = request(path, query);
            assert!(is_written(&cache, NOON, &request), "{path} {query:?}");
        }
    }

    #[test]
    fn what_somebody_typed_is_never_kept() {
        let cache = PageCache::default();
        for typed in [("nahe", "Hauptstraße 1"), ("q", "Apotheke"), ("nahe", "")] {
            let request = request("/orte", &[("kategorie", "toiletten"), typed]);
            assert!(is_written(&cache, NOON, &request), "{typed:?}");
            assert!(is_written(&cache, NOON, &request), "{typed:?}");
        }
        assert_eq!(cache.0.len(), 0);
    }

    #[test]
    fn a_page_that_does_not_exist_is_not_kept() {
        let (cache, missing) = (PageCache::default(), request("/orte", &[]));
        let answer = cache.get_or_write_at(NOON, &missing, || page(404, "none"));
        assert_eq!(answer.head.status, 404);
        assert!(is_written(&cache, NOON, &missing));
    }

    #[test]
    fn the_pages_together_stay_within_their_bytes() {
        let (cache, main) = (PageCache::default(), "x".repeat(100_000));
        for number in 0..200 {
            let request = request("/orte", &[("seite", &number.to_string())]);
            cache.get_or_write_at(NOON, &request, || page(200, &main));
        }
        assert!(cache.0.weight() <= BYTES, "{}", cache.0.weight());
        assert!(cache.0.len() > 20, "{}", cache.0.len());
    }
}
