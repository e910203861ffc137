//! CSV tables: a fixed row of column names, then one record a row.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::Complaint;

/// A record of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// Its fields in the order of the columns, without the spaces around them.
    pub fields: Vec<String>,
}

/// What a table holds, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The records that have all their fields.
    pub rows: Vec<Row>,
    /// What is wrong, with the line.
    pub complaints: Vec<(usize, Complaint)>,
}

/// Reads a table that must have exactly these columns in this order. Where the columns are wrong,
/// no record is read.
pub fn read_table(text: &str, columns: &[&str]) -> Table {
    let mut table = Table::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut headed = false;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map_or(1, |at| line_of(text, at));
                let hint = "look at the quotation marks of this line";
                table
                    .complaints
                    .push((line, Complaint::new(error.to_string(), hint)));
                continue;
            }
        }
        let line = record.position().map_or(1, |at| line_of(text, at));
        if !headed {
            headed = true;
            table.complaints = wrong_columns(&record, columns)
                .into_iter()
                .map(|c| (line, c))
                .collect();
            if !table.complaints.is_empty() {
                return table;
            }
        } else if let Some(complaint) = wrong_row(&record, columns) {
            table.complaints.push((line, complaint));
        } else {
            let fields = record.iter().map(str::to_owned).collect();
            table.rows.push(Row { line, fields });
        }
    }
    if !headed {
        let hint = format!("its first line must be `{}`", columns.join(","));
        table
            .complaints
            .push((1, Complaint::new("the table is empty", hint)));
    }
    table
}

/// The line of a record; the reader stands before the blank lines in front of it.
fn line_of(text: &str, at: &csv::Position) -> usize {
    let line = usize::try_from(at.line()).unwrap_or(usize::MAX);
    let rest = usize::try_from(at.byte())
        .ok()
        .and_then(|byte| text.as_bytes().get(byte..));
    let blank = rest
        .unwrap_or_default()
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'));
    line + blank.filter(|byte| **byte == b'\n').count()
}

fn wrong_columns(header: &StringRecord, columns: &[&str]) -> Vec<Complaint> {
    let found: Vec<&str> = header.iter().collect();
    if found == columns {
        return Vec::new();
    }
    let all = format!("the first line must be `{}`", columns.join(","));
    if found.len() == 1 && found[0].contains(';') {
        let hint = "save the table with commas between the fields";
        return vec![Complaint::new(
            "the fields are separated by semicolons",
            hint,
        )];
    }
    let missing = columns.iter().filter(|name| !found.contains(*name));
    let missing = missing.map(|name| format!("the column `{name}` is missing"));
    let unknown = found.iter().filter(|name| !columns.contains(*name));
    let unknown = unknown.map(|name| format!("the column `{name}` is unknown"));
    let mut what: Vec<String> = missing.chain(unknown).collect();
    if what.is_empty() {
        what.push("the columns are in another order, or one is there twice".to_owned());
    }
    what.into_iter()
        .map(|what| Complaint::new(what, all.clone()))
        .collect()
}

fn wrong_row(record: &StringRecord, columns: &[&str]) -> Option<Complaint> {
    if record.len() != columns.len() {
        let what = format!(
            "this row has {} fields instead of {}",
            record.len(),
            columns.len()
        );
        let hint =
            "put a field that holds a comma into quotation marks, and leave unknown fields empty";
        return Some(Complaint::new(what, hint));
    }
    let (column, _) = columns
        .iter()
        .zip(record)
        .find(|(_, field)| field.chars().any(char::is_control))?;
    let what = format!("{column}: a line break or another control character");
    Some(Complaint::new(what, "write the field in one line"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [&str; 3] = ["a", "b", "c"];

    fn complaint(text: &str) -> (usize, String) {
        let table = read_table(text, &COLUMNS);
        let (line, complaint) = table.complaints.first().expect("a complaint");
        (*line, format!("{} | {}", complaint.what, complaint.hint))
    }

    #[test]
    fn rows_know_their_line() {
        let table = read_table("\u{feff}a,b,c\n1, 2 ,3\n\n\"x, y\",,\n", &COLUMNS);
        assert_eq!(table.complaints, []);
        assert_eq!(
            table.rows[0],
            Row {
                line: 2,
                fields: vec!["1".into(), "2".into(), "3".into()]
            }
        );
        assert_eq!(table.rows[1].line, 4);
        assert_eq!(table.rows[1].fields[0], "x, y");
    }

    #[test]
    fn lines_may_end_as_on_windows() {
        let table = read_table("a,b,c\r\n1,2,3\r\n\r\n4,5,6\r\n", &COLUMNS);
        assert_eq!(table.complaints, []);
        assert_eq!(
            table.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
            [2, 4]
        );
    }

    #[test]
    fn a_missing_column_is_named() {
        assert!(
            complaint("a,c\n1,2\n")
                .1
                .starts_with("the column `b` is missing | the first line")
        );
    }

    #[test]
    fn an_unknown_column_is_named() {
        assert!(
            complaint("a,b,c,d\n")
                .1
                .starts_with("the column `d` is unknown")
        );
    }

    #[test]
    fn columns_in_another_order_are_refused() {
        assert!(complaint("a,c,b\n").1.contains("another order"));
    }

    #[test]
    fn semicolons_get_a_hint() {
        assert!(
            complaint("a;b;c\n")
                .1
                .contains("save the table with commas")
        );
    }

    #[test]
    fn a_row_with_a_comma_too_many_is_named() {
        let (line, text) = complaint("a,b,c\n1,2,3\n1,2,3,4\n");
        assert_eq!(line, 3);
        assert!(
            text.starts_with("this row has 4 fields instead of 3"),
            "{text}"
        );
    }

    #[test]
    fn an_empty_table_is_a_fault() {
        assert!(complaint("").1.starts_with("the table is empty"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_table_or_a_complaint(text in "(?s).*") {
            let table = read_table(&text, &COLUMNS);
            prop_assert!(table.rows.iter().all(|row| row.fields.len() == 3));
        }
    }
}
