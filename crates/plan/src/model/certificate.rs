//! A certificate (最优性证书): a solution, a lower bound, and the tree that proves it.

use serde::{Deserialize, Serialize};
use sm3::Digest as _;

/// How a certificate of this shape is called.
pub const SEAL: &str = "duheng-plan-1";

/// A solution with the proof of how far it is from the best. Sites and clients are counted from 1, as the file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`SEAL`].
    pub kind: String,
    /// Digest of the file whose problem this is: SM3, hexadecimal.
    pub problem: String,
    /// Format in which that file was read, as [`Format::name`](super::Format::name) has it.
    pub format: String,
    /// Cost of the solution, a decimal.
    pub objective: String,
    /// A decimal that no solution's cost is below.
    pub bound: String,
    /// Sites that are open.
    pub open: Vec<usize>,
    /// For each client who serves it and how much of it: site and units of demand.
    pub served: Vec<Vec<(usize, i64)>>,
    /// Dual prices, decimals parted by blanks: for each client what serving it (or one unit of it) is worth.
    pub duals: Vec<String>,
    /// Decimal places that dual prices have at most.
    pub places: u32,
    /// The tree, each node before what is below it.
    pub tree: Vec<Step>,
    /// SM3 of all the rest, against slips of hand; what is claimed is proven without it.
    pub seal: String,
}

/// One node of the tree. Prices are named by their number in [`Certificate::duals`], counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// By these prices nothing good is lost when these sites are opened or closed; one node follows.
    Fix {
        /// The prices that show it.
        duals: usize,
        /// Sites that are open from here on.
        open: Vec<usize>,
        /// Sites that are closed from here on.
        closed: Vec<usize>,
    },
    /// Two nodes follow: the site is open, the site is closed.
    Site(usize),
    /// Two nodes follow: the client is served by the site, it is not.
    Link {
        /// The client.
        client: usize,
        /// The site.
        site: usize,
    },
    /// Nothing below is cheaper than these prices say.
    Leaf(usize),
    /// Nothing is possible here: too little capacity, nobody to serve a client, or too many or too few sites.
    Empty,
}

/// What a certificate proves, in units of the last place of costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Cost of the solution.
    pub objective: i128,
    /// No solution costs less.
    pub bound: i128,
}

impl Claim {
    /// Whether nothing is better.
    pub fn is_proven(&self) -> bool {
        self.objective == self.bound
    }
}

impl Certificate {
    /// Reads a certificate's text (JSON); what is wrong with it in words otherwise.
    pub fn parse(text: &str) -> Result<Certificate, String> {
        serde_json::from_str(text).map_err(|error| format!("不是一份完整的证书：{error}"))
    }

    /// Its text (JSON): one line for each list of prices and each node.
    pub fn text(&self) -> String {
        let text = serde_json::to_string(self).expect("a certificate is plain data");
        let broken = text.replace("\",\"", "\",\n\"").replace("},{", "},\n{");
        broken + "\n"
    }

    /// Whether it says that nothing is better.
    pub fn is_proven(&self) -> bool {
        self.objective == self.bound
    }

    /// The digest that belongs into [`Certificate::seal`].
    pub fn digest(&self) -> String {
        let bare = Certificate { seal: String::new(), ..self.clone() };
        super::read::hex(&sm3::Sm3::digest(bare.text().as_bytes()))
    }

    /// With its own seal.
    pub fn sealed(mut self) -> Certificate {
        self.seal = self.digest();
        self
    }
}
