//! The list of evidence (佐证材料清单): every file attached to a row behind a figure of the report, with its digest.

use crate::sources::Behind;
use define::house::Evidence;
use paper::{Align, Attachment, Body, Column, Rendition, Row, Run, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Id of the annex, and what it is called.
pub(crate) const ANNEX: &str = "evidence";
const TITLE: &str = "佐证材料清单";
/// Notes of figures that are named one by one.
const NAMED: usize = 6;
/// Rows that are named one by one.
const ROWS: usize = 3;

/// A file attached to a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// Name of the register of the row.
    pub register: String,
    /// Number of the row.
    pub row: u64,
    /// What the file is called.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// SM3 of its bytes, in hexadecimal.
    pub digest: String,
    /// The day on which it was attached: 2022-11-03.
    pub day: String,
    /// Who attached it.
    pub by: String,
}

/// What rests on one file.
struct Resting<'a> {
    file: &'a Attached,
    rows: BTreeSet<(&'a str, u64)>,
    notes: BTreeSet<usize>,
}

/// The annex: each file once, by its digest, with the notes of the figures that rest on it. None where no figure rests on any.
pub(crate) fn annex(attached: &[Attached], behind: &[Behind]) -> Option<Attachment> {
    let mut notes_of: BTreeMap<(&str, u64), BTreeSet<usize>> = BTreeMap::new();
    for (at, rows) in behind.iter().enumerate() {
        for (register, _, row) in rows {
            notes_of.entry((register, *row)).or_default().insert(at + 1);
        }
    }
    let mut files: BTreeMap<&str, Resting<'_>> = BTreeMap::new();
    for file in attached {
        let row = (file.register.as_str(), file.row);
        let Some(notes) = notes_of.get(&row) else { continue };
        let one = files.entry(&file.digest).or_insert_with(|| Resting {
            file,
            rows: BTreeSet::new(),
            notes: BTreeSet::new(),
        });
        one.rows.insert(row);
        one.notes.extend(notes);
    }
    if files.is_empty() {
        return None;
    }
    let mut all: Vec<Resting<'_>> = files.into_values().collect();
    all.sort_by_key(|one| (one.notes.first().copied(), one.file.day.clone(), one.file.name.clone()));
    let mut body = Body::default();
    let words = format!(
        "正文的数字背后有附件的记录，附有下列材料{}件；摘要为文件的 SM3 杂凑，材料存于数据目录。",
        all.len()
    );
    body.paragraph("evidence-of", vec![Run::text(words)]);
    body.table(table(&all));
    Some(Attachment { id: ANNEX.into(), title: TITLE.into(), body, from: Rendition::Marked })
}

fn table(all: &[Resting<'_>]) -> Table {
    let column = |width, align| Column { width, align };
    let row = |(at, one): (usize, &Resting<'_>)| {
        let file = one.file;
        let mut row = Row::of([
            (at + 1).to_string(),
            file.name.clone(),
            rows(&one.rows),
            file.day.clone(),
            file.by.clone(),
            file.digest.clone(),
        ]);
        row.cells.push(paper::Cell::new(notes(&one.notes)));
        row
    };
    Table {
        id: "evidence-table".into(),
        caption: None,
        columns: vec![
            column(2, Align::Center),
            column(6, Align::Left),
            column(5, Align::Left),
            column(4, Align::Left),
            column(3, Align::Left),
            column(8, Align::Left),
            column(4, Align::Left),
        ],
        head: vec![Row::of([
            "序号",
            Evidence::NAME.name,
            "所附记录",
            Evidence::DAY.name,
            Evidence::BY.name,
            Evidence::DIGEST.name,
            "支撑的数",
        ])],
        rows: all.iter().enumerate().map(row).collect(),
    }
}

/// The rows that have it: 台账 and numbers, the first of them by name.
fn rows(rows: &BTreeSet<(&str, u64)>) -> String {
    let named: Vec<String> =
        rows.iter().take(ROWS).map(|(register, row)| format!("“{register}”第{row}号")).collect();
    match rows.len() {
        few if few <= ROWS => named.join("、"),
        many => format!("{}等{many}行", named.join("、")),
    }
}

/// Marks that lead to the notes of figures.
fn notes(notes: &BTreeSet<usize>) -> Vec<Run> {
    let link =
        |number: &usize| Run::Link { text: format!("〔{number}〕"), target: format!("note-{number}") };
    let mut runs: Vec<Run> = notes.iter().take(NAMED).map(link).collect();
    if notes.len() > NAMED {
        runs.push(Run::text(format!("等{}处", notes.len())));
    }
    runs
}
