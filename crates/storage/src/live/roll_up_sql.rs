//! The statements that roll buckets up. Both databases know them.

/// How one kind of bucket is rolled up.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// How many buckets there are.
    pub(super) count: &'static str,
    /// Writes what they come to.
    pub(super) write: &'static str,
    /// Forgets what they came to.
    pub(super) forget: &'static str,
}

/// The dirty buckets that are taken: `$1` is the last of them.
macro_rules! taken {
    () => {
        "FROM dirty_bucket WHERE key <= $1"
    };
}

/// Buckets that lie in one slot of observations: quarters, and hours where there are no quarters.
macro_rules! short_buckets {
    () => {
        concat!(
            "(SELECT DISTINCT datastream, level, start, past ",
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
             ",
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
             start - start % 3600000 + 3600000 AS past ",
            taken!(),
            " AND level = 900)"
        )
    };
}

/// Days made of hours that are over: `$1` is the present, `$2` and `$3` are the last of them.
macro_rules! past_days {
    () => {
        "(SELECT datastream, 86400 AS level, start, past FROM dirty_day \
         WHERE past <= $1 AND (datastream, start) <= (CAST($2 AS BIGINT), $3))"
    };
}

/// Days made of hours, of the datastream `$1`, that start in `$4` to `$5`.
macro_rules! asked_days {
    () => {
        "(SELECT datastream, 86400 AS level, start, past FROM dirty_day \
         WHERE datastream = $1 AND start >= $4 AND start < $5)"
    };
}

macro_rules! count {
    ($buckets:expr) => {
        concat!("SELECT count(*) FROM ", $buckets, " b")
    };
}

macro_rules! forget {
    ($buckets:expr) => {
        concat!(
            "WITH b AS MATERIALIZED ",
            $buckets,
            " DELETE FROM rollup WHERE (level, slot, datastream, start) IN \
             (SELECT level, start / (level * 8000), datastream, start FROM b)"
        )
    };
}

/// Buckets `b` with the slots of their parts. They are looked up part by part: a planner that
/// were free to do something else would, whenever its statistics are old.
macro_rules! with_slots {
    ($buckets:expr, $slot_ms:literal, $slots:expr) => {
        concat!(
            "b AS MATERIALIZED (SELECT l.datastream, l.level, l.start, l.past, \
             l.start / ",
            $slot_ms,
            " + k.i AS slot, CASE WHEN s.period_ms IS NULL THEN 0 ELSE 1 END AS shift, \
             CASE WHEN s.expected_every_ms < 1000 THEN 1 ELSE s.expected_every_ms / 1000 END AS every \
             FROM ",
            $buckets,
            " l CROSS JOIN datastream s CROSS JOIN ",
            $slots,
            " k WHERE s.key = l.datastream AND l.start / ",
            $slot_ms,
            " + k.i <= (l.past - 1) / ",
            $slot_ms,
            ") "
        )
    };
}

/// For buckets that lie in one slot of their parts.
macro_rules! one_slot {
    () => {
        "(SELECT 0 AS i)"
    };
}

/// For days: 25 hours lie in at most six slots of six hours, and in five of eight.
macro_rules! slots_of_a_day {
    () => {
        "(SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 \
         UNION ALL SELECT 4 UNION ALL SELECT 5)"
    };
}

/// Writes buckets with their slots `$b`, what they come to and the last value, all from `$parts`.
macro_rules! insert {
    ($b:expr, $parts:expr, $last:literal) => {
        concat!(
            "WITH ",
            $b,
            "INSERT INTO rollup (level, slot, datastream, start, n, expected_n, sum, min, max, last) \
             SELECT g.level, g.start / (g.level * 8000), g.datastream, ",
            columns!(),
            $last,
            $parts,
            " ON CONFLICT (level, slot, datastream, start) DO UPDATE SET n = excluded.n, \
             expected_n = excluded.expected_n, sum = excluded.sum, min = excluded.min, \
             max = excluded.max, last = excluded.last"
        )
    };
}

/// Columns of the roll-ups `g`; the last value is looked up afterwards.
macro_rules! columns {
    () => {
        "g.start, g.n, CAST(((g.past - g.start) / 1000 + g.every - 1) / g.every AS INTEGER) \
         AS expected_n, g.sum, g.min, g.max, "
    };
}

macro_rules! from_observations {
    ($buckets:expr, $slots:expr) => {
        Step {
            count: count!($buckets),
            forget: forget!($buckets),
            // A period that ends with the bucket belongs to it, an instant does not.
            write: insert!(
                with_slots!($buckets, 21_600_000, $slots),
                " FROM (SELECT b.level, b.datastream, b.start, max(b.past) AS past, \
                 max(b.every) AS every, max(b.shift) AS shift, \
                 CAST(count(*) AS INTEGER) AS n, sum(o.value) AS sum, min(o.value) AS min, \
                 max(o.value) AS max, max(o.t_end) AS newest FROM b CROSS JOIN observation o \
                 WHERE o.slot = b.slot AND o.datastream = b.datastream \
                 AND o.t_end >= b.start + b.shift AND o.t_end < b.past + b.shift \
                 AND o.value IS NOT NULL AND o.quality NOT IN (4, 6) \
                 GROUP BY b.level, b.datastream, b.start) g \
                 CROSS JOIN observation o WHERE o.slot = (g.newest - g.shift) / 21600000 \
                 AND o.datastream = g.datastream AND o.t_end = g.newest",
                "o.value"
            ),
        }
    };
}

/// What the buckets `b` come to, from roll-ups of the level `$part` in slots of `$slot_ms`.
macro_rules! of_parts {
    ($part:literal, $slot_ms:literal) => {
        concat!(
            " FROM (SELECT b.level, b.datastream, b.start, max(b.past) AS past, \
             max(b.every) AS every, \
             CAST(sum(r.n) AS INTEGER) AS n, sum(r.sum) AS sum, min(r.min) AS min, \
             max(r.max) AS max, max(r.start) AS newest FROM b CROSS JOIN rollup r \
             WHERE r.level = ",
            $part,
            " AND r.slot = b.slot AND r.datastream = b.datastream \
             AND r.start >= b.start AND r.start < b.past \
             GROUP BY b.level, b.datastream, b.start) g \
             CROSS JOIN rollup r WHERE r.level = ",
            $part,
            " AND r.slot = g.newest / ",
            $slot_ms,
            " AND r.datastream = g.datastream AND r.start = g.newest"
        )
    };
}

macro_rules! from_rollups {
    ($buckets:expr, $part:literal, $slot_ms:literal, $slots:expr) => {
        Step {
            count: count!($buckets),
            forget: forget!($buckets),
            write: insert!(
                with_slots!($buckets, $slot_ms, $slots),
                of_parts!($part, $slot_ms),
                "r.last"
            ),
        }
    };
}

/// For dirty buckets, in their order: each reads what the ones before it wrote.
pub(super) const BUCKETS: [Step; 3] = [
    // Quarters; and hours of datastreams that have no quarters.
    from_observations!(short_buckets!(), one_slot!()),
    // Hours of datastreams that have quarters.
    from_rollups!(hours!(), 900, 7_200_000, one_slot!()),
    // Days that cannot be made of hours.
    from_observations!(long_buckets!(), slots_of_a_day!()),
];

/// Remembers the days around the dirty buckets that are made of hours.
pub(super) const REMEMBER_DAYS: &str = concat!(
    "INSERT INTO dirty_day (datastream, start, past) \
     SELECT DISTINCT n.datastream, n.day_start, n.day_past FROM (SELECT * ",
    taken!(),
    ") n WHERE n.level < 86400 AND n.day_start % 3600000 = 0 AND n.day_past % 3600000 = 0 \
     AND NOT EXISTS (SELECT 1 FROM dirty_day d WHERE d.datastream = n.datastream \
     AND d.start = n.day_start)"
);

/// For days made of hours that are over.
pub(super) const DAYS: Step = from_rollups!(past_days!(), 3600, 28_800_000, slots_of_a_day!());

/// Days of the datastream `$1` that start in `$4` to `$5`, stored in slots from `$2` to `$3`; the
/// dirty ones are made of their hours.
pub(super) const ASKED_DAYS: &str = concat!(
    "WITH RECURSIVE slots (slot) AS \
     (SELECT CAST($2 AS INTEGER) UNION ALL SELECT slot + 1 FROM slots WHERE slot < $3), ",
    with_slots!(asked_days!(), 28_800_000, slots_of_a_day!()),
    "SELECT r.start, r.n, r.expected_n, r.sum, r.min, r.max, r.last \
     FROM slots CROSS JOIN rollup r WHERE r.level = $6 AND r.slot = slots.slot \
     AND r.datastream = $1 AND r.start >= $4 AND r.start < $5 \
     AND NOT EXISTS (SELECT 1 FROM dirty_day d WHERE d.datastream = $1 AND d.start = r.start) \
     UNION ALL SELECT ",
    columns!(),
    "r.last",
    of_parts!(3600, 28_800_000),
    " ORDER BY 1"
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
        assert!(BUCKETS[0].write.contains(&sql), "{sql}");
        assert_eq!(Level::ALL.map(Level::code), [900, 3_600, 86_400]);
    }
}
