//! Tables as files with what is said about them; acts and their text; differences; frames.

#![allow(clippy::disallowed_methods, reason = "test data are files beside the test")]

use define::{File, Pack, PackFiles, Register, check as check_pack};
use finding::{Finding, has_error};
use ledger::{
    Act, Change, ClosedValue, ErasedRow, Facts, Line, Medium, Origin, Pointed, Row, Table, Value, apply,
    check, difference, read_table, record, resolve,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod acts;
mod columns;
mod disguises;
mod duties;
mod flow;
mod letters;
mod listed;
mod loops;
mod roster;
mod signal;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn pack() -> Pack {
    let file = |path: &str| File::new(path, fs::read_to_string(tests().join("pack").join(path)).unwrap());
    let files = ["pack.toml", "registers/town.toml", "registers/kindergarten.toml"].map(file);
    let checked = check_pack(&[PackFiles::new("pack", files.to_vec())]);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    checked.pack.unwrap()
}

/// A table from lines of cells parted by `|`; lines `merged r c r c` before the header tell merged areas.
fn table(name: &str, text: &str) -> Table {
    let mut table =
        Table { source: name.to_string(), medium: Medium::Workbook, first_column: 1, ..Table::default() };
    let mut lines = text.lines().peekable();
    while let Some(area) = lines.peek().and_then(|line| line.strip_prefix("merged ")) {
        let ends: Vec<u32> = area.split(' ').map(|end| end.parse().unwrap()).collect();
        table.merged.push((ends[0], ends[1], ends[2], ends[3]));
        lines.next();
    }
    let mut rows = lines.enumerate().map(|(at, line)| Line {
        number: at as u32 + 1,
        cells: line.split('|').map(str::to_string).collect(),
        days: Vec::new(),
    });
    table.header_row = 1;
    table.header = rows.next().unwrap().cells;
    table.lines = rows.collect();
    table
}

#[test]
fn tables_are_read_whole_or_every_wrong_cell_is_told_with_its_address() {
    let pack = pack();
    let register = pack.register("幼儿园").unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(tests().join("tables")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        seen += 1;
        let table = table("表.csv", &fs::read_to_string(&path).unwrap());
        let reading = read_table(register, &table, Some("50"));
        let mut told: String = reading.findings.iter().map(|finding| format!("{finding}\n")).collect();
        for row in &reading.rows {
            let cells: Vec<String> = row
                .row
                .values
                .iter()
                .map(|cell| cell.as_ref().map_or(String::new(), Value::to_string))
                .collect();
            told += &format!("{}：{} = {}\n", row.number, row.key, cells.join("|"));
        }
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        assert_eq!(told, expected, "{}", path.display());
    }
    assert_eq!(seen, 6);
}

/// Towns of one code each, one of which two names share.
struct Towns;

impl Pointed for Towns {
    fn holds(&mut self, register: &str, field: &str, value: &str) -> bool {
        assert_eq!((register, field), ("镇街", "代码"));
        value == "500152001"
    }

    fn named(&mut self, _: &str, _: &str, name: &str) -> Vec<String> {
        match name {
            "桂林" => vec!["500152001".to_owned()],
            "柏梓" => vec!["500152101".to_owned(), "500152102".to_owned()],
            _ => Vec::new(),
        }
    }
}

#[test]
fn a_reference_to_a_row_that_is_not_there_is_told_at_its_cell_though_the_row_has_other_faults() {
    let pack = pack();
    let register = pack.register("幼儿园").unwrap();
    let text = "学年|标识码|在园幼儿|镇街\n2022|1150015201|3|500152001\n2022|1150015202|4|\n2022|1150015203|五|500152999\n\
                2022|1150015204|5|桂林\n2022|1150015205|5|柏梓";
    let table = table("表.csv", text);
    let mut reading = read_table(register, &table, Some("50"));
    let findings = resolve(register, &table, &mut reading, &mut Towns);
    let told: Vec<(String, &str)> = findings.iter().map(|one| (one.place.to_string(), one.code)).collect();
    assert_eq!(
        told,
        [
            ("表.csv D4".to_owned(), "import.cell.reference"),
            ("表.csv D5".to_owned(), "import.cell.named"),
            ("表.csv D6".to_owned(), "import.cell.reference"),
        ]
    );
    assert_eq!(findings[0].sentence, "“镇街”写的是“500152999”，台账“镇街”里没有这个代码");
    let town = reading.rows.iter().find(|read| read.number == 5).unwrap().row.values.last().unwrap().clone();
    assert_eq!(town, Some(Value::Text("500152001".to_owned())));
    assert_eq!((reading.seen, reading.refused()), (5, 1));
}
