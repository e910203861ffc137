//! Full-text search in memory: German and English words, compounds, typing errors.
//!
//! Every way in which a typed word can meet a document has a fixed score (`score.rs`), so results
//! are the same every time and can be explained; ties keep the order in which documents came.

mod analysis;
mod fields;
mod index;
mod query;
mod question;
mod score;

pub use index::TextIndex;
