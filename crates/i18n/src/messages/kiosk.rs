//! Words of a kiosk: a public screen that belongs to nobody.

messages! {
    title { de: "Kiosk einrichten", en: "Set up a kiosk" }
    about {
        de: "Ein Kiosk ist ein öffentlicher Bildschirm: alles ist größer, nichts führt aus dem Portal hinaus, und nach jedem Besuch wird alles gelöscht, was eingegeben wurde.",
        en: "A kiosk is a public screen: everything is larger, nothing leads out of the portal, and everything typed is deleted after each visit."
    }
    remembered {
        de: "Die Wahl gilt für diesen Browser auf diesem Gerät, bis sie hier geändert wird. Dafür merkt sich der Browser ein Wort.",
        en: "The choice holds for this browser on this device until it is changed here. The browser remembers one word for it."
    }
    needs_script { de: "Ein Kiosk braucht JavaScript.", en: "A kiosk needs JavaScript." }
    turn_on { de: "Dieses Gerät ist ein Kiosk", en: "This device is a kiosk" }
    turn_off { de: "Dieses Gerät ist keiner", en: "This device is none" }
    bar { de: "Bedienung des Bildschirms", en: "Controls of the screen" }
    back { de: "Zurück", en: "Back" }
    start { de: "Startseite", en: "Home" }
    end { de: "Fertig – alles löschen", en: "Done – delete everything" }
    question { de: "Sind Sie noch da?", en: "Are you still there?" }
    consequence {
        de: "Wenn Sie nicht weitermachen, wird gleich alles gelöscht, was Sie eingegeben haben. Dann erscheint die Startseite.",
        en: "If you do not continue, everything you have typed will be deleted. Then the home page appears."
    }
    /// After the number of seconds that are left.
    seconds { de: "Sekunden", en: "seconds" }
    stay { de: "Weiter", en: "Continue" }
    wait { de: "Einen Moment bitte …", en: "One moment please …" }
}
