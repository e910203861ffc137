//! Words of the help in heat. The facts are those of the public health bodies that `sources` names.

use super::pick;
use domain::Locale;

messages! {
    title { de: "Hilfe bei Hitze", en: "Help in heat" }
    lead {
        de: "Kühle Orte, Trinkwasser und Toiletten in Ihrer Nähe, und was bei Hitze gut tut.",
        en: "Cool places, drinking water and toilets near you, and what does good in heat."
    }
    hot { de: "Es ist sehr heiß.", en: "It is very hot." }
    warned { de: "Es gilt eine amtliche Hitzewarnung.", en: "An official warning of heat is in force." }
    to_help { de: "Hilfe bei Hitze: kühle Orte, Wasser, Rat", en: "Help in heat: cool places, water, advice" }
    now { de: "Wie heiß es jetzt ist", en: "How hot it is now" }
    not_known { de: "Die Temperatur ist gerade nicht bekannt.", en: "The temperature is not known at the moment." }
    emergency { de: "Wann Sie sofort 112 rufen", en: "When to call 112 at once" }
    signs {
        de: "Ein Hitzschlag ist lebensgefährlich. Rufen Sie 112, wenn jemand in der Hitze",
        en: "Heat stroke is a danger to life. Call 112 if somebody in the heat"
    }
    meanwhile {
        de: "Bis Hilfe kommt: in den Schatten bringen, Kleidung lockern, Kopf, Nacken, Arme und Beine mit nassen Tüchern kühlen. Wer nicht ganz wach ist, bekommt nichts zu trinken. Wer bewusstlos ist und atmet, wird auf die Seite gelegt; wer nicht atmet, wird wiederbelebt.",
        en: "Until help comes: bring the person into the shade, loosen clothes, cool head, neck, arms and legs with wet cloths. Give nothing to drink to somebody who is not fully awake. Lay somebody who is unconscious and breathing on the side; resuscitate somebody who is not breathing."
    }
    rescue { de: "Notruf: Rettungsdienst und Feuerwehr", en: "Emergency: ambulance and fire brigade" }
    doctor {
        de: "Ärztlicher Bereitschaftsdienst, wenn es nicht lebensgefährlich ist und die Praxis geschlossen hat",
        en: "Medical on-call service, when it is no danger to life and the practice is closed"
    }
    places { de: "Wo es kühler ist", en: "Where it is cooler" }
    closed_left_out {
        de: "Was sicher geschlossen ist, steht nicht in den Listen.",
        en: "What is certainly closed is not in the lists."
    }
    cool { de: "Kühle Räume", en: "Cool rooms" }
    water { de: "Trinkwasser", en: "Drinking water" }
    toilets { de: "Toiletten", en: "Toilets" }
    shade { de: "Grün und Schatten", en: "Green and shade" }
    no_places {
        de: "Dazu ist gerade nichts bekannt, das offen ist oder offen sein kann.",
        en: "Nothing is known of this kind that is open or may be."
    }
    all { de: "Alle anzeigen", en: "Show all" }
    advice { de: "Was bei Hitze gut tut", en: "What does good in heat" }
    sources { de: "Nach Angaben von", en: "According to" }
}

/// What means a heat stroke, each as the end of [`signs`].
pub fn danger(locale: Locale) -> [&'static str; 5] {
    match locale {
        Locale::De => [
            "verwirrt oder benommen ist oder das Bewusstsein verliert,",
            "sehr heiße Haut hat oder mehr als 39 °C Körpertemperatur,",
            "einen Krampfanfall hat,",
            "immer wieder erbricht,",
            "Brustschmerzen hat oder schlecht Luft bekommt.",
        ],
        Locale::En => [
            "is confused or dazed, or loses consciousness,",
            "has very hot skin, or a body temperature above 39 °C,",
            "has a seizure,",
            "vomits again and again,",
            "has pain in the chest or trouble breathing.",
        ],
    }
}

/// For whom advice is, and the advice.
pub struct Advice {
    /// "Für alle".
    pub whom: &'static str,
    /// One sentence each.
    pub what: &'static [&'static str],
}

/// Advice for everybody, for old and ill people, for children, and at work.
pub fn advice_by_people(locale: Locale) -> [Advice; 4] {
    let (all, old, children, work) = match locale {
        Locale::De => (
            "Für alle",
            "Für alte und kranke Menschen",
            "Für Kinder",
            "Bei der Arbeit",
        ),
        Locale::En => (
            "For everybody",
            "For old and ill people",
            "For children",
            "At work",
        ),
    };
    [
        Advice {
            whom: all,
            what: for_all(locale),
        },
        Advice {
            whom: old,
            what: for_old(locale),
        },
        Advice {
            whom: children,
            what: for_children(locale),
        },
        Advice {
            whom: work,
            what: at_work(locale),
        },
    ]
}

fn for_all(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::De => &[
            "Trinken Sie über den Tag verteilt mindestens anderthalb bis zwei Liter, am besten Wasser, auch ohne Durst; keinen Alkohol.",
            "Lüften Sie nachts und früh am Morgen. Tagsüber bleiben Fenster zu und Läden unten.",
            "Meiden Sie die Sonne zwischen 11 und 18 Uhr, und verlegen Sie Anstrengendes auf den Morgen.",
            "Kühle Tücher auf Nacken, Armen und Beinen helfen, ebenso ein Fußbad.",
            "Fragen Sie jeden Tag bei Menschen nach, die allein leben.",
        ],
        Locale::En => &[
            "Drink at least one and a half to two litres spread over the day, water at best, without waiting for thirst; no alcohol.",
            "Air rooms at night and early in the morning. By day keep windows shut and blinds down.",
            "Avoid the sun between 11 am and 6 pm, and do what is strenuous in the morning.",
            "Cool cloths on neck, arms and legs help, and so does a cool foot bath.",
            "Ask after people who live alone every day.",
        ],
    }
}

fn for_old(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::De => &[
            "Im Alter lässt der Durst nach: Stellen Sie die Menge für den Tag schon morgens bereit.",
            "Wer wegen Herz oder Nieren wenig trinken soll, fragt die Ärztin oder den Arzt, wie viel bei Hitze richtig ist.",
            "Manche Medikamente wirken bei Hitze anders. Fragen Sie in Praxis oder Apotheke, und setzen Sie nichts selbst ab.",
            "Bewahren Sie Medikamente kühl auf, wie es auf der Packung steht.",
            "Schwindel, Kopfschmerzen, Schwäche oder Verwirrtheit sind Warnzeichen: hinlegen, kühlen, Hilfe holen.",
        ],
        Locale::En => &[
            "Thirst fades with age: put the day's drinks ready in the morning.",
            "Who is to drink little because of heart or kidneys asks the doctor how much is right in heat.",
            "Some medicines act differently in heat. Ask the practice or the pharmacy, and stop none by yourself.",
            "Keep medicines cool, as the package says.",
            "Dizziness, headache, weakness or confusion are signs of danger: lie down, cool, get help.",
        ],
    }
}

fn for_children(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::De => &[
            "Lassen Sie Kinder und Tiere nie im Auto zurück, auch nicht für Minuten.",
            "Säuglinge gehören nicht in die Sonne. Decken Sie den Kinderwagen nicht mit Tüchern zu: darunter staut sich die Hitze.",
            "Bieten Sie oft etwas zu trinken an; gestillte Kinder werden öfter angelegt.",
            "Luftige Kleidung, Hut und Sonnencreme; gespielt wird im Schatten.",
        ],
        Locale::En => &[
            "Never leave children or animals behind in a car, not even for minutes.",
            "Babies do not belong in the sun. Do not cover the pram with cloths: heat gathers under them.",
            "Offer drinks often; breast-fed babies are fed more often.",
            "Airy clothes, a hat and sunscreen; play in the shade.",
        ],
    }
}

fn at_work(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::De => &[
            "Über 26 °C im Raum soll der Arbeitgeber etwas gegen die Hitze tun, über 30 °C muss er. Über 35 °C ist ein Raum ohne besondere Maßnahmen kein Arbeitsraum.",
            "Draußen: früher anfangen, öfter Pause im Schatten machen, Kopf und Haut bedecken, bereitgestelltes Wasser trinken.",
            "Achten Sie aufeinander: wer verwirrt oder benommen ist, braucht sofort Hilfe.",
        ],
        Locale::En => &[
            "Above 26 °C in a room the employer should act against the heat, above 30 °C the employer has to. Above 35 °C a room without special measures is no place to work.",
            "Outdoors: begin earlier, rest in the shade more often, cover head and skin, drink the water provided.",
            "Look after one another: who is confused or dazed needs help at once.",
        ],
    }
}

/// The bodies whose facts these are, with where they say so.
pub fn bodies(locale: Locale) -> [(&'static str, &'static str); 3] {
    [
        (
            pick(
                locale,
                "Bundesinstitut für Öffentliche Gesundheit",
                "Federal Institute of Public Health",
            ),
            "https://www.klima-mensch-gesundheit.de",
        ),
        ("Deutscher Wetterdienst", "https://www.dwd.de"),
        (
            pick(
                locale,
                "Bundesanstalt für Arbeitsschutz und Arbeitsmedizin (ASR A3.5)",
                "Federal Institute for Occupational Safety and Health (ASR A3.5)",
            ),
            "https://www.baua.de",
        ),
    ]
}

/// "Mannheim: gefühlte Temperatur 36 °C, Stand 14:30".
pub fn measured(
    locale: Locale,
    property: &str,
    celsius: &str,
    station: &str,
    moment: &str,
) -> String {
    match locale {
        Locale::De => format!("{station}: {property} {celsius} °C, Stand {moment}"),
        Locale::En => format!("{station}: {property} {celsius} °C, as of {moment}"),
    }
}
