//! From a question to a query of the index.

use domain::Locale;
use tantivy::{
    Searcher,
    query::{
        BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
        Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use crate::{
    analysis::Stems,
    fields::{Fields, TitleAndWords, term},
    question::Question,
    score,
};

/// How much is forgiven; tried one after the other until something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// All words, with typing errors only in those that no document has.
    UnknownWords,
    /// All words, with typing errors in each.
    EveryWord,
    /// Any of the words.
    AnyWord,
}

impl Tolerance {
    pub(crate) const ALL: [Self; 3] = [Self::UnknownWords, Self::EveryWord, Self::AnyWord];
}

type Clauses = Vec<Box<dyn Query>>;

/// Makes queries for one state of the index.
pub(crate) struct QueryBuilder<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    locale: Locale,
    stems: Stems,
}

impl<'a> QueryBuilder<'a> {
    pub(crate) fn new(searcher: &'a Searcher, fields: Fields, locale: Locale) -> Self {
        Self {
            searcher,
            fields,
            locale,
            stems: Stems::new(),
        }
    }

    pub(crate) fn query(
        &mut self,
        question: &Question,
        tolerance: Tolerance,
    ) -> tantivy::Result<Box<dyn Query>> {
        let must = if tolerance == Tolerance::AnyWord {
            Occur::Should
        } else {
            Occur::Must
        };
        let mut words: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &question.required {
            let unfinished = question.unfinished.as_ref() == Some(word);
            words.push((must, best_of(self.word(word, unfinished, tolerance)?)));
        }
        for word in &question.optional {
            let unfinished = question.unfinished.as_ref() == Some(word);
            words.push((Occur::Should, best_of(self.known_word(word, unfinished)?)));
        }
        let words: Box<dyn Query> = Box::new(BooleanQuery::new(words));
        let Some(one_word) = question.as_one_word() else {
            return Ok(words);
        };
        let mut ways = vec![words];
        ways.extend(self.known_word(&one_word, question.unfinished.is_some())?);
        Ok(best_of(ways))
    }

    /// Every way in which a document may have a word.
    fn word(
        &mut self,
        word: &str,
        unfinished: bool,
        tolerance: Tolerance,
    ) -> tantivy::Result<Clauses> {
        let mut ways = self.known_word(word, unfinished)?;
        if ways.is_empty() || tolerance != Tolerance::UnknownWords {
            ways.extend(self.parts(word)?);
            ways.extend(self.misspelt(word, unfinished));
        }
        Ok(ways)
    }

    /// The ways to find a word as it was typed; none when no document has it.
    fn known_word(&mut self, word: &str, unfinished: bool) -> tantivy::Result<Clauses> {
        let mut ways = self.same_word(word)?;
        if unfinished {
            for (field, score) in pairs(self.fields.same, score::BEGINNING) {
                if self.has_beginning(field, word)? {
                    ways.push(beginning(field, word, 0, score));
                }
            }
            if word.chars().count() >= 3 && self.has_beginning(self.fields.tails, word)? {
                ways.push(beginning(
                    self.fields.tails,
                    word,
                    0,
                    score::COMPOUND_MIDDLE,
                ));
            }
        }
        Ok(ways)
    }

    /// The ways to find a whole word: itself, another form of it, or as the end of a compound.
    fn same_word(&mut self, word: &str) -> tantivy::Result<Clauses> {
        let (german, english) = (self.stems.german(word), self.stems.english(word));
        let (own, other) = match self.locale {
            Locale::De => ((Locale::De, &german), (Locale::En, &english)),
            Locale::En => ((Locale::En, &english), (Locale::De, &german)),
        };
        let same = pairs(self.fields.same, score::SAME).map(|(field, score)| (field, word, score));
        let form = pairs(self.fields.stems(own.0), score::FORM)
            .map(|(field, score)| (field, own.1.as_str(), score));
        let foreign = pairs(self.fields.stems(other.0), score::FOREIGN_FORM)
            .map(|(field, score)| (field, other.1.as_str(), score));
        let end = (self.fields.tails, german.as_str(), score::COMPOUND_END);
        let mut ways = Clauses::new();
        for (field, word, score) in same.chain(form).chain(foreign).chain([end]) {
            let term = term(field, word);
            if self.searcher.doc_freq(&term)? > 0 {
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                ways.push(Box::new(ConstScoreQuery::new(Box::new(query), score)));
            }
        }
        Ok(ways)
    }

    /// The two parts of a typed compound that documents have as words of their own, with or
    /// without an `s` between them.
    fn parts(&mut self, word: &str) -> tantivy::Result<Clauses> {
        let mut ways = Clauses::new();
        for (cut, _) in word.char_indices().skip(4) {
            let (head, tail) = word.split_at(cut);
            if tail.chars().count() < 4 {
                break;
            }
            let tail = self.same_word(tail)?;
            if tail.is_empty() {
                continue;
            }
            let mut heads = self.same_word(head)?;
            if let Some(head) = head.strip_suffix('s') {
                heads.extend(self.same_word(head)?);
            }
            if !heads.is_empty() {
                let both = vec![(Occur::Must, best_of(heads)), (Occur::Must, best_of(tail))];
                let both = Box::new(BooleanQuery::new(both));
                ways.push(Box::new(ConstScoreQuery::new(both, score::PARTS)));
            }
        }
        Ok(ways)
    }

    /// Words that differ in few letters.
    fn misspelt(&mut self, word: &str, unfinished: bool) -> Clauses {
        let mut ways = Clauses::new();
        let errors = score::forgiven(word.chars().count());
        let forgive = |field, word: &str, errors, score| -> Box<dyn Query> {
            let query = FuzzyTermQuery::new(term(field, word), errors, true);
            Box::new(ConstScoreQuery::new(Box::new(query), score))
        };
        if errors >= 1 {
            for (field, score) in pairs(self.fields.same, score::ONE_ERROR) {
                ways.push(forgive(field, word, 1, score));
            }
            if unfinished {
                for (field, score) in pairs(self.fields.same, score::ERROR_IN_BEGINNING) {
                    ways.push(beginning(field, word, 1, score));
                }
            }
        }
        let german = self.stems.german(word);
        if score::forgiven(german.chars().count()) >= 1 {
            ways.push(forgive(
                self.fields.tails,
                &german,
                1,
                score::ERROR_IN_COMPOUND,
            ));
        }
        if errors >= 2 {
            for (field, score) in pairs(self.fields.same, score::TWO_ERRORS) {
                ways.push(forgive(field, word, 2, score));
            }
        }
        ways
    }

    /// Whether any word of a field begins so.
    fn has_beginning(&self, field: Field, beginning: &str) -> tantivy::Result<bool> {
        for segment in self.searcher.segment_readers() {
            let words = segment.inverted_index(field)?;
            let mut from = words
                .terms()
                .range()
                .ge(beginning.as_bytes())
                .into_stream()?;
            if from.advance() && from.key().starts_with(beginning.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn pairs(fields: TitleAndWords, scores: [f32; 2]) -> impl Iterator<Item = (Field, f32)> {
    fields.into_iter().zip(scores)
}

fn beginning(field: Field, word: &str, errors: u8, score: f32) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new_prefix(term(field, word), errors, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

/// Found by any of the ways; the best one counts.
fn best_of(mut ways: Clauses) -> Box<dyn Query> {
    match ways.len() {
        0 => Box::new(EmptyQuery),
        1 => ways.remove(0),
        _ => Box::new(DisjunctionMaxQuery::new(ways)),
    }
}
