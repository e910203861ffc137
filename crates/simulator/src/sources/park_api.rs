//! `ParkAPI` v3: parking sites by cursor.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{
    Question,
    times::{last, utc},
};
use crate::{
    answer::Document,
    fault::Fault,
    stations::{CarPark, Usage},
    values::World,
};

/// A page when nobody says how long, and the longest there is.
const PAGE: usize = 100;
const LONGEST: usize = 1_000;
/// The first number that sites get.
const FIRST: usize = 40_001;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let source = question.parameter("source_uid");
    let parks = world.city.stations.car_parks.iter().enumerate();
    let sites: Vec<(usize, &CarPark)> = parks
        .filter(|(_, park)| source.is_none_or(|source| source == park.source_uid))
        .filter(|(_, park)| park.lat.is_some())
        .map(|(place, park)| (FIRST + place, park))
        .collect();
    let total = sites.len();
    let limit = question.count("limit").unwrap_or(PAGE).clamp(1, LONGEST);
    let start = match question.fault {
        Some(Fault::IgnoreCursor) => 0,
        _ => question.count("start").unwrap_or(0),
    };
    let mut rest = sites.iter().filter(|(id, _)| *id >= start);
    let page: Vec<_> = rest.by_ref().take(limit).collect();
    let next = rest.next().map(|(id, _)| *id);
    let next = match question.fault {
        // The same page again and again.
        Some(Fault::RepeatPage) => page.first().map(|(id, _)| *id),
        // A cursor that leads to where it came from.
        Some(Fault::IgnoreCursor) => sites
            .get(limit.min(total.saturating_sub(1)))
            .map(|(id, _)| *id),
        _ => next,
    };
    let mut items: Vec<Value> = page
        .iter()
        .map(|(id, park)| site(world, question, *id, park))
        .collect();
    let mut next = next;
    if question.fault == Some(Fault::StopAt80) {
        let most = total * 4 / 5;
        let before = sites.iter().filter(|(id, _)| *id < start).count();
        if before + items.len() >= most {
            items.truncate(most.saturating_sub(before));
            next = None;
        }
    }
    let path = next
        .map(|next| format!("/park-api/api/public/v3/parking-sites?start={next}&limit={limit}"));
    Some(Document::json(json!({
        "items": items,
        "total_count": total,
        "next_id": next,
        "next_path": path,
    })))
}

fn site(world: &World, question: &Question<'_>, id: usize, park: &CarPark) -> Value {
    let tick = last(question.now, 5);
    let mut parks = world.city.stations.car_parks.iter();
    let source_id = parks.position(|one| one.source_uid == park.source_uid);
    let mut site = json!({
        "id": id,
        "source_id": source_id,
        "source_uid": park.source_uid,
        "original_uid": park.id,
        "name": park.master_name.as_deref().unwrap_or(&park.name),
        "address": park.address,
        "type": "CAR_PARK",
        "purpose": "CAR",
        "has_fee": true,
        "has_realtime_data": true,
        "lat": park.lat,
        "lon": park.lon,
        "capacity": park.master_capacity.filter(|capacity| *capacity > 0).unwrap_or(park.capacity),
        "static_data_updated_at": utc(last(question.now, 24 * 60)),
        "created_at": "2024-01-15T03:00:00Z",
        "modified_at": utc(tick),
    });
    if park.usage == Usage::Commuter {
        site["park_and_ride_type"] = json!(["YES"]);
    }
    // Sites whose counting is broken are left without counts, as the real one does with stale ones.
    if park.defect.is_some() {
        site["has_realtime_data"] = json!(false);
        return site;
    }
    let late = SignedDuration::from_secs(40);
    let updated = tick.checked_sub(late).unwrap_or(tick);
    site["realtime_data_updated_at"] = json!(utc(updated));
    site["realtime_opening_status"] = json!("OPEN");
    site["realtime_capacity"] = json!(park.capacity);
    site["realtime_free_capacity"] = json!(park.capacity - world.occupied(park, question.now));
    site
}
