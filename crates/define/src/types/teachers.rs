//! Teachers of a plan of people: who teaches which subject where, who may be moved how far, how many must go.

use super::{Gives, List};
use crate::Written;

/// Teachers, a row each, and what schools need of every subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffTeachers {
    /// The rows of the year.
    pub list: List,
    /// Field: the school.
    pub school: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Field: the subject.
    pub subject: Written,
    /// Field: where the teacher lives, as ways name it.
    pub home: Written,
    /// Row formula: whether it is a backbone teacher (骨干).
    pub backbone: Written,
    /// Row formula: whether the teacher has been there long enough to be moved.
    pub movable: Written,
    /// Row formula: for how much of a move a teacher who may be moved counts.
    pub share: Written,
    /// Row formula: for how much of a backbone teacher a teacher who is moved counts.
    pub backbones: Written,
    /// What a school lies in, as ways name it.
    pub places: StaffPlaces,
    /// Ways that are short enough.
    pub reach: StaffReach,
    /// Subjects with what a stage of a school needs of each.
    pub subjects: Vec<StaffSubject>,
}

/// Where schools lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPlaces {
    /// The rows.
    pub list: List,
    /// Field: what names the school.
    pub place: Written,
    /// Field: what it lies in.
    pub within: Written,
}

/// Ways from home to school, as long there as back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffReach {
    /// The rows; its condition says which are short enough.
    pub list: List,
    /// Field: the one place.
    pub from: Written,
    /// Field: the other.
    pub to: Written,
    /// Row formula: minutes, a plain whole number.
    pub minutes: Written,
}

/// A subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSubject {
    /// What it is called, as teachers' rows have it.
    pub name: String,
    /// Row formula over stages of schools: teachers needed by the hours taught, a plain number.
    pub need: Written,
}

impl StaffTeachers {
    /// Registers with the fields that it names.
    pub(crate) fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        vec![
            (&self.list.register, vec![&self.school, &self.stage, &self.subject, &self.home]),
            (&self.places.list.register, vec![&self.places.place, &self.places.within]),
            (&self.reach.list.register, vec![&self.reach.from, &self.reach.to]),
        ]
    }

    /// Fields that say where somebody lives or something lies.
    pub(crate) fn called(&self) -> Vec<(&Written, &Written)> {
        let (places, own) = (&self.places, &self.list.register);
        vec![(own, &self.home), (&places.list.register, &places.within)]
    }

    /// Row formulas; `need` is the register of stages of schools.
    pub(crate) fn formulas<'p>(&'p self, need: &'p Written) -> Vec<(&'p Written, &'p Written, Gives)> {
        let own = &self.list.register;
        let lists = [&self.list, &self.places.list, &self.reach.list].into_iter();
        let conditions =
            lists.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)));
        let numbers = [
            (&self.backbone, own, Gives::Truth),
            (&self.movable, own, Gives::Truth),
            (&self.share, own, Gives::Number),
            (&self.backbones, own, Gives::Number),
            (&self.reach.minutes, &self.reach.list.register, Gives::Number),
        ];
        let subjects = self.subjects.iter().map(|one| (&one.need, need, Gives::Number));
        conditions.chain(numbers).chain(subjects).collect()
    }
}
