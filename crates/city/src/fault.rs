//! What is wrong with a folder, and what to do about it.

use std::{fmt, path::PathBuf};

/// Something that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// What is wrong.
    pub what: String,
    /// How to put it right.
    pub hint: String,
}

impl Complaint {
    /// A complaint from both sentences.
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }
}

/// A complaint with the file and the line it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as reached from where the program runs.
    pub file: PathBuf,
    /// The line, counted from 1; `None` when it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// How to put it right.
    pub hint: String,
}

/// `cities/x/places/toilet.csv:12: what is wrong  hint: what to do`
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}  hint: {}", self.what, self.hint)
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reads_like_a_compiler_message() {
        let fault = Fault {
            file: "cities/x/places/toilet.csv".into(),
            line: Some(12),
            what: "no".to_owned(),
            hint: "yes".to_owned(),
        };
        assert_eq!(
            fault.to_string(),
            "cities/x/places/toilet.csv:12: no  hint: yes"
        );
        let whole = Fault {
            line: None,
            ..fault
        };
        assert_eq!(
            whole.to_string(),
            "cities/x/places/toilet.csv: no  hint: yes"
        );
    }
}
