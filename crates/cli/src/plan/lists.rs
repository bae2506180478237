//! `duheng plan placement --list`: lists of children with disabilities held against the roll; who is not at school, and who may be under
//! another spelling. Nothing is written, and nobody's name is shown: lines of the files are.

use crate::read_document::documents;
use crate::shell::{Ending, Failure, print_json};
use office::{ListPerson, OnRoll, Tables, birth, on_roll, repeated};
use serde::Serialize;
use std::path::{Path, PathBuf};
use terminal::{say, table};

/// Columns of every list.
const NAME: &str = "姓名";
const BORN: &str = "出生日期";
/// Column that a list may have.
const NUMBER: &str = "证件号";

/// What a list comes to. Lines are those of its file and of the roll's; no name is among them.
#[derive(Serialize)]
struct Held {
    list: String,
    persons: usize,
    certain: usize,
    perhaps: Vec<Perhaps>,
    /// Lines of whom the roll has nobody.
    missing: Vec<u32>,
    /// Lines that name somebody again, each with the first that did.
    repeated: Vec<(u32, u32)>,
}

/// Somebody who may be on the roll: a person decides.
#[derive(Serialize)]
struct Perhaps {
    line: u32,
    roll: u32,
    why: &'static str,
}

/// Holds lists against a roll.
pub fn run(lists: &[PathBuf], roll: &Path, json: bool) -> Result<Ending, Failure> {
    let apart = documents()?;
    let roll = persons(roll, &crate::import::read(&roll.to_path_buf(), &apart, None)?)?;
    let mut all = Vec::new();
    for path in lists {
        let list = persons(path, &crate::import::read(path, &apart, None)?)?;
        all.push(held(named(path), &list, &roll));
    }
    let clean = all.iter().all(|one| one.perhaps.is_empty() && one.missing.is_empty());
    match json {
        true => print_json(&all)?,
        false => all.iter().for_each(tell),
    }
    Ok(if clean { Ending::Clean } else { Ending::Findings })
}

fn named(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The persons of a file; what is wrong with it names the line and not the person.
fn persons(path: &Path, read: &Tables) -> Result<Vec<ListPerson>, Failure> {
    let file = named(path);
    let Some(cells) = read.tables.first() else { return Err(format!("“{file}”里没有表")) };
    let column = |name: &str| cells.header.iter().position(|head| head.trim() == name);
    let needed = |name: &str| column(name).ok_or_else(|| format!("“{file}”的表头缺“{name}”"));
    let (name, born, number) = (needed(NAME)?, needed(BORN)?, column(NUMBER));
    let mut all = Vec::new();
    for line in &cells.lines {
        let cell = |at: usize| line.cells.get(at).map_or("", |cell| cell.trim());
        if line.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let wrong = || format!("“{file}”第{}行：姓名或出生日期没有填好", line.number);
        let born = birth(cell(born)).filter(|_| !cell(name).is_empty()).ok_or_else(wrong)?;
        let number = number.map_or("", cell).to_owned();
        all.push(ListPerson { line: line.number, name: cell(name).to_owned(), born, number });
    }
    Ok(all)
}

fn held(file: String, list: &[ListPerson], roll: &[ListPerson]) -> Held {
    let mut held = Held {
        list: file,
        persons: list.len(),
        certain: 0,
        perhaps: Vec::new(),
        missing: Vec::new(),
        repeated: repeated(list),
    };
    for (one, found) in list.iter().zip(on_roll(list, roll)) {
        match found {
            OnRoll::Certain(_) => held.certain += 1,
            OnRoll::Missing => held.missing.push(one.line),
            OnRoll::Perhaps(some) => held.perhaps.extend(some.into_iter().map(|(at, why)| Perhaps {
                line: one.line,
                roll: roll[at].line,
                why: why.word(),
            })),
        }
    }
    held
}

fn tell(one: &Held) {
    let perhaps = one.persons - one.certain - one.missing.len();
    say!(
        "{}：{}人，在读{}人，拿不准{perhaps}人，学籍里没有{}人",
        one.list,
        one.persons,
        one.certain,
        one.missing.len()
    );
    if !one.perhaps.is_empty() {
        let line = |one: &Perhaps| vec![one.line.to_string(), one.roll.to_string(), one.why.to_owned()];
        let rows: Vec<Vec<String>> = one.perhaps.iter().map(line).collect();
        say!("拿不准的由人定，程序不合并：\n{}", table(&["名册第几行", "学籍第几行", "为什么"], &rows));
    }
    if !one.missing.is_empty() {
        let lines: Vec<String> = one.missing.iter().map(ToString::to_string).collect();
        say!("学籍里没有的：名册第{}行", lines.join("、"));
    }
    for (line, first) in &one.repeated {
        say!("名册第{line}行与第{first}行是同一人");
    }
}
