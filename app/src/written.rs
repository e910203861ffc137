//! Pieces of a page that are written down as they are made.
//!
//! Leptos' erased views copy every attribute so that they can live for ever. A page on the server
//! lives for one answer: a piece is written to HTML at once, and only its text is handed on. That
//! also keeps the types of large pages small.

use std::borrow::Cow;

use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::Position},
};

/// A finished piece of HTML; stands in a view wherever an element may.
pub type Html = InertElement;

/// More than most pieces are long.
const PIECE_BYTES: usize = 4 * 1024;

/// A view as HTML that is about so many bytes long: a view of Leptos does not know its own length, and a
/// text that grows from nothing is copied again and again.
pub fn text(view: impl IntoView, bytes: usize) -> String {
    let mut html = String::with_capacity(bytes);
    let first = &mut Position::FirstChild;
    view.into_view()
        .to_html_with_buf(&mut html, first, true, false, Vec::new());
    html
}

/// Writes a view down.
pub trait Written: IntoView {
    /// The view as HTML. What is interactive in it must stand in an isle, whose element the browser
    /// finds by itself.
    fn written(self) -> Html {
        self.written_around(0)
    }

    /// The same for a view around finished pieces that are so many bytes long.
    fn written_around(self, bytes: usize) -> Html {
        Html::new(text(self, bytes + PIECE_BYTES))
    }
}

impl<V: IntoView> Written for V {}

/// A text for an element or for an attribute in double quotes, where these are written by hand.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    if !text.bytes().any(is_special) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    Cow::Owned(html)
}

/// Adds texts one after another, without formatting: rows are the greater part of a long page.
pub(crate) fn push<const N: usize>(html: &mut String, parts: [&str; N]) {
    for part in parts {
        html.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_text_or_an_attribute_is_escaped() {
        let text = r#"<b> "Fish & Chips" </b>"#;
        let html = "&lt;b&gt; &quot;Fish &amp; Chips&quot; &lt;/b&gt;";
        assert_eq!(escaped(text), html);
        assert_eq!(escaped("Bürgeramt"), "Bürgeramt");
        assert_eq!(escaped(""), "");
    }
}
