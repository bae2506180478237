//! Leadership: meetings and their items, leaders linked to schools, help given, reports of member units, nil reports.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::extensions;
use crate::problems::{MEETING, Problem, found};
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table, yes};
use std::collections::BTreeSet;

pub(crate) fn files(
    spec: &Spec,
    made: &Schools,
    problems: &mut Vec<Problem>,
    steps: &mut Steps,
) -> Vec<File> {
    let mut files = meetings(spec, problems, steps);
    files.extend([
        links(spec, made),
        visits(spec, made),
        helps(spec, made, steps),
        reports(spec),
        ideology(spec, made),
        six_campuses(spec, made),
    ]);
    files
}

const STANDING: &str = "区委常委会会议";
const EXECUTIVE: &str = "区政府常务会议";

const ITEMS: [(&str, &str, &str); 12] = [
    ("样例议题：教育事业发展规划年度任务", "教育规划", "区教委"),
    ("样例议题：年度教育经费预算安排", "教育投入", "区财政局"),
    ("样例议题：学校布局规划实施情况", "学校建设", "区教委"),
    ("样例议题：新建小学工程进度", "学校建设", "区住房城乡建委"),
    ("样例议题：教职工编制动态调整", "队伍建设", "区委编办"),
    ("样例议题：教师待遇保障", "队伍建设", "区人力社保局"),
    ("样例议题：教育评价改革推进", "教育改革", "区教委"),
    ("样例议题：中小学校党组织领导的校长负责制", "党的建设", "区委组织部"),
    ("样例议题：义务教育优质均衡创建", "教育规划", "区教委"),
    ("样例议题：学前教育普及普惠创建", "教育规划", "区教委"),
    ("样例议题：职业教育发展", "教育规划", "区教委"),
    ("样例议题：校外培训机构治理", "校外培训", "区教委"),
];

/// A meeting: its day, its kind, whether it only heard of school safety, how many items it had.
type Meeting = (Day, &'static str, bool, usize);

/// Meetings on education, and apart from them those that heard of school safety only; then the joint meetings.
fn meetings(spec: &Spec, problems: &mut Vec<Problem>, steps: &mut Steps) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "meetings");
    let (education, safety) = spec.meetings;
    let mut list: Vec<Meeting> = Vec::new();
    let start = Day::of(spec.year, 1, 10);
    for at in 0..education {
        let kind = if at % 2 == 0 { EXECUTIVE } else { STANDING };
        let day = start.after((at * 340 / education) as u64 + chance.between(0, 9)).workday();
        list.push((day, kind, false, chance.between(1, 2) as usize));
    }
    for at in 0..safety {
        list.push((start.after((at * 330 / safety + 18) as u64).workday(), STANDING, true, 1));
    }
    // The executive meeting hears of safety too; the report's count speaks of the standing committee alone.
    for month in [3, 8] {
        list.push((Day::of(spec.year, month, 21).workday(), EXECUTIVE, true, 1));
    }
    for quarter in 0..4 {
        for (kind, day) in
            [("意识形态工作联席会议", 8), ("校园安全防护工作联席会议", 15), ("双减工作联席会议", 22)]
        {
            list.push((
                Day::of(spec.year, quarter * 3 + 2, day).workday(),
                kind,
                kind.starts_with("校园"),
                1,
            ));
        }
    }
    list.push((Day::of(spec.year, 2, 16), "区委教育工作领导小组会议", false, 2));
    let list = apart(list);
    let mut meetings = Table::new("会议", "会议编号 日期 会议类型 纪要编号");
    let mut items =
        Table::new("会议议题", "会议 序号 日期 议题 类别 形式 责任单位 办理期限 办结日期 交办问题");
    let last = Day::of(spec.year, 12, 31);
    let mut general = ITEMS.iter().cycle();
    for (at, (day, kind, safe, count)) in list.iter().enumerate() {
        let number = spec.number("HY", at + 1);
        meetings.row(&[&number, day, kind, &format!("样例纪要〔{}〕{}号", spec.year, at + 1)]);
        for nth in 1..=*count {
            let (title, topic, unit) = match *kind {
                _ if *safe => ("样例议题：学校安全工作情况", "学校安全", "区教委"),
                "意识形态工作联席会议" => {
                    ("样例议题：学校意识形态形势研判", "意识形态", "区委宣传部")
                }
                "双减工作联席会议" => ("样例议题：校外培训治理进展", "校外培训", "区教委"),
                _ => general.next().copied().unwrap_or(ITEMS[0]),
            };
            let form = if *safe { "听取专题汇报" } else { "研究" };
            let due = day.after(chance.between(30, 90));
            let done = settled(steps, (&number, nth), *day, due, last);
            let charged = charge(spec, (&number, kind, *day), problems);
            items.row(&[&number, &nth, day, &title, &topic, &form, &unit, &due, &done, &charged]);
        }
    }
    vec![meetings.file(), items.file()]
}

/// In order, and no body twice on a day: of two meetings the second is on its next free working day.
fn apart(mut list: Vec<Meeting>) -> Vec<Meeting> {
    list.sort();
    let mut taken = BTreeSet::new();
    for (day, kind, ..) in &mut list {
        while !taken.insert((*day, *kind)) {
            *day = day.after(1).workday();
        }
    }
    list.sort();
    list
}

/// What the joint meetings on school safety of spring and summer charge the education committee with, in words.
fn charge(spec: &Spec, (meeting, kind, day): (&str, &str, Day), problems: &mut Vec<Problem>) -> &'static str {
    let charges = [Day::of(spec.year, 5, 1), Day::of(spec.year, 8, 1)];
    let within = |first: &Day| day >= *first && day < first.after(31);
    if kind != "校园安全防护工作联席会议" || !charges.iter().any(within) {
        return "";
    }
    let unit = "区教委".to_owned();
    let problem = Problem { source: MEETING, number: meeting.to_owned(), unit, day };
    let words = found(spec, &problem, 0);
    problems.push(problem);
    words
}

/// What a meeting resolved is done before it is due and verified by others; not yet when the year ends before. The day on
/// which it was settled.
fn settled(steps: &mut Steps, (meeting, nth): (&str, usize), day: Day, due: Day, last: Day) -> String {
    let verified = due.before(1).workday().min(due);
    let reported = due.before(9).workday().max(day);
    if reported > last {
        return String::new();
    }
    let mut case = steps.of("meeting-decisions", format!("{meeting}/{nth}"));
    case.did("报结", reported, ("样例承办人", "责任单位"), ["样例办理报告", "", ""]);
    if verified > last {
        return String::new();
    }
    case.did("核实办结", verified, ("样例督查员", "督查室"), ["", "", ""]);
    verified.to_string()
}

/// Leaders: a third of them of the district, the others heads of departments.
fn leader(at: usize) -> (String, &'static str, String) {
    match at % 72 {
        leader @ 0..24 => {
            (format!("样例区领导{:02}", leader + 1), "区领导", format!("样例区级机关{:02}", leader + 1))
        }
        head => (
            format!("样例部门负责人{:02}", head - 23),
            "区直部门主要负责人",
            format!("样例区直部门{:02}", head - 23),
        ),
    }
}

fn links(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("领导联系学校", "年度 领导 领导类别 单位 学校 起始日期 终止日期");
    let (from, to) = (Day::of(spec.year, 1, 1), Day::of(spec.year, 12, 31));
    for (at, school) in made.schools.iter().enumerate() {
        let (name, kind, unit) = leader(at);
        table.row(&[&spec.year, &name, &kind, &unit, &school.code, &from, &to]);
    }
    table.file()
}

fn visits(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "visits");
    let mut table = Table::new("联系活动", "日期 领导 学校 形式 确认人 确认日期");
    let mut rows = Vec::new();
    for (at, school) in made.schools.iter().enumerate() {
        for (half, month) in [(0, 3), (1, 9)] {
            if half == 0 || chance.percent(70) {
                let day = Day::of(spec.year, month, 1).after(chance.between(0, 80)).workday();
                rows.push((day, at, chance.pick(&["调研", "上思政课", "现场办公"]), &school.code));
            }
        }
    }
    rows.sort();
    for (day, at, form, code) in rows {
        // A visit of autumn now and then is not confirmed by the school.
        let confirmed = day < Day::of(spec.year, 7, 1) || chance.percent(94);
        let (by, on) = if confirmed { ("样例校长", day.to_string()) } else { ("", String::new()) };
        table.row(&[&day, &leader(at).0, code, &form, &by, &on]);
    }
    table.file()
}

fn helps(spec: &Spec, made: &Schools, steps: &mut Steps) -> File {
    const THINGS: [&str; 8] = [
        "校门口道路整治",
        "食堂设备更新",
        "图书补充",
        "操场照明改造",
        "饮水设备安装",
        "校园围墙修缮",
        "心理辅导室布置",
        "校舍防水维修",
    ];
    let mut chance = Chance::named(spec.seed, "helps");
    let mut table = Table::new("好事实事", "编号 事项 学校 领导 承诺日期 办结日期 学校验收");
    let (accepted, open) = spec.helps;
    for at in 0..accepted + open {
        let school = at * 5 % made.schools.len();
        let promised = Day::of(spec.year, 1, 15).after(at as u64 * 8 % 280).workday();
        let done = promised.after(chance.between(15, 55)).workday();
        let finished = at < accepted;
        let thing = format!("样例实事：{}", THINGS[at % THINGS.len()]);
        if finished {
            let mut case = steps.of("practical-help-items", spec.number("SS", at + 1));
            case.did("办结", done, ("样例承办人", "承办单位"), ["样例照片", "", ""]);
            case.did("学校验收", done.after(5).workday(), ("样例学校经办人", "学校"), ["", "", ""]);
        }
        let done = if finished { done.to_string() } else { String::new() };
        table.row(&[
            &spec.number("SS", at + 1),
            &thing,
            &made.schools[school].code,
            &leader(school).0,
            &promised,
            &done,
            &yes(finished),
        ]);
    }
    table.file()
}

fn reports(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "reports");
    let mut table = Table::new("成员单位报告", "年度 单位 报送日期 履职情况 存在问题 审阅意见");
    for unit in crate::duties::UNITS {
        let filed = match unit {
            extensions::MEMBER => extensions::reported(spec),
            _ => Day::of(spec.year, 12, 1).after(chance.between(0, 13)),
        };
        let trouble = chance.pick(&["", "", "牵头事项的进度慢于计划", "与学校的对接还不够经常"]);
        table.row(&[&spec.year, &unit, &filed, &"样例：按分工完成年度任务", &trouble, &"通过"]);
    }
    table.file()
}

/// Every school files every quarter, which together with an empty register of events proves the zero. Now and then the
/// situation was not made known at the school before.
pub(crate) fn ideology(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "ideology");
    let mut table = Table::new("意识形态报告", "年度 季度 学校 报送日期 通报日期");
    for quarter in 1..=4i64 {
        for school in &made.schools {
            let filed = Day::of(spec.year, quarter * 3, 15).after(chance.between(0, 10));
            let told = filed.before(chance.between(1, 6));
            let told = if chance.percent(97) { told.to_string() } else { String::new() };
            table.row(&[&spec.year, &quarter, &school.code, &filed, &told]);
        }
    }
    table.file()
}

fn six_campuses(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "six");
    let mut table = Table::new("六个校园", "年度 学校 类型 自评得分 复核得分 认定日期");
    for school in &made.schools {
        for kind in ["清廉校园", "书香校园", "智慧校园", "法治校园", "平安校园", "绿色校园"]
        {
            let own = chance.between(78, 98);
            let review = own - chance.between(0, 6);
            let day = Day::of(spec.year, 11, 1).after(chance.between(0, 40)).workday();
            let certified = if review >= 85 { day.to_string() } else { String::new() };
            table.row(&[&spec.year, &school.code, &kind, &own, &review, &certified]);
        }
    }
    table.file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_body_meets_twice_on_a_day() {
        let day = Day::of(2022, 3, 4);
        let meeting = |kind| (day, kind, false, 1);
        let list = apart(vec![meeting(STANDING), meeting(EXECUTIVE), meeting(STANDING), meeting(STANDING)]);
        let days: Vec<String> =
            list.iter().filter(|one| one.1 == STANDING).map(|one| one.0.to_string()).collect();
        assert_eq!(days, ["2022-03-04", "2022-03-07", "2022-03-08"], "the fourth was a Friday");
        assert_eq!(list.iter().filter(|one| one.1 == EXECUTIVE).map(|one| one.0).collect::<Vec<_>>(), [day]);
    }
}
