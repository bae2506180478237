//! What balanced education of good quality (优质均衡) is judged by beside rooms and teachers: children who moved with their parents,
//! timetables, what supervisors saw of schools, results of the national monitoring, what people think, posts within their total.

use crate::chance::Chance;
use crate::day::Day;
use crate::schools::{Area, Schools, Stage};
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    vec![migrants(spec, made), timetables(spec, made), monitored(spec), approval(spec), posts(spec)]
}

/// Children of parents who came from elsewhere: many in town, few in villages; of private schools most places are bought.
fn migrants(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "migrants");
    let mut table = Table::new("随迁子女就读", "学年 学校 随迁子女 购买学位");
    for school in &made.schools {
        let (low, high) = match school.area {
            Area::Urban => (14, 22),
            Area::Seat => (5, 9),
            Area::Rural => (0, 2),
        };
        let came = made.pupils(school) * chance.between(low, high) / 100;
        let bought = if school.public { String::new() } else { (came * 7 / 10).to_string() };
        table.row(&[&spec.year, &school.code, &came, &bought]);
    }
    table.file()
}

/// Lessons a week, one timetable of each grade added up; a few schools give sports less than they should.
fn timetables(spec: &Spec, made: &Schools) -> File {
    let mut table =
        Table::new("课程开设", "学年 学校 学段 周总课时 体育与健康 艺术 科学 劳动与综合实践 信息科技");
    for (at, section) in made.sections.iter().enumerate() {
        let [all, sports, arts, science, labour, computing] = match section.stage {
            Stage::Primary => [172_u64, 20, 18, 14, 25, 4],
            Stage::Junior => [102, 11, 10, 9, 15, 2],
            Stage::Senior => continue,
        };
        let sports = if at % 41 == 17 { sports - 4 } else { sports };
        let school = &made.schools[section.school].code;
        let cells: [&dyn std::fmt::Display; 9] =
            [&spec.year, school, &section.stage.word(), &all, &sports, &arts, &science, &labour, &computing];
        table.row(&cells);
    }
    table.file()
}

/// What a supervisor wrote of every school after he had been there.
pub(crate) fn appraisals(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "appraisals");
    let mut table = Table::new(
        "学校督导评估",
        "学年 学校 评估日期 评估督学 章程核准文号 管理与教学信息化 教师信息化教学 德育与校园文化",
    );
    for (at, school) in made.schools.iter().enumerate() {
        let day = Day::of(spec.year, 9, 5).after(at as u64 % 10).workday();
        let supervisor = spec.number("DX", at % spec.supervisors + 1);
        let charter = format!("样例教核〔2015〕{}号", at + 1);
        let level = |chance: &mut Chance| chance.pick(&["优秀", "良好", "良好", "合格"]);
        let (led, taught) = (level(&mut chance), level(&mut chance));
        let raised = if at % 47 == 21 { "合格" } else { chance.pick(&["优秀", "良好", "良好"]) };
        table.row(&[&spec.year, &school.code, &day, &supervisor, &charter, &led, &taught, &raised]);
    }
    table.file()
}

fn monitored(spec: &Spec) -> File {
    let mut table = Table::new("质量监测结果", "年度 年级 学科 水平 校际差异率")
        .declared("样例质量监测结果反馈报告", Day::of(spec.year, 12, 9));
    for (grade, subject, level, differs) in [
        ("四年级", "数学", "Ⅲ级", "9.6%"),
        ("四年级", "体育与健康", "Ⅲ级", "12.1%"),
        ("八年级", "数学", "Ⅲ级", "10.3%"),
        ("八年级", "体育与健康", "Ⅳ级", "13.4%"),
    ] {
        table.row(&[&spec.year, &grade, &subject, &level, &differs]);
    }
    table.file()
}

fn approval(spec: &Spec) -> File {
    let mut table = Table::new("社会认可度调查", "年度 对象 有效问卷 认可问卷")
        .declared("样例社会认可度调查报告", Day::of(spec.year, 12, 16));
    for (of, asked, content) in [
        ("学生", 2_140, 2_003),
        ("家长", 3_260, 2_954),
        ("教师", 820, 741),
        ("校长", 92, 88),
        ("人大代表", 61, 57),
        ("政协委员", 58, 53),
    ] {
        table.row(&[&spec.year, &of, &asked, &content]);
    }
    table.file()
}

/// The total of posts of each kind of unit, all given to schools.
fn posts(spec: &Spec) -> File {
    let mut table = Table::new("编制总额", "年度 单位类别 核定总额 分配文号")
        .declared("样例编制总额核定文件", Day::of(spec.year, 10, 20));
    for (at, kind) in ["中小学", "公办幼儿园", "特殊教育学校"].into_iter().enumerate() {
        let given = format!("样例教人〔{}〕{}号", spec.year, at + 31);
        table.row(&[&spec.year, &kind, &spec.quotas[at].1, &given]);
    }
    table.file()
}
