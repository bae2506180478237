//! The sample district, made once by the real executable and served for each test.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
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

/// A sample district whose demonstration was never handed over: its clock goes on from the last day of the played year.
fn played() -> &'static (PathBuf, PathBuf) {
    static PLAYED: OnceLock<(PathBuf, PathBuf)> = OnceLock::new();
    PLAYED.get_or_init(|| {
        let executable = browser::executable().unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("played-district");
        let _ = std::fs::remove_dir_all(&folder);
        drop(Duheng::demo(&executable, &folder).unwrap());
        (executable, folder)
    })
}

impl Site {
    pub fn open() -> Site {
        let (executable, folder) = made();
        Site { driver: Driver::start().unwrap(), duheng: Duheng::serve(executable, folder).unwrap() }
    }

    /// A copy of the sample district of its own, in which something may be recorded, as a demonstration at today's date.
    pub fn demo(name: &str) -> Site {
        let (executable, own) = copied(made(), name);
        Site { driver: Driver::start().unwrap(), duheng: Duheng::demo(executable, &own).unwrap() }
    }

    /// As [`Site::demo`], on the day on which the played year was left.
    /// Letters go out by a gateway, with links under `http://link`.
    pub fn in_the_year(name: &str, gateway: &str) -> Site {
        let (executable, own) = copied(played(), name);
        let words = ["--gateway", gateway, "--link", "http://link"];
        let duheng = Duheng::demo_with(executable, &own, &words).unwrap();
        Site { driver: Driver::start().unwrap(), duheng }
    }

    /// A copy of its own as in earnest, where a person signs in as a subject of a provider outside.
    pub fn outside(name: &str, settings: &str, person: &str, subject: &str) -> Site {
        let (executable, own) = copied(made(), name);
        std::fs::write(own.join("identity.toml"), settings).unwrap();
        let secret = own.join("identity.secret");
        std::fs::write(&secret, "a secret of the test, and of nothing else").unwrap();
        closed(&secret);
        let words = [OsStr::new("user"), OsStr::new("add"), own.as_os_str(), OsStr::new(person)];
        let added = Command::new(executable).args(words).args(["--outside", subject]).output().unwrap();
        assert!(added.status.success(), "{added:?}");
        Site { driver: Driver::start().unwrap(), duheng: Duheng::serve(executable, &own).unwrap() }
    }
}

/// The executable, and a copy of the sample district of its own.
fn copied((executable, folder): &'static (PathBuf, PathBuf), name: &str) -> (&'static Path, PathBuf) {
    let own = folder.with_file_name(name);
    let _ = std::fs::remove_dir_all(&own);
    std::fs::create_dir_all(&own).unwrap();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), own.join(entry.file_name())).unwrap();
        }
    }
    (executable, own)
}

/// Lets nobody but its owner read a file.
fn closed(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = path;
}
