//! What every answer tells the browser, whatever it is about.

use crate::portal::{RunningPortal, header, text};

fn is_secured(answer: &ureq::http::Response<ureq::Body>, about: &str) {
    let policy = header(answer, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self' 'nonce-"),
        "{about}: {policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{about}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{about}"
    );
    assert_eq!(
        header(answer, "x-content-type-options"),
        "nosniff",
        "{about}"
    );
    assert_eq!(header(answer, "referrer-policy"), "same-origin", "{about}");
    assert_eq!(
        header(answer, "cross-origin-opener-policy"),
        "same-origin",
        "{about}"
    );
    assert!(
        header(answer, "permissions-policy").contains("geolocation=(self)"),
        "{about}"
    );
    assert!(
        !header(answer, "cross-origin-resource-policy").is_empty(),
        "{about}"
    );
    assert_eq!(header(answer, "server"), "", "{about}");
    assert_eq!(header(answer, "set-cookie"), "", "{about}");
}

#[test]
fn every_answer_is_secured_and_every_fault_too() {
    let portal = RunningPortal::start(&[]);
    let long = format!("/orte?q={}", "x".repeat(5000));
    for (path, status) in [
        ("/", 200),
        ("/en/orte", 200),
        ("/gibt-es-nicht", 404),
        ("/assets/client.1a2b.js", 200),
        ("/assets/gone.js", 404),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/health/live", 200),
        ("/tiles/0/0/0.mvt", 204),
        ("/tiles/0/0/0.png", 404),
        ("/tiles/a/b/c.mvt", 400),
        ("/api/v1/places", 200),
        ("/api/v1/places?per_page=0", 400),
        ("/api/v1/gibt-es-nicht", 404),
        ("/api/openapi.json", 200),
        (&long, 414),
    ] {
        let answer = portal.get(path);
        assert_eq!(answer.status(), status, "{path}");
        is_secured(&answer, path);
    }
    let large = "x".repeat(20_000);
    let answer = portal.get_with("/", &[("x-large", &large)]);
    assert_eq!(answer.status(), 431);
    is_secured(&answer, "431");
}

#[test]
fn the_head_of_a_page_is_that_of_the_page() {
    let portal = RunningPortal::start(&[]);
    let (head, page) = (portal.head("/orte"), portal.get("/orte"));
    assert_eq!(head.status(), page.status());
    assert_eq!(header(&head, "content-type"), header(&page, "content-type"));
    is_secured(&head, "HEAD");
    assert_eq!(text(head), "");
}

#[test]
fn faults_of_writes_are_secured_and_said_in_words() {
    let portal = RunningPortal::start(&[]);
    let form = "/orte/muster-wc-markt/meldung";
    let huge = format!("message={}", "x".repeat(70_000));
    let answers = [
        (portal.post_form("/orte", "a=b"), 405),
        (portal.post(form, &[], "kind=gone&message=weg"), 403),
        (portal.post_form(form, &huge), 413),
        (
            portal.post(
                form,
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("content-type", "text/plain"),
                ],
                "x",
            ),
            415,
        ),
    ];
    for (answer, status) in answers {
        assert_eq!(answer.status(), status);
        is_secured(&answer, &status.to_string());
        assert_eq!(
            header(&answer, "content-type"),
            "text/html; charset=utf-8",
            "{status}"
        );
        if status == 405 {
            assert_eq!(header(&answer, "allow"), "GET, HEAD");
        }
        assert!(text(answer).contains("</html>"), "{status}");
    }
}

#[test]
fn no_two_answers_share_a_nonce_and_the_page_has_its_own() {
    let portal = RunningPortal::start(&[]);
    let nonce = |answer: &ureq::http::Response<ureq::Body>| {
        let policy = header(answer, "content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        rest.split_once('\'').unwrap().0.to_owned()
    };
    let (one, other) = (portal.get("/"), portal.get("/"));
    let of_one = nonce(&one);
    assert_ne!(of_one, nonce(&other));
    let page = text(one);
    assert!(page.contains(&format!("nonce=\"{of_one}\"")));
    assert_eq!(
        page.matches("nonce=\"").count(),
        page.matches(&format!("nonce=\"{of_one}\"")).count()
    );
}

#[test]
fn encryption_is_demanded_only_where_it_is_offered() {
    let plain = RunningPortal::start(&[]);
    assert_eq!(header(&plain.get("/"), "strict-transport-security"), "");
    let public = RunningPortal::start(&["--public-url", "https://portal.example"]);
    let answer = public.get("/");
    assert!(header(&answer, "strict-transport-security").starts_with("max-age=63072000"));
    assert!(text(answer).contains("https://portal.example/"));
}
