//! The statements that roll buckets up. Both databases know them; `$1`, `$2` and `$3` are the last
//! of the dirty buckets that are taken, in the order of their key.

/// How one kind of bucket is rolled up.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// Writes what the buckets come to.
    pub(super) write: &'static str,
    /// Removes the roll-ups of buckets in which nothing counts any more.
    pub(super) forget: &'static str,
}

/// The dirty buckets that are taken.
macro_rules! taken {
    () => {
        "(datastream, level, start) <= ($1, $2, $3)"
    };
}

/// Buckets that lie in one slot of observations: quarters, and hours where there are no quarters.
macro_rules! short_buckets {
    () => {
        concat!(
            "(SELECT datastream, level, start, past FROM dirty_bucket WHERE ",
            taken!(),
            " AND level < 86400)"
        )
    };
}

/// Days of which no hours can be made: where values stand for more than an hour, and where the
/// city's days do not begin with an hour of UTC.
macro_rules! long_buckets {
    () => {
        concat!(
            "(SELECT DISTINCT datastream, 86400 AS level, day_start AS start, day_past AS past \
             FROM dirty_bucket WHERE ",
            taken!(),
            " AND (level = 86400 OR day_start % 3600000 <> 0 OR day_past % 3600000 <> 0))"
        )
    };
}

/// Hours around quarters.
macro_rules! hours {
    () => {
        concat!(
            "(SELECT DISTINCT datastream, 3600 AS level, start - start % 3600000 AS start, \
             start - start % 3600000 + 3600000 AS past FROM dirty_bucket WHERE ",
            taken!(),
            " AND level = 900)"
        )
    };
}

/// Days made of hours.
macro_rules! days {
    () => {
        concat!(
            "(SELECT DISTINCT datastream, 86400 AS level, day_start AS start, day_past AS past \
             FROM dirty_bucket WHERE ",
            taken!(),
            " AND level < 86400 AND day_start % 3600000 = 0 AND day_past % 3600000 = 0)"
        )
    };
}

/// The slot of observations that holds the bucket.
macro_rules! one_slot {
    () => {
        "o.slot = b.start / 21600000"
    };
}

/// The slots of observations that a day can lie in.
macro_rules! slots_of_a_day {
    () => {
        "o.slot IN (b.start / 21600000, b.start / 21600000 + 1, b.start / 21600000 + 2, \
         b.start / 21600000 + 3, b.start / 21600000 + 4, b.start / 21600000 + 5)"
    };
}

/// Observations of the bucket `b` of the datastream `s` that count. A period that ends with the
/// bucket belongs to it, an instant does not.
macro_rules! counting {
    ($slots:expr) => {
        concat!(
            $slots,
            " AND o.datastream = b.datastream \
             AND o.t_end >= b.start + CASE WHEN s.period_ms IS NULL THEN 0 ELSE 1 END \
             AND o.t_end < b.past + CASE WHEN s.period_ms IS NULL THEN 0 ELSE 1 END \
             AND o.value IS NOT NULL AND o.quality NOT IN (4, 6)"
        )
    };
}

/// How many values the bucket should hold.
macro_rules! expected {
    () => {
        "CAST(((b.past - b.start) / 1000 + s.every - 1) / s.every AS INTEGER)"
    };
}

/// Datastreams with the seconds between two values.
macro_rules! streams {
    () => {
        "(SELECT key, period_ms, CASE WHEN expected_every_ms < 1000 THEN 1 \
         ELSE expected_every_ms / 1000 END AS every FROM datastream) s"
    };
}

macro_rules! upsert {
    () => {
        " ON CONFLICT (level, slot, datastream, start) DO UPDATE SET n = excluded.n, \
         expected_n = excluded.expected_n, sum = excluded.sum, min = excluded.min, \
         max = excluded.max, last = excluded.last"
    };
}

macro_rules! from_observations {
    ($buckets:expr, $slots:expr) => {
        Step {
            // The slot of the latest value follows from its time.
            write: concat!(
                "INSERT INTO rollup (level, slot, datastream, start, n, expected_n, sum, min, max, last) \
                 SELECT g.level, g.start / (g.level * 8000), g.datastream, g.start, g.n, g.expected, \
                 g.sum, g.min, g.max, l.value FROM (SELECT b.level, b.datastream, b.start, \
                 CAST(count(*) AS INTEGER) AS n, ",
                expected!(),
                " AS expected, sum(o.value) AS sum, min(o.value) AS min, max(o.value) AS max, \
                 max(o.t_end) AS newest, CASE WHEN s.period_ms IS NULL THEN 0 ELSE 1 END AS shift FROM ",
                $buckets,
                " b CROSS JOIN ",
                streams!(),
                " CROSS JOIN observation o WHERE s.key = b.datastream AND ",
                counting!($slots),
                " GROUP BY b.datastream, b.level, b.start, b.past, s.every, s.period_ms) g \
                 CROSS JOIN observation l WHERE l.slot = (g.newest - g.shift) / 21600000 \
                 AND l.datastream = g.datastream AND l.t_end = g.newest",
                upsert!()
            ),
            forget: concat!(
                "DELETE FROM rollup WHERE (level, slot, datastream, start) IN \
                 (SELECT b.level, b.start / (b.level * 8000), b.datastream, b.start FROM ",
                $buckets,
                " b CROSS JOIN datastream s WHERE s.key = b.datastream \
                 AND NOT EXISTS (SELECT 1 FROM observation o WHERE ",
                counting!($slots),
                "))"
            ),
        }
    };
}

/// Roll-ups of the source's level in the bucket `b`.
macro_rules! parts {
    ($source:literal, $slots:expr) => {
        concat!(
            "r.level = ",
            $source,
            " AND ",
            $slots,
            " AND r.datastream = b.datastream AND r.start >= b.start AND r.start < b.past"
        )
    };
}

macro_rules! from_rollups {
    ($buckets:expr, $source:literal, $slots:expr) => {
        Step {
            write: concat!(
                "INSERT INTO rollup (level, slot, datastream, start, n, expected_n, sum, min, max, last) \
                 SELECT g.level, g.start / (g.level * 8000), g.datastream, g.start, g.n, g.expected, \
                 g.sum, g.min, g.max, l.last FROM (SELECT b.level, b.datastream, b.start, \
                 CAST(sum(r.n) AS INTEGER) AS n, ",
                expected!(),
                " AS expected, sum(r.sum) AS sum, min(r.min) AS min, max(r.max) AS max, \
                 max(r.start) AS newest FROM ",
                $buckets,
                " b CROSS JOIN ",
                streams!(),
                " CROSS JOIN rollup r WHERE s.key = b.datastream AND ",
                parts!($source, $slots),
                " GROUP BY b.datastream, b.level, b.start, b.past, s.every) g \
                 CROSS JOIN rollup l WHERE l.level = ",
                $source,
                " AND l.slot = g.newest / (",
                $source,
                " * 8000) AND l.datastream = g.datastream AND l.start = g.newest",
                upsert!()
            ),
            forget: concat!(
                "DELETE FROM rollup WHERE (level, slot, datastream, start) IN \
                 (SELECT b.level, b.start / (b.level * 8000), b.datastream, b.start FROM ",
                $buckets,
                " b WHERE NOT EXISTS (SELECT 1 FROM rollup r WHERE ",
                parts!($source, $slots),
                "))"
            ),
        }
    };
}

/// Quarters; and hours of datastreams that have no quarters.
pub(super) const SHORT_FROM_OBSERVATIONS: Step = from_observations!(short_buckets!(), one_slot!());

/// Hours of datastreams that have quarters: eight quarters are a slot.
pub(super) const HOURS_FROM_QUARTERS: Step =
    from_rollups!(hours!(), 900, "r.slot = b.start / 7200000");

/// Days that cannot be made of hours.
pub(super) const LONG_FROM_OBSERVATIONS: Step =
    from_observations!(long_buckets!(), slots_of_a_day!());

/// All other days: eight hours are a slot, and a day has up to 25 hours.
pub(super) const DAYS_FROM_HOURS: Step = from_rollups!(
    days!(),
    3600,
    "r.slot IN (b.start / 28800000, b.start / 28800000 + 1, b.start / 28800000 + 2, \
     b.start / 28800000 + 3, b.start / 28800000 + 4)"
);

#[cfg(test)]
mod tests {
    use domain::live::{Level, Quality};

    use super::*;

    #[test]
    fn the_statements_leave_out_what_the_domain_leaves_out() {
        let out: Vec<String> = Quality::ALL
            .into_iter()
            .filter(|quality| !quality.counts())
            .map(|quality| quality.code().to_string())
            .collect();
        let sql = format!("o.quality NOT IN ({})", out.join(", "));
        assert!(SHORT_FROM_OBSERVATIONS.write.contains(&sql), "{sql}");
        assert_eq!(Level::ALL.map(Level::code), [900, 3_600, 86_400]);
    }
}
