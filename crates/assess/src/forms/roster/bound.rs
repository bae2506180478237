//! A roster bound to records: its links as plain values, what its objects and persons are called, how much each may hold.

use crate::{Record, Records};
use define::{Date, List, Period, Roles, Roster, Written};
use formula::Answer;
use ledger::MASK;
use ledger::roster::Link;
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// A roster over records, looked at in the year of a day.
pub(super) struct Bound<'r> {
    pub roster: &'r Roster,
    pub records: &'r Records,
    pub today: Date,
    /// The rows behind the links, in the same order.
    pub rows: Vec<Record<'r>>,
    pub links: Vec<Link>,
    /// What persons are called.
    names: BTreeMap<String, String>,
    /// The only persons that are looked at; all of them without.
    only: Option<BTreeSet<String>>,
}

/// An object that must be covered.
pub(super) struct Object<'r> {
    pub key: String,
    pub label: String,
    pub row: Record<'r>,
}

impl<'r> Bound<'r> {
    pub fn new(roster: &'r Roster, records: &'r Records, today: Date) -> Bound<'r> {
        Bound::of(roster, records, today, None)
    }

    /// The same of some persons only.
    pub fn of(
        roster: &'r Roster,
        records: &'r Records,
        today: Date,
        only: Option<BTreeSet<String>>,
    ) -> Bound<'r> {
        let (rows, links, names) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut bound = Bound { roster, records, today, rows, links, names, only };
        let fields = &roster.links;
        for row in bound.ever(&fields.list) {
            let person = row.text(&fields.person);
            if person.is_empty() {
                continue;
            }
            let (first, last) = bound.year_of(&row);
            let date = |field: &Option<Written>| field.as_ref().and_then(|field| row.date(field));
            bound.links.push(Link {
                number: row.number,
                person,
                object: row.text(&fields.object),
                role: fields.role.as_ref().map_or_else(String::new, |role| row.text(role)),
                from: if fields.from.is_some() { date(&fields.from) } else { first },
                // A post that is given for a year ends with it, whatever day it began.
                to: if fields.to.is_some() { date(&fields.to) } else { last },
            });
            bound.rows.push(row);
        }
        bound.names = bound.names();
        bound
    }

    /// The links, whatever their year.
    fn ever(&self, list: &List) -> Vec<Record<'r>> {
        let person = |row: &Record<'_>| row.text(&self.roster.links.person);
        let all = self.records.all(&list.register.text);
        let meant = all.filter(|row| self.only.is_none() || self.is_meant(&person(row)));
        let years: BTreeSet<Option<i32>> = meant.map(|record| record.year()).collect();
        let mut rows: Vec<Record<'r>> = Vec::new();
        for year in years {
            let chosen = self.chosen(list, year.unwrap_or(self.today.year), person);
            rows.extend(chosen.into_iter().filter(|record| record.year() == year));
        }
        rows.sort_by_key(|record| record.number);
        rows
    }

    /// Whether a person is looked at.
    fn is_meant(&self, person: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(person))
    }

    /// The rows of a list in a year whose persons are looked at.
    fn chosen(&self, list: &List, year: i32, person: impl Fn(&Record<'_>) -> String) -> Vec<Record<'r>> {
        match self.only {
            None => self.records.chosen(list, year).0,
            Some(_) => self.records.chosen_in(list, year, |row| self.is_meant(&person(row))),
        }
    }

    /// The year whose rows of a register stand on the day: the latest up to the day's that has rows, else the first.
    pub fn year_for(&self, register: &str) -> i32 {
        let years: BTreeSet<i32> = self.records.all(register).filter_map(|row| row.year()).collect();
        let latest = years.range(..=self.today.year).next_back().or(years.first());
        latest.copied().unwrap_or(self.today.year)
    }

    /// The first and last day of the year that a row belongs to; none for a row of no year.
    fn year_of(&self, row: &Record<'_>) -> (Option<Date>, Option<Date>) {
        let Some(year) = row.year() else { return (None, None) };
        match row.register.period {
            Period::SchoolYear => (Date::new(year, 9, 1), Date::new(year + 1, 8, 31)),
            _ => (Date::new(year, 1, 1), Date::new(year, 12, 31)),
        }
    }

    /// The objects that must be covered in the year of the day, each once, in the order of their rows; second, how many
    /// rows could not be told.
    pub fn objects(&self) -> (Vec<Object<'r>>, usize) {
        let field = self.roster.object_field(self.records.pack());
        let year = self.year_for(&self.roster.objects.register.text);
        let (chosen, open) = self.records.chosen(&self.roster.objects, year);
        let mut seen = BTreeSet::new();
        let object = |row: Record<'r>| {
            let key = field.map_or_else(|| row.id(), |field| row.text(field));
            // A cell is not called by its chief, who changes.
            let chief = row.register.name == self.roster.links.list.register.text
                && row.register.label().is_some_and(|field| field.name == self.roster.links.person.text);
            let label = if chief { key.clone() } else { label(&row) };
            Object { key, label, row }
        };
        let objects = chosen.into_iter().map(object).filter(|object| seen.insert(object.key.clone()));
        (objects.collect(), open.len())
    }

    /// What objects are called, by what names them in links.
    pub fn labels(&self) -> BTreeMap<String, String> {
        self.objects().0.into_iter().map(|object| (object.key, object.label)).collect()
    }

    /// What an object is called outside the list of objects: its name in links, masked when sensitive.
    pub fn object_name(&self, labels: &BTreeMap<String, String>, object: &str) -> String {
        let links = self.records.pack().register(&self.roster.links.list.register.text);
        let field = links.and_then(|register| register.field(&self.roster.links.object.text));
        let sensitive = field.is_some_and(|(_, field)| field.sensitive);
        let plain = || if sensitive { MASK.to_string() } else { object.to_string() };
        labels.get(object).cloned().unwrap_or_else(plain)
    }

    /// The roles that each object must have.
    pub fn roles(&self) -> Vec<Option<String>> {
        match &self.roster.roles {
            None => vec![None],
            Some(Roles::Listed(roles)) => roles.iter().map(|role| Some(role.text.clone())).collect(),
            Some(Roles::Kept { list, field }) => {
                let kept = self.records.chosen(list, self.year_for(&list.register.text)).0;
                kept.iter().map(|row| Some(row.text(field))).collect()
            }
        }
    }

    /// The rows of the list of persons as it stands on the day, by what names a person.
    pub fn people_now(&self) -> BTreeMap<String, Record<'r>> {
        let year = self.roster.people.as_ref().map(|people| self.year_for(&people.list.register.text));
        year.map_or_else(BTreeMap::new, |year| self.people(year))
    }

    /// The same of a year.
    fn people(&self, year: i32) -> BTreeMap<String, Record<'r>> {
        let Some(people) = &self.roster.people else { return BTreeMap::new() };
        let by = self.roster.person_field(self.records.pack());
        let named = |row: &Record<'_>| by.map_or_else(|| row.id(), |by| row.text(by));
        let chosen = self.chosen(&people.list, year, named).into_iter();
        chosen.map(|row| (named(&row), row)).collect()
    }

    /// Whether persons are qualified on the day, by what names them; who is not in it is not on the list.
    pub fn qualified(&self) -> BTreeMap<String, Truth> {
        let Some(people) = &self.roster.people else { return BTreeMap::new() };
        let year = self.year_for(&people.list.register.text);
        let on_list = self.people(year);
        let Some(formula) = &people.qualified else {
            return on_list.into_keys().map(|person| (person, Truth::Yes)).collect();
        };
        let listed: BTreeSet<u64> = on_list.values().map(|row| row.number).collect();
        let answers = self.answers(formula, &people.list.register.text, year, &listed);
        let truth = |row: &Record<'_>| answers.get(&row.number).map_or(Truth::Unknown, Answer::truth);
        on_list.into_iter().map(|(person, row)| (person, truth(&row))).collect()
    }

    /// What a row formula gives for the links, as whole numbers rounded up, by the row's number; what cannot be told is
    /// left out.
    pub fn numbers_over_links(&self, formula: &Written) -> BTreeMap<u64, u32> {
        let register = &self.roster.links.list.register.text;
        let years: BTreeSet<i32> =
            self.rows.iter().map(|row| row.year().unwrap_or(self.today.year)).collect();
        let links = self.links.iter().map(|link| link.number).collect();
        let answers = years.into_iter().flat_map(|year| self.answers(formula, register, year, &links));
        answers.filter_map(|(row, answer)| Some((row, whole(&answer)?))).collect()
    }

    /// What a row formula gives for rows of a register in a year: of those that are looked at where not all persons are.
    fn answers(
        &self,
        formula: &Written,
        register: &str,
        year: i32,
        rows: &BTreeSet<u64>,
    ) -> BTreeMap<u64, Answer> {
        match self.only {
            None => self.records.answers(formula, register, year),
            Some(_) => self.records.answers_for(formula, register, year, |row| rows.contains(&row.number)),
        }
    }

    /// The same over a register in a year.
    pub fn numbers(&self, formula: &Written, register: &str, year: i32) -> BTreeMap<u64, u32> {
        let answers = self.records.answers(formula, register, year);
        answers.into_iter().filter_map(|(row, answer)| Some((row, whole(&answer)?))).collect()
    }

    /// What a person is called.
    pub fn name(&self, person: &str) -> String {
        self.names.get(person).cloned().unwrap_or_else(|| person.to_string())
    }

    fn names(&self) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        let Some(register) = self.records.pack().register(&self.roster.links.list.register.text) else {
            return names;
        };
        let fields = &self.roster.links;
        let sensitive = register.field(&fields.person.text).is_some_and(|(_, field)| field.sensitive);
        let own = register.label().filter(|field| field.name != fields.object.text && !field.sensitive);
        for (link, row) in self.links.iter().zip(&self.rows) {
            let own = own.map(|field| row.text(field)).filter(|name| !name.is_empty());
            let plain = if sensitive { MASK.to_string() } else { link.person.clone() };
            names.insert(link.person.clone(), own.unwrap_or(plain));
        }
        if self.roster.people.is_some() {
            let years: BTreeSet<i32> =
                self.rows.iter().filter_map(Record::year).chain([self.today.year]).collect();
            for year in years {
                names.extend(self.people(year).into_iter().map(|(person, row)| (person, label(&row))));
            }
        }
        names
    }
}

/// What a row is called; a mask with its number when its key is sensitive.
pub(super) fn label(row: &Record<'_>) -> String {
    if let Some(label) = row.open_label() {
        return label;
    }
    let register = row.register;
    match ledger::has_sensitive_key(register) {
        true => format!("{MASK}第{}号", row.number),
        false => row.id(),
    }
}

/// A whole number from nought, rounded up: a requirement of 2.5 persons is one of 3.
fn whole(answer: &Answer) -> Option<u32> {
    let exact = answer.number()?.exact()?;
    exact.ceil(0).to_string().parse().ok()
}
