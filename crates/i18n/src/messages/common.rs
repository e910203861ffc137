//! Words of the frame around every page.

messages! {
    skip_to_content { de: "Zum Inhalt springen", en: "Skip to content" }
}
