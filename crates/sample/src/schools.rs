//! The compulsory schools: what they are and where they stand.

use crate::chance::Chance;
use crate::grades;
use crate::spec::Spec;
use crate::table::chinese;

/// 城区, 镇区, 乡村: the three kinds of place of the education statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    Urban,
    Seat,
    Rural,
}

impl Area {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Area::Urban => "城区",
            Area::Seat => "镇区",
            Area::Rural => "乡村",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Primary,
    Junior,
    Combined,
    Complete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Primary,
    Junior,
    Senior,
}

impl Stage {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Stage::Primary => "小学",
            Stage::Junior => "初中",
            Stage::Senior => "高中",
        }
    }
}

/// A class: its grade from 1 to 9, its number in the grade, its pupils.
pub(crate) struct Class {
    pub(crate) grade: usize,
    pub(crate) number: usize,
    pub(crate) pupils: u64,
}

/// A stage of a school.
pub(crate) struct Section {
    pub(crate) school: usize,
    pub(crate) stage: Stage,
    /// Compulsory classes; none are kept for a senior section.
    pub(crate) classes: Vec<Class>,
    pub(crate) class_count: u64,
    pub(crate) pupils: u64,
    pub(crate) staff: u64,
    pub(crate) teachers: u64,
    pub(crate) degree: u64,
    pub(crate) backbone: u64,
    pub(crate) arts: u64,
}

pub(crate) struct School {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) public: bool,
    pub(crate) area: Area,
    pub(crate) town: usize,
    pub(crate) built: i64,
    pub(crate) boarders: u64,
    /// Sections by index, primary first.
    pub(crate) sections: Vec<usize>,
    pub(crate) arts_needed: u64,
    pub(crate) counsellors: u64,
    /// A size that the school was given by chance: how many classes it tends to have.
    pub(crate) width: u64,
}

pub(crate) struct Schools {
    pub(crate) schools: Vec<School>,
    pub(crate) sections: Vec<Section>,
}

impl Schools {
    /// Compulsory pupils of a school.
    pub(crate) fn pupils(&self, school: &School) -> u64 {
        self.of(school).filter(|section| section.stage != Stage::Senior).map(|section| section.pupils).sum()
    }

    /// All pupils of a school.
    pub(crate) fn all_pupils(&self, school: &School) -> u64 {
        self.of(school).map(|section| section.pupils).sum()
    }

    /// The sections of a school.
    pub(crate) fn of<'s>(&'s self, school: &'s School) -> impl Iterator<Item = &'s Section> {
        school.sections.iter().map(|at| &self.sections[*at])
    }

    /// The name of a section: the school's own, or with the stage when it has several.
    pub(crate) fn section_name(&self, section: &Section) -> String {
        let school = &self.schools[section.school];
        match school.sections.len() {
            1 => school.name.clone(),
            _ => format!("{}{}部", school.name, section.stage.word()),
        }
    }
}

/// The schools with their classes; staff and rooms come later.
pub(crate) fn schools(spec: &Spec) -> Schools {
    let mut made = Schools { schools: place(spec), sections: Vec::new() };
    for (at, school) in made.schools.iter_mut().enumerate() {
        let stages: &[Stage] = match school.kind {
            Kind::Primary => &[Stage::Primary],
            Kind::Junior => &[Stage::Junior],
            Kind::Combined => &[Stage::Primary, Stage::Junior],
            Kind::Complete => &[Stage::Junior, Stage::Senior],
        };
        for stage in stages {
            school.sections.push(made.sections.len());
            made.sections.push(Section {
                school: at,
                stage: *stage,
                classes: Vec::new(),
                class_count: 0,
                pupils: 0,
                staff: 0,
                teachers: 0,
                degree: 0,
                backbone: 0,
                arts: 0,
            });
        }
    }
    grades::fill(spec, &mut made);
    made
}

fn place(spec: &Spec) -> Vec<School> {
    let mut chance = Chance::named(spec.seed, "schools");
    let mut schools: Vec<School> = Vec::new();
    let mut serial = [0u64; 4];
    let seats = spec.towns.len() - spec.streets;
    let mut add = |kind: Kind, public: bool, area: Area, at: usize, width: u64, name: Option<(&str, i64)>| {
        let (category, word, slot) = match kind {
            Kind::Primary => (21, "小学", 0),
            Kind::Junior => (31, "初级中学", 1),
            Kind::Combined => (31, "九年一贯制学校", 2),
            Kind::Complete => (34, "完全中学", 3),
        };
        serial[slot] += 1;
        // Nine-year schools share the category of the junior ones and are numbered from 501.
        let number = serial[slot] + if slot == 2 { 500 } else { 0 };
        let (province, base) = spec.serial;
        let private = if public { "" } else { "民办" };
        schools.push(School {
            code: format!("{category}{province}{:06}", base + number),
            name: match name {
                Some((name, _)) => format!("{name}（样例）"),
                None => format!("样例{private}第{}{word}", chinese(serial[slot])),
            },
            kind,
            public,
            area,
            town: match area {
                Area::Urban => at % spec.streets,
                Area::Seat | Area::Rural => spec.streets + at % seats,
            },
            built: name.map_or_else(|| chance.between(1952, 2015) as i64, |(_, built)| built),
            boarders: 0,
            sections: Vec::new(),
            arts_needed: 0,
            counsellors: 0,
            width,
        });
    };
    let mut sizes = Chance::named(spec.seed, "widths");
    let (urban, town, rural) = spec.primaries;
    for at in 0..urban {
        let named =
            spec.named_primaries.get(at).map(|name| (name.as_str(), if at < 3 { spec.year } else { 1946 }));
        let width = match at {
            0..3 if named.is_some() => 40,
            3 => 78,
            _ => sizes.between(36, 66),
        };
        add(Kind::Primary, true, Area::Urban, at, width, named);
    }
    // 双江小学 stands in the seat of its town; the other seats follow in the order of the codes.
    let shuangjiang = spec.towns.iter().position(|town| town.name == "双江镇").filter(|_| spec.real);
    for at in 0..town {
        let own = shuangjiang == Some(spec.streets + at);
        add(Kind::Primary, true, Area::Seat, at, sizes.between(8, 24), own.then_some(("双江小学", 1938)));
    }
    for at in 0..rural {
        add(Kind::Primary, true, Area::Rural, at * 7, sizes.between(0, 2), None);
    }
    for at in 0..spec.private_primaries {
        add(Kind::Primary, false, Area::Urban, at, sizes.between(30, 40), None);
    }
    let (complete, junior_urban, junior_town) = spec.secondaries;
    for at in 0..complete {
        add(Kind::Complete, true, Area::Urban, at, sizes.between(110, 130), None);
    }
    for at in 0..junior_urban {
        add(Kind::Junior, true, Area::Urban, at + 1, sizes.between(130, 165), None);
    }
    for at in 0..junior_town {
        add(Kind::Junior, true, Area::Seat, at * 3, sizes.between(60, 95), None);
    }
    for at in 0..spec.combined.0 {
        add(Kind::Combined, true, if at % 2 == 0 { Area::Seat } else { Area::Rural }, at * 5 + 2, 12, None);
    }
    for at in 0..spec.combined.1 {
        add(Kind::Combined, false, Area::Urban, at, 30, None);
    }
    schools
}
