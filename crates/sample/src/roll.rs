//! The files of the schools themselves: schools, sections, classes, and what each school reports of its teachers,
//! its after-school service and its five managements.

use crate::chance::Chance;
use crate::day::Day;
use crate::equipment;
use crate::money::senior_highs;
use crate::resources::Rooms;
use crate::schools::{Area, Kind, School, Schools};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, hundredths, yes};

const GRADES: [&str; 9] =
    ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"];

pub(crate) fn files(spec: &Spec, made: &Schools, rooms: &[Rooms]) -> Vec<File> {
    vec![
        schools(spec, made, rooms),
        sections(spec, made),
        classes(spec, made),
        senior_classes(spec, made),
        after_school(spec, made),
        five_managements(spec, made),
    ]
}

fn kind(made: &Schools, school: &School) -> &'static str {
    match school.kind {
        Kind::Primary if made.pupils(school) < 50 => "教学点",
        Kind::Primary => "小学",
        Kind::Junior => "初级中学",
        Kind::Combined => "九年一贯制学校",
        Kind::Complete => "完全中学",
    }
}

fn schools(spec: &Spec, made: &Schools, rooms: &[Rooms]) -> File {
    let mut table = Table::new(
        "学校",
        "学年 标识码 名称 学校类型 办别 城乡 镇街 寄宿生 占地面积 校舍建筑面积 教学及辅助用房面积 室内体育用房面积 运动场地面积 教学仪器设备值 网络多媒体教室 音乐教室 美术教室 艺体教师应配 建校年份",
    );
    for (school, room) in made.schools.iter().zip(rooms) {
        table.row(&[
            &spec.year,
            &school.code,
            &school.name,
            &kind(made, school),
            &(if school.public { "公办" } else { "民办" }),
            &school.area.word(),
            &spec.towns[school.town].code,
            &school.boarders,
            &hundredths(room.site),
            &hundredths(room.floor),
            &hundredths(room.teaching),
            &hundredths(room.indoor_sports),
            &hundredths(room.sports),
            &hundredths(room.equipment),
            &room.multimedia,
            &room.music,
            &room.arts,
            &school.arts_needed,
            &school.built,
        ]);
    }
    table.file()
}

fn sections(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new(
        "学段部",
        "学年 学校 学段 名称 教职工 专任教师 高于规定学历教师 县级以上骨干教师 体艺专任教师 中级及以上职务教师",
    )
    .declared("样例教育事业统计报表", Day::of(spec.year, 9, 15));
    for (section, titled) in made.sections.iter().zip(equipment::titled(spec, made)) {
        table.row(&[
            &spec.year,
            &made.schools[section.school].code,
            &section.stage.word(),
            &made.section_name(section),
            &section.staff,
            &section.teachers,
            &section.degree,
            &section.backbone,
            &section.arts,
            &titled,
        ]);
    }
    table.file()
}

/// The number of a class: school code, grade, number in the grade.
fn class_number(school: &School, grade: usize, number: usize) -> String {
    format!("{}-{grade}{number:02}", school.code)
}

fn classes(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("班级", "学年 班级编号 学校 学段 年级 班名 学生数");
    for section in &made.sections {
        let school = &made.schools[section.school];
        for class in &section.classes {
            let grade = GRADES[class.grade - 1];
            table.row(&[
                &spec.year,
                &class_number(school, class.grade, class.number),
                &school.code,
                &section.stage.word(),
                &grade,
                &format!("{}{grade}{}班", school.name, class.number),
                &class.pupils,
            ]);
        }
    }
    table.file()
}

/// The classes of all senior highs: as many in each grade as can be, the pupils of a school shared among them.
fn senior_classes(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("高中班级", "学年 班级编号 学校 年级 班名 学生数");
    for (code, name, pupils, classes) in senior_highs(spec, made) {
        let sizes = share(pupils, &vec![1; classes as usize]);
        let grades = share(classes, &[1; 3]);
        let mut sizes = sizes.into_iter();
        for (grade, (word, count)) in ["高一", "高二", "高三"].into_iter().zip(grades).enumerate() {
            for (number, pupils) in (1..=count).zip(&mut sizes) {
                let own = format!("{code}-{}{number:02}", grade + 10);
                table.row(&[&spec.year, &own, &code, &word, &format!("{name}{word}{number}班"), &pupils]);
            }
        }
    }
    table.file()
}

/// After-school service: plenty in the urban area, thin in the villages.
fn after_school(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "after-school");
    let mut table = Table::new("课后服务", "学年 学校 参加学生 服务课程 专业教师授课 家长会");
    for school in &made.schools {
        let (courses, skilled) = match school.area {
            Area::Urban => (chance.between(18, 36), chance.between(60, 85)),
            Area::Seat => (chance.between(9, 18), chance.between(40, 65)),
            Area::Rural => (chance.between(3, 8), chance.between(15, 45)),
        };
        let joined = made.pupils(school) * chance.between(82, 97) / 100;
        table.row(&[
            &spec.year,
            &school.code,
            &joined,
            &courses,
            &(courses * skilled / 100),
            &chance.between(2, 4),
        ]);
    }
    table.file()
}

fn five_managements(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "five");
    let mut table = Table::new("五项管理", "年度 学校 项目 学期 检查日期 达标");
    for (term, day) in [(1, Day::of(spec.year, 5, 10)), (2, Day::of(spec.year, 11, 10))] {
        for (at, school) in made.schools.iter().enumerate() {
            let day = day.after(at as u64 % 20).workday();
            for item in ["作业", "睡眠", "手机", "读物", "体质"] {
                let met = item != "体质" || chance.percent(90);
                table.row(&[&spec.year, &school.code, &item, &term, &day, &yes(met)]);
            }
        }
    }
    table.file()
}

/// The first day of the evaluation year.
pub(crate) fn new_year(spec: &Spec) -> Day {
    Day::of(spec.year, 1, 1)
}
