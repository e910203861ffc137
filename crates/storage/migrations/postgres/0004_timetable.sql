-- The timetable of public transport, replaced as a whole by an import. Numbers count from 0 in the
-- order of the file.

-- One row: a number that grows with every change of the timetable. Imports lock it first.
CREATE TABLE timetable (
    only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    revision BIGINT NOT NULL,
    zone     TEXT -- IANA name of the time zone of all times; without a timetable there is none
);

INSERT INTO timetable (revision) VALUES (0);

CREATE TABLE timetable_line (
    number      BIGINT NOT NULL PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('tram', 'metro', 'rail', 'bus', 'ferry', 'cable_car', 'funicular', 'other')),
    operator    TEXT,
    colour      TEXT, -- six hexadecimal digits
    text_colour TEXT
);

CREATE TABLE timetable_station (
    number BIGINT NOT NULL PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,
    lat    DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90), -- WGS 84, degrees
    lon    DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180)
);

CREATE TABLE timetable_stop (
    number     BIGINT NOT NULL PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    station    BIGINT NOT NULL REFERENCES timetable_station,
    platform   TEXT,
    wheelchair BOOLEAN -- NULL when nobody says
);

CREATE TABLE timetable_service (
    number    BIGINT NOT NULL PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    first_day TEXT NOT NULL, -- 2026-11-23
    days      TEXT NOT NULL CHECK (days <> '') -- a 1 for every day with trips and a 0 for one without
);

CREATE TABLE timetable_headsign (
    number BIGINT NOT NULL PRIMARY KEY,
    words  TEXT NOT NULL
);

CREATE TABLE timetable_trip (
    number      BIGINT NOT NULL PRIMARY KEY,
    id          TEXT NOT NULL, -- trips that were made of a frequency share it
    line        BIGINT NOT NULL REFERENCES timetable_line,
    service     BIGINT NOT NULL REFERENCES timetable_service,
    wheelchair  BOOLEAN,
    approximate BOOLEAN NOT NULL,
    calls       TEXT NOT NULL -- JSON: [[sequence, number of the stop, seconds of the service day, number of the headsign], …]
);
