//! The plan of a draw (抽取方案): who and what may be drawn and by which rule, fixed before the seed exists.

use super::announced::Announced;
use super::fault::Fault;
use super::lines::{Lines, Misread, push};
use super::lists::Lists;
use crate::{Digest, Hash, Sm3, hex};

/// Lists and rule of a draw. The order of the lists counts: it is part of what is committed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What this one draw is called, in all of the journal: training-institutions-2022-1.
    pub number: String,
    /// What is drawn: 校外培训机构“双随机、一公开”抽查.
    pub title: String,
    /// The year whose floor is counted.
    pub year: i32,
    /// Which draw of the year this is, from 1.
    pub draw: u32,
    /// Least number of draws in the year.
    pub draws: u32,
    /// Inspectors for each object, at least 2 (《行政处罚法》 2021 §42: two law officers).
    pub team: u32,
    /// Most objects for one inspector in this draw.
    pub load: u32,
    /// Whether an object drawn earlier in the year is in the urn again.
    pub repeat: bool,
    /// The public value that the seed waits for.
    pub public: Announced,
    /// SM3 of the hexadecimal text of a secret, when the outcome is to stay sealed until arrival.
    pub sealed: Option<Digest>,
    /// Strata with their shares.
    pub strata: Vec<Stratum>,
    /// What may be drawn.
    pub objects: Vec<Object>,
    /// Who may be sent.
    pub inspectors: Vec<Inspector>,
    /// Who may not be sent where (回避).
    pub conflicts: Vec<Conflict>,
}

/// A stratum (层) and how much of it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Its name, which objects bear.
    pub name: String,
    /// How many are drawn.
    pub quota: Quota,
    /// Least share of the stratum to be drawn within the year, in ten-thousandths (500 = 5%).
    pub floor: u32,
}

/// How many objects of a stratum are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// So many.
    Count(u32),
    /// So many ten-thousandths of the stratum, rounded up; late in the year no more than are left in the urn.
    Share(u32),
}

/// Something that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its key in its register.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its stratum.
    pub stratum: String,
    /// Its lots in the urn: 1 to [`Plan::MOST_WEIGHT`].
    pub weight: u32,
    /// How often it was drawn earlier in the year.
    pub drawn: u32,
}

/// Somebody who may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// Number of the person's certificate or post.
    pub id: String,
    /// Name.
    pub name: String,
    /// The unit the person belongs to.
    pub unit: String,
}

/// A stated conflict of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Id of the inspector.
    pub inspector: String,
    /// Id of the object.
    pub object: String,
    /// Why.
    pub reason: String,
}

/// The digests of the four sections of a plan and the one over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Of rule, objects, inspectors, conflicts.
    pub sections: [Digest; 4],
    /// Over the four.
    pub whole: Digest,
}

/// Names of the sections in the order of [`Commitment::sections`].
pub const SECTIONS: [&str; 4] = ["rule", "objects", "inspectors", "conflicts"];

/// Whole in the unit of shares and floors.
pub(super) const WHOLE: u64 = 10_000;

impl Plan {
    /// Most lots of one object.
    pub const MOST_WEIGHT: u32 = 1_000_000;

    /// The canonical text of the four sections. Each is hashed by itself, so that a change is told by the section it is in.
    pub fn sections(&self) -> [String; 4] {
        [self.rule_text(), self.objects_text(), self.inspectors_text(), self.conflicts_text()]
    }

    /// What is published, and written into the journal, before the seed exists: the SM3 of each section, and the SM3 of
    /// the four lines that name them.
    pub fn commitment(&self) -> Commitment {
        Commitment::over(&self.sections())
    }

    /// How many objects of a stratum this draw takes: its quota, or more when the year's floor needs it. What the floor
    /// still lacks is spread evenly over the draws that are left, so that the last one brings it in.
    ///
    /// ```
    /// # use proof::draw::*;
    /// let object = |n: u32| Object { id: n.to_string(), name: format!("样例机构{n}"), stratum: "在营".into(), weight: 1, drawn: 0 };
    /// let stratum = Stratum { name: "在营".into(), quota: Quota::Share(100), floor: 500 };
    /// let plan = Plan {
    ///     number: "样例-2022-1".into(), title: "样例抽查".into(), year: 2022, draw: 1, draws: 2, team: 2, load: 9, repeat: false,
    ///     public: Announced { source: "样例".into(), issue: "第1期".into(), day: "2022-06-02".into() }, sealed: None,
    ///     strata: vec![stratum.clone()], objects: (0..253).map(object).collect(), inspectors: vec![], conflicts: vec![],
    /// };
    /// // 5% of 253 is 13 in the year, 7 of them in the first of two draws; 1% would have been 3.
    /// assert_eq!(plan.quota(&stratum), 7);
    /// ```
    pub fn quota(&self, stratum: &Stratum) -> u64 {
        let lists = Lists::new(self);
        let found = lists.each().find(|(other, _)| other.name == stratum.name);
        found.map_or(0, |(_, inside)| lists.quota(stratum, inside))
    }

    /// Everything that speaks against drawing by this plan. It does not depend on the seed.
    pub fn faults(&self) -> Vec<Fault> {
        super::fault::faults(self, &Lists::new(self))
    }

    fn rule_text(&self) -> String {
        let mut text = String::new();
        push(&mut text, &["section", SECTIONS[0]]);
        push(&mut text, &["number", &self.number]);
        push(&mut text, &["title", &self.title]);
        push(&mut text, &["year", &self.year.to_string()]);
        push(&mut text, &["draw", &self.draw.to_string(), &self.draws.to_string()]);
        push(&mut text, &["team", &self.team.to_string()]);
        push(&mut text, &["load", &self.load.to_string()]);
        push(&mut text, &["repeat", if self.repeat { "yes" } else { "no" }]);
        self.public.push(&mut text);
        if let Some(sealed) = &self.sealed {
            push(&mut text, &["sealed", &hex::write(sealed)]);
        }
        for stratum in &self.strata {
            let (kind, number) = match stratum.quota {
                Quota::Count(count) => ("count", count),
                Quota::Share(parts) => ("share", parts),
            };
            let (number, floor) = (number.to_string(), stratum.floor.to_string());
            push(&mut text, &["stratum", &stratum.name, kind, &number, "floor", &floor]);
        }
        text
    }

    fn objects_text(&self) -> String {
        let mut text = String::with_capacity(self.objects.len() * 64);
        push(&mut text, &["section", SECTIONS[1], &self.objects.len().to_string()]);
        for (at, object) in self.objects.iter().enumerate() {
            let (number, weight, drawn) =
                ((at + 1).to_string(), object.weight.to_string(), object.drawn.to_string());
            push(&mut text, &[&number, &object.id, &object.name, &object.stratum, &weight, &drawn]);
        }
        text
    }

    fn inspectors_text(&self) -> String {
        let mut text = String::new();
        push(&mut text, &["section", SECTIONS[2], &self.inspectors.len().to_string()]);
        for (at, inspector) in self.inspectors.iter().enumerate() {
            push(&mut text, &[&(at + 1).to_string(), &inspector.id, &inspector.name, &inspector.unit]);
        }
        text
    }

    fn conflicts_text(&self) -> String {
        let mut text = String::new();
        push(&mut text, &["section", SECTIONS[3], &self.conflicts.len().to_string()]);
        for (at, conflict) in self.conflicts.iter().enumerate() {
            push(
                &mut text,
                &[&(at + 1).to_string(), &conflict.inspector, &conflict.object, &conflict.reason],
            );
        }
        text
    }

    /// Reads the four sections.
    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Plan, Misread> {
        lines.section(SECTIONS[0])?;
        let [number] = lines.named("number")?.map(|field| field.into_owned());
        let [title] = lines.named("title")?;
        let [year] = lines.named("year")?;
        let year = lines.number(&year)?;
        let [draw, draws] = lines.named("draw")?;
        let (draw, draws) = (lines.number(&draw)?, lines.number(&draws)?);
        let [team] = lines.named("team")?;
        let team = lines.number(&team)?;
        let [load] = lines.named("load")?;
        let load = lines.number(&load)?;
        let [repeat] = lines.named("repeat")?;
        let repeat = match repeat.as_ref() {
            "yes" => true,
            "no" => false,
            _ => return lines.refuse("repeat 是 yes 或 no"),
        };
        let public = Announced::read(lines)?;
        let mut sealed = None;
        if lines.ahead("sealed") {
            let [digest] = lines.named("sealed")?;
            sealed = Some(lines.digest(&digest)?);
        }
        let mut strata = Vec::new();
        while lines.ahead("stratum") {
            let [name, kind, many, word, floor] = lines.named("stratum")?;
            let many = lines.number(&many)?;
            let quota = match (kind.as_ref(), word.as_ref()) {
                ("count", "floor") => Quota::Count(many),
                ("share", "floor") => Quota::Share(many),
                _ => return lines.refuse("分层写作 count 或 share，其后 floor"),
            };
            strata.push(Stratum { name: name.into_owned(), quota, floor: lines.number(&floor)? });
        }
        let mut objects = Vec::new();
        for at in 1..=lines.list(SECTIONS[1])? {
            let [id, name, stratum, weight, drawn] = lines.item(at)?;
            let (weight, drawn) = (lines.number(&weight)?, lines.number(&drawn)?);
            let (id, name, stratum) = (id.into_owned(), name.into_owned(), stratum.into_owned());
            objects.push(Object { id, name, stratum, weight, drawn });
        }
        let mut inspectors = Vec::new();
        for at in 1..=lines.list(SECTIONS[2])? {
            let [id, name, unit] = lines.item(at)?.map(|field| field.into_owned());
            inspectors.push(Inspector { id, name, unit });
        }
        let mut conflicts = Vec::new();
        for at in 1..=lines.list(SECTIONS[3])? {
            let [inspector, object, reason] = lines.item(at)?.map(|field| field.into_owned());
            conflicts.push(Conflict { inspector, object, reason });
        }
        let title = title.into_owned();
        Ok(Plan {
            number,
            title,
            year,
            draw,
            draws,
            team,
            load,
            repeat,
            public,
            sealed,
            strata,
            objects,
            inspectors,
            conflicts,
        })
    }
}

impl Commitment {
    /// The digests of these sections.
    pub(super) fn over(sections: &[String; 4]) -> Commitment {
        let sections = sections.each_ref().map(|section| Sm3::digest(&[section.as_bytes()]));
        Commitment { sections, whole: Commitment::of(&sections) }
    }

    /// The digest over the four.
    pub(super) fn of(sections: &[Digest; 4]) -> Digest {
        Sm3::digest(&[Commitment::lines(sections).as_bytes()])
    }

    /// The four lines that the whole is over.
    pub(super) fn lines(sections: &[Digest; 4]) -> String {
        let mut text = String::new();
        for (name, digest) in SECTIONS.iter().zip(sections) {
            push(&mut text, &[name, &hex::write(digest)]);
        }
        text
    }
}
