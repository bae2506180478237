//! An assessor carried forward: rows as they were and as they are, claims of zero that open and close.

use crate::assessor::Assessor;
use crate::change::Touched;
use crate::spread::{Fields, Reworked, Rows, Spread};
use define::Register;
use formula::{Frame, Reason};
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row before a change and after it.
#[derive(Clone, Copy, Debug)]
pub struct RowChange<'r> {
    /// Name of the register.
    pub register: &'r str,
    /// The caller's number of the row.
    pub number: u64,
    /// The row as it was; none when there was none.
    pub before: Option<&'r Row>,
    /// The row as it is now; none when it was withdrawn.
    pub after: Option<&'r Row>,
}

/// What was done to the frames of prepared years: by register and year, whether rows came or went, and the numbers of the
/// rows whose cells changed, field by field.
#[derive(Debug, Default)]
struct Edits {
    frames: BTreeMap<(String, i32), Edit>,
    /// A year of which the first rows came or the last ones went.
    borders: BTreeSet<i32>,
    /// Registers behind work tables of which any row changed, of whatever year.
    worked: BTreeMap<String, Reworked>,
}

#[derive(Debug, Default)]
struct Edit {
    resized: bool,
    fields: BTreeMap<String, BTreeSet<u64>>,
}

/// Where a row stands: in a year, or in every year.
type Standing = Option<i32>;

/// Where a row of a register stands; none when it has no year though it should.
fn standing(register: &Register, row: Option<&Row>) -> Option<Standing> {
    match register.period_field {
        Some(_) => row?.year(register).map(Some),
        None => row.map(|_| None),
    }
}

impl Assessor {
    /// Follows changes of rows, all of one moment, and computes again what depends on them. Rows may be new, changed,
    /// moved to another year, or withdrawn. A row whose year cannot be told is left out.
    pub fn follow<'r>(&mut self, changes: impl IntoIterator<Item = RowChange<'r>>) -> Touched {
        let pack = self.pack.clone();
        let mut by_frame: BTreeMap<(&str, Standing), BTreeMap<u64, Option<&Row>>> = BTreeMap::new();
        for RowChange { register, number, before, after } in changes {
            let Some(register) = pack.register(register) else { continue };
            let (from, to) = (standing(register, before), standing(register, after));
            if let Some(from) = from.filter(|from| to != Some(*from)) {
                by_frame.entry((&register.name, from)).or_default().insert(number, None);
            }
            if let Some(to) = to {
                by_frame.entry((&register.name, to)).or_default().insert(number, after);
            }
        }
        let mut edits = Edits { worked: self.keep(&by_frame), ..Edits::default() };
        for ((name, standing), rows) in by_frame {
            let Some(register) = pack.register(name) else { continue };
            self.edit(register, standing, &mut edits, &rows);
        }
        self.settle(edits)
    }

    /// Puts a row in the place of the row of that number, or as a new one, and computes again what depends on it.
    /// Nothing happens when the year of the row cannot be told.
    ///
    /// A row that moves from one year to another is told with [`Assessor::follow`], or first taken out.
    pub fn put(&mut self, register: &str, number: u64, row: &Row) -> Touched {
        self.follow([RowChange { register, number, before: None, after: Some(row) }])
    }

    /// Takes a row out and computes again what depends on it. `year` is the year of the row; it is not looked at for
    /// a register without period.
    pub fn remove(&mut self, register: &str, year: i32, number: u64) -> Touched {
        let pack = self.pack.clone();
        let Some(register) = pack.register(register) else { return Touched::default() };
        let standing = register.period_field.as_ref().map(|_| year);
        let gone = BTreeMap::from([(number, None)]);
        let worked = self.keep(&BTreeMap::from([((register.name.as_str(), standing), gone.clone())]));
        let mut edits = Edits { worked, ..Edits::default() };
        self.edit(register, standing, &mut edits, &gone);
        self.settle(edits)
    }

    /// Says which claims of zero of a year are open: each duty with what is missing for the proof. Indicators that rest
    /// on one cannot be told. What was said of that year before no longer holds.
    pub fn leave_open(&mut self, year: i32, open: impl IntoIterator<Item = (String, String)>) -> Touched {
        let now: BTreeMap<(i32, String), Arc<str>> =
            open.into_iter().map(|(duty, told)| ((year, duty), told.into())).collect();
        let known = std::mem::take(&mut self.open_claims);
        let (before, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            known.into_iter().partition(|((of, _), _)| *of == year);
        let differs = |key: &&(i32, String)| before.get(*key) != now.get(*key);
        let claims: BTreeSet<(i32, String)> =
            before.keys().chain(now.keys()).filter(differs).cloned().collect();
        self.open_claims = others;
        self.open_claims.extend(now);
        let mut touched = Touched::default();
        if !claims.is_empty() {
            self.spread_all(Spread { claims, ..Spread::default() }, &mut touched);
        }
        touched
    }

    /// Carries the kept rows along; which fields of which registers came out different.
    fn keep(
        &mut self,
        changes: &BTreeMap<(&str, Standing), BTreeMap<u64, Option<&Row>>>,
    ) -> BTreeMap<String, Reworked> {
        let (pack, mut worked) = (self.pack.clone(), BTreeMap::new());
        let kept = &mut self.facts_mut().rows;
        // A row that moves from one year to another goes from the one before it comes to the other.
        let mut moved: BTreeMap<&str, BTreeMap<u64, Option<&Row>>> = BTreeMap::new();
        for ((name, _), rows) in changes {
            let all = moved.entry(name).or_default();
            for (number, row) in rows {
                let row = row.or_else(|| all.get(number).copied().flatten());
                all.insert(*number, row);
            }
        }
        for (name, rows) in moved {
            let Some(register) = pack.register(name).filter(|_| pack.program.worked.contains(name)) else {
                continue;
            };
            let kept = kept.entry(name.to_owned()).or_default();
            let (mut resized, mut fields, mut forms) = (false, BTreeSet::new(), BTreeSet::new());
            let mut all = Vec::new();
            let speaks = pack.program.spoken.get(name).and_then(|field| register.field(field));
            let form = |row: &Row| speaks.and_then(|(at, _)| Some(row.values.get(at)?.as_ref()?.to_string()));
            for (number, row) in rows {
                let before = kept.get(number).cloned();
                let after = row.map(|row| Arc::new(row.clone()));
                forms.extend([&before, &after].into_iter().flatten().filter_map(|row| form(row)));
                all.push((number, before, after.clone()));
                match after {
                    Some(row) => {
                        if let Some(before) = kept.put(number, row.clone()) {
                            fields.extend(differing(register, &before, &row));
                            continue;
                        }
                    }
                    None if kept.take(number).is_none() => continue,
                    None => {}
                }
                resized = true;
            }
            let fields = if resized { Fields::All } else { Fields::Some(fields) };
            worked.insert(name.to_owned(), Reworked { fields, forms: speaks.map(|_| forms), rows: all });
        }
        worked
    }

    /// Why the claims of zero on which an indicator rests are open.
    pub(crate) fn open_reasons(&self, indicator: usize, year: i32) -> Vec<Reason> {
        let claims = self.pack.indicators[indicator].rests_on.iter();
        let open = claims.filter_map(|duty| self.open_claims.get(&(year, duty.text.clone())));
        open.map(|told| Reason::Unproved { told: told.clone() }).collect()
    }

    /// Changes the frames in which rows stand: puts them, and takes those out that are none.
    fn edit(
        &mut self,
        register: &Register,
        standing: Standing,
        edits: &mut Edits,
        rows: &BTreeMap<u64, Option<&Row>>,
    ) {
        let prepared = self.years();
        let years: Vec<i32> = match standing {
            Some(year) => prepared.into_iter().filter(|known| *known == year).collect(),
            None => prepared,
        };
        let looked_at = !years.is_empty();
        let kept = self.facts_mut().reported.contains(&(register.name.clone(), standing));
        let empty = || Arc::new(ledger::frame(register, Vec::new()));
        for year in years {
            let key = (year, register.name.clone());
            self.know_groups(register, year);
            let mut state = self.state_mut();
            let known = state.frames.contains_key(&key);
            let frame = Arc::make_mut(state.frames.entry(key.clone()).or_insert_with(empty));
            let edit = edits.frames.entry((register.name.clone(), year)).or_default();
            apply(frame, register, rows, edit);
            let gone = frame.is_empty() && !kept;
            if gone {
                state.frames.remove(&key);
            }
            if gone == known && standing.is_some() {
                edits.borders.insert(year);
            }
        }
        if let Some(year) = standing.filter(|_| !looked_at) {
            let dated = &mut self.facts_mut().dated;
            let frame = dated.entry((register.name.clone(), year)).or_insert_with(empty);
            apply(Arc::make_mut(frame), register, rows, &mut Edit::default());
            if frame.is_empty() && !kept {
                dated.remove(&(register.name.clone(), year));
            }
            edits.borders.insert(year);
        }
        if standing.is_none() {
            let undated = &mut self.facts_mut().undated;
            let frame = undated.entry(register.name.clone()).or_insert_with(empty);
            apply(Arc::make_mut(frame), register, rows, &mut Edit::default());
            if frame.is_empty() && !kept {
                undated.remove(&register.name);
            }
        }
    }

    /// Finds which rows of a register are of which group, as long as they are as they were: where one goes to another group,
    /// the one it leaves is computed again as well.
    fn know_groups(&self, register: &Register, year: i32) {
        let pack = &self.pack;
        let mut state = self.state_mut();
        for (at, program) in pack.program.indicators.iter().enumerate() {
            let by = &pack.indicators[program.indicator].by;
            let of_it = || program.depends.registers.iter().all(|(name, _)| *name == register.name);
            if !by.is_empty() && of_it() && state.values.contains_key(&(year, at)) {
                let by: Vec<String> = by.iter().map(|by| by.text.clone()).collect();
                state.grouped(year, &register.name, &by);
            }
        }
    }

    /// Computes again what depends on edited frames.
    fn settle(&mut self, edits: Edits) -> Touched {
        let mut touched = Touched::default();
        if edits.borders.iter().any(|year| *year <= self.first_year) {
            let first = self.first_year_now();
            if first != self.first_year {
                // How far 上年 leads back hangs on the first year: everything is to be said anew.
                self.first_year = first;
                let fields = edits.frames.into_iter().flat_map(|((register, year), edit)| {
                    edit.fields.into_keys().map(move |field| (register.clone(), field, year))
                });
                touched.fields = fields.collect();
                self.all_touched(&mut touched);
                self.forget();
                return touched;
            }
        }
        let mut spread = Spread { worked: edits.worked, ..Spread::default() };
        for ((register, year), edit) in edits.frames {
            let mut state = self.state_mut();
            let frame = state.frames.get(&(year, register.clone())).cloned();
            if edit.resized {
                spread.rows.insert((register.clone(), year));
                state.forget_groups(&register, year);
            }
            for (field, numbers) in edit.fields {
                let places = frame.iter().flat_map(|frame| {
                    numbers.iter().filter_map(|number| frame.rows.binary_search(number).ok())
                });
                let rows = match edit.resized {
                    true => Rows::All,
                    false => Rows::Some(places.map(|place| place as u32).collect()),
                };
                state.regroup((year, &register, &field), &rows, &mut spread.left);
                spread.fields.insert((register.clone(), field, year), rows);
            }
        }
        self.spread_all(spread, &mut touched);
        touched
    }

    /// The first year of which there are dated rows, looked at or not.
    fn first_year_now(&mut self) -> i32 {
        let pack = self.pack.clone();
        let dated = |name: &str| pack.register(name).is_some_and(|one| one.period_field.is_some());
        let state = self.state();
        let first = state.frames.keys().filter(|(_, name)| dated(name)).map(|(year, _)| *year).min();
        drop(state);
        let waiting = self.facts_mut().first_year();
        first.into_iter().chain(waiting).min().unwrap_or(i32::MAX)
    }
}

/// The names of the fields in which two rows of a register differ.
fn differing<'r>(register: &'r Register, one: &'r Row, other: &'r Row) -> impl Iterator<Item = String> + 'r {
    let cells = one.values.iter().zip(&other.values).zip(&register.fields);
    cells.filter(|((one, other), _)| one != other).map(|(_, field)| field.name.clone())
}

/// Rows that come or go one by one; more are put at once.
const FEW: usize = 4;

/// Puts rows into a frame and takes out those that are none; notes which fields changed in which rows.
fn apply(frame: &mut Frame, register: &Register, rows: &BTreeMap<u64, Option<&Row>>, edit: &mut Edit) {
    let moves =
        |(number, row): &(&u64, &Option<&Row>)| row.is_some() != frame.rows.binary_search(number).is_ok();
    let moving = rows.iter().filter(moves).count();
    if moving > 0 {
        edit.resized = true;
        // With the set of rows every field is another; computed columns do not grow along.
        frame.columns.retain(|column| register.field(&column.name).is_some());
        edit.fields = register.fields.iter().map(|field| (field.name.clone(), BTreeSet::new())).collect();
    }
    if moving > FEW {
        return ledger::put_rows(frame, register, rows);
    }
    for (number, row) in rows {
        let Some(row) = row else {
            ledger::remove_row(frame, *number);
            continue;
        };
        for field in ledger::put_row(frame, register, *number, row) {
            edit.fields.entry(field).or_default().insert(*number);
        }
    }
}
