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

    /// A copy of the sample district of its own, in which something may be recorded, as a demonstration.
    pub fn demo(name: &str) -> Site {
        let (executable, folder) = made();
        let own = folder.with_file_name(name);
        let _ = std::fs::remove_dir_all(&own);
        std::fs::create_dir_all(&own).unwrap();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), own.join(entry.file_name())).unwrap();
            }
        }
        Site { driver: Driver::start().unwrap(), duheng: Duheng::demo(executable, &own).unwrap() }
    }
}
