//! Next year's pack drafted out of an official table (方案表): aspects, indicators, points, criteria, who answers. What the
//! table says is taken as it stands; what cannot be told from it is a finding, never a guess.

mod columns;
mod names;
mod table;
mod write;

use crate::{File, Pack};
use finding::{Finding, Place};
use quantity::Decimal;
use std::collections::BTreeSet;

/// Rows of text cells with the number that each has in its file, from the head of the table on.
pub type TableRows = Vec<(u32, Vec<String>)>;

/// What is to be drafted.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    /// Id of the new pack: `chongqing-2024`.
    pub id: &'w str,
    /// Its name.
    pub name: &'w str,
    /// The year that it evaluates.
    pub year: i32,
    /// The document that the table is of.
    pub document: &'w str,
}

/// A drafted pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its files, by their paths within its folder.
    pub files: Vec<File>,
    /// Every indicator of the table and every one that is no more, against last year's.
    pub crosswalk: Vec<Crossing>,
    /// What is unclear.
    pub findings: Vec<Finding>,
}

/// An indicator of the table against last year's (对照).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Its number now; none when it is no more.
    pub number: Option<u32>,
    /// Its name now, else its name of last year.
    pub name: String,
    /// Id, number and name of last year; none of a new one.
    pub before: Option<(String, Option<u32>, String)>,
    /// What is different: 分值 5→4.
    pub changes: Vec<String>,
}

/// An indicator as the table gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Item {
    row: u32,
    aspect: usize,
    name: String,
    points: Option<Decimal>,
    criteria: String,
    owner: String,
}

/// Drafts a pack that extends last year's: `old` as it was checked, `old_files` its definition files.
///
/// ```
/// use define::{File, PackFiles, Wanted, check, draft};
/// let files = vec![File::new("pack.toml", "id = \"p\"\nname = \"样例\"\nyear = 2022\n[[aspects]]\nid = \"A1\"\nname = \"投入\"\n")];
/// let old = check(&[PackFiles::new("p", files.clone())]).pack.unwrap();
/// let rows = [vec!["评价内容", "评价指标", "分值"], vec!["一、投入", "1.经费增长", "10分"]];
/// let rows = (1..).zip(rows.map(|row| row.into_iter().map(String::from).collect())).collect();
/// let wanted = Wanted { id: "p-2023", name: "样例（2023）", year: 2023, document: "样例文件" };
/// let draft = draft(&old, &files, &rows, &wanted);
/// assert_eq!((draft.crosswalk[0].number, draft.crosswalk[0].name.as_str()), (Some(1), "经费增长"));
/// assert_eq!(draft.findings[0].code, "draft.undefined");
/// ```
pub fn draft(old: &Pack, old_files: &[File], rows: &TableRows, wanted: &Wanted<'_>) -> Draft {
    let mut draft = Draft::default();
    let (aspects, items) = table::read(rows, &mut draft.findings);
    if items.is_empty() {
        return draft;
    }
    let matched = names::matched(old, &items, &mut draft.findings);
    draft.files.push(write::head(old, &aspects, wanted));
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    for (at, (item, before)) in items.iter().zip(&matched).enumerate() {
        let number = at as u32 + 1;
        let before = before.map(|position| &old.indicators[position]);
        kept.extend(before.map(|one| one.id.as_str()));
        draft.files.push(write::indicator(old_files, before, (number, item), wanted));
        if before.is_none() {
            let sentence = format!("“{}”是新的指标：怎样算、由哪些分项组成，还没有定义", item.name);
            let hint = "在它的文件里写 parts 或 formula；与去年的一条实为同一条的，改成那一条的标识";
            draft.findings.push(Finding::warning("draft.undefined", place(item.row), sentence).hint(hint));
        }
        draft.crosswalk.push(Crossing {
            number: Some(number),
            name: item.name.clone(),
            before: before.map(|one| (one.id.clone(), one.number, one.name.clone())),
            changes: before.map_or_else(Vec::new, |one| write::changes(old, &aspects, one, (number, item))),
        });
    }
    for gone in old.indicators.iter().filter(|one| one.number.is_some() && !kept.contains(one.id.as_str())) {
        draft.files.extend(write::without_number(old_files, gone));
        draft.crosswalk.push(Crossing {
            number: None,
            name: gone.name.clone(),
            before: Some((gone.id.clone(), gone.number, gone.name.clone())),
            changes: vec!["今年没有这一条".to_owned()],
        });
    }
    draft
}

fn place(row: u32) -> Place {
    Place::whole(format!("第{row}行"))
}
