//! The fields of the index and how a document fills them.

use domain::Locale;
use portal::ports::SearchDocument;
use tantivy::{
    TantivyDocument, Term,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

use crate::analysis::{Vocabulary, words};

/// Fields of one kind: of the title, and of the other words.
pub(crate) type TitleAndWords = [Field; 2];

/// The fields. None stores anything: a document's number in the index is its place in the list it
/// came in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Folded words of all languages.
    pub(crate) same: TitleAndWords,
    german: TitleAndWords,
    english: TitleAndWords,
    /// Stems of the ends of German compounds, from the title and the other words.
    pub(crate) tails: Field,
}

impl Fields {
    pub(crate) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        // Words are matched, not counted, so neither frequencies nor lengths are kept.
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let options = TextOptions::default().set_indexing_options(indexing);
        let mut field = |name: &str| schema.add_text_field(name, options.clone());
        let fields = Self {
            same: [field("title"), field("words")],
            german: [field("title_de"), field("words_de")],
            english: [field("title_en"), field("words_en")],
            tails: field("tails"),
        };
        (schema.build(), fields)
    }

    /// The fields with the stems of a language.
    pub(crate) fn stems(&self, locale: Locale) -> TitleAndWords {
        match locale {
            Locale::De => self.german,
            Locale::En => self.english,
        }
    }

    /// A document of the index; its texts are already words, separated by spaces.
    pub(crate) fn document(
        &self,
        vocabulary: &mut Vocabulary,
        document: &SearchDocument,
    ) -> TantivyDocument {
        let mut fields = TantivyDocument::new();
        let mut tails: Vec<String> = Vec::new();
        for (part, text) in [&document.title, &document.words].into_iter().enumerate() {
            let german = words(&text.de);
            let english = if text.en == text.de {
                german.clone()
            } else {
                words(&text.en)
            };
            let mut stems = Vec::with_capacity(german.len());
            for word in &german {
                let forms = vocabulary.forms(word);
                stems.push(forms.german.clone());
                tails.extend(forms.tails.iter().cloned());
            }
            fields.add_text(self.german[part], stems.join(" "));
            let stems: Vec<String> = english
                .iter()
                .map(|word| vocabulary.forms(word).english.clone())
                .collect();
            fields.add_text(self.english[part], stems.join(" "));
            let mut same = german;
            same.extend(english);
            same.sort_unstable();
            same.dedup();
            fields.add_text(self.same[part], same.join(" "));
        }
        tails.sort_unstable();
        tails.dedup();
        fields.add_text(self.tails, tails.join(" "));
        fields
    }
}

/// The term of a word in a field.
pub(crate) fn term(field: Field, word: &str) -> Term {
    Term::from_field_text(field, word)
}
