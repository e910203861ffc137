//! OGC `SensorThings` 1.1: datastreams with their newest observations, and the way back in time.

use domain::live::{Feed, Property};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Question, sensor_query::Wanted, times::utc_millis};
use crate::{
    answer::Document,
    stations::Sensor,
    values::{SENSED_EVERY, World},
};

/// A page when nobody says how long.
const PAGE: usize = 10;
/// Observations of one datastream when nobody says how many.
const OBSERVATIONS: usize = 100;
/// How far back observations go.
const KEPT: SignedDuration = SignedDuration::from_hours(31 * 24);

/// One datastream: its number, its box, and what it measures.
pub(crate) struct Stream<'a> {
    pub(crate) id: i64,
    sensor: &'a Sensor,
    place: usize,
    property: Property,
}

/// All datastreams, numbered from 1.
pub(crate) fn streams(world: &World) -> Vec<Stream<'_>> {
    let boxes = world.city.stations.sensors.iter().enumerate();
    let pairs =
        boxes.flat_map(|(place, sensor)| sensor.measures().map(move |one| (place, sensor, one)));
    let numbered = (1..).zip(pairs);
    numbered
        .map(|(id, (place, sensor, property))| Stream {
            id,
            sensor,
            place,
            property,
        })
        .collect()
}

/// The observation of a datastream that was made at an instant; its id is the instant's number.
pub(crate) fn observation(world: &World, stream: &Stream<'_>, at: Timestamp) -> Option<Value> {
    let value = world.sensed(stream.sensor, stream.property, at)?;
    let before = at.checked_sub(SENSED_EVERY).ok()?;
    let time = if sums(stream.property) {
        format!("{}/{}", utc_millis(before), utc_millis(at))
    } else {
        utc_millis(at)
    };
    Some(json!({
        "@iot.id": at.as_second() / SENSED_EVERY.as_secs() * 1_000 + stream.id,
        "phenomenonTime": time,
        "resultTime": if sums(stream.property) { None } else { Some(utc_millis(at)) },
        "result": value,
    }))
}

/// Whether a value stands for the ten minutes before.
fn sums(property: Property) -> bool {
    matches!(
        property,
        Property::Precipitation | Property::PedestrianCount
    )
}

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let all = streams(world);
    let expand = question.parameter("$expand").unwrap_or_default();
    let parts: Vec<&str> = question
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let value = match parts[..] {
        [] => {
            json!({ "value": [{ "name": "Datastreams", "url": format!("{}/Datastreams", question.base) }] })
        }
        ["Datastreams"] => {
            let told = all
                .iter()
                .map(|stream| datastream(world, question, stream, expand));
            page(question, told.collect(), "Datastreams")
        }
        ["Datastreams", "Observations"] => return None,
        [one] => datastream(world, question, named(&all, one)?, expand),
        [one, "Observations"] => {
            let stream = named(&all, one)?;
            let wanted = Wanted::of(question.query);
            let mut told = observations(world, question.now, stream, wanted);
            let top = wanted.top.unwrap_or(OBSERVATIONS);
            let more = told.len() > wanted.skip + top;
            told = told.into_iter().skip(wanted.skip).take(top).collect();
            linked(
                question,
                told,
                more,
                &format!("{one}/Observations"),
                wanted.skip + top,
            )
        }
        _ => return None,
    };
    Some(Document::json(value))
}

fn named<'a, 'b>(all: &'a [Stream<'b>], name: &str) -> Option<&'a Stream<'b>> {
    let id: i64 = name
        .strip_prefix("Datastreams(")?
        .strip_suffix(')')?
        .parse()
        .ok()?;
    all.iter().find(|stream| stream.id == id)
}

fn page(question: &Question<'_>, all: Vec<Value>, path: &str) -> Value {
    let top = question.count("$top").unwrap_or(PAGE).max(1);
    let skip = question.count("$skip").unwrap_or(0);
    let more = all.len() > skip + top;
    linked(
        question,
        all.into_iter().skip(skip).take(top).collect(),
        more,
        path,
        skip + top,
    )
}

/// Values with the link to the next page, which repeats the question.
fn linked(
    question: &Question<'_>,
    values: Vec<Value>,
    more: bool,
    path: &str,
    skip: usize,
) -> Value {
    let mut answer = json!({ "value": values });
    if more {
        let asked = question.query.iter().filter(|(key, _)| *key != "$skip");
        let mut asked: Vec<(&str, &str)> = asked
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        asked.sort_unstable();
        let skip = skip.to_string();
        asked.push(("$skip", &skip));
        let query = serde_urlencoded::to_string(asked).unwrap_or_default();
        answer["@iot.nextLink"] = json!(format!("{}/{path}?{query}", question.base));
    }
    answer
}

fn observations(world: &World, now: Timestamp, stream: &Stream<'_>, wanted: Wanted) -> Vec<Value> {
    let newest = super::times::last(now, SENSED_EVERY.as_secs() / 60);
    let newest = wanted.before.map_or(newest, |before| newest.min(before));
    let oldest = now.checked_sub(KEPT).unwrap_or(now);
    let oldest = wanted.after.map_or(oldest, |after| oldest.max(after));
    let count = newest.duration_since(oldest).as_secs().max(0) / SENSED_EVERY.as_secs();
    let most = i64::try_from(wanted.top.unwrap_or(OBSERVATIONS) + wanted.skip + 1).unwrap_or(1_000);
    let at = |back: i64| {
        newest
            .checked_sub(SignedDuration::from_secs(back * SENSED_EVERY.as_secs()))
            .ok()
    };
    let instants: Vec<Timestamp> = if wanted.newest_first {
        (0..=count.min(most)).filter_map(at).collect()
    } else {
        (0..=count)
            .rev()
            .take(usize::try_from(most).unwrap_or(1_000))
            .filter_map(at)
            .collect()
    };
    let inside = instants
        .into_iter()
        .filter(|at| wanted.after.is_none_or(|after| *at > after));
    inside
        .filter_map(|at| observation(world, stream, at))
        .collect()
}

fn datastream(world: &World, question: &Question<'_>, stream: &Stream<'_>, expand: &str) -> Value {
    let Stream {
        id,
        sensor,
        place,
        property,
    } = stream;
    let own = format!("{}/Datastreams({id})", question.base);
    let name = property_name(question.feed, *property);
    let mut told = json!({
        "@iot.id": id,
        "@iot.selfLink": own,
        "name": format!("{}: {name}", sensor.name),
        "description": "Simulation",
        "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
        "unitOfMeasurement": { "name": property.unit(), "symbol": property.unit(), "definition": "https://ucum.org/ucum" },
        "properties": { "refresh": "PT10M" },
        "Observations@iot.navigationLink": format!("{own}/Observations"),
    });
    if expand.contains("Thing") {
        told["Thing"] = json!({
            "@iot.id": place + 1,
            "name": sensor.name,
            "description": "Simulation",
            "properties": { "reference": sensor.id },
        });
        if expand.contains("Locations") {
            told["Thing"]["Locations"] = json!([{
                "@iot.id": place + 1,
                "name": sensor.name,
                "encodingType": "application/geo+json",
                "location": { "type": "Point", "coordinates": [sensor.lon, sensor.lat] },
            }]);
        }
    }
    if expand.contains("ObservedProperty") {
        told["ObservedProperty"] = json!({
            "@iot.id": *property as i64,
            "name": name,
            "definition": format!("https://example.org/{}", property.as_str()),
        });
    }
    if let Some(wanted) = Wanted::expanded(expand) {
        let all = observations(world, question.now, stream, wanted);
        let shown = all
            .into_iter()
            .skip(wanted.skip)
            .take(wanted.top.unwrap_or(OBSERVATIONS));
        told["Observations"] = shown.collect();
    }
    told
}

/// What the source calls a property: the name that the feed's mapping expects.
fn property_name(feed: &Feed, property: Property) -> String {
    let mapping = feed.options.get("properties").and_then(Value::as_object);
    let named = mapping
        .into_iter()
        .flatten()
        .find(|(_, ours)| ours.as_str() == Some(property.as_str()));
    named.map_or_else(
        || property.as_str().to_owned(),
        |(theirs, _)| theirs.clone(),
    )
}
