//! Letters of tables, which do not say how they are encoded.

/// Bytes of a table as text: UTF-8, otherwise the old western encoding.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_table_keeps_its_umlauts() {
        assert_eq!(decoded(b"Neckarw\xe4rme"), "Neckarwärme");
        assert_eq!(decoded("\u{feff}Höhe".as_bytes()), "Höhe");
    }
}
