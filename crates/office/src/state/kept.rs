//! What a door makes of one state, such as a page, kept with the state within a bound of memory.

use super::locked;
use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

/// Most bytes that are kept with a state.
const MOST: usize = 8 << 20;
/// Bytes that a key and its places in the lists cost beside its letters.
const PLACE: usize = 160;

/// Things by key; the oldest go when they become too many.
#[derive(Default)]
pub(super) struct Kept(Mutex<Things>);

#[derive(Default)]
struct Things {
    by_key: BTreeMap<String, (Arc<dyn Any + Send + Sync>, usize)>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Kept {
    /// What is kept under a key.
    pub fn find<T: Send + Sync + 'static>(&self, key: &str) -> Option<Arc<T>> {
        let thing = locked(&self.0).by_key.get(key)?.0.clone();
        thing.downcast().ok()
    }

    /// Keeps a thing of so many bytes. One that would take more than an eighth of all room is not kept.
    pub fn keep(&self, key: &str, thing: Arc<dyn Any + Send + Sync>, bytes: usize) {
        let bytes = bytes + 2 * key.len() + PLACE;
        if bytes > MOST / 8 {
            return;
        }
        let mut things = locked(&self.0);
        match things.by_key.insert(key.to_owned(), (thing, bytes)) {
            Some((_, before)) => things.bytes -= before,
            None => things.order.push_back(key.to_owned()),
        }
        things.bytes += bytes;
        while things.bytes > MOST {
            let Some(oldest) = things.order.pop_front() else { return };
            things.bytes -= things.by_key.remove(&oldest).map_or(0, |(_, bytes)| bytes);
        }
    }

    /// Lets go of everything: newer things are asked for from now on.
    pub fn clear(&self) {
        *locked(&self.0) = Things::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(letter: u8, bytes: usize) -> Arc<Vec<u8>> {
        Arc::new(vec![letter; bytes])
    }

    #[test]
    fn things_are_kept_until_they_are_too_many_and_the_oldest_go_first() {
        let kept = Kept::default();
        let large = MOST / 10;
        for (at, key) in ["a", "b", "c", "d", "e", "f", "g", "h", "i"].into_iter().enumerate() {
            kept.keep(key, page(at as u8, large), large);
        }
        assert_eq!(kept.find::<Vec<u8>>("a"), Some(page(0, large)));
        kept.keep("j", page(9, large), large);
        assert_eq!(kept.find::<Vec<u8>>("a"), None, "the tenth does not fit beside the keys of all");
        assert_eq!(kept.find::<Vec<u8>>("b"), Some(page(1, large)));
        assert_eq!(kept.find::<String>("b"), None, "it is something else");
        kept.clear();
        assert_eq!(kept.find::<Vec<u8>>("j"), None);
    }

    #[test]
    fn one_key_counts_once_and_a_giant_is_not_kept() {
        let kept = Kept::default();
        let large = MOST / 10;
        kept.keep("a", page(0, large), large);
        for at in 0..50 {
            kept.keep("b", page(at, large), large);
        }
        assert_eq!(kept.find::<Vec<u8>>("a"), Some(page(0, large)), "one key in place of itself");
        kept.keep("c", page(1, 8), MOST / 8 + 1);
        assert_eq!(kept.find::<Vec<u8>>("c"), None);
    }
}
