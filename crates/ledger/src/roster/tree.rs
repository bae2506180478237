//! The tree of cells (网格): each has a level and a chief, each but the topmost a parent; the call chain (呼叫链) leads
//! from a cell up to the root, or says where it breaks.

use std::collections::{BTreeMap, BTreeSet};

/// A cell of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What names it.
    pub id: String,
    /// The cell above; none for the topmost.
    pub parent: Option<String>,
    /// Its level, counted from the top; none when its level is not one of the tree's.
    pub level: Option<usize>,
}

/// Why a chain does not reach the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// There is no such cell.
    Missing(String),
    /// It comes back to this cell.
    Circle(String),
    /// This cell's level is not one of the tree's, or its parent's is not above it.
    Level(String),
    /// This cell has no parent though it is not of the top level.
    Rootless(String),
}

/// The way up from a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Places of the cells, from the one asked for upward.
    pub steps: Vec<usize>,
    /// Where it breaks; none when it reached a cell of the top level.
    pub broken: Option<Break>,
}

/// Cells by what names them.
#[derive(Debug)]
pub struct Tree<'c> {
    cells: &'c [Cell],
    by_id: BTreeMap<&'c str, usize>,
}

impl<'c> Tree<'c> {
    /// The tree of these cells; of two cells of one name the later counts.
    pub fn new(cells: &'c [Cell]) -> Tree<'c> {
        let by_id = cells.iter().enumerate().map(|(at, cell)| (cell.id.as_str(), at)).collect();
        Tree { cells, by_id }
    }

    /// The way up from a cell to the root. It ends after as many steps as there are cells at the latest.
    ///
    /// ```
    /// use ledger::roster::{Cell, Tree};
    /// let cell = |id: &str, parent: Option<&str>, level| Cell {
    ///     id: id.into(), parent: parent.map(str::to_string), level: Some(level),
    /// };
    /// let cells = [cell("桂林街道", None, 0), cell("样例一小", Some("桂林街道"), 3), cell("二年级", Some("样例一小"), 4)];
    /// let chain = Tree::new(&cells).chain("二年级");
    /// assert_eq!((chain.steps, chain.broken), (vec![2, 1, 0], None));
    /// ```
    pub fn chain(&self, from: &str) -> Chain {
        let mut chain = Chain { steps: Vec::new(), broken: None };
        let mut seen = BTreeSet::new();
        let mut next = from.to_string();
        loop {
            let Some(at) = self.by_id.get(next.as_str()).copied() else {
                chain.broken = Some(Break::Missing(next));
                return chain;
            };
            if !seen.insert(at) {
                chain.broken = Some(Break::Circle(next));
                return chain;
            }
            let cell = &self.cells[at];
            let below = chain.steps.last().map(|at| &self.cells[*at]);
            chain.steps.push(at);
            let Some(level) = cell.level else {
                chain.broken = Some(Break::Level(next));
                return chain;
            };
            if let Some(below) = below.filter(|below| below.level.is_some_and(|below| below <= level)) {
                chain.broken = Some(Break::Level(below.id.clone()));
                // A circle is told as one, not as a matter of levels.
                if self.circular(at) {
                    chain.broken = Some(Break::Circle(next));
                }
                return chain;
            }
            match &cell.parent {
                Some(parent) => next.clone_from(parent),
                None if level == 0 => return chain,
                None => {
                    chain.broken = Some(Break::Rootless(next));
                    return chain;
                }
            }
        }
    }

    /// Whether the way up from a cell comes back to it.
    pub fn circular(&self, at: usize) -> bool {
        let mut next = self.above(at);
        let mut left = self.cells.len();
        while let Some(above) = next.filter(|above| *above != at && left > 0) {
            next = self.above(above);
            left -= 1;
        }
        next == Some(at)
    }

    fn above(&self, at: usize) -> Option<usize> {
        self.by_id.get(self.cells[at].parent.as_deref()?).copied()
    }
}
