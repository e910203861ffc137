//! The form for reporting a mistake.

use domain::{
    Locale,
    report::{ReportFault, ReportKind},
};

messages! {
    title { de: "Fehler oder Änderung melden", en: "Report a mistake or a change" }
    what { de: "Was stimmt nicht?", en: "What is wrong?" }
    message { de: "Was ist richtig?", en: "What is right?" }
    message_hint {
        de: "Höchstens 2.000 Zeichen. Bitte keine Namen oder Telefonnummern von Personen.",
        en: "Up to 2,000 characters. Please no names or phone numbers of people."
    }
    email { de: "E-Mail (freiwillig)", en: "E-mail (optional)" }
    email_hint {
        de: "Nur für eine Rückfrage. Die Meldung wird nach 180 Tagen gelöscht.",
        en: "Only for questions. The report is deleted after 180 days."
    }
    send { de: "Meldung abschicken", en: "Send report" }
    not_sent { de: "Die Meldung ist noch nicht abgeschickt", en: "The report has not been sent yet" }
    thanks { de: "Danke, Ihre Meldung ist angekommen", en: "Thank you, your report has arrived" }
    thanks_more {
        de: "Sie wird geprüft, und der Eintrag wird geändert, wenn etwas nicht stimmt.",
        en: "It will be checked, and the entry will be changed if something is wrong."
    }
    error { de: "Fehler: ", en: "Error: " }
}

/// The kinds of mistakes.
pub fn kind(locale: Locale, kind: ReportKind) -> &'static str {
    match (locale, kind) {
        (Locale::De, ReportKind::OpeningHours) => "Öffnungszeiten",
        (Locale::De, ReportKind::Position) => "Lage auf der Karte",
        (Locale::De, ReportKind::Accessibility) => "Barrierefreiheit",
        (Locale::De, ReportKind::Gone) => "Den Ort gibt es nicht mehr",
        (Locale::De, ReportKind::Other) => "Etwas anderes",
        (Locale::En, ReportKind::OpeningHours) => "Opening hours",
        (Locale::En, ReportKind::Position) => "Position on the map",
        (Locale::En, ReportKind::Accessibility) => "Accessibility",
        (Locale::En, ReportKind::Gone) => "The place no longer exists",
        (Locale::En, ReportKind::Other) => "Something else",
    }
}

/// What to do about a fault, as a request.
pub fn fault(locale: Locale, fault: ReportFault) -> &'static str {
    match (locale, fault) {
        (Locale::De, ReportFault::Kind) => "Wählen Sie aus, was nicht stimmt",
        (Locale::De, ReportFault::MessageEmpty) => "Schreiben Sie, was richtig ist",
        (Locale::De, ReportFault::MessageTooLong) => "Kürzen Sie den Text auf 2.000 Zeichen",
        (Locale::De, ReportFault::Email) => {
            "Geben Sie eine vollständige E-Mail-Adresse an, zum Beispiel name@beispiel.de"
        }
        (Locale::En, ReportFault::Kind) => "Choose what is wrong",
        (Locale::En, ReportFault::MessageEmpty) => "Write what is right",
        (Locale::En, ReportFault::MessageTooLong) => "Shorten the text to 2,000 characters",
        (Locale::En, ReportFault::Email) => {
            "Enter a complete e-mail address, for example name@example.com"
        }
    }
}
