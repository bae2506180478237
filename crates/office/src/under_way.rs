//! Forms that may arrive twice: of two that carry one word the second waits for the first.

use crate::state::locked;
use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

/// Forms under way (在办表单): whose turn it is among those that carry one word.
#[derive(Default)]
pub(crate) struct UnderWay {
    words: Mutex<BTreeSet<Word>>,
    left: Condvar,
}

/// A person and the word of a form.
type Word = (String, String);

/// A turn that ends when it is dropped.
pub(crate) struct Turn<'u> {
    of: &'u UnderWay,
    word: Word,
}

impl UnderWay {
    /// Waits until nobody else has the turn of this word.
    pub fn turn(&self, word: Word) -> Turn<'_> {
        let words = locked(&self.words);
        let mut words = self
            .left
            .wait_while(words, |words| words.contains(&word))
            .unwrap_or_else(PoisonError::into_inner);
        words.insert(word.clone());
        Turn { of: self, word }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        locked(&self.of.words).remove(&self.word);
        self.of.left.notify_all();
    }
}
