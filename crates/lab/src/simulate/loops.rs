//! Loops in a simulation: cases opened and moved by random steps, and a naive going through of what was taken.

use super::player::Player;
use super::rows::{cell, person};
use crate::failure::Failure;
use define::{Loop, LoopStep, Pack, Register};
use office::Given;
use std::collections::BTreeMap;

/// A case as the naive reader sees it: the stage it is in, and who did what since it was last open anew.
struct Course {
    stage: String,
    done: Vec<(String, String)>,
    steps: usize,
    /// Who closed it though he had done what the closer must not have done.
    own: Option<String>,
}

/// Opens a case, moves one at random, or tries to close one's own.
pub fn act(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    let Some(one) = player.chance.pick(&pack.forms.loops) else { return Ok(()) };
    let register = &one.case.list.register.text;
    let cases = cases(player, &pack, one);
    if cases.is_empty() || player.chance.percent(25) {
        player.count("环：立案");
        let mut set = vec![(one.case.opened.text.as_str(), player.today.to_string())];
        // What follows from steps is empty while there are none.
        let follows = one.steps.iter().flat_map(|step| {
            step.sets.iter().map(|(field, _)| field).chain(step.marks.iter().map(|(field, _)| field))
        });
        set.extend(follows.map(|field| (field.text.as_str(), String::new())));
        player.record(register, &set)?;
        return Ok(());
    }
    let Some(case) = player.chance.pick(&cases).cloned() else { return Ok(()) };
    let course = course(player, one, &case);
    let ways: Vec<&LoopStep> = one.ways(&course.stage).collect();
    let own = ways.iter().find_map(|step| Some((*step, fixer(&course, step)?)));
    if let (Some((step, fixer)), true) = (own, player.chance.percent(35)) {
        player.count("环：销自己的号");
        let rows = [row(player, one, step, &case, course.steps + 1, &fixer, true)];
        return player.forbid(&rows, &fixer, &format!("“{}”{case}由整改人{fixer}销号", one.head.name));
    }
    let step = match player.chance.percent(80) {
        true => player.chance.pick(&ways).copied(),
        false => player.chance.pick(&one.steps),
    };
    let Some(step) = step else { return Ok(()) };
    player.count("环：办理");
    let (fit, who) = (player.chance.percent(85), person(&mut player.chance));
    let mut rows = vec![row(player, one, step, &case, course.steps + 1, &who, fit)];
    rows.extend(followed(player, &pack, one, step, &case, &rows[0]));
    player.give(&rows, &who)?;
    Ok(())
}

/// A step as a row; `fit`: in a role that may, with what must be given.
fn row(
    player: &mut Player,
    one: &Loop,
    step: &LoopStep,
    case: &str,
    number: usize,
    who: &str,
    fit: bool,
) -> Given {
    let role = match fit {
        true => player.chance.pick(&step.role).cloned().unwrap_or_else(|| "经办".to_owned()),
        false => "样例路人".to_owned(),
    };
    let (number, today) = (number.to_string(), player.today.to_string());
    let mut cells = vec![
        ("环", one.head.id.as_str()),
        ("案号", case),
        ("步次", &number),
        ("步骤", &step.name.text),
        ("日期", &today),
        ("经办人", who),
        ("角色", &role),
        ("数据性质", "样例"),
    ];
    if fit {
        cells.extend([("材料", "样例材料"), ("说明", "样例说明")]);
    }
    Given::new("办理步骤", &cells)
}

/// The row of the case as the step leaves it, where cells of it follow from the step.
fn followed(
    player: &Player,
    pack: &Pack,
    one: &Loop,
    step: &LoopStep,
    case: &str,
    given: &Given,
) -> Option<Given> {
    if step.sets.is_empty() && step.marks.is_empty() && step.clears.is_empty() {
        return None;
    }
    let register = pack.register(&one.case.list.register.text)?;
    let mut row = player.known.of(&register.name).find(|row| id(register, one, row) == case)?.clone();
    let mut put = |field: &str, text: &str| {
        row.cells.retain(|(name, _)| name != field);
        if !text.is_empty() {
            row.cells.push((field.to_owned(), text.to_owned()));
        }
    };
    step.sets.iter().for_each(|(field, from)| put(&field.text, cell(given, from)));
    step.marks.iter().for_each(|(field, text)| put(&field.text, text));
    step.clears.iter().for_each(|field| put(&field.text, ""));
    Some(row)
}

/// The number of a case.
fn id(register: &Register, one: &Loop, row: &Given) -> String {
    match &one.case.id {
        Some(field) => cell(row, &field.text).to_owned(),
        None => {
            let own = register.key.iter().filter(|key| register.period_field.as_ref() != Some(key));
            own.map(|key| cell(row, key)).collect::<Vec<_>>().join("/")
        }
    }
}

fn cases(player: &Player, pack: &Pack, one: &Loop) -> Vec<String> {
    let Some(register) = pack.register(&one.case.list.register.text) else { return Vec::new() };
    player.known.of(&register.name).map(|row| id(register, one, row)).collect()
}

/// Goes through the steps that were taken.
fn course(player: &Player, one: &Loop, case: &str) -> Course {
    let mut steps: BTreeMap<u64, &Given> = BTreeMap::new();
    for row in player.known.of("办理步骤") {
        if cell(row, "环") == one.head.id && cell(row, "案号") == case {
            steps.insert(cell(row, "步次").parse().unwrap_or(0), row);
        }
    }
    let mut course = Course { stage: one.first.clone(), done: Vec::new(), steps: steps.len(), own: None };
    for row in steps.values() {
        let Some(step) = one.step(cell(row, "步骤")) else { continue };
        let who = cell(row, "经办人").to_owned();
        let mine = course.done.iter().any(|(name, by)| step.other_than.contains(name) && *by == who);
        if mine && one.closes(&step.to) {
            course.own = Some(who.clone());
        }
        if one.closes(&course.stage) && !one.closes(&step.to) {
            course.done.clear();
        }
        course.done.push((step.name.text.clone(), who));
        course.stage = step.to.clone();
    }
    course
}

/// Who must not do this step, having done what it looks over.
fn fixer(course: &Course, step: &LoopStep) -> Option<String> {
    course.done.iter().rfind(|(name, _)| step.other_than.contains(name)).map(|(_, who)| who.clone())
}

/// No case was closed by its fixer.
pub fn check(player: &mut Player) {
    let pack = player.pack.clone();
    for one in &pack.forms.loops {
        for case in cases(player, &pack, one) {
            if let Some(who) = course(player, one, &case).own {
                player.violations.push(format!("“{}”的{case}由{who}自己销号", one.head.name));
            }
        }
    }
}
