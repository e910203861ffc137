//! Pieces of a page that are written down as they are made.
//!
//! Leptos' erased views copy every attribute so that they can live for ever. A page on the server
//! lives for one answer: a piece is written to HTML at once, and only its text is handed on. That
//! also keeps the types of large pages small.

use std::fmt;

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
        Html::new(text(self, PIECE_BYTES))
    }
}

impl<V: IntoView> Written for V {}

/// A text that is written by hand into an element or into an attribute in double quotes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
        while let Some(at) = rest.bytes().position(is_special) {
            let (plain, special) = rest.split_at(at);
            f.write_str(plain)?;
            f.write_str(match special.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            })?;
            rest = &special[1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_text_or_an_attribute_is_escaped() {
        let text = r#"<b> "Fish & Chips" </b>"#;
        assert_eq!(
            Escaped(text).to_string(),
            "&lt;b&gt; &quot;Fish &amp; Chips&quot; &lt;/b&gt;"
        );
        assert_eq!(Escaped("Bürgeramt").to_string(), "Bürgeramt");
        assert_eq!(Escaped("").to_string(), "");
    }
}
