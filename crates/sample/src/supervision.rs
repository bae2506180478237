//! Out-of-school training and its inspections; the responsible inspectors and the campuses they answer for.

use crate::cases::{Steps, penalty};
use crate::chance::Chance;
use crate::day::Day;
use crate::safety::Campus;
use crate::spec::Spec;
use crate::table::{File, Table, chinese, yes};

pub(crate) fn files(spec: &Spec, campuses: &[Campus], steps: &mut Steps) -> Vec<File> {
    vec![
        institutions(spec),
        visits(spec, steps),
        cases(spec, steps),
        officers(spec),
        withdrawals(spec),
        supervisors(spec),
        posts(spec, campuses),
    ]
}

/// Unlicensed institutions that were closed: the first ones of the list.
const CLOSED: usize = 3;

fn institutions(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "institutions");
    let mut table = Table::new("校外培训机构", "机构编号 名称 类别 镇街 状态 预收费监管");
    for at in 0..spec.institutions.0 {
        let town =
            &spec.towns[if chance.percent(75) { at % spec.streets } else { at % spec.towns.len() }].code;
        let kind = chance.pick(&["学科类", "文化艺术类", "文化艺术类", "文化艺术类", "体育类", "科技类"]);
        let (kind, state) = match at {
            0..CLOSED => ("无证", "取缔"),
            _ if at >= spec.institutions.1 => (kind, if chance.percent(40) { "注销" } else { "停业" }),
            _ => (kind, "在营"),
        };
        let name = format!("样例第{}培训机构", chinese(at as u64 + 1));
        table.row(&[&spec.number("PX", at + 1), &name, &kind, town, &state, &yes(at >= CLOSED)]);
    }
    table.file()
}

/// Every institution of the campaign is visited once, some a second time; a notice is handed out at most once to each.
fn visits(spec: &Spec, steps: &mut Steps) -> File {
    // What is called 双随机一公开 follows a draw, and is recorded after it.
    const FORMS: [&str; 4] = ["明查暗访", "日查夜巡", "联查抽检", "四不两直"];
    const FOUND: [&str; 4] =
        ["收费项目和标准没有公示", "一次性收费超过三个月", "授课教师的资格没有公示", "疏散通道堆放杂物"];
    let mut chance = Chance::named(spec.seed, "inspections");
    let mut table =
        Table::new("执法检查", "检查编号 日期 机构 形式 参与部门 检查人员 发现问题 整改通知书 整改期限");
    let (_, inspected, notices) = spec.institutions;
    let mut visits: Vec<(Day, usize, bool)> = Vec::new();
    let order = chance.order(inspected);
    for (turn, at) in order.iter().enumerate() {
        visits.push((Day::of(spec.year, 2, 21).after(chance.between(0, 290)).workday(), *at, turn < notices));
    }
    for at in order.iter().rev().take(inspected * 3 / 10) {
        visits.push((Day::of(spec.year, 7, 4).after(chance.between(0, 170)).workday(), *at, false));
    }
    visits.sort();
    let mut notice = 0;
    for (at, (day, institution, noticed)) in visits.into_iter().enumerate() {
        let cell = |filled: bool, text: String| if filled { text } else { String::new() };
        let due = day.after(15);
        let review = due.after(chance.between(1, 6)).workday();
        notice += usize::from(noticed);
        let found = if noticed { FOUND[chance.between(1, 4) as usize % FOUND.len()] } else { "" };
        // A few reviews found the problem still there.
        let passed = notice % 19 != 5;
        if noticed {
            let mut case = steps.of("correction-notice", spec.number("JC", at + 1));
            let officer = officer(at);
            let papers = ["样例整改报告", "", ""];
            case.did("报送整改", day.after(9).workday(), ("样例机构负责人", "培训机构"), papers);
            let (step, note) = match passed {
                true => ("复查通过", ""),
                false => ("复查不通过", "样例：问题仍在"),
            };
            case.did(step, review, (&officer, "执法检查组"), ["样例复查单", "", note]);
        }
        table.row(&[
            &spec.number("JC", at + 1),
            &day,
            &spec.number("PX", institution + 1),
            &chance.pick(&FORMS),
            &"样例联合检查组",
            &format!("{}、{}", spec.number("RY", at % 22 + 3), spec.number("RY", (at + 1) % 22 + 3)),
            &found,
            &cell(noticed, format!("样例改〔{}〕{notice}号", spec.year)),
            &cell(noticed, due.to_string()),
        ]);
    }
    table.file()
}

/// What an inspector of training institutions is called.
fn officer(at: usize) -> String {
    format!("样例检查员{:02}", at % 22 + 3)
}

/// Three closures and three penalties in four cases: in two cases both were decided. Adding the decisions would give six.
fn cases(spec: &Spec, steps: &mut Steps) -> File {
    let mut table = Table::new("执法案件", "案件编号 机构 行为日期 立案日期 案由 罚款");
    for (at, (institution, closed, punished, month, fine)) in [
        (1, true, true, 3, "30000.00"),
        (2, true, true, 5, "20000.00"),
        (3, true, false, 7, ""),
        (47, false, true, 8, "10000.00"),
    ]
    .into_iter()
    .enumerate()
    {
        let act = Day::of(spec.year, month, 11);
        let (filed, decided) = (act.after(3).workday(), act.after(40).workday());
        penalty(spec, steps, at, (filed, decided), (closed, punished));
        table.row(&[
            &spec.number("AJ", at + 1),
            &spec.number("PX", institution),
            &act,
            &filed,
            &(if closed {
                "样例案由：未经批准举办培训"
            } else {
                "样例案由：违规收取培训费"
            }),
            &fine,
        ]);
    }
    table.file()
}

/// Officers who inspect training institutions, and how many of them are on leave.
const OFFICERS: usize = 24;
const ON_LEAVE: usize = 2;
/// Officers who have declared a conflict of interest with one institution each.
const DECLARED: usize = 5;

fn officers(spec: &Spec) -> File {
    const UNITS: [&str; 6] =
        ["区教委", "区市场监管局", "区公安局", "区文化旅游委", "区体育事业发展中心", "区科技局"];
    let mut table = Table::new("执法检查人员", "人员编号 姓名 单位 执法证号 在岗");
    for at in 0..OFFICERS {
        table.row(&[
            &spec.number("RY", at + 1),
            &format!("样例检查员{:02}", at + 1),
            &UNITS[at % UNITS.len()],
            &spec.number("ZF", at + 1),
            &yes(at >= ON_LEAVE),
        ]);
    }
    table.file()
}

fn withdrawals(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "withdrawals");
    let mut table = Table::new("回避申报", "人员 机构 事由");
    for at in 0..DECLARED {
        let institution = chance.between(CLOSED as u64 + 1, spec.institutions.0 as u64) as usize;
        let reason = if at % 2 == 0 { "近亲属在该机构任职" } else { "子女在该机构就读" };
        table.row(&[&spec.number("RY", ON_LEAVE + at + 1), &spec.number("PX", institution), &reason]);
    }
    table.file()
}

pub(crate) fn supervisors(spec: &Spec) -> File {
    let mut table = Table::new("责任督学", "年度 督学编号 姓名 督学责任区 聘期起始 聘期终止");
    let (from, to) = (Day::of(spec.year - 1, 9, 1), Day::of(spec.year + 2, 8, 31));
    for at in 0..spec.supervisors {
        let district = format!("样例第{}督学责任区", chinese(at as u64 / 6 + 1));
        table.row(&[
            &spec.year,
            &spec.number("DX", at + 1),
            &format!("样例督学{:02}", at + 1),
            &district,
            &from,
            &to,
        ]);
    }
    table.file()
}

fn posts(spec: &Spec, campuses: &[Campus]) -> File {
    let from = Day::of(spec.year - 1, 9, 1);
    let mut table = Table::new("督学挂牌", "年度 校园 责任督学 挂牌日期");
    for (at, campus) in campuses.iter().enumerate() {
        let number = spec.number("DX", at % spec.supervisors + 1);
        table.row(&[&spec.year, &campus.code, &number, &from]);
    }
    table.file()
}
