//! The pages under 履职, over views made by hand.

use view::*;

use super::super::*;
use super::{card, frame, row, row_ref};
use crate::frame::{Place, Work};
use crate::language::Language;

/// Every page of a form of work, named.
pub fn all(language: Language, hostile: &str) -> Vec<(&'static str, String)> {
    let at = |work| frame(language, Place::Work(work));
    let rendered =
        |page: &dyn askama::DynTemplate| page.dyn_render().expect("rendering to a String does not fail");
    let (roster, loops, notice) = (roster_view(hostile), loop_view(hostile), notice_view(hostile));
    let rosters = RostersView { day: DAY.into(), rosters: vec![roster.summary.clone()] };
    let all_loops = LoopsView { day: DAY.into(), loops: vec![loops.summary.clone()] };
    let notices = NoticesView {
        definitions: vec![NoticeDefinition {
            card: card("four-knows", "四知告知", hostile),
            ladder: vec![Channel::Message, Channel::Visit],
            sent: 1,
        }],
        notices: vec![notice.summary.clone()],
    };
    let asked_roster = roster::Asked { q: String::new(), on: hostile.into(), ..Default::default() };
    let asked_cases = cases::Asked { q: hostile.into(), on: hostile.into(), ..Default::default() };
    let asked_notice = notice::Asked { q: hostile.into(), ..Default::default() };
    let asked_plan = plans::Asked { on: hostile.into(), force: hostile.into(), ..Default::default() };
    let bodies = [BodyLine { code: CODE.into(), name: hostile.into(), registers: vec![hostile.into()] }];
    let draw = draw_view(hostile);
    let draws = DrawList { draws: vec![draw.clone()], floors: vec![floor(hostile)] };
    vec![
        ("rosters", rendered(&roster::Rosters::new(at(Work::Rosters), &rosters, hostile))),
        ("roster", rendered(&roster::Roster::new(at(Work::Rosters), &roster, asked_roster, hostile.into()))),
        ("loops", rendered(&cases::Loops::new(at(Work::Cases), &all_loops, hostile))),
        ("loop", rendered(&cases::LoopPage::new(at(Work::Cases), &loops, &asked_cases))),
        ("case", rendered(&cases::CasePage::new(at(Work::Cases), &case_view(hostile), hostile))),
        ("notices", rendered(&notice::Notices::new(at(Work::Notices), &notices, &|_| true))),
        ("notice", rendered(&notice::Notice::new(at(Work::Notices), &notice, &asked_notice))),
        ("draws", rendered(&draw::Draws::new(at(Work::Draws), &draws))),
        ("draw", rendered(&draw::Draw::new(at(Work::Draws), &draw))),
        ("schools", rendered(&school::Schools::new(at(Work::Schools), hostile, &bodies))),
        ("school", rendered(&school::School::new(at(Work::Schools), &about_view(hostile)))),
        ("devices", rendered(&devices::Devices::new(at(Work::Devices), devices_view(hostile)))),
        ("plans", rendered(&plans::Plans::new(at(Work::Plans), &plans_view(hostile), hostile))),
        (
            "staff",
            rendered(&plans::Staff::new(at(Work::Plans), &staff_view(hostile), |_| hostile.to_owned())),
        ),
        ("funds", rendered(&plans::Funds::new(at(Work::Plans), &funds_view(hostile)))),
        ("children", rendered(&plans::Placement::new(at(Work::Plans), &placement_view(hostile), hostile))),
        ("trips", rendered(&trips_page(at(Work::Plans), hostile, &draws))),
        ("curve", rendered(&plans::Curve::new(at(Work::Plans), &curve_view(hostile), &asked_plan))),
        ("plan", rendered(&plans::Scenario::new(at(Work::Plans), &places_view(hostile), asked_plan))),
    ]
}

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

fn plans_view(hostile: &str) -> PlansView {
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
fn staff_view(hostile: &str) -> StaffView {
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

fn funds_view(hostile: &str) -> view::FundsView {
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

fn trips_page(frame: crate::frame::Frame, hostile: &str, draws: &DrawList) -> plans::Routes {
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

fn placement_view(hostile: &str) -> PlacementView {
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

fn curve_view(hostile: &str) -> CurveView {
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

fn places_view(hostile: &str) -> PlacesView {
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

const DAY: &str = "2022-12-31";
const CODE: &str = "2150900001";

fn roster_view(hostile: &str) -> RosterView {
    let summary = RosterSummary {
        card: card("five-actor-matrix", "五方责任", hostile),
        counter: "项".into(),
        posts: 2,
        covered: 1,
        vacant: 1,
        open: 0,
        interrupted: 1,
        people: 1,
        idle: 0,
        overloaded: 1,
        expiring: 0,
        unqualified: 0,
        short: 1,
        shifts: Some(3),
        missed: 1,
        broken: 1,
    };
    let post = |state, work| PostView {
        object: hostile.into(),
        key: Some(hostile.into()),
        role: hostile.into(),
        least: Some(2),
        lacking: 1,
        holders: vec![HolderView {
            name: hostile.into(),
            role: hostile.into(),
            from: "2022-01-01".into(),
            to: hostile.into(),
            row: 7,
            expiring: false,
            qualified: Some(true),
            work,
        }],
        gaps: vec![Days { from: hostile.into(), to: DAY.into() }],
        state,
    };
    let short = WorkDone { done: 1, owed: 3 };
    RosterView {
        day: DAY.into(),
        summary,
        work: Some(hostile.into()),
        links: RegisterRef { id: "links".into(), name: hostile.into() },
        tree: true,
        posts: vec![post(PostState::Vacant, None), post(PostState::Short, Some(short))],
        people: vec![PersonView {
            name: hostile.into(),
            objects: vec![hostile.into(), "甲".into()],
            usual: Some(1),
            most: Some(1),
            overloaded: true,
        }],
        missed: vec![ShiftView { day: DAY.into(), object: hostile.into(), role: hostile.into() }],
        broken: vec![BrokenCell { cell: hostile.into(), why: hostile.into() }],
        chains: vec![ChainView {
            cell: hostile.into(),
            steps: vec![StepView { cell: hostile.into(), level: hostile.into(), chief: hostile.into() }],
            broken: Some(hostile.into()),
        }],
    }
}

fn stages(hostile: &str) -> Vec<StageView> {
    let stage = |name: String, closed, cases| StageView { name, days: Some(5), due: None, closed, cases };
    vec![stage(format!("立案{hostile}"), false, 1), stage("办结".into(), true, 0)]
}

fn rules(hostile: &str) -> Vec<StepRuleView> {
    vec![StepRuleView {
        name: hostile.into(),
        from: vec![format!("立案{hostile}")],
        to: "办结".into(),
        role: vec![hostile.into()],
        with: vec![StepNeed::Evidence],
        other_than: vec![],
        when: None,
    }]
}

fn case_line(hostile: &str) -> CaseLine {
    CaseLine {
        id: "ZG-1".into(),
        label: hostile.into(),
        unit: hostile.into(),
        source: hostile.into(),
        opened: "2022-03-01".into(),
        stage: format!("立案{hostile}"),
        closed: None,
        deadline: Some("2022-03-10".into()),
        overdue: Some(3),
        late: true,
        escalated: Some(hostile.into()),
        recurs: Some(hostile.into()),
    }
}

fn loop_view(hostile: &str) -> LoopView {
    let tally = |name: &str| TallyView { name: name.into(), found: 2, closed: 1, in_time: 1, overdue: 1 };
    LoopView {
        day: DAY.into(),
        summary: LoopSummary {
            beyond_calendar: None,
            card: card("rectification", "整改销号", hostile),
            restricted: true,
            tally: tally(""),
            sources: vec![tally(hostile)],
            recurring: 1,
            waiting: 1,
        },
        stages: stages(hostile),
        steps: rules(hostile),
        by_stage: vec![view::SourceStages { name: hostile.into(), cases: vec![1, 1] }],
        units: vec![tally(hostile)],
        ranks: vec![RankView {
            quarter: "2022年第1季度".into(),
            group: hostile.into(),
            places: vec![PlaceView { place: 1, unit: hostile.into(), closed: 1, in_time: 1, overdue: 0 }],
        }],
        cases: vec![case_line(hostile)],
        hidden: 2,
    }
}

fn case_view(hostile: &str) -> CaseView {
    let text = || hostile.to_owned();
    CaseView {
        day: DAY.into(),
        loop_id: "rectification".into(),
        loop_name: text(),
        stages: stages(hostile),
        rules: rules(hostile),
        case: case_line(hostile),
        row: row_ref(7),
        steps: vec![CaseStepView {
            nth: 1,
            step: text(),
            day: DAY.into(),
            by: text(),
            role: text(),
            evidence: text(),
            basis: text(),
            note: text(),
            to: text(),
            stead: text(),
            number: 9,
            wrong: text(),
        }],
        stays: vec![StayView {
            stage: text(),
            from: text(),
            to: Some(text()),
            deadline: Some(text()),
            late: true,
        }],
        ways: vec![text()],
        differs: vec![Difference { field: text(), there: text(), steps: text() }],
        chairs: vec![ChairView {
            stage: text(),
            seat: text(),
            state: ChairState::Waits,
            persons: vec![text()],
            stead: vec![text()],
            added: text(),
            before: text(),
            above: true,
        }],
        copies: vec![text()],
        changed: vec![text()],
    }
}

fn notice_view(hostile: &str) -> NoticeView {
    let text = || hostile.to_owned();
    let letter = |state, way| LetterView {
        household: text(),
        row: 3,
        unit: text(),
        members: 2,
        state,
        rung: 1,
        channel: Some(Channel::Message),
        times: LetterTimes { handed_over: text(), delivered: text(), acknowledged: text() },
        way,
        by: text(),
        person: text(),
        next: text(),
        wrong: text(),
    };
    NoticeView {
        summary: NoticeSummary {
            id: "TZ-1".into(),
            row: 1,
            definition: "four-knows".into(),
            title: text(),
            body: text(),
            at: "2022-09-01T08:00:00+08:00".into(),
            by: text(),
            households: 2,
            states: LetterState::ALL.iter().map(|state| StateTally { state: *state, count: 1 }).collect(),
            funnel: Funnel { households: 2, handed_over: 2, delivered: 1, acknowledged: 1 },
            rate: "50%".into(),
            ways: vec![WayTally { way: Way::Link, count: 1 }],
        },
        ladder: vec![Channel::Message, Channel::WeCom, Channel::Mail, Channel::Calls, Channel::Visit],
        found: 2,
        letters: vec![
            letter(LetterState::Listed, None),
            letter(LetterState::Acknowledged, Some(Way::Record)),
        ],
    }
}

fn stratum(hostile: &str) -> DrawStratum {
    DrawStratum { name: hostile.into(), size: 9, quota: 2, drawn: 2, floor: 550, least: 1 }
}

fn floor(hostile: &str) -> DrawFloor {
    DrawFloor {
        draw: "training-institutions".into(),
        name: hostile.into(),
        year: 2022,
        done: 1,
        wanted: 2,
        strata: vec![stratum(hostile)],
        reached: false,
    }
}

fn draw_view(hostile: &str) -> DrawView {
    let text = || hostile.to_owned();
    DrawView {
        number: "training-institutions-2022-1".into(),
        draw: "training-institutions".into(),
        name: text(),
        year: 2022,
        order: 1,
        state: DrawState::Closed,
        commitment: "ab".repeat(32),
        entry: 7,
        hidden: true,
        day: DAY.into(),
        slips: 2,
        opened: 1,
        public: PublicValue { source: text(), issue: text(), day: text(), value: text() },
        findings: vec![office::Finding::error("draw.damaged", office::Place::whole(text()), text())],
        lists: Some(DrawLists { objects: 9, inspectors: 4, conflicts: 0 }),
        strata: vec![stratum(hostile)],
        checkpoint: Some(DrawCheckpoint { size: 7, time: text() }),
        root: text(),
        seed: text(),
        digest: text(),
        table: vec![DrawSlip {
            number: 1,
            object: text(),
            name: text(),
            inspectors: vec![text()],
            row: Some(row_ref(5)),
            opened: Some(SlipOpened { by: text(), day: DAY.into() }),
        }],
        certificate: None,
        seals: Some(text()),
        page: Some(text()),
    }
}

fn about_view(hostile: &str) -> AboutView {
    let text = || hostile.to_owned();
    AboutView {
        key: CODE.into(),
        name: text(),
        own: vec![AboutRegister {
            id: "school".into(),
            name: text(),
            counter: "所".into(),
            owner: text(),
            source: SourceView { document: text(), status: Status::Secondary },
            by: vec!["标识码".into()],
            fields: vec!["年度".into(), text(), "金额".into()],
            count: 1,
            rows: vec![row(1, hostile)],
        }],
        posts: vec![AboutPost {
            roster: "five-actor-matrix".into(),
            name: text(),
            role: text(),
            least: Some(1),
            lacking: 0,
            holders: vec![text()],
            state: PostState::Unqualified,
        }],
        duties: vec![AboutDuty {
            duty: "town-inspections".into(),
            name: text(),
            owed: 4,
            discharged: 3,
            gaps: vec![text()],
            next: Some(Due { period: text(), deadline: DAY.into() }),
        }],
        pointing: vec![],
    }
}

fn devices_view(hostile: &str) -> DevicesView {
    let text = || hostile.to_owned();
    let point = |longitude, latitude| Point { longitude, latitude };
    DevicesView {
        at: "2022-12-31T23:59:59+08:00".into(),
        heard: 3,
        waiting: 1,
        rates: RateKind::ALL.iter().map(|kind| Rate::new(*kind, 1, 3)).collect(),
        campuses: CampusState::ALL
            .iter()
            .map(|state| CampusDevices {
                code: CODE.into(),
                name: text(),
                devices: 3,
                online: 1,
                heard: 2,
                silent: 1,
                tested: 1,
                open: 1,
                state: *state,
                place: Some(point(105_800_000, 30_100_000)),
            })
            .collect(),
        silent: vec![SilentDevice {
            device: text(),
            signal: text(),
            campus: text(),
            seen: text(),
            since: text(),
        }],
        open: vec![OpenSignal {
            number: text(),
            campus: text(),
            device: text(),
            kind: Some(SignalCause::Alarm),
            what: text(),
            first: text(),
            recovered: text(),
            times: 2,
        }],
        boundary: vec![
            point(105_700_000, 30_000_000),
            point(105_900_000, 30_000_000),
            point(105_800_000, 30_200_000),
        ],
    }
}
