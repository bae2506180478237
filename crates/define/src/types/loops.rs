//! Loops (环): a case through named stages until closed.
//!
//! A case (案件) is a row of a register of cases, its steps (步) are rows of the register 办理步骤. The stage that a case
//! is in is found by going through its steps, never typed.

use super::{Does, Form, FormHead, Gives, List, OF_RIGHTS, Signing};
use crate::house::{CalendarDay, Edition, Extension, House, Step};
use crate::{Date, Pack, WorkTable, Written};

/// A definition of a case through named stages until closed (环).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// What it says of itself.
    pub head: FormHead,
    /// Where its cases stand.
    pub case: LoopCase,
    /// The stage in which a case begins.
    pub first: String,
    /// The stages, in the order in which they are shown.
    pub stages: Vec<Stage>,
    /// What can be done.
    pub steps: Vec<LoopStep>,
    /// To whom an overdue case goes, by worked days overdue, in rising order.
    pub escalate: Vec<Escalation>,
    /// When a case counts as come back.
    pub recur: Option<Recurrence>,
    /// Where the laws stand that a step may cite.
    pub law: Option<LoopLaw>,
    /// Rows of other registers that open a case.
    pub opens: Vec<Opening>,
    /// How units are ranked by quarter.
    pub rank: Option<Ranking>,
    /// Whether only those named see more than that it exists and how many cases it has.
    pub restricted: bool,
}

/// Where the cases of a loop stand: a register and what its fields are to the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopCase {
    /// The rows that are cases of this loop.
    pub list: List,
    /// The field with the number of the case (案号); the row's key when not written.
    pub id: Option<Written>,
    /// The field with the day on which it was opened.
    pub opened: Written,
    /// The field with the unit that answers.
    pub unit: Option<Written>,
    /// The field with the source that found it.
    pub source: Option<Written>,
    /// The field with the group within which units are compared.
    pub group: Option<Written>,
    /// The field, yes or no, that says whether the case is shown only as one of a number.
    pub sensitive: Option<Written>,
}

/// A stage of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name: 整改中.
    pub name: String,
    /// Worked days (工作日) within which it must be left, the day of entering not counted.
    pub days: Option<u32>,
    /// The field of the case with the day by which it must be left.
    pub due: Option<Written>,
    /// Whether a case in it is closed.
    pub closed: bool,
    /// Who signs in it (会签); none where any step that leads on does.
    pub sign: Option<Signing>,
}

/// A step that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopStep {
    /// Its name: 复核销号.
    pub name: Written,
    /// Stages from which it can be done.
    pub from: Vec<String>,
    /// The stage to which it leads; for one that does not lead on, the stage itself.
    pub to: String,
    /// What it does with the tasks of a stage in which is signed.
    pub does: Does,
    /// Roles in which it can be done; any when empty.
    pub role: Vec<String>,
    /// Whether material must be given (材料).
    pub evidence: bool,
    /// Whether a legal basis must be cited (依据).
    pub basis: bool,
    /// Whether a reason must be given (说明).
    pub reason: bool,
    /// Whether the time of the stage begins anew, as with a visit that is due again and again.
    pub renews: bool,
    /// In which register the person who does it must stand on that day; anybody in the role without.
    pub by: Option<Doers>,
    /// Steps whose doers cannot do this one: closer is not fixer.
    pub other_than: Vec<String>,
    /// Steps that others must have done before, in the present stay in the stage.
    pub after: Vec<Before>,
    /// What must hold of the case: a row formula that is yes or no.
    pub when: Option<Written>,
    /// Fields of the case that follow from the step, each with the field of 办理步骤 that it repeats.
    pub sets: Vec<(Written, String)>,
    /// Fields of the case that follow from the step, each with its text.
    pub marks: Vec<(Written, String)>,
    /// Fields of the case that the step empties.
    pub clears: Vec<Written>,
}

/// The persons who can do a step: those whom a register names on the day of the step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doers {
    /// The rows.
    pub list: List,
    /// The field with the name of the person.
    pub person: Written,
    /// The field with the first day; from ever without.
    pub from: Option<Written>,
    /// The field with the last day; for ever without.
    pub to: Option<Written>,
}

/// A step that must have been done before, by so many different persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// The step.
    pub step: String,
    /// Different persons who did it.
    pub actors: u32,
}

/// To whom a case goes when it is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Worked days overdue from which it goes there.
    pub after: u32,
    /// The post: 分管副区长.
    pub to: String,
}

/// When a case counts as come back (复发): an earlier case agrees in these fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// Fields in which both agree: the place, the kind.
    pub same: Vec<Written>,
    /// How many months back the earlier one may be opened.
    pub months: u32,
}

/// Where laws stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopLaw {
    /// The register.
    pub list: List,
    /// The field with the name that 依据 cites.
    pub name: Written,
    /// The field with the day from which it is in force.
    pub from: Written,
    /// The field with the last day on which it is in force.
    pub until: Option<Written>,
    /// The field of the case with the day of the act to which the law is applied; the day of the step when not written.
    pub act: Option<Written>,
}

/// Rows of another register that open a case each (立案).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The rows.
    pub list: List,
    /// Prefix of the case number; the key of the row follows.
    pub prefix: String,
    /// Fields of the case with the field of the row that each repeats; plain words say what a reference calls.
    pub copy: Vec<(Written, Written)>,
    /// Fields of the case with the text of each.
    pub fixed: Vec<(Written, String)>,
    /// Fields of the case that hold the day so many days after it was opened.
    pub days: Vec<(Written, u32)>,
    /// Of whom one case each is opened; one of the row alone without.
    pub each: Option<EachOf>,
}

/// Everybody of whom a row opens a case (每个单位一件): the rows of a list as they stand on the day of the opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EachOf {
    /// The rows; the number of the case ends with the value of `name`.
    pub list: List,
    /// The field that tells them apart.
    pub name: Written,
    /// Fields of the case with the field of the list that each repeats.
    pub copy: Vec<(Written, Written)>,
    /// Fields of the list with the field of the opening row that says which of them are meant, several of its words parted by 、; all of them where it is
    /// empty.
    pub alike: Vec<(Written, Written)>,
}

/// How units are ranked within their group, quarter by quarter (赛马比拼).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Whether the place after two that are equal is left out: 1, 1, 3. Otherwise 1, 1, 2.
    pub skips: bool,
}

impl Loop {
    /// A stage by name.
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.name == name)
    }

    /// A step by name.
    pub fn step(&self, name: &str) -> Option<&LoopStep> {
        self.steps.iter().find(|step| step.name.text == name)
    }

    /// Whether its cases are reports that were put forward.
    pub fn is_of_reports(&self) -> bool {
        self.case.list.register.text == Edition::HOUSE.register
    }

    /// Whether somebody signs in its stages.
    pub fn signs(&self) -> bool {
        self.stages.iter().any(|stage| stage.sign.is_some())
    }

    /// The stages in which is signed, in the order in which a case passes them.
    pub fn chain(&self) -> impl Iterator<Item = &Stage> {
        let mut at = Some(self.first.as_str());
        let next = move || {
            let stage = self.stage(at?).filter(|stage| stage.sign.is_some())?;
            at = self.ways(&stage.name).find(|step| step.does == Does::Signs).map(|step| step.to.as_str());
            Some(stage)
        };
        // A definition that leads in a circle was refused; going through it ends all the same.
        std::iter::from_fn(next).take(self.stages.len())
    }

    /// Whether a case in this stage is closed.
    pub fn closes(&self, stage: &str) -> bool {
        self.stage(stage).is_some_and(|stage| stage.closed)
    }

    /// The highest post that a case so many worked days overdue goes to; `overdue` is none for a case in time.
    pub fn escalated(&self, overdue: Option<u32>) -> Option<&str> {
        let overdue = overdue?;
        let reached = self.escalate.iter().rfind(|rung| rung.after <= overdue);
        reached.map(|rung| rung.to.as_str())
    }

    /// Every step that can be done from a stage.
    pub fn ways<'l>(&'l self, stage: &'l str) -> impl Iterator<Item = &'l LoopStep> {
        self.steps.iter().filter(move |step| step.from.iter().any(|from| from == stage))
    }
}

impl LoopLaw {
    /// Whether a law of these days is in force on a day.
    pub fn in_force(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
        from.is_some_and(|from| from <= day) && until.is_none_or(|until| day <= until)
    }
}

impl Form for Loop {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::CASE
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::loops(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let case = &self.case;
        let mut fields: Vec<&Written> = vec![&case.opened];
        fields
            .extend([&case.id, &case.unit, &case.source, &case.group, &case.sensitive].into_iter().flatten());
        fields.extend(self.stages.iter().filter_map(|stage| stage.due.as_ref()));
        fields
            .extend(self.stages.iter().filter_map(|stage| stage.sign.as_ref()).flat_map(|sign| &sign.named));
        for step in &self.steps {
            fields.extend(step.sets.iter().chain(&step.marks).map(|(field, _)| field));
            fields.extend(&step.clears);
        }
        fields.extend(self.recur.iter().flat_map(|recur| &recur.same));
        fields.extend(self.law.iter().filter_map(|law| law.act.as_ref()));
        let mut names = Vec::new();
        for opening in &self.opens {
            fields.extend(opening.copy.iter().map(|(field, _)| field));
            fields.extend(opening.fixed.iter().map(|(field, _)| field));
            fields.extend(opening.days.iter().map(|(field, _)| field));
            let mut of_row: Vec<&Written> = opening.copy.iter().map(|(_, from)| from).collect();
            if let Some(each) = &opening.each {
                fields.extend(each.copy.iter().map(|(field, _)| field));
                of_row.extend(each.alike.iter().map(|(_, row)| row));
                let of_each = each.copy.iter().map(|(_, from)| from);
                let of_each = of_each.chain(each.alike.iter().map(|(of, _)| of)).chain([&each.name]);
                names.push((&each.list.register, of_each.collect()));
            }
            names.push((&opening.list.register, of_row));
        }
        if let Some(law) = &self.law {
            let mut of_law = vec![&law.name, &law.from];
            of_law.extend(&law.until);
            names.push((&law.list.register, of_law));
        }
        for doers in self.steps.iter().filter_map(|step| step.by.as_ref()) {
            let fields = std::iter::once(&doers.person).chain(&doers.from).chain(&doers.to);
            names.push((&doers.list.register, fields.collect()));
        }
        names.push((&case.list.register, fields));
        names
    }

    /// Whether a case came back is seen beside other cases.
    fn lines(&self, _pack: &Pack, _family: &str) -> Vec<(String, String)> {
        let Some(id) = self.case.id.as_ref().filter(|_| self.recur.is_none()) else { return Vec::new() };
        let house = [(Step::HOUSE, Step::CASE), (Extension::HOUSE, Extension::MATTER)];
        let house = house.map(|(house, case)| (house.register.to_owned(), case.name.to_owned()));
        [(self.case.list.register.text.clone(), id.text.clone())].into_iter().chain(house).collect()
    }

    fn house(&self) -> Vec<House> {
        let own = [Step::HOUSE, Extension::HOUSE].into_iter();
        let signs = self.signs();
        own.chain(OF_RIGHTS.into_iter().filter(|_| signs)).collect()
    }

    /// Days are counted as they are worked, whatever the terms.
    fn calendar(&self) -> Vec<House> {
        vec![CalendarDay::KINDS]
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let case = &self.case.list;
        let lists = std::iter::once(case).chain(self.opens.iter().map(|opening| &opening.list));
        let lists = lists.chain(self.opens.iter().filter_map(|opening| Some(&opening.each.as_ref()?.list)));
        let lists = lists.chain(self.law.iter().map(|law| &law.list));
        let lists = lists.chain(self.steps.iter().filter_map(|step| Some(&step.by.as_ref()?.list)));
        let mut formulas: Vec<_> =
            lists.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth))).collect();
        let when = self.steps.iter().filter_map(|step| step.when.as_ref());
        formulas.extend(when.map(|when| (when, &case.register, Gives::Truth)));
        formulas
    }
}
