//! Names of the house's own registers and their fields stand in `define::house` and in packs, nowhere else.

use define::house::{DeviceCase, HOUSE, House};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where the names are declared.
const DECLARED: [&str; 2] = ["crates/define/src/house/", "crates/define/src/tables/words.rs"];
/// This file, which lists words.
const OWN: &str = "crates/chores/src/house.rs";

/// Crates that know no registers: a word of theirs that is a register's name as well is the word.
const STRANGERS: [&str; 6] = ["quantity", "claims", "formula", "paper", "proof", "finding"];

/// Crates that make rows as a clerk's files do, from the pack alone: what the house reads is tried against them.
const CLERKS: [&str; 2] = ["sample", "lab"];

/// Crates in which names of fields are looked for as well: those that read and write rows.
const READERS: [&str; 7] = ["define", "ledger", "assess", "report", "office", "store", "jobs"];

/// Words that are the same as a name and are not that name: where, which, why.
const WORDS: [(&str, &[&str], &str); 16] = [
    ("crates/assess/src/forms/duty/against.rs", &["原因", "理由"], "reasons that say nothing"),
    ("crates/assess/src/judge.rs", &["年度"], "a place in a sentence"),
    ("crates/cli/src/duties.rs", &["零报告", "延期"], "heads of columns that count"),
    ("crates/cli/src/notice.rs", &["通知"], "head of a column"),
    ("crates/define/src/tables", &["次"], "a unit"),
    (
        "crates/define/src/draft",
        &["类别", "责任单位", "序号", "名称"],
        "heads and words of an official table",
    ),
    ("crates/define/src/describe.rs", &["日期"], "a kind of field in words"),
    ("crates/define/src/forms.rs", &["期", "环", "抽取", "信号"], "what forms are called"),
    ("crates/define/src/load/loops.rs", &["步骤"], "what a finding speaks of"),
    ("crates/define/src/read.rs", &["日期"], "a type of TOML in words"),
    ("crates/ledger/src/loops/course.rs", &["依据"], "what a finding asks for"),
    ("crates/ledger/src/table/aside.rs", &["经办人", "说明"], "what begins a line of signatures or remarks"),
    ("crates/ledger/src/table/header.rs", &["序号", "序"], "columns that clerks keep for themselves"),
    ("crates/office/src/ask/notice/calls.rs", &["责任人", "方式", "家庭", "归属"], "heads of a printed list"),
    (
        "crates/report/src",
        &["年度", "区县", "序号", "正文", "原因", "依据", "学期", "规划"],
        "words of a report and its outline",
    ),
    ("crates/web/src", &["办理步骤", "零报告"], "words on pages"),
];

/// Every name that stands loose in the sources under `root`, and every exception that excepts nothing.
pub fn loose(root: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for room in std::fs::read_dir(root.join("crates")).map_err(|error| error.to_string())? {
        sources(&room.map_err(|error| error.to_string())?.path().join("src"), &mut files)?;
    }
    files.sort();
    let houses = || HOUSE.into_iter().chain([DeviceCase::HOUSE]);
    let registers: BTreeSet<&str> = HOUSE.iter().map(|house| house.register).collect();
    let fields: BTreeSet<&str> =
        houses().flat_map(|House { fields, .. }| fields).map(|field| field.name).collect();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let place = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let room = place.split('/').nth(1).unwrap_or_default();
        if DECLARED.iter().any(|declared| place.starts_with(declared))
            || place == OWN
            || STRANGERS.contains(&room)
            || CLERKS.contains(&room)
        {
            continue;
        }
        for (line, word) in literals(&text) {
            let is_name = registers.contains(word) || READERS.contains(&room) && fields.contains(word);
            if !is_name {
                continue;
            }
            match WORDS.iter().position(|(of, words, _)| place.starts_with(of) && words.contains(&word)) {
                Some(at) => {
                    used.insert((at, word.to_owned()));
                }
                None => wrong.push(format!("{place}:{line}: “{word}” belongs into define::house")),
            }
        }
    }
    for (at, (of, words, _)) in WORDS.iter().enumerate() {
        let idle = words.iter().filter(|word| !used.contains(&(at, (**word).to_owned())));
        wrong.extend(idle.map(|word| format!("{of}: the exception “{word}” excepts nothing")));
    }
    Ok(wrong)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The texts between quotation marks with their lines, comments left out. Names hold no escapes.
fn literals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(number, line)| line.split('"').skip(1).step_by(2).map(move |word| (number, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_the_house_stands_loose() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert_eq!(loose(&root).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_literal_is_found_and_a_comment_is_not() {
        let text = "// \"延期\"\nlet rows = records.all(\"延期\").filter(|one| one.text(\"形\") == id);\n";
        assert_eq!(literals(text).collect::<Vec<_>>(), [(2, "延期"), (2, "形")]);
    }
}
