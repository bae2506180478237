//! The pages under 规划, over views made by hand.

use view::*;

use super::super::*;
use super::card;
use super::work::DAY;

/// A scenario that costs too much.
fn scenario_view(hostile: &str) -> ScenarioView {
    ScenarioView {
        id: hostile.into(),
        name: hostile.into(),
        adopted: true,
        years: [2022, 2025, 2025],
        budget: Some(60_000_000),
        outlook: ScenarioOutlook::OverBudget,
        cost: Some(112_500_000),
        bound: Some(112_500_000),
        checked: true,
        measures: vec![hostile.into()],
        lacking: 3,
        before: 4,
        way: 900,
    }
}

pub fn plans_view(hostile: &str) -> PlansView {
    let plan = |scenarios| PlanSummary { card: card("school-places", hostile, hostile), scenarios };
    PlansView {
        day: DAY.into(),
        plans: vec![plan(vec![scenario_view(hostile)]), plan(Vec::new())],
        funds: vec![view::FundsSummary {
            card: card("school-places", hostile, hostile),
            scenarios: vec![view::FundsScenario {
                id: hostile.into(),
                name: hostile.into(),
                adopted: true,
                year: 2022,
                due: "3".into(),
                budget: "2".into(),
                short: "1".into(),
                rules: vec![funds_rule(hostile)],
            }],
        }],
        people: vec![StaffSummary {
            card: card("teachers", hostile, hostile),
            lacking: 4,
            left: 3,
            subjects_lacking: 2,
            subjects_left: 1,
        }],
        placements: vec![PlacementSummary {
            card: card("children", hostile, hostile),
            children: 3,
            ways: vec![PlacementWay { name: hostile.into(), children: 2, seats: 4 }],
            unplaced: 1,
            checked: true,
        }],
        routes: vec![card("trips", hostile, hostile)],
    }
}

/// A plan of people in which a subject lacks.
pub fn staff_view(hostile: &str) -> StaffView {
    let text = || hostile.to_owned();
    let school = |name: String| StaffSchool {
        name,
        area: text(),
        stage: text(),
        held: 5,
        needed: 7,
        coming: 1,
        going: 0,
        left: 1,
    };
    let (held, needed, lacking, left) = (1, "2.5".to_owned(), 1, 1);
    let line = SubjectLine {
        stage: text(),
        subject: text(),
        held,
        needed: needed.clone(),
        lacking,
        beyond: 0,
        left,
    };
    let gap = SubjectGap { school: text(), stage: text(), subject: text(), held, needed, lacking, left };
    let exchange = SubjectMoveView {
        from: text(),
        to: text(),
        stage: text(),
        subject: text(),
        people: 2,
        backbones: 1,
        minutes: 30,
        fills: true,
    };
    let subjects = SubjectsView {
        teachers: 9,
        lacking: 2,
        filled: 1,
        left: 1,
        checked: true,
        movable: 5,
        least: [1, 1],
        moving: [2, 1],
        enough: true,
        subjects: vec![line],
        posts: vec![gap],
        moves: vec![exchange],
    };
    StaffView {
        day: DAY.into(),
        card: card("teachers", hostile, hostile),
        scenario: text(),
        standard: text(),
        standards: vec![text(), "别的".into()],
        held: 5,
        needed: 7,
        lacking: 2,
        beyond: 0,
        left: 1,
        checked: true,
        schools: vec![school(text())],
        moves: vec![StaffMove { from: text(), to: text(), people: 1 }],
        subjects: Some(subjects),
        effects: Vec::new(),
        findings: vec![office::Finding::error("plan.number", office::Place::whole(hostile), hostile)],
    }
}

fn funds_rule(hostile: &str) -> view::FundsRule {
    view::FundsRule { rule: hostile.into(), schools: 1, due: "3".into() }
}

pub fn funds_view(hostile: &str) -> view::FundsView {
    let text = || hostile.to_owned();
    let school = view::FundsSchool {
        school: text(),
        name: text(),
        pupils: 72,
        rule: text(),
        due: "300000".into(),
        budget: "299999.5".into(),
        short: "0.5".into(),
        reason: text(),
        parts: Vec::new(),
    };
    let test = view::LawTest {
        id: text(),
        name: text(),
        value: text(),
        verdict: Some(view::Verdict::NotMet),
        asked: text(),
        written: text(),
        bases: vec![(text(), text())],
        ground: text(),
    };
    view::FundsView {
        day: DAY.into(),
        card: card("school-places", hostile, hostile),
        scenario: text(),
        year: 2023,
        known: 2022,
        drafted: false,
        due: "300000".into(),
        budget: "299999.5".into(),
        short: "0.5".into(),
        limit: None,
        rules: vec![funds_rule(hostile)],
        thresholds: vec![view::FundsThreshold { name: text(), pupils: "461.5".into() }],
        schools: vec![school],
        tests: vec![test],
        effects: Vec::new(),
        findings: vec![office::Finding::error("plan.reach", office::Place::whole(hostile), hostile)],
    }
}

pub fn trips_page(frame: crate::frame::Frame, hostile: &str, draws: &DrawList) -> plans::Routes {
    plans::Routes::new(frame, &card("trips", hostile, hostile), draws, Some(&routes_view(hostile)))
}

fn routes_view(hostile: &str) -> RoutesView {
    let stop = TripStop { name: hostile.into(), way: 20, stay: 90 };
    let trip = TripView { day: 1, minutes: 130, stops: vec![stop], back: 20, people: vec![hostile.into()] };
    RoutesView {
        of: hostile.into(),
        name: hostile.into(),
        trips: vec![trip],
        days: 1,
        minutes: 130,
        cost: 610,
        bound: 610,
        fewest: [1, 1],
        proven: true,
        checked: true,
        spread: [130, 130],
        findings: vec![office::Finding::error("plan.ways", office::Place::whole(hostile), hostile)],
    }
}

pub fn placement_view(hostile: &str) -> PlacementView {
    let text = || hostile.to_owned();
    let line = |way: &str| PlacementLine {
        child: text(),
        stage: text(),
        way: way.into(),
        place: text(),
        reason: text(),
        decided: text(),
    };
    PlacementView {
        day: DAY.into(),
        year: 2022,
        card: card("children", hostile, hostile),
        children: 2,
        ways: vec![PlacementWay { name: text(), children: 1, seats: 4 }],
        unplaced: 1,
        otherwise: 1,
        fits: false,
        checked: true,
        clash: vec![text()],
        masked: true,
        places: vec![PlacementPlaceView { name: text(), way: text(), children: 1, seats: 4 }],
        lines: vec![line(""), line(hostile)],
        visits: Some(routes_view(hostile)),
        findings: vec![office::Finding::error("plan.number", office::Place::whole(hostile), hostile)],
    }
}

fn map_view(hostile: &str) -> PlanMapView {
    let at = Point { longitude: 105_000_000, latitude: 30_000_000 };
    let school = PlanMapSchool { name: hostile.into(), at, pupils: 50, seats: 45, lacking: 5 };
    PlanMapView {
        boundary: vec![at],
        points: vec![PlanMapPoint { name: hostile.into(), at, pupils: 50 }],
        schools: vec![school],
        flows: vec![PlanMapFlow { from: 0, to: 0, pupils: 45 }],
        missing: 1,
    }
}

pub fn curve_view(hostile: &str) -> CurveView {
    let point = |norm, cost| CurvePointView {
        norm,
        reach: Some(2_400),
        cost,
        bound: cost,
        proven: true,
        checked: true,
        way: 900,
        over: 3,
    };
    CurveView {
        day: DAY.into(),
        card: card("school-places", hostile, hostile),
        scenario: hostile.into(),
        unit: hostile.into(),
        budget: Some(60_000_000),
        points: vec![point(Some(1), Some(50_000_000)), point(None, None)],
    }
}

pub fn places_view(hostile: &str) -> PlacesView {
    let text = || hostile.to_owned();
    let measure = |taken, decided| MeasureView {
        id: text(),
        name: text(),
        kind: text(),
        stage: text(),
        year: 2024,
        seats: 540,
        cost: 18_600_001,
        taken,
        decided,
    };
    PlacesView {
        day: DAY.into(),
        card: card("school-places", hostile, hostile),
        unit: "米".into(),
        scenario: scenario_view(hostile),
        years: vec![PlanYear { year: 2025, due: true, pupils: 9, before: 4, lacking: 3, way: 900 }],
        measures: vec![measure(true, None), measure(true, Some(true)), measure(false, Some(false))],
        shortages: vec![ShortageView {
            year: 2025,
            points: 2,
            names: vec![text()],
            pupils: 9,
            seats: 5,
            helps: vec![text()],
        }],
        sections: vec![SectionPlan {
            name: text(),
            stage: text(),
            classes: [1, 2],
            pupils: [3, 4],
            seats: 5,
            lacking: 1,
        }],
        whom: WhomView {
            year: 2025,
            seated: 3,
            seated_at: vec![(text(), 3)],
            unseated: 1,
            elsewhere: 2,
            nearer: 1,
            farther: 1,
            farthest: vec![(text(), 1, 2, 3)],
            relieved: vec![text()],
            grown: vec![text()],
            shrunk: vec![text()],
        },
        moved: vec![MovedPoint { point: text(), pupils: 6, from: Some((text(), 7)), to: (text(), 8) }],
        clash: vec![text()],
        easing: Some(EasingView { cost: Some(1), norm: Some(2) }),
        effects: vec![PlanEffect {
            id: text(),
            name: text(),
            number: Some(22),
            changed: true,
            adopted: (text(), String::new()),
            here: (text(), String::new()),
            points: [text(), text()],
        }],
        spread: vec![SpreadView { stage: text(), before: "0.354".into(), after: "0.2".into() }],
        map: map_view(hostile),
        findings: vec![office::Finding::error("plan.reach", office::Place::whole(hostile), hostile)],
    }
}
