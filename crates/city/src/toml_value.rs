//! Values of TOML as plain texts and numbers.

use toml::{Spanned, de::DeValue};

use crate::{Complaint, folder::Document};

/// A list of texts, each with its line.
pub(crate) fn texts<'d>(
    value: DeValue<'d>,
    document: &Document<'_>,
) -> Result<Vec<(String, usize)>, Complaint> {
    let DeValue::Array(list) = value else {
        return Err(wrong(&value, "a list of texts"));
    };
    let text = |item: Spanned<DeValue<'d>>| {
        let line = document.line_at(item.span().start);
        Ok((filled(item.get_ref())?.to_owned(), line))
    };
    list.into_iter().map(text).collect()
}

/// A text that is not empty.
pub(crate) fn filled<'v>(value: &'v DeValue<'_>) -> Result<&'v str, Complaint> {
    let text = value
        .as_str()
        .ok_or_else(|| wrong(value, "a text in quotation marks"))?;
    if text.trim().is_empty() {
        return Err(Complaint::new(
            "the text is empty",
            "write it, or take the line away",
        ));
    }
    Ok(text)
}

/// A whole or decimal number.
pub(crate) fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The same value as JSON; an instant becomes its text.
pub(crate) fn json(value: DeValue<'_>) -> serde_json::Value {
    match value {
        DeValue::String(text) => text.into_owned().into(),
        DeValue::Boolean(flag) => flag.into(),
        DeValue::Integer(ref whole) => match i64::from_str_radix(whole.as_str(), whole.radix()) {
            Ok(whole) => whole.into(),
            Err(_) => number(&value).into(),
        },
        DeValue::Float(_) => number(&value).into(),
        DeValue::Datetime(instant) => instant.to_string().into(),
        DeValue::Array(list) => list
            .into_iter()
            .map(|item| json(item.into_inner()))
            .collect(),
        DeValue::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key.into_inner().into_owned(), json(value.into_inner())))
            .collect(),
    }
}

/// The complaint that something else was wanted.
pub(crate) fn wrong(value: &DeValue<'_>, wanted: &str) -> Complaint {
    Complaint::new(
        format!("this is {}", value.type_str()),
        format!("write {wanted}"),
    )
}
