//! A city with ten thousand places: the real one, with the rows of its largest table repeated.

use crate::{program, project};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How many places the budgets for memory and lists speak of.
const PLACES: usize = 10_000;

/// Copies a city folder and fills the copy up.
pub(super) fn make(city: &Path) -> Result<PathBuf> {
    let copy = project::scratch().join("bench/city");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(copy.parent().unwrap_or(&copy))?;
    program::run(
        "copy the city",
        program::command("cp").arg("-r").arg(city).arg(&copy),
    )?;
    let mut tables = Vec::new();
    for entry in fs::read_dir(copy.join("places"))? {
        let path = entry?.path();
        tables.push((fs::read_to_string(&path)?, path));
    }
    let rows = |table: &str| table.lines().count().saturating_sub(1);
    let there: usize = tables.iter().map(|(table, _)| rows(table)).sum();
    let (table, path) = tables
        .into_iter()
        .max_by_key(|(table, _)| rows(table))
        .context("the city has no tables of places")?;
    fs::write(
        path,
        table.clone() + &repeated(&table, PLACES.saturating_sub(there)),
    )?;
    Ok(copy)
}

/// So many more rows, each with an origin of its own.
fn repeated(table: &str, count: usize) -> String {
    let rows: Vec<&str> = table
        .lines()
        .skip(1)
        .filter(|row| !row.is_empty())
        .collect();
    let mut more = String::new();
    for (number, row) in rows.iter().cycle().take(count).enumerate() {
        if let Some((origin, rest)) = row.split_once(',') {
            more.extend([origin, "-copy-", &number.to_string(), ",", rest, "\n"]);
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repeated_row_has_its_own_origin() {
        let more = repeated("origin,name\nosm:node/1,A\nosm:node/2,\"B, C\"\n", 3);
        assert_eq!(
            more,
            "osm:node/1-copy-0,A\nosm:node/2-copy-1,\"B, C\"\nosm:node/1-copy-2,A\n"
        );
    }
}
