//! Plans (布) over records: the scenarios of one, and what each comes to.

mod bound;
mod curve;
mod funds;
mod numbers;
mod placement;
mod routes;
mod settled;
mod sheet;
mod spots;
mod spread;
mod staff;
mod subjects;
mod teachers;

use super::{Practice, Shown, Written, touched};
use crate::Records;
use define::house::{PlanChoice, PlanScenario};
use define::{Date, Plan, PlanWork};
use finding::{Finding, Place};
use plan::LayoutRule;

pub use bound::{Bound, Measure, Scenario, scenarios};
pub use curve::{Bend, CurvePoint};
pub use funds::{FundsLine, FundsShare, FundsSheet};
pub use placement::{PlacementChild, PlacementPlace, PlacementShare, PlacementSheet};
pub use plan::Seating;
pub use plan::model::Section;
pub use routes::{RoutesGround, RoutesStop, RoutesTrips};
pub(crate) use settled::Settled;
pub use sheet::{Outlook, PlacesSheet, Shortage};
pub use spots::{Ground, Spot};
pub use spread::Spread;
pub use staff::{StaffLine, StaffSheet};
pub use subjects::{SubjectMove, SubjectSheet};
pub use teachers::SubjectPost;

/// What a rule is called.
pub fn rule_word(rule: LayoutRule) -> &'static str {
    match rule {
        LayoutRule::Budget => PlanScenario::BUDGET.name,
        LayoutRule::Decided => "定死的取舍",
        LayoutRule::Norm => "标准班额",
        LayoutRule::Limit => "学校规模上限",
        LayoutRule::Reach => "上学路程",
    }
}

/// What a plan of people shows: the standard, what lacks, who goes where, what lacks still.
fn people_shown(plan: &Plan, records: &Records, today: Date) -> Shown {
    let Some(sheet) = StaffSheet::of(plan, records, today, None) else {
        return Shown::from([("moves", Vec::new())]);
    };
    let name = |at: usize| sheet.lines[at].name.as_str();
    let moves = sheet.moves.iter().map(|(from, to, many)| format!("{}→{}：{many}", name(*from), name(*to)));
    let sum = |of: fn(&StaffLine) -> i64| vec![sheet.lines.iter().map(of).sum::<i64>().to_string()];
    let mut shown = Shown::from([
        ("standard", vec![sheet.standard.clone()]),
        ("needed", sum(|line| line.needed)),
        ("lacking", sum(StaffLine::lacking)),
        ("moves", moves.collect()),
        ("left", sum(StaffLine::left)),
        ("proven", vec![if sheet.held() { "是" } else { "否" }.to_owned()]),
        ("unfit", sheet.findings.iter().map(|one| one.code.to_string()).collect()),
    ]);
    if let Some(subjects) = &sheet.subjects {
        subjects_shown(&sheet, subjects, &mut shown);
    }
    shown
}

/// What teachers by subject show: where one lacks, who goes where, how many lack still, how many must move and do.
fn subjects_shown(sheet: &StaffSheet, of: &SubjectSheet, shown: &mut Shown) {
    let name = |at: usize| format!("{}{}", sheet.lines[of.posts[at].line].name, of.posts[at].subject);
    let lacking = (0..of.posts.len()).filter(|at| of.posts[*at].lacking() > 0);
    let lacking = lacking.map(|at| format!("{}：{}", name(at), of.posts[at].lacking())).collect();
    let moved = |one: &SubjectMove| {
        let why = if one.fills { "补缺" } else { "对调" };
        let (from, to) = (name(one.from), &sheet.lines[of.posts[one.to].line].name);
        format!("{from}→{to}：{}人，骨干{}，{}分钟，{why}", one.people, one.backbones, one.minutes)
    };
    let pair = |(people, backbones): (i64, i64)| vec![format!("{people}人，骨干{backbones}")];
    let yes = |yes: bool| vec![if yes { "是" } else { "否" }.to_owned()];
    shown.extend([
        ("subjects", lacking),
        ("exchanged", of.moves.iter().map(moved).collect()),
        ("unfilled", vec![of.posts.iter().map(SubjectPost::left).sum::<i64>().to_string()]),
        ("most", yes(of.proven.is_some())),
        ("asked", pair(of.least)),
        ("rotating", pair(of.moving)),
        ("enough", yes(of.enough)),
    ]);
}

/// What a plan of money shows: each school's rule and sum, where less is budgeted, at how many pupils rules begin to hold.
fn money_shown(plan: &Plan, records: &Records, today: Date) -> Shown {
    let Some(sheet) = FundsSheet::of(plan, records, today, None) else {
        return Shown::from([("due", Vec::new())]);
    };
    let yuan = |fen: i64| plan::model::decimal(fen.into(), 2);
    let due = sheet.lines.iter().map(|line| format!("{}：{}元，{}", line.name, yuan(line.due), line.rule));
    let short = sheet.lines.iter().filter(|line| line.short() > 0);
    let short = short.map(|line| format!("{}：{}元", line.name, yuan(line.short())));
    let at = sheet
        .thresholds
        .iter()
        .map(|(name, at)| format!("{name}：{}人", plan::model::decimal(i128::from(*at), 4)));
    Shown::from([
        ("due", due.collect()),
        ("short", short.collect()),
        ("thresholds", at.collect()),
        ("unfit", sheet.findings.iter().map(|one| one.code.to_string()).collect()),
    ])
}

/// What a plan of placement shows: where each child goes and why, who goes nowhere, what contradicts.
fn children_shown(plan: &Plan, records: &Records, today: Date) -> Shown {
    let Some(sheet) = PlacementSheet::of(plan, records, today) else { return Shown::new() };
    let way = |child: &PlacementChild| child.way.map_or("没有", |way| sheet.ways[way].name.as_str());
    let line = |child: &PlacementChild| format!("{}：{}（{}）", child.label, way(child), child.reason);
    let words = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
    let share = |one: &PlacementShare| format!("{}：{}/{}", one.name, one.children, one.seats);
    Shown::from([
        ("placed", sheet.children.iter().map(line).collect()),
        ("ways", sheet.ways.iter().map(share).collect()),
        ("otherwise", sheet.otherwise().map(|child| child.label.clone()).collect()),
        ("clash", words(sheet.clash())),
        ("proven", words(vec![if sheet.held() { "是" } else { "否" }])),
        ("unfit", sheet.findings.iter().map(|one| one.code.to_string()).collect()),
    ])
}

/// What a plan of routes shows: minutes of every pair of places that may be visited.
fn ways_shown(plan: &Plan, records: &Records, today: Date) -> Shown {
    let Some(ground) = RoutesGround::of(plan, records, today.year) else { return Shown::new() };
    let places = ground.places();
    let stop = |key: &String| RoutesStop {
        name: ground.at(key)[0].clone(),
        at: ground.at(key),
        stay: 0,
        crew: Vec::new(),
    };
    let stops: Vec<RoutesStop> = places.iter().map(stop).collect();
    let (mut pairs, mut lacking) = (Vec::new(), Vec::new());
    for (nth, one) in stops.iter().enumerate() {
        for other in &stops[nth + 1..] {
            let pair = format!("{}—{}", one.name, other.name);
            match ground.minutes(&one.at, &other.at) {
                Some(minutes) => pairs.push(format!("{pair}：{minutes}")),
                None => lacking.push(pair),
            }
        }
    }
    let unfit = ground.findings.iter().map(|one| one.code.to_string()).collect();
    Shown::from([("minutes", pairs), ("missing", lacking), ("unfit", unfit)])
}

impl Practice for Plan {
    fn shown(&self, records: &Records, today: Date) -> Shown {
        match &self.work {
            PlanWork::Staff(_) => return people_shown(self, records, today),
            PlanWork::Funds(_) => return money_shown(self, records, today),
            PlanWork::Placement(_) => return children_shown(self, records, today),
            PlanWork::Routes(_) => return ways_shown(self, records, today),
            PlanWork::Places(_) => {}
        }
        let Some(sheet) = PlacesSheet::of(self, records, today, None) else {
            return Shown::from([("measures", Vec::new())]);
        };
        let years = &sheet.bound.layout.years;
        let all = |seated: &[plan::Seating]| {
            let left =
                |(year, one): (&i32, &plan::Seating)| format!("{year}：{}", one.left.iter().sum::<i64>());
            years.iter().zip(seated).map(left).collect::<Vec<String>>()
        };
        let number = |number: Option<i64>| number.map(|number| number.to_string()).into_iter().collect();
        let proof = sheet.proof.as_ref();
        let words = |findings: &[Finding]| findings.iter().map(|one| one.code.to_string()).collect();
        Shown::from([
            ("measures", sheet.done().map(|(_, one)| one.name.clone()).collect()),
            ("cost", number(proof.and_then(|proof| proof.cost))),
            ("bound", number(proof.and_then(|proof| proof.bound))),
            ("lacking", all(&sheet.seated)),
            ("before", all(&sheet.before)),
            ("clash", sheet.clash().into_iter().map(|rule| rule_word(rule).to_owned()).collect()),
            ("unfit", words(&sheet.bound.findings)),
        ])
    }

    fn heeds(&self, written: &Written) -> bool {
        let registers = [PlanScenario::HOUSE.register, PlanChoice::HOUSE.register];
        registers.iter().any(|register| written.touches(register))
    }

    /// Two scenarios of a plan cannot both be adopted; one names years that follow each other.
    fn against(&self, records: &Records, written: &Written, _today: Date) -> Vec<Finding> {
        let mut findings = Vec::new();
        let all = scenarios(self, records);
        let adopted: Vec<&Scenario> =
            all.iter().filter(|one| one.says.state == PlanScenario::ADOPTED).collect();
        let place = |one: &Scenario| Place::whole(format!("规划情景“{}”", one.says.name));
        for row in touched(records, written, PlanScenario::HOUSE.register) {
            let Some(one) = all.iter().find(|one| one.row == row.number) else { continue };
            if adopted.len() > 1 && one.says.state == PlanScenario::ADOPTED {
                let others = adopted.iter().filter(|other| other.row != one.row);
                let names: Vec<&str> = others.map(|other| other.says.name.as_str()).collect();
                let sentence = format!("“{}”已经采用，一个规划只能采用一个情景", names.join("、"));
                let finding = Finding::error("plan.adopted-twice", place(one), sentence);
                findings.push(finding.hint("先把原来的改为比选或作废"));
            }
            if !(one.says.from <= one.says.due && one.says.due <= one.says.to) {
                let sentence = "起始年、达标年、终止年要由先到后";
                findings.push(Finding::error("plan.years", place(one), sentence));
            }
        }
        findings
    }
}
