//! Where things stand, for lists that are too long to be read at once.

use std::collections::BTreeMap;

use domain::{District, Locale, live::Thing};

use crate::site::Site;

/// The things of one part of the city.
pub(in crate::pages) struct Group<T> {
    /// What the part is called.
    pub(in crate::pages) name: String,
    /// The same in addresses and style sheets.
    pub(in crate::pages) key: String,
    /// What is in it, in the order it came.
    pub(in crate::pages) members: Vec<T>,
}

/// Districts in the order of the city, then park and ride, then what is in no district.
pub(in crate::pages) fn grouped<T>(
    site: &Site,
    locale: Locale,
    all: impl Iterator<Item = T>,
    thing: impl Fn(&T) -> &Thing,
) -> Vec<Group<T>> {
    let districts = &site.city().districts;
    let mut groups: BTreeMap<usize, Group<T>> = BTreeMap::new();
    for one in all {
        let thing = thing(&one);
        let is_at_stop = thing.facts.park_and_ride == Some(true);
        let district = thing.district.as_ref().filter(|_| !is_at_stop);
        let place = districts
            .iter()
            .position(|known| Some(&known.id) == district);
        let (at, name, key) = match place {
            Some(at) => {
                let District { name, id, .. } = &districts[at];
                (at, name.as_str(), id.as_str())
            }
            None if is_at_stop => (
                districts.len(),
                i18n::now::park_and_ride(locale),
                "park-and-ride",
            ),
            None => (districts.len() + 1, i18n::now::others(locale), "others"),
        };
        let group = groups.entry(at).or_insert_with(|| Group {
            name: name.to_owned(),
            key: key.to_owned(),
            members: Vec::new(),
        });
        group.members.push(one);
    }
    groups.into_values().collect()
}
