-- The timetable of public transport, replaced as a whole by an import. Numbers count from 0 in the
-- order of the file.

-- One row: a number that grows with every change of the timetable. Imports lock it first.
CREATE TABLE timetable (
    only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    revision INTEGER NOT NULL,
    zone     TEXT -- IANA name of the time zone of all times; without a timetable there is none
) STRICT;

INSERT INTO timetable (revision) VALUES (0);

CREATE TABLE timetable_line (
    number      INTEGER NOT NULL PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('tram', 'metro', 'rail', 'bus', 'ferry', 'cable_car', 'funicular', 'other')),
    operator    TEXT,
    colour      TEXT, -- six hexadecimal digits
    text_colour TEXT
) STRICT;

CREATE TABLE timetable_station (
    number INTEGER NOT NULL PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,
    lat    REAL NOT NULL CHECK (lat BETWEEN -90 AND 90), -- WGS 84, degrees
    lon    REAL NOT NULL CHECK (lon BETWEEN -180 AND 180)
) STRICT;

CREATE TABLE timetable_stop (
    number     INTEGER NOT NULL PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    station    INTEGER NOT NULL REFERENCES timetable_station,
    platform   TEXT,
    wheelchair INTEGER -- NULL when nobody says
) STRICT;

CREATE TABLE timetable_service (
    number    INTEGER NOT NULL PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    first_day TEXT NOT NULL, -- 2026-11-23
    days      TEXT NOT NULL CHECK (days <> '') -- a 1 for every day with trips and a 0 for one without
) STRICT;

CREATE TABLE timetable_headsign (
    number INTEGER NOT NULL PRIMARY KEY,
    words  TEXT NOT NULL
) STRICT;

CREATE TABLE timetable_trip (
    number      INTEGER NOT NULL PRIMARY KEY,
    id          TEXT NOT NULL, -- trips that were made of a frequency share it
    line        INTEGER NOT NULL REFERENCES timetable_line,
    service     INTEGER NOT NULL REFERENCES timetable_service,
    wheelchair  INTEGER,
    approximate INTEGER NOT NULL,
    calls       TEXT NOT NULL -- JSON: [[sequence, number of the stop, seconds of the service day, number of the headsign], …]
) STRICT;
