//! What is measured about feeds.

use domain::live::{Feed, FeedRun};

/// Explains the metrics of feeds to whoever collects them.
pub fn describe() {
    metrics::describe_counter!("portal_feed_runs_total", "Readings of a feed by outcome.");
    metrics::describe_counter!(
        "portal_feed_observations_total",
        "Observations that were new or revised."
    );
    metrics::describe_counter!("portal_feed_rejected_total", "Records that were left out.");
    metrics::describe_counter!(
        "portal_feed_bytes_total",
        metrics::Unit::Bytes,
        "Bytes of answers after decompression."
    );
    metrics::describe_gauge!(
        "portal_feed_last_success_seconds",
        metrics::Unit::Seconds,
        "When a feed last answered as it should, as seconds since 1970."
    );
    metrics::describe_gauge!(
        "portal_feed_circuit_open",
        "1 while a feed has failed too often."
    );
}

/// Counts a reading.
pub(super) fn count(feed: &Feed, run: &FeedRun, open: bool) {
    let id = feed.id.to_string();
    metrics::counter!("portal_feed_runs_total", "feed" => id.clone(), "outcome" => run.outcome.as_str()).increment(1);
    let observations = |kind, number| {
        metrics::counter!("portal_feed_observations_total", "feed" => id.clone(), "kind" => kind)
            .increment(number);
    };
    observations("new", run.new);
    observations("revised", run.revised);
    metrics::counter!("portal_feed_rejected_total", "feed" => id.clone())
        .increment(run.rejected.into());
    metrics::counter!("portal_feed_bytes_total", "feed" => id.clone()).increment(run.bytes);
    metrics::gauge!("portal_feed_circuit_open", "feed" => id.clone())
        .set(f64::from(u8::from(open)));
    if run.outcome.is_success() {
        let seconds = run.ended.as_millisecond().div_euclid(1000);
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are exact")]
        metrics::gauge!("portal_feed_last_success_seconds", "feed" => id).set(seconds as f64);
    }
}
