//! Whom to tell about a vulnerability, as RFC 9116 wants it.

use app::routes::Route;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{City, Locale};
use jiff::{SignedDuration, Timestamp};

use super::SiteFiles;
use crate::{config::PublicUrl, state::SharedState};

/// Where everybody looks for it.
pub(crate) const PATH: &str = "/.well-known/security.txt";

/// The contact of `city.toml` that is meant for this.
const CONTACT: &str = "security";

/// It holds this long. A running server renews it every day; what is found later in an archive has
/// expired, as RFC 9116 asks.
const HOLDS: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Whether the built site has a file of its own for this, such as one that the operator signed.
pub(crate) fn is_in(files: &SiteFiles) -> bool {
    files.has(PATH.trim_start_matches('/'))
}

/// `/.well-known/security.txt`
pub(crate) async fn security_txt(State(state): State<SharedState>) -> Response {
    let now = state.site.portal.now().timestamp();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, document(state.site.city(), &state.public_url, now)).into_response()
}

fn document(city: &City, public_url: &PublicUrl, now: Timestamp) -> String {
    let mut contacts = Vec::new();
    if let Some(contact) = city.contacts.iter().find(|contact| contact.id == CONTACT) {
        contacts.extend(contact.url.clone());
        contacts.extend(contact.phone.as_deref().map(telephone));
    }
    if contacts.is_empty() {
        // The imprint names the operator in every city.
        contacts.push(format!("{public_url}{}", Route::Imprint.href(Locale::De)));
    }
    let mut lines: Vec<String> = contacts
        .iter()
        .map(|contact| format!("Contact: {contact}"))
        .collect();
    // To the day, so that every node says the same.
    let expires = (now + HOLDS).strftime("%Y-%m-%dT00:00:00Z");
    lines.push(format!("Expires: {expires}"));
    lines.push(format!(
        "Preferred-Languages: {}",
        Locale::ALL.map(Locale::tag).join(", ")
    ));
    lines.push(format!("Canonical: {public_url}{PATH}"));
    lines.join("\n") + "\n"
}

/// A telephone number as an address; what people write between the digits is left out.
fn telephone(written: &str) -> String {
    let digits = written.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", digits.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{LocalText, city::Contact};

    fn of(contacts: Vec<Contact>) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../cities/musterstadt");
        let mut city = crate::wiring::read_city(std::path::Path::new(folder)).unwrap();
        city.contacts = contacts;
        let url = "https://portal.example".parse().unwrap();
        document(&city, &url, "2026-11-22T21:00:00Z".parse().unwrap())
    }

    fn contact(id: &str, phone: Option<&str>, url: Option<&str>) -> Contact {
        Contact {
            id: id.to_owned(),
            label: LocalText {
                de: "Kontakt".to_owned(),
                en: "Contact".to_owned(),
            },
            phone: phone.map(str::to_owned),
            hours: None,
            address: None,
            url: url.map(str::to_owned),
        }
    }

    #[test]
    fn vulnerabilities_go_to_the_contact_that_is_meant_for_them() {
        let text = of(vec![
            contact("waste", None, Some("https://waste.example")),
            contact(
                "security",
                Some("+49 99999 1-23"),
                Some("https://city.example/sicherheit"),
            ),
        ]);
        assert_eq!(
            text,
            "Contact: https://city.example/sicherheit\nContact: tel:+4999999123\n\
             Expires: 2027-02-20T00:00:00Z\nPreferred-Languages: de, en\n\
             Canonical: https://portal.example/.well-known/security.txt\n"
        );
    }

    #[test]
    fn without_such_a_contact_the_imprint_names_the_operator() {
        let text = of(vec![contact("waste", Some("+49 1"), None)]);
        assert!(
            text.starts_with("Contact: https://portal.example/impressum\nExpires: "),
            "{text}"
        );
    }
}
