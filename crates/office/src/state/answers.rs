//! Answers of one state, each made once and shared.

use super::locked;
use super::looked::{note, watched};
use crate::error::{Error, Result};
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Most answers that a state keeps; beyond it all are forgotten, as after a walk over every address.
const KEPT: usize = 2_000;

/// The registers (by name) that an answer looks at.
#[derive(Clone, Debug)]
pub(crate) enum Needs {
    /// Any register: the answer ends with the state.
    All,
    /// These: the answer holds until one of them changes.
    Registers(BTreeSet<String>),
}

impl Needs {
    /// These and those.
    pub fn extend(&mut self, more: &Needs) {
        match (&mut *self, more) {
            (Needs::Registers(names), Needs::Registers(more)) => names.extend(more.iter().cloned()),
            _ => *self = Needs::All,
        }
    }
}

type Made = Option<(Needs, Arc<dyn Any + Send + Sync>)>;

/// Answers by the key of their question.
#[derive(Default)]
pub(super) struct Answers(Mutex<BTreeMap<Arc<str>, Arc<Mutex<Made>>>>);

impl Answers {
    /// The answer of a key, made when there is none. Who asks the same meanwhile waits for it. It ends with whatever it is said
    /// to need and with whatever it looked at.
    pub fn get<T: Send + Sync + 'static>(
        &self,
        key: &str,
        needs: Needs,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let slot = {
            let mut all = locked(&self.0);
            if all.len() >= KEPT && !all.contains_key(key) {
                all.clear();
            }
            all.entry(key.into()).or_default().clone()
        };
        let mut made = locked(&slot);
        if let Some((needs, answer)) = &*made {
            note(needs);
            // One key has one type of answer; anything else is a fault of ours.
            let answer = answer.clone().downcast::<T>();
            return answer.map_err(|_| Error::damaged(format!("“{key}”的回答另有其类")));
        }
        let (answer, needs) = watched(needs, make);
        note(&needs);
        let answer = match answer {
            Ok(answer) => Arc::new(answer),
            Err(error) => {
                // What cannot be answered leaves nothing behind.
                locked(&self.0).remove(key);
                return Err(error);
            }
        };
        *made = Some((needs, answer.clone()));
        Ok(answer)
    }

    /// The answers that none of these registers enters.
    pub fn surviving(&self, touched: &BTreeSet<&str>) -> Answers {
        let untouched = |needs: &Needs| match needs {
            Needs::All => false,
            Needs::Registers(names) => !touched.iter().any(|name| names.contains(*name)),
        };
        let mut left = BTreeMap::new();
        for (key, slot) in locked(&self.0).iter() {
            // One that is being made looks at the old state: it is made again.
            let Ok(made) = slot.try_lock() else { continue };
            if made.as_ref().is_some_and(|(needs, _)| untouched(needs)) {
                left.insert(key.clone(), Arc::new(Mutex::new(made.clone())));
            }
        }
        Answers(Mutex::new(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn an_answer_is_made_once_and_ends_with_the_registers_that_it_needs() {
        let answers = Answers::default();
        let made = Cell::new(0);
        let ask = |answers: &Answers, key: &str, needs: Needs| {
            let make = || {
                made.set(made.get() + 1);
                Ok(made.get())
            };
            *answers.get(key, needs, make).expect("made")
        };
        let schools = || Needs::Registers(["学校".to_owned()].into());
        assert_eq!((ask(&answers, "a", schools()), ask(&answers, "a", schools())), (1, 1));
        assert_eq!(ask(&answers, "b", Needs::All), 2);
        let later = answers.surviving(&["教师"].into());
        assert_eq!(ask(&later, "a", schools()), 1, "no school changed");
        assert_eq!(ask(&later, "b", Needs::All), 3, "anything may have entered it");
        assert_eq!(ask(&later.surviving(&["学校"].into()), "a", schools()), 4);
        // What it was not said to need it looked at, or an answer did that it asked for.
        let whole = Answers::default();
        let count = |whole: &Answers| {
            let part = || {
                whole.get("part", Needs::Registers(["课本".to_owned()].into()), || Ok(1)).map(|part| *part)
            };
            let looks = || {
                crate::state::looked::note_register("教师");
                made.set(made.get() + 1);
                part()
            };
            whole.get("whole", schools(), looks).expect("made");
            made.get()
        };
        let first = count(&whole);
        assert_eq!(count(&whole.surviving(&["教材"].into())), first, "nothing of it changed");
        for (nth, name) in ["学校", "教师", "课本"].into_iter().enumerate() {
            assert_eq!(count(&whole.surviving(&[name].into())), first + 1 + nth, "{name}");
        }
    }
}
