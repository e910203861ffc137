//! TOML read key by key, so that every fault is told and not only the first.

use domain::LocalText;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    Complaint, field,
    folder::Document,
    toml_value::{filled, number, texts, wrong},
};

/// The keys of one TOML table; what is asked for is known, the rest is a fault.
pub(crate) struct Keys<'d> {
    document: &'d Document<'d>,
    table: DeTable<'d>,
    /// The line of the table.
    pub(crate) line: usize,
    known: Vec<&'static str>,
}

/// A value with its line.
pub(crate) struct Found<'d> {
    value: DeValue<'d>,
    /// The line of the value.
    pub(crate) line: usize,
}

impl<'d> Keys<'d> {
    /// The keys of a whole document; `None` when it is not TOML.
    pub(crate) fn of(document: &'d Document<'d>) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(&document.text);
        for error in &errors {
            let line = document.line_at(error.span().map_or(0, |span| span.start));
            let hint = "this is not TOML; texts need quotation marks, lists brackets";
            document.fault(
                line,
                Complaint::new(error.message().replace('\n', " "), hint),
            );
        }
        errors
            .is_empty()
            .then(|| Self::new(document, table.into_inner(), 1))
    }

    fn new(document: &'d Document<'d>, table: DeTable<'d>, line: usize) -> Self {
        Self {
            document,
            table,
            line,
            known: Vec::new(),
        }
    }

    /// A fault in a line of the document.
    pub(crate) fn fault(&self, line: usize, complaint: Complaint) {
        self.document.fault(line, complaint);
    }

    /// Whatever stands under a key.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Found<'d>> {
        self.known.push(key);
        let spanned = self.table.remove(key)?;
        let line = self.document.line_at(spanned.span().start);
        Some(Found {
            value: spanned.into_inner(),
            line,
        })
    }

    fn needed(&mut self, key: &'static str) -> Option<Found<'d>> {
        let found = self.take(key);
        if found.is_none() {
            let hint = format!("add a line that begins with {key}");
            self.fault(
                self.line,
                Complaint::new(format!("`{key}` is missing"), hint),
            );
        }
        found
    }

    /// The value understood by `read`, or a fault at its line.
    pub(crate) fn keep<T>(
        &self,
        key: &str,
        found: Found<'d>,
        read: impl FnOnce(DeValue<'d>) -> Result<T, Complaint>,
    ) -> Option<T> {
        read(found.value)
            .map_err(|complaint| {
                let what = format!("{key}: {}", complaint.what);
                self.fault(found.line, Complaint { what, ..complaint });
            })
            .ok()
    }

    /// A text that has to be there.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        self.read(key, |text| Ok(text.to_owned()))
    }

    /// A text that has to be there and is understood by `read`.
    pub(crate) fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, Complaint>,
    ) -> Option<T> {
        let found = self.needed(key)?;
        self.keep(key, found, |value| read(filled(&value)?))
    }

    /// A text that may be there and is understood by `read`.
    pub(crate) fn read_if_any<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, Complaint>,
    ) -> Option<T> {
        let found = self.take(key)?;
        self.keep(key, found, |value| read(filled(&value)?))
    }

    /// A text that may be there.
    pub(crate) fn text_if_any(&mut self, key: &'static str) -> Option<String> {
        self.read_if_any(key, |text| Ok(text.to_owned()))
    }

    /// `true` or `false`; `false` when it is not there.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        let Some(found) = self.take(key) else {
            return false;
        };
        let read = |value: DeValue<'d>| {
            value
                .as_bool()
                .ok_or_else(|| wrong(&value, "true or false"))
        };
        self.keep(key, found, read).unwrap_or_default()
    }

    /// A text in every language that has to be there.
    pub(crate) fn local(&mut self, key: &'static str) -> Option<LocalText> {
        let found = self.needed(key)?;
        self.local_text(key, found)
    }

    /// A text in every language that may be there.
    pub(crate) fn local_if_any(&mut self, key: &'static str) -> Option<LocalText> {
        let found = self.take(key)?;
        self.local_text(key, found)
    }

    fn local_text(&self, key: &str, found: Found<'d>) -> Option<LocalText> {
        let line = found.line;
        let table = self.keep(key, found, |value| match value {
            DeValue::Table(table) => Ok(table),
            other => Err(wrong(&other, "{ de = \"…\", en = \"…\" }")),
        })?;
        let mut keys = Keys::new(self.document, table, line);
        let (de, en) = (keys.text("de"), keys.text("en"));
        keys.done();
        Some(LocalText { de: de?, en: en? })
    }

    /// A list of exactly `N` numbers.
    pub(crate) fn numbers<const N: usize>(&self, key: &str, found: Found<'d>) -> Option<[f64; N]> {
        self.keep(key, found, |value| {
            let numbers: Option<Vec<f64>> = value
                .as_array()
                .and_then(|list| list.iter().map(|n| number(n.get_ref())).collect());
            numbers
                .and_then(|numbers| numbers.try_into().ok())
                .ok_or_else(|| wrong(&value, &format!("a list of {N} numbers")))
        })
    }

    /// A number that has to be there.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<f64> {
        let found = self.needed(key)?;
        self.keep(key, found, |value| {
            number(&value).ok_or_else(|| wrong(&value, "a number"))
        })
    }

    /// A list of texts, each with its line; empty when it is not there.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<(String, usize)> {
        let Some(found) = self.take(key) else {
            return Vec::new();
        };
        let document = self.document;
        let read = |value: DeValue<'d>| texts(value, document);
        self.keep(key, found, read).unwrap_or_default()
    }

    /// The tables `[[key]]`.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<Keys<'d>> {
        let Some(found) = self.take(key) else {
            return Vec::new();
        };
        let document = self.document;
        let read = |value: DeValue<'d>| match value {
            DeValue::Array(list) => list.into_iter().map(|item| table(item, document)).collect(),
            other => Err(wrong(&other, &format!("[[{key}]]"))),
        };
        self.keep(key, found, read).unwrap_or_default()
    }

    /// The table `[key]`, where it is there.
    pub(crate) fn section(&mut self, key: &'static str) -> Option<Keys<'d>> {
        let found = self.take(key)?;
        let (document, line) = (self.document, found.line);
        self.keep(key, found, |value| match value {
            DeValue::Table(table) => Ok(Keys::new(document, table, line)),
            other => Err(wrong(&other, "a table")),
        })
    }

    /// Every key with its table or value, for tables whose keys are free.
    pub(crate) fn all_sections(self) -> Vec<(String, Keys<'d>)> {
        let document = self.document;
        let mut sections = Vec::new();
        for (key, value) in self.table {
            let line = document.line_at(key.span().start);
            let key = key.into_inner().into_owned();
            match table(value, document) {
                Ok(keys) => sections.push((key, Keys { line, ..keys })),
                Err(complaint) => document.fault(line, complaint),
            }
        }
        sections.sort_by_key(|(_, keys)| keys.line);
        sections
    }

    /// Every key with its texts (one or a list), for tables whose keys are free.
    pub(crate) fn all_texts(self) -> Vec<(String, Vec<String>)> {
        let document = self.document;
        let mut all = Vec::new();
        for (key, value) in self.table {
            let line = document.line_at(value.span().start);
            let key = key.into_inner().into_owned();
            let value = value.into_inner();
            let values = match &value {
                DeValue::String(text) => Ok(vec![text.clone().into_owned()]),
                _ => texts(value, document)
                    .map(|texts| texts.into_iter().map(|(text, _)| text).collect()),
            };
            match values {
                Ok(values) => all.push((key, values)),
                Err(complaint) => {
                    let what = format!("{key}: {}", complaint.what);
                    document.fault(line, Complaint { what, ..complaint });
                }
            }
        }
        all
    }

    /// Whether there is such a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether there is no key left.
    pub(crate) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Tells every key that nobody asked for.
    pub(crate) fn done(self) {
        for key in self.table.keys() {
            let line = self.document.line_at(key.span().start);
            let hint = field::did_you_mean(key.get_ref(), self.known.iter().copied());
            self.document.fault(
                line,
                Complaint::new(format!("`{}` is an unknown key", key.get_ref()), hint),
            );
        }
    }
}

fn table<'d>(
    item: Spanned<DeValue<'d>>,
    document: &'d Document<'d>,
) -> Result<Keys<'d>, Complaint> {
    let line = document.line_at(item.span().start);
    match item.into_inner() {
        DeValue::Table(table) => Ok(Keys::new(document, table, line)),
        other => Err(wrong(&other, "a table")),
    }
}
