//! The tables, step by step. Steps stand side by side for both databases under the same numbers;
//! a step that was released is never edited.

use std::borrow::Cow;

use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

/// Number and name of each step.
macro_rules! steps {
    ($database:literal: $($number:literal $name:literal),+ $(,)?) => {
        vec![$((
            $number,
            $name,
            include_str!(concat!("../migrations/", $database, "/", $name, ".sql")),
        )),+]
    };
}

pub(crate) fn sqlite() -> Migrator {
    migrator(
        steps!("sqlite": 1 "0001_places", 2 "0002_reports", 3 "0003_live", 4 "0004_timetable", 5 "0005_dirty_days"),
    )
}

pub(crate) fn postgres() -> Migrator {
    migrator(
        steps!("postgres": 1 "0001_places", 2 "0002_reports", 3 "0003_live", 4 "0004_timetable", 5 "0005_dirty_days"),
    )
}

// `sqlx::migrate!` would do the same, but compiles both drivers a second time for the compiler.
fn migrator(steps: Vec<(i64, &'static str, &'static str)>) -> Migrator {
    let migration = |(number, name, sql): (i64, &'static str, &'static str)| {
        let (kind, sql) = (MigrationType::Simple, sql.into_sql_str());
        Migration::new(number, Cow::Borrowed(name), kind, sql, false)
    };
    Migrator::with_migrations(steps.into_iter().map(migration).collect())
}

/// The newest step this program knows.
pub(crate) fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|step| step.version).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_the_same_steps() {
        let names = |m: Migrator| {
            let steps = m.iter().map(|s| (s.version, s.description.to_string()));
            steps.collect::<Vec<_>>()
        };
        assert_eq!(names(sqlite()), names(postgres()));
    }
}
