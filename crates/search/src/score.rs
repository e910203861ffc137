//! How much each way counts in which a typed word can meet a document. Only the best way counts
//! for each word; words are added up.

/// The word itself, in the title or among the other words.
pub(crate) const SAME: [f32; 2] = [10.0, 6.0];
/// Another form of the word ("Spielplätze" for "Spielplatz").
pub(crate) const FORM: [f32; 2] = [8.0, 5.0];
/// Another form in the other language of the portal.
pub(crate) const FOREIGN_FORM: [f32; 2] = [7.0, 4.0];
/// The beginning of a word, while it is being typed.
pub(crate) const BEGINNING: [f32; 2] = [5.0, 3.0];
/// The end of a compound ("Container" in "Altglascontainer").
pub(crate) const COMPOUND_END: f32 = 4.0;
/// Somewhere within a compound, while it is being typed.
pub(crate) const COMPOUND_MIDDLE: f32 = 2.0;
/// All parts of a typed compound, each on its own ("Glas" and "Container").
pub(crate) const PARTS: f32 = 3.0;
/// One letter wrong.
pub(crate) const ONE_ERROR: [f32; 2] = [2.5, 2.0];
/// Two letters wrong.
pub(crate) const TWO_ERRORS: [f32; 2] = [1.5, 1.0];
/// One letter wrong in the end of a compound.
pub(crate) const ERROR_IN_COMPOUND: f32 = 1.2;
/// One letter wrong in the beginning of a word that is being typed.
pub(crate) const ERROR_IN_BEGINNING: [f32; 2] = [1.4, 0.9];

/// The whole title was typed.
const WHOLE_TITLE: f32 = 3.0;
/// The title begins with what was typed.
const TITLE_BEGINNING: f32 = 1.5;

/// What a title adds to the score of its words. Of two that are equal otherwise, the shorter title
/// stands first: it says less that was not asked for.
pub(crate) fn of_title(title: &str, typed: &str) -> f32 {
    let factor = match title.strip_prefix(typed) {
        Some("") => WHOLE_TITLE,
        Some(_) => TITLE_BEGINNING,
        None => 1.0,
    };
    let length = u8::try_from(title.len()).unwrap_or(u8::MAX);
    factor * (1.0 - f32::from(length) * 0.0002)
}

/// How many wrong letters are forgiven in a word of this length.
pub(crate) fn forgiven(letters: usize) -> u8 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}
