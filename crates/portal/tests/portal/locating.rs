//! What a typed address means.

use domain::street::Located;
use portal::Near;

use crate::town::{place, town};

async fn locate(text: &str) -> Near {
    let mut square = place(1);
    square.name = Some("Rathausplatz".to_owned());
    town(vec![square]).await.portal.locate(Some(text))
}

async fn best(text: &str) -> Located {
    match locate(text).await {
        Near::Found { best, .. } => best,
        other => panic!("`{text}` is {other:?}"),
    }
}

#[tokio::test]
async fn a_street_is_found_in_every_spelling() {
    for text in [
        "Hauptstraße",
        "hauptstr.",
        "HAUPTSTRASSE",
        "Hauptstr, 12345 Musterstadt",
    ] {
        let found = best(text).await;
        assert_eq!(
            (found.label.as_str(), found.exact),
            ("Hauptstraße", true),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_house_number_is_exact_when_it_is_known_and_the_street_when_not() {
    let known = best("Hauptstr. 12 A").await;
    assert_eq!(
        (known.label.as_str(), known.exact, known.number_unknown),
        ("Hauptstraße 12a", true, false)
    );
    let unknown = best("Hauptstraße 999").await;
    assert_eq!(
        (
            unknown.label.as_str(),
            unknown.exact,
            unknown.number_unknown
        ),
        ("Hauptstraße", false, true)
    );
}

#[tokio::test]
async fn typing_errors_are_forgiven() {
    for text in [
        "Haupstrasse",
        "Hauptstrase",
        "Hauptsraße 3",
        "Oestlich Ringstr",
    ] {
        assert!(!best(text).await.exact, "{text}");
    }
}

#[tokio::test]
async fn a_street_of_two_districts_offers_both() {
    let Near::Found { best, others } = locate("Bergweg").await else {
        panic!("not found")
    };
    assert_eq!(best.label, "Bergweg (Nord)");
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].label, "Bergweg (Süd)");
}

#[tokio::test]
async fn a_place_and_a_position_can_be_given_too() {
    assert_eq!(best("rathausplatz").await.label, "Rathausplatz");
    assert!((best("49.5,8.25").await.position.lon() - 8.25).abs() < 1e-9);
}

#[tokio::test]
async fn what_is_no_address_is_not_found() {
    for text in ["Xylophonallee 3", "12345", "???", ""] {
        assert_eq!(locate(text).await, Near::NotFound, "{text}");
    }
}
