//! What somebody typed, taken apart.

use crate::analysis::{is_filler, words};

/// Longer texts are cut, in characters.
const TEXT_MAX: usize = 200;

/// More words are left out.
const WORDS_MAX: usize = 12;

/// A typed text as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The folded text, as titles are compared with it.
    pub(crate) typed: String,
    /// What has to be found.
    pub(crate) required: Vec<String>,
    /// What is better found than not: fillers and numbers beside other words. A house number that
    /// nobody knows must not hide the street.
    pub(crate) optional: Vec<String>,
    /// The word that may still be going on, because nothing came after it.
    pub(crate) unfinished: Option<String>,
}

impl Question {
    pub(crate) fn parse(text: &str) -> Self {
        let text: String = text.chars().take(TEXT_MAX).collect();
        let mut all = words(&text);
        all.truncate(WORDS_MAX);
        let unfinished = all.last().filter(|_| !text.ends_with(' ')).cloned();
        let typed = all.join(" ");
        let mut once = std::collections::HashSet::new();
        all.retain(|word| once.insert(word.clone()));
        let says_little =
            |word: &String| is_filler(word) || word.starts_with(|c: char| c.is_numeric());
        let (optional, required): (Vec<_>, Vec<_>) = all.into_iter().partition(says_little);
        if required.is_empty() {
            return Self {
                typed,
                required: optional,
                optional: Vec::new(),
                unfinished,
            };
        }
        Self {
            typed,
            required,
            optional,
            unfinished,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.required.is_empty()
    }

    /// Two or three words as one, as a German might have written them: "Bürger Amt".
    pub(crate) fn as_one_word(&self) -> Option<String> {
        matches!(self.required.len(), 2..=3).then(|| self.required.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_and_numbers_are_not_required_beside_other_words() {
        let question = Question::parse("Wo ist das Klo in der Hauptstr. 12a?");
        assert_eq!(question.required, ["klo", "hauptstrasse"]);
        assert!(question.optional.contains(&"12a".to_owned()));
        assert_eq!(Question::parse("in der").required, ["in", "der"]);
        assert_eq!(Question::parse("69117").required, ["69117"]);
    }

    #[test]
    fn a_space_at_the_end_finishes_the_word() {
        assert_eq!(
            Question::parse("spiel").unfinished.as_deref(),
            Some("spiel")
        );
        assert_eq!(Question::parse("spiel ").unfinished, None);
        assert_eq!(Question::parse("").unfinished, None);
    }
}
