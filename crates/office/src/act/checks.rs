//! What must hold of a batch beyond its cells: row checks, forms of work, plausibility.

use super::batch::Batch;
use crate::error::{Error, Result};
use crate::state::Needs;
use crate::store::Version;
use assess::{Keys, Records, Rows, Written};
use define::house::Doubt;
use define::{FieldType, Pack, Register};
use finding::{Finding, Grade};
use ledger::Row;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// References of a batch looked up one by one before the values of a whole register are gathered.
const LOOKUPS: u32 = 200;

/// Values that rows may point to.
#[derive(Default)]
pub(super) struct References {
    /// The fields of registers to which others point, by the id of the register: where they stand.
    pointed: BTreeMap<String, Vec<usize>>,
    /// Values of rows about to be put, by the name of the register and the field.
    announced: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    lookups: Cell<u32>,
}

/// Where the fields of a register stand to which fields of others point.
fn pointed(pack: &Pack, register: &Register) -> Vec<usize> {
    let fields = pack.registers.iter().flat_map(|other| &other.fields);
    let to = fields.filter_map(|field| match &field.kind {
        FieldType::Ref { register: to, by } if *to == register.name => Some(register.field(by)?.0),
        _ => None,
    });
    to.collect::<BTreeSet<usize>>().into_iter().collect()
}

impl References {
    /// Adds the values of rows about to be put to what others may point to.
    pub fn announce<'r>(
        &mut self,
        pack: &Pack,
        register: &Register,
        rows: impl Iterator<Item = &'r Row> + Clone,
    ) {
        if !self.pointed.contains_key(&register.id) {
            self.pointed.insert(register.id.clone(), pointed(pack, register));
        }
        for at in self.pointed.get(&register.id).into_iter().flatten() {
            let values = rows.clone().filter_map(|row| row.values[*at].as_ref().map(ToString::to_string));
            let of_register = self.announced.entry(register.name.clone()).or_default();
            of_register.entry(register.fields[*at].name.clone()).or_default().extend(values);
        }
    }

    fn is_announced(&self, register: &str, field: &str, value: &str) -> bool {
        let values = self.announced.get(register).and_then(|fields| fields.get(field));
        values.is_some_and(|values| values.contains(value))
    }
}

impl Batch<'_> {
    /// Whether some row, present or announced, holds the value in a field of the register of that name.
    pub fn holds(&self, name: &str, field: &str, value: &str) -> bool {
        self.references.is_announced(name, field, value) || self.told(self.is_present(name, field, value))
    }

    fn is_present(&self, name: &str, field: &str, value: &str) -> Result<bool> {
        let Some(register) = self.head.pack.register(name) else { return Ok(false) };
        let lookups = &self.references.lookups;
        // A few references by key are quicker looked up than all values of a large register gathered.
        if lookups.get() < LOOKUPS && register.key.len() == 1 && register.key[0] == field {
            lookups.set(lookups.get() + 1);
            return Ok(self.store.present(&register.id, &ledger::key_part(value))?.is_some());
        }
        let needs = Needs::Registers([name.to_owned()].into());
        let values = self.head.answer(&format!("values {name}.{field}"), needs, || {
            let Some((at, _)) = register.field(field) else { return Ok(BTreeSet::new()) };
            let rows = self.head.rows(self.store, register)?;
            let cells =
                rows.iter().filter_map(|(_, row)| row.values.get(at)?.as_ref().map(ToString::to_string));
            Ok(cells.collect::<BTreeSet<String>>())
        })?;
        Ok(values.contains(value))
    }
}

impl Batch<'_> {
    /// The rows of these registers as they will be.
    fn rows(&self, names: &BTreeSet<String>) -> Result<BTreeMap<String, Rows>> {
        let mut all = self.head.rows_of(self.store, names)?;
        for one in &*self.planned {
            let Some((id, number, row)) = &one.moved else { continue };
            let Some(register) = self.head.pack.register_by_id(id) else { continue };
            let Some(rows) = all.get_mut(&register.name) else { continue };
            crate::state::lay_over(rows, std::slice::from_ref(&(*number, row.clone())));
        }
        Ok(all)
    }

    pub(super) fn records(&self, names: &BTreeSet<String>) -> Result<Records> {
        self.over(self.rows(names)?)
    }

    /// Records over rows as they will be. The school calendar is made once for as long as nobody changes it.
    fn over(&self, rows: BTreeMap<String, Rows>) -> Result<Records> {
        let records = Records::new(self.head.pack.clone(), rows);
        let calendar = assess::CALENDAR.map(|house| house.register);
        let is_of_it = |id: &str| {
            let register = self.head.pack.register_by_id(id);
            register.is_some_and(|register| calendar.contains(&register.name.as_str()))
        };
        match self.moves.iter().any(|id| is_of_it(id)) {
            true => Ok(records),
            false => Ok(records.knowing(self.head.calendar(self.store)?)),
        }
    }

    /// Rows that the batch puts, and those that it withdraws; of evidence also what it replaces.
    fn written(&self) -> Result<Written> {
        let mut written = Written::default();
        for one in &*self.planned {
            let Some((id, number, row)) = &one.moved else { continue };
            let Some(register) = self.head.pack.register_by_id(id) else { continue };
            if let Some(before) = &one.before
                && (row.is_none() || assess::EVIDENCE.iter().any(|house| house.register == register.name))
            {
                let before = crate::row::read(register, &before.body)?;
                written.before(&register.name, *number, Arc::new(before));
            }
            if row.is_some() {
                written.put(&register.name, *number);
            }
        }
        Ok(written)
    }

    /// The row checks of the registers that are written, over the rows as they will be.
    pub(super) fn check_rows(&mut self) -> Result<()> {
        let pack = self.head.pack.clone();
        let mut places = BTreeMap::new();
        let mut own: BTreeMap<&str, BTreeMap<u64, Arc<Row>>> = BTreeMap::new();
        for one in &*self.planned {
            let Some((id, number, Some(row))) = &one.moved else { continue };
            let Some(register) = pack.register_by_id(id).filter(|register| !register.checks.is_empty())
            else {
                continue;
            };
            places.insert((register.name.as_str(), *number), &one.place);
            own.entry(&register.name).or_default().insert(*number, row.clone());
        }
        if own.is_empty() {
            return Ok(());
        }
        let touched = own.keys().map(|name| (*name).to_owned()).collect();
        let gathered = assess::gathered_by_checks(&pack, &touched);
        let mut rows = self.rows(&gathered)?;
        // A register whose checks look at nothing but the row at hand is checked by the rows at hand.
        for (name, list) in own.iter().filter(|(name, _)| !gathered.contains(**name)) {
            rows.insert((*name).to_owned(), list.clone().into_iter().collect());
        }
        let records = Records::new(pack.clone(), rows);
        let assessor = records.checking(&own.keys().map(|name| (*name).to_owned()).collect());
        let (mut findings, mut doubts) = (Vec::new(), Vec::new());
        for register in own.keys().filter_map(|name| pack.register(name)) {
            let years = records.all(&register.name).map(|one| one.year().or(pack.year).unwrap_or_default());
            for year in years.collect::<BTreeSet<i32>>() {
                let Some(frame) = assessor.rows(&register.name, year) else { continue };
                for (check, answers) in assessor.checks(&register.name, year) {
                    let check = &register.checks[check];
                    for (number, answer) in frame.rows.iter().zip(answers) {
                        let place = places.get(&(register.name.as_str(), *number));
                        if let (Some(place), formula::Answer::Boolean(quantity::Truth::No)) = (place, answer)
                        {
                            let place = (*place).clone();
                            let finding = Finding::error("import.row.check", place, check.sentence.clone());
                            let hint = format!("核对规则：{}", check.formula.in_one_line());
                            let finding = Finding { grade: check.grade, ..finding }.hint(hint);
                            if check.grade == Grade::Doubt {
                                doubts.push((register.name.clone(), *number, finding.clone()));
                            }
                            findings.push(finding);
                        }
                    }
                }
            }
        }
        self.findings.extend(findings);
        self.doubts.extend(doubts);
        Ok(())
    }

    /// What speaks against the batch by every form of work that looks at its registers.
    pub(super) fn check_forms(&mut self) -> Result<()> {
        let (pack, written) = (self.head.pack.clone(), self.written()?);
        let watching = assess::watching(&pack, &written);
        if watching.is_empty() {
            return Ok(());
        }
        // First with the rows written alone: most of them, such as a step of one loop, bear on few of the forms.
        let near = Records::new(pack.clone(), self.put_rows());
        let (mut wide, mut findings) = (Vec::new(), Vec::new());
        for form in watching.into_iter().filter(|form| form.concerned(&near, &written)) {
            let reach = form.reach(&near, &written);
            if reach.is_empty() {
                wide.push(form);
                continue;
            }
            let records = self.within(&assess::registers_of(&pack, form), &reach)?;
            findings.extend(form.against(&records, &written, self.today));
        }
        if !wide.is_empty() {
            let registers = wide.iter().flat_map(|form| assess::registers_of(&pack, *form)).collect();
            let records = self.records(&registers)?;
            findings.extend(wide.iter().flat_map(|form| form.against(&records, &written, self.today)));
        }
        self.findings.extend(findings);
        Ok(())
    }

    /// The rows that the batch puts, by the name of their register.
    fn put_rows(&self) -> BTreeMap<String, Rows> {
        let mut last: BTreeMap<&str, BTreeMap<u64, Arc<Row>>> = BTreeMap::new();
        for one in &*self.planned {
            if let Some((id, number, Some(row))) = &one.moved
                && let Some(register) = self.head.pack.register_by_id(id)
            {
                last.entry(&register.name).or_default().insert(*number, row.clone());
            }
        }
        last.into_iter().map(|(name, rows)| (name.to_owned(), rows.into_iter().collect())).collect()
    }

    /// The rows of these registers as they will be: of those that a reach names, the rows under its keys.
    pub(super) fn within(&self, registers: &BTreeSet<String>, reach: &assess::Reach) -> Result<Records> {
        let whole = registers.iter().filter(|name| !reach.contains_key(*name)).cloned().collect();
        let mut all = self.rows(&whole)?;
        let mut put = self.put_rows();
        for (name, keys) in reach.iter().filter(|(name, _)| registers.contains(*name)) {
            let Some(register) = self.head.pack.register(name) else { continue };
            let mut rows = put.remove(name).unwrap_or_default();
            let own: BTreeSet<u64> = rows.iter().map(|(number, _)| *number).collect();
            for key in keys {
                let present = self.under(register, key)?;
                let stays = |number: u64| !own.contains(&number) && !self.withdraws(&register.id, number);
                for (number, row) in present.iter().filter(|(number, _)| stays(*number)) {
                    rows.put(*number, row.clone());
                }
            }
            all.insert(name.clone(), rows);
        }
        self.over(all)
    }

    /// The present rows of a register under some keys, before the batch. They are asked for by the act itself, and again by what
    /// checks it.
    fn under(&self, register: &Register, keys: &Keys) -> Result<Rows> {
        let asked = (register.id.clone(), keys.clone());
        if let Some(known) = self.read.borrow().get(&asked) {
            return Ok(known.clone());
        }
        let versions = match keys {
            Keys::One(key) => self.store.present(&register.id, key)?.into_iter().collect(),
            Keys::Beginning(key) => self.store.present_under(&register.id, key)?,
        };
        let row =
            |version: Version| Ok((version.number, Arc::new(crate::row::read(register, &version.body)?)));
        let rows: Rows = versions.into_iter().map(row).collect::<Result<_>>()?;
        self.read.borrow_mut().insert(asked, rows.clone());
        Ok(rows)
    }

    /// Whether the batch leaves a row withdrawn.
    fn withdraws(&self, register: &str, number: u64) -> bool {
        let mine = self.planned.iter().rev().filter_map(|one| one.moved.as_ref());
        let last = mine.into_iter().find(|(of, at, _)| of == register && *at == number);
        last.is_some_and(|(.., row)| row.is_none())
    }

    /// What is implausible (存疑) is recorded only with a reason, and the reason with it, a row for each doubt.
    pub(super) fn check_plausible(&mut self) -> Result<()> {
        let doubts = std::mem::take(&mut self.doubts);
        if doubts.is_empty() || self.is_refused() {
            return Ok(());
        }
        let pack = self.pack();
        let Some(reason) = self.session.reason.clone() else {
            let sentence = format!("有{}处存疑，要写明理由才能记入", doubts.len());
            let finding = Finding::error("record.doubt", finding::Place::whole(""), sentence);
            self.findings
                .push(finding.hint("先核对；确实如此的，写上理由（--reason）再记一次，理由随数据进日志"));
            return Ok(());
        };
        let missing = || Error::damaged(format!("定义包里没有台账“{}”", Doubt::HOUSE.register));
        let register = pack.register(Doubt::HOUSE.register).ok_or_else(missing)?;
        for (name, number, finding) in doubts {
            let key = self.key_of(&pack, &name, number);
            let doubt = Doubt {
                register: name,
                key,
                sentence: finding.sentence,
                reason: reason.clone(),
                by: self.session.who.name().to_owned(),
                day: Some(self.today),
            };
            let row = crate::row::made(register, &doubt.write())?;
            self.following(|batch| batch.put(register, row, None, finding.place))?;
        }
        Ok(())
    }

    /// The key of a row of this batch, without what is sensitive in it.
    fn key_of(&self, pack: &Pack, register: &str, number: u64) -> String {
        let Some(register) = pack.register(register) else { return String::new() };
        let row = self.planned.iter().rev().find_map(|one| match &one.moved {
            Some((id, of, Some(row))) if *id == register.id && *of == number => Some(row),
            _ => None,
        });
        let sensitive = |name: &String| register.field(name).is_some_and(|(_, field)| field.sensitive);
        match row.and_then(|row| row.key(register)) {
            Some(key) if !register.key.iter().any(sensitive) => key,
            _ => format!("第{number}号"),
        }
    }
}
