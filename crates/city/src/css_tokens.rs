//! Just enough CSS to know that a text only sets custom properties.

/// A piece of CSS with the offset it begins at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// What stands before a `{`.
    Open(&'t str),
    /// A `}`.
    Close,
    /// A declaration: what stands before a `;` or a `}`.
    Declaration(&'t str),
}

/// Splits CSS into pieces; an error with its offset when a comment or a string does not end.
pub(crate) fn pieces(css: &str) -> Result<Vec<(usize, Piece<'_>)>, (usize, &'static str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut parentheses = 0_u32;
    let mut at = 0;
    let bytes = css.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes[at..].starts_with(b"/*") => {
                let end = css[at + 2..]
                    .find("*/")
                    .ok_or((at, "the comment does not end"))?;
                let blank = css[start..at].trim().is_empty();
                at += end + 4;
                if blank {
                    start = at;
                }
                continue;
            }
            quote @ (b'"' | b'\'') => at = end_of_string(bytes, at, quote)?,
            b'(' => parentheses += 1,
            b')' => parentheses = parentheses.saturating_sub(1),
            end @ (b'{' | b'}' | b';') if parentheses == 0 || end != b';' => {
                let text = &css[start..at];
                let begin = start + text.len() - text.trim_start().len();
                let text = text.trim();
                if end == b'{' {
                    pieces.push((begin, Piece::Open(text)));
                } else if !text.is_empty() {
                    pieces.push((begin, Piece::Declaration(text)));
                }
                if end == b'}' {
                    pieces.push((at, Piece::Close));
                }
                (start, parentheses) = (at + 1, 0);
            }
            _ => {}
        }
        at += 1;
    }
    let rest = &css[start..];
    if !rest.trim().is_empty() {
        let begin = start + rest.len() - rest.trim_start().len();
        pieces.push((begin, Piece::Declaration(rest.trim())));
    }
    Ok(pieces)
}

/// The offset of the quotation mark that ends the string which begins at `at`.
fn end_of_string(bytes: &[u8], at: usize, quote: u8) -> Result<usize, (usize, &'static str)> {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != quote && bytes[end] != b'\n' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    if bytes.get(end) == Some(&quote) {
        Ok(end)
    } else {
        Err((at, "the string does not end"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strings_hold_what_looks_like_an_end() {
        let css = "/* a */ :root { --a: url(\"data:;{}\"); --b: 1 }";
        let found: Vec<Piece<'_>> = pieces(css)
            .unwrap()
            .into_iter()
            .map(|(_, piece)| piece)
            .collect();
        let expected = [
            Piece::Open(":root"),
            Piece::Declaration("--a: url(\"data:;{}\")"),
            Piece::Declaration("--b: 1"),
            Piece::Close,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_does_not_end_is_told() {
        assert!(pieces("/* a").is_err());
        assert!(pieces(":root { --a: \"x\n\" }").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_pieces_or_an_error(css in "(?s).*") {
            let _ = pieces(&css);
        }

        #[test]
        fn any_mixture_of_marks_is_pieces_or_an_error(css in "[ä{}();:/*\"'\\\\\n a-]*") {
            let _ = pieces(&css);
        }
    }
}
