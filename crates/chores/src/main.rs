//! Chores that look at the whole house: `cargo xtask VERB`.

mod cases;
mod claims;
#[cfg(test)]
mod commit_path;
mod declared;
mod edges;
mod house;
mod index;
mod mechanisms;
mod modules;
mod pages;
mod pictures;
mod readings;
mod samples;
mod source;
mod supply;
mod vocabulary;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().unwrap_or(root);
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["edges"] => edges::broken(&root).and_then(|wrong| match wrong.as_slice() {
            [] => Ok(()),
            some => Err(some.join("\n")),
        }),
        ["house"] => house::loose(&root).and_then(|wrong| match wrong.as_slice() {
            [] => Ok(()),
            some => Err(some.join("\n")),
        }),
        ["modules", crates @ ..] => modules::run(&root, crates),
        ["supply"] => supply::run(&root),
        ["sbom", file] => supply::write(&root, Path::new(file)),
        ["samples"] => samples::write(&root),
        ["mechanisms", "--check"] => mechanisms::check(&root),
        ["mechanisms"] => mechanisms::write(&root),
        ["index", "--check"] => index::check(&root),
        ["index"] => index::write(&root),
        ["pictures"] => pictures::make(&root),
        ["vocabulary"] => vocabulary::check(&root),
        ["claims", files @ ..] if !files.is_empty() => {
            claims::run(&files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>(), &root)
        }
        ["cases", folder] => cases::run(Path::new(folder)),
        ["files", folder] => cases::files(Path::new(folder), None, &root),
        ["files", folder, case] => cases::files(Path::new(folder), Some(case), &root),
        _ => {
            eprintln!("no such chore; cargo xtask lists them");
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
