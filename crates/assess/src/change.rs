//! How a change goes through the steps of a pack, and only what depends on it is computed again.

use crate::assessor::{Assessor, State, Valued, evaluate};
use crate::partial::{self, Narrowed};
use crate::spread::{Rows, Spread};
use crate::{GroupOutcome, Outcome, judge};
use define::{ColumnFormula, FieldType, Pack, Register, Step};
use formula::{Column, Evaluation};
use std::collections::BTreeSet;
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

impl Assessor {
    /// Years that were looked at.
    pub(crate) fn years(&self) -> Vec<i32> {
        self.state().prepared.iter().copied().collect()
    }

    /// Carries a change through all years.
    pub(crate) fn spread_all(&self, mut spread: Spread, touched: &mut Touched) {
        for year in self.years() {
            self.spread(&mut spread, touched, year);
        }
        touched.fields = spread.fields.into_keys().collect();
    }

    /// Everything that was said is to be said anew.
    pub(crate) fn all_touched(&self, touched: &mut Touched) {
        let state = self.state();
        let program = &self.pack.program.indicators;
        touched.values = state.values.keys().map(|(year, at)| (program[*at].indicator, *year)).collect();
        let outcomes = state.outcomes.keys();
        touched.outcomes = outcomes.map(|(year, at)| (self.pack.indicators[*at].id.clone(), *year)).collect();
    }

    /// Goes through the steps of a year once; each is computed again if the change has reached it.
    fn spread(&self, spread: &mut Spread, touched: &mut Touched, year: i32) {
        let pack = &self.pack;
        // One evaluation serves consecutive indicators; frames must not change while it holds them.
        let mut evaluation: Option<Evaluation<'_>> = None;
        for step in &pack.program.steps {
            match step {
                // Years before the horizon have no computed columns.
                Step::Column(_) if year < self.horizon() => {}
                Step::Column(at) => {
                    let column = &pack.program.columns[*at];
                    let owner = &pack.registers[column.register];
                    let whole = spread.rows.contains(&(owner.name.clone(), year));
                    if !whole && !spread.reaches(&column.depends, year) {
                        continue;
                    }
                    evaluation = None;
                    let name = &owner.computed[column.computed].name;
                    let some = match whole {
                        true => None,
                        false => self.column_again(column, owner, name, spread, year),
                    };
                    let rows = some.unwrap_or_else(|| self.compute_column(*at, year));
                    if rows != Rows::Some(BTreeSet::new()) {
                        self.state_mut().forget_groups(&owner.name, name, year);
                        spread.fields.insert((owner.name.clone(), name.clone(), year), rows);
                    }
                }
                Step::Indicator(at) => {
                    let program = &pack.program.indicators[*at];
                    let known = self.state().values.contains_key(&(year, *at));
                    let claimed = spread.reaches_claims(&pack.indicators[program.indicator], year);
                    if !known || !(claimed || spread.reaches(&program.depends, year)) {
                        continue;
                    }
                    let again = match claimed {
                        true => None,
                        false => self.groups_again(*at, year, spread),
                    };
                    let differs = again.unwrap_or_else(|| {
                        let evaluation = evaluation.get_or_insert_with(|| Evaluation::new(self, year));
                        let after = Arc::new(self.value_anew(evaluation, *at, year));
                        let mut state = self.state_mut();
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
        drop(evaluation);
        self.said_anew(spread, touched, year);
    }

    /// Computes a column again for the changed rows alone, where the formula looks at nothing but cells of its own row:
    /// the rows whose cells came out different. None where it looks further.
    fn column_again(
        &self,
        column: &ColumnFormula,
        owner: &Register,
        name: &str,
        spread: &Spread,
        year: i32,
    ) -> Option<Rows> {
        let (register, rows) = spread.narrow(&column.depends, year)?;
        if register != owner.name
            || goes_through_rows(column.formula.source())
            || reaches_itself(&self.pack, owner)
        {
            return None;
        }
        let key = (year, owner.name.clone());
        let frame = self.state().frames.get(&key)?.clone();
        let rows: Vec<u32> = rows.into_iter().collect();
        if rows.len() * 2 > frame.len() + 1 {
            return None;
        }
        let part = Arc::new(partial::take(&frame, &rows, &[]));
        drop(frame);
        let world = Narrowed { world: self, register: &owner.name, year, frame: part };
        let cells = Evaluation::new(&world, year).column(&column.formula, name)?;
        let mut state = self.state_mut();
        let frame = Arc::make_mut(state.frames.get_mut(&key)?);
        let old = frame.columns.iter_mut().find(|column| column.name == *name)?;
        partial::put(old, &rows, &cells).map(Rows::Some)
    }

    /// Computes again the groups that changed rows are in, where the shape allows: every register gone through is the
    /// changed one, of this year, grouped by fields of its own that did not change. Whether a value differs; none where
    /// the shape does not allow it.
    fn groups_again(&self, at: usize, year: i32, spread: &Spread) -> Option<bool> {
        let pack = &self.pack;
        let program = &pack.program.indicators[at];
        let indicator = &pack.indicators[program.indicator];
        let by: Vec<String> = indicator.by.iter().map(|by| by.text.clone()).collect();
        if by.is_empty() || !self.open_reasons(program.indicator, year).is_empty() {
            return None;
        }
        let (changed, rows) = spread.narrow(&program.depends, year)?;
        let here = |(register, shift): &(String, i32)| register == changed && *shift == 0;
        let moved = |field: &String| spread.cells(changed, field, year).is_some();
        let shifted = |(register, _, shift): &(String, String, i32)| register == changed && *shift != 0;
        if !program.depends.registers.iter().all(here)
            || by.iter().any(moved)
            || program.depends.fields.iter().any(shifted)
            || reaches_itself(pack, pack.register(changed)?)
        {
            return None;
        }
        let frame = self.state().frames.get(&(year, changed.to_string()))?.clone();
        let part = {
            let mut state = self.state_mut();
            let index = (year, changed.to_string(), by.clone());
            if !state.groups.contains_key(&index) {
                let rows = partial::group_rows(&frame, &by)?;
                state.groups.insert(index.clone(), Arc::new(rows));
            }
            let groups = state.groups.get(&index)?;
            let columns: Option<Vec<&Column>> = by.iter().map(|name| frame.column(name)).collect();
            let columns = columns?;
            let mut within: BTreeSet<u32> = BTreeSet::new();
            for row in rows {
                if !within.contains(&row) {
                    let key: Option<Vec<String>> =
                        columns.iter().map(|column| partial::word(column, row as usize)).collect();
                    within.extend(groups.get(&key?)?);
                }
            }
            within
        };
        if part.len() * 2 > frame.len() + 1 {
            return None;
        }
        let fields = program.depends.fields.iter().filter(|(register, ..)| register == changed);
        let names: Vec<&str> =
            fields.map(|(_, field, _)| field.as_str()).chain(by.iter().map(String::as_str)).collect();
        let part: Vec<u32> = part.into_iter().collect();
        let part = Arc::new(partial::take(&frame, &part, &names));
        drop(frame);
        let world = Narrowed { world: self, register: changed, year, frame: part };
        let evaluation = Evaluation::new(&world, year);
        let Valued::Groups(news) = evaluate(&evaluation, &program.formula) else { return None };
        let judged: Vec<GroupOutcome> = news
            .iter()
            .map(|group| judge::judge(&evaluation, indicator, program, &group.value, &group.key))
            .collect();
        drop(evaluation);
        let mut state = self.state_mut();
        let state = &mut *state;
        let Valued::Groups(groups) = Arc::make_mut(state.values.get_mut(&(year, at))?) else { return None };
        let places: Option<Vec<usize>> =
            news.iter().map(|new| groups.iter().position(|group| group.key == new.key)).collect();
        let places = places?;
        let mut differs = false;
        for (new, place) in news.into_iter().zip(&places) {
            differs |= groups[*place].value != new.value;
            groups[*place] = new;
        }
        if let Some(mut outcome) = state.outcomes.remove(&(year, program.indicator)) {
            let told: &mut Outcome = Arc::make_mut(&mut outcome);
            for (new, place) in judged.into_iter().zip(&places) {
                *told.groups.get_mut(*place)? = Arc::new(new);
            }
            let parts = std::mem::take(&mut told.parts);
            judge::finish(told, indicator, parts);
            state.outcomes.insert((year, program.indicator), outcome);
        }
        Some(differs)
    }

    /// Outcomes that have to be said anew: of changed values, of conditions that look at them, of what gathers them.
    fn said_anew(&self, spread: &Spread, touched: &mut Touched, year: i32) {
        let pack = &self.pack;
        let mut state = self.state_mut();
        let mut anew: BTreeSet<usize> =
            touched.values.iter().filter(|(_, of)| *of == year).map(|(indicator, _)| *indicator).collect();
        for (program, depends) in pack.program.indicators.iter().zip(self.conditions.iter()) {
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
            let whole = pack.indicators.iter().enumerate();
            let more: Vec<usize> = whole
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

impl State {
    /// A field changed: the groups by it are to be found again.
    pub(crate) fn forget_groups(&mut self, register: &str, field: &str, year: i32) {
        self.groups.retain(|(at, name, by), _| {
            (*at, name.as_str()) != (year, register) || !by.iter().any(|of| of == field)
        });
    }
}

/// Whether references lead from a register back to itself, over whatever others.
fn reaches_itself(pack: &Pack, register: &Register) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut from = vec![register];
    while let Some(one) = from.pop() {
        for field in &one.fields {
            let FieldType::Ref { register: to, .. } = &field.kind else { continue };
            if reached.insert(to) {
                from.extend(pack.register(to));
            }
        }
    }
    reached.contains(register.name.as_str())
}

/// Whether a formula names a function that goes through rows. One whose signature merely speaks of a condition counts
/// as well: then more is computed again than needed, never less.
fn goes_through_rows(source: &str) -> bool {
    let mut functions = formula::FUNCTIONS.iter().filter(|function| function.signature.contains("条件"));
    functions.any(|function| source.contains(function.name))
}
