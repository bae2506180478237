//! Trials: rows of the sample's work changed by hand; what the figures and the sentences say before and after, and what the
//! forms of work refuse.

mod double_reduction;
mod kindergartens;
mod leadership_law;
mod norms;
mod promises;
mod rechecks;
mod safety;
mod schools;
mod special_education;
mod taken_off;

use crate::shipped::sample;
use assess::{Assessor, Facts, Records, RowChange, Rows, Written};
use define::Date;
use ledger::{Row, read_cell};
use paper::Notes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Cells by field, as text; an empty text is an empty cell.
pub type Cells<'c> = &'c [(&'c str, &'c str)];

/// A change of rows of the sample.
#[derive(Clone, Copy, Debug)]
pub enum Edit<'e> {
    /// In every row of a register that holds the first cells, the second ones.
    Set(&'e str, Cells<'e>, Cells<'e>),
    /// Every row of a register that holds these cells is taken out.
    Remove(&'e str, Cells<'e>),
    /// A row more.
    Add(&'e str, Cells<'e>),
}

/// What moves with a change: indicators with what they print before and after (— when it cannot be told), words of the report
/// that were there and are no more, words that are there now, and the codes of what the forms and the checks of rows refuse.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trial<'t> {
    pub name: &'t str,
    pub edits: &'t [Edit<'t>],
    pub prints: &'t [(&'t str, &'t str, &'t str)],
    pub gone: &'t [&'t str],
    pub says: &'t [&'t str],
    pub refused: &'t [&'t str],
}

/// Runs trials; all that come out otherwise are told together.
pub fn run(trials: &[Trial<'_>]) {
    let mut before = printed(&[]);
    let mut wrong = Vec::new();
    for trial in trials {
        let mut after = printed(trial.edits);
        let mut hold = |right: bool, told: String| {
            if !right {
                wrong.push(format!("{}：{told}", trial.name));
            }
        };
        for (id, was, is) in trial.prints {
            for (state, shown, expected) in [("以前", &mut before, was), ("以后", &mut after, is)] {
                let found = shown.figure(id);
                hold(found == *expected, format!("{id}{state}应印“{expected}”，印的是“{found}”"));
            }
        }
        let (old, new) = match trial.gone.is_empty() && trial.says.is_empty() {
            true => (String::new(), String::new()),
            false => (before.text(), after.text()),
        };
        for words in trial.gone {
            hold(old.contains(words) && !new.contains(words), format!("“{words}”应当不见"));
        }
        for words in trial.says {
            hold(!old.contains(words) && new.contains(words), format!("报告应当写“{words}”"));
        }
        let refused = refused(trial.edits);
        hold(refused == trial.refused, format!("应拒绝{:?}，拒绝的是{refused:?}", trial.refused));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The sample's year as it is printed.
struct Printed {
    assessor: Assessor,
    rows: BTreeMap<String, Rows>,
}

impl Printed {
    /// What an indicator prints, by its id or its figure.
    fn figure(&mut self, id: &str) -> String {
        let known = |one: &&define::Indicator| one.id == id || one.figure.as_deref() == Some(id);
        let indicator = sample().pack.indicators.iter().find(known);
        let id = &indicator.unwrap_or_else(|| panic!("no indicator {id}")).id;
        let outcome = self.assessor.outcome(id, YEAR).unwrap_or_else(|| panic!("no outcome of {id}"));
        outcome.printed.clone().unwrap_or_else(|| "—".to_owned())
    }

    fn text(&mut self) -> String {
        let report = crate::shipped::written(&mut self.assessor, &self.rows, YEAR);
        paper::text(&report.document, Notes::Without)
    }
}

const YEAR: i32 = 2022;

/// The sample assessed, once.
fn whole() -> Assessor {
    static WHOLE: OnceLock<Mutex<Assessor>> = OnceLock::new();
    let whole = WHOLE.get_or_init(|| {
        let mut facts = Facts::new();
        for register in &sample().pack.registers {
            facts.add_rows(register, sample().rows.get(&register.name).cloned().unwrap_or_default());
        }
        let mut assessor = Assessor::new(sample().pack.clone(), facts);
        claims(&mut assessor, &sample().rows);
        assessor.assess(YEAR);
        Mutex::new(assessor)
    });
    whole.lock().unwrap().clone()
}

fn claims(assessor: &mut Assessor, rows: &BTreeMap<String, Rows>) {
    let pack = &sample().pack;
    assessor.leave_open(YEAR, assess::open_claims(pack, &Records::new(pack.clone(), rows.clone()), YEAR));
}

/// The sample with rows changed.
fn printed(edits: &[Edit<'_>]) -> Printed {
    let changes = changes(edits);
    let mut assessor = whole();
    let told = changes.iter().map(|((register, number), (before, after))| RowChange {
        register,
        number: *number,
        before: before.as_deref(),
        after: after.as_deref(),
    });
    assessor.follow(told);
    let rows = laid(&changes);
    claims(&mut assessor, &rows);
    Printed { assessor, rows }
}

/// What the forms say against the rows that were changed, as if they had just been written on the last day of the year.
fn refused(edits: &[Edit<'_>]) -> Vec<&'static str> {
    let (changes, pack) = (changes(edits), &sample().pack);
    let records = Records::new(pack.clone(), laid(&changes));
    let mut written = Written::default();
    for ((register, number), (before, after)) in &changes {
        if after.is_some() {
            written.put(register, *number);
        }
        if let Some(before) = before {
            written.before(register, *number, before.clone());
        }
    }
    let today = Date::new(YEAR, 12, 31).unwrap();
    let mine =
        assess::practices(pack).filter(|form| form.heeds(&written) && form.concerned(&records, &written));
    let mut codes: Vec<&'static str> =
        mine.flat_map(|form| form.against(&records, &written, today)).map(|finding| finding.code).collect();
    codes.extend(failed(&records, &changes).then_some(ROW_CHECK));
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// What the office says of a row that one of its register's checks refuses.
const ROW_CHECK: &str = "import.row.check";

/// Whether a check of grade error refuses any of the rows that were put.
fn failed(records: &Records, changes: &Changes) -> bool {
    let put =
        changes.iter().filter(|(_, (_, after))| after.is_some()).map(|((register, _), _)| register.clone());
    let assessor = records.checking(&put.collect());
    changes.iter().any(|((name, number), (_, after))| {
        let register = records.pack().register(name).unwrap();
        let year = after.as_ref().and_then(|row| row.year(register)).unwrap_or(YEAR);
        let frame = assessor.rows(name, year);
        let Some(at) = frame.and_then(|frame| frame.rows.iter().position(|row| row == number)) else {
            return false;
        };
        let checks = assessor.checks(name, year);
        let refuses = |check: usize| register.checks[check].grade == finding::Grade::Error;
        checks.iter().any(|(check, answers)| refuses(*check) && answers[at].truth() == quantity::Truth::No)
    })
}

/// Rows before and after by register and number.
type Changes = BTreeMap<(String, u64), (Option<Arc<Row>>, Option<Arc<Row>>)>;

fn changes(edits: &[Edit<'_>]) -> Changes {
    let mut changes = Changes::new();
    for edit in edits {
        match edit {
            Edit::Set(register, held, cells) => {
                for (number, row) in holding(register, held) {
                    changes.insert(
                        ((*register).to_owned(), number),
                        (Some(row.clone()), Some(with(register, &row, cells))),
                    );
                }
            }
            Edit::Remove(register, held) => {
                for (number, row) in holding(register, held) {
                    changes.insert(((*register).to_owned(), number), (Some(row), None));
                }
            }
            Edit::Add(register, cells) => {
                let definition =
                    sample().pack.register(register).unwrap_or_else(|| panic!("no register {register}"));
                let empty = Row { values: vec![None; definition.fields.len()] };
                let next = 1_000_000 + changes.len() as u64;
                changes.insert(((*register).to_owned(), next), (None, Some(with(register, &empty, cells))));
            }
        }
    }
    changes
}

/// Rows of the sample that hold these cells; at least one.
fn holding(register: &str, held: Cells<'_>) -> Vec<(u64, Arc<Row>)> {
    let definition = sample().pack.register(register).unwrap_or_else(|| panic!("no register {register}"));
    let holds = |row: &Row| {
        held.iter().all(|(field, text)| {
            let (at, _) = definition.field(field).unwrap_or_else(|| panic!("no field {field}"));
            row.values[at].as_ref().map(ToString::to_string).unwrap_or_default() == *text
        })
    };
    let rows = sample().rows.get(register).into_iter().flat_map(|rows| rows.iter());
    let found: Vec<_> = rows.filter(|(_, row)| holds(row)).cloned().collect();
    assert!(!found.is_empty(), "no row of {register} holds {held:?}");
    found
}

fn with(register: &str, row: &Row, cells: Cells<'_>) -> Arc<Row> {
    let definition = sample().pack.register(register).unwrap();
    let mut row = row.clone();
    for (field, text) in cells {
        let (at, field) = definition.field(field).unwrap_or_else(|| panic!("no field {field}"));
        row.values[at] = match text.is_empty() {
            true => None,
            false => {
                read_cell(field, text, Some("50")).unwrap_or_else(|fault| panic!("{}", fault.sentence)).0
            }
        };
    }
    Arc::new(row)
}

/// All rows with the changes laid over them.
fn laid(changes: &Changes) -> BTreeMap<String, Rows> {
    let mut rows = sample().rows.clone();
    for ((register, number), (_, after)) in changes {
        let kept = rows.entry(register.clone()).or_default();
        match after {
            Some(row) => drop(kept.put(*number, row.clone())),
            None => drop(kept.take(*number)),
        }
    }
    rows
}
