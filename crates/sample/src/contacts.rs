//! Whom a reminder reaches: the liaison of every unit, and the leader to whom an unanswered one goes (单位联系人).

use crate::duties::UNITS;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Units of the district, towns, schools.
pub(crate) fn file(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("单位联系人", "单位 联络员 分管领导 联系电话");
    let towns = spec.towns.iter().map(|town| town.name.as_str());
    let schools = made.schools.iter().map(|school| school.name.as_str());
    for (at, unit) in UNITS.into_iter().chain(towns).chain(schools).enumerate() {
        let nth = at + 1;
        let (liaison, leader) = (format!("样例联络员{nth:03}"), format!("样例分管领导{nth:03}"));
        table.row(&[&unit, &liaison, &leader, &format!("199001{nth:05}")]);
    }
    table.file()
}
