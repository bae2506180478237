//! Loops over records: the cases of a loop with their courses, and what speaks against rows just written.

mod against;
mod cases;
mod doer;
mod follows;
mod openings;
mod ranks;
mod signing;
mod taken_off;

use super::{Keys, Practice, Reach, Shown, Written};
use crate::Records;
use define::house::{Extension, Step};
use define::{Date, Form, Loop, Pack, Written as Formula};
use finding::Finding;
use ledger::flow::{Task, Why};
use std::collections::BTreeSet;

pub use cases::{Case, Cases, case_id};
pub use follows::follows;
pub use openings::{Opened, openings};
pub use ranks::{GroupRanks, ranks};
pub use signing::content;

impl Practice for Loop {
    fn shown(&self, records: &Records, today: Date) -> Shown {
        let cases = Cases::of(self, records, today, None);
        let each = |words: &dyn Fn(&Case<'_>) -> Option<String>| -> Vec<String> {
            let told = cases.list.iter().filter_map(|case| Some((case, words(case)?)));
            told.map(|(case, words)| format!("{}：{words}", case.id)).collect()
        };
        let overdue = |case: &Case<'_>| case.overdue(&cases.calendar, today);
        let sources = cases.tally(|case| &case.source).into_iter().map(|(source, tally)| {
            let source = if source.is_empty() { "全部".to_owned() } else { source };
            format!(
                "{source}：查出{}，办结{}，按期{}，超期{}",
                tally.found, tally.closed, tally.in_time, tally.overdue
            )
        });
        let ranked = ranks(self, &cases).into_iter().flat_map(|ranks| {
            let quarter = format!("{}年第{}季度{}", ranks.year, ranks.quarter, ranks.group);
            let words = move |place: ledger::loops::Place| {
                format!("{quarter}：第{}名{}", place.place, place.standing.unit)
            };
            ranks.places.into_iter().map(words).collect::<Vec<_>>()
        });
        Shown::from([
            ("stages", each(&|case| Some(case.course.stage().to_owned()))),
            ("tasks", tasks(&cases)),
            ("deadlines", each(&|case| Some(case.course.deadline()?.to_string()))),
            ("overdue", each(&|case| Some(format!("{}个工作日", overdue(case)?)))),
            ("closed", each(&|case| Some(case.course.closed(self)?.to_string()))),
            ("late", each(&|case| (!case.course.in_time(today)).then(|| "曾超期".to_owned()))),
            ("escalated", each(&|case| Some(self.escalated(overdue(case))?.to_owned()))),
            ("recurring", each(&|case| case.recurs.clone())),
            ("sources", sources.collect()),
            ("opens", openings(self, records).into_iter().map(|opened| opened.id).collect()),
            ("ranks", ranked.collect()),
        ])
    }

    fn heeds(&self, written: &Written) -> bool {
        let heeded = [Step::HOUSE.register, Extension::HOUSE.register, &self.case.list.register.text];
        heeded.into_iter().any(|register| written.touches(register))
    }

    fn against(&self, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
        against::against(self, records, written, today)
    }

    fn concerned(&self, records: &Records, written: &Written) -> bool {
        against::concerned(self, records, written)
    }

    fn reach(&self, records: &Records, written: &Written) -> Reach {
        steps_of(self, records.pack(), &against::cases(self, records, written))
    }
}

/// Whose task each case is, by the seats that wait.
fn tasks(cases: &Cases<'_>) -> Vec<String> {
    let each = cases.list.iter().flat_map(|case| case.course.tasks.iter().map(move |task| (case, task)));
    let told = |(case, task): (&Case<'_>, &Task)| {
        let vacant = match task.landing.why {
            Why::Above => "（代空缺的席位）",
            Why::Nobody => "没有人可办，要任职",
            _ => "",
        };
        format!("{}：{}{vacant}", case.id, task.landing.persons.join("或"))
    };
    each.map(told).collect()
}

/// Under which keys the steps of some cases of a loop lie. Nothing is said of them, and so all are looked at, where a condition
/// of the loop itself goes through the steps of whatever cases.
pub fn steps_of(definition: &Loop, pack: &Pack, cases: &BTreeSet<String>) -> Reach {
    let program = &pack.program;
    let steps = Step::HOUSE.register;
    let gathers = |written: &Formula| {
        program.row(written).is_none_or(|formula| {
            let reach = program.reach(pack, &formula.depends());
            reach.wide || reach.fields.contains_key(steps)
        })
    };
    if definition.formulas().into_iter().any(|(written, ..)| gathers(written)) {
        return Reach::new();
    }
    let key = |case: &String| {
        let (of, case) = (ledger::key_part(&definition.head.id), ledger::key_part(case));
        Keys::Beginning(format!("{of}/{case}/"))
    };
    Reach::from([(steps.to_owned(), cases.iter().map(key).collect())])
}
