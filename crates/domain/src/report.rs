//! A mistake that a citizen reports about a place.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::PlaceId;

/// Reports are deleted this long after they came in.
pub const KEEP: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 2000;

/// What kind of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum ReportKind {
    Position,
    OpeningHours,
    Accessibility,
    Gone,
    Other,
}

impl ReportKind {
    /// All kinds in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::OpeningHours,
        Self::Position,
        Self::Accessibility,
        Self::Gone,
        Self::Other,
    ];

    /// The value in forms and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::OpeningHours => "opening_hours",
            Self::Accessibility => "accessibility",
            Self::Gone => "gone",
            Self::Other => "other",
        }
    }

    /// The kind with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == value)
    }
}

/// A report as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Identifier from the generator.
    pub id: String,
    /// The place it is about.
    pub place: PlaceId,
    /// What is wrong.
    pub kind: ReportKind,
    /// The citizen's words; up to [`MESSAGE_MAX`] characters.
    pub message: String,
    /// Where an answer may go, if the citizen wants one.
    pub email: Option<String>,
    /// When it came in.
    pub created_at: Timestamp,
    /// When it is deleted.
    pub delete_at: Timestamp,
}

/// What was typed into the form, before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Value of a [`ReportKind`].
    pub kind: String,
    /// The citizen's words.
    pub message: String,
    /// E-mail address, may be empty.
    pub email: String,
}

/// What is wrong with one field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReportFault {
    /// No kind was chosen, or one that does not exist.
    #[error("no kind of mistake was chosen")]
    Kind,
    /// No words.
    #[error("the message is empty")]
    MessageEmpty,
    /// Too many words.
    #[error("the message has more than {MESSAGE_MAX} characters")]
    MessageTooLong,
    /// Not an e-mail address.
    #[error("the e-mail address is not complete")]
    Email,
}

impl ReportForm {
    /// Checks every field and makes a report, or names everything that is wrong.
    pub fn check(
        &self,
        id: String,
        place: PlaceId,
        now: Timestamp,
    ) -> Result<Report, Vec<ReportFault>> {
        let message = without_controls(&self.message);
        let message = message.trim();
        let email = Some(self.email.trim()).filter(|email| !email.is_empty());
        let kind = ReportKind::parse(&self.kind);
        let mut faults = Vec::new();
        if kind.is_none() {
            faults.push(ReportFault::Kind);
        }
        if message.is_empty() {
            faults.push(ReportFault::MessageEmpty);
        } else if message.chars().count() > MESSAGE_MAX {
            faults.push(ReportFault::MessageTooLong);
        }
        if email.is_some_and(|email| !looks_like_email(email)) {
            faults.push(ReportFault::Email);
        }
        match kind {
            Some(kind) if faults.is_empty() => Ok(Report {
                id,
                place,
                kind,
                message: message.to_owned(),
                email: email.map(str::to_owned),
                created_at: now,
                delete_at: now + KEEP,
            }),
            _ => Err(faults),
        }
    }
}

/// The text without control characters, which no keyboard types and not every database stores.
fn without_controls(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Something before and after one `@`, a dot in the domain and no space: what a browser checks too.
fn looks_like_email(text: &str) -> bool {
    text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && matches!(text.split_once('@'), Some((name, domain))
            if !name.is_empty() && domain.contains('.') && !domain.contains('@')
                && !domain.starts_with('.') && !domain.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &str, message: &str, email: &str) -> Result<Report, Vec<ReportFault>> {
        ReportForm {
            kind: kind.into(),
            message: message.into(),
            email: email.into(),
        }
        .check(
            "r1".into(),
            PlaceId::from_origin("city:a"),
            Timestamp::UNIX_EPOCH,
        )
    }

    #[test]
    fn a_report_carries_the_day_on_which_it_is_deleted() {
        let report = check("gone", " Weg! ", "").unwrap();
        assert_eq!(report.message, "Weg!");
        assert_eq!(check("gone", "We\0g\r\n!", "").unwrap().message, "Weg\n!");
        assert_eq!(report.email, None);
        assert_eq!(report.delete_at.duration_since(report.created_at), KEEP);
    }

    #[test]
    fn every_fault_of_a_form_is_named_at_once() {
        assert_eq!(
            check("", "  ", "nobody"),
            Err(vec![
                ReportFault::Kind,
                ReportFault::MessageEmpty,
                ReportFault::Email
            ])
        );
        assert_eq!(
            check("gone", &"x".repeat(2001), ""),
            Err(vec![ReportFault::MessageTooLong])
        );
    }
}
