//! Reports of mistakes, and who may send them.

use crate::portal::{RunningPortal, header, text};

const FORM: &str = "/orte/muster-wc-markt/meldung";
const REPORT: &str = "kind=gone&message=Die+Toilette+ist+weg&email=";

#[test]
fn a_report_is_taken_from_a_page_of_the_portal() {
    let portal = RunningPortal::start(&[]);
    let answer = portal.post_form(FORM, REPORT);
    assert_eq!(answer.status(), 303);
    let next = header(&answer, "location").to_owned();
    assert!(next.starts_with("/orte/muster-wc-markt"), "{next}");
    let english = portal.post_form("/en/orte/muster-wc-markt/meldung", REPORT);
    assert!(
        header(&english, "location").starts_with("/en/orte/"),
        "{english:?}"
    );
}

#[test]
fn an_incomplete_report_comes_back_with_what_was_typed() {
    let portal = RunningPortal::start(&[]);
    let answer = portal.post_form(FORM, "kind=&message=Ein+seltener+Satz&email=niemand");
    assert_eq!(answer.status(), 422);
    let page = text(answer);
    assert!(page.contains("Ein seltener Satz") && page.contains("niemand"));
}

#[test]
fn a_page_of_another_site_cannot_report() {
    let portal = RunningPortal::start(&[]);
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ];
    assert_eq!(portal.post(FORM, &foreign, REPORT).status(), 403);
    assert_eq!(
        portal.post(FORM, &[("origin", "null")], REPORT).status(),
        403
    );
    let own = portal.url.clone();
    assert_eq!(portal.post(FORM, &[("origin", &own)], REPORT).status(), 303);
}

#[test]
fn whoever_reports_too_often_is_told_when_to_come_back() {
    let portal = RunningPortal::start(&[]);
    let spent = (0..20)
        .map(|_| portal.post_form(FORM, REPORT))
        .find(|a| a.status() == 429);
    let answer = spent.expect("the budget is spent after some reports");
    let wait: u64 = header(&answer, "retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert!(header(&answer, "content-security-policy").contains("'nonce-"));
    assert!(text(answer).contains("</html>"));
    assert_eq!(portal.get("/orte").status(), 200, "reading goes on");
}

#[test]
fn without_limits_everybody_may_go_on() {
    let portal = RunningPortal::start(&["--no-rate-limits"]);
    assert!((0..20).all(|_| portal.post_form(FORM, REPORT).status() == 303));
}

#[test]
fn a_crash_of_the_browser_half_is_written_down() {
    let portal = RunningPortal::start(&[]);
    let own = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "text/plain"),
    ];
    let answer = portal.post(
        "/api/v1/client-errors",
        &own,
        "panicked at app/src/isles/map.rs:1:1",
    );
    assert_eq!(answer.status(), 204);
}
