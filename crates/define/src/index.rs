//! Where each definition of a pack stands: asked thousands of times a page, made once when the pack is merged.

use crate::{Indicator, Register};
use std::collections::BTreeMap;

/// Positions in the lists of a pack, by what a definition is asked for. Of two that share a name, which is an error of
/// the pack, the first counts.
#[derive(Clone, Debug, Default)]
pub struct Index {
    registers: BTreeMap<String, usize>,
    register_ids: BTreeMap<String, usize>,
    indicators: BTreeMap<String, usize>,
    figures: BTreeMap<String, usize>,
}

impl Index {
    /// The index of these lists.
    pub fn of(registers: &[Register], indicators: &[Indicator]) -> Index {
        let figures = indicators.iter().map(|one| one.figure.as_deref());
        Index {
            registers: first(registers.iter().map(|one| Some(one.name.as_str()))),
            register_ids: first(registers.iter().map(|one| Some(one.id.as_str()))),
            indicators: first(indicators.iter().map(|one| Some(one.id.as_str()))),
            figures: first(figures),
        }
    }

    pub fn register(&self, name: &str) -> Option<usize> {
        self.registers.get(name).copied()
    }

    pub fn register_of_id(&self, id: &str) -> Option<usize> {
        self.register_ids.get(id).copied()
    }

    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators.get(id).copied()
    }

    pub fn figure(&self, figure: &str) -> Option<usize> {
        self.figures.get(figure).copied()
    }
}

fn first<'n>(names: impl Iterator<Item = Option<&'n str>>) -> BTreeMap<String, usize> {
    let mut positions = BTreeMap::new();
    for (at, name) in names.enumerate() {
        if let Some(name) = name {
            positions.entry(name.to_owned()).or_insert(at);
        }
    }
    positions
}
