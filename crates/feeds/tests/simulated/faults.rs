//! Every feed with every fault of content: what is mistaken is not believed, and the next reading
//! after the fault is a good one. Faults of delivery are run with the whole engine in `days`.

use domain::live::{Feed, Harvest, Quality};
use jiff::SignedDuration;
use simulator::Fault;

use crate::town::{Town, at};

/// Roadworks, events of motorways and a warning hold.
const NOW: &str = "2026-06-22T12:00:00Z";

const MISTAKEN: [Fault; 5] = [
    Fault::WrongCharset,
    Fault::Nan,
    Fault::FutureTime,
    Fault::SwappedCoordinates,
    Fault::SchemaDrift,
];

/// What is wrong with the reading of a mistaken source; `None` when nothing is.
fn wrong(town: &Town, feed: &Feed, fault: Fault, harvest: &Harvest) -> Option<String> {
    let context = town.context(feed);
    let mut things = harvest.things.iter();
    let nearby = context.area.widened(domain::Metres(100_000.0));
    if let Some(thing) = things.find(|it| it.position.is_some_and(|at| !nearby.contains(at))) {
        return Some(format!("{} is at {:?}", thing.id, thing.position));
    }
    let ahead = |at: jiff::Timestamp| at.duration_since(context.now).as_mins() > 5;
    if let Some(new) = harvest
        .observations
        .iter()
        .find(|new| ahead(new.observation.end))
    {
        return Some(format!("{:?} is in the future", new.observation));
    }
    let believed = harvest.observations.iter().filter(|new| {
        let observation = new.observation;
        observation.value.is_some() && observation.quality != Quality::Suspect
    });
    let understood = match fault {
        // Numbers that are none are no values; motorways are told without any number.
        Fault::Nan => believed.count(),
        // Fields that nobody knows say nothing.
        Fault::SchemaDrift => believed.count() + harvest.events.iter().flatten().count(),
        _ => 0,
    };
    (understood > 0).then(|| format!("something was understood: {harvest:?}"))
}

#[test]
fn what_is_mistaken_is_not_believed_and_the_next_reading_is_good() {
    let town = Town::at("musterstadt", NOW);
    for feed in town.all_feeds() {
        for fault in MISTAKEN {
            let connector = feeds::connector(&feed).unwrap();
            let name = format!("{} {}", feed.id, fault.name());
            town.switch(&feed, Some(fault));
            match town.try_read(&*connector, &feed) {
                Ok(Some(harvest)) => {
                    assert_eq!(wrong(&town, &feed, fault, &harvest), None, "{name}");
                }
                Ok(None) => panic!("{name}: nothing has changed"),
                Err(_) => {}
            }
            town.switch(&feed, None);
            let interval = SignedDuration::try_from(feed.interval).unwrap();
            town.simulator.clock().advance(interval);
            let healed = town
                .try_read(&*connector, &feed)
                .unwrap_or_else(|error| panic!("after {name}: {error}"));
            assert_eq!(healed.unwrap().rejected, [], "after {name}");
            town.simulator.clock().set(at(NOW));
        }
    }
}
