-- Feeds, things and time series, in the words of OGC SensorThings. Instants and lengths are in
-- milliseconds, instants since 1970 in UTC. The same tables are in migrations/postgres/.

-- One row: numbers that grow with every change, over all feeds.
CREATE TABLE live_sequence (
    only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    number   INTEGER NOT NULL, -- the newest change
    removed  INTEGER NOT NULL  -- the newest change that removed something
) STRICT;

INSERT INTO live_sequence (number, removed) VALUES (0, 0);

-- How each feed has been doing, and the numbers of its newest changes.
CREATE TABLE feed_state (
    feed                TEXT    NOT NULL PRIMARY KEY,
    origin              TEXT    CHECK (origin IN ('live', 'simulated')), -- NULL until it brought something
    last_attempt        INTEGER,
    last_success        INTEGER,
    failing_since       INTEGER,
    next_try            INTEGER,
    rejected            INTEGER NOT NULL,
    last_error          TEXT,
    health_sequence     INTEGER NOT NULL,
    described_sequence  INTEGER NOT NULL, -- of its things and datastreams
    latest_sequence     INTEGER NOT NULL,
    events_sequence     INTEGER NOT NULL
) STRICT;

-- Every reading of a feed.
CREATE TABLE feed_run (
    key         INTEGER NOT NULL PRIMARY KEY,
    feed        TEXT    NOT NULL,
    started     INTEGER NOT NULL,
    ended       INTEGER NOT NULL,
    outcome     TEXT    NOT NULL,
    http_status INTEGER,
    bytes       INTEGER NOT NULL,
    seen        INTEGER NOT NULL,
    rejected    INTEGER NOT NULL,
    brought     INTEGER NOT NULL, -- observations that were not there before
    revised     INTEGER NOT NULL,
    error       TEXT,
    next_try    INTEGER NOT NULL
) STRICT;

CREATE INDEX feed_run_by_time ON feed_run (feed, started);

-- Which program reads a feed.
CREATE TABLE feed_lease (
    feed       TEXT    NOT NULL PRIMARY KEY,
    owner      TEXT    NOT NULL,
    held_until INTEGER NOT NULL
) STRICT;

CREATE TABLE thing (
    key      INTEGER NOT NULL PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    feed     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    lat      REAL    CHECK (lat BETWEEN -90 AND 90), -- WGS 84, degrees
    lon      REAL    CHECK (lon BETWEEN -180 AND 180),
    district TEXT,
    facts    TEXT    NOT NULL, -- JSON
    sequence INTEGER NOT NULL, -- the change that last touched it
    CHECK ((lat IS NULL) = (lon IS NULL))
) STRICT;

CREATE INDEX thing_by_feed ON thing (feed);

CREATE TABLE datastream (
    key               INTEGER NOT NULL PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    thing             INTEGER NOT NULL REFERENCES thing (key),
    property          TEXT    NOT NULL,
    aggregation       TEXT    NOT NULL,
    period_ms         INTEGER, -- NULL for values of an instant
    class             TEXT,
    direction         TEXT,
    expected_every_ms INTEGER NOT NULL,
    stale_after_ms    INTEGER NOT NULL,
    plausible_low     REAL    NOT NULL,
    plausible_high    REAL    NOT NULL,
    sequence          INTEGER NOT NULL
) STRICT;

CREATE INDEX datastream_by_thing ON datastream (thing);

-- The newest observation of each datastream. The keys of datastreams in this table and the
-- following ones are not checked, because they come from one statement of the same transaction.
CREATE TABLE latest (
    datastream  INTEGER NOT NULL PRIMARY KEY,
    t_end       INTEGER NOT NULL,
    value       REAL,
    quality     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    sequence    INTEGER NOT NULL
) STRICT;

-- A slot is six hours, counted since 1970. Observations are sorted by slot first: what comes at the
-- same time lies side by side (ten times as fast to write as sorted by datastream), what expires
-- together too, and what is read of a datastream still lies in few pieces.
-- A value of a period belongs to the slot in which its last millisecond lies.
CREATE TABLE observation (
    slot       INTEGER NOT NULL,
    datastream INTEGER NOT NULL,
    t_end      INTEGER NOT NULL, -- the instant, or the end of the period
    value      REAL,             -- NULL when the source says that it has none
    quality    INTEGER NOT NULL, -- position in domain::live::Quality::ALL
    PRIMARY KEY (slot, datastream, t_end)
) STRICT, WITHOUT ROWID;

-- What an observation said before it was revised.
CREATE TABLE observation_revision (
    slot        INTEGER NOT NULL,
    datastream  INTEGER NOT NULL,
    t_end       INTEGER NOT NULL,
    revised_at  INTEGER NOT NULL,
    old_value   REAL,
    old_quality INTEGER NOT NULL,
    PRIMARY KEY (slot, datastream, t_end, revised_at)
) STRICT, WITHOUT ROWID;

-- What the observations of a bucket come to. Here a slot is eight usual buckets of the level.
CREATE TABLE rollup (
    level      INTEGER NOT NULL, -- usual length of the bucket in seconds: 900, 3600, 86400
    slot       INTEGER NOT NULL,
    datastream INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    expected_n INTEGER NOT NULL,
    sum        REAL    NOT NULL,
    min        REAL    NOT NULL,
    max        REAL    NOT NULL,
    last       REAL    NOT NULL,
    PRIMARY KEY (level, slot, datastream, start)
) STRICT, WITHOUT ROWID;

-- Buckets whose observations changed, at the shortest level of their datastream; the longer ones
-- around them follow from it.
CREATE TABLE dirty_bucket (
    datastream INTEGER NOT NULL,
    level      INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    past       INTEGER NOT NULL, -- the first instant after it
    day_start  INTEGER NOT NULL, -- the city's day around it
    day_past   INTEGER NOT NULL,
    PRIMARY KEY (datastream, level, start, day_start) -- an hour may lie in two days
) STRICT, WITHOUT ROWID;

-- Observations of datastreams with a value every so often are deleted up to this slot.
CREATE TABLE observation_expiry (
    expected_every_ms INTEGER NOT NULL PRIMARY KEY,
    slot              INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
    id         TEXT    NOT NULL PRIMARY KEY,
    feed       TEXT    NOT NULL,
    valid_from INTEGER,
    valid_to   INTEGER,
    gone_at    INTEGER, -- when the feed stopped telling about it
    body       TEXT    NOT NULL -- JSON
) STRICT;

CREATE INDEX event_by_feed ON event (feed) WHERE gone_at IS NULL;
