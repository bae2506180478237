//! What is being recorded at this moment, by whom, and how far it has come: a page that is opened again says so.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A person and the register for which he records.
type Key = (String, String);
/// Rows dealt with, and rows in all.
pub(crate) type Count = (u64, u64);

/// Blocks that are being recorded. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct UnderWay(Arc<Mutex<BTreeMap<Key, Count>>>);

/// One of them, as long as it lasts.
pub(crate) struct Work {
    of: UnderWay,
    key: Key,
}

impl UnderWay {
    /// A recording begins.
    pub fn begin(&self, person: &str, register: &str) -> Work {
        let work = Work { of: self.clone(), key: (person.to_owned(), register.to_owned()) };
        work.at((0, 0));
        work
    }

    /// How far somebody's recording has come; none when none is under way.
    pub fn of(&self, person: &str, register: &str) -> Option<Count> {
        self.held().get(&(person.to_owned(), register.to_owned())).copied()
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<Key, Count>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Work {
    /// It has come so far.
    pub fn at(&self, count: Count) {
        self.of.held().insert(self.key.clone(), count);
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.of.held().remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::UnderWay;

    #[test]
    fn a_recording_is_told_to_who_began_it_as_long_as_it_lasts() {
        let under_way = UnderWay::default();
        let work = under_way.begin("样例甲", "guard");
        work.at((500, 4_000));
        assert_eq!(under_way.of("样例甲", "guard"), Some((500, 4_000)));
        assert_eq!((under_way.of("样例乙", "guard"), under_way.of("样例甲", "class")), (None, None));
        drop(work);
        assert_eq!(under_way.of("样例甲", "guard"), None);
    }
}
