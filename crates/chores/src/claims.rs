//! The reader of claims measured on cases whose verdict is known.

use claims::corpus::{Case, Row, measure, table};
use std::path::Path;
use std::time::Instant;

const HEAD: &str = "# How well claims are read\n\n\
Cases from published texts, each with the verdict that a person gave it; one table for each file of cases.\n\
*Operands given*: the arithmetic alone, verdict and strength both as expected. The other columns are of *decidable* cases:\n\
quotations whose words hold all numbers of the claim; the text is read without help. *Verified*: called consistent by the\n\
numbers that the person named; *by other numbers*: called consistent, but by accident. *Wrongly accused* counts all\n\
contradictions told anywhere in the words that are none. *Planted*: each verified claim is read again with its printed result\n\
12 % higher, then 12 % lower, where that contradicts its operands; *called right* are those still verified, by whatever numbers.\n\n\
What is not verified although decidable, and which errors are not found, stands below each table. A sum whose words do not\n\
say that the parts are all there is can only be found wrong when the parts exceed it.\n\n\
Made by `cargo xtask claims FILE…`, each FILE holding one case a line (`crates/claims/src/corpus` has the fields).\n";

/// Reads the cases of each file, prints the tables and writes them to docs/claims.md.
pub fn run(files: &[String], root: &Path) -> Result<(), String> {
    let mut page = HEAD.to_owned();
    let mut accused = 0;
    for file in files {
        let start = Instant::now();
        let rows = measured(Path::new(file))?;
        let name = Path::new(file).file_stem().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let shown = table(&rows);
        println!("{name}\n{shown}\n{} cases in {:.0?}\n", rows.len(), start.elapsed());
        page.push_str(&format!("\n## {name}\n\n{shown}"));
        accused += rows.iter().map(|row| row.accused.len()).sum::<usize>();
    }
    std::fs::write(root.join("docs/claims.md"), page).map_err(|e| e.to_string())?;
    match accused {
        0 => Ok(()),
        some => Err(format!("{some} wrong accusations")),
    }
}

fn measured(file: &Path) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let case =
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", file.display(), number + 1))?;
        cases.push(case);
    }
    Ok(measure(&cases))
}
