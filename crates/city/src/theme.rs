//! `theme.css`: the colours of the city. It is written into every page, so it may set custom
//! properties and nothing else.

use crate::{
    Complaint,
    css_tokens::{Piece, pieces},
    folder::Folder,
};

/// Functions that only compute colours and lengths.
const FUNCTIONS: [&str; 18] = [
    "light-dark",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "var",
    "calc",
    "min",
    "max",
    "clamp",
    "linear-gradient",
];

const SHORT_HINT: &str =
    "a theme only sets custom properties: :root { --brand: light-dark(#8c3322, #722a1c); }";

/// The theme, or `None` when it is missing or wrong.
pub(crate) fn read(folder: &Folder) -> Option<String> {
    let document = folder.document("theme.css", "the city's colours as custom properties")?;
    let faults = complaints(&document.text);
    let right = faults.is_empty();
    for (offset, complaint) in faults {
        document.fault(document.line_at(offset), complaint);
    }
    right.then_some(document.text)
}

/// What is wrong with a theme, with the offset.
fn complaints(css: &str) -> Vec<(usize, Complaint)> {
    let mut complaints = Vec::new();
    if let Some(offset) = css.find('<') {
        let hint = "write %3C in addresses; the theme becomes part of the page";
        complaints.push((offset, Complaint::new("there is a `<`", hint)));
    }
    let pieces = match pieces(css) {
        Ok(pieces) => pieces,
        Err((offset, what)) => {
            complaints.push((offset, Complaint::new(what, SHORT_HINT)));
            return complaints;
        }
    };
    let mut open: Vec<&str> = Vec::new();
    for (offset, piece) in pieces {
        let wrong = match piece {
            Piece::Open(head) => {
                let outside = open.iter().all(|head| head.starts_with("@media"));
                open.push(head);
                wrong_head(head, outside)
            }
            Piece::Close => match open.pop() {
                Some(_) => None,
                None => Some("there is a `}` too many".to_owned()),
            },
            Piece::Declaration(text) => {
                let inside = open.last().is_some_and(|head| !head.starts_with('@'));
                wrong_declaration(text, inside)
            }
        };
        complaints.extend(wrong.map(|what| (offset, Complaint::new(what, SHORT_HINT))));
    }
    if !open.is_empty() {
        complaints.push((css.len(), Complaint::new("a `}` is missing", SHORT_HINT)));
    }
    complaints
}

fn wrong_head(head: &str, outside: bool) -> Option<String> {
    let media = head
        .strip_prefix("@media")
        .is_some_and(|rest| rest.starts_with([' ', '(']));
    let right = outside
        && (media
            || head
                .split(',')
                .all(|selector| root_or_theme(selector.trim())));
    (!right).then(|| format!("`{}` may not stand here", short(head)))
}

/// `:root`, `[data-theme…]`, `:root[data-theme…]` and `:root:not([data-theme…])`.
fn root_or_theme(selector: &str) -> bool {
    let rest = selector.strip_prefix(":root").unwrap_or(selector);
    if rest.is_empty() {
        return !selector.is_empty();
    }
    let rest = rest
        .strip_prefix(":not(")
        .and_then(|r| r.strip_suffix(')'))
        .unwrap_or(rest);
    let name = rest
        .strip_prefix("[data-theme")
        .and_then(|rest| rest.strip_suffix(']'));
    name.is_some_and(|name| {
        name.chars()
            .all(|c| c.is_ascii_alphanumeric() || "=\"'-".contains(c))
    })
}

fn wrong_declaration(text: &str, inside: bool) -> Option<String> {
    let wrong = |why: &str| Some(format!("`{}`: {why}", short(text)));
    if text.starts_with('@') {
        return wrong("a theme loads nothing");
    }
    let Some((name, value)) = text.split_once(':') else {
        return wrong("this is no declaration");
    };
    let name = name.trim();
    let custom = name.strip_prefix("--").is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    });
    if !inside || !custom {
        return wrong("only custom properties in :root or [data-theme] are allowed");
    }
    if value.contains(['@', '\\']) {
        return wrong("there may be no `@` and no backslash in a value");
    }
    let unknown = functions(value).into_iter().find(|call| !known_call(call));
    unknown.and_then(|(name, _)| wrong(&format!("the function `{name}` is not allowed")))
}

/// Every function of a value with what follows its parenthesis; what is in strings does not count.
fn functions(value: &str) -> Vec<(&str, &str)> {
    let mut calls = Vec::new();
    let mut quote = None;
    for (at, c) in value.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => {
                let before = &value[..at];
                let start = before
                    .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                    .map_or(0, |at| {
                        at + before[at..].chars().next().map_or(1, char::len_utf8)
                    });
                calls.push((&before[start..], &value[at + 1..]));
            }
            _ => {}
        }
    }
    calls
}

/// Besides arithmetic, a drawing that is in the address itself: it asks nobody for anything.
fn known_call((name, rest): &(&str, &str)) -> bool {
    let name = name.to_ascii_lowercase();
    let drawing = || {
        ["\"data:image/svg+xml,", "'data:image/svg+xml,"]
            .iter()
            .any(|start| rest.starts_with(start))
    };
    name.is_empty() || FUNCTIONS.contains(&name.as_str()) || (name == "url" && drawing())
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn custom_properties_are_a_theme() {
        let good = [
            "",
            ":root { --a: light-dark(#fff, #000); --b: 1px }",
            ":root, [data-theme=dark] { --a: red; }",
            ":root:not([data-theme=\"light\"]) { --a: calc((1px + 2px) * 2); }",
            "@media (prefers-color-scheme: dark) { :root { --a: #000; } }",
            ":root { --a: url(\"data:image/svg+xml,%3Csvg d='M0;{(' /%3E\"); }",
        ];
        for css in good {
            assert_eq!(complaints(css), [], "{css}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let bad = [
            "@import url(https://evil.example);",
            ":root { --a: url(https://evil.example) }",
            ":root { --a: URL(\"//evil.example\") }",
            ":root { --a: image-set(\"https://evil.example\" 1x) }",
            ":root { color: red }",
            "body { --a: red }",
            ":root { --a: red; } }",
            ":root { --a: red;",
            ":root { body { --a: red } }",
            "@font-face { --a: red }",
            "--a: red;",
            ":root { --a: </style><script> }",
            ":root { --a: u\\72l(https://evil.example) }",
            ":root { --a: \"x }",
            "/* ",
        ];
        for css in bad {
            assert!(!complaints(css).is_empty(), "{css}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_theme_or_has_complaints(css in "(?s).*") {
            let _ = complaints(&css);
        }

        #[test]
        fn no_theme_asks_another_host(host in "[a-z]{1,8}", before in "[ a-z(,]{0,8}") {
            let css = format!(":root {{ --a: {before}url(https://{host}) }}");
            prop_assert!(!complaints(&css).is_empty());
        }
    }
}
