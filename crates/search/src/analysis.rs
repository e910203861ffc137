//! What becomes of a word: folded, reduced to its stem, and for compounds the ends of it.

use std::{collections::HashMap, rc::Rc};

use domain::text::fold;
use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, TokenStream, WhitespaceTokenizer};

/// Longer words are cut; nothing a city has is longer.
const WORD_MAX: usize = 40;

/// Words of fewer letters are no compounds.
const COMPOUND_MIN: usize = 6;

/// What stands before the end of a compound has at least these many letters ("Alt|glas").
const HEAD_MIN: usize = 3;

/// The end of a compound has at least these many letters.
const TAIL_MIN: usize = 4;

/// Words that say nothing about what is looked for, folded.
const FILLERS: &[&str] = &[
    "a",
    "am",
    "an",
    "and",
    "at",
    "auf",
    "bei",
    "beim",
    "by",
    "das",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "ein",
    "eine",
    "einen",
    "einer",
    "find",
    "finde",
    "for",
    "from",
    "fuer",
    "gibt",
    "hier",
    "ich",
    "im",
    "in",
    "is",
    "ist",
    "kann",
    "me",
    "mein",
    "meiner",
    "mir",
    "mit",
    "my",
    "nach",
    "naechste",
    "naechsten",
    "naechster",
    "naehe",
    "nahe",
    "near",
    "nearby",
    "nearest",
    "of",
    "on",
    "or",
    "suche",
    "the",
    "there",
    "to",
    "und",
    "vom",
    "von",
    "was",
    "where",
    "wie",
    "with",
    "wo",
    "zu",
    "zum",
    "zur",
];

/// The folded words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words
        .map(|word| word.chars().take(WORD_MAX).collect())
        .collect()
}

/// Whether a folded word says nothing about what is looked for.
pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// Reduces folded words to their stems. The German rules know `ae` as `ä`, so that folding first
/// loses nothing.
pub(crate) struct Stems {
    german: TextAnalyzer,
    english: TextAnalyzer,
}

impl Stems {
    pub(crate) fn new() -> Self {
        let analyzer = |language| {
            let stemmer = Stemmer::new(language);
            TextAnalyzer::builder(WhitespaceTokenizer::default())
                .filter(stemmer)
                .build()
        };
        Self {
            german: analyzer(Language::German),
            english: analyzer(Language::English),
        }
    }

    pub(crate) fn german(&mut self, word: &str) -> String {
        stem(&mut self.german, word)
    }

    pub(crate) fn english(&mut self, word: &str) -> String {
        stem(&mut self.english, word)
    }
}

fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut tokens = analyzer.token_stream(word);
    tokens
        .next()
        .map_or_else(|| word.to_owned(), |token| token.text.clone())
}

/// Everything a word is found by.
pub(crate) struct Forms {
    pub(crate) german: String,
    pub(crate) english: String,
    /// German stems of the ends a compound may have: "altglascontainer" is found by "glascontainer"
    /// and by "container". Ends that are no words do no harm: nobody types them.
    pub(crate) tails: Vec<String>,
}

/// The forms of every word that came so far; documents share most of their words.
pub(crate) struct Vocabulary {
    stems: Stems,
    known: HashMap<String, Rc<Forms>>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        Self {
            stems: Stems::new(),
            known: HashMap::new(),
        }
    }

    pub(crate) fn forms(&mut self, word: &str) -> Rc<Forms> {
        if let Some(forms) = self.known.get(word) {
            return Rc::clone(forms);
        }
        let mut tails: Vec<String> = tails(word).map(|tail| self.stems.german(tail)).collect();
        tails.dedup();
        let forms = Rc::new(Forms {
            german: self.stems.german(word),
            english: self.stems.english(word),
            tails,
        });
        self.known.insert(word.to_owned(), Rc::clone(&forms));
        forms
    }
}

fn tails(word: &str) -> impl Iterator<Item = &str> {
    let letters = word.chars().count();
    let last = if letters < COMPOUND_MIN || word.starts_with(|c: char| c.is_ascii_digit()) {
        0
    } else {
        letters - TAIL_MIN + 1
    };
    let starts = word.char_indices().take(last).skip(HEAD_MIN);
    starts.map(|(start, _)| &word[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_its_plural_have_one_stem_however_the_umlaut_is_written() {
        let mut stems = Stems::new();
        let mut stem = |text: &str| stems.german(&words(text)[0]);
        for (one, many) in [
            ("Spielplatz", "Spielplätze"),
            ("Spielplatz", "Spielplaetze"),
            ("Parkhaus", "Parkhäuser"),
            ("Bürgeramt", "Buergeraemter"),
            ("Toilette", "Toiletten"),
            ("Schule", "Schulen"),
            ("Container", "Containern"),
        ] {
            assert_eq!(stem(one), stem(many), "{one} {many}");
        }
    }

    #[test]
    fn a_compound_is_found_by_its_ends() {
        let forms = Vocabulary::new().forms("altglascontainer");
        let mut stems = Stems::new();
        for end in ["glascontainer", "container"] {
            assert!(
                forms.tails.contains(&stems.german(end)),
                "{:?}",
                forms.tails
            );
        }
        assert!(Vocabulary::new().forms("hallo").tails.is_empty());
        assert!(Vocabulary::new().forms("").tails.is_empty());
    }

    #[test]
    fn fillers_are_sorted_and_folded() {
        assert!(FILLERS.is_sorted());
        assert!(
            FILLERS
                .iter()
                .all(|word| fold(word) == *word && is_filler(word))
        );
    }
}
