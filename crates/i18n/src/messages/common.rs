//! Words of the frame around every page.

messages! {
    portal { de: "Bürgerportal", en: "City portal" }
    skip_to_content { de: "Zum Inhalt springen", en: "Skip to content" }
    skip_to_list { de: "Zur Liste springen", en: "Skip to list" }
    areas { de: "Bereiche", en: "Areas" }
    services { de: "Bürgerservices", en: "Citizen services" }
    mobility { de: "Mobilität", en: "Mobility" }
    climate { de: "Klimakompass", en: "Climate compass" }
    search { de: "Suche", en: "Search" }
    search_portal { de: "Portal durchsuchen", en: "Search the portal" }
    search_word { de: "Suchbegriff", en: "Search term" }
    search_do { de: "Suchen", en: "Search" }
    search_for { de: "Ort, Straße oder Anliegen", en: "Place, street or concern" }
    /// The other language by its own name.
    other_language { de: "English", en: "Deutsch" }
    breadcrumbs { de: "Brotkrumen", en: "Breadcrumbs" }
    home { de: "Startseite", en: "Home" }
    legal_and_data { de: "Rechtliches und Daten", en: "Legal and data" }
    imprint { de: "Impressum", en: "Imprint" }
    privacy { de: "Datenschutz", en: "Privacy" }
    accessibility { de: "Barrierefreiheit", en: "Accessibility" }
    about_imprint {
        de: "Wer dieses Portal betreibt und wie man den Betreiber erreicht.",
        en: "Who runs this portal and how to reach the operator."
    }
    about_privacy {
        de: "Was das Portal über seine Besucher erfährt, was es speichert und wie lange.",
        en: "What the portal learns about its visitors, what it stores and for how long."
    }
    about_accessibility {
        de: "Wie barrierefrei das Portal ist, was noch fehlt und wie man Barrieren meldet.",
        en: "How accessible the portal is, what is missing and how to report barriers."
    }
    open_data { de: "Offene Daten und API", en: "Open data and API" }
    sources { de: "Quellen: ", en: "Sources: " }
    free_software {
        de: "Bürgerportal ist freie Software unter der EUPL-1.2.",
        en: "Bürgerportal is free software under the EUPL-1.2."
    }
}
