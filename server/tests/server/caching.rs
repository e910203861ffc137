//! A program that already has an answer is not sent it again.

use crate::portal::{RunningPortal, header};

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    let portal = RunningPortal::start(&[]);
    for path in ["/api/v1/categories", "/api/v1/districts"] {
        let first = portal.get(path);
        let tag = header(&first, "etag").to_owned();
        assert!(tag.starts_with("W/\""), "{tag}");
        let again = portal.get_with(path, &[("if-none-match", &tag)]);
        assert_eq!(again.status(), 304, "{path}");
        assert_eq!(header(&again, "etag"), tag);
        let changed = portal.get_with(path, &[("if-none-match", "\"other\"")]);
        assert_eq!(changed.status(), 200, "{path}");
        let date = header(&first, "last-modified").to_owned();
        assert_eq!(
            portal
                .get_with(path, &[("if-modified-since", &date)])
                .status(),
            304
        );
    }
}

#[test]
fn different_questions_and_formats_have_different_tags() {
    let portal = RunningPortal::start(&[]);
    let tags: std::collections::HashSet<String> = [
        "/api/v1/places",
        "/api/v1/places?category=toilet",
        "/api/v1/places?format=csv",
        "/api/v1/points",
        "/api/v1/places/muster-wc-markt",
    ]
    .iter()
    .map(|path| header(&portal.get(path), "etag").to_owned())
    .collect();
    assert_eq!(tags.len(), 5, "{tags:?}");
}
