//! The table of this month, and around its first days that of the month before; after a start also
//! those of the months before that.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use super::{flat::ZeroSince, map};
use crate::{
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::{FetchError, Reader},
    options::{OptionsError, parse},
};

const MONTH: &str = "{yyyymm}";
const FILE: &str = "fahrradzaehler_stundenwerten_{yyyymm}.csv.gz";
/// Until this day the month before still gets late values.
const LATE_UNTIL_DAY: i8 = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    /// Identifiers of the counters; all in the city when it is left out.
    pub(super) sites: Option<Vec<String>>,
    /// So many months are read after a start, this one among them.
    #[serde(default = "two")]
    months: u8,
}

/// Tells after a start which counters have been silent for long.
fn two() -> u8 {
    2
}

struct BicycleCounts {
    options: Options,
    zero_since: Mutex<ZeroSince>,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = parse(feed)?;
    if !(2..=36).contains(&options.months) {
        return Err(OptionsError::new(feed, "`months` goes from 2 to 36"));
    }
    let zero_since = Mutex::default();
    Ok(Box::new(BicycleCounts {
        options,
        zero_since,
    }))
}

/// The address of a month's table.
fn address(url: &str, month: Date) -> String {
    let yyyymm = format!("{:04}{:02}", month.year(), month.month());
    if url.contains(MONTH) {
        url.replace(MONTH, &yyyymm)
    } else {
        format!(
            "{}/{}",
            url.trim_end_matches('/'),
            FILE.replace(MONTH, &yyyymm)
        )
    }
}

#[async_trait]
impl Connector for BicycleCounts {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut zero_since = self
            .zero_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let today = context.now.to_zoned(context.zone.clone()).date();
        let this = today.first_of_month();
        let before = this.yesterday().map_or(this, Date::first_of_month);
        let is_start = zero_since.is_empty();
        let is_late = today.day() <= LATE_UNTIL_DAY;
        let mut harvest = Harvest::default();
        let mut changed = false;
        let mut answered = false;
        for month in (0..self.options.months)
            .rev()
            .map(|ago| this - i32::from(ago).months())
        {
            let is_due = month == this || is_start || (is_late && month == before);
            if !is_due {
                continue;
            }
            let address = address(&context.feed.url, month);
            match reader.get_if_changed(&address).await {
                Ok(Some(answer)) => {
                    let table = map::Month {
                        address: &address,
                        first_day: month,
                        sites: self.options.sites.as_deref(),
                    };
                    map::add(&answer.body, table, &mut zero_since, context, &mut harvest)?;
                    (changed, answered) = (true, true);
                }
                Ok(None) => answered = true,
                // A month has no table before its first values, and old ones may be gone.
                Err(FetchError::Status { status: 404, .. }) if month < this || answered => {}
                Err(error) => return Err(error.into()),
            }
        }
        // Only now: a reading that fails half-way changes nothing.
        *self
            .zero_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = zero_since;
        if changed {
            unless_all_faulty(harvest, &context.feed.url).map(Some)
        } else {
            Ok(None)
        }
    }
}
