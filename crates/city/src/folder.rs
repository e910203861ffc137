//! The files of a folder, and the faults found in them.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
};

use crate::{Complaint, Fault};

/// A city's folder while it is read; collects the faults.
pub(crate) struct Folder {
    dir: PathBuf,
    faults: RefCell<Vec<Fault>>,
}

/// A text file of the folder.
pub(crate) struct Document<'f> {
    folder: &'f Folder,
    name: String,
    /// What is in it, without a byte order mark.
    pub(crate) text: String,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            faults: RefCell::default(),
        }
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub(crate) fn fault(&self, name: &str, line: Option<usize>, complaint: Complaint) {
        let Complaint { what, hint } = complaint;
        self.faults.borrow_mut().push(Fault {
            file: self.path(name),
            line,
            what,
            hint,
        });
    }

    /// Every fault so far, ordered by file and line.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults
    }

    /// A file that has to be there.
    pub(crate) fn document(&self, name: &str, what_it_holds: &str) -> Option<Document<'_>> {
        let document = self.optional(name);
        if document.is_none() && !self.path(name).exists() {
            let hint = format!("add {name}: {what_it_holds}");
            self.fault(name, None, Complaint::new("the file is missing", hint));
        }
        document
    }

    /// A file that may be there.
    pub(crate) fn optional(&self, name: &str) -> Option<Document<'_>> {
        let path = self.path(name);
        if !path.exists() {
            return None;
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = format!("the file cannot be read: {error}");
                self.fault(name, None, Complaint::new(what, "look at its permissions"));
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text
                    .strip_prefix('\u{feff}')
                    .map(str::to_owned)
                    .unwrap_or(text);
                Some(Document {
                    folder: self,
                    name: name.to_owned(),
                    text,
                })
            }
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = 1 + String::from_utf8_lossy(good).matches('\n').count();
                let hint = "save it in the encoding UTF-8";
                self.fault(
                    name,
                    Some(line),
                    Complaint::new("this is not UTF-8 text", hint),
                );
                None
            }
        }
    }

    /// The names of the files in a folder of this folder, in alphabetical order.
    pub(crate) fn names_in(&self, name: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path(name)) else {
            return Vec::new();
        };
        let names = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }
}

impl Document<'_> {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A fault in a line.
    pub(crate) fn fault(&self, line: usize, complaint: Complaint) {
        self.folder.fault(&self.name, Some(line), complaint);
    }

    /// A fault of the whole file.
    pub(crate) fn fault_of_all(&self, complaint: Complaint) {
        self.folder.fault(&self.name, None, complaint);
    }

    /// The line that holds the byte at `offset`.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        line_at(&self.text, offset)
    }
}

/// The line of a text that holds the byte at `offset`, counted from 1.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    1 + text[..text.floor_char_boundary(offset)]
        .matches('\n')
        .count()
}
