//! Notifications of context brokers: counts by class, and subscribing to them.

use domain::live::{Aggregation, Property, Quality, VehicleClass};
use feeds::{Answer, Get, ReadError};
use serde_json::{Value, json};

use crate::{
    ngsi::reading,
    source::{Reading, Source, answer, at, failing, parameter, reasons, thing},
};

const TRAFFIC: &str = include_str!("../data/ngsi_traffic_notification_synthetic.json");
const CALLBACK: &str = "https://portal.example/feeds/traffic/word";

fn traffic(options: Value) -> Reading {
    let mut all = json!({"type": "TrafficFlowObserved"});
    all.as_object_mut()
        .unwrap()
        .extend(options.as_object().unwrap().clone());
    reading(all)
}

/// The counts of a harvest by class, with the end of their window.
fn counts(body: &str) -> Vec<(Option<VehicleClass>, Option<f64>, String)> {
    let harvest = traffic(json!({})).receive(body.as_bytes()).unwrap();
    let stream = |new: &domain::live::NewObservation| &harvest.datastreams[new.datastream as usize];
    let all = harvest.observations.iter();
    all.map(|it| {
        (
            stream(it).class,
            it.observation.value,
            it.observation.end.to_string(),
        )
    })
    .collect()
}

#[test]
fn one_site_is_notified_once_for_each_class() {
    let harvest = traffic(json!({})).receive(TRAFFIC.as_bytes()).unwrap();
    assert_eq!((harvest.seen, harvest.things.len()), (5, 1));
    assert_eq!(thing(&harvest, "1e1e").name, "L 637");
    assert!(thing(&harvest, "1e1e").position.is_some());
    assert_eq!(reasons(&harvest), [""; 0]);
    let end = "2026-11-22T11:55:00Z".to_owned();
    let expected = [
        (Some(VehicleClass::Car), Some(164.0), end.clone()),
        (Some(VehicleClass::Motorcycle), Some(3.0), end.clone()),
        (Some(VehicleClass::Lorry), Some(7.0), end.clone()),
        (Some(VehicleClass::Van), Some(36.0), end.clone()),
        (Some(VehicleClass::Other), None, end),
    ];
    assert_eq!(counts(TRAFFIC), expected);
    assert_eq!(
        harvest.observations[4].observation.quality,
        Quality::Missing
    );
}

#[test]
fn a_count_is_that_of_its_quarter_of_an_hour_which_is_no_quarter_of_the_clock() {
    let harvest = traffic(json!({})).receive(TRAFFIC.as_bytes()).unwrap();
    let cars = &harvest.datastreams[0];
    assert_eq!(cars.id.as_str(), "feed:1e1e:vehicle_count:car");
    assert_eq!(
        (cars.aggregation, cars.property),
        (Aggregation::Count, Property::VehicleCount)
    );
    assert_eq!(cars.period.unwrap().as_secs(), 900);
    assert_eq!(cars.expected_every.as_secs(), 900);
    // Told five to ten minutes after its end, and the next one a quarter of an hour later.
    assert_eq!(cars.stale_after.as_secs(), 2_700);
    for (end, shown) in [("10", "11:10:00"), ("25", "11:25:00"), ("40", "11:40:00")] {
        let body = TRAFFIC.replace("11:40:00.000Z", &format!("10:{end}:00.000Z"));
        let body = body.replace("11:55:00.000Z", &format!("11:{end}:00.000Z"));
        assert_eq!(counts(&body)[0].2, format!("2026-11-22T{shown}Z"));
    }
}

#[test]
fn both_nights_in_which_clocks_are_changed_are_counted_in_utc() {
    for night in ["2026-03-29", "2026-10-25"] {
        let body = TRAFFIC.replace("2026-11-22T11:", &format!("{night}T01:"));
        assert_eq!(counts(&body)[0].2, format!("{night}T01:55:00Z"));
    }
}

#[test]
fn a_notification_of_ngsi_ld_is_read_too() {
    let body = json!({"id": "urn:ngsi-ld:Notification:1", "type": "Notification",
        "subscriptionId": "urn:ngsi-ld:Subscription:1", "notifiedAt": "2026-11-22T12:00:00Z",
        "data": [{"id": "urn:ngsi-ld:TrafficFlowObserved:7", "type": "TrafficFlowObserved",
            "vehicleType": {"type": "Property", "value": "bus"},
            "intensity": {"type": "Property", "value": 5},
            "laneDirection": {"type": "Property", "value": "forward"},
            "averageVehicleSpeed": {"type": "Property", "value": 10, "unitCode": "MTS"},
            "dateObserved": {"type": "Property",
                "value": {"@type": "DateTime", "@value": "2026-11-22T11:55:00Z"}}}]});
    let reading = traffic(json!({"version": "ld"}));
    let harvest = reading.receive(body.to_string().as_bytes()).unwrap();
    let ids: Vec<&str> = harvest
        .datastreams
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let expected = [
        "feed:7:vehicle_count:bus:forward",
        "feed:7:mean_speed:bus:forward",
    ];
    assert_eq!(ids, expected);
    let speed = harvest.observations[1].observation;
    assert_eq!(
        (speed.value, speed.end),
        (Some(36.0), at("2026-11-22T11:55:00Z"))
    );
    assert_eq!(harvest.datastreams[1].aggregation, Aggregation::Mean);
}

#[test]
fn bad_records_of_a_notification_are_rejected_and_others_are_none() {
    let body = TRAFFIC.replacen("164", "\"many\"", 1);
    let harvest = traffic(json!({})).receive(body.as_bytes()).unwrap();
    assert_eq!((harvest.observations.len(), harvest.rejected.len()), (4, 1));
    for body in ["{}", "[]", "", "<html>", "{\"data\":{}}"] {
        let read = traffic(json!({})).receive(body.as_bytes());
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}

/// A broker with subscriptions, and one entity.
fn broker(known: Value) -> Source {
    Source::new(move |get: &Get| {
        if get.post.is_some() {
            return Ok(Answer {
                status: 201,
                ..Answer::default()
            });
        }
        Ok(answer(if get.url.contains("/subscriptions") {
            known.to_string()
        } else {
            "[]".into()
        }))
    })
}

fn posted(source: &Source) -> Vec<(String, Value)> {
    let asked = source.asked.lock().unwrap();
    let posts = asked
        .iter()
        .filter_map(|get| Some((get.url.clone(), get.post.clone()?)));
    posts
        .map(|(url, body)| (url, serde_json::from_slice(&body).unwrap()))
        .collect()
}

#[test]
fn the_broker_is_asked_once_to_notify_and_all_pages_are_read_all_the_same() {
    let reading =
        traffic(json!({"subscribe": true, "callback": CALLBACK, "service_path": "/main"}));
    let connector = reading.connector();
    let source = broker(json!([]));
    reading.read_with(&*connector, &source).unwrap();
    let [(address, wish)] = &posted(&source)[..] else {
        panic!("{:?}", source.addresses());
    };
    assert_eq!(address, "https://source.example/v2/subscriptions");
    assert_eq!(
        wish["subject"]["entities"][0]["type"],
        "TrafficFlowObserved"
    );
    assert_eq!(wish["notification"]["http"]["url"], CALLBACK);
    let path = ("Fiware-ServicePath".to_owned(), "/main".to_owned());
    let asked = source.asked.lock().unwrap();
    assert!(asked.iter().all(|get| get.headers == [path.clone()]));
    assert!(parameter(asked.last().unwrap(), "offset").is_some());
    drop(asked);
    reading.read_with(&*connector, &source).unwrap();
    assert_eq!(posted(&source).len(), 1);
    assert_eq!(source.addresses().len(), 4);
}

#[test]
fn a_subscription_that_exists_is_not_made_again_and_one_that_ran_out_is() {
    let subscription = |status: &str| {
        json!([{"id": "1", "status": status,
        "notification": {"http": {"url": CALLBACK}}}])
    };
    let reading = traffic(json!({"subscribe": true, "callback": CALLBACK}));
    for (status, made) in [("active", 0), ("failed", 0), ("expired", 1)] {
        let source = broker(subscription(status));
        reading.read(&source).unwrap();
        assert_eq!(posted(&source).len(), made, "{status}");
    }
}

#[test]
fn ngsi_ld_is_subscribed_to_in_its_own_words() {
    let mut reading = traffic(json!({"subscribe": true, "callback": CALLBACK, "version": "ld"}));
    reading.feed.url = "https://source.example/ngsi-ld/v1/entities".into();
    let source = broker(json!([]));
    reading.read(&source).unwrap();
    let (address, wish) = &posted(&source)[0];
    assert_eq!(address, "https://source.example/ngsi-ld/v1/subscriptions");
    assert_eq!(
        (&wish["type"], &wish["entities"][0]["type"]),
        (&json!("Subscription"), &json!("TrafficFlowObserved"))
    );
    assert_eq!(wish["notification"]["endpoint"]["uri"], CALLBACK);
}

#[test]
fn nobody_is_notified_unless_the_city_wants_it_and_says_where() {
    for options in [
        json!({}),
        json!({"subscribe": true}),
        json!({"callback": CALLBACK}),
    ] {
        let source = broker(json!([]));
        traffic(options).read(&source).unwrap();
        assert_eq!(source.addresses().len(), 1);
    }
}

#[test]
fn a_broker_that_refuses_to_notify_is_still_read() {
    let source = Source::new(|get| {
        if get.url.contains("/subscriptions") {
            return Err(failing(get, 403));
        }
        Ok(answer(
            json!([serde_json::from_str::<Value>(TRAFFIC).unwrap()["data"][0]]).to_string(),
        ))
    });
    let harvest = traffic(json!({"subscribe": true, "callback": CALLBACK}))
        .read(&source)
        .unwrap();
    assert_eq!((harvest.observations.len(), harvest.rejected.len()), (1, 1));
    assert!(reasons(&harvest)[0].contains("subscription: "));
}
