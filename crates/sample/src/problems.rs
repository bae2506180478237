//! The rectification list: every problem that somebody found, in words, and what was done about it.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::extensions;
use crate::rechecks;
use crate::spec::Spec;
use crate::table::{File, Table, yes};
use std::collections::BTreeMap;

/// A problem that somebody found: source, number of the record, responsible unit, day.
pub(crate) struct Problem {
    pub(crate) source: &'static str,
    pub(crate) number: String,
    pub(crate) unit: String,
    pub(crate) day: Day,
}

/// What is found, by source; of a campaign by the place of its number.
const WORDINGS: [(&str, &[&str]); 6] = [
    (
        "评价改革自查",
        &[
            "教师绩效考核办法仍写有升学率指标",
            "班级公示栏张贴了学生期中成绩排名",
            "职称评审量化表以荣誉称号加分",
            "年级会议通报各班平均分排名",
            "优秀教师评选办法把任教班级成绩作为前置条件",
        ],
    ),
    (
        "应急演练",
        &[
            "东侧楼梯口堆放课桌，疏散受阻",
            "两个班没有按预案路线疏散",
            "应急广播在操场一侧听不清",
            "疏散用时超过预案要求",
            "安全出口指示灯有损坏没有更换",
            "集合后清点人数没有报告到指挥点",
        ],
    ),
    (
        "专项督查",
        &[
            "部分学校安全工作台账记录不全",
            "校车和接送车辆的核查没有形成记录",
            "两所学校的食堂承包合同没有备案",
            "隐患整改通知下发后没有回访",
        ],
    ),
    (
        "镇街专项检查",
        &[
            "校门口流动摊贩没有按时清理",
            "学校周边一处塘库没有设置警示牌",
            "通学路段缺少减速设施",
            "护学岗排班表没有张贴",
            "村社区没有按月走访留守学生家庭",
        ],
    ),
    (
        "学校专项抽查",
        &[
            "实验室危化品账物不符",
            "宿舍楼一处消防栓压力不足",
            "保安交接班记录漏记",
            "食堂留样没有标注时间",
            "监控存储不足三十天",
            "教室后门上锁，紧急时打不开",
        ],
    ),
    (MEETING, &["两所学校门前人车混行，放学时段没有交通疏导", "城区三处在建工地紧邻学校，围挡和警示不到位"]),
];

/// What a joint meeting charges a unit with.
pub(crate) const MEETING: &str = "联席会议";

/// What each campaign found, in the order of the campaigns.
const CAMPAIGNS: [&[&str]; 5] = [
    &["一所民办学校公办教师没有按期退出", "一所民办学校校名没有变更", "办学协议没有按规定终止"],
    &[
        "服务性收费没有公示",
        "代收费结余没有及时退还",
        "一所学校跨学期预收费",
        "课后服务费没有专账核算",
        "教辅征订没有坚持自愿",
    ],
    &["课程方案执行不到位", "作业公示制度没有坚持", "一所学校提前分班", "教师评价办法没有修订"],
    &[
        "干部选拔任用档案材料不全",
        "干部轮岗没有按年限执行",
        "兼职审批手续不全",
        "民主推荐记录不完整",
        "任前公示期不足",
        "中层干部选任方案没有备案",
    ],
    &[
        "意识形态责任清单没有细化到岗位",
        "校园网络阵地台账没有更新",
        "论坛讲座审批记录不全",
        "社团活动备案不及时",
        "读物进校园审查没有留痕",
    ],
];

/// What a problem is, in words; `nth` counts those of one record.
pub(crate) fn found(spec: &Spec, problem: &Problem, nth: usize) -> &'static str {
    let place = problem.number.rsplit('-').next().and_then(|last| last.parse::<usize>().ok()).unwrap_or(1);
    let campaign = CAMPAIGNS[(place + CAMPAIGNS.len() - 1) % CAMPAIGNS.len()];
    let of_source = WORDINGS.iter().find(|(source, _)| *source == problem.source).map(|(_, words)| *words);
    let (words, first) = match of_source {
        Some(words) => {
            let mut chance = Chance::named(spec.seed, &problem.number);
            (words, chance.between(0, words.len() as u64 - 1) as usize)
        }
        None => (campaign, 0),
    };
    words[(first + nth) % words.len()]
}

/// The number of a case: of what a row of another register opens, the prefix and that row's number; what that row found
/// besides has a number of its own.
fn case_number(spec: &Spec, problem: &Problem, at: usize, nth: usize) -> String {
    match problem.source {
        "评价改革自查" => format!("ZC-{}", problem.number),
        "应急演练" => format!("YL-{}", problem.number),
        MEETING => format!("HY-{}/1", problem.number),
        "专项督查" | "镇街专项检查" | "学校专项抽查" if nth == 0 => {
            format!("DC-{}", problem.number)
        }
        _ => spec.number("ZG", at + 1),
    }
}

/// Found, fixed by one person, verified and struck off by another; what was found late in the year is still open, and two
/// of what the monthly checks found were left undone. What was found last may take longer. The problems of the year before
/// come first.
pub(crate) fn rectification(spec: &Spec, mut problems: Vec<Problem>, steps: &mut Steps) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "rectification");
    let mut table = Table::new(
        "整改问题",
        "编号 问题 来源 来源编号 责任单位 整改责任人 发现日期 整改期限 完成日期 复核人 销号日期 严重程度 敏感",
    );
    rechecks::problems(spec, &mut table, steps);
    let order = |one: &Problem| (one.source == MEETING, one.day, one.number.clone());
    problems.sort_by_key(order);
    let close_of_year = Day::of(spec.year, 12, 31);
    let mut of_record: BTreeMap<String, usize> = BTreeMap::new();
    let (mut spot_checks, mut longer) = (0, None);
    for (at, problem) in problems.into_iter().enumerate() {
        let nth = *of_record.entry(problem.number.clone()).and_modify(|nth| *nth += 1).or_insert(0);
        spot_checks += usize::from(problem.source == "学校专项抽查");
        let overdue = problem.source == "学校专项抽查" && matches!(spot_checks, 8 | 19);
        let due = problem.day.after(30);
        let done = problem.day.after(chance.between(8, 28)).workday().min(due);
        let struck = done.after(chance.between(2, 9)).workday();
        let closed = !overdue && struck <= close_of_year;
        let cell = |filled: bool, text: String| if filled { text } else { String::new() };
        let (fixer, reviewer) =
            (format!("样例整改人{:03}", at % 60 + 1), format!("样例复核人{:02}", at % 15 + 1));
        let number = case_number(spec, &problem, at, nth);
        let planned = problem.day.after(3).workday();
        if planned <= close_of_year {
            if !closed && !overdue {
                longer = Some((number.clone(), problem.unit.clone(), due));
            }
            let mut case = steps.of("rectification", number.clone());
            case.did("制定方案", planned, (&fixer, "责任单位"), ["样例整改方案", "", ""]);
            if closed {
                case.did("完成整改", done, (&fixer, "责任单位"), ["样例整改照片", "", ""]);
                case.did("复核销号", struck, (&reviewer, "督导室"), ["样例复核单", "", ""]);
            }
        }
        let sensitive =
            problem.source == "专项行动" && ["-004", "-005"].iter().any(|end| problem.number.ends_with(end));
        table.row(&[
            &number,
            &found(spec, &problem, nth),
            &problem.source,
            &problem.number,
            &problem.unit,
            &fixer,
            &problem.day,
            &due,
            &cell(closed, done.to_string()),
            &cell(closed, reviewer),
            &cell(closed, struck.to_string()),
            &chance.pick(&["一般", "一般", "一般", "较重", "严重"]),
            &yes(sensitive),
        ]);
    }
    vec![table.file(), extensions::file(spec, longer)]
}
