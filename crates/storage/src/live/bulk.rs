//! Many rows in few statements.

use std::fmt::Write;

/// Rows of one INSERT with numbered placeholders, which both databases know. SQLite looks them up
/// in a list, so that more rows take longer.
pub(super) const ROWS: usize = 20;

/// Rows of one INSERT with `?`, which SQLite need not look up.
pub(super) const SQLITE_ROWS: usize = 100;

/// `($1, $2), ($3, $4), …`
pub(super) fn numbered(rows: usize, columns: usize) -> String {
    let mut list = String::new();
    for row in 0..rows {
        list.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            // Writing into a string does not fail.
            let _ = write!(list, "{comma}${}", row * columns + column);
        }
        list.push(')');
    }
    list
}

/// `(?, ?), (?, ?), …`
pub(super) fn anonymous(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(","));
    vec![row; rows].join(",")
}

/// Identifiers as a JSON array, which SQLite takes as a table.
pub(super) fn json_list(keys: &[i32]) -> String {
    let numbers: Vec<String> = keys.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// One value of every row, as PostgreSQL takes many.
pub(super) fn column<R, T>(rows: &[R], value: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}

/// The text without the character NUL, which PostgreSQL refuses together with the whole batch.
pub(super) fn storable(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_placeholder() {
        assert_eq!(numbered(2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(anonymous(2, 3), "(?,?,?),(?,?,?)");
        assert_eq!(json_list(&[1, -2]), "[1,-2]");
    }
}
