//! The page as text.

use super::plan::{self, FORMS};
use super::{Row, UNNAMED};

const HEAD: &str = "\
# Mechanisms: which form carries which

Made by `cargo xtask mechanisms` from `xtask/mechanisms.toml` (the plan), the tags of the definitions in `packs/`
(`mechanisms = [\"S17\"]`) and the source text of the program; a test fails when this page is not what they say, when a row
has no definition or no example, or when too many mechanisms are named by the program.
";

const RULE: &str = "\
## When a line names a mechanism
A line of `crates/*/src` names a mechanism when it holds its number (`S17`) or the id or name of a definition tagged with
it: ids of several words also as an identifier (`legal_tutor`), names of four characters or more anywhere in a string,
shorter ones when they are a whole word of a string, ids of one word when they are a whole string. A definition tagged with
three mechanisms or more is common ground (学校, 会议, 办理步骤) and names none of them. Comments (and the examples of docstrings), tests
`crates/sample`, which makes the rows of a synthetic district, and `crates/chores` do not count: none of them decides anything.
";

/// The whole page.
pub fn page(rows: &[Row<'_>]) -> String {
    let unnamed = rows.iter().filter(|row| row.named.is_empty()).count();
    let mut text = format!(
        "{HEAD}\n**{unnamed} of {} mechanisms are named by no line of the program** (at least {UNNAMED} must be). {}\n\n",
        rows.len(),
        forms(rows),
    );
    text.push_str(
        "| S | 机制 | form | definitions | proved by | figures | figure from work | lines |\n|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        text.push_str(&line(row));
    }
    let still: Vec<&str> =
        rows.iter().filter(|row| row.moved.is_none()).map(|row| row.mechanism.number.as_str()).collect();
    text.push_str(&format!(
        "\n“Figure from work” is found by machine: rows of the mechanism's forms (of its registers, where it has no form) are taken out of the\n\
         sample, their days moved or emptied, their yes made a no, their numbers doubled, one at a time, until an indicator of the mechanism\n\
         comes out otherwise; where a reader would not see that, every second row is taken out. {} of {} move{}.\n",
        rows.len() - still.len(),
        rows.len(),
        if still.is_empty() { String::new() } else { format!("; not: {}", still.join(" ")) },
    ));
    text.push_str("\n## Settings and wishes\n| S | form | settings | wants |\n|---|---|---|---|\n");
    for row in rows {
        let mechanism = row.mechanism;
        text.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            mechanism.number,
            mechanism.form,
            mechanism.settings,
            mechanism.wants.as_deref().unwrap_or_default(),
        ));
    }
    text.push('\n');
    text.push_str(RULE);
    let named: Vec<&Row<'_>> = rows.iter().filter(|row| !row.named.is_empty()).collect();
    if !named.is_empty() {
        text.push_str("\nFiles whose lines do:\n");
        for row in named {
            let mut files: Vec<&str> = row.named.iter().map(|(path, _)| path.as_str()).collect();
            files.dedup();
            text.push_str(&format!("- {}: {}\n", row.mechanism.number, files.join(", ")));
        }
    }
    text
}

/// How many mechanisms each form carries, and how many of them have a definition of that form.
fn forms(rows: &[Row<'_>]) -> String {
    let mut counts = Vec::new();
    for (folder, _, form) in FORMS {
        let planned: Vec<&Row<'_>> = rows.iter().filter(|row| row.mechanism.form == form).collect();
        if !planned.is_empty() {
            let carried = planned.iter().filter(|row| carried(row, folder)).count();
            counts.push(format!("{} {carried}/{}", plan::both(form), planned.len()));
        }
    }
    format!("Mechanisms carried by the form that fits them, of those planned: {}.", counts.join(", "))
}

fn carried(row: &Row<'_>, folder: &str) -> bool {
    row.definitions.iter().any(|one| one.folder == folder)
        || row.files.iter().any(|file| file.contains(&format!("/{folder}/")))
}

fn line(row: &Row<'_>) -> String {
    let mut kinds = Vec::new();
    for (folder, _, form) in FORMS {
        let links =
            row.definitions
                .iter()
                .filter(|one| one.folder == folder)
                .map(|one| link(&one.id, &one.path))
                .chain(row.files.iter().filter(|file| file.contains(&format!("/{folder}/"))).map(|file| {
                    link(file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml"), file)
                }))
                .collect::<Vec<String>>();
        if !links.is_empty() {
            kinds.push(format!("{form} {}", links.join(" ")));
        }
    }
    let planned = plan::folder(&row.mechanism.form).is_some_and(|folder| carried(row, folder));
    let proof = row.proof.as_ref().map(|(id, name)| match row.examples {
        0 | 1 => format!("{id}：{name}"),
        more => format!("{id}：{name} (+{})", more - 1),
    });
    format!(
        "| {} | {} | {}{} | {} | {} | {} | {} | {} |\n",
        row.mechanism.number,
        row.mechanism.name,
        plan::both(&row.mechanism.form),
        if planned { "" } else { " (planned)" },
        kinds.join("<br>"),
        proof.unwrap_or_default(),
        if row.figures.is_empty() { "—".to_owned() } else { row.figures.join(" ") },
        row.moved.as_ref().map_or_else(|| "**nothing moves**".to_owned(), moved),
        row.named.len(),
    )
}

/// A change and what it moved.
fn moved(one: &super::Move) -> String {
    let more = match one.all - one.moved.len() {
        0 => String::new(),
        more => format!(" (+{more})"),
    };
    format!("{}：{}{more}", one.change, one.moved.join("；")).replace('|', "\\|")
}

fn link(name: &str, path: &str) -> String {
    format!("[{name}](../{path})")
}
