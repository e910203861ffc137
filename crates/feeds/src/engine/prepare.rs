//! From what a connector read to what can be stored.

use std::collections::HashMap;

use domain::{City, district::district_of, live::Harvest};
use jiff::Timestamp;

/// Finds the district of every thing and judges every observation. Of two things with one
/// identifier the later one stays.
pub(super) fn prepare(harvest: &mut Harvest, city: &City, now: Timestamp) {
    let last: HashMap<_, usize> = harvest
        .things
        .iter()
        .enumerate()
        .map(|(at, thing)| (thing.id.clone(), at))
        .collect();
    let mut at = 0;
    harvest.things.retain(|thing| {
        at += 1;
        last.get(&thing.id) == Some(&(at - 1))
    });
    for thing in &mut harvest.things {
        if let (None, Some(position)) = (&thing.district, thing.position) {
            thing.district =
                district_of(&city.districts, position).map(|district| district.id.clone());
        }
    }
    harvest.judge(now);
}

/// Adds what a later notification brought.
pub(super) fn absorb(harvest: &mut Harvest, later: Harvest) {
    let positions: Vec<u32> = later
        .datastreams
        .into_iter()
        .map(|stream| harvest.datastream(stream))
        .collect();
    for mut new in later.observations {
        if let Some(position) = positions.get(new.datastream as usize) {
            new.datastream = *position;
            harvest.observations.push(new);
        }
    }
    harvest.things.extend(later.things);
    harvest.events = later.events.or(harvest.events.take());
    harvest.seen = harvest.seen.saturating_add(later.seen);
    harvest.rejected.extend(later.rejected);
}
