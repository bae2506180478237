//! Which counters of a sender were given already (RFC 4302, appendix B.2): the greatest, and those just below it, since
//! batches on several connections overtake each other.

/// How far below the greatest a counter may be and still be new.
const WIDTH: u64 = 64;

/// The counters given under one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The greatest.
    pub greatest: u64,
    /// Bit n says whether `greatest - n` was given.
    pub given: u64,
}

impl Window {
    /// The window with one more counter; none when it was given before, or is too old to tell.
    ///
    /// ```
    /// let window = ledger::Window::default().with(7).unwrap();
    /// assert_eq!(window.with(7), None);
    /// let window = window.with(9).unwrap().with(8).unwrap();
    /// assert_eq!((window.with(8), window.with(9), window.greatest), (None, None, 9));
    /// assert_eq!(window.with(500).unwrap().with(400), None);
    /// ```
    pub fn with(self, counter: u64) -> Option<Window> {
        if self.given == 0 || counter > self.greatest {
            let ahead = if self.given == 0 { WIDTH } else { counter - self.greatest };
            let older = if ahead < WIDTH { self.given << ahead } else { 0 };
            return Some(Window { greatest: counter, given: older | 1 });
        }
        let behind = self.greatest - counter;
        let bit = if behind < WIDTH { 1 << behind } else { return None };
        (self.given & bit == 0).then_some(Window { given: self.given | bit, ..self })
    }
}
