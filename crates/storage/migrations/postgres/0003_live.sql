-- Feeds, things and time series, in the words of OGC SensorThings. Instants and lengths are in
-- milliseconds, instants since 1970 in UTC. The same tables are in migrations/sqlite/.

-- One row: numbers that grow with every change, over all feeds.
CREATE TABLE live_sequence (
    only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    number   BIGINT  NOT NULL, -- the newest change
    removed  BIGINT  NOT NULL  -- the newest change that removed something
);

INSERT INTO live_sequence (number, removed) VALUES (0, 0);

-- How each feed has been doing, and the numbers of its newest changes.
CREATE TABLE feed_state (
    feed                TEXT    NOT NULL PRIMARY KEY,
    origin              TEXT    CHECK (origin IN ('live', 'simulated')), -- NULL until it brought something
    last_attempt        BIGINT,
    last_success        BIGINT,
    failing_since       BIGINT,
    next_try            BIGINT,
    rejected            BIGINT  NOT NULL,
    last_error          TEXT,
    health_sequence     BIGINT  NOT NULL,
    described_sequence  BIGINT  NOT NULL, -- of its things and datastreams
    latest_sequence     BIGINT  NOT NULL,
    events_sequence     BIGINT  NOT NULL
);

-- Every reading of a feed.
CREATE TABLE feed_run (
    key         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed        TEXT    NOT NULL,
    started     BIGINT  NOT NULL,
    ended       BIGINT  NOT NULL,
    outcome     TEXT    NOT NULL,
    http_status INTEGER,
    bytes       BIGINT  NOT NULL,
    seen        BIGINT  NOT NULL,
    rejected    BIGINT  NOT NULL,
    brought     BIGINT  NOT NULL, -- observations that were not there before
    revised     BIGINT  NOT NULL,
    error       TEXT,
    next_try    BIGINT  NOT NULL
);

CREATE INDEX feed_run_by_time ON feed_run (feed, started);

-- Which program reads a feed.
CREATE TABLE feed_lease (
    feed       TEXT    NOT NULL PRIMARY KEY,
    owner      TEXT    NOT NULL,
    held_until BIGINT  NOT NULL
);

CREATE TABLE thing (
    key      INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    feed     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    lat      DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90), -- WGS 84, degrees
    lon      DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    district TEXT,
    facts    TEXT    NOT NULL, -- JSON
    sequence BIGINT  NOT NULL, -- the change that last touched it
    CHECK ((lat IS NULL) = (lon IS NULL))
);

CREATE INDEX thing_by_feed ON thing (feed);

CREATE TABLE datastream (
    key               INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    thing             INTEGER NOT NULL REFERENCES thing (key),
    property          TEXT    NOT NULL,
    aggregation       TEXT    NOT NULL,
    period_ms         BIGINT, -- NULL for values of an instant
    class             TEXT,
    direction         TEXT,
    expected_every_ms BIGINT  NOT NULL,
    stale_after_ms    BIGINT  NOT NULL,
    plausible_low     DOUBLE PRECISION NOT NULL,
    plausible_high    DOUBLE PRECISION NOT NULL,
    sequence          BIGINT  NOT NULL
);

CREATE INDEX datastream_by_thing ON datastream (thing);

-- The newest observation of each datastream. The keys of datastreams in this table and the
-- following ones are not checked, because they come from one statement of the same transaction.
CREATE TABLE latest (
    datastream  INTEGER NOT NULL PRIMARY KEY,
    t_end       BIGINT  NOT NULL,
    value       DOUBLE PRECISION,
    quality     SMALLINT NOT NULL,
    received_at BIGINT  NOT NULL,
    sequence    BIGINT  NOT NULL
) WITH (fillfactor = 50); -- rows change all the time and stay on their page

-- A slot is six hours, counted since 1970. Observations are sorted by slot first: what comes at the
-- same time lies side by side (ten times as fast to write as sorted by datastream), what expires
-- together too, and what is read of a datastream still lies in few pieces.
-- A value of a period belongs to the slot in which its last millisecond lies.
CREATE TABLE observation (
    slot       INTEGER NOT NULL,
    datastream INTEGER NOT NULL,
    t_end      BIGINT  NOT NULL, -- the instant, or the end of the period
    value      DOUBLE PRECISION, -- NULL when the source says that it has none
    quality    SMALLINT NOT NULL, -- position in domain::live::Quality::ALL
    PRIMARY KEY (slot, datastream, t_end)
) PARTITION BY RANGE (slot); -- by months in UTC, made when the first observation of a month comes

-- What an observation said before it was revised.
CREATE TABLE observation_revision (
    slot        INTEGER NOT NULL,
    datastream  INTEGER NOT NULL,
    t_end       BIGINT  NOT NULL,
    revised_at  BIGINT  NOT NULL,
    old_value   DOUBLE PRECISION,
    old_quality SMALLINT NOT NULL,
    PRIMARY KEY (slot, datastream, t_end, revised_at)
);

-- What the observations of a bucket come to. Here a slot is eight usual buckets of the level.
CREATE TABLE rollup (
    level      INTEGER NOT NULL, -- usual length of the bucket in seconds: 900, 3600, 86400
    slot       INTEGER NOT NULL,
    datastream INTEGER NOT NULL,
    start      BIGINT  NOT NULL,
    n          INTEGER NOT NULL,
    expected_n INTEGER NOT NULL,
    sum        DOUBLE PRECISION NOT NULL,
    min        DOUBLE PRECISION NOT NULL,
    max        DOUBLE PRECISION NOT NULL,
    last       DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (level, slot, datastream, start)
) WITH (fillfactor = 80); -- hours and days change several times

-- Buckets whose observations changed, at the shortest level of their datastream; the longer ones
-- around them follow from it.
CREATE TABLE dirty_bucket (
    datastream INTEGER NOT NULL,
    level      INTEGER NOT NULL,
    start      BIGINT  NOT NULL,
    past       BIGINT  NOT NULL, -- the first instant after it
    day_start  BIGINT  NOT NULL, -- the city's day around it
    day_past   BIGINT  NOT NULL,
    PRIMARY KEY (datastream, level, start, day_start) -- an hour may lie in two days
);

-- Observations of datastreams with a value every so often are deleted up to this slot.
CREATE TABLE observation_expiry (
    expected_every_ms BIGINT  NOT NULL PRIMARY KEY,
    slot              INTEGER NOT NULL
);

CREATE TABLE event (
    id         TEXT    NOT NULL PRIMARY KEY,
    feed       TEXT    NOT NULL,
    valid_from BIGINT,
    valid_to   BIGINT,
    gone_at    BIGINT, -- when the feed stopped telling about it
    body       TEXT    NOT NULL -- JSON
);

CREATE INDEX event_by_feed ON event (feed) WHERE gone_at IS NULL;
