//! The city's streets and house numbers by their folded names, worked out once.

use std::ops::Range;

use domain::{City, street::Address, street::Street, text::fold};

/// How alike two names must be (0 to 1, Damerau-Levenshtein by length) to count as a typing error.
const ALIKE: f64 = 0.75;

/// Where streets and house numbers stand in the city's own lists.
#[derive(Debug)]
pub(crate) struct StreetIndex {
    /// Folded names, sorted; streets of one name in the order of the city.
    streets: Vec<(String, usize)>,
    /// Positions of the addresses, sorted by [`address_key`]: a large city has many, and a search
    /// folds a handful of them.
    addresses: Vec<usize>,
}

impl StreetIndex {
    pub(crate) fn new(city: &City) -> Self {
        let names = city.streets.iter().map(|street| fold(&street.name));
        let mut streets: Vec<_> = names.zip(0..).collect();
        streets.sort();
        let mut addresses: Vec<_> = (0..city.addresses.len()).collect();
        addresses.sort_by_cached_key(|at| address_key(&city.addresses[*at]));
        Self { streets, addresses }
    }

    /// The streets of a folded name, one in each district.
    pub(crate) fn named<'c>(&self, city: &'c City, folded: &str) -> Vec<&'c Street> {
        let found = self.streets[self.span(folded)].iter();
        found.map(|(_, at)| &city.streets[*at]).collect()
    }

    /// The house with a folded street and number.
    pub(crate) fn house<'c>(
        &self,
        city: &'c City,
        folded: &str,
        number: &str,
    ) -> Option<&'c Address> {
        let key = |at: &usize| address_key(&city.addresses[*at]);
        let wanted = (folded.to_owned(), number.to_owned());
        let first = self.addresses.partition_point(|at| key(at) < wanted);
        let at = self.addresses.get(first).filter(|at| key(at) == wanted)?;
        city.addresses.get(*at)
    }

    /// The streets whose names may have been meant by a folded text, the most alike first.
    pub(crate) fn alike<'c>(&self, city: &'c City, typed: &str) -> Vec<&'c Street> {
        let scored = self
            .streets
            .iter()
            .map(|(name, at)| (likeness(name, typed), &city.streets[*at]));
        let mut scored: Vec<_> = scored.filter(|(score, _)| *score >= ALIKE).collect();
        scored.sort_by(|(a, s), (b, t)| b.total_cmp(a).then_with(|| s.name.cmp(&t.name)));
        scored.into_iter().map(|(_, street)| street).collect()
    }

    fn span(&self, folded: &str) -> Range<usize> {
        let start = self.streets.partition_point(|(name, _)| &**name < folded);
        let same = self.streets[start..].partition_point(|(name, _)| name == folded);
        start..start + same
    }
}

fn address_key(address: &Address) -> (String, String) {
    let number = fold(&address.house_number).replace(' ', "");
    (fold(&address.street), number)
}

/// How alike two folded names are; the start of a longer name counts as nearly alike.
fn likeness(name: &str, typed: &str) -> f64 {
    let alike = strsim::normalized_damerau_levenshtein(name, typed);
    if typed.len() >= 4 && name.starts_with(typed) {
        alike.max(0.9)
    } else {
        alike
    }
}
