//! Draws (抽): who may be drawn, who may be sent, by which rule.

use super::{FieldType, Form, FormHead, Gives, List};
use crate::house::{DrawRecord, DrawResult, House};
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// A random draw of objects and inspectors (“双随机、一公开”, 抽查).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// What it says of itself.
    pub head: FormHead,
    /// What may be drawn.
    pub objects: List,
    /// The field by which objects fall into strata; all are one stratum without.
    pub stratum: Option<Written>,
    /// Lots of an object, a row formula whose value is a whole number from 1; one each without.
    pub weight: Option<Written>,
    /// Who may be sent.
    pub inspectors: List,
    /// The field of the inspectors' register that names their unit.
    pub unit: Option<Written>,
    /// Who may not be sent where.
    pub conflicts: Vec<DrawConflict>,
    /// How much is drawn, by stratum; one without a stratum holds for all that are not named.
    pub shares: Vec<DrawShare>,
    /// The public value that the seed waits for.
    pub public: DrawPublic,
    /// Inspectors for each object, at least 2.
    pub team: u32,
    /// Most objects for one inspector in one draw.
    pub load: u32,
    /// Least number of draws in a year.
    pub draws: u32,
    /// Whether what was drawn earlier in the year may be drawn again.
    pub repeat: bool,
    /// Where it is recorded that a drawn object was visited; nothing asks for it without.
    pub visit: Option<DrawVisit>,
}

/// The rows that tell of visits to drawn objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawVisit {
    /// The rows.
    pub list: List,
    /// The field that names the object.
    pub object: Written,
    /// The field with the day.
    pub date: Written,
    /// The field that names who came, joined by 、; who came is not told without.
    pub inspectors: Option<Written>,
}

/// Who may not be sent where (回避).
///
/// Without a register: an inspector whose field holds what the object's field holds. With one: the pairs that its rows
/// name by references to both registers, such as stated conflicts of interest or the schools that an inspector answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawConflict {
    /// The register whose rows name the pairs.
    pub register: Option<Written>,
    /// Field of the objects' register, or of `register`.
    pub object: Written,
    /// Field of the inspectors' register, or of `register`.
    pub inspector: Written,
    /// Why, as the certificate says it.
    pub reason: String,
}

/// The public value that goes into the seed: somebody else's, and published after the lists are sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawPublic {
    /// Who publishes it, and where anybody finds it.
    pub source: String,
    /// Which one when the sealing names no issue: the first one published on its day or later.
    pub issue: String,
    /// Least number of days between the sealing and its publication, at least 1.
    pub delay: u32,
}

/// How much of a stratum is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawShare {
    /// The stratum; none for all that are not named.
    pub stratum: Option<Written>,
    /// So many objects, or so many ten-thousandths of the stratum.
    pub quota: DrawQuota,
    /// Least share of the stratum within the year, in ten-thousandths.
    pub floor: u32,
}

/// How many objects of a stratum are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawQuota {
    /// So many.
    Count(u32),
    /// So many ten-thousandths, rounded up.
    Share(u32),
}

impl Draw {
    /// What holds for a stratum.
    pub fn share(&self, stratum: &str) -> Option<&DrawShare> {
        let named = |share: &&DrawShare| share.stratum.as_ref().is_some_and(|name| name.text == stratum);
        self.shares.iter().find(named).or_else(|| self.shares.iter().find(|share| share.stratum.is_none()))
    }
}

impl Form for Draw {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::SLIP
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::draw(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let (mut objects, mut inspectors): (Vec<&Written>, Vec<&Written>) =
            (self.stratum.iter().collect(), self.unit.iter().collect());
        let mut pairs = Vec::new();
        for conflict in &self.conflicts {
            let (object, inspector) = (&conflict.object, &conflict.inspector);
            match &conflict.register {
                Some(register) => pairs.push((register, vec![object, inspector])),
                None => {
                    objects.push(object);
                    inspectors.push(inspector);
                }
            }
        }
        let mut names = vec![(&self.objects.register, objects), (&self.inspectors.register, inspectors)];
        names.extend(pairs);
        names.extend(self.visit.iter().map(|visit| {
            let fields = [&visit.object, &visit.date].into_iter().chain(&visit.inspectors);
            (&visit.list.register, fields.collect())
        }));
        names
    }

    fn house(&self) -> Vec<House> {
        vec![DrawRecord::HOUSE, DrawResult::HOUSE]
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let visit = self.visit.iter().map(|visit| &visit.list);
        let lists = [&self.objects, &self.inspectors].into_iter().chain(visit);
        let mut formulas: Vec<_> =
            lists.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth))).collect();
        formulas.extend(self.weight.iter().map(|weight| (weight, &self.objects.register, Gives::Number)));
        formulas
    }

    /// A register that names pairs names them by references to both sides.
    fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        for conflict in &self.conflicts {
            let Some(pairs) = conflict.register.as_ref().and_then(|name| pack.register(&name.text)) else {
                continue;
            };
            let sides = [
                (&conflict.object, &self.objects.register),
                (&conflict.inspector, &self.inspectors.register),
            ];
            for (name, to) in sides {
                let Some((_, field)) = pairs.field(&name.text) else { continue };
                if !matches!(&field.kind, FieldType::Ref { register, .. } if *register == to.text) {
                    let sentence = format!("“{}”不指向“{}”，名单对不上", name.text, to.text);
                    let place = name.at(0..name.text.len());
                    findings.push(Finding::error("define.draw-pair", place, sentence));
                }
            }
        }
    }
}
