//! A proof of a layout held against it: everything is computed again from the layout, and nothing of it is taken on trust.

mod node;

use crate::model::{Cut, LAYOUT_SEAL, Layout, LayoutProof, Placing};
use node::Walk;
use std::collections::BTreeMap;
use std::fmt;

/// Why a proof of a layout proves nothing. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutFlaw {
    /// No proof of this shape, changed after it was sealed, or of another layout.
    Foreign(&'static str),
    /// The layout itself is not sound.
    Layout(String),
    /// Actions that are not there, are excluded, or go against what is decided.
    Taken(usize),
    /// The cost is another.
    Cost {
        /// As said.
        said: Option<i64>,
        /// As summed.
        found: Option<i64>,
    },
    /// A year that must be due is missing, or told twice.
    Years,
    /// Pupils of a point go where they cannot, or are not all seated.
    Seated {
        /// The year.
        year: i32,
        /// The point.
        point: usize,
    },
    /// A section or a school holds more than it may.
    Overfull {
        /// The year.
        year: i32,
        /// Name of the section or school.
        name: String,
        /// Pupils in it.
        pupils: i64,
        /// Pupils that it may have.
        room: i64,
    },
    /// Prices do not show that the ways are short.
    Ways(i32),
    /// A shortage leaves a way open: whoever goes there is not counted.
    Cut(usize),
    /// A node of the tree that does not hold.
    Tree(usize),
    /// The tree proves another bound.
    Bound {
        /// As said.
        said: Option<i64>,
        /// As proven.
        found: Option<i128>,
    },
}

impl fmt::Display for LayoutFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let none = |number: Option<String>| number.unwrap_or_else(|| "无".to_owned());
        match self {
            LayoutFlaw::Foreign(why) => f.write_str(why),
            LayoutFlaw::Layout(why) => write!(f, "题目本身不成立：{why}"),
            LayoutFlaw::Taken(at) => write!(f, "第{}项措施不存在、互斥或违反定死的取舍", at + 1),
            LayoutFlaw::Cost { said, found } => {
                let (said, found) = (said.map(|one| one.to_string()), found.map(|one| one.to_string()));
                write!(f, "投资不符：写的是{}，算出来是{}", none(said), none(found))
            }
            LayoutFlaw::Years => f.write_str("应达标的年份没有逐年写出去向"),
            LayoutFlaw::Seated { year, point } => {
                write!(f, "{year}年第{}个需求点没有如数安排，或去了够不着的学校", point + 1)
            }
            LayoutFlaw::Overfull { year, name, pupils, room } => {
                write!(f, "{year}年“{name}”有{pupils}人，只能有{room}人")
            }
            LayoutFlaw::Ways(year) => write!(f, "{year}年的上学路程没有证明是最短的"),
            LayoutFlaw::Cut(at) => write!(f, "第{}处缺口漏算了能去的学校", at + 1),
            LayoutFlaw::Tree(at) => write!(f, "分枝树在第{}个节点处不成立", at + 1),
            LayoutFlaw::Bound { said, found } => {
                let (said, found) = (said.map(|one| one.to_string()), found.map(|one| one.to_string()));
                write!(f, "下界不符：写的是{}，证得的是{}", none(said), none(found))
            }
        }
    }
}

impl std::error::Error for LayoutFlaw {}

/// Holds a proof against its layout; what is wrong with it otherwise.
///
/// # Errors
/// The first flaw found.
pub fn check_layout(proof: &LayoutProof, layout: &Layout) -> Result<(), LayoutFlaw> {
    if proof.kind != LAYOUT_SEAL {
        return Err(LayoutFlaw::Foreign("不是这一种证书"));
    }
    if proof.seal != proof.digest() {
        return Err(LayoutFlaw::Foreign("证书内容与它的摘要不符：改动过或不完整"));
    }
    if proof.layout != layout.digest() {
        return Err(LayoutFlaw::Foreign("证书说的不是这个题目"));
    }
    layout.sound().map_err(LayoutFlaw::Layout)?;
    solution(proof, layout)?;
    for (at, cut) in proof.cuts.iter().enumerate() {
        if !closes(layout, cut) {
            return Err(LayoutFlaw::Cut(at));
        }
    }
    let found = Walk::new(layout, &proof.cuts).lowest(&proof.tree)?;
    match found == proof.bound.map(i128::from) && (proof.bound.is_some() || proof.cost.is_none()) {
        true => Ok(()),
        false => Err(LayoutFlaw::Bound { said: proof.bound, found }),
    }
}

/// The plan: decided actions, their cost, and everybody seated in every year that is due.
fn solution(proof: &LayoutProof, layout: &Layout) -> Result<(), LayoutFlaw> {
    let Some(list) = &proof.taken else {
        return match (proof.cost, proof.placings.is_empty()) {
            (None, true) => Ok(()),
            (said, _) => Err(LayoutFlaw::Cost { said, found: None }),
        };
    };
    let mut taken = vec![false; layout.actions.len()];
    for at in list {
        match taken.get_mut(*at) {
            Some(on) if !*on => *on = true,
            _ => return Err(LayoutFlaw::Taken(*at)),
        }
    }
    for (at, action) in layout.actions.iter().enumerate() {
        let against = match action.standing {
            crate::model::Standing::Free => false,
            crate::model::Standing::Open => !taken[at],
            crate::model::Standing::Closed => taken[at],
        };
        if against || layout.apart.iter().any(|(one, other)| *other == at && taken[*one] && taken[at]) {
            return Err(LayoutFlaw::Taken(at));
        }
    }
    let found: i64 = layout.actions.iter().zip(&taken).filter(|(_, on)| **on).map(|(one, _)| one.cost).sum();
    if proof.cost != Some(found) {
        return Err(LayoutFlaw::Cost { said: proof.cost, found: Some(found) });
    }
    let due: Vec<usize> = (layout.due..layout.years.len()).collect();
    if due != proof.placings.iter().map(|placing| placing.year).collect::<Vec<_>>() {
        return Err(LayoutFlaw::Years);
    }
    proof.placings.iter().try_for_each(|placing| placed(layout, &taken, placing))
}

/// One year: who goes where, who is full, whether ways are short.
fn placed(layout: &Layout, taken: &[bool], placing: &Placing) -> Result<(), LayoutFlaw> {
    let year = layout.years[placing.year];
    let (seated, length) = within(layout, taken, placing.year, &placing.flows)?;
    for (point, one) in layout.points.iter().enumerate() {
        if seated[point] != one.pupils[placing.year] {
            return Err(LayoutFlaw::Seated { year, point });
        }
    }
    match worth(layout, placing, &rooms(layout, taken, placing.year)) == Some(length) {
        true => Ok(()),
        false => Err(LayoutFlaw::Ways(year)),
    }
}

/// How many of each point are seated and how far all go, when nobody goes where he cannot and nothing is overfull.
fn within(
    layout: &Layout,
    taken: &[bool],
    at: usize,
    flows: &[(usize, usize, i64)],
) -> Result<(Vec<i64>, i128), LayoutFlaw> {
    let year = layout.years[at];
    let mut seated = vec![0i64; layout.points.len()];
    let mut held = vec![0i64; layout.sections.len()];
    let mut length = 0i128;
    for (point, section, pupils) in flows {
        let flaw = LayoutFlaw::Seated { year, point: *point };
        let way = layout.points.get(*point).and_then(|one| one.reach.iter().find(|(at, _)| at == section));
        let (Some((_, way)), true) = (way, *pupils > 0) else { return Err(flaw) };
        let sum = |sum: i64| sum.checked_add(*pupils).ok_or(flaw.clone());
        (seated[*point], held[*section]) = (sum(seated[*point])?, sum(held[*section])?);
        length += i128::from(*way) * i128::from(*pupils);
    }
    let rooms = rooms(layout, taken, at);
    let mut schools: BTreeMap<usize, i64> = BTreeMap::new();
    for (at, section) in layout.sections.iter().enumerate() {
        *schools.entry(section.school).or_default() += held[at];
        overfull(year, &section.name, held[at], Some(rooms[at]))?;
    }
    for (school, pupils) in schools {
        overfull(year, &layout.schools[school].name, pupils, layout.schools[school].limit)?;
    }
    Ok((seated, length))
}

/// Nothing, when a year without actions seats as many as can be: each flow keeps every rule, and whoever is left without a seat is
/// counted by a shortage (`cut`) that nobody could fill. How many are left is answered.
///
/// ```
/// use plan::model::{Cut, Layout, Point, School, Section};
/// let layout = Layout {
///     years: vec![2025],
///     due: 0,
///     points: vec![Point { name: "甲村".into(), kind: 0, pupils: vec![50], reach: vec![(0, 3)] }],
///     schools: vec![School { name: "一小".into(), limit: None }],
///     sections: vec![Section { name: "一小".into(), kind: 0, school: 0, classes: 1, norm: 45 }],
///     actions: vec![],
///     apart: vec![],
/// };
/// let cut = plan::shortage(&layout, 0);
/// assert_eq!(plan::check_seating(&layout, 0, &[(0, 0, 45)], cut.as_ref()), Ok(5));
/// assert!(plan::check_seating(&layout, 0, &[(0, 0, 44)], cut.as_ref()).is_err());
/// ```
///
/// # Errors
/// The first flaw found.
pub fn check_seating(
    layout: &Layout,
    at: usize,
    flows: &[(usize, usize, i64)],
    cut: Option<&Cut>,
) -> Result<i64, LayoutFlaw> {
    layout.sound().map_err(LayoutFlaw::Layout)?;
    if at >= layout.years.len() {
        return Err(LayoutFlaw::Years);
    }
    let (seated, _) = within(layout, &[], at, flows)?;
    let mut left = 0;
    for (point, one) in layout.points.iter().enumerate() {
        if seated[point] > one.pupils[at] {
            return Err(LayoutFlaw::Seated { year: layout.years[at], point });
        }
        left += one.pupils[at] - seated[point];
    }
    let found = match cut {
        Some(cut) if cut.year == at && closes(layout, cut) => lacking(layout, cut),
        Some(_) => return Err(LayoutFlaw::Cut(0)),
        None => 0,
    };
    match found == i128::from(left) {
        true => Ok(left),
        false => Err(LayoutFlaw::Bound { said: Some(left), found: Some(found) }),
    }
}

/// How many of a shortage's pupils find no seat, with nothing done.
fn lacking(layout: &Layout, cut: &Cut) -> i128 {
    let pupils = cut.points.iter().map(|at| i128::from(layout.points[*at].pupils[cut.year]));
    let own = cut.sections.iter().filter(|at| !cut.schools.contains(&layout.sections[**at].school));
    let seats = own.map(|at| i128::from(layout.sections[*at].classes * layout.sections[*at].norm));
    let limits = cut.schools.iter().filter_map(|at| layout.schools[*at].limit).map(i128::from);
    pupils.sum::<i128>() - seats.sum::<i128>() - limits.sum::<i128>()
}

fn overfull(year: i32, name: &str, pupils: i64, room: Option<i64>) -> Result<(), LayoutFlaw> {
    match room {
        Some(room) if pupils > room => {
            Err(LayoutFlaw::Overfull { year, name: name.to_owned(), pupils, room })
        }
        _ => Ok(()),
    }
}

/// Seats of each section in a year, counted from the actions.
fn rooms(layout: &Layout, taken: &[bool], year: usize) -> Vec<i64> {
    let room = |(at, section): (usize, &crate::model::Section)| {
        let done = layout.actions.iter().zip(taken).filter(|(action, on)| **on && action.from <= year);
        let more = done.flat_map(|(action, _)| &action.effects).filter(|(there, _)| *there == at);
        (section.classes + more.map(|(_, more)| more).sum::<i64>()).max(0) * section.norm
    };
    layout.sections.iter().enumerate().map(room).collect()
}

/// What no seating of all pupils goes below, by the prices: each pupil costs at least the cheapest way with its prices, and
/// every seat gives its price back at most once.
fn worth(layout: &Layout, placing: &Placing, rooms: &[i64]) -> Option<i128> {
    let prices = &placing.prices;
    let fits = prices.sections.len() == layout.sections.len() && prices.schools.len() == layout.schools.len();
    if !fits || prices.sections.iter().chain(&prices.schools).any(|price| !(0..=1 << 50).contains(price)) {
        return None;
    }
    let mut worth = 0i128;
    for point in &layout.points {
        let priced = |(at, length): &(usize, i64)| {
            length + prices.sections[*at] + prices.schools[layout.sections[*at].school]
        };
        let pupils = point.pupils[placing.year];
        match point.reach.iter().map(priced).min() {
            Some(cheapest) => worth += i128::from(cheapest) * i128::from(pupils),
            None if pupils == 0 => {}
            None => return None,
        }
    }
    let times = |price: &i64, room: i64| i128::from(*price) * i128::from(room);
    let seats: i128 = prices.sections.iter().zip(rooms).map(|(price, room)| times(price, *room)).sum();
    for (price, school) in prices.schools.iter().zip(&layout.schools) {
        match school.limit {
            Some(limit) => worth -= times(price, limit),
            None if *price == 0 => {}
            None => return None,
        }
    }
    Some(worth - seats)
}

/// Whether every way of the points of a shortage ends in what it counts.
fn closes(layout: &Layout, cut: &Cut) -> bool {
    let once = |list: &[usize], most: usize| {
        list.is_sorted_by(|one, next| one < next) && list.last().is_none_or(|last| *last < most)
    };
    let counted = |section: usize| {
        cut.sections.contains(&section) || cut.schools.contains(&layout.sections[section].school)
    };
    once(&cut.points, layout.points.len())
        && once(&cut.sections, layout.sections.len())
        && once(&cut.schools, layout.schools.len())
        && (layout.due..layout.years.len()).contains(&cut.year)
        && cut.schools.iter().all(|school| layout.schools[*school].limit.is_some())
        && cut.points.iter().all(|point| layout.points[*point].reach.iter().all(|(at, _)| counted(*at)))
}
