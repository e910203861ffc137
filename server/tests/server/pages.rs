//! Pages and the health of the server.

use crate::portal::{RunningPortal, header, text};

#[test]
fn pages_speak_the_language_of_their_address() {
    let portal = RunningPortal::start(&[]);
    assert!(text(portal.get("/orte")).contains("<html lang=\"de\""));
    assert!(text(portal.get("/en/orte")).contains("<html lang=\"en\""));
    let missing = portal.get("/en/gibt-es-nicht");
    assert_eq!(missing.status(), 404);
    assert!(text(missing).contains("<html lang=\"en\""));
}

#[test]
fn a_page_is_one_complete_document() {
    let portal = RunningPortal::start(&[]);
    let page = text(portal.get("/orte?kategorie=toiletten"));
    assert!(page.starts_with("<!DOCTYPE html>"), "{}", &page[..60]);
    assert_eq!(page.matches("<html").count(), 1);
    assert!(page.trim_end().ends_with("</html>"));
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        let runs = !tag.contains("application/ld+json");
        assert!(
            !runs || tag.contains("nonce=") || tag.contains("src="),
            "{tag}"
        );
    }
}

#[test]
fn many_pages_at_the_same_time_are_all_complete() {
    let portal = RunningPortal::start(&["--no-rate-limits"]);
    std::thread::scope(|scope| {
        for path in [
            "/",
            "/orte",
            "/orte?kategorie=toiletten",
            "/en",
            "/suche?q=markt",
            "/gibt-es-nicht",
        ] {
            let portal = &portal;
            scope.spawn(move || {
                for _ in 0..40 {
                    let answer = portal.get(path);
                    assert!(
                        !answer.status().is_server_error(),
                        "{path}: {}",
                        answer.status()
                    );
                    assert!(text(answer).trim_end().ends_with("</html>"), "{path}");
                }
            });
        }
    });
}

#[test]
fn umlauts_in_a_path_are_understood() {
    let portal = RunningPortal::start(&[]);
    let answer = portal.get("/orte/muster-wc-markt/%C3%A4%C3%B6");
    assert!(answer.status().is_success() || answer.status().is_redirection());
    assert_eq!(portal.get("/%ff%fe").status(), 404);
}

#[test]
fn health_says_what_is_loaded() {
    let portal = RunningPortal::start(&[]);
    let ready = portal.json("/health/ready");
    assert_eq!(ready["status"], "ready");
    assert!(ready["places"].as_u64().unwrap() > 10);
    assert_eq!(
        header(&portal.get("/health/live"), "cache-control"),
        "no-store"
    );
}

#[test]
fn without_the_database_pages_are_read_and_only_writing_fails() {
    let mut portal = RunningPortal::start(&[]);
    portal.lose_the_database();
    let answer = portal.get("/health/ready");
    assert_eq!(answer.status(), 200, "a load balancer keeps the server");
    let ready = portal.json("/health/ready");
    assert_eq!(ready["status"], "degraded");
    assert_eq!(ready["database"], "failing");
    assert!(ready["places"].as_u64().unwrap() > 10);
    assert_eq!(portal.get("/orte").status(), 200);
    let form = "kind=gone&message=Die+Toilette+ist+weg&email=";
    let report = portal.post_form("/orte/muster-wc-markt/meldung", form);
    assert!(report.status().is_server_error(), "{report:?}");
}

#[test]
fn whoever_finds_a_vulnerability_learns_whom_to_tell() {
    let portal = RunningPortal::start(&["--public-url", "https://portal.example"]);
    let answer = portal.get("/.well-known/security.txt");
    assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8");
    let said = text(answer);
    assert!(
        said.contains("Contact: https://portal.example/impressum\n"),
        "{said}"
    );
    assert!(said.contains("\nExpires: 20"), "{said}");
}

#[test]
fn the_sitemap_lists_pages_in_both_languages() {
    let portal = RunningPortal::start(&["--public-url", "https://portal.example"]);
    let map = text(portal.get("/sitemap.xml"));
    assert!(map.contains("<loc>https://portal.example/</loc>"));
    assert!(map.contains("<loc>https://portal.example/hitze</loc>"));
    assert!(map.contains("<loc>https://portal.example/en/orte?kategorie=toiletten</loc>"));
    assert!(map.contains("https://portal.example/orte/muster-wc-markt/"));
}
