//! The reader of claims measured on cases whose verdict is known.

use claims::corpus::{Case, measure, table};
use std::path::Path;
use std::time::Instant;

const HEAD: &str = "# How well claims are read\n\n\
Cases from published texts, each with the verdict that a person gave it. *Operands given*: the arithmetic alone, verdict and\n\
strength both as expected. *From the sentence*: the text is read without help; cases that are summaries and no quotations are\n\
not read so. A consistent claim that is not verified is one whose operands do not stand in the sentence.\n\
Made by `cargo xtask claims FILE`, FILE holding one case a line (`crates/claims/src/corpus.rs` has the fields).\n\n";

/// Reads the cases, prints the table and writes it to docs/claims.md.
pub fn run(file: &Path, root: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let case =
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", file.display(), number + 1))?;
        cases.push(case);
    }
    let start = Instant::now();
    let rows = measure(&cases);
    let shown = table(&rows);
    println!("{shown}\n{} cases in {:.0?}", cases.len(), start.elapsed());
    std::fs::write(root.join("docs/claims.md"), format!("{HEAD}{shown}")).map_err(|e| e.to_string())?;
    let accused =
        rows.iter().filter(|r| r.expected != "inconsistent" && r.alone.as_deref() == Some("inconsistent"));
    match accused.count() {
        0 => Ok(()),
        some => Err(format!("{some} wrong accusations")),
    }
}
