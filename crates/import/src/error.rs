//! Why a file is refused as a whole.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a file is refused as a whole; nothing was changed.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file is not there or may not be read.
    #[error("{path}: the file cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// There is nothing in the file.
    #[error("{path}: the file is empty")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is of another kind.
    #[error("{path}: this is {found}, not {wanted}")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        found: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// The file ends too early.
    #[error("{path}: the file ends in the middle; it was not copied or downloaded to its end")]
    Truncated {
        /// The file.
        path: PathBuf,
    },
    /// The file is of the right kind, but what is in it makes no sense.
    #[error("{path}: the file is damaged: {reason}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What makes no sense.
        reason: String,
    },
    /// The file is about somewhere else.
    #[error("{path}: nothing in this file lies in {city}")]
    OutsideTheCity {
        /// The file.
        path: PathBuf,
        /// The city's name.
        city: String,
    },
    /// A line of a file that decides about all of it is wrong.
    #[error("{path}:{line}: {what}  hint: {hint}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// How to put it right.
        hint: String,
    },
    /// No record of the file can be used.
    #[error("{path}: none of its {records} records can be used; the first: {reason}")]
    NothingUsable {
        /// The file.
        path: PathBuf,
        /// How many records there are.
        records: usize,
        /// What is wrong with the first.
        reason: String,
    },
    /// The city's folder does not have what the import needs.
    #[error("{what}  hint: {hint}")]
    NotPrepared {
        /// What is missing.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl ImportError {
    pub(crate) fn wrong(path: &Path, line: usize, complaint: city::Complaint) -> Self {
        let city::Complaint { what, hint } = complaint;
        Self::Wrong {
            path: path.to_owned(),
            line,
            what,
            hint,
        }
    }

    pub(crate) fn not_prepared(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::NotPrepared {
            what: what.into(),
            hint: hint.into(),
        }
    }
}
