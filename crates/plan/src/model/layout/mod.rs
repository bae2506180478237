//! Layout (布局): schools over several years, what may be done to them, and the pupils who need a place.

mod proof;

pub use proof::{Cut, LAYOUT_SEAL, LayoutProof, LayoutStep, Placing, Prices};

use super::{GREATEST_COST, Standing};
use serde::{Deserialize, Serialize};
use sm3::Digest as _;

/// Most years of one layout.
pub const MOST_YEARS: usize = 30;
/// Greatest number of pupils or classes that one cell may hold.
pub const MOST_PUPILS: i64 = 10_000_000;
/// Greatest length of a way, in units of the caller's.
pub const MOST_LENGTH: i64 = 1 << 44;

/// A problem of places (学位) over years. Everything is whole numbers: pupils, classes, and costs and lengths in units of the caller's.
///
/// ```
/// use plan::model::{Layout, Point, School, Section};
/// let layout = Layout {
///     years: vec![2025],
///     due: 0,
///     points: vec![Point { name: "甲村".into(), kind: 0, pupils: vec![40], reach: vec![(0, 3)] }],
///     schools: vec![School { name: "一小".into(), limit: Some(2_000) }],
///     sections: vec![Section { name: "一小".into(), kind: 0, school: 0, classes: 1, norm: 45 }],
///     actions: vec![],
///     apart: vec![],
/// };
/// assert_eq!(layout.rooms(0, &[]), [45]);
/// layout.sound().unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The years, ascending.
    pub years: Vec<i32>,
    /// Position of the first year from which every pupil must have a place by the norm.
    pub due: usize,
    /// Who needs places.
    pub points: Vec<Point>,
    /// Schools, and places where one may be opened.
    pub schools: Vec<School>,
    /// Stages of schools: what has classes.
    pub sections: Vec<Section>,
    /// What may be done.
    pub actions: Vec<Action>,
    /// Pairs of actions that exclude one another.
    pub apart: Vec<(usize, usize)>,
}

/// Pupils of one kind at one place: the primary pupils of a village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Its name.
    pub name: String,
    /// Which stage.
    pub kind: usize,
    /// How many, year by year.
    pub pupils: Vec<i64>,
    /// Sections that they can go to, with the length of the way.
    pub reach: Vec<(usize, i64)>,
}

/// A school as one body (学校), or the site of a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Its name.
    pub name: String,
    /// Most pupils of all its sections together; none without.
    pub limit: Option<i64>,
}

/// One stage of a school (学段部).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Which stage.
    pub kind: usize,
    /// Position of its school.
    pub school: usize,
    /// Classes before anything is done.
    pub classes: i64,
    /// Most pupils of a class.
    pub norm: i64,
}

/// Something that may be done (措施): whole or not at all, as early as it can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Its name.
    pub name: String,
    /// What it costs; never negative.
    pub cost: i64,
    /// Position of the first year in which it counts; past the last year it comes too late.
    pub from: usize,
    /// Sections, and by how many classes they grow or shrink.
    pub effects: Vec<(usize, i64)>,
    /// Whether it is decided beforehand: done, left alone, or free.
    pub standing: Standing,
}

impl Layout {
    /// Pupils for whom each section has room in a year, when these actions are taken.
    pub fn rooms(&self, year: usize, taken: &[bool]) -> Vec<i64> {
        let classes = self.classes(year, taken);
        classes.iter().zip(&self.sections).map(|(classes, section)| classes * section.norm).collect()
    }

    /// Classes of each section in a year, when these actions are taken.
    pub fn classes(&self, year: usize, taken: &[bool]) -> Vec<i64> {
        let mut classes: Vec<i64> = self.sections.iter().map(|section| section.classes).collect();
        for (action, _) in self.actions.iter().zip(taken).filter(|(action, on)| **on && action.from <= year) {
            for (section, more) in &action.effects {
                classes[*section] += more;
            }
        }
        classes.into_iter().map(|classes| classes.max(0)).collect()
    }

    /// What these actions cost together.
    pub fn cost(&self, taken: &[bool]) -> i64 {
        self.actions.iter().zip(taken).filter(|(_, on)| **on).map(|(action, _)| action.cost).sum()
    }

    /// Pupils of all points in a year.
    pub fn pupils(&self, year: usize) -> i64 {
        self.points.iter().map(|point| point.pupils[year]).sum()
    }

    /// Digest of all of it: SM3, hexadecimal.
    pub fn digest(&self) -> String {
        super::read::hex(&sm3::Sm3::digest(serde_json::to_vec(self).unwrap_or_default()))
    }

    /// Whether positions, signs and sizes are such that it can be solved and checked; what is wrong in words otherwise.
    ///
    /// # Errors
    /// The first fault, in words.
    pub fn sound(&self) -> Result<(), String> {
        let few = |number: i64| (0..=MOST_PUPILS).contains(&number);
        let section = |at: usize| at < self.sections.len();
        let no = |wrong: bool, what: &str| if wrong { Err(what.to_owned()) } else { Ok(()) };
        no(self.years.is_empty() || self.years.len() > MOST_YEARS, "年份一个也没有，或超过三十个")?;
        no(!self.years.is_sorted_by(|one, next| one < next), "年份没有由先到后")?;
        no(self.due >= self.years.len(), "达标年不在年份里")?;
        for point in &self.points {
            no(point.pupils.len() != self.years.len(), &format!("“{}”不是每年都有人数", point.name))?;
            no(
                !point.pupils.iter().all(|number| few(*number)),
                &format!("“{}”的人数是负数或太大", point.name),
            )?;
            let mut seen = std::collections::BTreeSet::new();
            for (at, length) in &point.reach {
                let known = section(*at)
                    && self.sections[*at].kind == point.kind
                    && (0..=MOST_LENGTH).contains(length);
                no(!known || !seen.insert(*at), &format!("“{}”去的地方没有、重了或路程不对", point.name))?;
            }
        }
        for one in &self.sections {
            let sound = one.school < self.schools.len() && few(one.classes) && few(one.norm);
            no(!sound || !few(one.classes * one.norm), &format!("“{}”的班数或班额不对", one.name))?;
        }
        let limits = self.schools.iter().filter_map(|school| school.limit);
        no(!limits.into_iter().all(few), "规模上限是负数或太大")?;
        let mut all = 0i64;
        for action in &self.actions {
            no(action.cost < 0, &format!("“{}”的费用是负数", action.name))?;
            all =
                all.checked_add(action.cost).filter(|all| *all < GREATEST_COST / 1_000).ok_or("费用太大")?;
            let fits = |(at, more): &(usize, i64)| section(*at) && more.abs() <= 10_000;
            no(!action.effects.iter().all(fits), &format!("“{}”改的地方没有，或班数不对", action.name))?;
        }
        let apart = |(one, other): &(usize, usize)| *one < *other && *other < self.actions.len();
        no(!self.apart.iter().all(apart), "互斥的措施写得不对")
    }
}
