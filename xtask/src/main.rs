//! Chores of the repository: `cargo xtask VERB`.

mod edges;

use std::path::Path;
use std::process::{Command, ExitCode};

const USAGE: &str = "cargo xtask VERB
  test         install what the tests need (Debian packages), then run all of them
  edges        hold every Cargo.toml against xtask/edges.toml";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let verb = std::env::args().nth(1);
    let outcome = match verb.as_deref() {
        Some("test") => test(&root),
        Some("edges") => edges::broken(&root).and_then(|wrong| match wrong.as_slice() {
            [] => Ok(()),
            some => Err(some.join("\n")),
        }),
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
const NEEDED: [(&str, &[&str]); 1] = [("chromedriver", &["chromium", "chromium-driver", "fonts-noto-cjk"])];

fn test(root: &Path) -> Result<(), String> {
    for (program, packages) in NEEDED {
        if Command::new(program).arg("--version").output().is_err() {
            println!("{program} is missing: installing {}", packages.join(" "));
            let update = run(Command::new("apt-get").arg("update").arg("-q"));
            let install = run(Command::new("apt-get").args(["install", "-y", "-q", "--no-install-recommends"]).args(packages));
            update.and(install).map_err(|e| format!("{e}\nInstall {} and run this again.", packages.join(" ")))?;
        }
    }
    run(Command::new(env!("CARGO")).args(["test", "--workspace"]).current_dir(root))
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
