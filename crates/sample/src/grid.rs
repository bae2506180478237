//! The grid of six chiefs (六长): a town, under it its villages and their cells; a school, its teachers and its parents beside
//! them. Who exactly the six are is not published; the levels are the pack's placeholders.

use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Every so manyth cell of a village has nobody.
const VACANT: usize = 150;

/// Who answers for the cell of a village: the village's own chief where the cell has none.
pub(crate) fn chief(spec: &Spec, village: usize) -> String {
    let (town, nth) = place(spec, village);
    let level = if is_vacant(village) { "村社长" } else { "网格长" };
    format!("样例{level}{:02}{:02}", town + 1, nth + 1)
}

fn is_vacant(village: usize) -> bool {
    village % VACANT == VACANT / 2
}

/// The town of a village and its place among the town's villages, both from 0.
fn place(spec: &Spec, village: usize) -> (usize, usize) {
    let town = spec.villages[village].town;
    (town, spec.villages[..village].iter().filter(|other| other.town == town).count())
}

pub(crate) fn file(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("网格责任人", "网格编号 层级 责任人 镇街 村社区 学校 上级网格");
    for (at, town) in spec.towns.iter().enumerate() {
        let own = format!("{}-WG", town.code);
        table.row(&[&own, &"镇街长", &format!("样例镇街长{:02}", at + 1), &town.code, &"", &"", &""]);
        for (village, found) in spec.villages.iter().enumerate().filter(|(_, village)| village.town == at) {
            let (_, nth) = place(spec, village);
            let (number, cell) = (format!("{:02}{:02}", at + 1, nth + 1), format!("{}-WG", found.code));
            let head = format!("样例村社长{number}");
            table.row(&[&cell, &"村社长", &head, &town.code, &found.code, &"", &own]);
            let held = if is_vacant(village) { String::new() } else { chief(spec, village) };
            table.row(&[&format!("{cell}1"), &"网格长", &held, &town.code, &found.code, &"", &cell]);
        }
    }
    for (at, school) in made.schools.iter().enumerate() {
        let town = &spec.towns[school.town].code;
        let mut above = format!("{town}-WG");
        for (level, mark) in [("校长", "X"), ("师长", "S"), ("家长", "J")] {
            let own = format!("{}-W{mark}", school.code);
            let chief = format!("样例{level}{:03}", at + 1);
            table.row(&[&own, &level, &chief, town, &"", &school.code, &above]);
            above = own;
        }
    }
    table.file()
}
