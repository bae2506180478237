//! What an answer looked at while it was made, so that it ends with any of it: noted where rows are read, not where a question thinks
//! of them.

use super::answers::Needs;
use std::cell::RefCell;

thread_local! {
    /// What those answers have looked at that are being made on this thread, the innermost last.
    static LOOKED: RefCell<Vec<Needs>> = const { RefCell::new(Vec::new()) };
}

/// Notes that something was looked at.
pub fn note(needs: &Needs) {
    LOOKED.with_borrow_mut(|making| {
        if let Some(innermost) = making.last_mut() {
            innermost.extend(needs);
        }
    });
}

/// Notes that the rows of a register were.
pub fn note_register(name: &str) {
    LOOKED.with_borrow_mut(|making| {
        if let Some(Needs::Registers(names)) = making.last_mut()
            && !names.contains(name)
        {
            names.insert(name.to_owned());
        }
    });
}

/// Makes an answer; what it says that it needs, and all that it looked at.
pub fn watched<T>(said: Needs, make: impl FnOnce() -> T) -> (T, Needs) {
    LOOKED.with_borrow_mut(|making| making.push(said));
    // Whatever ends the making, the next one begins with its own.
    let making = Making;
    let answer = make();
    std::mem::forget(making);
    let looked = LOOKED.with_borrow_mut(Vec::pop).unwrap_or(Needs::All);
    (answer, looked)
}

struct Making;

impl Drop for Making {
    fn drop(&mut self) {
        LOOKED.with_borrow_mut(|making| drop(making.pop()));
    }
}
