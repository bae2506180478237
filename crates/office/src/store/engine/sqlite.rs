//! SQLite, built in: a file for each part, one writing connection, readers that wait for nobody.

use super::{Engine, Fault, FaultKind, Mode, Object, Part, Row, See, Table, Take, Value};
use crate::error::{Error, Result};
use crate::store::dialect::{self, Dialect};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages of the write-ahead file at which it is brought into the database: what many commits change again and again is
/// written there once.
const WRITTEN_AHEAD: i64 = 4_000;

/// Statements that stay prepared.
const STATEMENTS: usize = 256;

/// Steps of the database's machine between two looks at whether the power is cut.
const STRIDE: std::ffi::c_int = 4;

/// An open file.
pub(in crate::store) struct Sqlite {
    connection: Connection,
    path: PathBuf,
    part: Part,
}

impl Sqlite {
    /// Opens a file for writing, making it when there is none.
    pub fn create(path: &Path, part: Part) -> Result<Box<dyn Engine>> {
        crate::private::file(path)?;
        let connection = Connection::open(path).map_err(Fault::from)?;
        Ok(Sqlite { connection, path: path.to_owned(), part }.prepared()?)
    }

    /// Opens a file for writing that is there.
    pub fn open(path: &Path, part: Part) -> Result<Box<dyn Engine>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(Fault::from)?;
        Ok(Sqlite { connection, path: path.to_owned(), part }.prepared()?)
    }

    /// Opens a file for reading alone: questions write nothing.
    pub fn reading(path: &Path, part: Part) -> Result<Box<dyn Engine>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(Fault::from)?;
        let engine = Sqlite { connection, path: path.to_owned(), part };
        engine.tune()?;
        Ok(Box::new(engine))
    }

    fn prepared(self) -> std::result::Result<Box<dyn Engine>, Fault> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // FULL: what was answered "recorded" survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is deleted is overwritten with noughts.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "wal_autocheckpoint", WRITTEN_AHEAD)?;
        self.tune()?;
        Ok(Box::new(self))
    }

    fn tune(&self) -> std::result::Result<(), Fault> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        let (cache, mapped) = match self.part {
            Part::Journal => (-65_536, 1_i64 << 30),
            Part::Signals | Part::Accounts => (-16_384, 0),
        };
        connection.pragma_update(None, "cache_size", cache)?;
        connection.pragma_update(None, "mmap_size", mapped)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Whatever somebody else has put into the file calls no function and changes no table behind our back.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        // A plan does not hang on the values asked for; else ranges of keys are planned anew for every question.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(())
    }

    /// Runs a sentence without values that stays prepared.
    fn run(&self, sql: &str) -> Result<()> {
        self.execute(sql, &[]).map(drop)
    }

    fn objects(&self) -> std::result::Result<Vec<Object>, Fault> {
        objects(&self.connection).map_err(Fault::from)
    }
}

/// Tables, indexes, triggers and views, oldest first, as the database describes them.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY rowid")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?.unwrap_or_default()))
    };
    statement.query_map([], read)?.collect()
}

/// Device and number of a file, which a copy does not share. The file is not opened.
fn place(path: &Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).map_or(String::new(), |found| format!("{}:{}", found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        path.display().to_string()
    }
}

/// Whether an object is one that the program makes as it goes: the view of a register, the index of a list. Neither can
/// change anything; what a view shows of the rows no question of ours reads.
fn is_made((kind, name, sql): &Object) -> bool {
    match kind.as_str() {
        "view" => name.starts_with("register_") && sql.contains(" FROM version\n"),
        "index" => name.starts_with("list_") && sql.contains(" ON version (register, "),
        _ => false,
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        use rusqlite::ErrorCode as Code;
        let kind = match &error {
            rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::FromSqlConversionFailure(..) => {
                FaultKind::Shape
            }
            other => match other.sqlite_error_code() {
                Some(Code::DatabaseBusy | Code::DatabaseLocked) => FaultKind::Busy,
                Some(Code::ConstraintViolation) => FaultKind::Conflict,
                Some(Code::TypeMismatch) => FaultKind::Shape,
                Some(Code::DatabaseCorrupt | Code::NotADatabase) => FaultKind::Corrupt,
                _ => FaultKind::Other,
            },
        };
        Fault::of(kind, error.to_string())
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        // No engine keeps it, so none does.
        if matches!(self, Value::Text(Some(text)) if text.as_bytes().contains(&0)) {
            return Err(rusqlite::Error::ToSqlConversionFailure("a text with a nought byte".into()));
        }
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Integer(number) => number.map_or(ValueRef::Null, ValueRef::Integer),
            Value::Real(size) => ValueRef::Real(*size),
            Value::Text(text) => text.map_or(ValueRef::Null, |text| ValueRef::Text(text.as_bytes())),
            Value::Bytes(bytes) => bytes.map_or(ValueRef::Null, ValueRef::Blob),
        }))
    }
}

impl Engine for Sqlite {
    fn name(&self) -> String {
        format!("SQLite {}", rusqlite::version())
    }

    fn dialect(&self) -> &'static Dialect {
        &dialect::SQLITE
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let mut statement = self.connection.prepare_cached(sql).map_err(Fault::from)?;
        Ok(statement.execute(rusqlite::params_from_iter(values)).map_err(Fault::from)?)
    }

    fn each(&self, sql: &str, values: &[Value<'_>], _: Take, see: See<'_>) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql).map_err(Fault::from)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(Fault::from)?;
        while let Some(row) = rows.next().map_err(Fault::from)? {
            if !see(&Row::Sqlite(row))? {
                break;
            }
        }
        Ok(())
    }

    fn insert(&self, into: &Table, rows: &[Vec<Value<'_>>]) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&into.insertion()).map_err(Fault::from)?;
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row)).map_err(Fault::from)?;
        }
        Ok(())
    }

    fn script(&self, sql: &str) -> Result<()> {
        Ok(self.connection.execute_batch(sql).map_err(Fault::from)?)
    }

    fn begin(&self, mode: Mode) -> Result<()> {
        self.run(match mode {
            Mode::Reading => "BEGIN DEFERRED",
            Mode::Writing => "BEGIN IMMEDIATE",
        })
    }

    fn keep(&self) -> Result<()> {
        self.run("COMMIT")
    }

    fn undo(&self) {
        self.connection.execute_batch("ROLLBACK").ok();
    }

    fn is_open(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn close_to_others(&self, _: &[&str]) -> Result<()> {
        Ok(())
    }

    fn again(&self) -> Result<Box<dyn Engine>> {
        Sqlite::reading(&self.path, self.part)
    }

    fn written_by_others(&self) -> Result<i64> {
        let told = self.connection.pragma_query_value(None, "data_version", |row| row.get(0));
        Ok(told.map_err(Fault::from)?)
    }

    fn writes(&self) -> bool {
        !self.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(true)
    }

    fn place(&self) -> Result<String> {
        Ok(place(&self.path))
    }

    fn foreign(&self) -> Result<Vec<String>> {
        let new = Connection::open_in_memory().map_err(Fault::from)?;
        new.execute_batch(crate::store::schema(self.part)).map_err(Fault::from)?;
        let ours = objects(&new).map_err(Fault::from)?;
        let (mut foreign, mut missing) = (Vec::new(), ours.iter().collect::<BTreeSet<_>>());
        for object in self.objects()? {
            if !missing.remove(&object) && !is_made(&object) {
                foreign.push(format!("{} {}", object.0, object.1));
            }
        }
        foreign.extend(missing.iter().map(|(kind, name, _)| format!("缺 {kind} {name}")));
        Ok(foreign)
    }

    fn put_view(&self, name: &str, text: &str) -> Result<()> {
        self.script(&format!("DROP VIEW IF EXISTS {name}; {text};"))
    }

    fn views(&self) -> Result<Vec<(String, String)>> {
        let all = self.objects()?.into_iter().filter(|(kind, ..)| kind == "view");
        Ok(all.map(|(_, name, text)| (name, text)).collect())
    }

    fn is_whole(&self) -> Result<()> {
        let told = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        let told: String = told.map_err(Fault::from)?;
        if told == "ok" { Ok(()) } else { Err(Error::damaged(format!("数据库文件：{told}"))) }
    }

    fn sweep(&self) -> Result<bool> {
        self.script("VACUUM")?;
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy = self.connection.query_row(truncate, [], |row| row.get::<_, i64>(0));
        Ok(busy.map_err(Fault::from)? == 0)
    }

    fn rest(&self) -> Result<()> {
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        Ok(self.connection.query_row(truncate, [], |_| Ok(())).map_err(Fault::from)?)
    }

    fn copied_as_file(&self, path: &Path) -> Result<bool> {
        let path = path.to_string_lossy();
        self.connection.execute("VACUUM INTO ?1", [path]).map_err(Fault::from)?;
        Ok(true)
    }

    fn cut_after(&mut self, steps: u64) {
        let mut left = steps / STRIDE as u64;
        let cut = move || {
            left = left.saturating_sub(1);
            left == 0
        };
        self.connection.progress_handler(STRIDE, Some(cut)).ok();
    }
}
