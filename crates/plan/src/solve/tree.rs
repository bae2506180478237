//! The tree as it grows, and as it is written down.

use crate::model::Step;

/// A node; others are named by their place.
pub enum Kind {
    /// Not yet looked at; what its prices prove holds anyway.
    Waiting(usize),
    Leaf(usize),
    Empty,
    Fix {
        duals: usize,
        open: Vec<usize>,
        closed: Vec<usize>,
        below: usize,
    },
    Site {
        site: usize,
        open: usize,
        closed: usize,
    },
    Link {
        client: usize,
        site: usize,
        bound: usize,
        parted: usize,
    },
}

/// All nodes and all prices.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<Kind>,
    duals: Vec<Vec<i64>>,
}

impl Tree {
    pub fn add(&mut self, kind: Kind) -> usize {
        self.nodes.push(kind);
        self.nodes.len() - 1
    }

    pub fn set(&mut self, at: usize, kind: Kind) {
        self.nodes[at] = kind;
    }

    pub fn keep(&mut self, duals: Vec<i64>) -> usize {
        self.duals.push(duals);
        self.duals.len() - 1
    }

    /// How many prices are kept.
    pub fn prices(&self) -> usize {
        self.duals.len() * self.duals.first().map_or(0, Vec::len)
    }

    pub fn duals(&self, at: usize) -> &[i64] {
        &self.duals[at]
    }

    /// The nodes from the root on, each before what is below it, and the prices they name, in that order.
    pub fn written(&self) -> (Vec<Step>, Vec<&[i64]>) {
        let mut steps = Vec::new();
        let mut named: Vec<&[i64]> = Vec::new();
        let mut number = vec![0usize; self.duals.len()];
        let mut waiting = vec![0usize];
        while let Some(at) = waiting.pop() {
            let mut name = |duals: usize| {
                if number[duals] == 0 {
                    named.push(&self.duals[duals]);
                    number[duals] = named.len();
                }
                number[duals]
            };
            let counted = |sites: &[usize]| sites.iter().map(|site| site + 1).collect();
            steps.push(match &self.nodes[at] {
                Kind::Waiting(duals) | Kind::Leaf(duals) => Step::Leaf(name(*duals)),
                Kind::Empty => Step::Empty,
                Kind::Fix { duals, open, closed, below } => {
                    waiting.push(*below);
                    Step::Fix { duals: name(*duals), open: counted(open), closed: counted(closed) }
                }
                Kind::Site { site, open, closed } => {
                    waiting.extend([*closed, *open]);
                    Step::Site(site + 1)
                }
                Kind::Link { client, site, bound, parted } => {
                    waiting.extend([*parted, *bound]);
                    Step::Link { client: client + 1, site: site + 1 }
                }
            });
        }
        (steps, named)
    }
}
