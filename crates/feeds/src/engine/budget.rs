//! How much a feed may bring in a day. A source that makes up identifiers, or ignores how it is
//! paged, fills no disk.

use domain::live::{Feed, Harvest};
use jiff::{SignedDuration, Timestamp};
use portal::ports::{LiveStore, StoreError};

/// Why a harvest is more than its feed may bring, if it is. All its observations count, also
/// those that are in the store already: a budget is a multiple of one answer.
pub(super) async fn refusal(
    store: &dyn LiveStore,
    feed: &Feed,
    harvest: &Harvest,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let day_ago = now - SignedDuration::from_hours(24);
    let before = store.rows_since(&feed.id, day_ago).await?;
    let brought = harvest.observations.len() as u64;
    let budget = u64::from(feed.row_budget);
    Ok((before + brought > budget).then(|| {
        format!("it brings {brought} observations after {before} in 24 h; row_budget is {budget}")
    }))
}
