//! From a figure down to rows, entries and proofs.

use super::Reading;
use super::evaluate::indicator;
use crate::audit::Audit;
use crate::error::{Error, Result};
use crate::sight::Sight;
use crate::store::Store;
use crate::view::*;
use assess::{Assessment, Assessor, Input, Outcome};
use define::words::family;
use define::{Indicator, Pack, Register, Status};
use formula::{Answer, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows of one term that an answer carries; the page of the term goes on from there.
pub const ROWS_SHOWN: usize = 200;

impl Reading {
    /// Everything that entered a figure (F26) or an indicator (its id), as known at a moment.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a figure or indicator that is not there.
    pub fn explain(&self, id: &str) -> Result<Known<Lineage>> {
        let (pack, year) = (&self.judged.pack, self.year()?);
        let definition = pack.figure(id).or_else(|| pack.indicator(id)).ok_or_else(|| {
            let known = pack
                .indicators
                .iter()
                .flat_map(|one| [one.id.as_str()].into_iter().chain(one.figure.as_deref()));
            let near =
                define::nearest(id, known).map(|near| format!("；是否想写“{near}”？")).unwrap_or_default();
            Error::Unknown(format!("没有数字或指标“{id}”{near}"))
        })?;
        let key = format!("explain {year} {}", definition.id);
        let known = self.judged(&key, || self.lineage(definition))?;
        // The value is the district's; of the rows behind it everybody sees his own.
        let Sight::Within(_) = &self.sight else { return Ok(known) };
        let mut lineage = Lineage::clone(&known.what);
        lineage.terms.iter_mut().try_for_each(|term| self.veil(term))?;
        Ok(Known { what: Arc::new(lineage), ..known })
    }

    /// Takes the rows out of a term that are not seen.
    fn veil(&self, term: &mut TermView) -> Result<()> {
        let pack = self.pack();
        let mut shown = Vec::new();
        for row in std::mem::take(&mut term.rows) {
            if let Some(register) = pack.register_by_id(&row.register)
                && self.admits(register, row.number)?
            {
                shown.push(row);
            }
        }
        term.rows = shown;
        term.terms.iter_mut().try_for_each(|term| self.veil(term))
    }

    fn lineage(&self, definition: &Indicator) -> Result<Lineage> {
        let (pack, assessment) = (&self.judged.pack, self.assessment()?);
        let find = |id: &str| assessment.outcomes.iter().find(|outcome| outcome.id == id);
        let unknown = || Error::Unknown(format!("指标“{}”没有测算", definition.id));
        let outcome = find(&definition.id).ok_or_else(unknown)?;
        let audit = &*self.house.archive.audit;
        let teller = Teller { store: &self.store, audit, pack, size: self.judged.size, now: self.now };
        let mut terms = Vec::new();
        let (lineages, behind, declared) = self.with_assessor(|assessor| {
            let explain = |key: Vec<String>| {
                let lineage = assessor.explain(&definition.id, assessment.year, &key);
                Some((key, lineage?))
            };
            let lineages: Vec<_> = keys(outcome).into_iter().filter_map(explain).collect();
            let behind = rows_behind(assessor, &assessment, &definition.id);
            let declared = assessor.declared(&behind);
            (lineages, behind, declared)
        })?;
        for (key, lineage) in lineages {
            for input in &lineage.inputs {
                let mut term = teller.term(input, definition.unit.as_ref())?;
                if !key.is_empty() {
                    term.text = format!("〔{}〕{}", key.join("、"), term.text);
                }
                terms.push(term);
            }
        }
        let view = indicator(pack, outcome, &assessment);
        let formula =
            pack.program.indicators.iter().find(|one| pack.indicators[one.indicator].id == definition.id);
        Ok(Lineage {
            year: assessment.year,
            formula: definition.formula.as_ref().map(|formula| formula.text.clone()),
            words: formula.map(|compiled| compiled.formula.describe()),
            condition: definition.met_when.as_ref().map(|condition| condition.in_one_line()),
            note: definition.note.clone(),
            source: source(&definition.source.document, definition.source.status),
            declared: declared.into_iter().map(declared_view).collect(),
            parameters: outcome
                .parameters
                .iter()
                .map(|used| ParameterView {
                    name: used.name.clone()
                        + &used.key.as_ref().map(|key| format!("（{key}）")).unwrap_or_default(),
                    value: used.value.clone(),
                    source: source(&used.document, used.status),
                })
                .collect(),
            terms,
            parts: view
                .parts
                .iter()
                .filter_map(|part| find(part))
                .map(|part| indicator(pack, part, &assessment))
                .collect(),
            rows: behind.len() as u64,
            indicator: view,
        })
    }
}

fn source(document: &str, status: Status) -> SourceView {
    SourceView { document: document.to_owned(), status: crate::card::status(status) }
}

/// The groups to explain one by one; one empty key for an indicator without groups.
fn keys(outcome: &Outcome) -> Vec<Vec<String>> {
    match outcome.groups.is_empty() {
        true => vec![Vec::new()],
        false => outcome.groups.iter().map(|group| group.key.clone()).collect(),
    }
}

fn declared_view(one: assess::Declared) -> DeclaredView {
    let documents = one.documents.into_iter().map(|(name, day)| format!("{name}（{day}）"));
    DeclaredView { register: one.register, office: one.office, documents: documents.collect() }
}

/// The different rows behind an indicator, those of its parts and of other indicators included: register, year, number.
pub(super) fn rows_behind(
    assessor: &Assessor,
    assessment: &Assessment,
    id: &str,
) -> BTreeSet<(String, i32, u64)> {
    let mut rows = BTreeSet::new();
    let Some(definition) = assessor.pack().indicator(id) else { return rows };
    let groups: Vec<Vec<String>> = match (definition.by.is_empty(), assessment.outcome(id)) {
        (true, _) => vec![Vec::new()],
        (false, Some(outcome)) => outcome.groups.iter().map(|group| group.key.clone()).collect(),
        (false, None) => Vec::new(),
    };
    for key in groups {
        if let Some(lineage) = assessor.explain(id, assessment.year, &key) {
            rows.extend(lineage.rows());
        }
    }
    for part in &definition.parts {
        if part.text != id {
            rows.extend(rows_behind(assessor, assessment, &part.text));
        }
    }
    rows
}

/// Turns a lineage into words and rows.
struct Teller<'a> {
    store: &'a Store,
    audit: &'a Audit,
    now: u64,
    pack: &'a Pack,
    size: u64,
}

impl Teller<'_> {
    fn term(&self, input: &Input, unit: Option<&quantity::Unit>) -> Result<TermView> {
        let pack = self.pack;
        let mut view = TermView {
            start: input.span.0,
            end: input.span.1,
            text: input.text.clone(),
            value: told(&input.value, unit),
            year: input.year,
            kind: TermKind::Register,
            target: None,
            name: String::new(),
            count: 0,
            rows: Vec::new(),
            terms: Vec::new(),
        };
        match &input.source {
            Source::Register { name, rows, .. } => {
                view.name = name.clone();
                view.value = told(&input.value, self.unit(input).as_ref());
                view.count = rows.len() as u64;
                if let Some(register) = pack.register(name) {
                    view.target = Some(register.id.clone());
                    view.rows = self.rows(register, rows.iter().copied().take(ROWS_SHOWN))?;
                } else if let Some(table) = pack.program.table(name) {
                    view.kind = form(table.family);
                    view.target = Some(table.form.clone());
                    view.terms = self.behind(input)?;
                }
            }
            Source::Field { register: name, field, row } => {
                view.kind = TermKind::Field;
                view.name = format!("{name}.{field}");
                view.count = 1;
                if let Some(register) = pack.register(name) {
                    view.target = Some(register.id.clone());
                    view.rows = self.rows(register, [*row].into_iter())?;
                }
            }
            Source::Parameter { name, key } => {
                view.kind = TermKind::Parameter;
                view.name = name.clone() + &key.as_ref().map(|key| format!("（{key}）")).unwrap_or_default();
                let used =
                    pack.parameter(name).and_then(|parameter| parameter.value(key.as_deref(), input.year));
                if let Some(used) = used {
                    view.value = used.text.text.clone();
                }
            }
            Source::Indicator { name, key } => {
                view.kind = TermKind::Indicator;
                view.name = name.clone() + &key.as_ref().map(|key| format!("（{key}）")).unwrap_or_default();
                let definition: Option<&Indicator> = pack.indicators.iter().find(|one| one.name == *name);
                view.target = definition.map(|one| one.id.clone());
                view.value = told(&input.value, definition.and_then(|one| one.unit.as_ref()));
            }
        }
        if let Some(below) = &input.below {
            let unit = pack.indicator(&below.id).and_then(|one| one.unit.clone());
            for input in &below.inputs {
                view.terms.push(self.term(input, unit.as_ref())?);
            }
            let rows: BTreeSet<_> = below.rows().into_iter().collect();
            view.count = view.count.max(rows.len() as u64);
        }
        Ok(view)
    }

    /// The rows from which lines of a form of work follow, a term for each register.
    fn behind(&self, input: &Input) -> Result<Vec<TermView>> {
        let mut by_register: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for (name, row) in &input.behind {
            by_register.entry(name).or_default().push(*row);
        }
        let mut terms = Vec::new();
        for (name, rows) in by_register {
            let Some(register) = self.pack.register(name) else { continue };
            terms.push(TermView {
                start: input.span.0,
                end: input.span.1,
                text: name.to_owned(),
                value: format!(
                    "{}{}",
                    rows.len(),
                    if register.counter.is_empty() { "行" } else { &register.counter }
                ),
                year: input.year,
                kind: TermKind::Register,
                target: Some(register.id.clone()),
                name: name.to_owned(),
                count: rows.len() as u64,
                rows: self.rows(register, rows.iter().copied().take(ROWS_SHOWN))?,
                terms: Vec::new(),
            });
        }
        Ok(terms)
    }

    /// The unit of a term by its own words, whatever the formula makes of it: 570人 in a rate. None when they do not
    /// stand alone, as inside a row.
    fn unit(&self, input: &Input) -> Option<quantity::Unit> {
        let scope = formula::Scope::Indicator { by: Vec::new() };
        match formula::compile(&input.text, &scope, &self.pack.program.schema).ok()?.kind() {
            formula::Kind::Number(unit) => Some(unit.clone()),
            _ => None,
        }
    }

    fn rows(&self, register: &Register, numbers: impl Iterator<Item = u64>) -> Result<Vec<RowView>> {
        let mut rows = Vec::new();
        for number in numbers {
            if let Some(version) = self.store.version(&register.id, number, self.size)? {
                self.audit.attest_version(self.store, &register.id, &version, self.now)?;
                rows.push(super::rows::row_view(register, &version)?);
            }
        }
        Ok(rows)
    }
}

/// The kind of form that a family of work tables is of.
fn form(of: &str) -> TermKind {
    match of {
        family::OCCURRENCE => TermKind::Duty,
        family::CASE => TermKind::Loop,
        family::SLIP => TermKind::Draw,
        family::LETTER => TermKind::Notice,
        family::DEVICE => TermKind::Signal,
        family::INSTRUMENT => TermKind::Instrument,
        family::SCHEME => TermKind::Scheme,
        _ => TermKind::Roster,
    }
}

/// An answer in words: a number as a decimal string in the unit asked for, with the unit's name.
fn told(answer: &Answer, unit: Option<&quantity::Unit>) -> String {
    match answer {
        Answer::Number(number) => {
            let scale = unit.map_or(0, quantity::Unit::scale);
            let shown = number.times_ten_to(-scale);
            format!("{}{}", shown.to_decimal_string(12), unit.map(ToString::to_string).unwrap_or_default())
        }
        Answer::Text(text) => text.to_string(),
        Answer::Boolean(truth) => match truth {
            quantity::Truth::Yes => "是".to_owned(),
            quantity::Truth::No => "否".to_owned(),
            quantity::Truth::Unknown => "不能判断".to_owned(),
        },
        Answer::Date(day) => {
            let (year, month, day) = formula::date(*day);
            format!("{year:04}-{month:02}-{day:02}")
        }
        Answer::Unknown(reasons) => {
            let why: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            format!("不能判断（{}）", why.join("；"))
        }
    }
}
