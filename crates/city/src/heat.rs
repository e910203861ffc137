//! `[heat]` in `city.toml`: from when on help in heat is announced, and where it is found.

use domain::{CategoryId, heat::HeatHelp};

use crate::{Complaint, categories::Named, keys::Keys};

/// Felt temperatures that can be a threshold, in °C.
const CELSIUS: std::ops::RangeInclusive<f64> = 20.0..=45.0;

/// Reads `[heat]`; the default where there is none. What it names in `categories` has to exist.
pub(crate) fn read(keys: &mut Keys<'_>, categories: &mut Vec<Named>) -> HeatHelp {
    let mut help = HeatHelp::default();
    let Some(mut section) = keys.section("heat") else {
        return help;
    };
    if section.has("from_celsius")
        && let Some(celsius) = section.number("from_celsius")
    {
        if CELSIUS.contains(&celsius) {
            help.from_celsius = celsius;
        } else {
            let what = format!("from_celsius: {celsius} °C is no heat that people feel");
            let hint = format!("write {} to {}", CELSIUS.start(), CELSIUS.end());
            section.fault(section.line, Complaint::new(what, hint));
        }
    }
    for (key, list) in [
        ("cool", &mut help.cool),
        ("water", &mut help.water),
        ("toilets", &mut help.toilets),
        ("shade", &mut help.shade),
    ] {
        let named = section.texts(key);
        list.extend(named.iter().map(|(id, _)| CategoryId::new(id)));
        categories.extend(named);
    }
    section.done();
    help
}
