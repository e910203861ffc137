//! Every source in its own format.

use serde_json::{Value, json};

use crate::running::{RUSH_HOUR, run, run_city};

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key}: {value}"))
}

#[test]
fn car_parks_of_a_broker_come_with_the_real_defects() {
    let running = run_city("heidelberg", 1, RUSH_HOUR);
    let all = running.json("parking?type=OffStreetParking&limit=50&options=count");
    assert_eq!(all.as_array().unwrap().len(), 25);
    let value = |id: &str, name: &str| {
        let id = format!("urn:ngsiv2:OffStreetParking:{id}");
        let park = all
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == *id)
            .unwrap();
        park.get(name).map(|attribute| attribute["value"].clone())
    };
    assert_eq!(value("P23", "availableSpotNumber"), Some(json!(-8)));
    assert_eq!(value("P23", "totalSpotNumber"), Some(json!(1)));
    assert_eq!(value("P24", "staticName"), None);
    assert_eq!(value("P19", "availableSpotNumber"), None);
    assert_eq!(value("P19", "status"), Some(json!("0")));
    assert_eq!(value("P03", "status"), Some(json!("Stoerung")));
    assert_eq!(value("P00", "maximumAllowedWidth"), Some(json!("")));
    assert_eq!(
        value("P00", "observationDateTime"),
        Some(json!("2026-06-08T15:30:00.000Z"))
    );
    let second = running.json("parking?limit=20&offset=20");
    assert_eq!(second.as_array().unwrap().len(), 5);
}

#[test]
fn a_camera_tells_the_class_that_was_written_last() {
    let running = run("2026-06-08T15:15:00Z");
    let camera =
        |running: &crate::running::Running| running.json("traffic").as_array().unwrap()[0].clone();
    let seen: Vec<(String, String)> = (0..5)
        .map(|_| {
            let told = camera(&running);
            running
                .simulator
                .clock()
                .advance(jiff::SignedDuration::from_mins(1));
            let value = |name: &str| told[name]["value"].as_str().unwrap().to_owned();
            (value("dateObservedTo"), value("vehicleType"))
        })
        .collect();
    assert_eq!(
        seen[0],
        ("2026-06-08T15:10:00.000Z".to_owned(), "car".to_owned())
    );
    assert_eq!(
        seen[4],
        ("2026-06-08T15:10:00.000Z".to_owned(), "lorry".to_owned())
    );
    let told = camera(&running);
    assert_eq!(
        told["dateObservedFrom"]["value"],
        "2026-06-08T14:55:00.000Z"
    );
    assert!(told["averageVehicleSpeed"]["value"].is_null());
}

#[test]
fn linked_entities_carry_units_and_positions() {
    let running = run(RUSH_HOUR);
    let weather = running.json("broker-weather");
    let first = &weather.as_array().unwrap()[0];
    assert_eq!(first["temperature"]["unitCode"], "CEL");
    assert_eq!(first["location"]["type"], "GeoProperty");
    assert!(first["@context"].is_string());
    assert_eq!(
        running.json("broker-air").as_array().unwrap()[0]["NO2"]["unitCode"],
        "GQ"
    );
}

#[test]
fn parking_sites_are_paged_by_cursor() {
    let running = run_city("heidelberg", 1, RUSH_HOUR);
    let (mut path, mut names) = ("sites?limit=10".to_owned(), Vec::new());
    loop {
        let page = running.json(&path);
        let items = list(&page, "items").iter();
        names.extend(items.map(|item| item["original_uid"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_id"].as_u64() else {
            assert_eq!(page["total_count"], names.len());
            break;
        };
        path = format!("sites?limit=10&start={next}");
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!((names.len(), count), (38, 38));
    let only = running.json("sites?source_uid=vrn_p_r&limit=500");
    assert_eq!(only["total_count"], 16);
}

#[test]
fn weather_and_warnings_speak_as_bright_sky() {
    let running = run("2026-07-12T13:00:00Z");
    let told = running.json("weather/current_weather?lat=49.41&lon=8.69");
    assert_eq!(told["weather"]["timestamp"], "2026-07-12T12:30:00+00:00");
    assert!(told["weather"]["temperature"].as_f64().unwrap() > 24.0);
    assert_eq!(list(&told, "sources").len(), 2);
    let station = told["sources"][0]["dwd_station_id"].as_str().unwrap();
    let hours = running.json(&format!(
        "weather/weather?dwd_station_id={station}&date=2026-07-12&last_date=2026-07-13"
    ));
    let all = list(&hours, "weather");
    assert_eq!(all.len(), 25);
    // What is to come is told as well, by a source of its own.
    let types = [&all[12], &all[13]].map(|hour| {
        let sources = list(&hours, "sources").iter();
        let mut own = sources.filter(|one| one["id"] == hour["source_id"]);
        own.next().unwrap()["observation_type"].clone()
    });
    assert_eq!(types, [json!("historical"), json!("forecast")]);
    assert!(all[12]["temperature"].as_f64().unwrap() > all[3]["temperature"].as_f64().unwrap());
    let alerts = running.json("warnings/alerts?warn_cell_id=808221000");
    let heat = &list(&alerts, "alerts")[0];
    assert_eq!(
        (&heat["event_code"], &heat["severity"]),
        (&json!(247), &json!("moderate"))
    );
    assert_eq!(alerts["location"]["warn_cell_id"], 808_221_000);
}

#[test]
fn the_gauge_tells_levels_with_the_offset_of_the_clock() {
    let running = run_city("heidelberg", 1, RUSH_HOUR);
    let uuid = "827b2685-47ec-44df-a90f-980f5e0c1591";
    let station = running.json(&format!("water/stations/{uuid}.json?includeTimeseries=true&includeCurrentMeasurement=true&includeCharacteristicValues=true"));
    let series = &list(&station, "timeseries")[0];
    assert_eq!(
        series["currentMeasurement"]["timestamp"],
        "2026-06-08T17:15:00+02:00"
    );
    let names: Vec<&Value> = list(series, "characteristicValues")
        .iter()
        .map(|one| &one["shortname"])
        .collect();
    assert_eq!(names, ["MNW", "MW", "MHW", "HSW"]);
    let day = running.json(&format!(
        "water/stations/{uuid}/W/measurements.json?start=P1D"
    ));
    assert_eq!(day.as_array().unwrap().len(), 95);
    assert_eq!(
        day.as_array().unwrap().last().unwrap()["value"],
        series["currentMeasurement"]["value"]
    );
}

#[test]
fn air_is_told_in_central_european_time_with_an_hour_24() {
    let running = run("2026-06-08T23:30:00Z");
    let told = running.json("air/airquality/json?station=DEMU001&date_from=2026-06-08&time_from=20&date_to=2026-06-09&time_to=1");
    let hours = told["data"]["9901"].as_object().unwrap();
    let ends: Vec<&Value> = hours.values().map(|hour| &hour[0]).collect();
    assert_eq!(ends.len(), 5);
    assert_eq!(hours["2026-06-08 23:00:00"][0], "2026-06-08 24:00:00");
    assert_eq!(hours["2026-06-08 23:00:00"].as_array().unwrap().len(), 7);
    let measures = running.json("air/measures/json?component=5&scope=2");
    assert_eq!(measures["data"]["9901"].as_object().unwrap().len(), 24);
}

#[test]
fn shared_vehicles_are_found_from_the_manifest_in_both_versions() {
    let running = run(RUSH_HOUR);
    let manifest = running.json("sharing");
    for dataset in list(&manifest["data"], "datasets") {
        for version in list(dataset, "versions") {
            let path = |url: &Value| {
                url.as_str().unwrap().strip_prefix(&running.base).unwrap()[1..].to_owned()
            };
            let directory = running.json(&path(&version["url"]));
            assert_eq!(directory["version"], version["version"]);
            let data = &directory["data"];
            let feeds = if data["de"].is_object() {
                &data["de"]
            } else {
                data
            };
            assert_eq!(data["de"].is_object(), version["version"] == "2.3");
            for file in list(feeds, "feeds") {
                let told = running.json(&path(&file["url"]));
                assert_eq!(
                    told["last_updated"].is_string(),
                    version["version"] == "3.0"
                );
                assert!(told["data"].is_object());
            }
        }
    }
    let status = running.json("sharing/musterrad/2.3/station_status.json");
    assert!(list(&status["data"], "stations")[0]["num_bikes_available"].is_u64());
    assert!(running.json("one-system")["data"]["de"]["feeds"].is_array());
}

#[test]
fn works_on_roads_have_lines_and_motorways_have_texts_for_numbers() {
    let running = run("2026-06-09T15:00:00Z");
    let works = running.json("roadworks");
    assert!(!list(&works, "features").is_empty());
    assert_eq!(
        list(&works, "features")[0]["geometry"]["type"],
        "LineString"
    );
    assert_eq!(running.json("motorways"), json!({ "roads": ["A999"] }));
    let told = ["roadworks", "warning", "closure"].map(|service| {
        running.json(&format!("motorways/A999/services/{service}"))[service].clone()
    });
    let event = told.iter().find_map(|told| told.get(0)).unwrap();
    assert!(event["coordinate"]["lat"].is_string() && event["isBlocked"].is_string());
    assert!(event["startTimestamp"].as_str().unwrap().ends_with("+0200"));
}

#[test]
fn sensors_are_paged_by_link_and_go_back_in_time() {
    let running = run(RUSH_HOUR);
    let query = "$expand=Thing/Locations,ObservedProperty,Observations($orderby=phenomenonTime desc;$top=1)";
    let query = query.replace(' ', "%20");
    let (mut path, mut ids) = (format!("sensors/Datastreams?{query}"), Vec::new());
    loop {
        let page = running.json(&path);
        for stream in list(&page, "value") {
            assert_eq!(list(stream, "Observations").len(), 1, "{stream}");
            assert!(stream["Thing"]["Locations"][0]["location"]["coordinates"][0].is_f64());
            ids.push(stream["@iot.id"].as_i64().unwrap());
        }
        let Some(next) = page["@iot.nextLink"].as_str() else {
            break;
        };
        path = next.strip_prefix(&running.base).unwrap()[1..].to_owned();
    }
    assert_eq!(ids, (1..=13).collect::<Vec<_>>());
    let since = running.json("sensors/Datastreams(1)/Observations?$filter=phenomenonTime%20gt%202026-06-08T14:30:00Z&$orderby=phenomenonTime%20asc");
    let times: Vec<&str> = list(&since, "value")
        .iter()
        .map(|one| one["phenomenonTime"].as_str().unwrap())
        .collect();
    assert_eq!((times[0], times.len()), ("2026-06-08T14:40:00.000Z", 6));
}

#[test]
fn counters_fill_a_packed_table_for_each_month() {
    let running = run("2026-06-02T00:40:00+02:00");
    let table = running.unpacked("bicycles/fahrradzaehler_stundenwerten_202606.csv.gz");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 17);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert!((35..=48).contains(&rows.len()), "{}", rows.len());
    assert_eq!(&rows[0][9], "2026-06-01T00:00:00+02:00");
    let gone = ureq::get(format!(
        "{}/bicycles/fahrradzaehler_stundenwerten_202607.csv.gz",
        running.base
    ))
    .call();
    assert!(matches!(gone, Err(ureq::Error::StatusCode(404))));
}

#[test]
fn boxes_without_a_standard_tell_a_list_or_a_table() {
    let running = run(RUSH_HOUR);
    let told = running.json("boxes");
    assert_eq!(list(&told, "sensors").len(), 3);
    let table = running.text("table");
    let widths: Vec<usize> = table.lines().map(|line| line.split(';').count()).collect();
    assert_eq!(widths.len(), 4);
    assert!(widths.iter().all(|width| *width == widths[0]));
}

#[test]
fn the_first_page_says_in_words_what_there_is() {
    let running = run(RUSH_HOUR);
    let page = running.text("");
    for word in [
        "parking",
        "gzip-bomb",
        "/sensors/Datastreams",
        "mqtt://",
        "2026-06-08T15:32:00Z",
    ] {
        assert!(page.contains(word), "{word} is missing in {page}");
    }
}
