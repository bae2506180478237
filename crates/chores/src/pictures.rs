//! What a reader of README sees: pages in the browser, and the report as paper.

use crate::pages;
use std::path::Path;
use std::process::Command;

/// Makes docs/screenshots anew.
pub fn make(root: &Path) -> Result<(), String> {
    let work = root.join("target/pictures");
    std::fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    let demo = work.join("demo");
    if demo.exists() {
        std::fs::remove_dir_all(&demo).map_err(|error| error.to_string())?;
    }
    let cargo = || {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(root);
        command
    };
    run(cargo().args(["run", "--release", "--", "demo", "--once"]).arg(&demo))?;
    run(cargo().args(["run", "--release", "--package", "browser", "--bin", "screenshots"]))?;
    let picture = pages::picture(&demo.join("report/自评报告.docx"), &root.join("docs/screenshots"), &work)?;
    println!("{}", picture.display());
    Ok(())
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
