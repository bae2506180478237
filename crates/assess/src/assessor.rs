//! The computation of a pack over facts: frames with computed columns, values of indicators, each computed once.

use crate::forms::plan::Settled;
use crate::groups::{GroupRows, Grouped};
use crate::partial;
use crate::spread::Rows as Places;
use crate::tally::GroupTally;
use crate::work_table::Filled;
use crate::{Facts, Outcome, Records, Rows};
use define::{Date, Pack, Step};
use formula::{Answer, Evaluation, Formula, Frame, Group, World};
use quantity::Interval;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many years before a year asked for may still enter it.
const LOOK_BACK: i32 = 20;
/// So many years may wait for one another while they are brought in; longer rows are brought in from the first one up.
const NESTED: i32 = 8;

/// A pack over facts. What was computed is kept; after a change only what depends on it is computed again.
///
/// A clone is the assessor of that moment: it shares frames and values until one of the two changes, so it is made at
/// once whatever the number of rows. One assessor is carried forward by changes; whoever reads takes a clone.
///
/// ```
/// use assess::{Assessor, Facts, Verdict};
/// use define::{File, PackFiles, check};
/// use ledger::{Row, Value};
/// use std::sync::Arc;
/// let files = vec![
///     File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
///     File::new("registers/budget.toml", r#"
/// name = "教育经费"
/// counter = "笔"
/// period = "calendar-year"
/// period_field = "年度"
/// key = ["年度"]
/// source = { document = "样例", status = "unofficial" }
/// fields = [
///     { name = "年度", type = "integer", required = true },
///     { name = "金额", type = "money", required = true },
/// ]
/// "#),
///     File::new("indicators/growth.toml", r#"
/// name = "增长率"
/// unit = "%"
/// formula = "合计(教育经费.金额) / 上年(合计(教育经费.金额)) - 1"
/// met_when = "结果 >= 0"
/// print = { decimals = 2 }
/// source = { document = "样例", status = "unofficial" }
/// "#),
/// ];
/// let pack = check(&[PackFiles::new("p", files)]).pack.unwrap();
/// let row = |year: i32, fen: i128| Row {
///     values: vec![
///         Some(Value::Number(year.into())),
///         Some(Value::Number(quantity::Decimal::new(fen, 2))),
///     ],
/// };
/// let rows = [row(2021, 152_846_129_000), row(2022, 154_390_000_037)];
/// let mut facts = Facts::new();
/// facts.add(&pack.registers[0], rows.iter().enumerate().map(|(at, row)| (at as u64, row)));
/// let mut assessor = Assessor::new(Arc::new(pack), facts);
/// let growth = &assessor.assess(2022).outcomes[0];
/// assert_eq!(growth.printed.as_deref(), Some("1.01%"));
/// assert_eq!(growth.verdict, Some(Verdict::Met));
/// ```
#[derive(Clone, Debug)]
pub struct Assessor {
    pub(crate) pack: Arc<Pack>,
    /// Years before this one have no computed columns: there are no facts, or none within [`LOOK_BACK`] of any year
    /// asked for. It bounds how far 上年 in a computed field can lead back.
    horizon: Cell<i32>,
    pub(crate) first_year: i32,
    /// Claims of zero that are not proved: what is missing, by year and duty.
    pub(crate) open_claims: BTreeMap<(i32, String), Arc<str>>,
    /// The day up to which is looked; the end of the year asked for without.
    day: Option<Date>,
    /// Positions of the computed fields that are made; all without.
    only: Option<Arc<BTreeSet<usize>>>,
    /// Frames not yet taken up by [`Assessor::prepare`]; shared with clones until one changes.
    facts: RefCell<Arc<Facts>>,
    /// What was computed; shared with clones until one changes.
    state: RefCell<Arc<State>>,
    /// Layouts of plans settled lately.
    pub(crate) settled: Settled,
}

/// What was computed.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Years whose frames have their computed columns, or are getting them.
    pub(crate) prepared: BTreeSet<i32>,
    /// Frames by year and register.
    pub(crate) frames: BTreeMap<(i32, String), Arc<Frame>>,
    /// Values by year and position in the program's indicators.
    pub(crate) values: BTreeMap<(i32, usize), Arc<Valued>>,
    /// Outcomes by year and position in the pack's indicators.
    pub(crate) outcomes: BTreeMap<(i32, usize), Arc<Outcome>>,
    /// What the groups of an outcome come to, by year and position; made when one of them changes.
    pub(crate) tallies: BTreeMap<(i32, usize), GroupTally>,
    /// Work tables by year and position in the program's tables.
    pub(crate) tables: BTreeMap<(i32, usize), Filled>,
    /// Rows of each group, by year, register and grouping fields.
    pub(crate) groups: BTreeMap<Grouped, Arc<GroupRows>>,
}

/// The value of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Valued {
    One(Answer),
    Groups(Vec<Group>),
}

impl Assessor {
    /// A pack over facts. The pack should be free of findings of grade error; indicators whose formulas could not be
    /// compiled cannot be told.
    pub fn new(pack: Arc<Pack>, mut facts: Facts) -> Self {
        facts.rows.retain(|name, _| pack.program.worked.contains(name));
        // That nothing came before the last one is said by the row that holds the last one.
        for dated in pack.registers.iter().flat_map(|register| &register.dated) {
            if let Some(earlier) = pack.register(&dated.earlier.text) {
                facts.add_empty(earlier, 0);
            }
        }
        let first_year = facts.first_year().unwrap_or(i32::MAX);
        let horizon = Cell::new(i32::MAX);
        Assessor {
            pack,
            horizon,
            first_year,
            open_claims: BTreeMap::new(),
            day: None,
            only: None,
            facts: RefCell::new(Arc::new(facts)),
            state: RefCell::default(),
            settled: Settled::default(),
        }
    }

    /// The same, looked at up to a day: forms of work stand as they do then, and at the end of years before.
    #[must_use]
    pub fn up_to(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    /// The same, with no computed fields but these (positions in the program): for a formula that needs no others.
    pub(crate) fn computing(mut self, columns: &BTreeSet<usize>) -> Self {
        self.only = Some(Arc::new(columns.clone()));
        self
    }

    /// Whether a computed field is made.
    pub(crate) fn computes(&self, column: usize) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&column))
    }

    /// The day on which forms of work are looked at for a year.
    pub(crate) fn day_of(&self, year: i32) -> Option<Date> {
        let last = Date::new(year, 12, 31)?;
        Some(self.day.map_or(last, |day| day.min(last)))
    }

    /// Whether a year is looked at already.
    pub(crate) fn looks_at(&self, year: i32) -> bool {
        self.state().prepared.contains(&year)
    }

    /// Opens the horizon for a year that is asked for.
    pub(crate) fn look_from(&self, year: i32) {
        let back = year.saturating_sub(LOOK_BACK).max(self.first_year.min(year));
        if back < self.horizon.get() {
            // Columns that were computed without the years before are computed anew.
            self.forget();
            self.horizon.set(back);
        }
    }

    /// The years up to `last` of which anything can be told: from the first with dated rows, twenty at the most.
    pub fn tellable(&self, last: i32) -> std::ops::RangeInclusive<i32> {
        self.first_year.clamp(last - LOOK_BACK, last)..=last
    }

    /// The first year with computed columns.
    pub(crate) fn horizon(&self) -> i32 {
        self.horizon.get()
    }

    /// What was computed, to read.
    pub(crate) fn state(&self) -> Ref<'_, State> {
        Ref::map(self.state.borrow(), |state| &**state)
    }

    /// What was computed, to write; no longer shared with any clone.
    pub(crate) fn state_mut(&self) -> RefMut<'_, State> {
        RefMut::map(self.state.borrow_mut(), Arc::make_mut)
    }

    /// The pack.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// A register's rows of a year with computed columns; none when nothing was reported.
    pub fn rows(&self, register: &str, year: i32) -> Option<Arc<Frame>> {
        self.look_from(year);
        self.frame(register, year)
    }

    /// The answers of the row checks of a register for a year: position of the check in the register, then one answer
    /// for each row in the order of the frame.
    pub fn checks(&self, register: &str, year: i32) -> Vec<(usize, Vec<Answer>)> {
        self.look_from(year);
        let program = &self.pack.program;
        let evaluation = Evaluation::new(self, year);
        let mine = program.checks.iter().filter(|check| self.pack.registers[check.register].name == register);
        mine.map(|check| (check.check, evaluation.rows(&check.formula))).collect()
    }

    /// Facts of years not yet looked at.
    pub(crate) fn facts_mut(&mut self) -> &mut Facts {
        Arc::make_mut(self.facts.get_mut())
    }

    /// Lets go of everything computed; dated frames go back to the facts without their computed columns.
    pub(crate) fn forget(&self) {
        let frames = std::mem::take(&mut *self.state_mut()).frames;
        self.horizon.set(i32::MAX);
        let mut facts = self.facts.borrow_mut();
        for ((year, name), mut frame) in frames {
            let Some(register) = self.pack.register(&name).filter(|one| one.period_field.is_some()) else {
                continue;
            };
            if frame.columns.iter().any(|column| register.field(&column.name).is_none()) {
                Arc::make_mut(&mut frame).columns.retain(|column| register.field(&column.name).is_some());
            }
            Arc::make_mut(&mut *facts).dated.insert((name, year), frame);
        }
    }

    /// Brings the frames of a year in and adds their computed columns, once.
    pub(crate) fn prepare(&self, year: i32) {
        if self.horizon.get() == i32::MAX {
            self.look_from(year);
        }
        if self.state().prepared.contains(&year) {
            return;
        }
        // A year may follow from the one before it, and that from its own: from the first one up none waits for a long row of them,
        // each of which would take its part of the stack.
        for earlier in self.horizon.get()..year.saturating_sub(NESTED) {
            self.prepare_one(earlier);
        }
        self.prepare_one(year);
    }

    fn prepare_one(&self, year: i32) {
        if !self.state_mut().prepared.insert(year) {
            return;
        }
        for register in &self.pack.registers {
            let key = (register.name.clone(), year);
            let frame = match register.period_field {
                None => self.facts.borrow().undated.get(&register.name).cloned(),
                Some(_) if !self.facts.borrow().dated.contains_key(&key) => None,
                Some(_) => Arc::make_mut(&mut *self.facts.borrow_mut()).dated.remove(&key),
            };
            if let Some(frame) = frame {
                self.state_mut().frames.insert((year, register.name.clone()), frame);
            }
        }
        if year < self.horizon.get() {
            return;
        }
        let evaluation = Evaluation::new(self, year);
        for step in &self.pack.program.steps {
            if let Step::Column(at) = step
                && self.computes(*at)
            {
                self.compute_column(&evaluation, *at);
            }
        }
    }

    /// A work table of a year, filled when it is first asked for.
    fn table(&self, name: &str, year: i32) -> Option<Arc<Frame>> {
        let at = self.pack.program.tables.iter().position(|one| one.table.name == name)?;
        if !self.state().tables.contains_key(&(year, at)) {
            self.fill_table(at, year)?;
        }
        self.state().frames.get(&(year, name.to_owned())).cloned()
    }

    /// Fills a work table. None when nothing was recorded in any register that it follows from, or it lies before what is
    /// looked at.
    pub(crate) fn fill_table(&self, at: usize, year: i32) -> Option<Filled> {
        let (table, day) = (&self.pack.program.tables[at], self.day_of(year)?);
        let filled = crate::work_table::fill(&self.pack, table, &self.records_behind(at, year)?, day);
        self.keep_table(at, year, filled.clone());
        Some(filled)
    }

    /// The rows that a work table of a year follows from, looked at among what is computed already.
    pub(crate) fn records_behind(&self, at: usize, year: i32) -> Option<Records> {
        let table = &self.pack.program.tables[at];
        let (rows, before) = {
            let facts = self.facts.borrow();
            let rows =
                table.registers().filter_map(|name| Some((name.clone(), facts.rows.get(name)?.clone())));
            let before = |name: &String| facts.dated.contains_key(&(name.clone(), year - 1));
            (rows.collect::<BTreeMap<String, Rows>>(), table.registers().any(before))
        };
        if year < self.horizon.get() || rows.is_empty() && !table.fields.is_empty() {
            return None;
        }
        if before && year > self.horizon.get() {
            // Lists of school years are looked at in the year before as well.
            self.prepare(year - 1);
        }
        Some(Records::new(self.pack.clone(), rows).among(self.clone(), year))
    }

    /// The rows of a register that are kept for forms of work.
    pub(crate) fn kept(&self, register: &str) -> Rows {
        self.facts.borrow().rows.get(register).cloned().unwrap_or_default()
    }

    /// Keeps a work table that was filled. Formulas see none that says nothing of a year before the scheme.
    pub(crate) fn keep_table(&self, at: usize, year: i32, filled: Filled) {
        let table = &self.pack.program.tables[at];
        let key = (year, table.table.name.clone());
        let silent = self.is_before_scheme(year) && crate::work_table::is_silent(table, &filled.frame);
        let mut state = self.state_mut();
        match silent {
            true => state.frames.remove(&key),
            false => state.frames.insert(key, filled.frame.clone()),
        };
        state.tables.insert((year, at), filled);
    }

    /// Whether a year lies before the one that the pack's scheme evaluates: what was owed then nobody has said, so that nothing done is
    /// no gap and no zero.
    pub(crate) fn is_before_scheme(&self, year: i32) -> bool {
        self.pack.year.is_some_and(|first| year < first)
    }

    /// The rows that lines of a work table follow from, each once; none of any other table.
    pub(crate) fn behind(&self, table: &str, year: i32, lines: &[u64]) -> Vec<(Arc<str>, u64)> {
        let Some(at) = self.pack.program.tables.iter().position(|one| one.table.name == table) else {
            return Vec::new();
        };
        let state = self.state();
        let Some(filled) = state.tables.get(&(year, at)) else { return Vec::new() };
        let sources = lines.iter().filter_map(|line| filled.sources.get(usize::try_from(*line).ok()?));
        sources.flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Computes a column of the year anew and puts it into its frame. The rows whose cells changed.
    pub(crate) fn compute_column(&self, evaluation: &Evaluation<'_>, at: usize) -> Places {
        let column = &self.pack.program.columns[at];
        let register = &self.pack.registers[column.register];
        let name = &register.computed[column.computed].name;
        let cells = evaluation.column(&column.formula, name);
        // Nobody else may hold the frame, or it would be copied.
        evaluation.renewed(&register.name, name);
        let mut state = self.state_mut();
        let key = (evaluation.year(), register.name.clone());
        let (Some(cells), Some(frame)) = (cells, state.frames.get_mut(&key)) else {
            return Places::All;
        };
        let frame = Arc::make_mut(frame);
        match frame.columns.iter_mut().find(|column| column.name == *name) {
            Some(old) => {
                let differing = partial::differing(old, &cells);
                *old = cells;
                differing.map_or(Places::All, Places::Some)
            }
            None => {
                frame.columns.push(cells);
                Places::All
            }
        }
    }

    /// The value of an indicator (position in the program) in a year.
    pub(crate) fn valued(&self, at: usize, year: i32) -> Arc<Valued> {
        if let Some(value) = self.state().values.get(&(year, at)) {
            return value.clone();
        }
        let evaluation = Evaluation::new(self, year);
        self.value_by(&evaluation, at, year)
    }

    /// The value of an indicator by an evaluation of the year, so that its indexes serve many indicators.
    pub(crate) fn value_by(&self, evaluation: &Evaluation<'_>, at: usize, year: i32) -> Arc<Valued> {
        if let Some(value) = self.state().values.get(&(year, at)) {
            return value.clone();
        }
        let value = Arc::new(self.value_anew(evaluation, at, year));
        self.state_mut().values.insert((year, at), value.clone());
        value
    }

    /// The value of an indicator computed anew: unknown while a claim of zero on which it rests is open.
    pub(crate) fn value_anew(&self, evaluation: &Evaluation<'_>, at: usize, year: i32) -> Valued {
        let program = &self.pack.program.indicators[at];
        let open = self.open_reasons(program.indicator, year);
        match open.is_empty() {
            true => evaluate(evaluation, &program.formula),
            false => Valued::One(Answer::Unknown(open)),
        }
    }
}

/// The value of a formula, grouped or not.
pub(crate) fn evaluate(evaluation: &Evaluation<'_>, formula: &Formula) -> Valued {
    match formula.scope() {
        formula::Scope::Indicator { by } if !by.is_empty() => Valued::Groups(evaluation.groups(formula)),
        _ => Valued::One(evaluation.value(formula)),
    }
}

impl World for Assessor {
    fn frame(&self, register: &str, year: i32) -> Option<Arc<Frame>> {
        self.prepare(year);
        let known = self.state().frames.get(&(year, register.to_string())).cloned();
        // Only the name of a work table has two words.
        known.or_else(|| register.contains('.').then(|| self.table(register, year)).flatten())
    }

    fn parameter(&self, name: &str, key: Option<&str>, year: i32) -> Option<Interval> {
        self.pack.parameter(name)?.value(key, year).map(|value| Interval::point(value.value))
    }

    fn indicator(&self, name: &str, key: Option<&str>, year: i32) -> Option<Answer> {
        let program = &self.pack.program.indicators;
        let at = program.iter().position(|one| self.pack.indicators[one.indicator].name == name)?;
        match (&*self.valued(at, year), key) {
            (Valued::One(answer), None) => Some(answer.clone()),
            (Valued::Groups(groups), Some(key)) => {
                groups.iter().find(|group| key_text(&group.key) == key).map(|group| group.value.clone())
            }
            _ => None,
        }
    }
}

/// The key of a group as words, members joined by 、.
pub(crate) fn key_text(key: &[Answer]) -> String {
    key.iter().map(answer_text).collect::<Vec<_>>().join("、")
}

/// An answer as words; numbers as plain digits.
pub(crate) fn answer_text(answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => number.to_decimal_string(12),
        Answer::Text(text) => text.to_string(),
        Answer::Boolean(truth) => match truth {
            quantity::Truth::Yes => "是".to_string(),
            quantity::Truth::No => "否".to_string(),
            quantity::Truth::Unknown => "不能判断".to_string(),
        },
        Answer::Date(day) => {
            let (year, month, day) = formula::date(*day);
            format!("{year}年{month}月{day}日")
        }
        Answer::Unknown(_) => "不能判断".to_string(),
    }
}
