//! What a file is, by its first bytes.

/// What the file is, when it is certainly no OpenStreetMap extract and no plain table.
pub(crate) fn kind_of(start: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 9] = [
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"\x89PNG", "a PNG picture"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"PMTiles", "a base map"),
        (b"SQLite format 3", "a database"),
        (b"o5m", "an o5m file"),
    ];
    if let Some((_, name)) = kinds.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(name);
    }
    let text = start.trim_ascii_start();
    if text.starts_with(b"<?xml") || text.starts_with(b"<osm") {
        return Some("an XML file; convert OpenStreetMap XML with `osmium cat`");
    }
    if text.starts_with(b"<") {
        return Some("a web page");
    }
    is_extract(start).then_some("an OpenStreetMap extract")
}

/// Whether the file begins like an extract: the length of a header, then its kind.
pub(crate) fn is_extract(start: &[u8]) -> bool {
    start.starts_with(&[0, 0]) && start.get(4..15) == Some(b"\x0a\x09OSMHeader")
}
