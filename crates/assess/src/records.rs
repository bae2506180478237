//! Records (记录): the rows of registers as forms of work look at them, row by row, with conditions over them.

mod chosen;
mod rolled;
mod standing;

use crate::forms::plan::Settled;
use crate::{Assessor, Facts, Record, Rows};
use define::house::{CalendarDay, House, Term};
use define::{Date, FieldType, Pack, WorkTable, Written};
use formula::{Answer, Dependencies, Evaluation, World};
use ledger::{Calendar, DayKind, Row, Value};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::sync::Arc;

impl Among {
    /// Whether a year is looked at already: to look at one more would be for nothing.
    fn knows(&self, year: i32) -> bool {
        self.years.contains(&year) && self.assessor.looks_at(year)
    }
}

/// Rows of registers, each with the caller's number of it.
#[derive(Debug)]
pub struct Records {
    pack: Arc<Pack>,
    rows: BTreeMap<String, Rows>,
    /// Rows as they stand on a day, of registers that are looked at so; made when they are gone through.
    standing: BTreeMap<String, OnceCell<Rows>>,
    day: Option<Date>,
    /// The rows that are gone through, of registers of which only some are.
    some: BTreeMap<String, Rows>,
    /// Assessors for formulas, by what these reach.
    made: RefCell<BTreeMap<define::Reach, Rc<Assessor>>>,
    /// Where the same rows are looked at already, with their computed fields.
    among: Option<Among>,
    /// The school calendar, made once.
    calendar: OnceCell<Arc<Calendar>>,
    /// Who is in which role, made once.
    rights: OnceCell<Arc<access::Facts>>,
}

/// An assessor over the same rows, and the years that it can be asked of.
#[derive(Debug)]
struct Among {
    assessor: Rc<Assessor>,
    years: RangeInclusive<i32>,
}

impl Records {
    /// Rows by the name of their register, in the order of their numbers.
    pub fn new(pack: Arc<Pack>, rows: BTreeMap<String, Rows>) -> Records {
        let (standing, some, made, calendar, rights) = Default::default();
        Records { pack, rows, standing, day: None, some, made, among: None, calendar, rights }
    }

    /// The same, whose school calendar is known already.
    #[must_use]
    pub fn knowing(self, calendar: Arc<Calendar>) -> Records {
        Records { calendar: calendar.into(), ..self }
    }

    /// The same, going through only those rows of some registers that bear on lines of a work table with some words in their first
    /// column; formulas still look at all of them.
    pub(crate) fn narrowed(self, table: &WorkTable, words: &BTreeSet<String>) -> Records {
        let among = |(register, field): (&String, &String)| {
            let (definition, rows) = (self.pack.register(register)?, self.rows.get(register)?);
            let (at, _) = definition.field(field)?;
            let beside = table.beside.as_ref().filter(|(name, _)| name == register);
            let beside = beside.and_then(|(_, person)| Some(definition.field(person)?.0));
            // Whoever stands in one of the lines is seen with all that he holds.
            let who: BTreeSet<String> = beside.map_or_else(BTreeSet::new, |person| {
                let meant = rows.iter().filter(|(_, row)| holds(row, at, words));
                meant.filter_map(|(_, row)| Some(row.values.get(person)?.as_ref()?.to_string())).collect()
            });
            let his = |row: &Row| beside.is_some_and(|person| holds(row, person, &who));
            let rows = rows.iter().filter(|(_, row)| holds(row, at, words) || his(row));
            Some((register.clone(), rows.cloned().collect()))
        };
        let some = table.lines.iter().filter_map(among).collect();
        Records { some, ..self }
    }

    /// The rows of a register that are gone through.
    fn rows_of(&self, register: &str) -> Option<&Rows> {
        self.some.get(register).or_else(|| self.whole(register))
    }

    /// All rows of a register, as they stand on the day if they are looked at so.
    fn whole(&self, register: &str) -> Option<&Rows> {
        let rows = self.rows.get(register)?;
        match (self.standing.get(register), self.day) {
            (Some(stands), Some(day)) => Some(stands.get_or_init(|| self.stand(register, rows, day))),
            _ => Some(rows),
        }
    }

    /// The same rows, which an assessor looks at already: while it computes a year, formulas over rows of that year and of
    /// those before are asked of it. What follows from them comes later, so it cannot be asked for.
    pub(crate) fn among(self, assessor: Assessor, year: i32) -> Records {
        let years = assessor.horizon()..=year;
        Records { among: Some(Among { assessor: Rc::new(assessor), years }), ..self }
    }

    /// The same with the rows of some registers as they were before a batch.
    pub(crate) fn before(&self, written: &crate::Written, registers: [&str; 2]) -> Records {
        let mut rows = self.rows.clone();
        for register in registers {
            let of = rows.entry(register.to_owned()).or_default();
            for number in written.numbers(register).into_iter().flatten() {
                of.take(*number);
            }
            for (number, row) in written.replaced(register) {
                of.put(number, row);
            }
        }
        Records::new(self.pack.clone(), rows)
    }

    /// Layouts settled lately by whoever looks at these rows already; of nobody, none.
    pub(crate) fn settled(&self) -> Settled {
        self.among.as_ref().map(|among| among.assessor.settled.clone()).unwrap_or_default()
    }

    /// The pack.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// All rows of a register, whatever their year; none of an unknown one.
    pub fn all<'r>(&'r self, register: &str) -> impl Iterator<Item = Record<'r>> {
        let definition = self.pack.register(register);
        let rows = self.rows_of(register);
        definition.into_iter().flat_map(move |register| {
            let rows = rows.into_iter().flat_map(Rows::iter);
            rows.map(move |(number, row)| Record { register, number: *number, row })
        })
    }

    /// Whether a row formula looks at nothing but the row at hand.
    pub(crate) fn is_of_row(&self, register: &str, written: &Written) -> bool {
        let Some(formula) = self.pack.program.row(written) else { return false };
        let (program, depends) = (&self.pack.program, formula.depends());
        let reach = program.reach(&self.pack, &depends);
        let alone = |depends: &Dependencies| depends.gathered.is_empty() && depends.indicators.is_empty();
        !reach.wide
            && reach.fields.keys().all(|name| name == register)
            && alone(&depends)
            && reach.columns.iter().all(|at| alone(&program.columns[*at].depends))
    }

    /// What a row formula of a form gives for each row of a register in a year, by the row's number.
    pub fn answers(&self, written: &Written, register: &str, year: i32) -> BTreeMap<u64, Answer> {
        let Some(formula) = self.pack.program.row(written) else { return BTreeMap::new() };
        let mut reach = self.pack.program.reach(&self.pack, &formula.depends());
        reach.fields.entry(register.to_owned()).or_default();
        let among = self.among.as_ref().filter(|among| among.knows(year));
        // One that looks already is not to look further back.
        let (assessor, frame) = match among {
            Some(among) => (among.assessor.clone(), World::frame(&*among.assessor, register, year)),
            None => {
                let reaching = self.reaching(reach);
                let frame = reaching.rows(register, year);
                (reaching, frame)
            }
        };
        let (assessor, Some(frame)) = (&*assessor, frame) else { return BTreeMap::new() };
        let evaluation = Evaluation::new(assessor, year);
        let Some(some) = self.some.get(register) else {
            return frame.rows.iter().copied().zip(evaluation.rows(formula)).collect();
        };
        let place = |number: &u64| Some(frame.rows.binary_search(number).ok()? as u32);
        let (numbers, places): (Vec<u64>, Vec<u32>) =
            some.iter().filter_map(|(number, _)| Some((*number, place(number)?))).unzip();
        numbers.into_iter().zip(evaluation.rows_at(formula, &places)).collect()
    }

    /// The pack over the rows that a formula reaches: no other computed field is made, so that one which follows from a form of
    /// work may be asked while that form is looked at.
    fn reaching(&self, reach: define::Reach) -> Rc<Assessor> {
        let known = self.made.borrow().get(&reach).cloned();
        known.unwrap_or_else(|| {
            let takes = |name: &str| reach.wide || reach.fields.contains_key(name);
            let made = Rc::new(self.assessor_of(takes).computing(&reach.columns));
            self.made.borrow_mut().insert(reach, made.clone());
            made
        })
    }

    /// The pack over the rows that the row checks of these registers reach.
    pub fn checking(&self, registers: &BTreeSet<String>) -> Rc<Assessor> {
        let program = &self.pack.program;
        let mut depends = Dependencies::default();
        for check in &program.checks {
            if registers.contains(&self.pack.registers[check.register].name) {
                depends.join(check.formula.depends());
            }
        }
        self.reaching(program.reach(&self.pack, &depends))
    }

    /// The year whose rows of a register stand in a year: that year, or the one before while nothing of it is reported yet.
    pub fn standing_year(&self, register: &str, year: i32) -> i32 {
        let has = |year| self.all(register).any(|record| record.year().is_none_or(|of| of == year));
        if !has(year) && has(year - 1) { year - 1 } else { year }
    }

    /// The row of a number.
    pub fn numbered(&self, register: &str, number: u64) -> Option<Record<'_>> {
        let definition = self.pack.register(register)?;
        let row = self.rows_of(register)?.get(number)?;
        Some(Record { register: definition, number, row })
    }

    /// What a field calls: the label of the row that it points to in a year, else in the latest that has one; what stands in it
    /// when it points to nothing.
    pub(crate) fn called(&self, record: &Record<'_>, field: &Written, year: i32) -> String {
        let text = record.text(field);
        let Some(FieldType::Ref { register, by }) =
            record.register.field(&field.text).map(|(_, field)| &field.kind)
        else {
            return text;
        };
        let Some((_, by)) = self.pack.register(register).and_then(|register| register.field(by)) else {
            return text;
        };
        let same = |row: &Record<'_>| row.text(by) == text;
        let nearest = |row: &Record<'_>| (row.year().is_none_or(|of| of == year), row.year());
        self.all(register).filter(same).max_by_key(nearest).map_or(text.clone(), |row| row.label())
    }

    /// All rows of a register of the house.
    pub fn of_house(&self, house: &House) -> impl Iterator<Item = Record<'_>> {
        self.all(house.register)
    }

    /// The same, of which it is known who is in which role: who asks may not see these rows himself.
    #[must_use]
    pub fn appointing(self, rights: Arc<access::Facts>) -> Records {
        Records { rights: rights.into(), ..self }
    }

    /// Who is in which role and stands in for whom, with the roles.
    pub(crate) fn rights(&self) -> (&Pack, Arc<access::Facts>) {
        let facts = self.rights.get_or_init(|| Arc::new(crate::facts_of_rights(self)));
        (&self.pack, facts.clone())
    }

    /// The school calendar.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar.get_or_init(|| Arc::new(self.calendar_of_rows())).clone()
    }

    fn calendar_of_rows(&self) -> Calendar {
        let days = self.of_house(&CalendarDay::HOUSE).filter_map(|record| {
            let day = CalendarDay::read(&record);
            let kind = match day.kind.as_str() {
                CalendarDay::HOLIDAY => DayKind::Holiday,
                CalendarDay::WORKED => DayKind::Worked,
                _ => DayKind::NoSchool,
            };
            Some((day.day?, kind, day.name))
        });
        let terms = self.of_house(&Term::HOUSE).filter_map(|record| {
            let term = Term::read(&record);
            Some((term.from?, term.to?))
        });
        Calendar::new(days, &terms.collect::<Vec<_>>())
    }

    fn assessor_of(&self, takes: impl Fn(&str) -> bool) -> Assessor {
        let mut facts = Facts::new();
        for name in self.rows.keys().filter(|name| takes(name)) {
            if let (Some(register), Some(rows)) = (self.pack.register(name), self.whole(name)) {
                facts.add_rows(register, rows.clone());
            }
        }
        Assessor::new(self.pack.clone(), facts)
    }
}

/// Whether a row holds one of some words in the field of a place.
pub(crate) fn holds(row: &Row, at: usize, words: &BTreeSet<String>) -> bool {
    match row.values.get(at) {
        Some(Some(Value::Text(word))) => words.contains(word),
        Some(Some(other)) => words.contains(&other.to_string()),
        _ => false,
    }
}
