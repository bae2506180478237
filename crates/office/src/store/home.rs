//! Where the databases of a district lie: in files of its folder, or on a server that a file of the folder names.

use super::engine::{Address, Engine, Part, Postgres, Sqlite};
use crate::error::{Error, Result};
use std::fmt;
use std::path::{Path, PathBuf};

/// Name of the database in the data folder.
pub(crate) const DATABASE: &str = "duheng.db";
/// Name of the database of signals in the data folder.
pub(crate) const SIGNALS: &str = "signals.db";
/// Name of the database of accounts in the data folder.
pub(crate) const ACCOUNTS: &str = "accounts.db";
/// Name of the database while it is being made: a making that was cut off is begun again.
pub(crate) const MAKING: &str = "duheng.db.new";
/// What the names of files end with whose district was moved to a server.
const ASIDE: &str = "moved";
/// Name of the file that holds the address of the database where that is on a server: it may hold a password.
const NAMED: &str = "database";

/// Where the databases of a district lie.
#[derive(Clone, Debug)]
pub(crate) enum Home {
    /// The file of the journal; the others lie beside it.
    File(PathBuf),
    /// A server, with all parts in one schema.
    Server(Address),
}

impl Home {
    /// The databases of a data folder.
    ///
    /// # Errors
    /// [`Error::NoDistrict`] when it names none and holds none.
    pub fn of(dir: &Path) -> Result<Home> {
        let (named, file) = (dir.join(NAMED), dir.join(DATABASE));
        match std::fs::read_to_string(&named) {
            Ok(text) => Ok(Home::Server(Address::read(text.trim())?)),
            Err(_) if file.is_file() => Ok(Home::File(file)),
            Err(error) if named.exists() => Err(Error::File(named, error)),
            Err(_) => Err(Error::NoDistrict(dir.to_owned())),
        }
    }

    /// The databases of a folder in which a district is to be made; `making` is the file of the journal meanwhile.
    ///
    /// # Errors
    /// An address that cannot be read.
    pub fn planned(dir: &Path, making: &Path) -> Result<Home> {
        match Home::of(dir) {
            Err(Error::NoDistrict(_)) => Ok(Home::File(making.to_owned())),
            Ok(Home::File(file)) => Err(Error::Taken(file)),
            named => named,
        }
    }

    /// The files of a folder.
    pub fn file_in(dir: &Path) -> Home {
        Home::File(dir.join(DATABASE))
    }

    /// The files of a folder while they are being made.
    pub fn making_in(dir: &Path) -> Home {
        Home::File(dir.join(MAKING))
    }

    /// Whether the journal's file is there; a server is asked otherwise.
    pub fn is_begun(&self) -> bool {
        self.has(Part::Journal)
    }

    /// Puts the files aside whose district was moved away. Nobody has them open.
    ///
    /// # Errors
    /// A file that cannot be renamed.
    pub fn put_aside(&self) -> Result<()> {
        let Home::File(journal) = self else { return Ok(()) };
        for part in [Part::Journal, Part::Signals, Part::Accounts] {
            let file = Home::file(journal, part);
            if file.is_file() {
                let mut aside = file.clone().into_os_string();
                aside.push(format!(".{ASIDE}"));
                std::fs::rename(&file, aside).map_err(Error::file(&file))?;
            }
        }
        crate::private::flush_folder_of(journal)
    }

    /// Puts the journal's file, which was made under another name, in its place.
    ///
    /// # Errors
    /// A file that cannot be renamed.
    pub fn put_in_place(&self) -> Result<()> {
        let Home::File(making) = self else { return Ok(()) };
        std::fs::rename(making, making.with_file_name(DATABASE)).map_err(Error::file(making))?;
        crate::private::flush_folder_of(making)
    }

    /// Removes a file of the journal that was begun and not finished.
    pub(super) fn remove(&self) -> Result<()> {
        let Home::File(journal) = self else { return Ok(()) };
        for ending in ["", "-wal", "-shm"] {
            let mut name = journal.clone().into_os_string();
            name.push(ending);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File(journal.clone(), error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The file of a part.
    fn file(journal: &Path, part: Part) -> PathBuf {
        match part {
            Part::Journal => journal.to_owned(),
            Part::Signals => journal.with_file_name(SIGNALS),
            Part::Accounts => journal.with_file_name(ACCOUNTS),
        }
    }

    /// Whether a part has been begun.
    pub fn has(&self, part: Part) -> bool {
        match self {
            Home::File(journal) => Home::file(journal, part).is_file(),
            Home::Server(_) => true,
        }
    }

    /// A connection that writes, to a part that is there.
    pub(super) fn writer(&self, part: Part) -> Result<Box<dyn Engine>> {
        match self {
            Home::File(journal) => Sqlite::open(&Home::file(journal, part), part),
            Home::Server(address) => {
                let engine = Postgres::open(address, part, false)?;
                match engine.is_made()? {
                    true => Ok(Box::new(engine)),
                    false => Err(Error::NoDistrict(address.to_string().into())),
                }
            }
        }
    }

    /// A connection that writes, to a part that is begun when it is not there; its tables made.
    pub(super) fn begun(&self, part: Part) -> Result<Box<dyn Engine>> {
        match self {
            Home::File(journal) => {
                let engine = Sqlite::create(&Home::file(journal, part), part)?;
                engine.script(super::schema(part))?;
                Ok(engine)
            }
            Home::Server(_) => self.writer(part),
        }
    }

    /// The database of a district that is being made, with its tables.
    ///
    /// # Errors
    /// [`Error::Taken`] when a district is there.
    pub(super) fn made(&self) -> Result<Box<dyn Engine>> {
        match self {
            Home::File(journal) => {
                let engine = Sqlite::create(journal, Part::Journal)?;
                engine.script(super::schema(Part::Journal))?;
                Ok(engine)
            }
            Home::Server(address) => {
                let engine = Postgres::open(address, Part::Journal, false)?;
                match engine.make()? {
                    true => Ok(Box::new(engine)),
                    false => Err(Error::Taken(address.to_string().into())),
                }
            }
        }
    }

    /// A file for a copy of a part, at the very path, with its tables.
    pub(super) fn file_of(&self, part: Part) -> Result<Box<dyn Engine>> {
        match self {
            Home::File(path) => {
                let engine = Sqlite::create(path, part)?;
                engine.script(super::schema(part))?;
                Ok(engine)
            }
            Home::Server(_) => self.writer(part),
        }
    }

    /// A connection that reads alone.
    pub(super) fn reader(&self, part: Part) -> Result<Box<dyn Engine>> {
        match self {
            Home::File(journal) => Sqlite::reading(&Home::file(journal, part), part),
            Home::Server(address) => Ok(Box::new(Postgres::open(address, part, true)?)),
        }
    }
}

impl Address {
    /// Notes in a data folder that its databases lie there: keys and evidence stay in the folder. Only who owns the file reads it.
    ///
    /// # Errors
    /// [`Error::Taken`] when the folder has a database, or names another one.
    pub fn note(&self, dir: &Path) -> Result<()> {
        match Home::of(dir) {
            Ok(Home::Server(named)) if named.is_same(self) => return Ok(()),
            Ok(_) => return Err(Error::Taken(dir.to_owned())),
            Err(Error::NoDistrict(_)) => {}
            Err(error) => return Err(error),
        }
        crate::private::folder(dir)?;
        self.note_instead(dir)
    }

    /// As [`Address::note`], of a district that has been moved there.
    pub(crate) fn note_instead(&self, dir: &Path) -> Result<()> {
        crate::private::replace(&dir.join(NAMED), format!("{}\n", self.secret_text()).as_bytes())
    }

    /// The databases lie in files again.
    pub(crate) fn forget(dir: &Path) -> Result<()> {
        let named = dir.join(NAMED);
        match std::fs::remove_file(&named) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::File(named, error)),
            _ => crate::private::flush_folder_of(&named),
        }
    }
}

/// As it may be shown.
impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Home::File(path) => write!(f, "{}", path.display()),
            Home::Server(address) => write!(f, "{address}"),
        }
    }
}
