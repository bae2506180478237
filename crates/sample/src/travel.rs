//! Minutes by car between places (路上时间): town to town, from the education commission and to the special school. All of it is
//! synthetic; the ways are not those of real roads.

use crate::chance::Chance;
use crate::placements::SPECIAL;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Where trips begin.
const BASE: &str = "区教委";
/// Minutes from either to its own town.
const AT_HAND: u64 = 6;
/// Minutes within a town of the city, and within one of the country.
const WITHIN: [u64; 2] = [8, 15];

pub(crate) fn file(spec: &Spec) -> File {
    let mut table = Table::new("路上时间", "起点 终点 分钟");
    let spots: Vec<(u64, u64)> = (0..spec.towns.len()).map(|town| spot(spec, town)).collect();
    for (at, town) in spec.towns.iter().enumerate() {
        let within = WITHIN[usize::from(at >= spec.streets)];
        table.row(&[&town.name, &town.name, &within]);
        for (other, to) in spec.towns.iter().enumerate().skip(at + 1) {
            table.row(&[&town.name, &to.name, &between(spots[at], spots[other])]);
        }
    }
    for (at, town) in spec.towns.iter().enumerate() {
        let minutes = if at == 0 { AT_HAND } else { AT_HAND + between(spots[0], spots[at]) };
        table.row(&[&BASE, &town.name, &minutes]);
        table.row(&[&town.name, &SPECIAL, &(minutes + 2)]);
    }
    table.file()
}

/// Where a town lies on a made-up ground, in minutes: those of the city close together.
fn spot(spec: &Spec, town: usize) -> (u64, u64) {
    let mut chance = Chance::named(spec.seed + town as u64, "spots of towns");
    let (from, to) = if town < spec.streets { (38, 46) } else { (0, 84) };
    (chance.between(from, to), chance.between(from, to))
}

fn between(one: (u64, u64), other: (u64, u64)) -> u64 {
    5 + one.0.abs_diff(other.0) + one.1.abs_diff(other.1)
}
