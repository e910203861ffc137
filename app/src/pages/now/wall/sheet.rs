//! What fills a screen at once, and who says so.

use domain::{Locale, live::FeedId};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    pages::{
        live::{badge, moment},
        now::Snapshot,
    },
    written::{Html, Written},
};

/// One view of a board. A board with much to say has several.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) body: Html,
    pub(super) foot: Html,
}

/// Of when values are, and who tells them.
#[derive(Default)]
pub(super) struct Told {
    /// The oldest of them.
    pub(super) as_of: Option<Timestamp>,
    pub(super) feeds: Vec<FeedId>,
}

impl Told {
    /// Takes one more value in.
    pub(super) fn add(&mut self, feed: &FeedId, at: Option<Timestamp>) {
        if !self.feeds.contains(feed) {
            self.feeds.push(feed.clone());
        }
        self.as_of = match (self.as_of, at) {
            (Some(oldest), Some(at)) => Some(oldest.min(at)),
            (oldest, at) => oldest.or(at),
        };
    }

    /// "Stand 14:25, vor 3 Min. · Quelle: … Simulation".
    pub(super) fn foot(&self, now: &Snapshot<'_>) -> Html {
        let locale = now.locale;
        let credits = self.feeds.iter().filter_map(|feed| {
            let feed = now.site.portal.feed(feed)?;
            let source = now.site.city().source(&feed.source)?;
            Some(source.attribution.clone())
        });
        let credits = credits.collect();
        let as_of = self.as_of.map(|at| {
            view! {
                {stand(now, at)} " · "
            }
        });
        let simulated = self.feeds.iter().any(|feed| now.is_simulated(feed));
        view! {
            <p>
                {simulated.then(|| view! { {badge(locale)} " " })}
                {as_of} {sources(locale, credits)}
            </p>
        }
        .written()
    }
}

/// "Stand 14:25, vor 3 Min."
pub(super) fn stand(now: &Snapshot<'_>, at: Timestamp) -> Html {
    let seconds = now.at.timestamp().duration_since(at).as_secs();
    let age = i18n::live::age(now.locale, seconds.max(0).unsigned_abs());
    view! {
        {i18n::live::as_of(now.locale)} " "
        <time datetime=at.to_string()>{moment(now.locale, at, &now.at)}</time>
        <span data-age="">", " {age}</span>
    }
    .written()
}

/// "Quelle: …", each once.
pub(super) fn sources(locale: Locale, mut credits: Vec<String>) -> Option<String> {
    credits.sort();
    credits.dedup();
    let names = credits.join(", ");
    (!names.is_empty()).then(|| format!("{}: {names}", i18n::wall::source(locale)))
}

/// As few parts as `most` allows, of about the same length; one empty part for nothing.
pub(super) fn evenly<T>(items: Vec<T>, most: usize) -> Vec<Vec<T>> {
    let parts = items.len().div_ceil(most).max(1);
    let length = items.len().div_ceil(parts).max(1);
    let mut items = items.into_iter();
    (0..parts)
        .map(|_| items.by_ref().take(length).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_divided_evenly() {
        let lengths = |n: usize| -> Vec<usize> {
            let parts = evenly((0..n).collect(), 15);
            parts.iter().map(Vec::len).collect()
        };
        assert_eq!(lengths(0), [0]);
        assert_eq!(lengths(15), [15]);
        assert_eq!(lengths(16), [8, 8]);
        assert_eq!(lengths(31), [11, 11, 9]);
    }
}
