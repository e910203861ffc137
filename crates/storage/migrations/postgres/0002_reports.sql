-- Mistakes that citizens report. Personal data: every row carries the time of its deletion.
-- A report outlives its place: it may be the reason why the place went.
CREATE TABLE report (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    place      TEXT    NOT NULL CHECK (place <> ''),
    kind       TEXT    NOT NULL CHECK (kind IN ('position', 'opening_hours', 'accessibility', 'gone', 'other')),
    message    TEXT    NOT NULL,
    email      TEXT,
    created_at BIGINT NOT NULL, -- milliseconds since 1970, UTC
    delete_at  BIGINT NOT NULL CHECK (delete_at > created_at)
);

CREATE INDEX report_by_time ON report (created_at, id);
CREATE INDEX report_by_deletion ON report (delete_at);
