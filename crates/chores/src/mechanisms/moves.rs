//! What moves when the work of a mechanism is changed: for each mechanism a machine-made change of one row of its work, and the
//! indicators that came out otherwise; where one row is too little for what is printed, every second row is taken off. Nothing here
//! knows a mechanism; changes are tried until one moves something.

use assess::{Assessment, Assessor, Facts, RowChange, Rows};
use define::{FieldType, File, Form, Pack, PackFiles};
use ledger::{Row, Value, read_table};
use quantity::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The year of the sample.
const YEAR: i32 = 2022;
/// Rows of one register that are tried, spread over all of them, beside one for each word of a choice.
const ROWS: usize = 12;
/// Moved indicators that are told.
const TOLD: usize = 3;

/// A change that moved something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// What was done: 删去“演练”一行.
    pub change: String,
    /// Names of the indicators that moved, those with a figure first, with how each was printed before and after.
    pub moved: Vec<String>,
    /// How many did.
    pub all: usize,
    /// Whether a reader sees it: a print, a verdict or a sentence moved, and not a value behind them alone.
    pub seen: bool,
}

/// The sample district under the shipped packs.
pub struct District {
    pack: Arc<Pack>,
    rows: BTreeMap<String, Rows>,
    assessor: Assessor,
    before: Assessment,
}

impl District {
    /// Reads packs and sample.
    pub fn read(root: &Path) -> Result<District, String> {
        let packs = ["base", "chongqing-2023"].map(|id| {
            let mut files = Vec::new();
            gather(&root.join("packs").join(id), "", &mut files).map(|()| PackFiles::new(id, files))
        });
        let packs = packs.into_iter().collect::<Result<Vec<_>, String>>()?;
        let checked = define::check(&packs);
        let pack = Arc::new(checked.pack.ok_or("the packs cannot be read")?);
        let mut rows: BTreeMap<String, Rows> = BTreeMap::new();
        let mut number = 0;
        for file in sample::district(&sample::Spec::tongnan_2022()) {
            let Some(register) = pack.register(&file.register) else { continue };
            let of = rows.entry(file.register.clone()).or_default();
            for table in reader::tables(&file.name, file.text.as_bytes(), None).tables {
                for read in read_table(register, &table, None).rows {
                    number += 1;
                    of.put(number, Arc::new(read.row));
                }
            }
        }
        let mut facts = Facts::new();
        for (name, rows) in &rows {
            if let Some(register) = pack.register(name) {
                facts.add_rows(register, rows.clone());
            }
        }
        let mut assessor = Assessor::new(pack.clone(), facts);
        let before = assessor.assess(YEAR);
        Ok(District { pack, rows, assessor, before })
    }

    /// The first change of the work of a mechanism that moves an indicator of it, one that a reader sees where there is any.
    pub fn moved(&self, mechanism: &str) -> Option<Move> {
        let serves = |tags: &[String]| tags.iter().any(|tag| tag == mechanism);
        let indicators = self.pack.indicators.iter().filter(|one| serves(&one.mechanisms));
        let own: BTreeSet<&str> = indicators.map(|one| one.id.as_str()).collect();
        let forms: Vec<&dyn Form> =
            self.pack.forms.all().filter(|form| serves(&form.head().mechanisms)).collect();
        // Work lies in the forms where there are any; only without them in the registers themselves.
        let mut works: Vec<(String, Option<String>)> = Vec::new();
        for form in &forms {
            let steps = form
                .house()
                .into_iter()
                .map(|house| (house.register.to_owned(), Some(form.head().id.clone())));
            works.extend(form.names().into_iter().map(|(register, _)| (register.text.clone(), None)));
            works.extend(steps);
        }
        if works.is_empty() {
            let tagged = self.pack.registers.iter().filter(|register| serves(&register.mechanisms));
            works.extend(tagged.map(|register| (register.name.clone(), None)));
        }
        let first = works.iter().find_map(|(register, of)| self.first(register, of.as_deref(), &own))?;
        if first.seen {
            return Some(first);
        }
        let halves = || works.iter().find_map(|(register, of)| self.half(register, of.as_deref(), &own));
        Some(halves().unwrap_or(first))
    }

    /// Rows of a register that name a form, or all of them.
    fn rows_of(&self, name: &str, of: Option<&str>) -> Vec<&(u64, Arc<Row>)> {
        let names =
            |row: &Row| row.values.iter().flatten().any(|value| Some(value.to_string().as_str()) == of);
        let rows = self.rows.get(name).into_iter().flat_map(|rows| rows.iter());
        rows.filter(|(_, row)| of.is_none() || names(row)).collect()
    }

    /// Every second row taken off, where that moves something that a reader sees.
    fn half(&self, name: &str, of: Option<&str>, own: &BTreeSet<&str>) -> Option<Move> {
        let rows = self.rows_of(name, of);
        let gone = rows.iter().step_by(2);
        let changes = gone.map(|(number, row)| RowChange {
            register: name,
            number: *number,
            before: Some(row),
            after: None,
        });
        let mut trial = self.assessor.clone();
        trial.follow(changes.collect::<Vec<_>>());
        self.told(format!("“{name}”隔一行删去一行"), &mut trial, own).filter(|one| one.seen)
    }

    /// A change with what it moved; none when nothing.
    fn told(&self, change: String, trial: &mut Assessor, own: &BTreeSet<&str>) -> Option<Move> {
        let mut moved = self.differs(trial, own);
        let seen = moved.iter().any(|(seen, _)| *seen);
        moved.retain(|(one, _)| *one == seen);
        let all = moved.len();
        let moved: Vec<String> = moved.into_iter().take(TOLD).map(|(_, told)| told).collect();
        (all > 0).then_some(Move { change, moved, all, seen })
    }

    /// The first change of rows of a register that moves one of these indicators; `of` leaves only rows that name a form.
    fn first(&self, name: &str, of: Option<&str>, own: &BTreeSet<&str>) -> Option<Move> {
        let register = self.pack.register(name)?;
        let rows = self.rows_of(name, of);
        for (number, row) in chosen(register, &rows).into_iter().map(|one| (one.0, &one.1)) {
            for (told, after) in changes(register, row) {
                let mut trial = self.assessor.clone();
                let one = RowChange { register: name, number, before: Some(row), after: after.as_ref() };
                let touched = trial.follow([one]).outcomes;
                if !touched.iter().any(|(id, year)| *year == YEAR && own.contains(id.as_str())) {
                    continue;
                }
                if let Some(moved) = self.told(format!("“{name}”{told}"), &mut trial, own) {
                    return Some(moved);
                }
            }
        }
        None
    }

    /// The indicators that came out otherwise, in value, verdict or sentence, each with whether a reader sees it.
    fn differs(&self, after: &mut Assessor, own: &BTreeSet<&str>) -> Vec<(bool, String)> {
        let before = self.before.outcomes.iter().filter(|was| own.contains(was.id.as_str()));
        let pairs = before.filter_map(|was| Some((was.clone(), after.outcome(&was.id, YEAR)?)));
        let mut moved: Vec<(bool, bool, String)> = pairs
            .filter(|(was, is)| {
                (&was.printed, &was.value, was.verdict, &was.sentence, &was.problem)
                    != (&is.printed, &is.value, is.verdict, &is.sentence, &is.problem)
            })
            .map(|(was, is)| {
                let said =
                    |one: &assess::Outcome| one.printed.clone().unwrap_or_else(|| "不能得出".to_owned());
                let figure = was.figure.as_deref().map(|figure| format!("{figure} ")).unwrap_or_default();
                let verdict = match (was.verdict, is.verdict) {
                    (Some(was), Some(is)) if was != is => format!("，{}→{}", was.label(), is.label()),
                    _ => String::new(),
                };
                let seen = (&was.printed, was.verdict, &was.sentence, &was.problem)
                    != (&is.printed, is.verdict, &is.sentence, &is.problem);
                (
                    was.figure.is_none(),
                    seen,
                    format!("{figure}{} {}→{}{verdict}", was.name, said(&was), said(&is)),
                )
            })
            .collect();
        moved.sort();
        moved.into_iter().map(|(_, seen, told)| (seen, told)).collect()
    }
}

/// Rows that are tried: some spread over all of them, then one more for every word that a field may choose.
fn chosen<'r>(register: &define::Register, rows: &[&'r (u64, Arc<Row>)]) -> Vec<&'r (u64, Arc<Row>)> {
    let step = rows.len().div_ceil(ROWS).max(1);
    let mut chosen: Vec<_> = rows.iter().rev().step_by(step).copied().collect();
    for (at, field) in register.fields.iter().enumerate() {
        let FieldType::Choice(words) = &field.kind else { continue };
        for word in words {
            let says = |row: &Row| row.values[at].as_ref().is_some_and(|value| value.to_string() == *word);
            let one = rows.iter().rfind(|(_, row)| says(row));
            chosen.extend(one.filter(|one| !chosen.iter().any(|known| known.0 == one.0)));
        }
    }
    chosen
}

/// Changes of a row: gone; each day gone, a year later; each yes a no; each number doubled.
fn changes(register: &define::Register, row: &Row) -> Vec<(String, Option<Row>)> {
    let mut all = vec![("删去一行".to_owned(), None)];
    for (at, field) in register.fields.iter().enumerate() {
        let key = register.key.contains(&field.name) || register.period_field.as_deref() == Some(&field.name);
        let other = |value: Option<Value>| {
            let mut changed = row.clone();
            changed.values[at] = value;
            Some(changed)
        };
        match &row.values[at] {
            Some(Value::Date(day)) if !key => {
                let later = define::Date::new(day.year + 1, day.month, day.day.min(28));
                all.push((format!("一行的{}晚一年", field.name), other(later.map(Value::Date))));
                all.push((format!("一行的{}清空", field.name), other(None)));
            }
            Some(Value::Boolean(yes)) => {
                all.push((
                    format!("一行的{}改为{}", field.name, if *yes { "否" } else { "是" }),
                    other(Some(Value::Boolean(!yes))),
                ));
            }
            Some(Value::Number(number)) if !key => {
                let doubled = number.checked_mul(&Decimal::from(2)).map(Value::Number);
                all.push((format!("一行的{}加倍", field.name), other(doubled)));
            }
            _ => {}
        }
    }
    all
}

fn gather(folder: &Path, inner: &str, files: &mut Vec<File>) -> Result<(), String> {
    for name in super::definitions::entries(folder)? {
        let path = if inner.is_empty() { name.clone() } else { format!("{inner}/{name}") };
        if folder.join(&name).is_dir() {
            gather(&folder.join(&name), &path, files)?;
        } else {
            let text =
                std::fs::read_to_string(folder.join(&name)).map_err(|error| format!("{path}: {error}"))?;
            files.push(File::new(path, text));
        }
    }
    Ok(())
}
