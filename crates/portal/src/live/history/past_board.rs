//! What was before, in memory: what is usual for every counter and every car park, how the last day of
//! every weather station stands against the season, and the last days of every river.

use std::collections::HashMap;

use domain::live::{Property, ThingId, Topic};
use jiff::Zoned;

use super::{LastDays, Season, UsualNow, last_days::last_days, season::season, usual_now::learn};
use crate::{live::Live, ports::StoreError};

/// What is compared, by the topics under which it is shown.
const COMPARED: [(Topic, Property); 4] = [
    (Topic::Traffic, Property::VehicleCount),
    (Topic::Traffic, Property::PedestrianCount),
    (Topic::Bicycles, Property::BicycleCount),
    (Topic::Parking, Property::FreeSpaces),
];

/// What is known of before, of everything that is told with it. Never changes itself.
#[derive(Clone, Debug, Default)]
pub struct PastBoard {
    hours: HashMap<(ThingId, Property), UsualNow>,
    seasons: HashMap<ThingId, Season>,
    last_days: HashMap<ThingId, LastDays>,
}

impl PastBoard {
    /// What is usual for a property of a thing; `None` where nothing was looked at yet.
    pub fn of(&self, thing: &ThingId, property: Property) -> Option<&UsualNow> {
        self.hours.get(&(thing.clone(), property))
    }

    /// How the air temperature of a weather station stands against the season; `None` where too little
    /// is known.
    pub fn season(&self, thing: &ThingId) -> Option<&Season> {
        self.seasons.get(thing)
    }

    /// The level of a river in the last days; `None` where it was not looked at yet.
    pub fn last_days(&self, thing: &ThingId) -> Option<&LastDays> {
        self.last_days.get(thing)
    }
}

impl Live {
    /// Learns what was before, in the city's time zone. A thing whose values cannot be read keeps what
    /// was known.
    pub async fn learn_past(&self, now: &Zoned) {
        let (board, known) = (self.board(), self.past());
        let stream_of = |thing: &ThingId, property: Property| {
            let mut streams = board.readings(thing).map(|reading| reading.stream);
            streams.find(|stream| stream.property == property)
        };
        let mut next = PastBoard::default();
        for (topic, property) in COMPARED {
            for thing in board.things(topic) {
                let key = (thing.id.clone(), property);
                let before = known.hours.get(&key);
                let learned = learn(self, thing, property, before, now).await;
                let learned = or_before(learned, before, &thing.id);
                next.hours.extend(learned.map(|learned| (key, learned)));
            }
        }
        for thing in board.things(Topic::Weather) {
            let Some(stream) = stream_of(&thing.id, Property::AirTemperature) else {
                continue;
            };
            let before = known.seasons.get(&thing.id);
            let learned = season(self.store(), stream, before, now).await;
            let learned = or_before(learned, before, &thing.id);
            let learned = learned.map(|learned| (thing.id.clone(), learned));
            next.seasons.extend(learned);
        }
        for thing in board.things(Topic::Water) {
            let Some(stream) = stream_of(&thing.id, Property::WaterLevel) else {
                continue;
            };
            let before = known.last_days.get(&thing.id);
            let learned = last_days(self.store(), stream, before, now).await;
            let learned = or_before(learned.map(Some), before, &thing.id);
            let learned = learned.map(|learned| (thing.id.clone(), learned));
            next.last_days.extend(learned);
        }
        self.set_past(next);
    }
}

/// What was learned, or else what was known before.
fn or_before<T: Clone>(
    learned: Result<Option<T>, StoreError>,
    before: Option<&T>,
    thing: &ThingId,
) -> Option<T> {
    learned.unwrap_or_else(|error| {
        tracing::warn!(%error, %thing, "what was before could not be read");
        before.cloned()
    })
}
