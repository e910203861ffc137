//! Measures the index with 12,000 invented documents: `cargo run --release -p search --example measure`.

use std::time::{Duration, Instant};

use domain::{LocalText, Locale};
use portal::ports::{SearchDocument, SearchError, SearchIndex, SearchKey};
use search::TextIndex;

const DOCUMENTS: usize = 12_000;

const HEADS: [&str; 24] = [
    "Wald", "Burg", "Turner", "Garten", "Linden", "Berg", "Mühl", "Kirch", "Schul", "Wiesen",
    "Rosen", "Fischer", "Brunnen", "Kloster", "Neckar", "Eichen", "Bahnhof", "Schiller", "Goethe",
    "Markt", "Schloss", "Ufer", "Hof", "Weiher",
];
const TAILS: [&str; 8] = [
    "straße", "weg", "gasse", "platz", "allee", "ring", "steig", "acker",
];
const KINDS: [(&str, &str); 6] = [
    ("Spielplatz", "Playground"),
    ("Altglascontainer", "Bottle bank"),
    ("Haltestelle", "Stop"),
    ("Behindertenparkplatz", "Disabled parking space"),
    ("Fahrradabstellanlage", "Bicycle parking"),
    ("Kindertagesstätte", "Day-care centre"),
];
const QUESTIONS: [&str; 20] = [
    "klo",
    "Spielplatz",
    "Hauptstrase",
    "Waldgartenstraße 12",
    "Glascontainer",
    "halt",
    "h",
    "Fahradabstelanlage",
    "Kindertagesstätte Bergrosenweg",
    "behinderten parkplatz Nordstadt",
    "wo ist der nächste Spielplatz",
    "Schillerlindenplaz",
    "Bottle bank",
    "xyzzyplugh",
    "straße",
    "Neckaruferstr. 3",
    "Kita",
    "Bahnhofsplatz",
    "Eichenmühlstrasse",
    "a b c d e f g h i j k l m",
];

fn main() -> Result<(), SearchError> {
    let index = TextIndex::new();
    let documents = documents();
    let before = resident();
    let start = Instant::now();
    index.replace(&mut documents.into_iter())?;
    println!(
        "{DOCUMENTS} documents indexed in {:.0?}; memory {before} -> {} MiB",
        start.elapsed(),
        resident()
    );
    let start = Instant::now();
    index.search("erste Frage mit Felern", Locale::De, 60)?;
    println!("first question {:.2?}", start.elapsed());
    let mut times = Vec::new();
    for text in QUESTIONS {
        let mut slowest = Duration::ZERO;
        let mut found = 0;
        for round in 0..100 {
            let locale = Locale::ALL[round % 2];
            let start = Instant::now();
            found = index.search(text, locale, 60)?.len();
            times.push(start.elapsed());
            slowest = slowest.max(start.elapsed());
        }
        println!("{text:34} {found:3} found, slowest {slowest:.2?}");
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 1000];
    println!(
        "p50 {:.2?}, p95 {:.2?}, p99 {:.2?}, max {:.2?}",
        at(500),
        at(950),
        at(990),
        at(1000)
    );
    println!("memory {} MiB", resident());
    Ok(())
}

fn documents() -> Vec<SearchDocument> {
    let street = |n: usize| {
        let (head, middle) = (HEADS[n % 24], HEADS[n / 24 % 24].to_lowercase());
        format!("{head}{middle}{}", TAILS[n / 576 % 8])
    };
    let documents = (0..DOCUMENTS).map(|n| {
        let (street, (de, en)) = (street(n * 7), KINDS[n % 6]);
        let (number, district) = (n % 90 + 1, n % 15);
        SearchDocument {
            key: SearchKey::Place(format!("osm-node-{n}")),
            title: LocalText {
                de: format!("{de} nahe {street}"),
                en: format!("{en} near {street}"),
            },
            words: LocalText {
                de: format!("{de} {street} {number} Stadtteil{district} Nordstadt"),
                en: format!("{en} {street} {number} Stadtteil{district} Nordstadt"),
            },
            boost: 1.0,
        }
    });
    documents.collect()
}

/// Resident memory of this program in MiB, where the system tells.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kibibytes.unwrap_or(0) / 1024
}
