//! Trips under way: which there are, and what is heard of them.

use std::sync::Arc;

use domain::timetable::{Expectation, PlannedCall, Trip, TripOfDay, service_day_start};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    TimetableDirectory,
    directory::days_later,
    heard::{Fresh, Heard},
};

impl TimetableDirectory {
    /// The same directory, listening to what is heard of its trips.
    #[must_use]
    pub(super) fn listening(mut self, heard: Arc<Heard>) -> Self {
        self.heard = heard;
        self
    }

    /// When the newest word about trips under way was said; `None` when all words are too old.
    pub fn heard_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.heard.at(now).at()
    }

    /// Whether there is exactly one trip with this identifier: those made of a frequency share it.
    pub(super) fn knows_trip(&self, id: &str) -> bool {
        let of = |number: u32| self.trips[number as usize].id.as_str();
        let first = self.by_trip.partition_point(|number| of(*number) < id);
        let same = self.by_trip[first..].iter().take(2);
        same.filter(|number| of(**number) == id).count() == 1
    }

    /// What is heard of a call of a trip on a service day.
    pub(super) fn expectation(
        &self,
        fresh: &Fresh,
        trip: &Trip,
        position: usize,
        (day, start, planned): (Date, Timestamp, Timestamp),
    ) -> Expectation {
        let Some(update) = fresh.of(&trip.id, day, planned) else {
            return Expectation::Timetable;
        };
        let call = |call: &domain::timetable::Call| PlannedCall {
            sequence: call.sequence,
            stop: &self.stops[call.stop as usize].id,
            planned: later(start, call.departure_s),
        };
        let calls: Vec<_> = trip.calls.iter().map(call).collect();
        update.expects(&calls, position)
    }

    /// The trips that leave a stop between two instants.
    pub fn trips_between(&self, from: Timestamp, until: Timestamp) -> Vec<TripOfDay> {
        let today = from.to_zoned(self.zone.clone()).date();
        let days = (-self.days_after - 1..=1).map(|days| days_later(today, days));
        let mut found = Vec::new();
        for (day, start) in days.filter_map(|day| Some((day, service_day_start(day, &self.zone)?)))
        {
            let runs = |trip: &&Trip| self.services[trip.service as usize].runs_on(day);
            for trip in self.trips.iter().filter(runs) {
                let leaves = |call: &domain::timetable::Call| {
                    (call.sequence, later(start, call.departure_s))
                };
                let calls: Vec<_> = trip.calls.iter().map(leaves).collect();
                if calls.iter().any(|(_, at)| (from..until).contains(at)) {
                    let id = trip.id.clone();
                    found.push(TripOfDay { id, day, calls });
                }
            }
        }
        found
    }
}

fn later(start: Timestamp, seconds: u32) -> Timestamp {
    let after = SignedDuration::from_secs(i64::from(seconds));
    start.checked_add(after).unwrap_or(start)
}
