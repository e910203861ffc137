//! The index: filled as a whole, asked by everybody.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use domain::{Locale, text::fold};
use portal::ports::{SearchDocument, SearchError, SearchIndex, SearchKey};
use tantivy::{
    DocId, Index, IndexReader, IndexSettings, ReloadPolicy, Score, Searcher, SegmentReader,
    TantivyDocument, collector::TopDocs, directory::RamDirectory,
    indexer::SingleSegmentIndexWriter, store::Compressor,
};

use crate::{
    analysis::Vocabulary,
    fields::Fields,
    query::{QueryBuilder, Tolerance},
    question::Question,
    score,
};

/// Memory while the index is being made, in bytes; given back afterwards.
const MEMORY: usize = 15_000_000;

/// Full-text search in memory. Empty until [`SearchIndex::replace`] fills it; a search that runs
/// while it is replaced sees the old state whole.
#[derive(Debug, Default)]
pub struct TextIndex {
    state: ArcSwapOption<State>,
}

/// One state of the index.
struct State {
    searcher: Searcher,
    fields: Fields,
    /// The documents; their numbers in the index are their places here.
    documents: Vec<Document>,
}

/// What is kept of a document beside its words.
struct Document {
    key: SearchKey,
    /// Folded titles; one of them when they read the same in every language.
    titles: Vec<Box<str>>,
    boost: f32,
}

impl TextIndex {
    /// An index in which nothing is found.
    pub fn new() -> Self {
        Self::default()
    }
}

impl SearchIndex for TextIndex {
    fn replace(
        &self,
        documents: &mut dyn Iterator<Item = SearchDocument>,
    ) -> Result<(), SearchError> {
        let state = State::new(documents).map_err(failed)?;
        self.state.store(Some(Arc::new(state)));
        Ok(())
    }

    fn search(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<SearchKey>, SearchError> {
        match self.state.load_full() {
            Some(state) => state.search(text, locale, limit).map_err(failed),
            None => Ok(Vec::new()),
        }
    }
}

impl State {
    fn new(documents: &mut dyn Iterator<Item = SearchDocument>) -> tantivy::Result<Self> {
        let (schema, fields) = Fields::schema();
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        // One segment, made by this thread: the numbers of the documents are their order, nothing
        // is merged later, and no thread stays behind.
        let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
            .schema(schema)
            .settings(settings)
            .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
        let mut vocabulary = Vocabulary::new();
        let mut kept = Vec::new();
        for document in documents {
            writer.add_document(fields.document(&mut vocabulary, &document))?;
            kept.push(Document::from(document));
        }
        kept.shrink_to_fit();
        let index = writer.finalize()?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            documents: kept,
        })
    }

    fn search(
        self: Arc<Self>,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> tantivy::Result<Vec<SearchKey>> {
        let question = Question::parse(text);
        let limit = limit.min(self.documents.len());
        if question.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut builder = QueryBuilder::new(&self.searcher, self.fields, locale);
        for tolerance in Tolerance::ALL {
            let query = builder.query(&question, tolerance)?;
            let (state, typed) = (Arc::clone(&self), question.typed.clone());
            // Documents with the same score keep their order.
            let best = TopDocs::with_limit(limit).tweak_score(move |_: &SegmentReader| {
                let (state, typed) = (Arc::clone(&state), typed.clone());
                move |id: DocId, score: Score| {
                    let document = state.documents.get(id as usize);
                    document.map_or(0.0, |document| score * document.factor(&typed))
                }
            });
            let found = self.searcher.search(&query, &best)?;
            if !found.is_empty() {
                let documents = found
                    .iter()
                    .filter_map(|(_, at)| self.documents.get(at.doc_id as usize));
                return Ok(documents.map(|document| document.key.clone()).collect());
            }
        }
        Ok(Vec::new())
    }
}

impl Document {
    fn factor(&self, typed: &str) -> f32 {
        let titles = self
            .titles
            .iter()
            .map(|title| score::of_title(title, typed));
        self.boost * titles.fold(0.0, f32::max)
    }
}

impl From<SearchDocument> for Document {
    fn from(document: SearchDocument) -> Self {
        let mut titles = vec![fold(&document.title.de).into_boxed_str()];
        if document.title.en != document.title.de {
            titles.push(fold(&document.title.en).into_boxed_str());
        }
        Self {
            key: document.key,
            titles,
            boost: document.boost,
        }
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("documents", &self.documents.len())
            .finish_non_exhaustive()
    }
}

fn failed(error: tantivy::TantivyError) -> SearchError {
    SearchError(Box::new(error))
}
