//! Each fault does what its name says, and ends when it is switched off.

use std::io::Read;

use flate2::read::GzDecoder;
use simulator::Fault;

use crate::running::{RUSH_HOUR, at, impatient, run};

/// The body of a feed as bytes, or what went wrong.
fn body(running: &crate::running::Running, path: &str) -> Result<(u16, Vec<u8>), ureq::Error> {
    let mut response = impatient().get(format!("{}/{path}", running.base)).call()?;
    let status = response.status().as_u16();
    Ok((
        status,
        response
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_to_vec()?,
    ))
}

#[test]
fn a_source_that_refuses_or_hangs_gives_no_answer() {
    let running = run(RUSH_HOUR);
    for fault in [Fault::Refuse, Fault::Hang] {
        running.breaks("parking", fault);
        let error = body(&running, "parking").unwrap_err();
        let timed_out = matches!(error, ureq::Error::Timeout(_));
        assert_eq!(timed_out, fault == Fault::Hang, "{fault:?}: {error}");
        assert_eq!(body(&running, "sites").unwrap().0, 200);
        running.heals("parking");
        assert_eq!(body(&running, "parking").unwrap().0, 200);
    }
}

#[test]
fn one_byte_a_second_is_one_byte_in_the_first_second() {
    let running = run(RUSH_HOUR);
    running.breaks("parking", Fault::OneByteASecond);
    let mut response = impatient()
        .get(format!("{}/parking", running.base))
        .call()
        .unwrap();
    let mut reader = response.body_mut().as_reader();
    let mut bytes = Vec::new();
    assert!(reader.read_to_end(&mut bytes).is_err());
    assert_eq!(bytes, b"[");
}

#[test]
fn wrong_statuses_pages_and_redirects_are_sent() {
    let running = run(RUSH_HOUR);
    running.breaks("parking", Fault::Status500);
    assert_eq!(body(&running, "parking").unwrap().0, 500);
    running.breaks("parking", Fault::Html200);
    let (status, page) = body(&running, "parking").unwrap();
    assert!(status == 200 && page.starts_with(b"<!doctype html>"));
    running.breaks("parking", Fault::RedirectPrivate);
    let response = impatient()
        .get(format!("{}/parking", running.base))
        .call()
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["location"]),
        (302, &"http://10.255.255.1/".parse().unwrap())
    );
}

#[test]
fn a_packed_answer_ends_in_its_middle() {
    let running = run("2026-06-08T15:32:00Z");
    for path in [
        "parking",
        "warnings/alerts",
        "bicycles/fahrradzaehler_stundenwerten_202606.csv.gz",
    ] {
        running.breaks(path.split('/').next().unwrap(), Fault::TruncatedGzip);
        let (_, packed) = body(&running, path).unwrap();
        let mut text = String::new();
        let unpacked = GzDecoder::new(packed.as_slice()).read_to_string(&mut text);
        assert!(unpacked.is_err(), "{path}");
    }
}

#[test]
fn content_is_wrong_in_the_way_that_was_asked_for() {
    let running = run(RUSH_HOUR);
    let right = body(&running, "sites").unwrap().1;
    let broken = |feed: &str, path: &str, fault| {
        running.breaks(feed, fault);
        let broken = body(&running, path).unwrap().1;
        running.heals(feed);
        broken
    };
    assert!(String::from_utf8(broken("sites", "sites", Fault::WrongCharset)).is_err());
    let nan = String::from_utf8(broken("sites", "sites", Fault::Nan)).unwrap();
    assert!(
        nan.contains("\"lat\":NaN") && serde_json::from_str::<serde_json::Value>(&nan).is_err()
    );
    let drifted: serde_json::Value =
        serde_json::from_slice(&broken("sites", "sites", Fault::SchemaDrift)).unwrap();
    assert!(drifted["items"].is_null() && drifted["items_neu"].is_array());
    let swapped: serde_json::Value =
        serde_json::from_slice(&broken("sites", "sites", Fault::SwappedCoordinates)).unwrap();
    assert!(swapped["items"][0]["lat"].as_f64().unwrap() < 20.0);
    assert_eq!(body(&running, "sites").unwrap().1, right);
    running.breaks("parking", Fault::FutureTime);
    let told = running.json("parking");
    let observed = told[0]["observationDateTime"]["value"].as_str().unwrap();
    assert_eq!(at(observed), at("2026-06-08T18:30:00Z"));
}

#[test]
fn too_much_is_really_too_much() {
    let running = run(RUSH_HOUR);
    for (fault, most) in [(Fault::TwoHundredMb, 40), (Fault::GzipBomb, 60)] {
        running.breaks("parking", fault);
        let mut response = ureq::get(format!("{}/parking", running.base))
            .call()
            .unwrap();
        let bytes = response.body_mut().with_config().limit(u64::MAX).reader();
        let bytes: Box<dyn Read> = match fault {
            Fault::GzipBomb => Box::new(GzDecoder::new(bytes)),
            _ => Box::new(bytes),
        };
        // Far more than anybody wants is still not the end.
        let read = std::io::copy(&mut bytes.take(most << 20), &mut std::io::sink()).unwrap();
        assert_eq!(read, most << 20, "{fault:?}");
    }
}

#[test]
fn a_server_of_parking_sites_goes_wrong_with_its_pages() {
    let running = run(RUSH_HOUR);
    let first = running.json("sites?limit=2");
    let next = first["next_id"].as_u64().unwrap();
    let second = running.json(&format!("sites?limit=2&start={next}"));
    assert_ne!(first["items"], second["items"]);
    running.breaks("sites", Fault::IgnoreCursor);
    let ignored = running.json(&format!("sites?limit=2&start={next}"));
    assert_eq!(
        (&ignored["items"], &ignored["next_id"]),
        (&first["items"], &first["next_id"])
    );
    running.breaks("sites", Fault::RepeatPage);
    let repeated = running.json(&format!("sites?limit=2&start={next}"));
    assert_eq!(
        (&repeated["items"], repeated["next_id"].as_u64()),
        (&second["items"], Some(next))
    );
    running.breaks("sites", Fault::StopAt80);
    let all = running.json("sites?limit=500");
    assert_eq!(
        (all["items"].as_array().unwrap().len(), &all["total_count"]),
        (4, &6.into())
    );
    assert!(all["next_id"].is_null());
}

#[test]
fn faults_are_switched_by_a_request_from_the_same_machine() {
    let running = run(RUSH_HOUR);
    let post = |feed: &str, text: &str| {
        let url = format!("{}/_faults/{feed}", running.base);
        let request = impatient()
            .post(url)
            .header("content-type", "application/json");
        request.send(text).unwrap().status().as_u16()
    };
    assert_eq!(post("parking", r#"{"fault":"500"}"#), 204);
    assert_eq!(body(&running, "parking").unwrap().0, 500);
    assert_eq!(
        running.json("_faults"),
        serde_json::json!({ "parking": "500" })
    );
    assert_eq!(post("parking", r#"{"fault":null}"#), 204);
    assert_eq!(body(&running, "parking").unwrap().0, 200);
    assert_eq!(post("parking", r#"{"fault":"fire"}"#), 400);
    assert_eq!(post("nothing", r#"{"fault":"500"}"#), 404);
}
