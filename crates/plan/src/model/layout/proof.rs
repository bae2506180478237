//! What is answered of a layout (布局证书): what to do, who goes where, and why nothing cheaper does.

use super::Layout;
use serde::{Deserialize, Serialize};
use sm3::Digest as _;

/// How a proof of this shape is called.
pub const LAYOUT_SEAL: &str = "duheng-layout-1";

/// A plan of a layout with its proof, or the proof that there is none. Positions count from 0, as the layout has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutProof {
    /// [`LAYOUT_SEAL`].
    pub kind: String,
    /// Digest of the layout.
    pub layout: String,
    /// Actions that are taken; none at all when there is no plan.
    pub taken: Option<Vec<usize>>,
    /// What they cost.
    pub cost: Option<i64>,
    /// No plan costs less; none when the tree proves that there is no plan at any cost.
    pub bound: Option<i64>,
    /// For each year that is due: who goes where, and prices that show that ways are no longer than they must be.
    pub placings: Vec<Placing>,
    /// Shortages that any plan must fill.
    pub cuts: Vec<Cut>,
    /// Which actions were tried, each node before what is below it.
    pub tree: Vec<LayoutStep>,
    /// SM3 of all the rest.
    pub seal: String,
}

/// Who goes where in one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placing {
    /// Position of the year.
    pub year: usize,
    /// Point, section, pupils.
    pub flows: Vec<(usize, usize, i64)>,
    /// Dual prices of the ways.
    pub prices: Prices,
}

/// Dual prices of a placing, in units of length: with them nobody's way can be shortened without another's growing as much.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// What a seat more in a section would spare.
    pub sections: Vec<i64>,
    /// What a seat more in a school would spare.
    pub schools: Vec<i64>,
}

/// A shortage (缺口): pupils whose every way ends in these sections and schools. More room there is needed by as much as
/// they are more than the seats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Position of the year.
    pub year: usize,
    /// The points.
    pub points: Vec<usize>,
    /// Sections whose classes are what binds.
    pub sections: Vec<usize>,
    /// Schools whose size is what binds.
    pub schools: Vec<usize>,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum LayoutStep {
    /// Two nodes follow: the action is taken, it is not.
    Branch(usize),
    /// Nothing below is cheaper than rows weighed so say: position of a row and its weight. Pairs that exclude one another are
    /// the first rows, in their order, then come the cuts.
    Leaf(Vec<(usize, i64)>),
    /// A row that nothing below can satisfy.
    Empty(usize),
}

impl LayoutProof {
    /// Whether the plan is proven to be the cheapest.
    pub fn is_proven(&self) -> bool {
        self.cost.is_some() && self.cost == self.bound
    }

    /// Reads a proof's text (JSON).
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<LayoutProof, String> {
        serde_json::from_str(text).map_err(|error| format!("不是一份完整的证书：{error}"))
    }

    /// Its text (JSON).
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// The digest that belongs into [`LayoutProof::seal`].
    pub fn digest(&self) -> String {
        let bare = LayoutProof { seal: String::new(), ..self.clone() };
        crate::model::read::hex(&sm3::Sm3::digest(bare.text().as_bytes()))
    }

    /// The same proof of a layout that differs in names alone, sealed again.
    #[must_use]
    pub fn of(&self, layout: &Layout) -> LayoutProof {
        match layout.digest() {
            digest if digest == self.layout => self.clone(),
            layout => LayoutProof { layout, seal: String::new(), ..self.clone() }.sealed(),
        }
    }

    /// With its own seal.
    #[must_use]
    pub fn sealed(mut self) -> LayoutProof {
        self.seal = self.digest();
        self
    }
}
