//! Makes the pictures under `docs/screenshots` again: `cargo run -p browser --bin screenshots`.
//!
//! The sample district is made in a folder of its own, served, and photographed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use browser::{Desk, Driver, Duheng, Error};

/// Name of the picture, page, desk.
fn pictures() -> [(&'static str, &'static str, Desk); 12] {
    let desk = Desk::default();
    [
        ("overview", "/", desk),
        ("indicators", "/indicators", desk),
        ("figure", "/figures/F26", desk),
        ("rows", "/registers/school?sort=-占地面积", desk),
        ("report", "/report", desk),
        ("duties", "/duties", desk),
        ("matrix", "/duties/town-inspections", desk),
        ("cases", "/cases", desk),
        ("devices", "/devices", desk),
        ("notice", "/notices/summer-water-notice-20220708-1", desk),
        ("school", "/schools/2150900001", desk),
        ("phone", "/figures/F26", Desk::phone()),
    ]
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => of_the_sample(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/screenshots"))),
        _ => {
            eprintln!("screenshots: takes nothing");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn of_the_sample(folder: &Path) -> Result<(), Error> {
    let executable = browser::executable()?;
    let desk: PathBuf = std::env::temp_dir().join(format!("duheng-screenshots-{}", std::process::id()));
    let data = desk.join("潼南区");
    std::fs::create_dir_all(&desk).map_err(|e| Error::Duheng(format!("{}: {e}", desk.display())))?;
    let taken = browser::demonstration(&executable, &data)
        .and_then(|()| Duheng::serve(&executable, &data))
        .and_then(|served| take(|path| served.page(path), folder));
    let _ = std::fs::remove_dir_all(&desk);
    taken
}

fn take(address: impl Fn(&str) -> String, folder: &Path) -> Result<(), Error> {
    let driver = Driver::start()?;
    let kept = |e: std::io::Error| Error::Duheng(format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(kept)?;
    for (name, path, desk) in pictures() {
        let page = driver.open(&desk)?;
        page.go(&address(path))?;
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, page.picture()?).map_err(kept)?;
        println!("{}", file.display());
    }
    Ok(())
}
