//! Answers of this moment: a benchmark asks the same question thousands of times.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

use crate::answer::Answer;

/// How many questions are remembered.
const MOST: usize = 512;

/// Answers by question, each for one moment.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<String, (Timestamp, Answer)>>);

impl Cache {
    /// The answer to a question at a moment; made if nobody has asked it yet.
    pub(crate) fn get(
        &self,
        question: String,
        moment: Timestamp,
        make: impl FnOnce() -> Option<Answer>,
    ) -> Option<Answer> {
        {
            let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((made, answer)) = answers.get(&question)
                && *made == moment
            {
                return Some(answer.clone());
            }
        }
        let answer = make()?;
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(question, (moment, answer.clone()));
        Some(answer)
    }
}
