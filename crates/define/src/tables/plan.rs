//! What a plan offers: one row for each stage of a school and year, one for each thing that may be done.

use super::words::{family, funding, measure, place, placing, reaching, staffing};
use super::{WorkTable, number, text, truth};
use crate::{Form, Pack, Plan, PlanWork};

pub(crate) fn tables(plan: &Plan, _pack: &Pack) -> Vec<WorkTable> {
    match &plan.work {
        PlanWork::Staff(_) => return vec![WorkTable::new(plan.family(), &plan.head, "所", people())],
        PlanWork::Funds(_) => return vec![WorkTable::new(plan.family(), &plan.head, "所", money())],
        PlanWork::Placement(_) => return vec![WorkTable::new(plan.family(), &plan.head, "人", children())],
        PlanWork::Routes(_) => return vec![WorkTable::new(plan.family(), &plan.head, "处", distances())],
        PlanWork::Places(_) => {}
    }
    let places = vec![
        text(place::SCENARIO),
        text(place::OBJECT),
        text(place::STAGE),
        number(place::YEAR, ""),
        number(place::CLASSES, "个"),
        number(place::SUPPLY, "个"),
        number(place::DEMAND, "人"),
        number(place::GAP, "个"),
        number(place::BEFORE, "个"),
        truth(place::DUE),
        text(place::MEASURES),
    ];
    let measures = vec![
        text(measure::SCENARIO),
        text(measure::MEASURE),
        text(measure::KIND),
        text(measure::STAGE),
        number(measure::YEAR, ""),
        number(measure::SEATS, "个"),
        number(measure::COST, "元"),
        truth(measure::TAKEN),
    ];
    vec![
        WorkTable::new(plan.family(), &plan.head, "个", places),
        WorkTable::new(family::MEASURE, &plan.head, "项", measures),
    ]
}

/// The columns of people.
fn people() -> Vec<formula::Field> {
    vec![
        text(staffing::SCENARIO),
        text(staffing::STANDARD),
        text(staffing::OBJECT),
        text(staffing::STAGE),
        text(staffing::AREA),
        number(staffing::HELD, "人"),
        number(staffing::NEEDED, "人"),
        number(staffing::LACKING, "人"),
        number(staffing::BEYOND, "人"),
        number(staffing::COMING, "人"),
        number(staffing::GOING, "人"),
        number(staffing::LEFT, "人"),
        number(staffing::SUBJECTS, "人"),
        number(staffing::FILLED, "人"),
        number(staffing::UNFILLED, "人"),
        number(staffing::MOVABLE, "人"),
        number(staffing::ROTATING, "人"),
        number(staffing::BACKBONE, "人"),
    ]
}

/// The columns of children who are placed. None of them says who the child is.
fn children() -> Vec<formula::Field> {
    vec![
        text(placing::WAY),
        text(placing::OBJECT),
        text(placing::STAGE),
        text(placing::DECIDED),
        truth(placing::PLACED),
    ]
}

/// The columns of places that may be visited.
fn distances() -> Vec<formula::Field> {
    vec![text(reaching::OBJECT), number(reaching::MINUTES, "分钟")]
}

/// The columns of money.
fn money() -> Vec<formula::Field> {
    vec![
        text(funding::SCENARIO),
        text(funding::OBJECT),
        text(funding::RULE),
        number(funding::PUPILS, "人"),
        number(funding::DUE, "元"),
        number(funding::BUDGET, "元"),
        number(funding::SHORT, "元"),
    ]
}
