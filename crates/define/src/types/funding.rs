//! Plans of money (经费): what the rules give each school, part by part, and the tests of law that a budget is held against.

use super::{Gives, List};
use crate::{Pack, Written};
use finding::Finding;

/// A plan of money: nothing of it is reckoned here that the registers and parameters do not say; the parts must add up to
/// what the register says is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsPlan {
    /// Schools with what is budgeted and what is due.
    pub schools: FundsSchools,
    /// What makes the sum of a school, in the order in which it is said.
    pub parts: Vec<FundsPart>,
    /// Numbers of pupils at which a rule begins to hold.
    pub lines: Vec<FundsLine>,
    /// The tests of law.
    pub tests: Vec<FundsTest>,
}

/// Schools with their money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsSchools {
    /// The rows.
    pub list: List,
    /// Field: the school.
    pub school: Written,
    /// Row formula: what is budgeted, in yuan, a plain number.
    pub budget: Written,
    /// Row formula: what the rules give, in yuan, a plain number.
    pub due: Written,
    /// Row formula: pupils, a plain number.
    pub pupils: Written,
}

/// A part of a school's sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsPart {
    /// What it is called.
    pub name: String,
    /// The rule that a school stands under of which this part is not nought; the last such part says it.
    pub rule: Option<String>,
    /// Row formula: how many; one without.
    pub count: Option<Written>,
    /// Row formula: yuan for each, a plain number.
    pub rate: Written,
}

/// A number of pupils at which a rule begins to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsLine {
    /// What it is called.
    pub name: String,
    /// Row formula that is the same for every school: pupils, a plain number.
    pub pupils: Written,
}

/// A test of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsTest {
    /// Id of the indicator that judges it.
    pub indicator: Written,
    /// Ids of the indicators that it is reckoned from.
    pub bases: Vec<Written>,
}

impl FundsPlan {
    /// Registers with the fields that it names.
    pub(crate) fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        vec![(&self.schools.list.register, vec![&self.schools.school])]
    }

    /// Row formulas.
    pub(crate) fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let schools = &self.schools;
        let register = &schools.list.register;
        let condition = schools.list.condition.iter().map(|one| (one, register, Gives::Truth));
        let sums = [&schools.budget, &schools.due, &schools.pupils].into_iter();
        let parts = self.parts.iter().flat_map(|part| part.count.iter().chain([&part.rate]));
        let numbers = sums.chain(parts).chain(self.lines.iter().map(|line| &line.pupils));
        condition.chain(numbers.map(|one| (one, register, Gives::Number))).collect()
    }

    /// Every indicator that it names must be there.
    pub(crate) fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        let named = self.tests.iter().flat_map(|test| test.bases.iter().chain([&test.indicator]));
        let missing = named.filter(|one| pack.indicators.iter().all(|known| known.id != one.text));
        findings.extend(missing.map(|one| {
            let sentence = format!("没有指标“{}”", one.text);
            Finding::error("define.plan-test", one.place(), sentence)
        }));
    }
}
