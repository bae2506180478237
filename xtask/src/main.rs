//! `cargo xtask VERB`: what is started from a fresh clone. It depends on nothing, so that its first line is there at once;
//! chores that need the house are in the crate `chores`, to which they are handed on.

mod commands;
mod readme;
mod test;

use commands::{cargo, run};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "cargo xtask VERB
  test             install what the tests need (Debian packages), then run all of them
  readme           run the commands of README.md in their order, as printed
  notices          a notice to 50,000 households, the sender killed at 200 random points (DUHENG_SEED=n repeats a run)
  hostile [DIR]    every hostile file, and those of DIR, through its door in a release build: fails beyond a bar
                   (DUHENG_ANEW=1 writes the table of docs/hostile.md)
and, of the crate chores:
  edges            hold every Cargo.toml against xtask/edges.toml
  house            hold the names of the house's registers to stand in define::house and packs alone
  modules [CRATE]  the modules of a crate and their arrows; of office and cli also as docs/modules/*.svg
  supply           hold every crate from elsewhere against deny.toml (source, checksum, licence); tell double versions
  sbom FILE        write the list of what is built in (CycloneDX JSON)
  samples          write samples/tongnan-2022 anew
  mechanisms       write docs/mechanisms.md anew; with --check, say what is wrong with it
  index            write packs/*/INDEX.md anew; with --check, say which is stale
  pictures         make docs/screenshots anew: the pages and the first page of the report
  vocabulary       tell every word for which GLOSSARY.md has another (xtask/vocabulary.toml)
  claims FILE…     measure the reader of claims on the cases in each FILE (JSON lines) and write docs/claims.md
  files DIR [CASE] import the files of DIR/cases (or one) into the sample district, each into a copy of its own, and write
                   docs/files.md
  cases DIR        run the published test vectors and figures that lie in DIR";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match words.first().map(String::as_str) {
        Some("test") => test::run(root),
        Some("readme") => readme::run(root),
        Some("notices") => notices(root),
        Some("hostile") => hostile(root, words.get(1)),
        Some(_) => run(cargo(root).args(["run", "--package", "chores", "--"]).args(&words)),
        None => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The kill run of the suite at its full size, in a release build.
fn notices(root: &Path) -> Result<(), String> {
    let mut tests = cargo(root);
    tests.args(["test", "--release", "-p", "cli", "--test", "it", "--", "--nocapture", "a_sender_killed"]);
    tests.env("DUHENG_HOUSEHOLDS", "50000").env("DUHENG_KILLS", "200");
    if std::env::var_os("DUHENG_SEED").is_none() {
        tests.env("DUHENG_SEED", "20221231");
    }
    run(&mut tests)
}

/// Hostile files in a release build, whose times mean something.
fn hostile(root: &Path, further: Option<&String>) -> Result<(), String> {
    let mut tests = cargo(root);
    tests.args(["test", "--release", "-p", "cli", "--test", "it", "--", "--nocapture", "every_hostile_file"]);
    if let Some(dir) = further {
        let dir = std::fs::canonicalize(dir).map_err(|error| format!("{dir}: {error}"))?;
        tests.env("DUHENG_HOSTILE", dir);
    }
    run(&mut tests)
}
