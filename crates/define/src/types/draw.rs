//! Draws (抽): who may be drawn, who may be sent, by which rule.

use super::{List, Source};
use crate::Written;

/// A random draw of objects and inspectors (“双随机、一公开”, 抽查).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// File name without `.toml`: `training-institutions`.
    pub id: String,
    /// Its name: 校外培训机构双随机抽查.
    pub name: String,
    /// What may be drawn.
    pub objects: List,
    /// The field by which objects fall into strata; all are one stratum without.
    pub stratum: Option<Written>,
    /// Lots of an object, a row formula whose value is a whole number from 1; one each without.
    pub weight: Option<Written>,
    /// Who may be sent.
    pub inspectors: List,
    /// The field of the inspectors' register that names their unit.
    pub unit: Option<Written>,
    /// Who may not be sent where.
    pub conflicts: Vec<DrawConflict>,
    /// How much is drawn, by stratum; one without a stratum holds for all that are not named.
    pub shares: Vec<DrawShare>,
    /// Inspectors for each object, at least 2.
    pub team: u32,
    /// Most objects for one inspector in one draw.
    pub load: u32,
    /// Least number of draws in a year.
    pub draws: u32,
    /// Whether what was drawn earlier in the year may be drawn again.
    pub repeat: bool,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: Source,
    /// Mechanisms it serves: S43.
    pub mechanisms: Vec<String>,
    /// What exactly it means.
    pub note: Option<String>,
    /// Id of the pack that defines it.
    pub pack: String,
    /// The name with its place.
    pub written: Written,
}

/// Who may not be sent where (回避).
///
/// Without a register: an inspector whose field holds what the object's field holds. With one: the pairs that its rows
/// name by references to both registers, such as stated conflicts of interest or the schools that an inspector answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawConflict {
    /// The register whose rows name the pairs.
    pub register: Option<Written>,
    /// Field of the objects' register, or of `register`.
    pub object: Written,
    /// Field of the inspectors' register, or of `register`.
    pub inspector: Written,
    /// Why, as the certificate says it.
    pub reason: String,
}

/// How much of a stratum is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawShare {
    /// The stratum; none for all that are not named.
    pub stratum: Option<Written>,
    /// So many objects, or so many ten-thousandths of the stratum.
    pub quota: DrawQuota,
    /// Least share of the stratum within the year, in ten-thousandths.
    pub floor: u32,
}

/// How many objects of a stratum are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawQuota {
    /// So many.
    Count(u32),
    /// So many ten-thousandths, rounded up.
    Share(u32),
}

impl Draw {
    /// What holds for a stratum.
    pub fn share(&self, stratum: &str) -> Option<&DrawShare> {
        let named = |share: &&DrawShare| share.stratum.as_ref().is_some_and(|name| name.text == stratum);
        self.shares.iter().find(named).or_else(|| self.shares.iter().find(|share| share.stratum.is_none()))
    }
}
