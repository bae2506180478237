//! People moved (区管校聘): what each school needs by a standard, who is beyond need where, and the fewest moves that fill what lacks.

use super::bound::{Scenario, scenarios};
use super::numbers::parts;
use super::subjects::SubjectSheet;
use crate::{Record, Records};
use define::house::{PlanChoice, PlanScenario};
use define::{Date, List, Plan, PlanWork, StaffPlan, Written};
use finding::Finding;
use plan::model::{Layout, LayoutProof, Point, School, Section};
use std::collections::BTreeMap;

/// A school with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// What rows name it by.
    pub school: String,
    /// Its name.
    pub name: String,
    /// Town or country.
    pub area: String,
    /// The stage by which people are exchanged: the highest that it has.
    pub stage: String,
    /// People there.
    pub held: i64,
    /// People needed.
    pub needed: i64,
    /// How many come, and how many go.
    pub moves: (i64, i64),
    /// Number of the row of the school, and of those that make its need.
    pub rows: (u64, Vec<u64>),
}

impl StaffLine {
    /// Lacking before anybody moves.
    pub fn lacking(&self) -> i64 {
        (self.needed - self.held).max(0)
    }

    /// Beyond need before anybody moves.
    pub fn beyond(&self) -> i64 {
        (self.held - self.needed).max(0)
    }

    /// Lacking still.
    pub fn left(&self) -> i64 {
        self.lacking() - self.moves.0
    }
}

/// A scenario of people.
#[derive(Clone, Debug)]
pub struct StaffSheet {
    /// The scenario.
    pub scenario: Scenario,
    /// The standard that holds in it.
    pub standard: String,
    /// Every school.
    pub lines: Vec<StaffLine>,
    /// From which school to which, how many.
    pub moves: Vec<(usize, usize, i64)>,
    /// Teachers by subject; none where the plan counts people alone, or no row tells of any.
    pub subjects: Option<SubjectSheet>,
    /// The question, and the proof that all is filled, or that it cannot be.
    pub layout: Layout,
    /// The proof.
    pub proof: Option<LayoutProof>,
    /// What speaks against the rows; with an error nothing is moved.
    pub findings: Vec<Finding>,
}

impl StaffSheet {
    /// A scenario of a plan of people, by id or name; the adopted one without. None where there is no such.
    pub fn of(plan: &Plan, records: &Records, day: Date, scenario: Option<&str>) -> Option<StaffSheet> {
        let PlanWork::Staff(staff) = &plan.work else { return None };
        let all = scenarios(plan, records);
        let wanted = |one: &&Scenario| match scenario {
            Some(name) => one.says.id == name || one.says.name == name,
            None => one.says.state == PlanScenario::ADOPTED,
        };
        let scenario = all.iter().find(wanted)?.clone();
        let choices = records.of_house(&PlanChoice::HOUSE).map(|record| PlanChoice::read(&record));
        let forced: Vec<String> = choices
            .filter(|one| one.scenario == scenario.says.id && one.choice == PlanChoice::FORCED)
            .map(|one| one.measure)
            .collect();
        let standard = staff.standards.iter().find(|one| forced.contains(&one.name));
        let standard = standard.or(staff.standards.first())?;
        let mut findings = Vec::new();
        let lines = lines(staff, &standard.per, records, day.year, &mut findings);
        let mut sheet = moved(scenario, standard.name.clone(), lines, findings);
        let mut findings = Vec::new();
        sheet.subjects = SubjectSheet::of(staff, &sheet.lines, records, day.year, &mut findings);
        sheet.findings.append(&mut findings);
        Some(sheet)
    }

    /// Whether the proof holds, found by other code.
    pub fn held(&self) -> bool {
        self.proof.as_ref().is_some_and(|proof| plan::check_layout(proof, &self.layout).is_ok())
    }
}

fn lines(
    staff: &StaffPlan,
    per: &Written,
    records: &Records,
    year: i32,
    findings: &mut Vec<Finding>,
) -> Vec<StaffLine> {
    let (schools, need) = (&staff.schools, &staff.need);
    let of = |list: &List| records.chosen(list, records.standing_year(&list.register.text, year)).0;
    let stages = of(&need.list);
    let pupils = parts(records, (&need.list, &need.pupils), &stages, year, findings);
    let least = parts(records, (&need.list, &need.least), &stages, year, findings);
    let per = parts(records, (&need.list, per), &stages, year, findings);
    let mut needed: BTreeMap<String, (i64, String, Vec<u64>)> = BTreeMap::new();
    for row in &stages {
        let get = |all: &BTreeMap<u64, i64>| all.get(&row.number).copied().unwrap_or(0);
        let (pupils, least, per) = (get(&pupils), get(&least), get(&per));
        // Rounded up stage by stage: nobody is hired in parts.
        let by_pupils = if per == 0 { 0 } else { (pupils + per - 1) / per };
        let own = needed.entry(row.text(&need.school)).or_insert((0, String::new(), Vec::new()));
        own.0 += by_pupils.max((least + 9_999) / 10_000);
        own.1 = row.text(&need.stage);
        own.2.push(row.number);
    }
    let rows = of(&schools.list);
    let held = parts(records, (&schools.list, &schools.held), &rows, year, findings);
    let line = |row: &Record<'_>| {
        let (needed, stage, rows) = needed.get(&row.text(&schools.school))?.clone();
        Some(StaffLine {
            school: row.text(&schools.school),
            name: row.label(),
            area: row.text(&schools.area),
            stage,
            held: held.get(&row.number).copied().unwrap_or(0) / 10_000,
            needed,
            moves: (0, 0),
            rows: (row.number, rows),
        })
    };
    rows.iter().filter_map(line).collect()
}

/// The fewest moves: each fills a lacking post, within a stage, in the same area first.
fn moved(
    scenario: Scenario,
    standard: String,
    mut lines: Vec<StaffLine>,
    findings: Vec<Finding>,
) -> StaffSheet {
    let give: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].beyond() > 0).collect();
    let take: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].lacking() > 0).collect();
    let mut stages: Vec<&str> = lines.iter().map(|line| line.stage.as_str()).collect();
    stages.sort_unstable();
    stages.dedup();
    let kind = |line: &StaffLine| stages.iter().position(|stage| *stage == line.stage).unwrap_or(0);
    let section = |(nth, at): (usize, &usize)| {
        let line = &lines[*at];
        Section { name: line.name.clone(), kind: kind(line), school: nth, classes: line.beyond(), norm: 1 }
    };
    let point = |at: &usize| {
        let line = &lines[*at];
        let there = give.iter().enumerate().filter(|(_, from)| lines[**from].stage == line.stage);
        let reach = there.map(|(nth, from)| (nth, i64::from(lines[*from].area != line.area)));
        let (reach, pupils) = (reach.collect(), vec![line.lacking()]);
        Point { name: line.name.clone(), kind: kind(line), pupils, reach }
    };
    let layout = Layout {
        years: vec![2000],
        due: 0,
        points: take.iter().map(point).collect(),
        schools: give.iter().map(|at| School { name: lines[*at].name.clone(), limit: None }).collect(),
        sections: give.iter().enumerate().map(section).collect(),
        actions: Vec::new(),
        apart: Vec::new(),
    };
    let sound = findings.is_empty() && layout.sound().is_ok();
    let (mut proof, mut moves) = (None, Vec::new());
    if sound {
        proof = plan::solve_layout(&layout, &mut plan::Unhurried);
        let flows = plan::seat(&layout, 0, &[]).flows;
        moves = flows.into_iter().map(|(to, from, many)| (give[from], take[to], many)).collect();
    }
    for (from, to, many) in &moves {
        lines[*from].moves.1 += many;
        lines[*to].moves.0 += many;
    }
    StaffSheet { scenario, standard, lines, moves, subjects: None, layout, proof, findings }
}
