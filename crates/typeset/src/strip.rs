//! Strips: what goes onto one page or the next, but is not divided between two.

use crate::page::{Fill, Length, Run};
use std::rc::Rc;

/// A horizontal strip over the width of the type area: a line of text, a row of a table. Heights are counted from its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Strip {
    pub(crate) height: Length,
    pub(crate) runs: Vec<Run>,
    pub(crate) fills: Vec<Fill>,
    /// Ids of what begins here.
    pub(crate) anchors: Vec<String>,
    /// Whether it stays on the page of the strip that follows.
    pub(crate) kept: bool,
    /// Whether it begins a page.
    pub(crate) page: bool,
    /// Whether it stands on the grid.
    pub(crate) grid: bool,
    /// Whether it is empty and falls away at the top of a page.
    pub(crate) gap: bool,
    /// What is repeated above it when it begins a page: the head of its table.
    pub(crate) head: Option<Rc<Vec<Strip>>>,
    /// The heading that it is: depth and words.
    pub(crate) heading: Option<(usize, String)>,
}

impl Strip {
    /// An empty strip.
    pub(crate) fn gap(height: Length) -> Self {
        Strip { height, gap: true, ..Strip::default() }
    }
}
