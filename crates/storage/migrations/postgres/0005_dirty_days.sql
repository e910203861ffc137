-- Dirty buckets become a journal: what changed is written down in its order, also twice, and taken
-- off from the front. A day that is not over is made of its hours when somebody asks for it.

ALTER TABLE dirty_bucket RENAME TO dirty_bucket_before;

-- Buckets whose observations changed, at the shortest level of their datastream; the longer ones
-- around them follow from it.
CREATE TABLE dirty_bucket (
    key        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    datastream INTEGER NOT NULL,
    level      INTEGER NOT NULL,
    start      BIGINT  NOT NULL,
    past       BIGINT  NOT NULL, -- the first instant after it
    day_start  BIGINT  NOT NULL, -- the city's day around it; an hour may lie in two days
    day_past   BIGINT  NOT NULL
);

INSERT INTO dirty_bucket (datastream, level, start, past, day_start, day_past)
SELECT datastream, level, start, past, day_start, day_past FROM dirty_bucket_before
ORDER BY datastream, level, start, day_start;

DROP TABLE dirty_bucket_before;

-- Days whose hours changed since they were rolled up. They are rolled up when they are over.
CREATE TABLE dirty_day (
    datastream INTEGER NOT NULL,
    start      BIGINT  NOT NULL,
    past       BIGINT  NOT NULL,
    PRIMARY KEY (datastream, start)
);
