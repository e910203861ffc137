//! From sites of `ParkAPI` to car parks.
//!
//! Time: every time has its offset; the time of a value is that at which its operator told it.

use domain::live::{Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind};

use super::wire::Site;
use crate::{
    connector::Context,
    loose::{Loose, Odd},
    place::Place,
};

/// Adds a site to the harvest, or says there why it is not one. What is no car park or not in the
/// city is left out.
pub(super) fn site(id: &str, site: &Site, harvest: &mut Harvest, context: Context<'_>) {
    // Bicycle boxes and lockers are sites too.
    if site.purpose.text().is_some_and(|it| it != "CAR") {
        return;
    }
    let position = match Place::of(&site.lat, &site.lon, context.area) {
        Ok(Place::Inside(position)) => position,
        Ok(Place::Outside) => return,
        // Of a whole Land, a site that may be anywhere is hardly one of this city.
        Ok(Place::Unknown) => return harvest.reject(id, "it has no position"),
        Err(odd) => return harvest.reject(id, odd),
    };
    let thing = ThingId::of(&context.feed.id, id);
    harvest.things.push(Thing {
        id: thing.clone(),
        feed: context.feed.id.clone(),
        kind: ThingKind::CarPark,
        name: site.name.text().unwrap_or_else(|| id.to_owned()),
        position: Some(position),
        district: None,
        facts: facts(site),
    });
    if let Err(odd) = observe(&thing, site, harvest, context) {
        harvest.reject(id, odd);
    }
}

/// Without values, what was known before stays and grows old.
fn observe(
    thing: &ThingId,
    site: &Site,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let open = match site.realtime_opening_status.text().as_deref() {
        Some("OPEN") => Some(1.0),
        Some("CLOSED") => Some(0.0),
        // `UNKNOWN` and whatever comes to be.
        _ => None,
    };
    let values = [
        (Property::FreeSpaces, site.realtime_free_capacity.number()?),
        (Property::Open, open),
    ];
    for (property, value) in values {
        if value.is_none() {
            continue;
        }
        let at = site.realtime_data_updated_at.instant()?;
        let at = at.ok_or_else(|| Odd::new("nothing", "the time of a value"))?;
        let (every, stale) = (context.feed.interval, context.feed.stale_after);
        let mut stream = Datastream::instant(thing, property, every, stale);
        if let (Property::FreeSpaces, Some(capacity)) = (property, capacity(site)) {
            stream = stream.within(0.0, f64::from(capacity));
        }
        let stream = harvest.datastream(stream);
        harvest.observe(stream, at, value, Quality::Ok);
    }
    Ok(())
}

/// The spaces that the counter counts; they may be others than those of the plan.
fn capacity(site: &Site) -> Option<u32> {
    let spaces = |told: &Loose| told.count().filter(|spaces| *spaces > 0);
    spaces(&site.realtime_capacity).or_else(|| spaces(&site.capacity))
}

fn facts(site: &Site) -> ThingFacts {
    let height = site.max_height.finite().filter(|height| *height > 0.0);
    ThingFacts {
        capacity: capacity(site),
        park_and_ride: site.park_and_ride(),
        max_height_m: height.map(|centimetres| centimetres / 100.0),
        address: site.address.text(),
        opening_hours: site.opening_hours.text(),
        fee: site.fee_description.text(),
        operator: site.operator_name.text(),
        url: site.public_url.text(),
        ..ThingFacts::default()
    }
}
