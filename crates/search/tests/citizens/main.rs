//! What citizens type, and what they have to find. The city is invented.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod city;

use domain::Locale;
use portal::ports::SearchIndex;
use search::TextIndex;

use crate::city::{city, find, name, street};

/// The first result of a search in German.
fn first(text: &str) -> String {
    find(text, Locale::De)
        .into_iter()
        .next()
        .unwrap_or_default()
}

#[test]
fn everyday_words_lead_to_the_category() {
    for text in [
        "klo",
        "Klo",
        "WC",
        "toilette",
        "Wo ist hier ein Klo?",
        "nette toilette",
    ] {
        assert_eq!(first(text), "toiletten", "{text}");
    }
    assert_eq!(first("Reisepass"), "buergeraemter");
    assert_eq!(first("Tiefgarage"), "parkhaeuser");
}

#[test]
fn one_and_many_are_the_same() {
    for text in [
        "Spielplatz",
        "Spielplätze",
        "Spielplaetze",
        "spielplatz",
        "SPIELPLÄTZEN",
    ] {
        assert_eq!(first(text), "spielplaetze", "{text}");
    }
    assert_eq!(first("Parkhaus"), "parkhaeuser");
}

#[test]
fn umlauts_may_be_written_in_every_way() {
    for text in [
        "Bürgeramt",
        "bürgeramt",
        "Buergeramt",
        "BÜRGERAMT",
        "Bürgerämter",
        "Buerger Amt",
    ] {
        assert_eq!(first(text), "buergeraemter", "{text}");
    }
    for text in ["Hauptstraße", "Hauptstrasse", "Hauptstr.", "hauptstr"] {
        assert_eq!(first(text), "Hauptstraße", "{text}");
    }
}

#[test]
fn parts_of_compounds_are_found() {
    for text in [
        "Altglas",
        "Glascontainer",
        "Container",
        "glas",
        "Flaschencontainer",
    ] {
        assert_eq!(first(text), "altglas", "{text}");
    }
    let all = name(city().search("Spielplatz", Locale::De, 200).unwrap());
    assert!(all.contains(&"wald".to_owned()));
    assert!(find("rötterstr", Locale::De).contains(&"Lange Rötterstraße".to_owned()));
}

#[test]
fn typing_errors_are_forgiven() {
    assert_eq!(first("Hauptstrase"), "Hauptstraße");
    assert_eq!(first("Hautpstraße"), "Hauptstraße");
    assert_eq!(first("Toilete"), "toiletten");
    assert_eq!(first("Bürgeramd"), "buergeraemter");
    assert_eq!(first("Spielplaz"), "spielplaetze");
    assert_eq!(first("Altglascontaner"), "altglas");
    assert_eq!(first("Glascontaner"), "altglas");
}

#[test]
fn a_word_is_found_while_it_is_typed() {
    for text in ["haup", "hauptst", "Hauptstraß"] {
        assert!(
            find(text, Locale::De).contains(&"Hauptstraße".to_owned()),
            "{text}"
        );
    }
    assert_eq!(first("spielpl"), "spielplaetze");
    assert!(
        find("haup ", Locale::De)
            .iter()
            .all(|found| found != "amt-mitte")
    );
}

#[test]
fn all_words_count_before_some_do() {
    assert_eq!(find("Bürgeramt Nordstadt", Locale::De), ["amt-nord"]);
    assert_eq!(first("Bürgeramt Mitte"), "amt-mitte");
    assert!(!find("Bürgeramt Blablubb", Locale::De).is_empty());
}

#[test]
fn a_house_number_nobody_knows_does_not_hide_the_street() {
    assert_eq!(first("Hauptstraße 999"), "Hauptstraße");
    let found = find("Hauptstraße 12", Locale::De);
    assert!(found.contains(&"Hauptstraße".to_owned()) && found.contains(&"amt-mitte".to_owned()));
}

#[test]
fn english_words_find_english_titles_and_german_words_still_work() {
    let first = |text| {
        find(text, Locale::En)
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    for (text, slug) in [
        ("toilet", "toiletten"),
        ("playground", "spielplaetze"),
        ("playgrounds", "spielplaetze"),
        ("where is the nearest restroom", "toiletten"),
        ("bottle bank", "altglas"),
        ("Spielplatz", "spielplaetze"),
        ("Bürgeramt", "buergeraemter"),
        ("Hauptstrase", "Hauptstraße"),
    ] {
        assert_eq!(first(text), slug, "{text}");
    }
}

#[test]
fn a_category_stands_before_a_hundred_places_of_it() {
    let found = find("Spielplatz", Locale::De);
    assert_eq!(found.len(), 60);
    assert_eq!(found[0], "spielplaetze");
}

#[test]
fn results_are_the_same_every_time() {
    let once = find("spielplatz turnerstraße", Locale::De);
    assert_eq!(once[0], "spiel-0");
    assert_eq!(once[1], "spiel-1");
    for _ in 0..3 {
        assert_eq!(find("spielplatz turnerstraße", Locale::De), once);
    }
}

#[test]
fn whatever_is_typed_never_fails() {
    let index = city();
    let long = "Hauptstraße ".repeat(1000);
    let one_word = "ä".repeat(10_000);
    for text in [
        "",
        " ",
        "\0",
        "🚻",
        "???",
        "AND OR NOT",
        "title:",
        "\"",
        "(((",
        "*",
        "~1",
        "a",
        "ß",
        "İ",
        "-",
        "'; DROP TABLE place;--",
        "\u{202e}abc",
        "中文厕所",
        "туалет",
        "1",
        "12a",
        &long,
        &one_word,
    ] {
        for locale in Locale::ALL {
            for limit in [0, 1, usize::MAX] {
                let found = index.search(text, locale, limit).unwrap();
                assert!(found.len() <= limit, "{text}");
            }
        }
    }
    assert_eq!(index.search("   ", Locale::De, 9).unwrap(), []);
    assert!(!index.search(&long, Locale::De, 9).unwrap().is_empty());
}

#[test]
fn an_index_that_was_replaced_finds_only_what_is_new() {
    let index = TextIndex::new();
    assert_eq!(index.search("klo", Locale::De, 9).unwrap(), []);
    index
        .replace(&mut vec![street("Klogasse")].into_iter())
        .unwrap();
    assert_eq!(
        name(index.search("klogasse", Locale::De, 9).unwrap()),
        ["Klogasse"]
    );
    index
        .replace(&mut vec![street("Neugasse")].into_iter())
        .unwrap();
    assert_eq!(index.search("klogasse ", Locale::De, 9).unwrap(), []);
    index.replace(&mut vec![].into_iter()).unwrap();
    assert_eq!(index.search("neugasse", Locale::De, 9).unwrap(), []);
}
