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
    open_data { de: "Offene Daten und API", en: "Open data and API" }
    places_and_map { de: "Orte und Karte: ", en: "Places and map: " }
    free_software {
        de: "Bürgerportal ist freie Software unter der EUPL-1.2.",
        en: "Bürgerportal is free software under the EUPL-1.2."
    }
    external { de: "Internetseite", en: "Website" }
}
