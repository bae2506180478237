//! The cases of a loop, each with its steps and its course.

use super::signing::Signing;
use crate::{Record, Records};
use define::house::{Extension, Step};
use define::{Date, Loop, Stage};
use ledger::flow::read_content;
use ledger::loops::{Course, Taken, Tally, Times, course, months_before, tally};
use ledger::{Calendar, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The cases of a loop on a day.
#[derive(Debug)]
pub struct Cases<'r> {
    /// The loop.
    pub definition: &'r Loop,
    /// The day.
    pub day: Date,
    /// The calendar that tells worked days.
    pub calendar: Arc<Calendar>,
    /// The cases opened up to the day, in the order of their rows.
    pub list: Vec<Case<'r>>,
}

/// A case with its steps up to the day.
#[derive(Clone, Debug)]
pub struct Case<'r> {
    /// Its row.
    pub record: Record<'r>,
    /// Its number (案号).
    pub id: String,
    /// The day on which it was opened.
    pub opened: Date,
    /// The unit that answers; empty when the loop names none.
    pub unit: String,
    /// The source that found it.
    pub source: String,
    /// The group within which its unit is compared.
    pub group: String,
    /// Its steps, by number.
    pub taken: Vec<Taken>,
    /// Its extensions: number, day of approval, new day.
    pub(super) extensions: Vec<(u64, Date, Date)>,
    /// What became of it.
    pub course: Course,
    /// The earlier case that came back with it.
    pub recurs: Option<String>,
}

impl Case<'_> {
    /// Worked days overdue on a day; none when in time or closed.
    pub fn overdue(&self, calendar: &Calendar, day: Date) -> Option<u32> {
        self.course.overdue(calendar, day)
    }
}

impl<'r> Cases<'r> {
    /// The cases of a loop as they stood on a day; only those of some numbers when `only` is given.
    pub fn of(
        definition: &'r Loop,
        records: &'r Records,
        day: Date,
        only: Option<&BTreeSet<String>>,
    ) -> Self {
        let calendar = records.calendar();
        let wanted = |id: &str| only.is_none_or(|only| only.contains(id));
        let mut steps = steps(definition, records, &wanted, day);
        let mut extensions: BTreeMap<String, Vec<(u64, Date, Date)>> = BTreeMap::new();
        for record in records.of_house(&Extension::HOUSE) {
            if !record.says(&Extension::FORM, &definition.head.id) {
                continue;
            }
            let extension = Extension::read(&record);
            let (Some(approved), Some(until)) = (extension.approved, extension.until) else { continue };
            if approved <= day {
                extensions.entry(extension.matter).or_default().push((record.number, approved, until));
            }
        }
        let mut list = Vec::new();
        let mine = |record: &Record<'_>| match definition.case.id.as_ref().and_then(|id| record.value(id)) {
            Some(Value::Text(id)) => wanted(id),
            _ => wanted(&case_id(definition, record)),
        };
        let cases = records.chosen_among(&definition.case.list, mine);
        for record in cases {
            let id = case_id(definition, &record);
            let Some(opened) = record.date(&definition.case.opened).filter(|opened| *opened <= day) else {
                continue;
            };
            let taken = steps.remove(&id).unwrap_or_default();
            let extensions = extensions.remove(&id).unwrap_or_default();
            let course = coursed(definition, records, &calendar, (&record, opened, day), &taken, &extensions);
            let field = |field: &Option<define::Written>| {
                field.as_ref().map(|field| record.text(field)).unwrap_or_default()
            };
            let case = &definition.case;
            list.push(Case {
                unit: field(&case.unit),
                source: field(&case.source),
                group: field(&case.group),
                record,
                id,
                opened,
                taken,
                extensions,
                course,
                recurs: None,
            });
        }
        let mut cases = Cases { definition, day, calendar, list };
        cases.notice_recurrence();
        cases
    }

    /// Marks each case with the latest earlier one that agrees with it in the fields of the definition.
    fn notice_recurrence(&mut self) {
        let Some(recur) = &self.definition.recur else { return };
        let mut earlier: BTreeMap<Vec<String>, Vec<(Date, String)>> = BTreeMap::new();
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|at| (self.list[*at].opened, self.list[*at].record.number));
        for at in order {
            let case = &self.list[at];
            let same: Vec<String> = recur.same.iter().map(|field| case.record.text(field)).collect();
            if same.iter().any(String::is_empty) {
                continue;
            }
            let since = months_before(case.opened, recur.months);
            let before = earlier.entry(same).or_default();
            let last = before.iter().rfind(|(opened, _)| *opened >= since).map(|(_, id)| id.clone());
            before.push((case.opened, case.id.clone()));
            self.list[at].recurs = last;
        }
    }

    /// Found, closed and overdue by a word of each case.
    pub fn tally<'c>(&'c self, word: impl Fn(&'c Case<'r>) -> &'c str) -> BTreeMap<String, Tally> {
        let words = self.list.iter().map(|case| (word(case), &case.course));
        tally(self.definition, &self.calendar, words, self.day)
    }
}

impl<'r> Cases<'r> {
    /// A case as it will be when further steps are done.
    pub fn after(&self, records: &Records, case: &Case<'r>, next: &[Taken]) -> Case<'r> {
        let taken: Vec<Taken> = case.taken.iter().chain(next).cloned().collect();
        let at = (&case.record, case.opened, self.day);
        let course = coursed(self.definition, records, &self.calendar, at, &taken, &case.extensions);
        Case { taken, course, ..case.clone() }
    }
}

/// The course of a case, opened on a day and looked at on another.
fn coursed(
    definition: &Loop,
    records: &Records,
    calendar: &Calendar,
    (record, opened, day): (&Record<'_>, Date, Date),
    taken: &[Taken],
    extensions: &[(u64, Date, Date)],
) -> Course {
    let due = |stage: &Stage| Some((stage.name.clone(), record.date(stage.due.as_ref()?)?));
    let dues = definition.stages.iter().filter_map(due).collect();
    let signs = definition.signs();
    let unit = definition.case.unit.as_ref().map(|field| record.text(field)).unwrap_or_default();
    let signing = signs.then(|| Signing::of(definition, &records.rights(), record, unit)).flatten();
    let signers = signing.as_ref().map(|signing| signing.signers(day));
    course(definition, &Times { calendar, opened, dues: &dues, extensions, signers }, taken)
}

/// The number of a case.
pub fn case_id(definition: &Loop, record: &Record<'_>) -> String {
    match &definition.case.id {
        Some(field) => record.text(field),
        None => record.row.key(record.register).unwrap_or_default(),
    }
}

/// The steps of a loop up to a day by the number of their case, each in the order of their own numbers.
fn steps(
    definition: &Loop,
    records: &Records,
    wanted: &dyn Fn(&str) -> bool,
    day: Date,
) -> BTreeMap<String, Vec<Taken>> {
    let mut steps: BTreeMap<String, Vec<Taken>> = BTreeMap::new();
    let speaking =
        records.pack().register(Step::HOUSE.register).and_then(|steps| steps.field(Step::LOOP.name));
    // Most steps are of other loops: where the field stands is looked for once.
    let of_it = |record: &Record<'_>| match speaking.and_then(|(at, _)| record.row.values.get(at)?.as_ref()) {
        Some(Value::Text(word)) => *word == definition.head.id,
        _ => false,
    };
    for record in records.of_house(&Step::HOUSE) {
        if !of_it(&record) || record.date(&Step::DAY).is_some_and(|on| on > day) {
            continue;
        }
        let id = record.text(&Step::CASE);
        if wanted(&id) {
            steps.entry(id).or_default().push(taken(&record));
        }
    }
    steps.values_mut().for_each(|steps| steps.sort_by_key(|step| (step.nth, step.number)));
    steps
}

fn taken(record: &Record<'_>) -> Taken {
    let step = Step::read(record);
    Taken {
        number: record.number,
        nth: step.nth.and_then(|nth| i64::try_from(nth).ok()).unwrap_or(0),
        step: step.step,
        day: step.day,
        by: step.by,
        role: step.role,
        evidence: step.evidence,
        basis: step.basis,
        note: step.note,
        to: step.to,
        stead: step.stead,
        seen: read_content(&step.seen),
    }
}
