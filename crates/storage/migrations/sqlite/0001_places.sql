-- Places of the city. Every field is a column, so that a question that arises later needs no new
-- format. What is unknown is NULL. The same columns are in migrations/postgres/.
CREATE TABLE place (
    id                  TEXT    NOT NULL PRIMARY KEY, -- safe in a path, made from the origin
    origin              TEXT    NOT NULL CHECK (origin <> ''), -- such as osm:node/123
    category            TEXT    NOT NULL CHECK (category <> ''),
    name                TEXT,
    street              TEXT,
    house_number        TEXT,
    postcode            TEXT,
    town                TEXT,
    near_street         TEXT,
    lat                 REAL    NOT NULL CHECK (lat BETWEEN -90 AND 90), -- WGS 84, degrees
    lon                 REAL    NOT NULL CHECK (lon BETWEEN -180 AND 180),
    accuracy            TEXT    NOT NULL CHECK (accuracy IN ('exact', 'building', 'street', 'area')),
    district            TEXT,
    opening_hours       TEXT, -- in the syntax of OpenStreetMap
    opening_hours_as_of TEXT, -- day, month or year
    phone               TEXT,
    website             TEXT,
    wheelchair          TEXT    CHECK (wheelchair IN ('yes', 'limited', 'no')),
    wheelchair_note     TEXT,
    fee                 INTEGER CHECK (fee IN (0, 1)),
    fee_note            TEXT,
    euro_key            INTEGER CHECK (euro_key IN (0, 1)),
    glass_colours       TEXT    NOT NULL, -- separated by spaces; empty when it takes none
    capacity            INTEGER CHECK (capacity BETWEEN 0 AND 4294967295),
    capacity_disabled   INTEGER CHECK (capacity_disabled BETWEEN 0 AND 4294967295),
    operator            TEXT,
    note_de             TEXT, -- a note exists in every language or in none
    note_en             TEXT    CHECK ((note_de IS NULL) = (note_en IS NULL)),
    source              TEXT    NOT NULL CHECK (source <> ''),
    as_of               TEXT    NOT NULL CHECK (as_of <> ''), -- day, month or year
    dataset             TEXT    NOT NULL CHECK (dataset <> '') -- which import it belongs to
) STRICT;

-- An import reads the places of its categories.
CREATE INDEX place_by_category ON place (category);

-- One row: a number that grows with every change of the places. Imports lock it first, so that
-- two of them never run at the same time.
CREATE TABLE place_revision (
    only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    revision INTEGER NOT NULL
) STRICT;

INSERT INTO place_revision (revision) VALUES (0);
