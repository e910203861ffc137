//! Pieces of a page that are written down as they are made.
//!
//! Leptos' erased views copy every attribute so that they can live for ever. A page on the server
//! lives for one answer: a piece is written to HTML at once, and only its text is handed on. That
//! also keeps the types of large pages small.

use leptos::{prelude::*, tachys::html::InertElement};

/// A finished piece of HTML; stands in a view wherever an element may.
pub type Html = InertElement;

/// Writes a view down.
pub trait Written: IntoView {
    /// The view as HTML. What is interactive in it must stand in an isle, whose element the browser
    /// finds by itself.
    fn written(self) -> Html {
        Html::new(self.into_view().to_html())
    }
}

impl<V: IntoView> Written for V {}
