//! Pages for what went wrong.

messages! {
    not_found { de: "Diese Seite gibt es nicht", en: "This page does not exist" }
    not_found_more {
        de: "Vielleicht ist der Link veraltet oder die Adresse falsch geschrieben. Suchen Sie hier weiter:",
        en: "Perhaps the link is out of date or the address is misspelt. Search here:"
    }
    often { de: "Oft gesucht", en: "Often looked for" }
    to_home { de: "Zur Startseite", en: "Go to the home page" }
    broken { de: "Hier ist etwas schiefgegangen", en: "Something went wrong here" }
    broken_more {
        de: "Der Fehler liegt bei uns. Laden Sie die Seite in einer Minute neu.",
        en: "The fault is ours. Please reload the page in a minute."
    }
    too_many { de: "Das waren zu viele Anfragen auf einmal", en: "Those were too many requests at once" }
    too_many_more {
        de: "Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
        en: "Wait a minute, then try again."
    }
    refused { de: "Diese Anfrage wurde nicht angenommen", en: "This request was not accepted" }
    refused_more {
        de: "Das Formular kam nicht von dieser Seite oder war zu groß. Gehen Sie zurück und schicken Sie es noch einmal ab.",
        en: "The form did not come from this site or was too large. Go back and send it again."
    }
}
