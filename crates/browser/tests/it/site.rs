//! The sample district, made once by the real executable and served for each test.

use std::path::PathBuf;
use std::sync::OnceLock;

use browser::{Driver, Duheng};

/// A served district and a browser to look at it with.
pub struct Site {
    pub driver: Driver,
    pub duheng: Duheng,
}

/// The executable and the folder of the sample district.
fn made() -> &'static (PathBuf, PathBuf) {
    static MADE: OnceLock<(PathBuf, PathBuf)> = OnceLock::new();
    MADE.get_or_init(|| {
        let executable = browser::executable().unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sample-district");
        let _ = std::fs::remove_dir_all(&folder);
        browser::demonstration(&executable, &folder).unwrap();
        (executable, folder)
    })
}

impl Site {
    pub fn open() -> Site {
        let (executable, folder) = made();
        Site { driver: Driver::start().unwrap(), duheng: Duheng::serve(executable, folder).unwrap() }
    }
}
