//! The way of a case through the stages in which is signed.

use define::{Does, Loop, Signing};

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
        let mut flow = Flow::default();
        let mut at = definition.first.as_str();
        while let Some(stage) = definition.stage(at) {
            let known = flow.nodes.iter().any(|node| node.stage == stage.name);
            let Some(sign) = stage.sign.as_ref().filter(|_| !known) else { break };
            let mut sign = sign.clone();
            for seat in sign.seats.iter_mut().chain(&mut sign.above).filter(|seat| seat.unit.is_empty()) {
                seat.unit = unit.to_owned();
            }
            flow.nodes.push(Node { stage: stage.name.clone(), sign });
            let on = definition.ways(at).find(|step| step.does == Does::Signs)?;
            at = &on.to;
        }
        flow.end = at.to_owned();
        (!flow.nodes.is_empty()).then_some(flow)
    }

    /// The stage at a place: that in which it ends after the last.
    pub fn stage(&self, at: usize) -> &str {
        self.nodes.get(at).map_or(&self.end, |node| &node.stage)
    }
}
