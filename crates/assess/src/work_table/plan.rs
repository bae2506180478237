//! Plans as tables: stages of schools year by year as the adopted scenario has them, and what may be done.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::plan::{FundsSheet, PlacementSheet, PlacesSheet, RoutesGround, StaffSheet, SubjectPost};
use define::house::PlanScenario;
use define::words::{funding, measure, place, placing, reaching, staffing};
use define::{Date, FundsPlan, PlacementPlan, Plan, PlanWork, RoutesPlan, StaffPlan};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// 规划: every stage of a school that there is or will be, in each year.
pub(super) fn places(plan: &Plan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    match &plan.work {
        PlanWork::Staff(staff) => return people(plan, staff, records, day, sheet),
        PlanWork::Funds(funds) => return money(plan, funds, records, day, sheet),
        PlanWork::Placement(placement) => return children(plan, placement, records, day, sheet),
        PlanWork::Routes(routes) => return distances(plan, routes, records, day, sheet),
        PlanWork::Places(_) => {}
    }
    let Some((places, solved)) = plan.places().zip(PlacesSheet::of(plan, records, day, None)) else { return };
    let register = |name: &str| -> Arc<str> { name.into() };
    let scenarios = register(PlanScenario::HOUSE.register);
    let (capacity, demand) =
        (register(&places.capacity.list.register.text), register(&places.demand.list.register.text));
    let actions = register(&places.actions.list.register.text);
    let layout = &solved.bound.layout;
    for (year, seating) in solved.seated.iter().enumerate() {
        let (now, before) = (solved.held_by(seating), solved.held_by(&solved.before[year]));
        let (classes, rooms) = (layout.classes(year, &solved.taken), layout.rooms(year, &solved.taken));
        for (at, section) in layout.sections.iter().enumerate() {
            let (seated, lacking, points) = &now[at];
            if classes[at] == 0 && seated + lacking == 0 && section.classes == 0 {
                continue;
            }
            let done = solved.done().filter(|(action, _)| {
                let action = &layout.actions[*action];
                action.from <= year && action.effects.iter().any(|(there, _)| *there == at)
            });
            let done: Vec<_> = done.collect();
            let limit = layout.schools[section.school].limit.unwrap_or(i64::MAX);
            let mut sources: Sources = vec![(scenarios.clone(), solved.scenario.row)];
            sources.extend(solved.bound.sections[at].map(|row| (capacity.clone(), row)));
            sources.extend(points.iter().map(|point| (demand.clone(), solved.bound.points[*point][year])));
            sources.extend(done.iter().map(|(_, one)| (actions.clone(), one.row)));
            let names: Vec<&str> = done.iter().map(|(_, one)| one.name.as_str()).collect();
            sheet.line(
                [
                    (place::SCENARIO, Cell::Text(solved.scenario.says.name.clone())),
                    (place::OBJECT, Cell::Text(section.name.clone())),
                    (place::STAGE, Cell::Text(solved.bound.stages[section.kind].clone())),
                    (place::YEAR, whole(i64::from(layout.years[year]))),
                    (place::CLASSES, whole(classes[at])),
                    (place::SUPPLY, whole(rooms[at].min(limit))),
                    (place::DEMAND, whole(seated + lacking)),
                    (place::GAP, whole(*lacking)),
                    (place::BEFORE, whole(before[at].1)),
                    (place::DUE, Cell::Truth(year >= layout.due)),
                    (place::MEASURES, Cell::Text(names.join("、"))),
                ],
                sources,
            );
        }
    }
}

/// 措施: everything that may be done in the adopted scenario.
pub(super) fn measures(plan: &Plan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let Some((places, solved)) = plan.places().zip(PlacesSheet::of(plan, records, day, None)) else { return };
    let actions: Arc<str> = places.actions.list.register.text.as_str().into();
    let scenarios: Arc<str> = PlanScenario::HOUSE.register.into();
    let costs: BTreeMap<usize, i64> =
        solved.bound.layout.actions.iter().map(|action| action.cost).enumerate().collect();
    for (at, one) in solved.bound.measures.iter().enumerate() {
        sheet.line(
            [
                (measure::SCENARIO, Cell::Text(solved.scenario.says.name.clone())),
                (measure::MEASURE, Cell::Text(one.name.clone())),
                (measure::KIND, Cell::Text(one.kind.clone())),
                (measure::STAGE, Cell::Text(one.stage.clone())),
                (measure::YEAR, whole(i64::from(one.year))),
                (measure::SEATS, whole(one.seats.max(0))),
                (measure::COST, whole(costs[&at])),
                (measure::TAKEN, Cell::Truth(solved.taken[at])),
            ],
            vec![(actions.clone(), one.row), (scenarios.clone(), solved.scenario.row)],
        );
    }
}

fn whole(number: i64) -> Cell {
    u64::try_from(number).map_or(Cell::None, Cell::Number)
}

/// 规划 of people: every school with whom it has, needs, gets and gives.
fn people(plan: &Plan, staff: &StaffPlan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let Some(solved) = StaffSheet::of(plan, records, day, None) else { return };
    let (schools, need): (Arc<str>, Arc<str>) =
        (staff.schools.list.register.text.as_str().into(), staff.need.list.register.text.as_str().into());
    let teachers: Arc<str> = staff.teachers.as_ref().map_or("", |of| of.list.register.text.as_str()).into();
    for (at, line) in solved.lines.iter().enumerate() {
        let mut sources: Sources = vec![(schools.clone(), line.rows.0)];
        sources.extend(line.rows.1.iter().map(|row| (need.clone(), *row)));
        let own = solved.subjects.as_ref();
        sources.extend(own.iter().flat_map(|of| &of.rows[at]).map(|row| (teachers.clone(), *row)));
        let subjects = |of: fn(&SubjectPost) -> i64| own.map_or(Cell::None, |sheet| whole(sheet.sum(at, of)));
        let going = own.map(|sheet| sheet.going(at));
        sources.push((PlanScenario::HOUSE.register.into(), solved.scenario.row));
        sheet.line(
            [
                (staffing::SCENARIO, Cell::Text(solved.scenario.says.name.clone())),
                (staffing::STANDARD, Cell::Text(solved.standard.clone())),
                (staffing::OBJECT, Cell::Text(line.name.clone())),
                (staffing::STAGE, Cell::Text(line.stage.clone())),
                (staffing::AREA, Cell::Text(line.area.clone())),
                (staffing::HELD, whole(line.held)),
                (staffing::NEEDED, whole(line.needed)),
                (staffing::LACKING, whole(line.lacking())),
                (staffing::BEYOND, whole(line.beyond())),
                (staffing::COMING, whole(line.moves.0)),
                (staffing::GOING, whole(line.moves.1)),
                (staffing::LEFT, whole(line.left())),
                (staffing::SUBJECTS, subjects(SubjectPost::lacking)),
                (staffing::FILLED, subjects(|post| post.moves.0)),
                (staffing::UNFILLED, subjects(SubjectPost::left)),
                (staffing::MOVABLE, own.map_or(Cell::None, |sheet| whole(sheet.movable[at]))),
                (staffing::ROTATING, going.map_or(Cell::None, |(people, _)| whole(people))),
                (staffing::BACKBONE, going.map_or(Cell::None, |(_, backbones)| whole(backbones))),
            ],
            sources,
        );
    }
}

/// 规划 of money: every school with what the rules give it and what is budgeted.
fn money(plan: &Plan, funds: &FundsPlan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let Some(reckoned) = FundsSheet::of(plan, records, day, None) else { return };
    let schools: Arc<str> = funds.schools.list.register.text.as_str().into();
    let scenarios: Arc<str> = PlanScenario::HOUSE.register.into();
    let yuan = |fen: i64| Decimal::checked_new(fen.into(), 2).map_or(Cell::None, Cell::Decimal);
    for line in &reckoned.lines {
        sheet.line(
            [
                (funding::SCENARIO, Cell::Text(reckoned.scenario.says.name.clone())),
                (funding::OBJECT, Cell::Text(line.name.clone())),
                (funding::RULE, Cell::Text(line.rule.clone())),
                (funding::PUPILS, whole(line.pupils)),
                (funding::DUE, yuan(line.due)),
                (funding::BUDGET, yuan(line.budget)),
                (funding::SHORT, yuan(line.short())),
            ],
            vec![(schools.clone(), line.row), (scenarios.clone(), reckoned.scenario.row)],
        );
    }
}

/// 规划 of placement: every child with the way that it goes.
fn children(plan: &Plan, of: &PlacementPlan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let Some(placed) = PlacementSheet::of(plan, records, day) else { return };
    let register = |name: &str| -> Arc<str> { name.into() };
    let (roll, cases) = (register(&of.roll.list.register.text), register(&of.cases.list.register.text));
    let text = |text: &str| if text.is_empty() { Cell::None } else { Cell::Text(text.to_owned()) };
    for child in &placed.children {
        let way = child.way.map_or("", |way| placed.ways[way].name.as_str());
        let place = child.place.map_or("", |(place, _)| placed.places[place].name.as_str());
        let mut sources: Sources = Vec::new();
        sources.extend(child.rows.0.map(|row| (roll.clone(), row)));
        sources.extend(child.rows.1.map(|row| (cases.clone(), row)));
        if let Some((at, _)) = child.place {
            let place = &placed.places[at];
            sources.push((register(&of.ways[place.way].places.list.register.text), place.row));
        }
        sheet.line(
            [
                (placing::WAY, text(way)),
                (placing::OBJECT, text(place)),
                (placing::STAGE, text(&child.stage)),
                (placing::DECIDED, text(&child.decided)),
                (placing::PLACED, Cell::Truth(child.way.is_some())),
            ],
            sources,
        );
    }
}

/// 规划 of routes: every place with the minutes from where trips begin.
fn distances(plan: &Plan, of: &RoutesPlan, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let Some(ground) = RoutesGround::of(plan, records, day.year) else { return };
    let between: Arc<str> = of.between.list.register.text.as_str().into();
    for place in ground.distances() {
        let mut sources: Sources = vec![(place.row.0.as_str().into(), place.row.1)];
        sources.extend(place.told.map(|(_, row)| (between.clone(), row)));
        let minutes = place.told.map_or(Cell::None, |(minutes, _)| whole(minutes));
        sheet.line(
            [(reaching::OBJECT, Cell::Text(place.name.to_owned())), (reaching::MINUTES, minutes)],
            sources,
        );
    }
}
