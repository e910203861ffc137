//! What the places page was asked, and how that is written in an address.

use crate::{Category, DistrictId, Filter, Place, place::Wheelchair};

/// How a phone shows the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The list.
    #[default]
    List,
    /// The map.
    Map,
}

/// A question to the list of places; every part is optional. Written in an address with German
/// names, so that it can be shared: `kategorie`, `stadtteil`, `offen=jetzt`, `rollstuhl=ja`,
/// `eurokey=ja`, `kostenlos=ja`, `nahe`, `q`, `seite`, `ansicht=karte`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box of the filter form that is ticked or not"
)]
pub struct PlaceQuery {
    /// Slug of a category.
    pub category: Option<String>,
    /// Slug of a district.
    pub district: Option<String>,
    /// Only what is certainly open.
    pub open_now: bool,
    /// Only what a wheelchair can enter without help.
    pub wheelchair: bool,
    /// Only what the Euro key opens.
    pub euro_key: bool,
    /// Only what is certainly free of charge.
    pub free: bool,
    /// A typed address or `lat,lon`; sorts by distance.
    pub near: Option<String>,
    /// Words that the place's name or address must contain.
    pub text: Option<String>,
    /// Page of the list, counted from 0.
    pub page: usize,
    /// List or map on a phone.
    pub view: View,
}

impl PlaceQuery {
    /// Reads the parts of a query string; unknown names and values are left out, nothing fails.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            let text =
                || Some(value.chars().take(200).collect()).filter(|t: &String| !t.is_empty());
            match name {
                "kategorie" => query.category = text(),
                "stadtteil" => query.district = text(),
                "offen" => query.open_now = value == "jetzt",
                "rollstuhl" => query.wheelchair = value == "ja",
                "eurokey" => query.euro_key = value == "ja",
                "kostenlos" => query.free = value == "ja",
                "nahe" => query.near = text(),
                "q" => query.text = text(),
                "seite" => query.page = value.parse::<usize>().unwrap_or(1).clamp(1, 1000) - 1,
                "ansicht" if value == "karte" => query.view = View::Map,
                _ => {}
            }
        }
        query
    }

    /// The parts of the query string in a fixed order, without those that say nothing.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut text = |name, value: &Option<String>| {
            if let Some(value) = value {
                pairs.push((name, value.clone()));
            }
        };
        text("kategorie", &self.category);
        text("stadtteil", &self.district);
        text("nahe", &self.near);
        text("q", &self.text);
        for filter in [
            Filter::Open,
            Filter::Wheelchair,
            Filter::EuroKey,
            Filter::Free,
        ] {
            if self.has(filter) {
                let (name, value) = filter.pair();
                pairs.push((name, value.to_owned()));
            }
        }
        if self.page > 0 {
            pairs.push(("seite", (self.page + 1).to_string()));
        }
        if self.view == View::Map {
            pairs.push(("ansicht", "karte".to_owned()));
        }
        pairs
    }

    /// Whether a filter is on.
    pub fn has(&self, filter: Filter) -> bool {
        match filter {
            Filter::Open => self.open_now,
            Filter::Wheelchair => self.wheelchair,
            Filter::EuroKey => self.euro_key,
            Filter::Free => self.free,
        }
    }

    /// The same question with a filter turned on or off, from its first page.
    #[must_use]
    pub fn with(&self, filter: Filter, on: bool) -> Self {
        let mut query = Self {
            page: 0,
            ..self.clone()
        };
        match filter {
            Filter::Open => query.open_now = on,
            Filter::Wheelchair => query.wheelchair = on,
            Filter::EuroKey => query.euro_key = on,
            Filter::Free => query.free = on,
        }
        query
    }

    /// Whether a place passes every filter that needs no clock, no text and no category: district,
    /// wheelchair, Euro key and fee.
    pub fn admits(&self, place: &Place) -> bool {
        let district = self.district.as_deref();
        (district.is_none() || district == place.district.as_ref().map(DistrictId::as_str))
            && (!self.wheelchair || place.wheelchair == Wheelchair::Yes)
            && (!self.euro_key || place.euro_key == Some(true))
            && (!self.free || place.fee == Some(false))
    }
}

impl Filter {
    /// Name and value of the filter in an address.
    pub fn pair(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("offen", "jetzt"),
            Self::Wheelchair => ("rollstuhl", "ja"),
            Self::EuroKey => ("eurokey", "ja"),
            Self::Free => ("kostenlos", "ja"),
        }
    }
}

impl Category {
    /// Whether a query asks for this category.
    pub fn is_asked_by(&self, query: &PlaceQuery) -> bool {
        query.category.as_deref() == Some(self.slug.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word() -> impl Strategy<Value = Option<String>> {
        proptest::option::of("[a-zäöüß0-9]{1,12}( [a-zäöüß0-9]{1,12})?")
    }

    prop_compose! {
        fn any_query()(
            category in word(), district in word(), near in word(), text in word(),
            flags in any::<[bool; 5]>(), page in 0..1000_usize,
        ) -> PlaceQuery {
            PlaceQuery {
                category, district, near, text, page,
                open_now: flags[0], wheelchair: flags[1], euro_key: flags[2], free: flags[3],
                view: if flags[4] { View::Map } else { View::List },
            }
        }
    }

    proptest! {
        #[test]
        fn a_query_reads_back_what_it_writes(query in any_query()) {
            let pairs = query.pairs();
            let read = PlaceQuery::parse(pairs.iter().map(|(n, v)| (*n, v.as_str())));
            prop_assert_eq!(read, query);
        }

        #[test]
        fn no_address_is_too_strange(pairs in proptest::collection::vec((".*", ".*"), 0..8)) {
            PlaceQuery::parse(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        }
    }

    #[test]
    fn a_filter_starts_again_at_the_first_page() {
        let query = PlaceQuery::parse([("kategorie", "toiletten"), ("seite", "3")]);
        assert_eq!(query.page, 2);
        assert_eq!(query.with(Filter::Open, true).page, 0);
    }
}
