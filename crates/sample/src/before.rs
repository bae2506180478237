//! The year before (上一年): the directories of its school year, with as many pupils as its statistics say, so that what is
//! compared with last year is compared with rows that agree among themselves.

use crate::share::share;
use crate::spec::Spec;

/// What of a row tells of its year, and is a year earlier in the year before.
const YEARS: [&str; 2] = ["学年", "年度"];

/// Rows of a directory, or of a yearly count, as they stood a year before.
pub(crate) fn directory(
    spec: &Spec,
    register: &str,
    header: &[&str],
    rows: &[Vec<String>],
) -> Vec<Vec<String>> {
    let mut before = rows.to_vec();
    let column = |name: &str| header.iter().position(|column| *column == name);
    for at in YEARS.into_iter().filter_map(column) {
        before.iter_mut().for_each(|row| row[at] = (spec.year - 1).to_string());
    }
    if let Some(at) = column("申报日期") {
        before.iter_mut().for_each(|row| row[at] = a_year_before(&row[at]));
    }
    match (register, column("学段"), column("学生数"), column("幼儿数")) {
        ("班级", Some(stage), Some(size), _) => {
            for (word, pupils) in ["小学", "初中"].into_iter().zip(spec.last_pupils) {
                resize(before.iter_mut().filter(|row| row[stage] == word), size, pupils);
            }
        }
        // As the yearly statistics have them: two in a hundred more.
        ("幼儿班级", _, _, Some(size)) => resize(before.iter_mut(), size, children(spec)),
        ("高中班级", _, Some(size), _) => {
            let now: u64 = rows.iter().filter_map(|row| row[size].parse::<u64>().ok()).sum();
            resize(before.iter_mut(), size, seniors(now));
        }
        // As there were more children then, so there were of their age.
        ("适龄人口", ..) => scale(&mut before, column("人数"), 102),
        ("工资统计", ..) => scale(&mut before, column("工资总额"), 97),
        _ => {}
    }
    before
}

/// So many hundredths of each number of a column, in its last digit.
fn scale(rows: &mut [Vec<String>], column: Option<usize>, hundredths: u64) {
    let Some(at) = column else { return };
    for row in rows {
        let (whole, part) = row[at].split_once('.').unwrap_or((&row[at], ""));
        let number: u64 = format!("{whole}{part}").parse().unwrap_or_default();
        let number = (number * hundredths / 100).to_string();
        let (whole, last) = number.split_at(number.len() - part.len());
        row[at] = if last.is_empty() { number } else { format!("{whole}.{last}") };
    }
}

/// Children of kindergartens a year before.
pub(crate) fn children(spec: &Spec) -> u64 {
    spec.children.0 * 102 / 100
}

/// Pupils of senior highs a year before.
pub(crate) fn seniors(now: u64) -> u64 {
    now + 30
}

/// The same day of the year before: no document is of a leap day.
fn a_year_before(day: &str) -> String {
    let year = day.get(..4).and_then(|year| year.parse::<i64>().ok());
    year.map_or_else(|| day.to_owned(), |year| format!("{}{}", year - 1, &day[4..]))
}

/// Shares so many pupils among classes as they are shared now.
fn resize<'r>(rows: impl Iterator<Item = &'r mut Vec<String>>, size: usize, pupils: u64) {
    let rows: Vec<&mut Vec<String>> = rows.collect();
    let sizes: Vec<u64> = rows.iter().map(|row| row[size].parse().unwrap_or_default()).collect();
    for (row, pupils) in rows.into_iter().zip(share(pupils, &sizes)) {
        row[size] = pupils.to_string();
    }
}
