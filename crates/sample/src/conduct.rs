//! Evaluation reform and teachers' conduct: checks against the negative list, plans of appraisal, ethics cases.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::problems::{Problem, found};
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

pub(crate) fn files(
    spec: &Spec,
    made: &Schools,
    problems: &mut Vec<Problem>,
    steps: &mut Steps,
) -> Vec<File> {
    let mut files = evaluation(spec, made, problems);
    files.extend([plans(spec, made), clauses()]);
    files.extend(ethics(spec, made, steps));
    files
}

/// Each school once a term; a clause that is touched stands in a row of its own and opens a case.
fn evaluation(spec: &Spec, made: &Schools, problems: &mut Vec<Problem>) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "evaluation");
    let mut table = Table::new("评价改革自查", "编号 年度 学校 自查日期 自查人");
    let mut touches = Table::new("负面清单触碰", "编号 自查 学校 发现日期 条款 事实");
    let (mut number, mut touched) = (0, 0);
    for (month, first) in [(4, 6), (10, 8)] {
        for (at, school) in made.schools.iter().enumerate() {
            number += 1;
            let check = spec.number("PJ", number);
            let touches_one = chance.percent(8);
            let day = Day::of(spec.year, month, first).after(chance.between(0, 30)).workday();
            let by = format!("样例自查人{:03}", at + 1);
            table.row(&[&check, &spec.year, &school.code, &day, &by]);
            if touches_one {
                touched += 1;
                let id = spec.number("CP", touched);
                let problem =
                    Problem {
                        source: "评价改革自查", number: id.clone(), unit: school.name.clone(), day
                    };
                let fact = found(spec, &problem, 0);
                touches.row(&[
                    &id,
                    &check,
                    &school.code,
                    &day,
                    &"样例条款：不得把升学率与教师绩效挂钩",
                    &fact,
                ]);
                problems.push(problem);
            }
        }
    }
    vec![table.file(), touches.file()]
}

/// One plan of appraisal a school, passed by its staff and filed.
fn plans(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "plans");
    let mut table = Table::new("激励考核方案", "学校 方案 通过日期 备案日期");
    for school in &made.schools {
        let passed = Day::of(spec.year, 3, 7).after(chance.between(0, 60)).workday();
        let filed = passed.after(chance.between(5, 25)).workday();
        table.row(&[&school.code, &"样例教师激励考核方案", &passed, &filed]);
    }
    table.file()
}

/// The clauses of the list on teachers' conduct: thirty of what is asked, thirty of what is barred.
fn clauses() -> File {
    const DUTIES: [&str; 10] = [
        "备课上课",
        "作业布置",
        "考试评价",
        "班级管理",
        "家校沟通",
        "课后服务",
        "同事协作",
        "学生安全",
        "个人修养",
        "进修学习",
    ];
    const ASKED: [&str; 3] = ["按规定认真履行", "公平对待每一名学生", "主动接受监督"];
    const BARRED: [&str; 3] = ["不得敷衍塞责", "不得歧视或者体罚学生", "不得谋取不当利益"];
    let mut table = Table::new("师德清单条款", "版本 序号 性质 内容 现行");
    let mut number = 0;
    for (kind, wordings) in [("正面", ASKED), ("负面", BARRED)] {
        for duty in DUTIES {
            for wording in wordings {
                number += 1;
                table.row(&[&"2021", &number, &kind, &format!("样例条款：{duty}方面{wording}"), &yes(true)]);
            }
        }
    }
    table.file()
}

/// What was found of a teacher: month, clause, fact, decision; whether an appeal was decided, and how.
const ETHICS: [(i64, u64, &str, &str, Option<&str>); 4] = [
    (3, 33, "批改作业长期由学生代劳", "谈话提醒", None),
    (4, 41, "罚学生在走廊站立一节课", "通报批评", None),
    (5, 48, "利用课后时间有偿补课", "降低考核等次", Some("维持")),
    (10, 45, "在家长群点名公布学生成绩排名", "谈话提醒", None),
];

/// Ethics cases with their steps, and the appraisal of the teacher whose grade was lowered.
fn ethics(spec: &Spec, made: &Schools, steps: &mut Steps) -> Vec<File> {
    let mut table = Table::new(
        "师德事件",
        "编号 学校 教师编号 条款版本 条款序号 发现日期 事实 听取申辩日期 决定日期 决定 申诉日期 复核决定日期 复核结果",
    );
    let mut appraisals = Table::new("教师考核", "学年 教师编号 学校 等次 师德事件 事由");
    for (at, (month, clause, fact, decision, appeal)) in ETHICS.into_iter().enumerate() {
        let (id, teacher) = (spec.number("SD", at + 1), format!("样例教师{:04}", at * 811 + 37));
        let school = &made.schools[(at * 29 + 11) % made.schools.len()];
        let day = Day::of(spec.year, month, 9).workday();
        let [heard, decided, appealed, reviewed] = [8, 18, 28, 50].map(|days| day.after(days).workday());
        let mut case = steps.of("ethics-handling", id.clone());
        let paper = |name: &'static str| [name, "", ""];
        case.did("核实完毕", day.after(5).workday(), ("样例核查人", "学校"), paper("样例核查记录"));
        case.did("听取申辩", heard, ("样例记录人", "学校"), paper("样例申辩笔录"));
        case.did(&format!("决定{decision}"), decided, ("样例人事科科长", "人事科"), paper("样例决定书"));
        let (mut appeal_day, mut review_day) = (String::new(), String::new());
        match appeal {
            Some(outcome) => {
                case.did("申诉", appealed, (&teacher, "教师"), ["", "", "认为处理过重"]);
                let board = ("样例委员会主任", "师德建设委员会");
                case.did(outcome, reviewed, board, paper("样例复核决定"));
                (appeal_day, review_day) = (appealed.to_string(), reviewed.to_string());
                let cells: [&dyn std::fmt::Display; 6] =
                    [&spec.year, &teacher, &school.code, &"基本合格", &id, &""];
                appraisals.row(&cells);
            }
            None => case.did("没有申诉", appealed, ("样例人事科干部", "人事科"), ["", "", ""]),
        }
        table.row(&[
            &id,
            &school.code,
            &teacher,
            &"2021",
            &clause,
            &day,
            &fact,
            &heard,
            &decided,
            &decision,
            &appeal_day,
            &review_day,
            &appeal.unwrap_or_default(),
        ]);
    }
    vec![table.file(), appraisals.file()]
}
