//! Evaluation (测算): the rows known at an entry, judged by the pack in force at that entry.

use crate::district::{Inner, Office};
use crate::store::{NodeReader, Store};
use crate::view::*;
use crate::writer::row;
use crate::{Error, Result, instant};
use assess::{Assessment, Assessor, Facts, Outcome, Rows, Verdict};
use define::{Pack, PackStatus, Register};
use proof::Sm3;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A moment of the journal to look from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// Now.
    #[default]
    Now,
    /// When the journal had this many entries.
    Entries(u64),
    /// At the end of a day, written 2022-12-31.
    Day(String),
}

impl std::str::FromStr for AsOf {
    type Err = String;

    /// A number of entries, or a day.
    fn from_str(text: &str) -> std::result::Result<AsOf, String> {
        if let Ok(size) = text.parse() {
            return Ok(AsOf::Entries(size));
        }
        match crate::end_of_day(text) {
            Some(_) => Ok(AsOf::Day(text.to_owned())),
            None => Err(format!("“{text}”既不是条目数，也不是日期（如 2022-12-31）")),
        }
    }
}

/// A pack over the rows of one moment.
pub(crate) struct Evaluated {
    pub pack: Arc<Pack>,
    pub assessor: Assessor,
    assessments: BTreeMap<i32, Arc<Assessment>>,
}

impl Office {
    /// All indicators of a year (the pack's evaluation year when none), as known at a moment.
    pub fn evaluate(&self, year: Option<i32>, as_of: &AsOf) -> Result<Board> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let standing = inner.standing(size)?;
        let (evaluated, assessment) = inner.assessment(size, year)?;
        let pack = &evaluated.pack;
        let view = |outcome: &Arc<Outcome>| indicator(pack, outcome);
        let aspects = pack.aspects.iter().map(|aspect| {
            let mut indicators: Vec<IndicatorView> = assessment
                .outcomes
                .iter()
                .filter(|outcome| in_aspect(pack, outcome, &aspect.id))
                .map(view)
                .collect();
            indicators.sort_by_key(|indicator| (indicator.number.is_none(), indicator.number));
            AspectView { id: aspect.id.clone(), name: aspect.name.clone(), indicators }
        });
        let others = assessment
            .outcomes
            .iter()
            .filter(|outcome| pack.indicator(&outcome.id).is_none_or(|indicator| indicator.aspect.is_none()));
        Ok(Board {
            pack: info(pack),
            year: assessment.year,
            standing,
            aspects: aspects.collect(),
            others: others.map(view).collect(),
            score: assessment.score.as_ref().map(|score| crate::words::score(pack, score)),
        })
    }

    /// Every figure of the report in the order of their numbers.
    pub fn figures(&self, as_of: &AsOf) -> Result<Vec<FigureView>> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let (evaluated, assessment) = inner.assessment(size, None)?;
        let mut figures = Vec::new();
        for outcome in &assessment.outcomes {
            if let Some(id) = &outcome.figure {
                let rows = crate::explain::rows_behind(evaluated, &outcome.id, assessment.year);
                figures.push(FigureView {
                    id: id.clone(),
                    indicator: outcome.id.clone(),
                    name: outcome.name.clone(),
                    printed: outcome.printed.clone(),
                    value: outcome.value.clone(),
                    unit: outcome.unit.clone(),
                    rows: rows.len() as u64,
                });
            }
        }
        figures.sort_by_cached_key(|figure| figure_order(&figure.id));
        Ok(figures)
    }

    /// The scheme in force now.
    pub fn scheme(&self) -> Result<PackInfo> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        Ok(info(&*inner.pack(size)?))
    }
}

/// F9 before F10, F79a behind F79.
fn figure_order(id: &str) -> (u32, String) {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u32::MAX), id.to_owned())
}

impl Inner {
    /// Number of entries known at a moment.
    pub fn size_as_of(&self, as_of: &AsOf) -> Result<u64> {
        let now = self.store.size()?;
        match as_of {
            AsOf::Now => Ok(now),
            AsOf::Entries(size) if *size <= now => Ok(*size),
            AsOf::Entries(size) => Err(Error::Unknown(format!("日志只有{now}条，没有第{size}条"))),
            AsOf::Day(day) => {
                let at = crate::end_of_day(day).ok_or_else(|| Error::Unknown(format!("“{day}”不是日期")))?;
                self.store.size_at(at)
            }
        }
    }

    /// What an answer stands on.
    pub fn standing(&self, size: u64) -> Result<Standing> {
        let root = proof::root::<Sm3>(&NodeReader(&self.store), size)
            .ok_or_else(|| Error::damaged("日志树缺少结点"))?;
        let time = match size {
            0 => String::new(),
            size => self.store.entry(size - 1)?.map(|entry| instant(entry.at)).unwrap_or_default(),
        };
        Ok(Standing { size, now: self.store.size()?, root: proof::hex::write(&root), time })
    }

    /// The evaluation that stands on the first `size` entries, made once.
    pub fn evaluated(&mut self, size: u64) -> Result<&mut Evaluated> {
        if let Some(at) = self.evaluations.iter().position(|(known, _)| *known == size) {
            return Ok(&mut self.evaluations[at].1);
        }
        let pack = self.pack(size)?;
        let assessor = assessor(&self.store, &pack, size)?;
        self.evaluations.push((size, Evaluated { pack, assessor, assessments: BTreeMap::new() }));
        self.keep_few();
        let newest = self.evaluations.last_mut().ok_or_else(|| Error::damaged("没有测算"))?;
        Ok(&mut newest.1)
    }

    /// The assessment of a year on the first `size` entries.
    pub fn assessment(&mut self, size: u64, year: Option<i32>) -> Result<(&Evaluated, Arc<Assessment>)> {
        let evaluated = self.evaluated(size)?;
        let year = match year.or(evaluated.pack.year) {
            Some(year) => year,
            None => return Err(Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned())),
        };
        let Evaluated { assessor, assessments, .. } = &mut *evaluated;
        let assessment = assessments.entry(year).or_insert_with(|| Arc::new(assessor.assess(year))).clone();
        Ok((evaluated, assessment))
    }
}

impl Evaluated {
    /// The groups of a grouped indicator, as words.
    pub fn groups(&self, id: &str, year: i32) -> Vec<Vec<String>> {
        let outcome = self.assessments.get(&year).and_then(|assessment| assessment.outcome(id));
        outcome
            .map(|outcome| outcome.groups.iter().map(|group| group.key.clone()).collect())
            .unwrap_or_default()
    }
}

/// The rows known when the journal had `size` entries, under a pack.
pub(crate) fn assessor(store: &Store, pack: &Arc<Pack>, size: u64) -> Result<Assessor> {
    let mut facts = Facts::new();
    for register in &pack.registers {
        let rows = rows(store, register, size)?;
        facts.add(register, rows.iter().map(|(number, row)| (*number, &**row)));
    }
    let mut assessor = Assessor::new(pack.clone(), facts);
    // A zero is claimed for the evaluation year; it stands on what every unit reported, not on silence.
    let claiming =
        |id: &str| pack.indicators.iter().any(|one| one.rests_on.iter().any(|duty| duty.text == id));
    let registers: BTreeSet<String> = pack
        .forms
        .duties
        .iter()
        .filter(|duty| claiming(&duty.head.id))
        .flat_map(|duty| assess::registers_of(pack, duty))
        .collect();
    if let (Some(year), false) = (pack.year, registers.is_empty()) {
        let records = crate::forms::records(store, pack, &registers, size)?;
        assessor.leave_open(year, assess::open_claims(pack, &records, year));
    }
    Ok(assessor)
}

/// The rows of a register known at a size. Rows of the present are kept between questions: what was written since is
/// laid over them.
pub(crate) fn rows(store: &Store, register: &Register, size: u64) -> Result<Rows> {
    if store.size()? != size {
        return read(store, register, size);
    }
    let kept = store.kept(&register.id).filter(|kept| kept.fields == register.fields && kept.size <= size);
    let Some(kept) = kept else {
        let rows = read(store, register, size)?;
        store.keep(register, size, &rows);
        return Ok(rows);
    };
    if kept.size == size {
        return Ok(kept.rows);
    }
    let mut rows = kept.rows;
    for version in store.changed_since(&register.id, kept.size)? {
        let list = Arc::make_mut(&mut rows);
        let row = Arc::new(row(register, &version.body)?);
        match list.binary_search_by_key(&version.number, |(number, _)| *number) {
            Ok(at) => list[at].1 = row,
            Err(at) => list.insert(at, (version.number, row)),
        }
    }
    // One that was withdrawn since is still among them.
    if rows.len() as u64 != store.tally(&register.id)? {
        rows = read(store, register, size)?;
    }
    store.keep(register, size, &rows);
    Ok(rows)
}

fn read(store: &Store, register: &Register, size: u64) -> Result<Rows> {
    let mut rows = Vec::new();
    store.each_version(&register.id, size, |version| {
        rows.push((version.number, Arc::new(row(register, &version.body)?)));
        Ok(())
    })?;
    Ok(Arc::new(rows))
}

fn in_aspect(pack: &Pack, outcome: &Outcome, aspect: &str) -> bool {
    pack.indicator(&outcome.id).is_some_and(|one| one.aspect.as_ref().is_some_and(|own| own.text == aspect))
}

pub(crate) fn info(pack: &Pack) -> PackInfo {
    PackInfo {
        id: pack.id.clone(),
        name: pack.name.clone(),
        hash: pack.hash.clone(),
        year: pack.year.unwrap_or_default(),
        official: pack.status == PackStatus::Official,
        document: pack.source.as_ref().map(|source| source.document.clone()).unwrap_or_default(),
    }
}

pub(crate) fn indicator(pack: &Pack, outcome: &Outcome) -> IndicatorView {
    let definition = pack.indicator(&outcome.id);
    let gap = outcome.gap.as_ref();
    let tell = |reasons: &[formula::Reason]| reasons.iter().map(ToString::to_string).collect();
    IndicatorView {
        id: outcome.id.clone(),
        name: outcome.name.clone(),
        number: definition.and_then(|one| one.number),
        figure: outcome.figure.clone(),
        value: outcome.value.clone(),
        unit: outcome.unit.clone(),
        printed: outcome.printed.clone(),
        verdict: outcome.verdict.map(Verdict::key),
        threshold: gap.map(|gap| format!("{} {}", gap.sign, gap.threshold)),
        gap: gap.map(|gap| format!("{}{}", if gap.good { "" } else { "−" }, gap.printed)),
        good: gap.map(|gap| gap.good),
        reasons: tell(&outcome.reasons),
        status: outcome.status.key(),
        owner: definition.map(|one| one.owner.clone()).unwrap_or_default(),
        groups: outcome
            .groups
            .iter()
            .map(|group| GroupView {
                key: group.key.join("、"),
                printed: group.printed.clone(),
                verdict: group.verdict.map(Verdict::key),
                reasons: tell(&group.reasons),
            })
            .collect(),
        parts: outcome.parts.iter().map(|(id, _)| id.clone()).collect(),
    }
}
