//! Devices: gateways, cameras and alarm buttons of every campus, and their tests.

use crate::chance::Chance;
use crate::day::Day;
use crate::safety::Campus;
use crate::schools::Area;
use crate::share::share_above;
use crate::spec::Spec;
use crate::table::{File, Table};

/// The district's boundary, a point a line: longitude, latitude in degrees with six decimals. A public fact.
const BOUNDARY: &str = include_str!("../data/tongnan-boundary.csv");
/// Kinds of place with cameras, and how many in comparison.
const PLACES: [(&str, u64); 5] = [("校门外", 3), ("门卫室", 1), ("教学区", 14), ("食堂", 5), ("运动场", 4)];
/// Where the urban campuses gather, and how far around, in millionths of a degree.
const TOWN: (i64, i64, i64) = (105_841_000, 30_190_000, 24_000);

pub(crate) fn files(spec: &Spec, campuses: &[Campus]) -> Vec<File> {
    let counts = counts(spec, campuses);
    vec![boundary(spec), devices(spec, campuses, &counts), villages(spec)]
}

/// Cameras of each campus by place.
pub(crate) fn counts(spec: &Spec, campuses: &[Campus]) -> Vec<Vec<u64>> {
    let mut chance = Chance::named(spec.seed, "cameras");
    let weights: Vec<u64> = campuses
        .iter()
        .flat_map(|campus| PLACES.map(|(_, weight)| weight * (campus.pupils + 150) * chance.between(90, 110)))
        .collect();
    share_above(spec.cameras, &weights, 2).chunks(PLACES.len()).map(<[u64]>::to_vec).collect()
}

/// Longitude and latitude in millionths of a degree.
type Point = (i64, i64);

fn outline() -> Vec<Point> {
    let millionths = |text: &str| text.replace('.', "").parse().unwrap_or(0);
    let line = |line: &str| line.split_once(',').map(|(x, y)| (millionths(x), millionths(y)));
    BOUNDARY.lines().filter_map(line).collect()
}

fn degrees(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

fn boundary(spec: &Spec) -> File {
    let mut table = Table::new("区界", "序号 经度 纬度").recorded(spec.real);
    for (at, (x, y)) in outline().into_iter().enumerate() {
        table.row(&[&(at + 1), &degrees(x), &degrees(y)]);
    }
    table.file()
}

/// Whether a point lies inside a ring: a ray to the east crosses it an odd number of times.
fn inside(ring: &[Point], (x, y): Point) -> bool {
    let mut within = false;
    for (at, &(ax, ay)) in ring.iter().enumerate() {
        let (bx, by) = ring[(at + 1) % ring.len()];
        if (ay > y) != (by > y) {
            let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
            if (side > 0) == (by > ay) {
                within = !within;
            }
        }
    }
    within
}

/// How far from the middle of a town in the country its places lie at most, in millionths of a degree.
const AROUND: i64 = 26_000;

/// A point of a town: invented, and the same in every making. Those of the country gather around a middle of their own.
fn in_town(spec: &Spec, ring: &[Point], town: usize, chance: &mut Chance) -> Point {
    if town < spec.streets {
        return place(ring, Area::Urban, chance);
    }
    let (x, y) = place(ring, Area::Rural, &mut Chance::named(spec.seed + town as u64, "middles of towns"));
    for _ in 0..200 {
        let mut off = || chance.between(0, 2 * AROUND as u64) as i64 - AROUND;
        let point = (x + off(), y + off());
        if inside(ring, point) {
            return point;
        }
    }
    (x, y)
}

/// A point of the city, or anywhere in the district.
fn place(ring: &[Point], area: Area, chance: &mut Chance) -> Point {
    let low = (ring.iter().map(|p| p.0).min().unwrap_or(0), ring.iter().map(|p| p.1).min().unwrap_or(0));
    let high = (ring.iter().map(|p| p.0).max().unwrap_or(0), ring.iter().map(|p| p.1).max().unwrap_or(0));
    for _ in 0..200 {
        let mut between = |from: i64, to: i64| from + chance.between(0, (to - from) as u64) as i64;
        let point = match area {
            Area::Urban => {
                let (x, y, around) = TOWN;
                (between(x - around, x + around), between(y - around, y + around))
            }
            _ => (between(low.0, high.0), between(low.1, high.1)),
        };
        if inside(ring, point) {
            return point;
        }
    }
    (TOWN.0, TOWN.1)
}

fn devices(spec: &Spec, campuses: &[Campus], counts: &[Vec<u64>]) -> File {
    let (mut chance, mut places) =
        (Chance::named(spec.seed, "devices"), Chance::named(spec.seed, "campus-places"));
    let ring = outline();
    let mut table = Table::new(
        "设备",
        "编号 类别 校园 部位 距校门 经度 纬度 网关 心跳间隔 启用日期 停用日期 最近检验日期 检验结论 检验有效期至",
    );
    let mut camera = 0;
    for (at, (campus, counts)) in campuses.iter().zip(counts).enumerate() {
        let (x, y) = in_town(spec, &ring, campus.town, &mut places);
        let gateway = format!("{}-WG-{:04}", spec.code, at + 1);
        let from = Day::of(spec.year - 1 - (at % 3) as i64, 9, 1);
        let tested = Day::of(spec.year, 3, 1).after(chance.between(0, 150)).workday();
        let until = tested.after(364);
        let mut row = |id: &str, kind: &str, spot: &str, gate: &str, by: &str, (x, y): Point, every: u64| {
            table.row(&[
                &id,
                &kind,
                &campus.code,
                &spot,
                &gate,
                &degrees(x),
                &degrees(y),
                &by,
                &every,
                &from,
                &"",
                &tested,
                &"合格",
                &until,
            ]);
        };
        row(&gateway, "网关", "机房", "", "", (x, y), 30);
        let button = format!("{}-BJ-{:04}", spec.code, at + 1);
        row(&button, "一键报警", "门卫室", "", &gateway, (x, y), 60);
        for ((spot, _), count) in PLACES.iter().zip(counts) {
            for nth in 0..*count {
                camera += 1;
                // The farthest one before a gate stands at the limit of fifty metres.
                let gate = match (*spot, at, nth) {
                    ("校门外", 0, 0) => "50".to_owned(),
                    ("校门外", ..) => chance.between(12, 50).to_string(),
                    _ => String::new(),
                };
                let near =
                    (x + chance.between(0, 1_200) as i64 - 600, y + chance.between(0, 1_200) as i64 - 600);
                let id = format!("{}-SX-{camera:05}", spec.code);
                row(&id, "摄像头", spot, &gate, &gateway, near, 60);
            }
        }
    }
    table.file()
}

/// Where villages lie: invented, those of the city in it.
fn villages(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "spots of villages");
    let ring = outline();
    let mut table = Table::new("地点坐标", "地点 经度 纬度");
    for village in &spec.villages {
        let (x, y) = in_town(spec, &ring, village.town, &mut chance);
        table.row(&[&village.code, &degrees(x), &degrees(y)]);
    }
    table.file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn campuses_lie_inside_the_boundary() {
        let ring = outline();
        assert_eq!(ring.len(), 139);
        assert!(inside(&ring, (105_840_000, 30_190_000)), "the seat of the district");
        assert!(!inside(&ring, (106_550_000, 29_560_000)), "the centre of the city is elsewhere");
        let mut chance = Chance::named(1, "test");
        assert!((0..200).all(|_| inside(&ring, place(&ring, Area::Rural, &mut chance))));
    }
}
