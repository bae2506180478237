//! Plans of people (师资): who is where, how many each school needs by which standard.

use super::{Gives, List, StaffTeachers};
use crate::Written;

/// A plan of people: the total stays as it is, and the fewest moves fill what schools lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPlan {
    /// Schools with those who are there.
    pub schools: StaffSchools,
    /// What makes the need.
    pub need: StaffNeed,
    /// Standards that may hold; the first one does until another is decided.
    pub standards: Vec<StaffStandard>,
    /// Who teaches what; none where people alone are counted.
    pub teachers: Option<StaffTeachers>,
}

/// Schools with their people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSchools {
    /// The rows.
    pub list: List,
    /// Field: the school.
    pub school: Written,
    /// Field: town or country.
    pub area: Written,
    /// Row formula: people there, a plain whole number.
    pub held: Written,
}

/// Stages of schools with their pupils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffNeed {
    /// The rows.
    pub list: List,
    /// Field: the school.
    pub school: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Row formula: pupils, a plain whole number.
    pub pupils: Written,
    /// Row formula: people that such a stage has at least, counted by classes, a plain number.
    pub least: Written,
}

/// A standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffStandard {
    /// What it is called.
    pub name: String,
    /// Row formula over stages: pupils for one person, a plain number.
    pub per: Written,
}

impl StaffPlan {
    /// Registers with the fields that it names.
    pub(crate) fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let mut all = vec![
            (&self.schools.list.register, vec![&self.schools.school, &self.schools.area]),
            (&self.need.list.register, vec![&self.need.school, &self.need.stage]),
        ];
        all.extend(self.teachers.iter().flat_map(StaffTeachers::names));
        all
    }

    /// Fields that say where teachers live and schools lie.
    pub(crate) fn called(&self) -> Vec<(&Written, &Written)> {
        self.teachers.iter().flat_map(StaffTeachers::called).collect()
    }

    /// Row formulas.
    pub(crate) fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let (schools, need) = (&self.schools, &self.need);
        let conditions = [&schools.list, &need.list].into_iter();
        let conditions =
            conditions.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)));
        let numbers = [
            (&schools.held, &schools.list.register, Gives::Number),
            (&need.pupils, &need.list.register, Gives::Number),
            (&need.least, &need.list.register, Gives::Number),
        ];
        let standards = self.standards.iter().map(|one| (&one.per, &need.list.register, Gives::Number));
        let teachers = self.teachers.iter().flat_map(|one| one.formulas(&need.list.register));
        conditions.chain(numbers).chain(standards).chain(teachers).collect()
    }
}
