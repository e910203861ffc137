//! Faults in what a source says.

use serde_json::Value;

use crate::{
    answer::{Content, Document},
    fault::Fault,
};

/// Stands for a number until the text is written; no source sends it.
const MARK: &str = "\u{1}";

/// The body of a document with a fault in its content.
pub(crate) fn body(mut document: Document, fault: Option<Fault>) -> (Document, Vec<u8>) {
    if fault == Some(Fault::SchemaDrift) {
        drift(&mut document.content);
    }
    if fault == Some(Fault::Nan) {
        forget_numbers(&mut document.content);
    }
    let bytes = document.bytes();
    // A message of numbers and bytes has neither names nor a charset; its sign for NaN is a number.
    let body = match (fault, std::str::from_utf8(&bytes)) {
        (Some(Fault::Nan), Ok(text)) => text.replace("\"\\u0001\"", "NaN").into_bytes(),
        (Some(Fault::WrongCharset), Ok(text)) => wrongly_encoded(text),
        _ => bytes,
    };
    (document, body)
}

fn drift(content: &mut Content) {
    match content {
        Content::Json(value) => rename(value),
        Content::Csv(table) | Content::PackedCsv(table) => {
            let (head, rows) = table.split_once('\n').unwrap_or((table, ""));
            let separator = separator(head);
            let renamed = head.replace(separator, &format!("_neu{separator}"));
            *table = format!("{renamed}_neu\n{rows}");
        }
        // The other way round no field begins where one is looked for.
        Content::Binary(message) => message.reverse(),
    }
}

fn rename(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let old = std::mem::take(fields);
            for (key, mut field) in old {
                rename(&mut field);
                fields.insert(format!("{key}_neu"), field);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(rename),
        _ => {}
    }
}

fn forget_numbers(content: &mut Content) {
    match content {
        Content::Json(value) => forget(value),
        Content::Csv(table) | Content::PackedCsv(table) => {
            let separator = separator(table.lines().next().unwrap_or_default());
            let cell = |cell: &str| match cell.replace(',', ".").parse::<f64>() {
                Ok(_) => "NaN".to_owned(),
                Err(_) => cell.to_owned(),
            };
            let row = |row: &str| {
                row.split(separator)
                    .map(cell)
                    .collect::<Vec<_>>()
                    .join(separator)
                    + "\n"
            };
            *table = table.lines().map(row).collect();
        }
        Content::Binary(_) => {}
    }
}

/// What stands between the cells of a table with this head.
fn separator(head: &str) -> &'static str {
    if head.contains(';') { ";" } else { "," }
}

fn forget(value: &mut Value) {
    match value {
        Value::Number(_) => *value = Value::from(MARK),
        Value::Object(fields) => fields.values_mut().for_each(forget),
        Value::Array(values) => values.iter_mut().for_each(forget),
        _ => {}
    }
}

/// Latin-1, or UTF-16 where Latin-1 would look the same as UTF-8.
fn wrongly_encoded(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    text.chars()
        .map(|sign| u8::try_from(u32::from(sign)).unwrap_or(b'?'))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn broken(document: Document, fault: Fault) -> Vec<u8> {
        body(document, Some(fault)).1
    }

    #[test]
    fn numbers_become_nan_and_names_change() {
        let document = Document::json(json!({ "name": "A", "free": [1, 2.5], "more": null }));
        let nan = String::from_utf8(broken(document.clone(), Fault::Nan)).unwrap();
        assert_eq!(nan, r#"{"free":[NaN,NaN],"more":null,"name":"A"}"#);
        let drifted = String::from_utf8(broken(document, Fault::SchemaDrift)).unwrap();
        assert_eq!(
            drifted,
            r#"{"free_neu":[1,2.5],"more_neu":null,"name_neu":"A"}"#
        );
        let table = Document::csv("id;time;value\na;2026;1,5\n".to_owned());
        let nan = String::from_utf8(broken(table.clone(), Fault::Nan)).unwrap();
        assert_eq!(nan, "id;time;value\na;NaN;NaN\n");
        let drifted = String::from_utf8(broken(table, Fault::SchemaDrift)).unwrap();
        assert!(
            drifted.starts_with("id_neu;time_neu;value_neu\na;"),
            "{drifted}"
        );
    }

    #[test]
    fn the_wrong_charset_is_never_utf_8_with_the_same_text() {
        for text in ["Straße", "plain"] {
            let document = Document::json(json!({ "street": text }));
            let right = document.bytes();
            assert_ne!(broken(document, Fault::WrongCharset), right);
        }
    }
}
