//! How a change goes through the steps of a pack, and only what depends on it is computed again.

use crate::Records;
use crate::assessor::{Assessor, State};
use crate::forms::CALENDAR;
use crate::partial;
use crate::spread::{Rows, Spread};
use crate::work_table::{Filled, Refilled, counts_alike, refill};
use define::{ColumnFormula, Register, Step};
use formula::{CellChange, Evaluation};
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
        // One evaluation serves all steps: it lets go of a field that was computed again.
        let evaluation = Evaluation::new(self, year);
        for step in &pack.program.steps {
            match step {
                // Years before the horizon have no computed columns.
                Step::Column(_) | Step::Table(_) if year < self.horizon() => {}
                Step::Column(at) if !self.computes(*at) => {}
                Step::Table(at) => self.table_again(&evaluation, *at, spread),
                Step::Column(at) => {
                    let column = &pack.program.columns[*at];
                    let owner = &pack.registers[column.register];
                    let whole = spread.rows.contains(&(owner.name.clone(), year));
                    if !whole && !spread.reaches(&column.depends, year) {
                        continue;
                    }
                    let name = &owner.computed[column.computed].name;
                    let some = match whole {
                        true => None,
                        false => self.column_again(&evaluation, column, owner, name, spread),
                    };
                    let rows = some.unwrap_or_else(|| self.compute_column(&evaluation, *at));
                    if rows != Rows::Some(BTreeSet::new()) {
                        self.regroup((year, &owner.name, name), &rows, spread);
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
                        let after = Arc::new(self.value_anew(&evaluation, *at, year));
                        let mut state = self.state_mut();
                        state.unsay(year, program.indicator);
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

    /// Computes a column again for the rows that the change can reach: the rows whose cells came out different. None where
    /// all may be reached.
    fn column_again(
        &self,
        evaluation: &Evaluation<'_>,
        column: &ColumnFormula,
        owner: &Register,
        name: &str,
        spread: &Spread,
    ) -> Option<Rows> {
        let year = evaluation.year();
        let (register, rows) = spread.narrow(&column.depends, year)?;
        let fields = spread.fields_of(register, year);
        let change = CellChange { register, rows: &rows, fields: &fields };
        let key = (year, owner.name.clone());
        let affected: Vec<u32> = evaluation.affected(&column.formula, &change)?.into_iter().collect();
        if affected.len() * 2 > self.state().frames.get(&key)?.len() + 1 {
            return None;
        }
        let cells = evaluation.column_at(&column.formula, name, &affected)?;
        // Nobody else may hold the frame, or it would be copied.
        evaluation.renewed(&owner.name, name);
        let mut state = self.state_mut();
        let frame = Arc::make_mut(state.frames.get_mut(&key)?);
        let old = frame.columns.iter_mut().find(|column| column.name == *name)?;
        partial::put(old, &affected, &cells).map(Rows::Some)
    }

    /// Fills a work table again when the change has reached what it follows from, and tells which lines came out different.
    fn table_again(&self, evaluation: &Evaluation<'_>, at: usize, spread: &mut Spread) {
        let (table, year) = (&self.pack.program.tables[at], evaluation.year());
        let name = &table.table.name;
        let reached = spread.works(table);
        let Some(old) = self.state().tables.get(&(year, at)).filter(|_| reached).cloned() else { return };
        if self.days_stand(at, year, spread) {
            return;
        }
        if self.is_before_scheme(year) {
            // With its first line of work it comes into sight as a whole.
            if self.fill_table(at, year).is_none() {
                self.drop_table(at, year);
            }
            return self.table_resized(table, year, spread);
        }
        if let Some(refilled) = self.lines_again(at, year, &old, spread) {
            drop(old);
            let Some(cells) = refilled.cells else {
                self.keep_table(at, year, refilled.filled);
                return self.table_resized(table, year, spread);
            };
            for (column, rows) in cells {
                evaluation.renewed(name, &column);
                let rows = Rows::Some(rows);
                self.regroup((year, name, &column), &rows, spread);
                spread.fields.insert((name.clone(), column, year), rows);
            }
            return self.keep_table(at, year, refilled.filled);
        }
        let Some(new) = self.fill_table(at, year) else {
            self.drop_table(at, year);
            return self.table_resized(table, year, spread);
        };
        if old.frame.len() != new.frame.len() {
            return self.table_resized(table, year, spread);
        }
        for (old, new) in old.frame.columns.iter().zip(&new.frame.columns) {
            let rows = partial::differing(old, new).map_or(Rows::All, Rows::Some);
            if rows != Rows::Some(BTreeSet::new()) {
                evaluation.renewed(name, &new.name);
                self.regroup((year, name, &new.name), &rows, spread);
                spread.fields.insert((name.clone(), new.name.clone(), year), rows);
            }
        }
    }

    fn drop_table(&self, at: usize, year: i32) {
        let mut state = self.state_mut();
        state.tables.remove(&(year, at));
        state.frames.remove(&(year, self.pack.program.tables[at].table.name.clone()));
    }

    /// Rows whose cells of a field changed go to the groups that they name now.
    fn regroup(&self, field: (i32, &str, &str), rows: &Rows, spread: &mut Spread) {
        self.state_mut().regroup(field, rows, &mut spread.left);
    }

    /// Fills only those lines of a work table again that the change bears on; none where it may bear on all of them.
    fn lines_again(&self, at: usize, year: i32, old: &Filled, spread: &Spread) -> Option<Refilled> {
        let table = &self.pack.program.tables[at];
        let mut words = spread.words(&self.pack, table)?;
        if let Some(register) = table.beside.as_ref().map(|(register, _)| register) {
            words.extend(spread.beside(&self.pack, table, &self.kept(register)).into_iter().flatten());
        }
        let behind = (self.records_behind(at, year)?, self.day_of(year)?);
        refill(&self.pack, table, old, &words, behind)
    }

    /// Whether a work table has been reached by the school calendar alone, and counts its days as it did.
    fn days_stand(&self, at: usize, year: i32, spread: &Spread) -> bool {
        let table = &self.pack.program.tables[at];
        let now = || {
            let rows = CALENDAR.iter().map(|house| (house.register.to_owned(), self.kept(house.register)));
            rows.collect::<BTreeMap<String, crate::Rows>>()
        };
        let Some(day) = self.day_of(year).filter(|_| spread.is_of_days(table)) else { return false };
        let now = now();
        let before = now.iter().map(|(name, rows)| (name.clone(), spread.before(name, rows))).collect();
        let calendar = |rows| Records::new(self.pack.clone(), rows).calendar();
        counts_alike(&self.pack, table, (&calendar(before), &calendar(now)), day)
    }

    /// Lines came or went: every column is another.
    fn table_resized(&self, table: &define::WorkTable, year: i32, spread: &mut Spread) {
        let name = &table.table.name;
        spread.rows.insert((name.clone(), year));
        self.state_mut().forget_groups(name, year);
        for field in &table.table.fields {
            spread.fields.insert((name.clone(), field.name.clone(), year), Rows::All);
        }
    }

    /// Outcomes that have to be said anew: of changed values, of conditions that look at them, of what gathers them.
    fn said_anew(&self, spread: &Spread, touched: &mut Touched, year: i32) {
        let pack = &self.pack;
        let mut state = self.state_mut();
        let mut anew: BTreeSet<usize> =
            touched.values.iter().filter(|(_, of)| *of == year).map(|(indicator, _)| *indicator).collect();
        for program in &pack.program.indicators {
            if spread.reaches(&program.met_depends, year) {
                state.unsay(year, program.indicator);
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
                state.unsay(year, at);
                anew.insert(at);
            }
        }
        touched.outcomes.extend(anew.into_iter().map(|at| (pack.indicators[at].id.clone(), year)));
    }
}

impl State {
    /// Lets go of an outcome.
    pub(crate) fn unsay(&mut self, year: i32, indicator: usize) {
        self.outcomes.remove(&(year, indicator));
        self.tallies.remove(&(year, indicator));
    }
}
