//! The pages under 履职, over views made by hand.

use view::*;

use super::super::*;
use super::scenarios::{
    curve_view, funds_view, placement_view, places_view, plans_view, staff_view, trips_page,
};
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

pub const DAY: &str = "2022-12-31";
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
