//! Lists that other files refer to.

/// The entries of a list. A reference to an entry with a fault is no further fault.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// The entries without a fault.
    pub(crate) right: Vec<T>,
    /// The keys of all entries.
    pub(crate) ids: Vec<String>,
}

impl<T> Listed<T> {
    pub(crate) fn new() -> Self {
        Self {
            right: Vec::new(),
            ids: Vec::new(),
        }
    }
}
