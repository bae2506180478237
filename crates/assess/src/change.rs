//! One changed row, and only what depends on it computed again.

use crate::assessor::{Assessor, Valued, evaluate};
use crate::partial::{self, Narrowed};
use crate::{Outcome, judge};
use define::{ColumnFormula, FieldType, Register, Step};
use formula::{Dependencies, Evaluation, Frame};
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a change touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Cells whose values changed: register, field, year.
    pub fields: BTreeSet<(String, String, i32)>,
    /// Indicators whose values were computed again and came out different: position in the pack, year.
    pub values: BTreeSet<(usize, i32)>,
    /// Indicators whose outcomes are to be said anew, by id and year; the next assessment says them.
    pub outcomes: BTreeSet<(String, i32)>,
}

/// The change as it spreads.
#[derive(Default)]
struct Spread {
    /// Registers and years whose set of rows changed.
    rows: BTreeSet<(String, i32)>,
    fields: BTreeSet<(String, String, i32)>,
    /// Names of indicators whose values changed.
    indicators: BTreeSet<(String, i32)>,
}

impl Spread {
    fn reaches(&self, depends: &Dependencies, year: i32) -> bool {
        self.reaches_rows(depends, year)
            || depends
                .fields
                .iter()
                .any(|(register, field, shift)| self.changed(register, field, year + shift))
            || self.reaches_indicators(depends, year)
    }

    /// A change has few members, so that looking through them is quicker than making keys to look them up.
    fn changed(&self, register: &str, field: &str, year: i32) -> bool {
        self.fields.iter().any(|(r, f, y)| *y == year && f == field && r == register)
    }

    fn reaches_rows(&self, depends: &Dependencies, year: i32) -> bool {
        let fields = depends.fields.iter().map(|(register, _, shift)| (register, shift));
        let mut registers = depends.registers.iter().map(|(register, shift)| (register, shift)).chain(fields);
        !self.rows.is_empty()
            && registers
                .any(|(register, shift)| self.rows.iter().any(|(r, y)| *y == year + shift && r == register))
    }

    fn reaches_indicators(&self, depends: &Dependencies, year: i32) -> bool {
        let changed = |(name, shift): &(String, i32)| {
            self.indicators.iter().any(|(known, y)| *y == year + shift && known == name)
        };
        depends.indicators.iter().any(changed)
    }
}

impl Assessor {
    /// Puts a row in the place of the row of that number, or as a new one, and computes again what depends on it.
    /// Nothing happens when the year of the row cannot be told.
    ///
    /// A row that moves from one year to another is first taken out with [`Assessor::remove`].
    pub fn put(&mut self, register: &str, number: u64, row: &Row) -> Touched {
        let pack = self.pack.clone();
        let Some(register) = pack.register(register) else { return Touched::default() };
        let years = match register.period_field {
            Some(_) => row.year(register).into_iter().collect(),
            None => self.years(),
        };
        self.change(register, &years, number, |frame| ledger::put_row(frame, register, number, row))
    }

    /// Takes a row out and computes again what depends on it. `year` is the year of the row; it is not looked at for
    /// a register without period.
    pub fn remove(&mut self, register: &str, year: i32, number: u64) -> Touched {
        let pack = self.pack.clone();
        let Some(register) = pack.register(register) else { return Touched::default() };
        let years = match register.period_field {
            Some(_) => vec![year],
            None => self.years(),
        };
        self.change(register, &years, number, |frame| match ledger::remove_row(frame, number) {
            true => register.fields.iter().map(|field| field.name.clone()).collect(),
            false => Vec::new(),
        })
    }

    fn years(&self) -> Vec<i32> {
        self.state.borrow().prepared.iter().copied().collect()
    }

    fn change(
        &mut self,
        register: &Register,
        years: &[i32],
        number: u64,
        apply: impl Fn(&mut Frame) -> Vec<String>,
    ) -> Touched {
        for year in years {
            self.look_from(*year);
            self.prepare(*year);
        }
        let mut spread = Spread::default();
        let mut groups_before: BTreeMap<i32, BTreeMap<Vec<String>, Vec<String>>> = BTreeMap::new();
        for year in years {
            groups_before.insert(*year, self.groups_of(register, *year, number));
            let mut state = self.state.borrow_mut();
            let frame = state.frames.entry((*year, register.name.clone()));
            let frame = Arc::make_mut(frame.or_insert_with(|| Arc::new(ledger::frame(register, Vec::new()))));
            let before = frame.len();
            let fields = apply(frame);
            let whole = frame.len() != before;
            if whole {
                spread.rows.insert((register.name.clone(), *year));
                frame.columns.retain(|column| register.field(&column.name).is_some());
            }
            state.groups.retain(|(at, name, by), _| {
                let other = (*at, name.as_str()) != (*year, register.name.as_str());
                other || !(whole || by.iter().any(|field| fields.contains(field)))
            });
            spread.fields.extend(fields.into_iter().map(|field| (register.name.clone(), field, *year)));
        }
        self.undated(register, &apply);
        let mut touched = Touched::default();
        for year in self.years() {
            self.spread(&mut spread, &mut touched, year, number, register, &groups_before);
        }
        touched.fields = spread.fields;
        touched
    }

    /// A register without period also changes for the years that are not looked at yet.
    fn undated(&mut self, register: &Register, apply: &impl Fn(&mut Frame) -> Vec<String>) {
        if register.period_field.is_none() {
            let facts = self.facts_mut();
            let frame = facts.undated.entry(register.name.clone());
            apply(Arc::make_mut(frame.or_insert_with(|| Arc::new(ledger::frame(register, Vec::new())))));
        }
    }

    /// Goes through the steps of a year once; each is computed again if the change has reached it.
    fn spread(
        &mut self,
        spread: &mut Spread,
        touched: &mut Touched,
        year: i32,
        number: u64,
        changed: &Register,
        groups_before: &BTreeMap<i32, BTreeMap<Vec<String>, Vec<String>>>,
    ) {
        let pack = self.pack.clone();
        for step in &pack.program.steps {
            match step {
                Step::Column(at) => {
                    let column = &pack.program.columns[*at];
                    let owner = &pack.registers[column.register];
                    let whole = spread.rows.contains(&(owner.name.clone(), year));
                    if whole || spread.reaches(&column.depends, year) {
                        let alone = !whole
                            && owner.name == changed.name
                            && !spread.reaches_rows(&column.depends, year)
                            && of_the_row_alone(owner, column, spread, year);
                        if self.column_again(*at, year, number, alone) {
                            let name = owner.computed[column.computed].name.clone();
                            spread.fields.insert((owner.name.clone(), name, year));
                        }
                    }
                }
                Step::Indicator(at) => {
                    let program = &pack.program.indicators[*at];
                    if !spread.reaches(&program.depends, year) {
                        continue;
                    }
                    if !self.state.borrow().values.contains_key(&(year, *at)) {
                        continue;
                    }
                    let key = groups_before.get(&year).and_then(|of| of.get(&by(&program.formula)));
                    let group = key.filter(|_| !spread.reaches_rows(&program.depends, year));
                    let group = group.filter(|_| !spread.reaches_indicators(&program.depends, year));
                    let again =
                        group.and_then(|key| self.group_again(*at, year, number, changed, key, spread));
                    let differs = again.unwrap_or_else(|| {
                        let after = Arc::new(evaluate(&Evaluation::new(self, year), &program.formula));
                        let mut state = self.state.borrow_mut();
                        state.outcomes.remove(&(year, program.indicator));
                        let before = state.values.insert((year, *at), after.clone());
                        before.as_ref() != Some(&after)
                    });
                    if differs {
                        spread.indicators.insert((pack.indicators[program.indicator].name.clone(), year));
                        touched.values.insert((program.indicator, year));
                    }
                }
            }
        }
        self.said_anew(spread, touched, year);
    }

    /// Computes a column again, for one row only when `alone`. Whether any cell may have changed.
    fn column_again(&mut self, at: usize, year: i32, number: u64, alone: bool) -> bool {
        let pack = self.pack.clone();
        let column = &pack.program.columns[at];
        let owner = &pack.registers[column.register];
        let name = &owner.computed[column.computed].name;
        let key = (year, owner.name.clone());
        if alone {
            let frame = self.state.borrow().frames.get(&key).cloned();
            let place = frame.as_ref().and_then(|frame| frame.rows.binary_search(&number).ok());
            if let (Some(frame), Some(place)) = (frame, place) {
                let one = Arc::new(partial::take(&frame, &[place as u32], &[]));
                drop(frame);
                let world = Narrowed { world: &*self, register: &owner.name, year, frame: one };
                let cells = Evaluation::new(&world, year).column(&column.formula, name);
                let mut state = self.state.borrow_mut();
                let frame = state.frames.get_mut(&key).map(Arc::make_mut);
                let old =
                    frame.and_then(|frame| frame.columns.iter_mut().find(|column| column.name == *name));
                if let (Some(cells), Some(old)) = (cells, old)
                    && let Some(changed) = partial::put(old, place, &cells)
                {
                    return changed;
                }
            }
        }
        self.compute_column(at, year);
        self.state
            .borrow_mut()
            .groups
            .retain(|(of, register, by), _| (*of, register) != (year, &owner.name) || !by.contains(name));
        true
    }

    /// The words of a row's groups before a change, by the grouping fields of every indicator over the register.
    fn groups_of(&self, register: &Register, year: i32, number: u64) -> BTreeMap<Vec<String>, Vec<String>> {
        let state = self.state.borrow();
        let mut groups = BTreeMap::new();
        let Some(frame) = state.frames.get(&(year, register.name.clone())) else { return groups };
        let Ok(place) = frame.rows.binary_search(&number) else { return groups };
        for indicator in &self.pack.program.indicators {
            let by = by(&indicator.formula);
            let words: Option<Vec<String>> =
                by.iter().map(|field| partial::word(frame.column(field)?, place)).collect();
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                groups.insert(by, words);
            }
        }
        groups
    }

    /// Computes the one group again that the changed row is in, where the shape allows: every register gone through is
    /// the changed one, of this year, grouped by fields of its own that did not change. Whether the value differs; none
    /// where the shape does not allow it.
    fn group_again(
        &mut self,
        at: usize,
        year: i32,
        number: u64,
        changed: &Register,
        key: &[String],
        spread: &Spread,
    ) -> Option<bool> {
        let pack = self.pack.clone();
        let program = &pack.program.indicators[at];
        let by = by(&program.formula);
        let here = |(register, shift): &(String, i32)| *register == changed.name && *shift == 0;
        let moved = |field: &String| spread.changed(&changed.name, field, year);
        let mut elsewhere = spread.fields.iter().filter(|(register, _, _)| *register != changed.name);
        let reached = |(register, field, of): &(String, String, i32)| {
            program.depends.fields.contains(&(register.clone(), field.clone(), of - year))
        };
        let shifted = |(register, _, shift): &(String, String, i32)| *register == changed.name && *shift != 0;
        if !program.depends.registers.iter().all(here)
            || by.iter().any(moved)
            || elsewhere.any(reached)
            || program.depends.fields.iter().any(shifted)
            || reaches_itself(changed)
        {
            return None;
        }
        let frame = self.state.borrow().frames.get(&(year, changed.name.clone()))?.clone();
        let rows = {
            let mut state = self.state.borrow_mut();
            let index = (year, changed.name.clone(), by.clone());
            if !state.groups.contains_key(&index) {
                let rows = partial::group_rows(&frame, &by)?;
                state.groups.insert(index.clone(), rows);
            }
            state.groups.get(&index)?.get(key)?.clone()
        };
        let place = frame.rows.binary_search(&number).ok()? as u32;
        rows.binary_search(&place).ok()?;
        let mut names: Vec<&str> = program
            .depends
            .fields
            .iter()
            .filter(|(register, ..)| *register == changed.name)
            .map(|(_, field, _)| field.as_str())
            .collect();
        names.extend(by.iter().map(String::as_str));
        let part = Arc::new(partial::take(&frame, &rows, &names));
        drop(frame);
        let world = Narrowed { world: &*self, register: &changed.name, year, frame: part };
        let evaluation = Evaluation::new(&world, year);
        let Valued::Groups(new) = evaluate(&evaluation, &program.formula) else { return None };
        let [new] = <[formula::Group; 1]>::try_from(new).ok()?;
        let indicator = &pack.indicators[program.indicator];
        let judged = judge::judge(&evaluation, indicator, program, &new.value, &new.key);
        drop(evaluation);
        let mut state = self.state.borrow_mut();
        let Valued::Groups(groups) = Arc::make_mut(state.values.get_mut(&(year, at))?) else { return None };
        let position = groups.iter().position(|group| group.key == new.key)?;
        let differs = groups[position].value != new.value;
        groups[position] = new;
        if let Some(mut outcome) = state.outcomes.remove(&(year, program.indicator)) {
            let told: &mut Outcome = Arc::make_mut(&mut outcome);
            *told.groups.get_mut(position)? = Arc::new(judged);
            let parts = std::mem::take(&mut told.parts);
            judge::finish(told, indicator, parts);
            state.outcomes.insert((year, program.indicator), outcome);
        }
        Some(differs)
    }

    /// Outcomes that have to be said anew: of changed values, of conditions that look at them, of what gathers them.
    fn said_anew(&mut self, spread: &Spread, touched: &mut Touched, year: i32) {
        let pack = self.pack.clone();
        let conditions = self.conditions.clone();
        let mut state = self.state.borrow_mut();
        let mut anew: BTreeSet<usize> =
            touched.values.iter().filter(|(_, of)| *of == year).map(|(indicator, _)| *indicator).collect();
        for (program, depends) in pack.program.indicators.iter().zip(conditions.iter()) {
            if spread.reaches(depends, year) {
                state.outcomes.remove(&(year, program.indicator));
                anew.insert(program.indicator);
            }
        }
        // Whoever gathers a part is said anew as well, and whoever gathers that.
        loop {
            let gathers = |indicator: &define::Indicator| {
                indicator.parts.iter().any(|part| anew.iter().any(|at| pack.indicators[*at].id == part.text))
            };
            let more: Vec<usize> = pack
                .indicators
                .iter()
                .enumerate()
                .filter(|(at, indicator)| !anew.contains(at) && gathers(indicator))
                .map(|(at, _)| at)
                .collect();
            if more.is_empty() {
                break;
            }
            for at in more {
                state.outcomes.remove(&(year, at));
                anew.insert(at);
            }
        }
        touched.outcomes.extend(anew.into_iter().map(|at| (pack.indicators[at].id.clone(), year)));
    }
}

/// The grouping fields of a formula.
fn by(formula: &formula::Formula) -> Vec<String> {
    match formula.scope() {
        formula::Scope::Indicator { by } => by.clone(),
        _ => Vec::new(),
    }
}

/// Whether a register's rows point to rows of the same register.
fn reaches_itself(register: &Register) -> bool {
    register
        .fields
        .iter()
        .any(|field| matches!(&field.kind, FieldType::Ref { register: to, .. } if *to == register.name))
}

/// Whether a formula names a function that goes through rows. One whose signature merely speaks of a condition counts
/// as well: then more is computed again than needed, never less.
fn goes_through_rows(source: &str) -> bool {
    let mut functions = formula::FUNCTIONS.iter().filter(|function| function.signature.contains("条件"));
    functions.any(|function| source.contains(function.name))
}

/// Whether only the changed row's cell of a computed column can have changed: the formula goes through no rows, and
/// everything reached is a field of the same row.
fn of_the_row_alone(owner: &Register, column: &ColumnFormula, spread: &Spread, year: i32) -> bool {
    let own = |(register, field, shift): &(String, String, i32)| {
        !spread.changed(register, field, year + shift) || (*register == owner.name && *shift == 0)
    };
    !goes_through_rows(column.formula.source())
        && column.depends.fields.iter().all(own)
        && !spread.reaches_indicators(&column.depends, year)
        && !reaches_itself(owner)
}
