//! What sources said about the version of their answers, so that they need not send them again.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::live::FeedId;
use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};

/// The versions of a feed's answers, by address. An answer counts only once it has been stored:
/// otherwise a reading that failed halfway would never be made up for.
#[derive(Default)]
struct Answers {
    stored: HashMap<String, HeaderMap>,
    reading: HashMap<String, HeaderMap>,
}

/// The versions of all feeds.
#[derive(Default)]
pub(super) struct Memory(Mutex<HashMap<FeedId, Answers>>);

impl Memory {
    /// The headers that ask for an answer only if it has changed.
    pub(super) fn conditions(&self, feed: &FeedId, url: &str) -> HeaderMap {
        let answers = self.lock();
        let known = answers
            .get(feed)
            .and_then(|answers| answers.stored.get(url));
        known.cloned().unwrap_or_default()
    }

    /// An answer came.
    pub(super) fn answered(&self, feed: &FeedId, url: &str, headers: &HeaderMap) {
        let condition = |from, to: HeaderName| -> Option<(HeaderName, HeaderValue)> {
            headers
                .get::<HeaderName>(from)
                .map(|value| (to, value.clone()))
        };
        let conditions =
            condition(ETAG, IF_NONE_MATCH).or_else(|| condition(LAST_MODIFIED, IF_MODIFIED_SINCE));
        let mut answers = self.lock();
        let reading = &mut answers.entry(feed.clone()).or_default().reading;
        reading.insert(url.to_owned(), conditions.into_iter().collect());
    }

    /// Nothing has changed at an address.
    pub(super) fn unchanged(&self, feed: &FeedId, url: &str) {
        let mut answers = self.lock();
        let answers = answers.entry(feed.clone()).or_default();
        if let Some(known) = answers.stored.get(url) {
            answers.reading.insert(url.to_owned(), known.clone());
        }
    }

    /// The reading was stored: its answers are the known ones, and no others are.
    pub(super) fn stored(&self, feed: &FeedId) {
        if let Some(answers) = self.lock().get_mut(feed) {
            answers.stored = std::mem::take(&mut answers.reading);
        }
    }

    /// Everything of a feed is asked for anew.
    pub(super) fn forget(&self, feed: &FeedId) {
        self.lock().remove(feed);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<FeedId, Answers>> {
        // Nothing between lock and unlock can leave it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
