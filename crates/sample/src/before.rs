//! The year before (上一年): the directories of its school year, with as many pupils as its statistics say, so that what is
//! compared with last year is compared with rows that agree among themselves.

use crate::share::share;
use crate::spec::Spec;

/// Rows of a directory as they stood a year before.
pub(crate) fn directory(
    spec: &Spec,
    register: &str,
    header: &[&str],
    rows: &[Vec<String>],
) -> Vec<Vec<String>> {
    let mut before = rows.to_vec();
    let column = |name: &str| header.iter().position(|column| *column == name);
    if let Some(at) = column("学年") {
        before.iter_mut().for_each(|row| row[at] = (spec.year - 1).to_string());
    }
    match (register, column("学段"), column("学生数"), column("幼儿数")) {
        ("班级", Some(stage), Some(size), _) => {
            for (word, pupils) in ["小学", "初中"].into_iter().zip(spec.last_pupils) {
                resize(before.iter_mut().filter(|row| row[stage] == word), size, pupils);
            }
        }
        // As the yearly statistics have them: two in a hundred more.
        ("幼儿班级", _, _, Some(size)) => resize(before.iter_mut(), size, spec.children.0 * 102 / 100),
        _ => {}
    }
    before
}

/// Shares so many pupils among classes as they are shared now.
fn resize<'r>(rows: impl Iterator<Item = &'r mut Vec<String>>, size: usize, pupils: u64) {
    let rows: Vec<&mut Vec<String>> = rows.collect();
    let sizes: Vec<u64> = rows.iter().map(|row| row[size].parse().unwrap_or_default()).collect();
    for (row, pupils) in rows.into_iter().zip(share(pupils, &sizes)) {
        row[size] = pupils.to_string();
    }
}
