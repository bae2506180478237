//! Makes the pictures under `docs/screenshots` again: `cargo run -p browser --bin screenshots`.
//!
//! The sample district is made in a folder of its own, served, and photographed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use browser::{Desk, Driver, Duheng, Error, Page};

/// Name of the picture, page, desk, and who looks: whoever sits at the machine when nobody is named.
type Picture = (&'static str, &'static str, Desk, &'static str);

/// Not an address: the form with a checklist to which somebody's desk leads.
const CHECKLIST: &str = "checklist";

fn pictures() -> Vec<Picture> {
    let of_people = [
        ("desk", "/", Desk::default(), "样例郑区长"),
        ("grid", "/registers/class/grid?fill=present", Desk::default(), "样例陈校办"),
        ("checklist", CHECKLIST, Desk::phone(), "样例吴督学"),
    ];
    let of_all = of_the_machine().map(|(name, path, desk)| (name, path, desk, ""));
    of_all.into_iter().chain(of_people).collect()
}

fn of_the_machine() -> [(&'static str, &'static str, Desk); 13] {
    let desk = Desk::default();
    [
        ("overview", "/overview", desk),
        ("indicators", "/indicators", desk),
        ("figure", "/figures/F26", desk),
        ("rows", "/registers/school?sort=-占地面积", desk),
        ("report", "/report", desk),
        ("duties", "/duties", desk),
        ("matrix", "/duties/town-inspections", desk),
        ("cases", "/cases", desk),
        ("devices", "/devices", desk),
        ("plans", "/plans", desk),
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
    let taken = Duheng::demo(&executable, &data).and_then(|served| take(&served, folder));
    let _ = std::fs::remove_dir_all(&desk);
    taken
}

/// Signs in as one of the made-up people.
fn be(page: &Page, served: &Duheng, person: &str) -> Result<(), Error> {
    page.go(&served.bare("/login"))?;
    for one in page.all(".people button")? {
        if one.text()?.contains(person) {
            return one.click();
        }
    }
    Err(Error::Duheng(format!("nobody is called {person}")))
}

/// Goes from somebody's desk through its forms to the first one with a checklist.
fn to_checklist(page: &Page, served: &Duheng) -> Result<(), Error> {
    page.go(&served.bare("/"))?;
    let links = page.all("a[href^='/registers/'][href*='/new']")?;
    let links: Vec<Option<String>> =
        links.iter().map(|link| link.attribute("href")).collect::<Result<_, _>>()?;
    for address in links.into_iter().flatten() {
        page.go(&served.bare(&address))?;
        if !page.all("input[value='fine']")?.is_empty() {
            return Ok(());
        }
    }
    Err(Error::Duheng("no form of the desk has a checklist".to_owned()))
}

fn take(served: &Duheng, folder: &Path) -> Result<(), Error> {
    let driver = Driver::start()?;
    let kept = |e: std::io::Error| Error::Duheng(format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(kept)?;
    for (name, path, desk, person) in pictures() {
        let page = driver.open(&desk)?;
        if person.is_empty() {
            page.go(&served.page(path))?;
        } else {
            be(&page, served, person)?;
            match path {
                CHECKLIST => to_checklist(&page, served)?,
                _ => page.go(&served.bare(path))?,
            }
        }
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, page.picture()?).map_err(kept)?;
        println!("{}", file.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pictures that the manuals show are made here, and lie there.
    #[test]
    fn every_picture_of_the_manuals_is_made_again_by_this() {
        let docs = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs"));
        let made: Vec<&str> = pictures().iter().map(|picture| picture.0).collect();
        let mut shown = 0;
        for entry in std::fs::read_dir(docs.join("zh")).unwrap().map(Result::unwrap) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with("manual-") {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let pictures = text.split("(../screenshots/").skip(1).filter_map(|rest| rest.split_once(".png)"));
            for (picture, _) in pictures {
                assert!(made.contains(&picture), "{name}: {picture}");
                assert!(docs.join(format!("screenshots/{picture}.png")).is_file(), "{name}: {picture}");
                shown += 1;
            }
        }
        assert!(shown >= 12, "{shown}");
    }
}
