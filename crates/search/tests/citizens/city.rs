//! An invented city, and what is found in it.

use domain::{LocalText, Locale};
use portal::ports::{SearchDocument, SearchIndex, SearchKey};
use search::TextIndex;

fn local(de: &str, en: &str) -> LocalText {
    LocalText {
        de: de.into(),
        en: en.into(),
    }
}

fn category(slug: &str, title: (&str, &str), words: (&str, &str)) -> SearchDocument {
    SearchDocument {
        key: SearchKey::Category(slug.into()),
        title: local(title.0, title.1),
        words: local(words.0, words.1),
        boost: 4.0,
    }
}

pub(crate) fn street(name: &str) -> SearchDocument {
    SearchDocument {
        key: SearchKey::Street {
            name: name.into(),
            district: None,
        },
        title: LocalText::same(name),
        words: LocalText::default(),
        boost: 1.0,
    }
}

fn place(id: &str, title: (&str, &str), words: (&str, &str)) -> SearchDocument {
    SearchDocument {
        key: SearchKey::Place(id.into()),
        title: local(title.0, title.1),
        words: local(words.0, words.1),
        boost: 1.0,
    }
}

pub(crate) fn city() -> TextIndex {
    let mut documents = vec![
        category(
            "toiletten",
            ("Öffentliche Toiletten", "Public toilets"),
            (
                "Öffentliche Toilette WC, Klo, Nette Toilette",
                "Public toilet WC, restroom, loo",
            ),
        ),
        category(
            "altglas",
            ("Altglascontainer", "Bottle banks"),
            (
                "Altglascontainer Glas, Flaschen",
                "Bottle bank glass, recycling",
            ),
        ),
        category(
            "buergeraemter",
            ("Bürgerämter", "Citizen service offices"),
            (
                "Bürgeramt Ausweis, Reisepass, Anmeldung",
                "Citizen service office passport",
            ),
        ),
        category(
            "spielplaetze",
            ("Spielplätze", "Playgrounds"),
            ("Spielplatz Kinder", "Playground"),
        ),
        category(
            "parkhaeuser",
            ("Parkhäuser", "Car parks"),
            ("Parkhaus Tiefgarage", "Car park garage"),
        ),
        street("Hauptstraße"),
        street("Haupeltweg"),
        street("Lange Rötterstraße"),
        street("Bürgermeister-Müller-Straße"),
        place(
            "amt-mitte",
            ("Bürgeramt Mitte", "Bürgeramt Mitte"),
            (
                "Bürgeramt Hauptstraße 12 Altstadt",
                "Citizen service office Hauptstraße 12 Altstadt",
            ),
        ),
        place(
            "amt-nord",
            ("Bürgeramt Nord", "Bürgeramt Nord"),
            (
                "Bürgeramt Marktplatz 1 Nordstadt",
                "Citizen service office Marktplatz 1 Nordstadt",
            ),
        ),
        place(
            "wald",
            ("Waldspielplatz", "Waldspielplatz"),
            ("Spielplatz Nordstadt", "Playground Nordstadt"),
        ),
        place(
            "klohaus",
            ("Klosterhof", "Klosterhof"),
            ("Wochenmarkt Altstadt", "Weekly market Altstadt"),
        ),
    ];
    for number in 0..100 {
        documents.push(place(
            &format!("spiel-{number}"),
            (
                "Spielplatz nahe Turnerstraße",
                "Playground near Turnerstraße",
            ),
            ("Spielplatz Südstadt", "Playground Südstadt"),
        ));
    }
    let index = TextIndex::new();
    index.replace(&mut documents.into_iter()).unwrap();
    index
}

pub(crate) fn find(text: &str, locale: Locale) -> Vec<String> {
    name(city().search(text, locale, 60).unwrap())
}

pub(crate) fn name(keys: Vec<SearchKey>) -> Vec<String> {
    let name = |key| match key {
        SearchKey::Place(name)
        | SearchKey::Category(name)
        | SearchKey::District(name)
        | SearchKey::Street { name, .. } => name,
    };
    keys.into_iter().map(name).collect()
}
