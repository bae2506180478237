//! The terms of a figure, and the rows that entered them.

use std::collections::BTreeMap;

use view::{RegisterView, RowView, TermKind, TermView};

use super::formula::numbered;
use super::words::Words;
use crate::address::{register_address, term_address};
use crate::numbers::{counted, spaced};
use crate::pages::cell::Line;
use crate::words::say;

/// Fields of a row shown beside a figure; the register's own page shows all.
const FIELDS: usize = 7;

/// Rows listed of one register and year; the register's own page has all.
const SHOWN: usize = 200;

/// A term of a formula.
pub struct Term {
    /// Number of the top term that it is or belongs to, from 1.
    pub n: usize,
    /// Whether it is the first of its number: the formula leads to it.
    pub first: bool,
    /// How deep it lies under that: 0 for itself.
    pub depth: usize,
    /// Its text.
    pub text: String,
    /// The year it was taken for.
    pub year: String,
    /// Its value.
    pub value: String,
    /// Where it comes from.
    pub from: String,
    /// The page of that place; empty when there is none.
    pub href: String,
    /// How many rows entered; empty when none did.
    pub rows: String,
    /// Where they are listed on this page.
    pub rows_href: Option<String>,
}

/// Rows of one register and year that entered.
pub struct Rows {
    /// Anchor on the page.
    pub id: String,
    /// Name of the register.
    pub register: String,
    /// The year they were taken for.
    pub year: String,
    /// The register's page.
    pub href: String,
    /// How many, in words.
    pub counted: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Line>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A column of rows.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Whether it holds numbers.
    pub number: bool,
}

/// The terms in the order of the text, those of other indicators under the term that names them.
pub fn list(terms: &[TermView], words: &Words) -> Vec<Term> {
    let mut out = Vec::new();
    let mut seen = 0;
    for (term, n) in terms.iter().zip(numbered(terms)) {
        put(term, n, 0, words, &mut out);
        let first = n > seen;
        seen = seen.max(n);
        if let Some(top) = out.iter_mut().rev().find(|t| t.depth == 0) {
            top.first = first;
        }
    }
    out
}

fn put(term: &TermView, n: usize, depth: usize, words: &Words, out: &mut Vec<Term>) {
    let from = match term.kind {
        TermKind::Parameter => words.parameter_term.to_owned(),
        TermKind::Field => words.field_term.to_owned(),
        TermKind::Register
        | TermKind::Indicator
        | TermKind::Roster
        | TermKind::Duty
        | TermKind::Loop
        | TermKind::Draw
        | TermKind::Notice
        | TermKind::Signal
        | TermKind::Instrument
        | TermKind::Scheme => term.name.clone(),
    };
    let href = term_address(term.kind, term.target.as_deref());
    out.push(Term {
        n,
        first: false,
        depth,
        text: term.text.clone(),
        year: term.year.to_string(),
        value: spaced(&term.value),
        from,
        href,
        rows: if term.count > 0 { counted(term.count) } else { String::new() },
        rows_href: (!term.rows.is_empty()).then(|| format!("#{}", anchor(term))),
    });
    for under in &term.terms {
        put(under, n, depth + 1, words, out);
    }
}

fn anchor(term: &TermView) -> String {
    format!("rows-{}-{}", term.target.as_deref().unwrap_or("rows"), term.year)
}

/// Every term with rows, whatever indicator it lies under.
fn with_rows(terms: &[TermView]) -> Vec<&TermView> {
    let mut out = Vec::new();
    for term in terms {
        if !term.rows.is_empty() {
            out.push(term);
        }
        out.extend(with_rows(&term.terms));
    }
    out
}

/// The rows that entered, a table for each register and year, each row once whatever number of terms it entered.
pub fn rows(terms: &[TermView], registers: &[RegisterView], words: &Words) -> Vec<Rows> {
    let mut tables: Vec<(String, Vec<&TermView>)> = Vec::new();
    for term in with_rows(terms) {
        let anchor = anchor(term);
        match tables.iter_mut().find(|(known, _)| *known == anchor) {
            Some((_, together)) => together.push(term),
            None => tables.push((anchor, vec![term])),
        }
    }
    tables.into_iter().filter_map(|(anchor, together)| table(anchor, &together, registers, words)).collect()
}

fn table(anchor: String, terms: &[&TermView], registers: &[RegisterView], words: &Words) -> Option<Rows> {
    let first = terms.first()?;
    let register = registers.iter().find(|r| Some(&r.id) == first.rows.first().map(|row| &row.register))?;
    let mut rows: BTreeMap<u64, &RowView> = BTreeMap::new();
    for row in terms.iter().flat_map(|term| &term.rows) {
        rows.insert(row.number, row);
    }
    let entered = (rows.len() as u64).max(terms.iter().map(|term| term.count).max().unwrap_or(0));
    let shown: Vec<&RowView> = rows.into_values().take(SHOWN).collect();
    let fields = telling(register, terms);
    let columns = fields.iter().map(|at| &register.fields[*at]).map(|field| Column {
        name: field.name.clone(),
        unit: field.unit.clone(),
        number: field.is_number(),
    });
    let listed = shown.len() as u64;
    let more = entered > listed;
    Some(Rows {
        id: anchor,
        register: register.name.clone(),
        year: say(words.year_of, &[&first.year.to_string()]),
        href: register_address(&register.id),
        counted: match more {
            true => say(words.rows_first, &[&counted(entered), &counted(listed)]),
            false => say(words.rows_counted, &[&counted(entered)]),
        },
        columns: columns.collect(),
        rows: shown.into_iter().map(|row| Line::new(row, register, &fields)).collect(),
        more,
    })
}

/// The fields to show, at most [`FIELDS`] in the register's order: those that the terms name, then from the first on.
fn telling(register: &RegisterView, terms: &[&TermView]) -> Vec<usize> {
    let named = |at: &usize| terms.iter().any(|term| term.text.contains(&register.fields[*at].name));
    let all = 0..register.fields.len();
    let mut chosen: Vec<usize> = all.clone().filter(named).take(FIELDS).collect();
    for at in all {
        if chosen.len() < FIELDS && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The entry of the first row that entered.
pub fn first_entry(terms: &[TermView]) -> Option<u64> {
    with_rows(terms).first().and_then(|term| term.rows.first()).map(|row| row.entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use view::{FieldKind, FieldView, RegisterKind, SourceView, Status, YearKind};

    fn register(fields: usize) -> RegisterView {
        let field = |nth: usize| FieldView {
            name: format!("字段{nth:02}"),
            kind: FieldKind::Text,
            unit: String::new(),
            choices: vec![],
            required: false,
            sensitive: false,
            note: None,
        };
        RegisterView {
            id: "x".into(),
            name: "台账".into(),
            counter: "个".into(),
            kind: RegisterKind::Event,
            period: YearKind::None,
            owner: String::new(),
            rows: 0,
            note: None,
            source: SourceView { document: String::new(), status: Status::Local },
            fields: (0..fields).map(field).collect(),
            lead: 1,
            computed: vec![],
        }
    }

    #[test]
    fn a_field_that_the_formula_names_is_always_shown() {
        let term = TermView {
            start: 0,
            end: 1,
            text: "合计(台账.字段11, 字段12 = \"是\")".into(),
            value: String::new(),
            year: 2022,
            kind: TermKind::Register,
            target: None,
            name: String::new(),
            count: 0,
            rows: vec![],
            terms: vec![],
        };
        assert_eq!(telling(&register(20), &[&term]), [0, 1, 2, 3, 4, 11, 12]);
        assert_eq!(telling(&register(3), &[&term]), [0, 1, 2]);
    }
}
