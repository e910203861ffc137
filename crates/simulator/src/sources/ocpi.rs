//! OCPI 3.0 in the envelope of OCPDB: charging sites by offset.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{
    Question,
    times::{last, utc},
};
use crate::{answer::Document, fault::Fault, stations::ChargingSite, values::World};

/// A page when nobody says how long, and the longest there is.
const PAGE: usize = 100;
const LONGEST: usize = 1_000;
/// From this power on a point has a cable of its own and direct current.
const FAST_KW: f64 = 40.0;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let sites = &world.city.stations.charging_sites;
    let limit = question.count("limit").unwrap_or(PAGE).clamp(1, LONGEST);
    let offset = match question.fault {
        Some(Fault::IgnoreCursor) => 0,
        _ => question.count("offset").unwrap_or(0),
    };
    let page = sites.iter().skip(offset).take(limit);
    let items: Vec<Value> = page.map(|site| location(world, question, site)).collect();
    Some(Document::json(
        json!({ "items": items, "total_count": sites.len() }),
    ))
}

fn location(world: &World, question: &Question<'_>, site: &ChargingSite) -> Value {
    let plugs: Vec<&str> = site.plugs.split_whitespace().collect();
    let tick = last(question.now, 5);
    let taken = world.charging(site, tick);
    let evse = |number: i64| {
        let key = format!("{}:{number}", site.id);
        // A point breaks down, or is not heard of, for a day.
        let status = match world.share(&key, tick.as_second().div_euclid(86_400)) {
            ..0.04 => "OUTOFORDER",
            0.04..0.08 => "UNKNOWN",
            _ if number < taken => "CHARGING",
            _ => "AVAILABLE",
        };
        let changed = tick - SignedDuration::from_mins(17);
        let is_fast = site.power_kw.is_some_and(|power| power > FAST_KW);
        let plug = usize::try_from(number)
            .ok()
            .and_then(|number| plugs.get(number % plugs.len().max(1)));
        json!({
            "uid": key,
            "evse_id": format!("DE*SIM*E{}*{number}", site.id),
            "status": status,
            "presence": "PRESENT",
            "last_updated": utc(changed),
            "connectors": [{
                "id": "1",
                "standard": plug,
                "format": if is_fast { "CABLE" } else { "SOCKET" },
                "power_type": if is_fast { "DC" } else { "AC_3_PHASE" },
                "max_electric_power": site.power_kw.map(|power| power * 1_000.0),
                "last_updated": utc(changed),
            }],
        })
    };
    let evses: Vec<Value> = (0..site.points).map(evse).collect();
    json!({
        "id": site.id,
        "name": site.name,
        "address": site.address,
        "city": world.city.name,
        "country": "DEU",
        "publish": true,
        "coordinates": { "latitude": site.lat.to_string(), "longitude": site.lon.to_string() },
        "operator": site.operator.as_ref().map(|name| json!({ "name": name })),
        "charging_pool": [{ "id": site.id, "evses": evses }],
        "last_updated": utc(tick),
    })
}
