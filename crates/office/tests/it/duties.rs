//! Duties at the office, with the house's own definitions: what is refused, what is admitted and then shown.

use crate::{at, by, now};
use office::DutyQuery;
use office::{AsOf, Given, Office};
use std::path::{Path, PathBuf};

fn files(folder: &Path, inner: &str, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{inner}{}", path.file_name().unwrap().to_str().unwrap());
        match path.is_dir() {
            true => files(&path, &format!("{name}/"), all),
            false => all.push((name, std::fs::read_to_string(&path).unwrap())),
        }
    }
}

struct Made(PathBuf, Office);

impl Drop for Made {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

const SCHOOLS: [&str; 2] = ["2150900001", "2150900002"];

/// Two schools, both quiet in the first quarter.
fn made(name: &str) -> Made {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("duties-{name}-{}", std::process::id()));
    let mut packs = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), "", &mut packs);
    let office = Office::init(&folder, "chongqing-2023", &packs).unwrap();
    let town = Given::new("镇街", &[("代码", "500152001"), ("名称", "样例一镇"), ("类型", "镇")]);
    let mut given = vec![town];
    given.extend(SCHOOLS.map(school));
    given.extend(SCHOOLS.map(|school| report(school, "1", "2022-03-20")));
    let outcome = office.record(&by(&office, "样例经办"), &given).unwrap();
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    Made(folder, office)
}

fn school(code: &str) -> Given {
    let name = format!("样例学校{code}");
    let mut cells = vec![("学年", "2022"), ("标识码", code), ("名称", &*name), ("镇街", "500152001")];
    cells.extend([("学校类型", "小学"), ("办别", "公办"), ("城乡", "镇区"), ("寄宿生", "0")]);
    let counts = ["音乐教室", "美术教室", "网络多媒体教室", "艺体教师应配"];
    cells.extend(counts.map(|field| (field, "1")));
    let areas = [
        "占地面积",
        "校舍建筑面积",
        "教学及辅助用房面积",
        "室内体育用房面积",
        "运动场地面积",
        "教学仪器设备值",
    ];
    cells.extend(areas.map(|field| (field, "100")));
    cells.push(("建校年份", "1990"));
    Given::new("学校", &cells)
}

fn report(school: &str, quarter: &str, day: &str) -> Given {
    let cells = [("年度", "2022"), ("季度", quarter), ("学校", school), ("报送日期", day), ("通报日期", day)];
    Given::new("意识形态报告", &cells)
}

fn event(school: &str, day: &str) -> Given {
    let cells = [("编号", "样例-1"), ("发生日期", day), ("学校", school), ("概况", "样例"), ("级别", "一般")];
    Given::new("意识形态事件", &cells)
}

fn nil(duty: &str, unit: &str, period: &str, day: &str) -> Given {
    Given::new(
        "零报告",
        &[("期", duty), ("单位", unit), ("期间", period), ("日期", day), ("报告人", "样例报告人")],
    )
}

fn extension(duty: &str, unit: &str, period: &str, reason: &str) -> Given {
    let cells = [("形", duty), ("单位", unit), ("事项", period), ("新期限", "2022-07-15"), ("理由", reason)];
    Given::new("延期", &[&cells[..], &[("批准人", "样例负责人"), ("批准日期", "2022-06-20")]].concat())
}

fn refused(office: &Office, given: &[Given]) -> Vec<String> {
    let before = now(&office).journal_root().unwrap();
    let outcome = office.record(&by(&office, "样例经办"), given).unwrap();
    let codes = outcome.findings.iter().map(|finding| finding.code.to_string()).collect();
    if outcome.entries == 0 {
        assert_eq!(now(&office).journal_root().unwrap().size, before.size, "nothing is left of it");
    }
    codes
}

#[test]
fn a_nil_report_is_taken_only_for_what_is_owed_is_over_and_was_quiet() {
    let made = made("nil");
    let office = &made.1;
    let duty = "ideology-reports";
    assert_eq!(refused(office, &[nil(duty, SCHOOLS[0], "2022-Q2", "2022-06-29")]), ["duty.nil-early"]);
    assert_eq!(refused(office, &[nil(duty, SCHOOLS[0], "2022-06", "2022-06-30")]), ["duty.nil-unknown"]);
    assert_eq!(refused(office, &[nil(duty, "2150900009", "2022-Q2", "2022-06-30")]), ["duty.nil-unknown"]);
    assert_eq!(
        refused(office, &[nil("ideology-report", SCHOOLS[0], "2022-Q2", "2022-06-30")]),
        ["duty.nil-unknown"]
    );
    assert_eq!(
        refused(office, &[nil("town-inspections", "500152001", "2022-Q2", "2022-06-30")]),
        ["duty.nil-not-allowed"]
    );
    assert!(
        refused(office, &[nil(duty, SCHOOLS[0], "2022-Q2", "2022-06-30")]).is_empty(),
        "the last day will do"
    );
    // Something happened at the other school.
    assert!(refused(office, &[event(SCHOOLS[1], "2022-06-10")]).is_empty());
    let outcome =
        office.record(&by(&office, "样例经办"), &[nil(duty, SCHOOLS[1], "2022-Q2", "2022-06-30")]).unwrap();
    assert_eq!(outcome.findings[0].code, "duty.nil-contradicted");
    assert!(outcome.findings[0].sentence.contains(SCHOOLS[1]), "it names the row: {}", outcome.findings[0]);
}

#[test]
fn what_comes_out_after_a_nil_report_is_admitted_and_the_nil_report_shown_contradicted() {
    let made = made("after");
    let office = &made.1;
    let duty = "ideology-reports";
    assert!(refused(office, &[nil(duty, SCHOOLS[1], "2022-Q2", "2022-06-30")]).is_empty());
    let query = DutyQuery { day: office::Date::new(2022, 7, 1), ..DutyQuery::default() };
    let seen = || {
        let view = now(&office).duty(duty, &query).unwrap();
        let unit = view.units.iter().find(|unit| unit.id == SCHOOLS[1]).unwrap();
        (unit.cells[1].state.key(), view.summary.zero.clone().unwrap().state.key())
    };
    assert_eq!(seen(), ("nil", "open"));
    assert!(refused(office, &[event(SCHOOLS[1], "2022-06-28")]).is_empty(), "the truth is admitted");
    assert_eq!(seen(), ("contradicted", "contradicted"));
}

#[test]
fn an_extension_has_a_reason_and_comes_before_the_deadline() {
    let made = made("extension");
    let office = &made.1;
    let duty = "town-inspections";
    assert_eq!(refused(office, &[extension(duty, "500152001", "2022-Q2", "无")]), ["duty.extension-reason"]);
    assert_eq!(
        refused(office, &[extension(duty, "500152001", "2022-Q2", "")]),
        ["import.cell.missing", "record.missing"]
    );
    assert_eq!(
        refused(office, &[extension(duty, "500152001", "2022-Q1", "汛期道路中断")]),
        ["duty.extension-late"]
    );
    assert_eq!(
        refused(office, &[extension(duty, "500152001", "2022-Q3", "汛期道路中断")]),
        ["duty.extension-short"]
    );
    assert_eq!(
        refused(office, &[extension("nothing", "500152001", "2022-Q2", "汛期道路中断")]),
        ["duty.extension-unknown"]
    );
    assert!(refused(office, &[extension(duty, "500152001", "2022-Q2", "汛期道路中断")]).is_empty());
    let query = DutyQuery { day: office::Date::new(2022, 7, 10), only_gaps: true, ..DutyQuery::default() };
    let view = now(&office).duty(duty, &query).unwrap();
    assert_eq!((view.units[0].cells[1].state.key(), view.units[0].cells[1].left), ("extended", 5));
}

#[test]
fn a_figure_that_claims_nothing_happened_rests_on_every_report() {
    let made = made("zero");
    let office = &made.1;
    let told = || {
        let board = at(&office, &AsOf::Now, Some(2022)).evaluate().unwrap();
        let one = board.indicator("ideology-incidents").unwrap();
        (one.verdict.unwrap().key(), one.reasons.join("；"))
    };
    let (verdict, reasons) = told();
    assert_eq!(verdict, "cannot-tell");
    assert!(reasons.contains("还缺6份"), "{reasons}");
    for (quarter, day) in [("2", "2022-06-20"), ("3", "2022-09-20"), ("4", "2022-12-20")] {
        let given = SCHOOLS.map(|school| report(school, quarter, day));
        let given = if quarter == "4" { &given[..1] } else { &given[..] };
        assert!(refused(office, given).is_empty());
    }
    assert_eq!(told().0, "cannot-tell", "one report is missing");
    assert!(refused(office, &[nil("ideology-reports", SCHOOLS[1], "2022-Q4", "2022-12-31")]).is_empty());
    assert_eq!(told().0, "met", "a nil report is a report");
    assert!(refused(office, &[event(SCHOOLS[1], "2022-12-30")]).is_empty());
    assert_eq!(told().0, "not-met");
}

#[test]
fn of_a_year_before_the_scheme_nothing_done_is_neither_gap_nor_zero() {
    let made = made("before");
    let office = &made.1;
    let told = |id: &str, year: i32| {
        let board = at(office, &AsOf::Now, Some(year)).evaluate().unwrap();
        let one = board.indicator(id).unwrap();
        (one.verdict.unwrap().key(), one.reasons.join("；"))
    };
    let supervised = "rounds-half-yearly";
    assert_eq!(told(supervised, 2022).0, "not-met", "nothing was done where it was owed");
    let (verdict, reasons) = told(supervised, 2021);
    assert_eq!(verdict, "cannot-tell");
    assert!(reasons.contains("2021年没有“应办.校园安全专项督查”的记录"), "{reasons}");
    // With the first work of that year it comes into sight.
    let cells = [("检查编号", "样例-1"), ("日期", "2021-05-20"), ("类别", "专项督查"), ("对象", "样例学校")];
    assert!(refused(office, &[Given::new("督查检查", &cells)]).is_empty());
    assert_eq!(told(supervised, 2021), ("not-met", String::new()), "one of two");
    // That nothing happened is claimed of no year without its reports, whichever is asked for.
    for year in [2021, 2023] {
        assert_eq!(told("ideology-incidents", year).0, "cannot-tell", "{year}");
    }
}
