//! The published overview of compulsory education (2021–2022 school year): schools, classes and pupils by grade, staff.

use super::tables::{Row, Tables, all};

fn tongnan() -> Tables {
    Tables::of(&sample::Spec::tongnan_2022())
}

#[test]
fn ninety_four_schools_by_kind() {
    let t = tongnan();
    let kind = |kinds: &[&str], public: &str| {
        t.count("学校", |row| kinds.contains(&row.cell("学校类型")) && row.is("办别", public))
    };
    assert_eq!(
        (t.count("学校", |row| row.is("办别", "公办")), t.count("学校", |row| row.is("办别", "民办"))),
        (89, 5)
    );
    assert_eq!((kind(&["小学", "教学点"], "公办"), kind(&["小学"], "民办")), (72, 2));
    assert_eq!((kind(&["完全中学"], "公办"), kind(&["初级中学"], "公办")), (2, 11));
    assert_eq!((kind(&["九年一贯制学校"], "公办"), kind(&["九年一贯制学校"], "民办")), (4, 3));
}

#[test]
fn classes_and_pupils_of_every_grade() {
    let t = tongnan();
    let grades = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"];
    let classes = grades.map(|grade| t.count("班级", |row| row.is("年级", grade)));
    let pupils = grades.map(|grade| t.sum("班级", "学生数", |row| row.is("年级", grade)));
    assert_eq!(classes, [208, 200, 198, 191, 199, 197, 173, 167, 174]);
    assert_eq!(pupils, [7498, 7287, 7728, 7571, 7557, 7758, 8059, 8108, 8388]);
    let private = |row: &Row| t.one("学校", "标识码", row.cell("学校")).is("办别", "民办");
    assert_eq!((t.count("班级", private), t.sum("班级", "学生数", private)), (157, 6429));
}

#[test]
fn staff_and_areas() {
    let t = tongnan();
    let school = |row: &Row| t.one("学校", "标识码", row.cell("学校"));
    let compulsory = |row: &Row| !row.is("学段", "高中");
    let primary = |row: &Row| matches!(school(row).cell("学校类型"), "小学" | "教学点");
    let combined = |row: &Row| row.is("学段", "小学") && !primary(row);
    assert_eq!(
        (t.sum("学段部", "教职工", compulsory), t.sum("学段部", "专任教师", compulsory)),
        (5037, 4840)
    );
    assert_eq!((t.sum("学段部", "教职工", primary), t.sum("学段部", "专任教师", primary)), (2876, 2755));
    assert_eq!(t.sum("学段部", "专任教师", combined), 298);
    let private = |row: &Row| school(row).is("办别", "民办");
    assert_eq!(t.sum("学段部", "教职工", private), 464);
    assert_eq!(t.hundredths("学校", "占地面积", all), 131_285_414);
    assert_eq!(t.hundredths("学校", "校舍建筑面积", all), 87_420_654);
}

/// What the report's second part complains of is there to be found.
#[test]
fn the_troubles_of_the_report_show_in_the_rows() {
    let t = tongnan();
    let urban = |row: &Row| t.one("学校", "标识码", row.cell("学校")).is("城乡", "城区");
    assert!(t.count("班级", |row| row.number("学生数") >= 56 && urban(row)) > 0, "large urban classes");
    assert_eq!(t.count("班级", |row| row.number("学生数") >= 66), 0, "no oversize class");
    let large = |school: &Row| {
        let own = |row: &Row| row.is("学校", school.cell("标识码")) && row.is("学段", "初中");
        t.sum("班级", "学生数", own) > 2000
    };
    assert!(t.count("学校", large) > 0, "large schools");
    let rate = |area: &str| {
        let of = |row: &Row| row.is("单位类别", "中小学") && row.is("城乡", area);
        (t.sum("编制", "在编人数", of), t.sum("编制", "核定编制", of))
    };
    let ((rural, rural_quota), (city, city_quota)) = (rate("乡村"), rate("城区"));
    assert!(rural > rural_quota && city < city_quota, "villages over quota, the city under it");
    let served = t.distinct("心理健康教师", "学校", all).len() as i128;
    assert!(served < t.count("学校", all), "schools without a counsellor");
    assert!(t.count("整改问题", |row| row.cell("销号日期").is_empty()) > 0, "open problems");
    assert!(t.count("办理步骤", |row| row.is("步骤", "复查不通过")) > 0, "reviews that failed");
}

#[test]
fn synthetic_rows_say_so() {
    let t = tongnan();
    for (register, rows) in t.registers() {
        let fact = ["区县", "镇街", "村社区", "依据文件", "校历", "区界", "法律依据"].contains(&register);
        let mark = if fact { "实录" } else { "样例" };
        assert!(rows.iter().all(|row| row.is("数据性质", mark)), "{register}");
    }
}

/// A cell of a row by its name.
type Cells<'c> = &'c dyn Fn(&str) -> String;
/// Whether a row is one of those that are asked for.
type Wanted<'w> = &'w dyn Fn(Cells<'_>) -> bool;

/// What stands when the year begins of the year before: its classes hold the pupils that its statistics tell.
#[test]
fn the_directories_of_the_year_before_hold_its_pupils() {
    let spec = sample::Spec::tongnan_2022();
    let days = sample::year(&spec);
    let sum = |register: &str, size: &str, of: Wanted<'_>| -> u64 {
        let mut files = days[0].files.iter().filter(|file| file.register == register);
        let (header, rows) = files.next().unwrap().cells();
        let cell = |row: &[String], name: &str| {
            row[header.iter().position(|column| *column == name).unwrap()].clone()
        };
        assert!(rows.iter().all(|row| cell(row, "学年") == "2021"), "{register}");
        let held = rows.iter().filter(|row| of(&|name: &str| cell(row, name)));
        held.map(|row| cell(row, size).parse::<u64>().unwrap()).sum()
    };
    let t = tongnan();
    let told = |stage: &str| {
        let of = |row: &Row| row.is("年度", "2021") && row.is("学段", stage);
        u64::try_from(t.sum("学段学生", "在校学生", of)).unwrap()
    };
    for stage in ["小学", "初中"] {
        assert_eq!(sum("班级", "学生数", &|cell| cell("学段") == stage), told(stage), "{stage}");
    }
    assert_eq!(sum("幼儿班级", "幼儿数", &|_| true), told("学前教育"));
    assert_eq!(sum("高中班级", "学生数", &|_| true), told("高中"));
}

/// What the year's counts are compared with are rows of the year before, each with the document of that year.
#[test]
fn the_counts_of_the_year_before_stand_when_the_year_begins() {
    let spec = sample::Spec::tongnan_2022();
    let days = sample::year(&spec);
    for (register, year, number) in [
        ("学段部", "学年", "专任教师"),
        ("教师队伍", "学年", "持证教师"),
        ("编制", "年度", "核定编制"),
        ("适龄人口", "年度", "人数"),
        ("工资统计", "年度", "工资总额"),
    ] {
        let rows = |day: &sample::Day, wanted: &str| -> Vec<f64> {
            let files = day.files.iter().filter(|file| file.register == register);
            files
                .flat_map(|file| {
                    let (header, rows) = file.cells();
                    let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
                    let (year, number, said) = (at(year), at(number), at("申报日期"));
                    let of = rows.into_iter().filter(|row| row[year] == wanted).collect::<Vec<_>>();
                    let dated = |row: &Vec<String>| row[said].starts_with(wanted) || register == "工资统计";
                    assert!(of.iter().all(dated), "{register}");
                    of.into_iter().map(|row| row[number].parse().unwrap()).collect::<Vec<f64>>()
                })
                .collect()
        };
        let before = rows(&days[0], "2021");
        let now: Vec<f64> = days[1..].iter().flat_map(|day| rows(day, "2022")).collect();
        assert!(!before.is_empty() && before.len() == now.len(), "{register}");
        let (before, now): (f64, f64) = (before.iter().sum(), now.iter().sum());
        assert!((0.95..=1.05).contains(&(before / now)), "{register}: {before} beside {now}");
    }
}
