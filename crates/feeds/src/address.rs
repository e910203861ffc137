//! Addresses with parameters.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved, and `,` and `:` that lists and times need.
const IN_A_VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':');

/// The address with those parameters that have a value.
pub(crate) fn with_query(url: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut address = url.to_owned();
    for (name, value) in parameters {
        if let Some(value) = value {
            let sign = if address.contains('?') { '&' } else { '?' };
            let value = utf8_percent_encode(value, IN_A_VALUE);
            // Writing to a String never fails.
            let _ = write!(address, "{sign}{name}={value}");
        }
    }
    address
}

/// One segment of a path.
pub(crate) fn segment(text: &str) -> String {
    utf8_percent_encode(text, IN_A_VALUE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_follow_those_that_are_there_already() {
        let address = with_query(
            "https://a.example/x?k=1",
            &[("a", Some("ä&b")), ("b", None), ("c", Some("1,2"))],
        );
        assert_eq!(address, "https://a.example/x?k=1&a=%C3%A4%26b&c=1,2");
        assert_eq!(
            with_query("https://a.example", &[("a", None)]),
            "https://a.example"
        );
        assert_eq!(segment("a/b c"), "a%2Fb%20c");
    }
}
