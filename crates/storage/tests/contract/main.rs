//! What every database has to keep: the whole suite runs on SQLite, and on PostgreSQL when
//! `TEST_DATABASE_POSTGRES` holds the address of a server where schemas may be made.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod any_place;
mod databases;
mod imports;
mod live;
mod opening;
mod reports;
mod round_trip;
mod timetables;
