//! What is asked of plans (布): all with their scenarios, one scenario in full, and what it would be if something were decided
//! otherwise. What is only asked is laid over the rows of the reading and written nowhere.

use super::Reading;
use super::funds::is_of_money;
use super::placement::of as of_placement;
use crate::error::{Error, Result};
use crate::state::lay_over;
use crate::view::{
    EasingView, Known, MeasureView, MovedPoint, PlacesView, PlanEffect, PlanMapView, PlanSummary, PlanYear,
    PlansView, ScenarioOutlook, ScenarioView, SectionPlan, ShortageView, StaffMove, StaffSchool,
    StaffSummary, StaffView,
};
use assess::plan::{
    Outlook, PlacesSheet, Scenario, Shortage, StaffLine, StaffSheet, SubjectPost, rule_word, scenarios,
};
use assess::{Record, Records};
use define::house::{House, PlanChoice, PlanScenario};
use define::{Date, Form, Plan, PlanWork};
use ledger::{Row, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most names that one line of an answer gives.
const NAMES: usize = 8;
/// Most lines of what changes for whom.
const LINES: usize = 60;

/// What is asked of a scenario beyond its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// The scenario, by id or name; the adopted one without.
    pub scenario: Option<String>,
    /// Measures that must be done.
    pub force: Vec<String>,
    /// Measures that must be left alone.
    pub forbid: Vec<String>,
    /// What may be spent instead, in yuan.
    pub budget: Option<u64>,
}

impl WhatIf {
    /// Whether many ask it: a scenario as it stands, or with one thing decided otherwise, as the page offers it.
    pub(super) fn is_usual(&self) -> bool {
        self.force.len() + self.forbid.len() <= 1 && self.budget.is_none()
    }
}

/// A row that is laid over what is written: its register, its number, what it was, what it would be.
pub(super) struct Supposed {
    pub(super) register: String,
    pub(super) number: u64,
    pub(super) before: Option<Arc<Row>>,
    pub(super) after: Arc<Row>,
}

impl Reading {
    /// All plans with their scenarios on a day.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn plans(&self, day: Option<Date>) -> Result<Known<PlansView>> {
        let (pack, usual, day) = (self.pack(), day.is_none(), self.day(day)?);
        let needs = self.needing(pack.forms.plans.iter().map(|one| one as &dyn Form));
        self.known_when(usual, &format!("plans {day}"), needs, || {
            let mut plans = Vec::new();
            let layouts = pack.forms.plans.iter().filter(|plan| plan.places().is_some());
            for plan in layouts.filter(|plan| self.tells_plan(plan)) {
                plans.push(self.summary(plan, day)?);
            }
            let money = pack.forms.plans.iter().filter(|plan| is_of_money(plan) && self.tells_plan(plan));
            let funds = money.map(|plan| self.funds_summary(plan, day)).collect::<Result<_>>()?;
            let children = pack.forms.plans.iter().filter(|plan| of_placement(plan).is_some());
            let children = children.filter(|plan| self.tells_plan(plan));
            let placements = children.map(|plan| self.placement_summary(plan, day)).collect::<Result<_>>()?;
            let routes = self.plans_of_routes().map(|plan| crate::card::card(&plan.head)).collect();
            let people = pack.forms.plans.iter().filter(|plan| is_of_people(plan) && self.tells_plan(plan));
            let people = people.map(|plan| self.staff_summary(plan, day)).collect::<Result<Vec<_>>>()?;
            let people = people.into_iter().flatten().collect();
            Ok(PlansView { day: day.to_string(), plans, people, funds, placements, routes })
        })
    }

    /// A scenario of a plan (by id or name) in full.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a plan, a scenario or a measure that is not there.
    pub fn places(&self, plan: &str, day: Option<Date>, asked: &WhatIf) -> Result<Known<PlacesView>> {
        let (usual, plan, day) = (day.is_none() && asked.is_usual(), self.plan(plan)?, self.day(day)?);
        let key = format!("places {} {day} {asked:?}", plan.head.id);
        self.known_when(usual, &key, self.needing([plan as &dyn Form]), || {
            let sheet = self.solved(plan, day, asked)?;
            let effects = self.effects(&self.supposed(plan, asked)?)?;
            let ground = match plan.places() {
                Some(places) => sheet.ground(places, &self.supposing(plan, asked)?, day.year),
                None => Default::default(),
            };
            let mut view = whole(plan, &sheet, day, effects);
            view.map = self.map_of(&ground)?;
            Ok(view)
        })
    }

    /// The question of a scenario and its proof as texts, for whoever checks them elsewhere.
    ///
    /// # Errors
    /// As [`Reading::places`]; [`Error::Unknown`] too where nothing could be proven.
    pub fn places_papers(&self, plan: &str, day: Option<Date>, asked: &WhatIf) -> Result<(String, String)> {
        let (plan, day) = (self.plan(plan)?, self.day(day)?);
        let (question, proof) = self.solved(plan, day, asked)?.papers();
        let none = || Error::Unknown("没有证书：台账有错，或没有算完".to_owned());
        Ok((question, proof.ok_or_else(none)?))
    }

    pub(super) fn plan(&self, id: &str) -> Result<&Plan> {
        let plans = &self.pack().forms.plans;
        let Some(plan) = plans.iter().find(|plan| plan.is_named(id)) else {
            let names: Vec<&str> = plans.iter().map(|plan| plan.head.name.as_str()).collect();
            return Err(Error::Unknown(format!("没有规划“{id}”；现有 {}", names.join("、"))));
        };
        match self.tells_plan(plan) {
            true => Ok(plan),
            false => Err(Error::Denied(format!("“{}”不在所看的范围里", plan.head.name))),
        }
    }

    /// Whether all rows that it follows from are seen: of some of them another plan would follow.
    pub(super) fn tells_plan(&self, plan: &Plan) -> bool {
        let names = assess::registers_of(self.pack(), plan);
        self.sight.tells(self.pack(), None, names.iter().map(String::as_str))
    }

    fn summary(&self, plan: &Plan, day: Date) -> Result<PlanSummary> {
        let records = self.records(plan)?;
        let all = scenarios(plan, &records);
        let all = all.iter().filter(|one| one.says.state != PlanScenario::DROPPED);
        let sheets = all.filter_map(|one| PlacesSheet::of(plan, &records, day, Some(&one.says.id)));
        Ok(PlanSummary {
            card: crate::card::card(&plan.head),
            scenarios: sheets.map(|sheet| scenario_view(&sheet)).collect(),
        })
    }

    pub(super) fn solved(&self, plan: &Plan, day: Date, asked: &WhatIf) -> Result<PlacesSheet> {
        let records = self.supposing(plan, asked)?;
        let found = PlacesSheet::of(plan, &records, day, None);
        found.ok_or_else(|| Error::Unknown(format!("“{}”还没有采用的情景", plan.head.name)))
    }

    /// The rows that a plan looks at, with what is asked laid over them.
    fn supposing(&self, plan: &Plan, asked: &WhatIf) -> Result<Records> {
        self.supposing_rows(plan, asked, &self.supposed(plan, asked)?)
    }

    /// The same with these rows laid over.
    pub(super) fn supposing_rows(
        &self,
        plan: &Plan,
        asked: &WhatIf,
        supposed: &[Supposed],
    ) -> Result<Records> {
        let names = assess::registers_of(self.pack(), plan);
        let mut rows = self.state.rows_of(&self.store, &names)?;
        for one in supposed.iter().filter(|one| names.contains(&one.register)) {
            let rows = rows.entry(one.register.clone()).or_default();
            lay_over(rows, &[(one.number, Some(one.after.clone()))]);
        }
        let records = Records::new(self.pack().clone(), rows);
        let known = measures_of(plan, &records);
        match asked.force.iter().chain(&asked.forbid).find(|id| !known.contains(*id)) {
            Some(missing) => Err(Error::Unknown(format!("没有“{missing}”这一项可定"))),
            None => Ok(records),
        }
    }

    /// A scenario of a plan of people in full: `asked` decides a standard by forcing it.
    ///
    /// # Errors
    /// As [`Reading::places`].
    pub fn staff(&self, plan: Option<&str>, day: Option<Date>, asked: &WhatIf) -> Result<Known<StaffView>> {
        let first = self.pack().forms.plans.iter().find(|plan| is_of_people(plan));
        let first = first.map(|plan| plan.head.id.clone()).unwrap_or_default();
        let usual = day.is_none() && asked.is_usual();
        let (plan, day) = (self.plan(plan.unwrap_or(&first))?, self.day(day)?);
        if !is_of_people(plan) {
            return Err(Error::Unknown(format!("“{}”不是师资规划", plan.head.name)));
        }
        let key = format!("staff {} {day} {asked:?}", plan.head.id);
        self.known_when(usual, &key, self.needing([plan as &dyn Form]), || {
            let sheet = StaffSheet::of(plan, &self.supposing(plan, asked)?, day, None);
            let none = || Error::Unknown(format!("“{}”还没有采用的情景", plan.head.name));
            let effects = self.effects(&self.supposed(plan, asked)?)?;
            Ok(people(plan, &sheet.ok_or_else(none)?, day, effects))
        })
    }

    /// A plan of people in numbers, as adopted; none without an adopted scenario.
    fn staff_summary(&self, plan: &Plan, day: Date) -> Result<Option<StaffSummary>> {
        let sheet = StaffSheet::of(plan, &self.records(plan)?, day, None);
        let summary = |sheet: StaffSheet| {
            let posts = sheet.subjects.iter().flat_map(|of| &of.posts);
            let sum = |of: fn(&StaffLine) -> i64| sheet.lines.iter().map(of).sum();
            StaffSummary {
                card: crate::card::card(&plan.head),
                lacking: sum(StaffLine::lacking),
                left: sum(StaffLine::left),
                subjects_lacking: posts.clone().map(SubjectPost::lacking).sum(),
                subjects_left: posts.map(SubjectPost::left).sum(),
            }
        };
        Ok(sheet.map(summary))
    }

    /// The rows that would have to be otherwise for what is asked: the scenario adopted, measures decided, money given.
    pub(super) fn supposed(&self, plan: &Plan, asked: &WhatIf) -> Result<Vec<Supposed>> {
        let records = self.records(plan)?;
        let all = scenarios(plan, &records);
        let wanted = |one: &&Scenario| match &asked.scenario {
            Some(name) => one.says.id == *name || one.says.name == *name,
            None => one.says.state == PlanScenario::ADOPTED,
        };
        let Some(scenario) = all.iter().find(wanted) else {
            let names: Vec<&str> = all.iter().map(|one| one.says.name.as_str()).collect();
            let asked = asked.scenario.as_deref().unwrap_or(PlanScenario::ADOPTED);
            return Err(Error::Unknown(format!("没有“{asked}”的情景；现有 {}", names.join("、"))));
        };
        let mut out = Vec::new();
        for one in &all {
            let mut says = one.says.clone();
            says.state = match one.row == scenario.row {
                true => PlanScenario::ADOPTED.to_owned(),
                false if says.state == PlanScenario::ADOPTED => PlanScenario::COMPARED.to_owned(),
                false => continue,
            };
            if let (Some(budget), true) = (asked.budget, one.row == scenario.row) {
                says.budget = i64::try_from(budget).ok().map(Into::into);
            }
            if says != one.says {
                out.extend(self.suppose(PlanScenario::HOUSE, one.row, &says.write(), &records));
            }
        }
        let choices: Vec<Record<'_>> = records.of_house(&PlanChoice::HOUSE).collect();
        let decided = asked.force.iter().map(|id| (id, PlanChoice::FORCED));
        let decided = decided.chain(asked.forbid.iter().map(|id| (id, PlanChoice::FORBIDDEN)));
        for (nth, (measure, choice)) in (0u64..).zip(decided) {
            let says = PlanChoice {
                scenario: scenario.says.id.clone(),
                measure: measure.clone(),
                choice: choice.to_owned(),
            };
            let same = |row: &&Record<'_>| {
                let known = PlanChoice::read(*row);
                known.scenario == says.scenario && known.measure == says.measure
            };
            let number = choices.iter().find(same).map_or(u64::MAX - nth, |row| row.number);
            out.extend(self.suppose(PlanChoice::HOUSE, number, &says.write(), &records));
        }
        Ok(out)
    }

    fn suppose(
        &self,
        house: House,
        number: u64,
        cells: &[(&'static str, String)],
        records: &Records,
    ) -> Option<Supposed> {
        let register = self.pack().register(house.register)?;
        let before = records.numbered(house.register, number).map(|row| Arc::new(row.row.clone()));
        let empty = || Row { values: vec![None; register.fields.len()] };
        let mut after = before.as_ref().map_or_else(empty, |row| Row::clone(row));
        for (name, text) in cells {
            if let Some((at, field)) = register.field(name) {
                after.values[at] = Value::restore(field, text);
            }
        }
        Some(Supposed { register: house.register.to_owned(), number, before, after: Arc::new(after) })
    }
}

/// Whether a plan is one of people.
fn is_of_people(plan: &Plan) -> bool {
    matches!(plan.work, PlanWork::Staff(_))
}

/// Keys of everything that may be done.
fn measures_of(plan: &Plan, records: &Records) -> BTreeSet<String> {
    match &plan.work {
        PlanWork::Places(places) => {
            records.all(&places.actions.list.register.text).map(|row| row.id()).collect()
        }
        PlanWork::Staff(staff) => staff.standards.iter().map(|one| one.name.clone()).collect(),
        PlanWork::Funds(_) | PlanWork::Placement(_) | PlanWork::Routes(_) => BTreeSet::new(),
    }
}

fn outlook(outlook: Outlook) -> ScenarioOutlook {
    match outlook {
        Outlook::Proven => ScenarioOutlook::Proven,
        Outlook::Found => ScenarioOutlook::Found,
        Outlook::OverBudget => ScenarioOutlook::OverBudget,
        Outlook::Nothing => ScenarioOutlook::Nothing,
        Outlook::Open => ScenarioOutlook::Open,
        Outlook::Faulty => ScenarioOutlook::Faulty,
    }
}

pub(super) fn mean((length, pupils): (i64, i64)) -> i64 {
    if pupils == 0 { 0 } else { (length + pupils / 2) / pupils }
}

fn scenario_view(sheet: &PlacesSheet) -> ScenarioView {
    let (says, layout, proof) = (&sheet.scenario.says, &sheet.bound.layout, sheet.proof.as_ref());
    let left = |seated: &[_]| seated.last().map_or(0, |one: &assess::plan::Seating| one.left.iter().sum());
    ScenarioView {
        id: says.id.clone(),
        name: says.name.clone(),
        adopted: says.state == PlanScenario::ADOPTED,
        years: [layout.years[0], layout.years[layout.due], layout.years[layout.years.len() - 1]],
        budget: sheet.budget(),
        outlook: outlook(sheet.outlook),
        cost: proof.and_then(|proof| proof.cost),
        bound: proof.and_then(|proof| proof.bound),
        checked: sheet.held().is_some_and(|held| held.is_ok()),
        measures: sheet.done().map(|(_, one)| one.name.clone()).collect(),
        lacking: left(&sheet.seated),
        before: left(&sheet.before),
        way: sheet.seated.last().map_or(0, |last| mean(sheet.ways(last))),
    }
}

fn whole(plan: &Plan, sheet: &PlacesSheet, day: Date, effects: Vec<PlanEffect>) -> PlacesView {
    let unit = plan.places().map(|places| places.reach.unit.clone()).unwrap_or_default();
    let clash = sheet.clash();
    let easing = (!clash.is_empty()).then(|| sheet.easing());
    PlacesView {
        day: day.to_string(),
        card: crate::card::card(&plan.head),
        unit,
        scenario: scenario_view(sheet),
        years: years(sheet),
        measures: measures(sheet),
        shortages: sheet.shortages().iter().take(LINES).map(|one| shortage(sheet, one)).collect(),
        sections: sections(sheet),
        moved: moved(sheet),
        whom: super::whom::told(sheet),
        clash: clash.into_iter().map(|rule| rule_word(rule).to_owned()).collect(),
        easing: easing.map(|easing| EasingView { cost: easing.cost, norm: easing.norm }),
        spread: super::ground::spread(sheet),
        effects,
        findings: sheet.bound.findings.clone(),
        map: PlanMapView::default(),
    }
}

fn years(sheet: &PlacesSheet) -> Vec<PlanYear> {
    let layout = &sheet.bound.layout;
    let year = |(at, (now, before)): (usize, (&assess::plan::Seating, &assess::plan::Seating))| PlanYear {
        year: layout.years[at],
        due: at >= layout.due,
        pupils: layout.pupils(at),
        before: before.left.iter().sum(),
        lacking: now.left.iter().sum(),
        way: mean(sheet.ways(now)),
    };
    sheet.seated.iter().zip(&sheet.before).enumerate().map(year).collect()
}

fn measures(sheet: &PlacesSheet) -> Vec<MeasureView> {
    let layout = &sheet.bound.layout;
    let measure = |(at, one): (usize, &assess::plan::Measure)| MeasureView {
        id: one.id.clone(),
        name: one.name.clone(),
        kind: one.kind.clone(),
        stage: one.stage.clone(),
        year: one.year,
        seats: one.seats,
        cost: layout.actions[at].cost,
        taken: sheet.taken[at],
        decided: sheet.decided(at),
    };
    sheet.bound.measures.iter().enumerate().map(measure).collect()
}

fn shortage(sheet: &PlacesSheet, one: &Shortage) -> ShortageView {
    let layout = &sheet.bound.layout;
    ShortageView {
        year: layout.years[one.year],
        points: one.points.len(),
        names: one.points.iter().take(NAMES).map(|at| layout.points[*at].name.clone()).collect(),
        pupils: one.pupils,
        seats: one.seats,
        helps: one.helps.iter().map(|at| layout.actions[*at].name.clone()).collect(),
    }
}

/// Stages of schools that grow, shrink, or have pupils for whom there is no seat.
fn sections(sheet: &PlacesSheet) -> Vec<SectionPlan> {
    let layout = &sheet.bound.layout;
    let (Some(first), Some(last)) = (sheet.before.first(), sheet.seated.last()) else { return Vec::new() };
    let end = layout.years.len() - 1;
    let (was, now) = (sheet.held_by(first), sheet.held_by(last));
    let classes = layout.classes(end, &sheet.taken);
    let rooms = layout.rooms(end, &sheet.taken);
    let of = |(at, section): (usize, &assess::plan::Section)| SectionPlan {
        name: section.name.clone(),
        stage: sheet.bound.stages[section.kind].clone(),
        classes: [section.classes, classes[at]],
        pupils: [was[at].0 + was[at].1, now[at].0 + now[at].1],
        seats: rooms[at].min(layout.schools[section.school].limit.unwrap_or(i64::MAX)),
        lacking: now[at].1,
    };
    let all = layout.sections.iter().enumerate().map(of);
    all.filter(|one| one.classes[0] != one.classes[1] || one.lacking > 0).collect()
}

/// Who goes elsewhere in the last year than in the first with nothing done, most pupils first.
fn moved(sheet: &PlacesSheet) -> Vec<MovedPoint> {
    let layout = &sheet.bound.layout;
    let (Some(first), Some(last)) = (sheet.before.first(), sheet.seated.last()) else { return Vec::new() };
    let main = |seating: &assess::plan::Seating, point: usize| {
        let own = seating.flows.iter().filter(|(of, ..)| *of == point);
        own.max_by_key(|(_, section, pupils)| (*pupils, std::cmp::Reverse(*section))).copied()
    };
    let told = |point: usize, section: usize| {
        let way = layout.points[point].reach.iter().find(|(at, _)| *at == section).map_or(0, |(_, way)| *way);
        (layout.sections[section].name.clone(), way)
    };
    let of = |point: usize| {
        let (_, to, pupils) = main(last, point)?;
        let from = main(first, point).map(|(_, from, _)| from);
        (from != Some(to)).then(|| MovedPoint {
            point: layout.points[point].name.clone(),
            pupils,
            from: from.map(|from| told(point, from)),
            to: told(point, to),
        })
    };
    let mut all: Vec<MovedPoint> = (0..layout.points.len()).filter_map(of).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.pupils));
    all.truncate(LINES);
    all
}

fn people(plan: &Plan, sheet: &StaffSheet, day: Date, effects: Vec<PlanEffect>) -> StaffView {
    let sum = |of: fn(&StaffLine) -> i64| sheet.lines.iter().map(of).sum::<i64>();
    let school = |line: &StaffLine| StaffSchool {
        name: line.name.clone(),
        area: line.area.clone(),
        stage: line.stage.clone(),
        held: line.held,
        needed: line.needed,
        coming: line.moves.0,
        going: line.moves.1,
        left: line.left(),
    };
    let name = |at: usize| sheet.lines[at].name.clone();
    let moves = sheet.moves.iter();
    let moves = moves.map(|(from, to, many)| StaffMove { from: name(*from), to: name(*to), people: *many });
    StaffView {
        day: day.to_string(),
        card: crate::card::card(&plan.head),
        scenario: sheet.scenario.says.name.clone(),
        standard: sheet.standard.clone(),
        standards: match &plan.work {
            PlanWork::Staff(staff) => staff.standards.iter().map(|one| one.name.clone()).collect(),
            _ => Vec::new(),
        },
        held: sum(|line| line.held),
        needed: sum(|line| line.needed),
        lacking: sum(StaffLine::lacking),
        beyond: sum(StaffLine::beyond),
        left: sum(StaffLine::left),
        checked: sheet.held(),
        schools: sheet.lines.iter().map(school).collect(),
        moves: moves.collect(),
        subjects: sheet.subjects.as_ref().map(|of| super::subjects::told(sheet, of)),
        effects,
        findings: sheet.findings.clone(),
    }
}
