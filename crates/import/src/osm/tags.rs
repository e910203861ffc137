//! Tags of an object → fields of a place.

use city::PlaceRecord;

/// The keys a place is made from; the others are forgotten after the first pass.
const KEPT: [&str; 28] = [
    "name",
    "name:de",
    "addr:street",
    "addr:place",
    "addr:housenumber",
    "addr:postcode",
    "addr:city",
    "opening_hours",
    "check_date:opening_hours",
    "phone",
    "contact:phone",
    "website",
    "contact:website",
    "wheelchair",
    "wheelchair:description",
    "wheelchair:description:de",
    "fee",
    "charge",
    "centralkey",
    "recycling:green_glass",
    "recycling:brown_glass",
    "recycling:white_glass",
    "recycling:clear_glass",
    "capacity",
    "capacity:disabled",
    "operator",
    "url",
    "contact:url",
];

/// The tags of an object that a place is made from.
pub(super) struct KeptTags(Vec<(&'static str, Box<str>)>);

impl KeptTags {
    pub(super) fn of(tags: &[(&str, &str)]) -> Self {
        let kept = KEPT.into_iter().filter_map(|key| {
            tags.iter()
                .find(|(k, _)| *k == key)
                .map(|(_, value)| (key, Box::from(*value)))
        });
        Self(kept.collect())
    }

    fn get(&self, key: &str) -> &str {
        self.0
            .iter()
            .find(|(k, _)| *k == key)
            .map_or("", |(_, value)| value)
    }

    fn first(&self, keys: &[&str]) -> &str {
        keys.iter()
            .map(|key| self.get(key))
            .find(|value| !value.is_empty())
            .unwrap_or_default()
    }

    /// The fields of the place, as far as tags say them.
    pub(super) fn record(&self, city_name: &str) -> PlaceRecord {
        let mut record = PlaceRecord::default();
        for (column, keys) in [
            ("name", &["name", "name:de"][..]),
            ("street", &["addr:street", "addr:place"]),
            ("house_number", &["addr:housenumber"]),
            ("postcode", &["addr:postcode"]),
            ("opening_hours", &["opening_hours"]),
            ("phone", &["phone", "contact:phone"]),
            (
                "wheelchair_note",
                &["wheelchair:description:de", "wheelchair:description"],
            ),
            ("fee", &["fee"]),
            ("fee_note", &["charge"]),
            ("capacity", &["capacity"]),
            ("capacity_disabled", &["capacity:disabled"]),
            ("operator", &["operator"]),
        ] {
            record.set(column, &plain(self.first(keys)));
        }
        let town = self.get("addr:city");
        record.set("town", if town == city_name { "" } else { town });
        record.set("website", &self.website());
        let wheelchair = self.get("wheelchair");
        record.set(
            "wheelchair",
            if wheelchair == "designated" {
                "yes"
            } else {
                wheelchair
            },
        );
        if self.get("centralkey") == "eurokey" {
            record.set("euro_key", "yes");
        }
        record.set("glass_colours", &self.glass_colours());
        if !self.get("opening_hours").is_empty() {
            record.set("opening_hours_as_of", self.get("check_date:opening_hours"));
        }
        record
    }

    /// People often leave out the scheme; browsers then take `http`.
    fn website(&self) -> String {
        let address = self.first(&["website", "contact:website", "url", "contact:url"]);
        let address = address.split(';').next().unwrap_or_default().trim();
        if address.starts_with("www.") {
            format!("http://{address}")
        } else {
            address.to_owned()
        }
    }

    fn glass_colours(&self) -> String {
        let yes = |keys: &[&str]| keys.iter().any(|key| self.get(key) == "yes");
        let colours = [
            (
                "white",
                yes(&["recycling:white_glass", "recycling:clear_glass"]),
            ),
            ("green", yes(&["recycling:green_glass"])),
            ("brown", yes(&["recycling:brown_glass"])),
        ];
        let colours = colours
            .into_iter()
            .filter(|(_, taken)| *taken)
            .map(|(colour, _)| colour);
        colours.collect::<Vec<_>>().join(" ")
    }
}

/// One line without control characters.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(tags: &[(&str, &str)]) -> PlaceRecord {
        KeptTags::of(tags).record("Musterstadt")
    }

    #[test]
    fn tags_become_fields() {
        let toilet = record(&[
            ("amenity", "toilets"),
            ("wheelchair", "designated"),
            ("centralkey", "eurokey"),
            ("addr:city", "Musterstadt"),
            ("contact:website", "www.example.org; www.example.com"),
            ("charge", "0.50 EUR"),
            ("name", "WC\nMarkt"),
        ]);
        assert_eq!(toilet.get("wheelchair"), "yes");
        assert_eq!(toilet.get("euro_key"), "yes");
        assert_eq!(toilet.get("town"), "");
        assert_eq!(toilet.get("website"), "http://www.example.org");
        assert_eq!(toilet.get("fee_note"), "0.50 EUR");
        assert_eq!(toilet.get("name"), "WC Markt");
    }

    #[test]
    fn only_colours_that_are_written_down_are_known() {
        let both = [
            ("recycling:white_glass", "yes"),
            ("recycling:green_glass", "no"),
            ("recycling:brown_glass", "yes"),
        ];
        assert_eq!(record(&both).get("glass_colours"), "white brown");
        assert_eq!(
            record(&[("recycling:glass_bottles", "yes")]).get("glass_colours"),
            ""
        );
    }
}
