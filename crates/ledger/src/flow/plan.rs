//! The way of a case through the stages in which is signed.

use define::{Does, Loop, Signing, Stage};

/// The stages of a loop in the order in which a case passes them; the first is where it is filed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The stages in which is signed.
    pub nodes: Vec<Node>,
    /// The stage in which it ends.
    pub end: String,
}

/// A stage in which is signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The stage.
    pub stage: String,
    /// Who signs in it.
    pub sign: Signing,
}

impl Flow {
    /// The flow of a loop; none of a loop in whose first stage nobody signs. A seat that names no unit is one of the unit of the case.
    pub fn of(definition: &Loop, unit: &str) -> Option<Flow> {
        let node = |stage: &Stage| {
            let mut sign = stage.sign.clone()?;
            for seat in sign.seats.iter_mut().chain(&mut sign.above).filter(|seat| seat.unit.is_empty()) {
                seat.unit = unit.to_owned();
            }
            Some(Node { stage: stage.name.clone(), sign })
        };
        let nodes: Vec<Node> = definition.chain().filter_map(node).collect();
        let last = definition.ways(&nodes.last()?.stage).find(|step| step.does == Does::Signs)?;
        Some(Flow { end: last.to.clone(), nodes })
    }

    /// The stage at a place: that in which it ends after the last.
    pub fn stage(&self, at: usize) -> &str {
        self.nodes.get(at).map_or(&self.end, |node| &node.stage)
    }
}
