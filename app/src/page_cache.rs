//! Pages that were written a moment ago.
//!
//! Most readers ask for the same pages. A page says what is open, so it is kept no longer than the
//! minute it was written in, and not beyond a change of the places. What somebody typed (an address,
//! a word) is never kept.

use std::sync::Arc;

use quick_cache::{Weighter, sync::Cache};

use crate::{
    routes::Route,
    site::{PageRequest, Site, WrittenPage},
};

/// Bytes of HTML that are kept at most.
const BYTES: u64 = 16 * 1024 * 1024;

/// Pages that are kept about.
const PAGES: usize = 500;

/// Parts of an address in which people write about themselves.
const TYPED: [&str; 2] = ["nahe", "q"];

/// The minute of a page, the revision of the places it shows and the live values it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    minute: i64,
    revision: i64,
    sequence: i64,
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
        if request
            .query
            .iter()
            .any(|(name, _)| TYPED.contains(&name.as_str()))
        {
            return write();
        }
        let moment = Moment {
            minute: site.portal.now().timestamp().as_second().div_euclid(60),
            revision: site.portal.directory().revision(),
            sequence: sequence(site, request),
        };
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
    let shows_values = matches!(request.route, Some(Route::Live(_) | Route::Area(_)));
    let live = site.portal.live().filter(|_| shows_values);
    live.map_or(0, |live| live.board().sequence())
}

/// Path and query as they were understood.
fn address(request: &PageRequest) -> String {
    let pairs = request
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    format!("{}?{}", request.path, pairs.collect::<Vec<_>>().join("&"))
}
