//! Chores of the repository: `cargo xtask VERB`.

mod cases;
mod claims;
mod edges;
mod mechanisms;
mod pages;
mod readings;
mod samples;

use std::path::Path;
use std::process::{Command, ExitCode};

const USAGE: &str = "cargo xtask VERB
  test         install what the tests need (Debian packages), then run all of them
  edges        hold every Cargo.toml against xtask/edges.toml
  notices      a notice to 50,000 households, the sender killed at 200 random points (DUHENG_SEED=n repeats a run)
  samples      write samples/tongnan-2022 anew
  mechanisms   write docs/mechanisms.md anew; with --check, say what is wrong with it
  pictures     make docs/screenshots anew: the pages and the first page of the report
  claims FILE  measure the reader of claims on the cases in FILE (JSON lines) and write docs/claims.md
  cases DIR    run the published test vectors and figures that lie in DIR";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let verb = std::env::args().nth(1);
    let outcome = match verb.as_deref() {
        Some("test") => test(&root),
        Some("edges") => edges::broken(&root).and_then(|wrong| match wrong.as_slice() {
            [] => Ok(()),
            some => Err(some.join("\n")),
        }),
        Some("notices") => notices(&root),
        Some("samples") => samples::write(&root),
        Some("mechanisms") if std::env::args().nth(2).as_deref() == Some("--check") => {
            mechanisms::check(&root)
        }
        Some("mechanisms") => mechanisms::write(&root),
        Some("pictures") => pictures(&root),
        Some("claims") => match std::env::args().nth(2) {
            Some(file) => claims::run(Path::new(&file), &root),
            None => Err(USAGE.to_owned()),
        },
        Some("cases") => match std::env::args().nth(2) {
            Some(folder) => cases::run(Path::new(&folder)),
            None => Err(USAGE.to_owned()),
        },
        _ => {
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

/// The programs that tests start, and the Debian packages that bring them.
const NEEDED: [(&str, &[&str]); 3] = [
    ("chromedriver", &["chromium", "chromium-driver", "fonts-noto-cjk"]),
    ("mosquitto_pub", &["mosquitto-clients"]),
    // Debian keeps it where only an administrator's path looks.
    ("/usr/sbin/mosquitto", &["mosquitto"]),
];

fn test(root: &Path) -> Result<(), String> {
    for (program, packages) in NEEDED {
        if Command::new(program).arg("--version").output().is_err() {
            println!("{program} is missing: installing {}", packages.join(" "));
            let update = run(Command::new("apt-get").arg("update").arg("-q"));
            let install = run(Command::new("apt-get")
                .args(["install", "-y", "-q", "--no-install-recommends"])
                .args(packages));
            update
                .and(install)
                .map_err(|e| format!("{e}\nInstall {} and run this again.", packages.join(" ")))?;
        }
    }
    run(Command::new(env!("CARGO")).args(["test", "--workspace"]).current_dir(root))
}

/// What a reader of README sees: pages in the browser, and the report as paper.
fn pictures(root: &Path) -> Result<(), String> {
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

/// The kill run at its full size, in a release build.
fn notices(root: &Path) -> Result<(), String> {
    let words = [
        "test",
        "--release",
        "-p",
        "cli",
        "--test",
        "it",
        "--",
        "--ignored",
        "--nocapture",
        "fifty_thousand",
    ];
    run(Command::new(env!("CARGO")).args(words).current_dir(root))
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
