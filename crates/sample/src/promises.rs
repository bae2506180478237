//! What the district has promised, and the problems on its lists.

use crate::cases::Steps;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(spec: &Spec, steps: &mut Steps) -> Vec<File> {
    vec![commitments(spec, steps), problems(spec, steps)]
}

/// What is promised for the next year; before it three promises of the year that ends, two of them kept, one carried over.
fn commitments(spec: &Spec, steps: &mut Steps) -> File {
    let mut table = Table::new("工作承诺", "编号 类别 内容 责任单位 提出日期 期限");
    for (at, (kind, wording, unit, month, kept)) in [
        ("投入", "完成教育城域网出口扩容", "区教委", 9, true),
        ("队伍", "招聘公办幼儿园教师，补足空余编制", "区人力社保局", 8, true),
        ("投入", "两所镇幼儿园迁建工程开工", "区教委", 11, false),
    ]
    .into_iter()
    .enumerate()
    {
        let (number, due) = (spec.number("CN", at + 11), Day::of(spec.year, month, 28));
        table.row(&[&number, &kind, &wording, &unit, &Day::of(spec.year - 1, 12, 30), &due]);
        let mut case = steps.of("commitments", number);
        let office = ("样例督导员", "督导室");
        if kept {
            let done = due.before(20).workday();
            case.did("报送完成", done, ("样例承办人", "责任单位"), ["样例完成材料", "", ""]);
            case.did("核实完成", done.after(7).workday(), office, ["样例核实单", "", ""]);
        } else {
            case.did("转入下年", due.workday(), office, ["", "", "用地手续没有办完"]);
        }
    }
    for (at, (kind, wording, unit, month)) in [
        (
            "投入",
            "编制下一年度预算时先核对一般公共预算教育支出和生均支出，确保总量、生均都不低于上年",
            "区财政局",
            3,
        ),
        ("投入", "核定教师待遇时同步比对公务员平均工资，低于时及时补足", "区人力社保局", 6),
        ("投入", "加快城区新建学校和公办幼儿园建设，为超规模学校分流学生", "区教委", 9),
        ("投入", "盘活闲置校舍，统筹用于幼儿园和校外实践场所", "区教委", 10),
        ("队伍", "按全市统一的教职工编制标准重新核定各校编制，把空余编制调往城区缺编学校", "区委编办", 8),
        ("队伍", "扩大区管校聘范围，把交流轮岗向乡村学校和薄弱学科倾斜", "区教委", 9),
        ("队伍", "为没有心理健康教师的学校选配专兼职教师", "区教委", 9),
        ("教学改革", "按学期督查作业、睡眠、手机、读物、体质管理，问题列入整改清单", "区政府教育督导室", 11),
        ("教学改革", "组织城区学校与乡村学校共享课后服务课程和专业师资", "区教委", 11),
        ("教学改革", "逐校落实一校一策，优先补齐体育场地和班额短板", "区教委", 12),
    ]
    .into_iter()
    .enumerate()
    {
        let due = Day::of(spec.year + 1, month, 28);
        table.row(&[&spec.number("CN", at + 1), &kind, &wording, &unit, &Day::of(spec.year, 12, 30), &due]);
    }
    table.file()
}

/// Problems on the eight lists: found by quarter, most closed in time, one late, one still open.
fn problems(spec: &Spec, steps: &mut Steps) -> File {
    const LATE: usize = 2;
    const OPEN: usize = 7;
    let mut table = Table::new("问题清单", "编号 清单 问题 性质 单位 组别 提出日期 期限");
    for (at, (list, problem, unit, group, month)) in [
        ("督查", "两所学校周边交通标线不清", "桂林街道", "镇街组", 1),
        ("安全生产", "学校食堂燃气报警器未年检", "双江镇", "镇街组", 1),
        ("审计", "公用经费结余未及时编入预算", "区教委", "部门组", 2),
        ("信访", "校外培训退费久拖不决", "区市场监管局", "部门组", 4),
        ("社会平安稳定", "放学时段车辆拥堵", "梓潼街道", "镇街组", 4),
        ("网络舆情", "课后服务收费公示不全", "区教委", "部门组", 7),
        ("环保", "学校污水管网破损", "塘坝镇", "镇街组", 7),
        ("巡视", "闲置校舍长期未处置", "区财政局", "部门组", 10),
    ]
    .into_iter()
    .enumerate()
    {
        let (found, due) =
            (Day::of(spec.year, month, 11).workday(), Day::of(spec.year, month + 2, 11).workday());
        let number = spec.number("QD", at + 1);
        table.row(&[&number, &list, &problem, &"一般", &unit, &group, &found, &due]);
        if at == OPEN {
            continue;
        }
        let done = if at == LATE { due.after(14).workday() } else { due.before(16).workday() };
        let mut case = steps.of("problem-lists", number);
        case.did("办理", done, ("样例承办人", "责任单位"), ["样例办理材料", "", ""]);
        case.did("核销", done.after(5).workday(), ("样例督查员", "区委办"), ["样例核销单", "", ""]);
    }
    table.file()
}
