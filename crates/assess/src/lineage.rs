//! From a figure down to the rows it came from.

use crate::Assessor;
use crate::assessor::{answer_text, key_text};
use formula::{Answer, Evaluation, Source, Trace, World};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A value with everything that entered it, level by level.
#[derive(Clone, Debug, PartialEq)]
pub struct Lineage {
    /// Id of the indicator; for a computed field, register and field joined by a point.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// The group, for one group of a grouped indicator.
    pub key: Vec<String>,
    /// The formula as written.
    pub formula: String,
    /// The value, in the base of its unit.
    pub answer: Answer,
    /// What entered it, in the order of the formula.
    pub inputs: Vec<Input>,
}

/// One aggregate, parameter, indicator or field that entered a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Byte range of its words in the formula.
    pub span: (usize, usize),
    /// Its words: 合计(教育经费.金额).
    pub text: String,
    /// What it came to, in the base of its unit.
    pub value: Answer,
    /// The year it is about.
    pub year: i32,
    /// Where it came from.
    pub source: Source,
    /// Of a work table: the rows that its lines follow from, each once.
    pub behind: Vec<(Arc<str>, u64)>,
    /// The lineage of the indicator or computed field it stands for. None for rows and parameters, and for one that is
    /// told elsewhere in the same lineage.
    pub below: Option<Box<Lineage>>,
}

/// Which values are already told.
type Told = BTreeSet<(String, i32, String)>;

impl Assessor {
    /// Everything that entered an indicator of that id, down to the rows. `key` is the group, as words, of a grouped
    /// indicator; empty otherwise. None when there is no such indicator, or it has no formula or no such group.
    pub fn explain(&self, id: &str, year: i32, key: &[String]) -> Option<Lineage> {
        self.explain_untold(id, year, key, &mut Told::new())
    }

    fn explain_untold(&self, id: &str, year: i32, key: &[String], told: &mut Told) -> Option<Lineage> {
        let pack = self.pack();
        let at = pack.program.indicators.iter().position(|one| pack.indicators[one.indicator].id == id)?;
        let program = &pack.program.indicators[at];
        let indicator = &pack.indicators[program.indicator];
        told.insert((id.to_string(), year, key.join("、")));
        self.look_from(year);
        self.prepare(year);
        let evaluation = Evaluation::new(self, year);
        let trace = match key.is_empty() {
            true if indicator.by.is_empty() => evaluation.trace(&program.formula),
            true => return None,
            false => {
                let groups = evaluation.groups(&program.formula);
                let words =
                    |group: &formula::Group| -> Vec<String> { group.key.iter().map(answer_text).collect() };
                let group = groups.into_iter().find(|group| words(group) == key)?;
                evaluation.trace_group(&program.formula, &group.key)
            }
        };
        drop(evaluation);
        Some(Lineage {
            id: id.to_string(),
            name: indicator.name.clone(),
            year,
            key: key.to_vec(),
            formula: program.formula.source().to_string(),
            answer: trace.answer.clone(),
            inputs: self.inputs(trace, told),
        })
    }

    /// Everything that entered a computed field of a row. None when there is no such field or row.
    pub fn explain_cell(&self, register: &str, field: &str, year: i32, row: u64) -> Option<Lineage> {
        self.explain_cell_untold(register, field, year, row, &mut Told::new())
    }

    fn explain_cell_untold(
        &self,
        register: &str,
        field: &str,
        year: i32,
        row: u64,
        told: &mut Told,
    ) -> Option<Lineage> {
        let pack = self.pack();
        let column = pack.program.columns.iter().find(|column| {
            let owner = &pack.registers[column.register];
            owner.name == register && owner.computed[column.computed].name == field
        })?;
        self.look_from(year);
        self.frame(register, year)?.rows.binary_search(&row).ok()?;
        let id = format!("{register}.{field}");
        told.insert((id.clone(), year, row.to_string()));
        let trace = Evaluation::new(self, year).trace_row(&column.formula, row)?;
        Some(Lineage {
            id,
            name: field.to_string(),
            year,
            key: vec![row.to_string()],
            formula: column.formula.source().to_string(),
            answer: trace.answer.clone(),
            inputs: self.inputs(trace, told),
        })
    }

    fn inputs(&self, trace: Trace, told: &mut Told) -> Vec<Input> {
        let mut inputs = Vec::new();
        for term in trace.terms {
            let below = match &term.source {
                Source::Indicator { name, key } => {
                    let indicator = self.pack().indicators.iter().find(|one| one.name == *name);
                    let key: Vec<String> = key.iter().cloned().collect();
                    indicator
                        .filter(|one| !told.contains(&(one.id.clone(), term.year, key.join("、"))))
                        .and_then(|one| self.explain_untold(&one.id, term.year, &key, told))
                }
                Source::Field { register, field, row } => {
                    let id = (format!("{register}.{field}"), term.year, row.to_string());
                    match told.contains(&id) {
                        true => None,
                        false => self.explain_cell_untold(register, field, term.year, *row, told),
                    }
                }
                _ => None,
            };
            let behind = match &term.source {
                Source::Register { name, rows, .. } => self.behind(name, term.year, rows),
                _ => Vec::new(),
            };
            inputs.push(Input {
                behind,
                span: (term.span.start, term.span.end),
                text: term.text,
                value: term.value,
                year: term.year,
                source: term.source,
                below: below.map(Box::new),
            });
        }
        inputs
    }
}

impl Lineage {
    /// The rows that entered, over all levels: register, year, row number, each once, in order.
    pub fn rows(&self) -> Vec<(String, i32, u64)> {
        let mut rows = BTreeSet::new();
        self.gather(&mut rows);
        rows.into_iter().collect()
    }

    fn gather(&self, rows: &mut BTreeSet<(String, i32, u64)>) {
        for input in &self.inputs {
            match &input.source {
                Source::Register { .. } if !input.behind.is_empty() => {
                    let behind = input.behind.iter();
                    rows.extend(behind.map(|(name, row)| (name.to_string(), input.year, *row)));
                }
                Source::Register { name, .. } if name.contains('.') => {}
                Source::Register { name, rows: entered, .. } => {
                    rows.extend(entered.iter().map(|row| (name.clone(), input.year, *row)));
                }
                Source::Field { register, row, .. } => {
                    rows.insert((register.clone(), input.year, *row));
                }
                _ => {}
            }
            if let Some(below) = &input.below {
                below.gather(rows);
            }
        }
    }

    /// The value as plain words, in the base of its unit.
    pub fn value(&self) -> String {
        key_text(std::slice::from_ref(&self.answer))
    }
}
