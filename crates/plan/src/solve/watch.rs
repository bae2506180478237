//! Who watches a solver at work: asks it to stop, and is told how far it is.

/// How far the solver is, in units of the last place of costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cost of the best solution so far.
    pub objective: Option<i128>,
    /// What no solution is below, as far as is known.
    pub bound: Option<i128>,
    /// Nodes of the tree that are done.
    pub nodes: u64,
}

/// Whoever has the clock.
pub trait Watch {
    /// Whether to go on; asked every few milliseconds. Once no, always no.
    fn go_on(&mut self) -> bool;

    /// Told when something has changed; costs have so many decimal places.
    fn tell(&mut self, _progress: &Progress, _places: u32) {}
}

/// Lets the solver go on to the end.
#[derive(Clone, Copy, Debug)]
pub struct Unhurried;

impl Watch for Unhurried {
    fn go_on(&mut self) -> bool {
        true
    }
}
