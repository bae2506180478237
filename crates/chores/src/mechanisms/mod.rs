//! `docs/mechanisms.md`: the 74 mechanisms, what carries each, and how many lines of the program name it.
//!
//! The plan says which form fits a mechanism; the definitions say by their tags which mechanism they serve; the program is
//! searched. Nothing in the page is typed by hand.

mod definitions;
mod moves;
mod naming;
mod page;
mod plan;

pub use definitions::entries;
use definitions::{Definition, Packs};
use moves::{District, Move};
use plan::Mechanism;
use std::path::Path;

/// Where the page stands.
const PAGE: &str = "docs/mechanisms.md";

/// How many mechanisms no line of the program may name: the promise of the house.
const UNNAMED: usize = 60;

/// Rooms that are not searched: the synthetic district, and the chores, which look at mechanisms and carry none.
const UNSEARCHED: [&str; 2] = ["chores", "sample"];

/// Mechanisms of which no figure moves yet when their work is changed. Any other that stands still breaks a promise, and so does
/// one of these that moves: it is to be taken out.
const STILL: [&str; 0] = [];

/// A definition that serves so many mechanisms is common ground (学校, 会议, 办理步骤) and names none of them.
const COMMON: usize = 3;

/// One row: a mechanism with all that carries it.
pub struct Row<'a> {
    /// The plan.
    mechanism: &'a Mechanism,
    /// Definitions tagged with it, forms of work first.
    definitions: Vec<&'a Definition>,
    /// Definition files without tags.
    files: &'a [String],
    /// The example that proves it: id and name.
    proof: Option<(String, String)>,
    /// How many examples its definitions have.
    examples: usize,
    /// Figures of the report, in order.
    figures: Vec<&'a str>,
    /// Lines of the program that name it: file and line.
    named: Vec<(String, usize)>,
    /// A change of its work and what moved.
    moved: Option<Move>,
}

/// Writes the page.
pub fn write(root: &Path) -> Result<(), String> {
    let (text, wrong) = made(root)?;
    std::fs::write(root.join(PAGE), text).map_err(|e| format!("{PAGE}: {e}"))?;
    told(wrong)
}

/// Says what is wrong with the page as it stands.
pub fn check(root: &Path) -> Result<(), String> {
    let (text, mut wrong) = made(root)?;
    let stands = std::fs::read_to_string(root.join(PAGE)).map_err(|e| format!("{PAGE}: {e}"))?;
    if stands != text {
        let line = stands.lines().zip(text.lines()).position(|(old, new)| old != new).unwrap_or(0) + 1;
        wrong.push(format!("{PAGE} is stale from line {line}: run `cargo xtask mechanisms`"));
    }
    told(wrong)
}

fn told(wrong: Vec<String>) -> Result<(), String> {
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The page, and everything that breaks a promise.
fn made(root: &Path) -> Result<(String, Vec<String>), String> {
    let text = std::fs::read_to_string(root.join("xtask/mechanisms.toml")).map_err(|e| e.to_string())?;
    let plan = plan::read(&text)?;
    let packs = definitions::read(root)?;
    let program = program(root)?;
    let district = District::read(root)?;
    let mut rows: Vec<Row<'_>> = plan.iter().map(|mechanism| row(mechanism, &packs, &program)).collect();
    for row in &mut rows {
        row.moved = district.moved(&row.mechanism.number);
    }
    let mut wrong = broken(&rows, &packs);
    for row in &rows {
        let number = row.mechanism.number.as_str();
        if row.moved.as_ref().is_some_and(|one| !one.seen) {
            wrong.push(format!("{number}: its work was changed and nothing that a reader sees moved"));
        }
        match (row.moved.is_some(), STILL.contains(&number)) {
            (false, false) => wrong.push(format!("{number}: its work was changed and no figure of it moved")),
            (true, true) => wrong.push(format!("{number}: moves now; take it out of STILL")),
            _ => {}
        }
    }
    wrong.extend(
        rows.iter()
            .flat_map(|row| row.files)
            .filter(|file| !root.join(file).is_file())
            .map(|file| format!("{file} is named in mechanisms.toml and is not there")),
    );
    Ok((page::page(&rows), wrong))
}

/// Every source file of the program: the rooms without those that are not searched, and without tests.
fn program(root: &Path) -> Result<Vec<naming::Source>, String> {
    let mut sources = Vec::new();
    for room in definitions::entries(&root.join("crates"))? {
        if !UNSEARCHED.contains(&room.as_str()) {
            walk(root, &format!("crates/{room}/src"), &mut sources)?;
        }
    }
    Ok(sources)
}

fn walk(root: &Path, folder: &str, sources: &mut Vec<naming::Source>) -> Result<(), String> {
    for name in definitions::entries(&root.join(folder))? {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            if name != "tests" {
                walk(root, &path, sources)?;
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = std::fs::read_to_string(root.join(&path)).map_err(|e| format!("{path}: {e}"))?;
            sources.push(naming::Source::read(path, &text));
        }
    }
    Ok(())
}

fn row<'a>(mechanism: &'a Mechanism, packs: &'a Packs, program: &[naming::Source]) -> Row<'a> {
    let serves = |definition: &&Definition| definition.mechanisms.contains(&mechanism.number);
    let mut definitions: Vec<&Definition> = packs.definitions.iter().filter(serves).collect();
    let own = plan::folder(&mechanism.form);
    let rank = |folder: &str| {
        plan::FORMS.iter().position(|(known, ..)| *known == folder).unwrap_or(plan::FORMS.len())
    };
    definitions.sort_by_key(|one| (own != Some(one.folder.as_str()), rank(&one.folder), one.path.clone()));
    let mut figures: Vec<&str> = definitions.iter().filter_map(|one| one.figure.as_deref()).collect();
    figures.sort_by_key(|figure| figure.trim_start_matches('F').parse().unwrap_or(0));
    figures.dedup();
    let mut names = naming::Names::of(&mechanism.number);
    for definition in definitions.iter().filter(|one| one.mechanisms.len() < COMMON) {
        names.definition(&definition.id, &definition.name);
    }
    let named = program
        .iter()
        .flat_map(|source| source.naming(&names).into_iter().map(|line| (source.path.clone(), line)))
        .collect();
    Row {
        mechanism,
        files: &mechanism.files,
        proof: mechanism.proof.clone().or_else(|| proof(&definitions, packs)),
        examples: definitions.iter().filter_map(|one| packs.examples.get(&one.id)).map(Vec::len).sum(),
        figures,
        named,
        definitions,
        moved: None,
    }
}

/// The first example in which something does not hold, of the form that fits if it can be; else the first example.
fn proof(definitions: &[&Definition], packs: &Packs) -> Option<(String, String)> {
    let all = || {
        definitions.iter().flat_map(|one| {
            packs.examples.get(&one.id).into_iter().flatten().map(move |example| (one, example))
        })
    };
    let (one, example) = all().find(|(_, example)| example.bites).or_else(|| all().next())?;
    Some((one.id.clone(), example.name.clone()))
}

/// Promises that the rows break.
fn broken(rows: &[Row<'_>], packs: &Packs) -> Vec<String> {
    let mut wrong = Vec::new();
    let numbers: Vec<String> = (1..=74).map(|number| format!("S{number:02}")).collect();
    if !rows.iter().map(|row| &row.mechanism.number).eq(&numbers) {
        wrong.push("mechanisms.toml must hold S01 to S74, each once".to_owned());
    }
    for definition in &packs.definitions {
        for tag in definition.mechanisms.iter().filter(|tag| !numbers.contains(tag)) {
            wrong.push(format!("{}: there is no mechanism {tag}", definition.path));
        }
    }
    for row in rows {
        let number = &row.mechanism.number;
        if plan::folder(&row.mechanism.form).is_none() {
            wrong.push(format!("{number}: there is no form {}", row.mechanism.form));
        }
        if row.definitions.is_empty() {
            wrong.push(format!("{number}: no definition carries it"));
        }
        match &row.proof {
            None => wrong.push(format!("{number}: no example proves it")),
            Some((id, name)) => {
                if !packs
                    .examples
                    .get(id)
                    .is_some_and(|list| list.iter().any(|example| example.name == *name))
                {
                    wrong.push(format!("{number}: the example {id} “{name}” is missing from the packs"));
                } else if !row.definitions.iter().any(|one| one.id == *id) {
                    wrong.push(format!(
                        "{number}: the example {id} belongs to a definition that does not carry it"
                    ));
                }
            }
        }
    }
    let unnamed = rows.iter().filter(|row| row.named.is_empty()).count();
    if unnamed < UNNAMED {
        wrong
            .push(format!("only {unnamed} of {} mechanisms are named by no line of the program", rows.len()));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    fn the_page_is_what_the_packs_and_the_program_say() {
        check(&root()).unwrap();
    }

    /// A plan and packs for one mechanism, and what is found wrong with them beside the 73 that are left out.
    fn wrong(proof: Option<(&str, &str)>, tags: &[&str], examples: &[&str], program: &str) -> Vec<String> {
        let mechanism = Mechanism {
            number: "S17".to_owned(),
            name: String::new(),
            form: "责".to_owned(),
            settings: String::new(),
            wants: None,
            files: Vec::new(),
            proof: proof.map(|(id, name)| (id.to_owned(), name.to_owned())),
        };
        let definition = |id: &str, tags: &[&str]| Definition {
            path: format!("packs/x/rosters/{id}.toml"),
            folder: "rosters".to_owned(),
            id: id.to_owned(),
            name: "法治副校长聘任".to_owned(),
            mechanisms: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            figure: None,
        };
        let example = |name: &&str| definitions::Example { name: (*name).to_owned(), bites: false };
        let packs = Packs {
            definitions: vec![definition("tutors", tags), definition("others", &["S18"])],
            examples: [("tutors", examples), ("others", &["甲"][..])]
                .map(|(id, list)| (id.to_owned(), list.iter().map(example).collect()))
                .into(),
        };
        let sources = [naming::Source::read("a.rs".to_owned(), program)];
        let rows = [row(&mechanism, &packs, &sources)];
        broken(&rows, &packs)
            .into_iter()
            .filter(|line| line.starts_with("S17") || line.contains("packs/"))
            .collect()
    }

    #[test]
    fn a_row_without_definition_or_example_is_told() {
        assert_eq!(wrong(None, &["S17"], &["够"], ""), [""; 0]);
        assert_eq!(
            wrong(None, &[], &["够"], ""),
            ["S17: no definition carries it", "S17: no example proves it"]
        );
        assert_eq!(wrong(None, &["S17"], &[], ""), ["S17: no example proves it"]);
        assert_eq!(
            wrong(Some(("tutors", "不够")), &["S17"], &["够"], ""),
            ["S17: the example tutors “不够” is missing from the packs"]
        );
        assert_eq!(
            wrong(Some(("others", "甲")), &["S17"], &["够"], ""),
            ["S17: the example others belongs to a definition that does not carry it"]
        );
        assert_eq!(
            wrong(None, &["S17", "S75"], &["够"], ""),
            ["packs/x/rosters/tutors.toml: there is no mechanism S75"]
        );
    }
}
