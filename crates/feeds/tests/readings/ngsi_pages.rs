//! Context brokers: pages, and brokers that do not keep to them.

use feeds::ReadError;
use serde_json::json;

use crate::{
    ngsi::{parking, reading},
    source::{Source, answer, failing, parameter, reasons},
};

/// Car parks `from..to` and nothing more.
fn page(from: usize, to: usize) -> Vec<u8> {
    let park = |id: usize| {
        json!({"id": format!("urn:ngsiv2:OffStreetParking:{id}"),
        "availableSpotNumber": id, "dateObserved": "2026-11-22T11:55:00Z"})
    };
    json!((from..to).map(park).collect::<Vec<_>>())
        .to_string()
        .into_bytes()
}

#[test]
fn pages_are_read_until_the_announced_number_is_there() {
    let source = Source::new(|get| {
        let offset: usize = parameter(get, "offset").unwrap().parse().unwrap();
        let mut answer = answer(page(offset, (offset + 3).min(6)));
        answer.headers = vec![("fiware-total-count".into(), "6".into())];
        Ok(answer)
    });
    let options = json!({"type": "OffStreetParking", "page_size": 3, "service": "city",
        "service_path": "/main"});
    let harvest = reading(options).read(&source).unwrap();
    let page = |offset: usize| {
        format!(
            "https://source.example/v2/entities?type=OffStreetParking&limit=3&offset={offset}&options=count"
        )
    };
    assert_eq!(source.addresses(), [page(0), page(3)]);
    assert_eq!(harvest.things.len(), 6);
    assert_eq!(reasons(&harvest), [""; 0]);
    let headers = [("Fiware-Service", "city"), ("Fiware-ServicePath", "/main")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(source.asked.lock().unwrap()[1].headers, headers);
}

#[test]
fn without_a_number_a_short_page_is_the_last() {
    let source = Source::new(|get| {
        let offset: usize = parameter(get, "offset").unwrap().parse().unwrap();
        Ok(answer(page(offset, (offset + 3).min(7))))
    });
    let options = json!({"type": "OffStreetParking", "page_size": 3});
    let harvest = reading(options).read(&source).unwrap();
    assert_eq!((source.addresses().len(), harvest.things.len()), (3, 7));
}

#[test]
fn a_broker_that_repeats_its_page_or_stops_early_is_told_on() {
    let repeating = Source::new(|_| {
        let mut answer = answer(page(0, 3));
        answer.headers = vec![("fiware-total-count".into(), "9".into())];
        Ok(answer)
    });
    let options = json!({"type": "OffStreetParking", "page_size": 3});
    let harvest = reading(options.clone()).read(&repeating).unwrap();
    assert_eq!((repeating.addresses().len(), harvest.things.len()), (2, 3));
    let told = reasons(&harvest);
    assert!(told[0].contains("repeats"), "{told:?}");
    assert!(
        told[1].contains("9 entities were announced and 3 were told"),
        "{told:?}"
    );

    let failing = Source::new(|get| match parameter(get, "offset") {
        Some("0") => Ok(answer(page(0, 3))),
        _ => Err(failing(get, 500)),
    });
    let harvest = reading(options).read(&failing).unwrap();
    assert_eq!((harvest.things.len(), harvest.rejected.len()), (3, 1));
}

#[test]
fn an_answer_that_is_no_list_is_unreadable() {
    for body in ["{}", "{\"error\":\"NotFound\"}", "<html>", "", "[", "7"] {
        let read = parking().read(&Source::saying(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}
