//! Plans: planning documents and their goals, places, the network, standing bodies,
//! agreements with enterprises.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::consultation;
use crate::day::Day;
use crate::preschool::Kindergarten;
use crate::schools::{Area, Schools, Section, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(
    spec: &Spec,
    made: &Schools,
    kindergartens: &[Kindergarten],
    steps: &mut Steps,
) -> Vec<File> {
    let mut files = vec![
        documents(spec),
        goals(spec),
        places(spec, made, kindergartens),
        network(spec, made),
        outages(spec, made),
        bodies(spec),
        enterprises(spec),
        idle(spec),
    ];
    files.extend(consultation::files(spec, &special_school(spec), steps));
    files
}

/// The draft on which comments are asked for.
fn special_school(spec: &Spec) -> String {
    format!("{}专门学校建设方案（征求意见稿）", spec.name)
}

fn documents(spec: &Spec) -> File {
    let mut table = Table::new("规划文件", "编号 名称 类别 起始年 终止年 状态 文号 成文日期");
    let name = spec.name.as_str();
    let plan = if spec.real { "潼南府发〔2021〕18号" } else { "" };
    let start = spec.year;
    for (at, (title, kind, from, to, state, number, day)) in [
        (
            format!("{name}教育事业发展“十四五”规划（{}—{}年）", start - 1, start + 3),
            "教育事业规划",
            (start - 1).to_string(),
            (start + 3).to_string(),
            "印发",
            plan,
            Day::of(start - 1, 12, 20).to_string(),
        ),
        (
            format!("{name}{}—{}年学校布局规划", start, start + 3),
            "学校布局规划",
            start.to_string(),
            (start + 3).to_string(),
            "印发",
            "",
            Day::of(start, 4, 18).to_string(),
        ),
        (
            format!("{name}关于“十四五”普通高中发展提升行动计划的实施方案"),
            "普通高中提升方案",
            (start - 1).to_string(),
            (start + 3).to_string(),
            "印发",
            "",
            Day::of(start, 7, 12).to_string(),
        ),
        (
            special_school(spec),
            "专门学校建设方案",
            String::new(),
            String::new(),
            "征求意见",
            "",
            String::new(),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        table.row(&[&spec.number("GH", at + 1), &title, &kind, &from, &to, &state, &number, &day]);
    }
    table.file()
}

fn goals(spec: &Spec) -> File {
    let mut table = Table::new("规划目标", "编号 规划 目标 目标下限 目标上限 计量单位 完成年 申报值");
    let end = spec.year + 3;
    for (at, (goal, low, high, unit, now)) in [
        ("引进高职院校", "1", "2", "所", "0"),
        ("学前三年毛入园率", "92", "92", "百分数", ""),
        ("普惠性幼儿园覆盖率", "90", "90", "百分数", ""),
        ("义务教育巩固率", "99", "99", "百分数", "99.2"),
        ("高中阶段毛入学率", "97", "97", "百分数", "96.4"),
    ]
    .into_iter()
    .enumerate()
    {
        table.row(&[
            &spec.number("MB", at + 1),
            &spec.number("GH", 1),
            &goal,
            &low,
            &high,
            &unit,
            &end,
            &now,
        ]);
    }
    table.file()
}

/// The need for places forecast for the end of the plan: more pupils in the city than its classes have room for, fewer
/// in the country. The places there are follow from the classes.
fn places(spec: &Spec, made: &Schools, kindergartens: &[Kindergarten]) -> File {
    let mut table = Table::new("学位供需", "年度 区域 学段 预测需求");
    for (area, urban, forecast) in [("城区", true, 104), ("农村", false, 92)] {
        let gardens = kindergartens.iter().filter(|k| (k.area == Area::Urban) == urban);
        let children: u64 = gardens.map(|k| k.children).sum();
        table.row(&[&spec.year, &area, &"学前教育", &(children * 96 / 100)]);
        for stage in [Stage::Primary, Stage::Junior] {
            let here = |section: &&Section| (made.schools[section.school].area == Area::Urban) == urban;
            let sections = made.sections.iter().filter(|section| section.stage == stage).filter(here);
            let pupils: u64 = sections.map(|section| section.pupils).sum();
            table.row(&[&spec.year, &area, &stage.word(), &(pupils * forecast / 100)]);
        }
    }
    table.file()
}

fn network(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "network");
    let mut table = Table::new("网络接入", "年度 学校 到校带宽 内网带宽 实测日期");
    for school in &made.schools {
        let day = Day::of(spec.year, 11, 7).after(chance.between(0, 25)).workday();
        table.row(&[&spec.year, &school.code, &10_000, &10, &day]);
    }
    table.file()
}

/// Each time that a school's link was down: in a year up to forty hundredths of a per cent of the time.
fn outages(spec: &Spec, made: &Schools) -> File {
    let (mut down, mut chance) =
        (Chance::named(spec.seed, "outages"), Chance::named(spec.seed, "outage days"));
    let mut table = Table::new("网络中断", "编号 学校 日期 时长 原因");
    let mut number = 0;
    for school in &made.schools {
        let minutes = (down.between(0, 40) + 1) * 365 * 1_440 / 10_000;
        let times = minutes.div_ceil(600) + chance.between(0, 1);
        for part in share(minutes, &vec![1; times as usize]) {
            number += 1;
            let day = Day::of(spec.year, 1, 1).after(chance.between(0, 364));
            let cause = chance.pick(&["停电", "线路", "线路", "设备", "检修"]);
            table.row(&[&spec.number("WL", number), &school.code, &day, &part, &cause]);
        }
    }
    table.file()
}

fn bodies(spec: &Spec) -> File {
    let mut table = Table::new("议事机构", "编号 名称 类别 成立日期");
    for (at, (title, kind, month)) in [
        ("专门教育指导委员会", "委员会", 3),
        ("残疾儿童（少年）义务教育专家委员会", "专家委员会", 4),
        ("校外教育培训监管科", "内设科室", 2),
        ("“双减”工作联席会议", "联席会议", 2),
        ("学校意识形态工作联席会议", "联席会议", 1),
        ("校园安全防护工作联席会议", "联席会议", 3),
    ]
    .into_iter()
    .enumerate()
    {
        let day = Day::of(spec.year, month, 15).workday();
        table.row(&[&spec.number("JG", at + 1), &format!("{}{title}", spec.name), &kind, &day]);
    }
    table.file()
}

/// Buildings that schools left: most are used anew or have a plan, one has none.
fn idle(spec: &Spec) -> File {
    let mut table = Table::new("闲置校产", "编号 名称 镇街 建筑面积 现状 闲置起始 再利用方向 期限");
    for (at, (name, area, state, since, to, due)) in [
        ("原中心校旧教学楼", 1860, "已再利用", 6, "公办幼儿园", 0),
        ("原村小校舍一", 640, "已再利用", 8, "劳动实践基地", 0),
        ("原村小校舍二", 520, "改造中", 5, "社区公共服务", 1),
        ("原教学点校舍一", 310, "闲置", 4, "教师周转房", 1),
        ("原教学点校舍二", 280, "闲置", 3, "", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let town = &spec.towns[(at * 4 + spec.streets) % spec.towns.len()].code;
        let from = Day::of(spec.year - since, 9, 1);
        let until = if due > 0 { Day::of(spec.year + due, 8, 31).to_string() } else { String::new() };
        table.row(&[&spec.number("XZ", at + 1), &name, town, &area, &state, &from, &to, &until]);
    }
    table.file()
}

fn enterprises(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "enterprises");
    let mut table = Table::new("校企合作", "年度 编号 合作企业 形式 学生数 签约日期");
    for at in 0..12 {
        let form = ["校企联办", "引企入校", "订单培养"][at % 3];
        let day = Day::of(spec.year, 3, 1).after(chance.between(0, 240)).workday();
        let name = format!("样例企业{:02}", at + 1);
        table.row(&[&spec.year, &spec.number("XQ", at + 1), &name, &form, &chance.between(24, 96), &day]);
    }
    table.file()
}
