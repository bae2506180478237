//! The rows that rights stand on, and the tree of units.

use define::house::{Appointment, Delegation, Unit};
use std::collections::BTreeSet;

/// Who is in which role, who acts for whom, and how units stand below each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// 任职.
    pub appointments: Vec<Appointment>,
    /// 委托.
    pub delegations: Vec<Delegation>,
    /// 单位树.
    pub units: Vec<Unit>,
}

impl Facts {
    /// The words by which rows name a unit: its name and its code.
    ///
    /// ```
    /// use access::Facts;
    /// use define::house::Unit;
    /// let school = Unit { name: "潼州小学".into(), above: "区教委".into(), code: "2150900007".into() };
    /// let facts = Facts { units: vec![school], ..Facts::default() };
    /// assert_eq!(facts.words("潼州小学").into_iter().collect::<Vec<_>>(), ["2150900007", "潼州小学"]);
    /// assert_eq!(facts.below("区教委").len(), 3, "the commission, the school, its code");
    /// ```
    pub fn words(&self, unit: &str) -> BTreeSet<String> {
        let known = self.units.iter().filter(|one| one.name == unit);
        let codes = known.map(|one| one.code.clone()).filter(|code| !code.is_empty());
        codes.chain([unit.to_owned()]).filter(|word| !word.is_empty()).collect()
    }

    /// The words of a unit and of all that stand below it, however deep; a circle in the tree ends where it began.
    pub fn below(&self, unit: &str) -> BTreeSet<String> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![unit]);
        while let Some(unit) = open.pop() {
            if reached.insert(unit) {
                open.extend(self.units.iter().filter(|one| one.above == unit).map(|one| one.name.as_str()));
            }
        }
        reached.into_iter().flat_map(|unit| self.words(unit)).collect()
    }
}
