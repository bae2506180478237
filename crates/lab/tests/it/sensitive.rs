//! No sensitive cell of any shipped register is in anything that is said about it: every field, every kind of fault, every
//! door by which a cell comes in.

use crate::{Folder, packs};
use define::Form as _;
use define::{Field, FieldType, Pack, Register};
use lab::BuiltIn;
use office::{Clock, Finding, Given, ImportOptions, Machine, Office, Session, Shelf, Via, Who};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const PACK: &str = "chongqing-2023";

/// 2022-12-30T08:00:00+08:00, for ever.
struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        1_672_358_400_000
    }
}

struct Tried {
    office: Office,
    pack: Arc<Pack>,
    me: Session,
    _folder: Folder,
}

impl Tried {
    fn new() -> Tried {
        let (folder, files) = (Folder::new("sensitive"), packs());
        let dir = folder.0.join("district");
        let office =
            Office::init_with(&dir, PACK, &files, Box::new(Still), Box::new(Machine), &Shelf::default())
                .unwrap();
        let pack = BuiltIn { id: PACK, files: &files }.checked().unwrap();
        let me = office.session(Who::Person("样例人员".to_owned()), Via::Command);
        Tried { office, pack, me, _folder: folder }
    }

    /// All that an import says, or `""` when it does not even refuse.
    fn import(&self, register: &Register, tables: &[String]) -> String {
        let files: Vec<(String, Vec<u8>)> = tables
            .iter()
            .enumerate()
            .map(|(at, text)| (format!("{}-{at}.csv", register.name), text.clone().into_bytes()))
            .collect();
        let options =
            ImportOptions { register: Some(register.id.clone()), dry_run: true, ..ImportOptions::default() };
        match self.office.import(&self.me, &files, &options, &mut |_| {}) {
            Ok(outcome) => said(&outcome.findings),
            Err(error) => error.to_string(),
        }
    }
}

fn said(findings: &[Finding]) -> String {
    let shown = findings.iter().map(|finding| format!("{finding}\n{finding:?}\n"));
    shown.collect::<String>() + &serde_json::to_string(findings).unwrap()
}

/// What must be in no answer: the cell itself, and the digits that follow from it when it is long enough to tell.
fn tells(said: &str, cell: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = digits(cell);
    let own = own.trim_matches('0');
    let cell = cell.trim();
    cell.chars().count() > 1 && said.contains(cell)
        || own.len() >= 6
            && said
                .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
                .any(|run| digits(run).contains(own))
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let head = line(header.iter().map(|name| quoted(name)).collect());
    head + &rows.iter().map(|row| line(row.iter().map(|cell| quoted(cell)).collect())).collect::<String>()
}

/// A cell that its field takes.
fn good(field: &Field) -> String {
    match &field.kind {
        FieldType::Text | FieldType::Ref { .. } | FieldType::Code { .. } => "样例".to_owned(),
        FieldType::Integer | FieldType::Decimal | FieldType::Money if field.unit.to_string() == "%" => {
            "50%".to_owned()
        }
        FieldType::Integer | FieldType::Decimal | FieldType::Money => {
            field.min.as_ref().map_or("1".to_owned(), ToString::to_string)
        }
        FieldType::Date => "2022-03-01".to_owned(),
        FieldType::Boolean => "是".to_owned(),
        FieldType::Choice(choices) => choices[0].clone(),
    }
}

/// Cells that tell something, right and wrong in every way of every kind of field.
fn secrets() -> Vec<String> {
    let long = "密".repeat(4_001);
    let known = [
        "王秘密13800001111",
        "51022319880808123X",
        "510223198808081239",
        "5102231988080812",
        "98765.4321",
        "-87654321",
        "0.987654",
        "76.54321%",
        "1e99",
        "九万八千七百",
        "170141183460469231731687303715884105727",
        "1,98,7654",
        "1988-08-08",
        "1988年13月08日",
        "9988-12-31",
        "王某\u{1b}[2J某某",
        "王\n某某",
        "是的是的",
    ];
    known.iter().map(|text| (*text).to_owned()).chain([long]).collect()
}

/// Every table of one register that goes wrong around a cell of one of its fields.
fn tables(register: &Register, at: usize, cell: &str) -> Vec<Vec<String>> {
    let header: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
    let mut row: Vec<String> = register.fields.iter().map(good).collect();
    row[at] = cell.to_owned();
    let with = |place: usize, other: &str| {
        let mut row = row.clone();
        row[place] = other.to_owned();
        row
    };
    let mut made =
        vec![vec![table(&header, &[row.clone()])], vec![table(&header, &[row.clone(), row.clone()])]];
    for other in (0..row.len()).filter(|other| *other != at) {
        let wrong = ["坏\u{7}坏", "", "-1", "2099-01-01"][other % 4];
        made.push(vec![table(&header, &[with(other, wrong)])]);
    }
    let other = usize::from(at == 0);
    let changed = with(other, "乙");
    made.push(vec![
        table(&header, std::slice::from_ref(&row)),
        table(&header, std::slice::from_ref(&changed)),
    ]);
    made.push(vec![table(&header, &[row.clone(), changed])]);
    let outside: Vec<String> = row.iter().cloned().chain([cell.to_owned()]).collect();
    made.push(vec![table(&header, &[outside])]);
    made.push(vec![table(&header[..at + 1], &[row[..=at].to_vec()])]);
    let twice: Vec<&str> = header.iter().copied().chain([header[at]]).collect();
    made.push(vec![table(&twice, &[row.iter().cloned().chain([cell.to_owned()]).collect()])]);
    made
}

/// Positions of a register's sensitive fields.
fn columns(register: &Register) -> Vec<usize> {
    let found = register.fields.iter().enumerate().filter(|(_, field)| field.sensitive);
    found.map(|(at, _)| at).collect()
}

fn sensitive(pack: &Pack) -> Vec<(&Register, usize)> {
    pack.registers.iter().flat_map(|one| columns(one).into_iter().map(move |at| (one, at))).collect()
}

#[test]
fn no_fault_of_any_kind_tells_a_sensitive_cell() {
    let tried = Tried::new();
    let fields = sensitive(&tried.pack);
    assert!(fields.len() >= 30, "the packs have {} sensitive fields", fields.len());
    let mut codes: BTreeSet<String> = BTreeSet::new();
    for (register, at) in fields {
        for cell in secrets() {
            let mut answers: Vec<String> =
                tables(register, at, &cell).iter().map(|files| tried.import(register, files)).collect();
            let cells: Vec<(String, String)> = register
                .fields
                .iter()
                .enumerate()
                .map(|(other, field)| {
                    (field.name.clone(), if other == at { cell.clone() } else { good(field) })
                })
                .collect();
            let given = Given { register: register.name.clone(), cells };
            answers.push(said(&tried.office.record(&tried.me, &[given]).unwrap().findings));
            let place = register.key.iter().position(|name| *name == register.fields[at].name);
            if let Some(place) = place {
                let parts: Vec<&str> =
                    (0..register.key.len()).map(|n| if n == place { &cell } else { "1" }).collect();
                let gone = tried.office.withdraw(&tried.me, &register.name, &parts.join("/"), "").unwrap();
                answers.push(said(&gone.findings));
            }
            for answer in answers {
                assert!(!tells(&answer, &cell), "{}.{}: {answer}", register.name, register.fields[at].name);
                codes.extend(
                    answer
                        .split("\"code\":\"")
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next())
                        .map(str::to_owned),
                );
            }
        }
    }
    for code in [
        "import.cell.control",
        "import.cell.too-long",
        "import.cell.reference",
        "import.cell.not-a-number",
        "import.cell.not-a-date",
        "import.cell.not-a-choice",
        "import.cell.outside",
        "import.header.duplicate",
        "import.header.missing",
        "import.key-duplicate",
        "import.cell.missing",
        "act.row-missing",
        "act.reason",
    ] {
        assert!(codes.contains(code), "{code} was never said; said were {codes:?}");
    }
}

/// The sample's rows, good as they are, spoiled column by column: what the checks of rows and the forms of work then say
/// tells nothing of the sensitive cells in them.
#[test]
fn neither_do_the_checks_of_rows_and_forms_of_work() {
    let tried = Tried::new();
    let spec = sample::Spec::shaped(1);
    let mut files: BTreeMap<String, sample::File> =
        sample::district(&spec).into_iter().map(|file| (file.register.clone(), file)).collect();
    for day in sample::year(&spec) {
        for file in day.files {
            files.entry(file.register.clone()).or_insert(file);
        }
    }
    let (mut wanted, mut next): (BTreeSet<String>, Vec<String>) = Default::default();
    next.extend(sensitive(&tried.pack).iter().map(|(register, _)| register.name.clone()));
    // A case is taken in together with its steps, and steps with the cases of every loop.
    for one in &tried.pack.forms.loops {
        next.extend(one.names().into_iter().map(|(register, _)| register.text.clone()));
    }
    next.push("办理步骤".to_owned());
    while let Some(name) = next.pop() {
        let Some(register) = tried.pack.register(&name).filter(|_| wanted.insert(name.clone())) else {
            continue;
        };
        for field in &register.fields {
            if let FieldType::Ref { register: to, .. } = &field.kind {
                next.push(to.clone());
            }
        }
    }
    let input: Vec<(String, Vec<u8>)> = wanted
        .iter()
        .filter_map(|name| files.get(name))
        .map(|file| (file.name.clone(), file.text.clone().into_bytes()))
        .collect();
    // What is implausible in a shape of the sample is not the matter here.
    let me = tried.me.clone().because(Some("样例"));
    let outcome = tried.office.import(&me, &input, &ImportOptions::default(), &mut |_| {}).unwrap();
    assert!(outcome.recorded, "{}", said(&outcome.findings));
    let (mut spoiled, mut refused) = (0, 0);
    for register in &tried.pack.registers {
        let columns = columns(register);
        let Some(file) = files.get(&register.name).filter(|_| !columns.is_empty()) else { continue };
        let (header, mut rows) = file.cells();
        rows.truncate(6);
        let secret: BTreeSet<&str> = header
            .iter()
            .enumerate()
            .filter(|(_, name)| columns.iter().any(|at| register.fields[*at].name == **name))
            .flat_map(|(column, _)| rows.iter().map(move |row| row[column].as_str()))
            .filter(|cell| !matches!(*cell, "" | "是" | "否"))
            .filter(|cell| {
                !register
                    .fields
                    .iter()
                    .any(|f| matches!(&f.kind, FieldType::Choice(c) if c.iter().any(|one| one == cell)))
            })
            .collect();
        for column in 0..header.len() {
            for wrong in ["", "1900-01-01", "2098-12-31", "99999999", "否", rows[0][column].as_str()] {
                let changed: Vec<Vec<String>> = rows
                    .iter()
                    .map(|row| {
                        let mut row = row.clone();
                        row[column] = wrong.to_owned();
                        row
                    })
                    .collect();
                let answer = tried.import(register, &[table(&header, &changed)]);
                spoiled += 1;
                refused += usize::from(answer.contains("\"grade\":\"error\""));
                for cell in &secret {
                    assert!(!tells(&answer, cell), "{}: {answer}", register.name);
                }
            }
        }
    }
    assert!(spoiled > 300 && refused > 150, "{spoiled} tables, {refused} refused");
}
