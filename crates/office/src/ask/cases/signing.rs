//! Those who sign a case, as the doors show them.

use crate::view::{ChairState, ChairView};
use assess::loops::{Case, content};
use define::{Does, Loop};
use ledger::flow::{Chair, Task, Why};
use std::collections::BTreeSet;

/// For whom a case waits.
pub(super) fn with(case: &Case<'_>) -> Vec<String> {
    let persons: BTreeSet<&String> =
        case.course.tasks.iter().flat_map(|task| &task.landing.persons).collect();
    persons.into_iter().cloned().collect()
}

/// Those who sign, stage by stage.
pub(super) fn chairs(definition: &Loop, case: &Case<'_>) -> Vec<ChairView> {
    let Some(circulation) = &case.course.circulation else { return Vec::new() };
    let stages = definition.chain();
    let mut all = Vec::new();
    for (at, (stage, chairs)) in stages.zip(&circulation.chairs).enumerate() {
        for (nth, chair) in chairs.iter().enumerate() {
            let task =
                case.course.tasks.iter().find(|task| at == circulation.at && task.landing.chair == nth);
            all.push(view(&stage.name, chair, task, at < circulation.at));
        }
    }
    all
}

fn view(stage: &str, chair: &Chair, task: Option<&Task>, passed: bool) -> ChairView {
    let mark = chair.mark.as_ref();
    let state = match (mark, task) {
        (Some(mark), _) if mark.skipped.is_some() => ChairState::Skipped,
        (Some(_), _) => ChairState::Signed,
        (None, Some(task)) if task.landing.why == Why::Nobody => ChairState::Vacant,
        (None, Some(_)) if chair.returned => ChairState::Returned,
        (None, Some(_)) => ChairState::Waits,
        (None, None) if passed => ChairState::Spared,
        (None, None) => ChairState::Later,
    };
    let persons = match (mark, task) {
        (Some(mark), _) => vec![mark.by.clone()],
        (None, Some(task)) => task.landing.persons.clone(),
        (None, None) => chair.given.iter().cloned().collect(),
    };
    let stead: Vec<String> = match (mark, task) {
        (Some(mark), _) => mark.stead.iter().cloned().collect(),
        (None, Some(task)) => task.stand_ins.iter().map(|(_, taker)| taker.clone()).collect(),
        (None, None) => Vec::new(),
    };
    let seat = [chair.seat.role.as_str(), chair.seat.unit.as_str()];
    ChairView {
        stage: stage.to_owned(),
        seat: seat.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        state,
        persons,
        stead,
        added: chair.added.clone().unwrap_or_default(),
        before: mark.and_then(|mark| mark.skipped.clone()).unwrap_or_default(),
        above: task.is_some_and(|task| task.landing.why == Why::Above),
    }
}

/// Fields that say something else than when somebody last signed the case after it was filed.
pub(super) fn changed(definition: &Loop, case: &Case<'_>) -> Vec<String> {
    let signs = |step: &str| {
        let step = definition.step(step);
        step.is_some_and(|step| step.does == Does::Signs && !step.from.contains(&definition.first))
    };
    let signed = case.course.stands.iter().rev().map(|at| &case.taken[*at]);
    let Some(last) = signed.into_iter().find(|taken| signs(&taken.step) && !taken.seen.is_empty()) else {
        return Vec::new();
    };
    let now = content(definition, &case.record);
    let differs = now.iter().filter(|(field, says)| last.seen.get(*field) != Some(says));
    differs.map(|(field, _)| field.clone()).collect()
}
