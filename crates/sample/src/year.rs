//! The district's year, day by day: which rows become known when.
//!
//! What stands at the beginning is set up on the first working day; what is counted once a year comes in as files on the
//! day it is reported; all else is recorded on the day it happens, and a row whose later cells (办结日期, 销号日期) come
//! with time is recorded again when they do.

use crate::before;
use crate::chance::Chance;
use crate::table::{File, row_text};
use crate::{Spec, district};
use std::collections::BTreeMap;

/// What is done on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day: 2022-03-07.
    pub date: String,
    /// Files handed in, in an order in which a row comes after the rows it refers to.
    pub files: Vec<File>,
    /// Rows recorded by hand, in the same order.
    pub rows: Vec<Given>,
    /// Draws whose lists are sealed when that is done, by the id of their definition.
    pub seals: Vec<&'static str>,
    /// Draws held after that, by the id of their definition, each with the public value that it waited for.
    pub draws: Vec<(&'static str, String)>,
    /// Notices sent after that, by the id of their definition.
    pub notices: Vec<&'static str>,
}

/// A row recorded by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The register, by name.
    pub register: String,
    /// Cells that hold something, by field.
    pub cells: Vec<(String, String)>,
}

/// When the rows of a register become known.
#[derive(Clone, Copy)]
enum Known {
    /// They stand when the year begins.
    Start,
    /// On the day of a column (none: when the year begins), and with it all cells but those that follow later: for each
    /// of these the column that says when (none: when the year is over), the columns that come with it, and what stands
    /// in them until then.
    On(&'static str, &'static [(&'static str, &'static [&'static str], &'static str)]),
    /// On the day by which schools report the state of 1 September, under the school year.
    Snapshot,
    /// When the year is over.
    End,
    /// Not at all: the office writes it itself when the year is played.
    Played,
}

/// In the place of a day: the cells are filled by a step of the case, on the day of that step.
const BY_STEP: &str = "办理步骤";

/// What the steps of an ethics case fill in.
const ETHICS_BY_STEP: &[&str] = &["听取申辩日期", "决定日期", "决定", "申诉日期", "复核决定日期", "复核结果"];

/// Registers whose rule does not follow from their columns.
const RULES: &[(&str, Known)] = &[
    ("一园一策", Known::On("核查日期", &[])),
    ("一校一策", Known::On("提出日期", &[])),
    ("专项行动", Known::On("启动日期", &[(BY_STEP, &["办结日期"], "")])),
    ("会议议题", Known::On("日期", &[(BY_STEP, &["办结日期"], "")])),
    ("学校议事规则", Known::On("通过日期", &[("备案日期", &["备案日期"], "")])),
    ("党建责任清单", Known::On("签订日期", &[])),
    ("激励考核方案", Known::On("通过日期", &[("备案日期", &["备案日期"], "")])),
    ("负面清单触碰", Known::On("发现日期", &[])),
    ("师德事件", Known::On("发现日期", &[(BY_STEP, ETHICS_BY_STEP, "")])),
    ("好事实事", Known::On("承诺日期", &[(BY_STEP, &["办结日期"], ""), (BY_STEP, &["学校验收"], "否")])),
    ("工作承诺", Known::On("提出日期", &[])),
    ("自评问题", Known::On("提出日期", &[(BY_STEP, &["销号日期"], "")])),
    ("征求意见", Known::On("发出日期", &[(BY_STEP, &["印发日期"], "")])),
    ("反馈意见", Known::On("收到日期", &[("答复日期", &["处理", "答复日期"], "")])),
    ("溺亡事件", Known::On("发生日期", &[])),
    ("延期", Known::On("批准日期", &[])),
    ("得分核定", Known::On("核定日期", &[])),
    ("问题清单", Known::On("提出日期", &[])),
    ("意识形态报告", Known::On("报送日期", &[])),
    ("成员单位报告", Known::On("报送日期", &[])),
    ("幼儿园保教人员", Known::On("到岗日期", &[("离岗日期", &["离岗日期"], "")])),
    ("防溺水点位", Known::On("设置日期", &[])),
    ("安防核验", Known::On("日期", &[("复查合格日期", &["复查合格日期"], "")])),
    ("监护风险名单", Known::On("纳入日期", &[])),
    ("通知", Known::Played),
    ("信件", Known::Played),
    ("信件动态", Known::Played),
    ("五项管理", Known::On("检查日期", &[])),
    ("体质测试", Known::On("测试日期", &[])),
    ("学期", Known::Start),
    ("建设项目", Known::On("立项日期", &[])),
    ("执法案件", Known::On("立案日期", &[])),
    ("法律依据", Known::Start),
    ("整改问题", Known::On("发现日期", &[(BY_STEP, &["完成日期", "复核人", "销号日期"], "")])),
    ("法治副校长", Known::On("起聘日期", &[])),
    ("安置个案", Known::On("受理日期", &[(BY_STEP, &["决定日期"], "")])),
    ("残疾儿童比对", Known::On("比对日期", &[(BY_STEP, &["未入学原因"], "")])),
    ("校企合作", Known::On("签约日期", &[])),
    ("网络接入", Known::On("实测日期", &[])),
    ("评价改革自查", Known::On("自查日期", &[])),
    ("议事机构", Known::On("成立日期", &[])),
    ("督学挂牌", Known::Start),
    ("责任督学", Known::Start),
    ("残疾儿童教育专家", Known::On("起聘日期", &[])),
    ("联动事项", Known::On("起始日期", &[])),
    ("联动责任", Known::On("起始日期", &[])),
    ("护校队员", Known::Start),
    ("护学岗排班", Known::On("起始日期", &[])),
    ("个案责任教师", Known::Snapshot),
    ("暑期督导分工", Known::On("分工日期", &[("督导日期", &["督导日期"], "")])),
    ("校历", Known::Start),
    ("领导联系学校", Known::Start),
    ("区界", Known::Start),
    ("设备", Known::Snapshot),
    ("保安员", Known::Snapshot),
];

/// Days on or after which the lists of draws are sealed. They are drawn on the next day on which anything is recorded, when
/// the public value is there.
const DRAWS: &[(&str, &str)] = &[
    ("01-10", "school-safety"),
    ("02-21", "school-safety"),
    ("03-14", "school-safety"),
    ("04-12", "training-institutions"),
    ("04-18", "school-safety"),
    ("05-16", "school-safety"),
    ("06-13", "school-safety"),
    ("07-04", "school-safety"),
    ("08-29", "school-safety"),
    ("09-26", "school-safety"),
    ("10-18", "training-institutions"),
    ("10-24", "school-safety"),
    ("11-14", "school-safety"),
    ("12-12", "school-safety"),
];

/// Days on or after which a notice is sent.
const NOTICES: &[(&str, &str)] = &[("04-29", "four-knows-notice"), ("07-08", "summer-water-notice")];

/// Registers of 1 September that others point to: the state of the year before stands when the year begins.
const DIRECTORIES: [&str; 8] =
    ["学校", "普通高中", "幼儿园", "校园安防", "班级", "高中班级", "中职特教班级", "幼儿班级"];

/// Yearly counts that the year's are compared with: those of the year before stand when the year begins.
const COUNTED: [&str; 6] = ["学段部", "学校装备", "教师队伍", "编制", "适龄人口", "工资统计"];

/// Registers of work that had begun before the year did.
const OLDER: [&str; 6] = ["建设项目", "办理步骤", "专项行动", "整改问题", "溺亡事件", "体质测试"];

/// The district's year as days in their order.
///
/// ```
/// let days = sample::year(&sample::Spec::tongnan_2022());
/// assert_eq!(days[0].date, "2022-01-04");
/// assert!(days.iter().any(|day| day.date == "2022-03-07" && !day.rows.is_empty()));
/// assert!(days.is_sorted_by(|a, b| a.date < b.date));
/// ```
pub fn year(spec: &Spec) -> Vec<Day> {
    let mut days =
        laid(spec, district(spec), (format!("{}-01-04", spec.year), format!("{}-12-31", spec.year)), DRAWS);
    let mut notices = NOTICES.iter().peekable();
    for day in &mut days {
        while let Some((_, notice)) = notices.next_if(|(when, _)| day.date[5..] >= **when) {
            day.notices.push(notice);
        }
    }
    days
}

/// Files of a year laid out over its days, from the first to the last of them, with its draws.
pub(crate) fn laid(
    spec: &Spec,
    files: Vec<File>,
    (start, end): (String, String),
    draws: &'static [(&'static str, &'static str)],
) -> Vec<Day> {
    let mut days = Days { start, end, days: BTreeMap::new() };
    let snapshot = format!("{}-09-20", spec.year);
    for file in files {
        let (header, rows) = file.cells();
        let rule = RULES.iter().find(|(register, _)| *register == file.register).map(|(_, known)| *known);
        let rule = rule.unwrap_or_else(|| rule_of(&header));
        let column = |name: &str| header.iter().position(|column| *column == name);
        match rule {
            Known::Played => {}
            Known::Start => days.file(days.start.clone(), &file, &header, rows),
            Known::End => {
                if COUNTED.contains(&file.register.as_str()) {
                    let before = before::directory(spec, &file.register, &header, &rows);
                    days.file(days.start.clone(), &file, &header, before);
                }
                let year = column("年度");
                let past = |row: &Vec<String>| {
                    year.is_some_and(|at| row[at].parse().is_ok_and(|year: i64| year < spec.year))
                };
                let (past, now): (Vec<_>, Vec<_>) = rows.into_iter().partition(past);
                days.file(days.start.clone(), &file, &header, past);
                days.file(days.end.clone(), &file, &header, now);
            }
            Known::Snapshot => {
                let register = file.register.as_str();
                if DIRECTORIES.contains(&register) || COUNTED.contains(&register) {
                    let before = before::directory(spec, &file.register, &header, &rows);
                    days.file(days.start.clone(), &file, &header, before);
                }
                days.file(snapshot.clone(), &file, &header, rows);
            }
            Known::On(day, later) => {
                // What was done before the year began comes in as a file, with the days on which it was done.
                let start = days.start.clone();
                let old = |row: &Vec<String>| {
                    OLDER.contains(&file.register.as_str()) && column(day).is_some_and(|at| row[at] < start)
                };
                let (past, now): (Vec<_>, Vec<_>) = rows.into_iter().partition(old);
                days.file(start.clone(), &file, &header, past);
                for row in now {
                    days.row(&file.register, &header, row, day, later);
                }
            }
        }
    }
    let mut draws = draws.iter().peekable();
    let mut days: Vec<Day> = days.days.into_values().collect();
    let mut sealed: Vec<&'static str> = Vec::new();
    for day in &mut days {
        day.draws.extend(sealed.drain(..).map(|draw| (draw, public_value(spec, &day.date))));
        while let Some((_, draw)) = draws.next_if(|(when, _)| day.date[5..] >= **when) {
            day.seals.push(draw);
            sealed.push(draw);
        }
    }
    days
}

/// Numbers as a lottery publishes them, six of 33 and one of 16, made up for a day.
fn public_value(spec: &Spec, day: &str) -> String {
    let mut chance = Chance::named(spec.seed, day);
    let mut red: Vec<usize> = chance.order(33).into_iter().take(6).map(|ball| ball + 1).collect();
    red.sort_unstable();
    let red: Vec<String> = red.iter().map(|ball| format!("{ball:02}")).collect();
    format!("样例 {} + {:02}", red.join(" "), chance.between(1, 16))
}

/// A rule by the columns alone: a day, else a school year, else a year, else it stands when the year begins.
fn rule_of(header: &[&str]) -> Known {
    match () {
        () if header.contains(&"日期") => Known::On("日期", &[]),
        () if header.contains(&"学年") => Known::Snapshot,
        () if header.contains(&"年度") => Known::End,
        () => Known::Start,
    }
}

struct Days {
    start: String,
    end: String,
    days: BTreeMap<String, Day>,
}

impl Days {
    /// The day of a date, not before the year begins.
    fn day(&mut self, date: &str) -> &mut Day {
        let date = date.max(self.start.as_str()).to_owned();
        let empty = Day {
            date: date.clone(),
            files: Vec::new(),
            rows: Vec::new(),
            seals: Vec::new(),
            draws: Vec::new(),
            notices: Vec::new(),
        };
        self.days.entry(date).or_insert(empty)
    }

    fn file(&mut self, date: String, file: &File, header: &[&str], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let mut text = row_text(header);
        rows.iter().for_each(|row| text += &row_text(row));
        let name = format!("{date}/{}", file.name);
        self.day(&date).files.push(File { name, register: file.register.clone(), text });
    }

    /// Records a row on its day, and again on each day on which more of it is known.
    fn row(
        &mut self,
        register: &str,
        header: &[&str],
        full: Vec<String>,
        day: &str,
        later: &[(&str, &[&str], &str)],
    ) {
        let at = |name: &str| header.iter().position(|column| *column == name);
        let cell = |name: &str| at(name).map(|at| full[at].clone()).filter(|text| !text.is_empty());
        let first = if day.is_empty() { Some(self.start.clone()) } else { cell(day) };
        let first = first.unwrap_or_else(|| self.end.clone()).max(self.start.clone());
        let mut row = full.clone();
        let mut stages: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (on, columns, before) in later {
            if on == &BY_STEP {
                columns.iter().filter_map(|name| at(name)).for_each(|at| row[at] = (*before).to_owned());
                continue;
            }
            let date = cell(on).or_else(|| on.is_empty().then(|| self.end.clone()));
            let Some(date) = date.filter(|date| *date > first) else { continue };
            columns.iter().filter_map(|name| at(name)).for_each(|at| row[at] = (*before).to_owned());
            stages.entry(date).or_default().extend(*columns);
        }
        let given = |row: &[String]| {
            let cells = header.iter().zip(row).filter(|(_, text)| !text.is_empty());
            let cells = cells.map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
            Given { register: register.to_owned(), cells }
        };
        self.day(&first).rows.push(given(&row));
        for (date, columns) in stages {
            columns.iter().filter_map(|name| at(name)).for_each(|at| row[at] = full[at].clone());
            self.day(&date).rows.push(given(&row));
        }
    }
}
