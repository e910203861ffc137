//! A place as schema.org describes it (<https://schema.org/Place>), for search engines.

use domain::{City, Locale, Place};
use serde_json::{Value, json};

/// The description as JSON-LD. Only what is known; `<` is escaped, so that no text can end the
/// script it stands in.
pub(super) fn json_ld(city: &City, locale: Locale, place: &Place, url: &str) -> String {
    let address = place.street_line().map(|street| {
        json!({
            "@type": "PostalAddress",
            "streetAddress": street,
            "postalCode": place.address.postcode,
            "addressLocality": place.address.town.as_ref().unwrap_or(&city.name),
            "addressCountry": "DE",
        })
    });
    let mut description = json!({
        "@context": "https://schema.org",
        "@type": "Place",
        "name": i18n::places::label(city, place, locale),
        "url": url,
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": place.position.lat(),
            "longitude": place.position.lon(),
        },
        "address": address,
        "telephone": place.phone,
        "sameAs": place.website,
        "isAccessibleForFree": place.fee.map(|fee| !fee),
    });
    strip_nulls(&mut description);
    description.to_string().replace('<', "\\u003c")
}

fn strip_nulls(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, v| !v.is_null());
        map.values_mut().for_each(strip_nulls);
    }
}
