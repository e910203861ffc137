//! The table that a chart is a picture of.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::Timestamp;

use crate::{Chart, svg::escaped, when};

impl Chart {
    /// The table: a row for each span with a value, a column for each series, and what is usual. Its
    /// cells and rows end where the next ones begin, as HTML allows.
    pub fn table(&self) -> String {
        let mut table = String::with_capacity(8_192);
        let _ = write!(
            table,
            r#"<table class="kern-table"><caption>{}</caption><thead><tr><th scope="col">{}"#,
            escaped(&self.name),
            i18n::charts::time(self.locale)
        );
        for series in self.drawn() {
            self.column(&mut table, &series.name);
        }
        if !self.usual.is_empty() {
            self.column(&mut table, i18n::charts::usual(self.locale));
            self.column(&mut table, i18n::charts::middle_half(self.locale));
        }
        table.push_str("<tbody>");
        for (start, values) in self.rows() {
            let _ = write!(table, r#"<tr><th scope="row">{}"#, when::span(self, start));
            for value in values {
                let number = value.map_or_else(|| "–".to_owned(), |value| self.number(value));
                let _ = write!(table, "<td>{number}");
            }
            if !self.usual.is_empty() {
                match self.usual_at(start) {
                    Some(usual) => {
                        let [low, median, high] =
                            [usual.low, usual.median, usual.high].map(|one| self.number(one));
                        let to = i18n::charts::to(self.locale);
                        let _ = write!(table, "<td>{median}<td>{low} {to} {high}");
                    }
                    None => table.push_str("<td>–<td>–"),
                }
            }
        }
        table.push_str("</table>");
        table
    }

    fn column(&self, table: &mut String, name: &str) {
        let name = escaped(name);
        let unit = match self.unit {
            "" => String::new(),
            unit => format!(" ({unit})"),
        };
        let _ = write!(table, r#"<th scope="col">{name}{unit}"#);
    }

    /// The values of all series by the beginning of their span.
    fn rows(&self) -> BTreeMap<Timestamp, Vec<Option<f64>>> {
        let columns = self.drawn().count();
        let mut rows = BTreeMap::new();
        for (column, series) in self.drawn().enumerate() {
            for one in series.values() {
                let row = rows.entry(one.start).or_insert_with(|| vec![None; columns]);
                row[column] = Some(one.value);
            }
        }
        rows
    }
}
