//! Building projects, and how far each has come.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// How far a project has come by the end of the year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Approved,
    Begun,
    Finished,
    InUse,
}

/// A project to be.
struct Plan {
    kind: &'static str,
    school: String,
    area: &'static str,
    reached: Reached,
    cost: u64,
    classes: u64,
    size: u64,
}

pub(crate) fn file(spec: &Spec, steps: &mut Steps) -> File {
    let mut table =
        Table::new("建设项目", "年度 编号 项目名称 类型 项目学校 城乡 计划投资 新增班数 设计班额 立项日期");
    for (at, plan) in plans(spec).into_iter().enumerate() {
        let (number, title) = (spec.number("XM", at + 1), format!("{}{}项目", plan.school, plan.kind));
        let [approved, begun, finished, used] = days(spec, &plan);
        table.row(&[
            &spec.year,
            &number,
            &title,
            &plan.kind,
            &plan.school,
            &plan.area,
            &format!("{}.00", plan.cost),
            &plan.classes,
            &plan.size,
            &approved,
        ]);
        let mut case = steps.of("building", number);
        for (reached, step, day, by, paper) in [
            (Reached::Begun, "开工", begun, ("样例项目经理", "建设单位"), "样例开工报告"),
            (Reached::Finished, "竣工验收", finished, ("样例验收组长", "住建部门"), "样例竣工验收表"),
            (Reached::InUse, "投用", used, ("样例基建科长", "区教委"), "样例移交书"),
        ] {
            if plan.reached >= reached {
                case.did(step, day, by, [paper, "", ""]);
            }
        }
    }
    table.file()
}

/// Days of approval, beginning, completion, use. What is in use this year was begun the year before.
fn days(spec: &Spec, plan: &Plan) -> [Day; 4] {
    let (year, before) = (spec.year, spec.year - 1);
    match plan.reached {
        Reached::InUse => [
            Day::of(before - 1, 9, 7),
            Day::of(before, 2, 22),
            Day::of(year, 7, 15).workday(),
            Day::of(year, 9, 1),
        ],
        Reached::Approved => [Day::of(year, 10, 10); 4],
        _ => {
            let done = Day::of(year, 10, 28);
            [Day::of(year, 3, 7), Day::of(year, 5, 9), done, done]
        }
    }
}

fn plans(spec: &Spec) -> Vec<Plan> {
    let mut chance = Chance::named(spec.seed, "projects");
    let named = |real: &str, other: &str| {
        if spec.real { format!("{real}（样例）") } else { format!("样例{other}") }
    };
    let mut plans = Vec::new();
    let mut add = |kind, school, (area, reached): (_, _), cost, (classes, size): (_, _)| {
        plans.push(Plan { kind, school, area, reached, cost, classes, size });
    };
    for (real, other) in
        [("潼州小学", "城区第一小学"), ("青石小学", "城区第二小学"), ("东安小学", "城区第三小学")]
    {
        let cost = chance.between(9_800, 12_600);
        add("新建小学", named(real, other), ("城区", Reached::InUse), cost, (36, 45));
    }
    for (real, other) in [("同诚天悦幼儿园", "小区第一幼儿园"), ("潼樾府幼儿园", "小区第二幼儿园")]
    {
        let cost = chance.between(1_600, 2_100);
        add("小区配套幼儿园", named(real, other), ("城区", Reached::InUse), cost, (12, 30));
    }
    for (real, other) in [("塘坝幼儿园", "镇第一幼儿园"), ("古溪幼儿园", "镇第二幼儿园")]
    {
        let cost = chance.between(1_200, 1_800);
        add("幼儿园迁建", named(real, other), ("镇区", Reached::Approved), cost, (0, 30));
    }
    for at in 0..7 {
        let school = match at {
            0 => named("双江小学", "镇第一小学"),
            _ => format!("样例运动场项目学校{at}"),
        };
        let area = if at < 5 { "镇区" } else { "乡村" };
        add("运动场建设", school, (area, Reached::Finished), chance.between(180, 420), (0, 45));
    }
    for at in 0..6 {
        let school = match at {
            0 => named("实验小学", "城区第四小学"),
            _ => format!("样例校舍改造学校{at}"),
        };
        add("校舍改造", school, ("城区", Reached::Begun), chance.between(260, 900), (0, 45));
    }
    add("存量资产利用", "样例闲置村小".into(), ("乡村", Reached::Finished), 120, (0, 45));
    plans
}
