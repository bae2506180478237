//! PostgreSQL, for where several servers share one database. Who writes holds the row of his part in `turn`; so one writes at a
//! time, whichever process he is in, and the row's number tells the others that somebody did.

mod address;
mod bind;
mod objects;
mod refusal;
mod tls;

pub use address::Address;

use super::{Engine, Fault, FaultKind, Mode, Part, Row, See, Table, Take, Value};
use crate::error::{Error, Result};
use crate::store::dialect::{self, Dialect};
use bind::numbered;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::{ToSql, Type};
use postgres::{Client, Statement};
use refusal::lost;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// The tables of all parts.
pub(in crate::store) const TABLES: &str = include_str!("../../postgres.sql");

/// What a session is told first: nothing breaks a commit off, nobody waits for ever, and what was answered is on the disk.
const MANNERS: &str = "
    SET client_min_messages = error;
    SET lock_timeout = '10s';
    SET statement_timeout = 0;
    SET idle_in_transaction_session_timeout = 0;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Statements that stay prepared.
const STATEMENTS: usize = 256;
/// Rows of the first piece of a long answer, and of every other.
const FIRST: usize = 64;
const PIECE: usize = 2_000;
/// Rows from which on they are copied in a stream.
const STREAMED: usize = 12;
/// Times that is tried again what the database asks to be.
const TRIES: u32 = 6;

/// A connection.
pub(in crate::store) struct Postgres {
    address: Address,
    part: Part,
    reads_alone: bool,
    client: RefCell<Option<Client>>,
    prepared: RefCell<BTreeMap<String, Statement>>,
    open: Cell<Option<Mode>>,
    /// Whether something in the open transaction was refused, which undoes all of it.
    failed: Cell<bool>,
    /// The number of our turn, while we have it, and how many turns were ours.
    turn: Cell<i64>,
    ours: Cell<i64>,
    /// Long answers that are being shown, one within the other.
    depth: Cell<u32>,
    #[cfg(test)]
    loses: Cell<bool>,
    /// Questions until the power is cut.
    left: Cell<Option<u64>>,
}

type Asked<T> = std::result::Result<T, postgres::Error>;

impl Postgres {
    /// Connects to a database, for writing or for reading alone.
    pub fn open(address: &Address, part: Part, reads_alone: bool) -> Result<Postgres> {
        let engine = Postgres {
            address: address.clone(),
            part,
            reads_alone,
            client: RefCell::default(),
            prepared: RefCell::default(),
            open: Cell::new(None),
            failed: Cell::new(false),
            turn: Cell::new(0),
            ours: Cell::new(0),
            depth: Cell::new(0),
            #[cfg(test)]
            loses: Cell::default(),
            left: Cell::new(None),
        };
        engine.connect()?;
        Ok(engine)
    }

    /// Makes the tables; those of a making that was cut off are made anew. False when there is a district in them.
    pub fn make(&self) -> Result<bool> {
        let engine = self as &dyn Engine;
        let encoding: String = engine.cell("SELECT current_setting('server_encoding')", &[])?;
        if encoding != "UTF8" {
            return Err(Error::Unknown(format!("库的编码是 {encoding}，要用 UTF8 建库")));
        }
        if self.is_made()? {
            let there: Vec<String> = objects::tables(self)?;
            let begun = "SELECT COUNT(*) FROM meta WHERE name IN ('moving', 'moved')";
            if engine.cell::<i64>(begun, &[])? == 0 {
                return Ok(false);
            }
            self.script(&format!("DROP TABLE {} CASCADE", there.join(", ")))?;
        }
        // One message is one transaction: with the tables stands that they are being filled.
        self.script(&format!("{TABLES}; INSERT INTO meta (name, value) VALUES ('moving', '')"))?;
        Ok(true)
    }

    /// Whether there are tables.
    pub fn is_made(&self) -> Result<bool> {
        let sql = "SELECT COUNT(*) FROM pg_class WHERE relname = 'meta'
                   AND relnamespace = CAST(current_schema() AS REGNAMESPACE)";
        Ok((self as &dyn Engine).cell::<i64>(sql, &[])? > 0)
    }

    /// Every object of the database, as the pinned list tells them.
    #[cfg(test)]
    pub fn described(&self) -> Result<Vec<String>> {
        objects::described(self)
    }

    /// Connects, anew when the connection was lost.
    fn connect(&self) -> Result<()> {
        if self.left.get() == Some(0) {
            return Err(lost().into());
        }
        if self.client.borrow().as_ref().is_some_and(|client| !client.is_closed()) {
            return Ok(());
        }
        self.prepared.borrow_mut().clear();
        let made = self.address.connect().and_then(|mut client| {
            client.batch_execute(MANNERS)?;
            Ok(client)
        });
        let told = |error: postgres::Error| {
            let is_of_tls = wire::is_of_tls(&error);
            let why = Fault::from(error);
            let why = match why.kind() {
                _ if is_of_tls => "证书不受信任，或不是这个主机的；根证书写在 sslrootcert".to_owned(),
                FaultKind::Lost => "没有应答".to_owned(),
                _ => why.to_string(),
            };
            Error::Store(Fault::of(FaultKind::Lost, format!("连不上数据库服务器 {}：{why}", self.address)))
        };
        *self.client.borrow_mut() = Some(made.map_err(told)?);
        Ok(())
    }

    /// Whether the server still answers; connects anew when it does not. What is asked outside a transaction is not asked twice.
    fn look(&self) -> Result<()> {
        self.connect()?;
        let answers =
            self.client.borrow_mut().as_mut().is_some_and(|client| client.check_connection().is_ok());
        if !answers {
            self.client.borrow_mut().take();
            self.connect()?;
        }
        Ok(())
    }

    /// Asks something of the connection. What is refused within a transaction has undone it.
    fn ask<T>(&self, work: impl FnOnce(&mut Client) -> Asked<T>) -> Result<T> {
        self.step()?;
        let mut held = self.client.borrow_mut();
        let client = held.as_mut().ok_or_else(lost)?;
        work(client).map_err(|error| {
            self.failed.set(self.open.get().is_some());
            if client.is_closed() { lost().into() } else { Fault::from(error).into() }
        })
    }

    /// Whether the power is still on.
    fn step(&self) -> Result<()> {
        match self.left.get() {
            Some(0 | 1) => {
                self.left.set(Some(0));
                self.client.borrow_mut().take();
                self.failed.set(self.open.get().is_some());
                Err(lost().into())
            }
            left => {
                self.left.set(left.map(|left| left - 1));
                Ok(())
            }
        }
    }

    /// The statement of a sentence with values of these kinds.
    fn prepared(&self, sql: &str, values: &[Value<'_>]) -> Result<Statement> {
        let key: String = values.iter().map(letter).chain([' ']).chain(sql.chars()).collect();
        if let Some(known) = self.prepared.borrow().get(&key) {
            return Ok(known.clone());
        }
        let kinds: Vec<Type> = values.iter().map(Value::kind).collect();
        let made = self.ask(|client| client.prepare_typed(&numbered(sql), &kinds))?;
        let mut prepared = self.prepared.borrow_mut();
        if prepared.len() >= STATEMENTS {
            prepared.clear();
        }
        prepared.insert(key, made.clone());
        Ok(made)
    }

    /// Does something outside a transaction again when the database asks for that.
    fn again_when_asked<T>(&self, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let mut tries = 0;
        loop {
            match work() {
                Err(Error::Store(fault)) if fault.kind() == FaultKind::Again && tries < TRIES => tries += 1,
                done => return done,
            }
            std::thread::sleep(Duration::from_millis(2 << tries));
        }
    }

    fn whole(&self, sql: &str, values: &[Value<'_>], see: See<'_>) -> Result<()> {
        let rows = self.again_unless_open(|| {
            let statement = self.prepared(sql, values)?;
            self.ask(|client| client.query(&statement, &bound(values)))
        })?;
        for row in &rows {
            if !see(&Row::Postgres(row))? {
                break;
            }
        }
        Ok(())
    }

    fn again_unless_open<T>(&self, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        if self.open.get().is_some() {
            return work();
        }
        self.look()?;
        self.again_when_asked(work)
    }

    /// Shows a long answer piece by piece; other questions may be asked meanwhile.
    fn pieces(&self, sql: &str, values: &[Value<'_>], see: See<'_>) -> Result<()> {
        let name = format!("answer_{}", self.depth.get());
        let declare = format!("DECLARE {name} NO SCROLL CURSOR FOR {}", numbered(sql));
        let typed: Vec<(&(dyn ToSql + Sync), Type)> =
            values.iter().map(|value| (value as &(dyn ToSql + Sync), value.kind())).collect();
        self.ask(|client| client.query_typed(&declare, &typed))?;
        self.depth.set(self.depth.get() + 1);
        let shown = self.fetched(&name, see);
        self.depth.set(self.depth.get() - 1);
        if !self.failed.get() {
            self.ask(|client| client.batch_execute(&format!("CLOSE {name}")))?;
        }
        shown
    }

    fn fetched(&self, name: &str, see: See<'_>) -> Result<()> {
        let mut size = FIRST;
        loop {
            let fetch = format!("FETCH FORWARD {size} FROM {name}");
            let rows = self.ask(|client| client.query_typed(&fetch, &[]))?;
            for row in &rows {
                if !see(&Row::Postgres(row))? {
                    return Ok(());
                }
            }
            if rows.len() < size {
                return Ok(());
            }
            size = PIECE;
        }
    }

    fn begin_once(&self, mode: Mode) -> Result<()> {
        match mode {
            Mode::Writing => self.again_when_asked(|| self.begin_writing()),
            Mode::Reading => {
                self.ask(|client| client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))?;
                self.open.set(Some(Mode::Reading));
                Ok(())
            }
        }
    }

    fn begin_writing(&self) -> Result<()> {
        let part = self.part.word();
        self.ask(|client| client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"))?;
        self.open.set(Some(Mode::Writing));
        let sql = "UPDATE turn SET number = number + 1 WHERE part = ?1 RETURNING number";
        let mut turn = None;
        let asked = self.whole(sql, &[Value::Text(Some(part))], &mut |row| {
            turn = Some(row.get(0)?);
            Ok(false)
        });
        match (asked, turn) {
            (Ok(()), Some(turn)) => {
                self.turn.set(turn);
                self.ours.set(self.ours.get() + 1);
                Ok(())
            }
            (asked, _) => {
                self.ours.set(self.ours.get() + 1);
                self.undo();
                asked.and(Err(Error::damaged("数据库里没有轮到谁写的那一行")))
            }
        }
    }

    /// The transaction is over, and what it wrote is not there as far as we know.
    fn over(&self) {
        if self.open.take() == Some(Mode::Writing) {
            self.ours.set(self.ours.get() - 1);
        }
        self.failed.set(false);
    }
}

fn bound<'v>(values: &'v [Value<'_>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn letter(value: &Value<'_>) -> char {
    match value {
        Value::Integer(_) => 'i',
        Value::Real(_) => 'r',
        Value::Text(_) => 't',
        Value::Bytes(_) => 'b',
    }
}

impl Engine for Postgres {
    fn name(&self) -> String {
        let version: Result<String> =
            (self as &dyn Engine).cell("SELECT current_setting('server_version')", &[]);
        format!("PostgreSQL {}", version.unwrap_or_default())
    }

    fn dialect(&self) -> &'static Dialect {
        &dialect::POSTGRES
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let touched = self.again_unless_open(|| {
            let statement = self.prepared(sql, values)?;
            self.ask(|client| client.execute(&statement, &bound(values)))
        })?;
        Ok(touched as usize)
    }

    fn insert(&self, into: &Table, rows: &[Vec<Value<'_>>]) -> Result<()> {
        if rows.len() < STREAMED {
            let sql = into.insertion();
            return rows.iter().try_for_each(|row| self.execute(&sql, row).map(drop));
        }
        let kinds: Vec<Type> = into.columns.iter().map(|(_, kind)| kind.of_column()).collect();
        let sql = format!("COPY {} ({}) FROM STDIN BINARY", into.name, into.names());
        self.again_unless_open(|| {
            self.ask(|client| {
                let mut stream = BinaryCopyInWriter::new(client.copy_in(&sql)?, &kinds);
                rows.iter().try_for_each(|row| stream.write(&bound(row)))?;
                stream.finish().map(drop)
            })
        })
    }

    fn each(&self, sql: &str, values: &[Value<'_>], take: Take, see: See<'_>) -> Result<()> {
        if take == Take::Whole {
            return self.whole(sql, values, see);
        }
        if self.open.get().is_some() {
            return self.pieces(sql, values, see);
        }
        self.begin(Mode::Reading)?;
        let shown = self.pieces(sql, values, see);
        match shown.is_ok() {
            true => self.keep()?,
            false => self.undo(),
        }
        shown
    }

    fn script(&self, sql: &str) -> Result<()> {
        if self.open.get().is_none() {
            self.look()?;
        }
        self.ask(|client| client.batch_execute(sql))?;
        // A step back leads out of what was refused.
        self.failed.set(false);
        Ok(())
    }

    fn begin(&self, mode: Mode) -> Result<()> {
        self.connect()?;
        match self.begin_once(mode) {
            // A server that was gone meanwhile is found out with the first word.
            Err(Error::Store(fault)) if fault.kind() == FaultKind::Lost => {
                self.client.borrow_mut().take();
                self.connect()?;
                self.begin_once(mode)
            }
            begun => begun,
        }
    }

    fn keep(&self) -> Result<()> {
        if !self.is_open() {
            self.undo();
            return Err(Fault::of(FaultKind::Again, "没有写成，什么也没有记下").into());
        }
        let kept = self.ask(|client| client.batch_execute("COMMIT"));
        #[cfg(test)]
        let kept = match self.loses.take() {
            true => {
                self.client.borrow_mut().take();
                Err(lost().into())
            }
            false => kept,
        };
        match kept {
            Ok(()) => {
                self.open.set(None);
                self.failed.set(false);
            }
            Err(_) => self.over(),
        }
        kept
    }

    fn undo(&self) {
        if self.open.get().is_some() {
            // One that is lost is undone by the database.
            if self.ask(|client| client.batch_execute("ROLLBACK")).is_err() {
                self.client.borrow_mut().take();
            }
            self.over();
        }
    }

    fn is_open(&self) -> bool {
        let is_closed = self.client.borrow().as_ref().is_none_or(Client::is_closed);
        self.open.get().is_some() && !self.failed.get() && !is_closed
    }

    fn close_to_others(&self, tables: &[&str]) -> Result<()> {
        self.script(&format!("LOCK TABLE {} IN EXCLUSIVE MODE", tables.join(", ")))
    }

    fn again(&self) -> Result<Box<dyn Engine>> {
        Ok(Box::new(Postgres::open(&self.address, self.part, true)?))
    }

    fn written_by_others(&self) -> Result<i64> {
        if self.open.get() == Some(Mode::Writing) {
            return Ok(self.turn.get() - self.ours.get());
        }
        let part = self.part.word();
        let turn: i64 = (self as &dyn Engine)
            .cell("SELECT number FROM turn WHERE part = ?1", &[Value::Text(Some(part))])?;
        Ok(turn - self.ours.get())
    }

    fn writes(&self) -> bool {
        !self.reads_alone
    }

    fn place(&self) -> Result<String> {
        let sql =
            "SELECT CAST(system_identifier AS TEXT) || ':' || (SELECT CAST(oid AS TEXT) FROM pg_database
                   WHERE datname = current_database()) || ':' || current_schema() FROM pg_control_system()";
        (self as &dyn Engine).cell(sql, &[])
    }

    fn foreign(&self) -> Result<Vec<String>> {
        objects::foreign(self)
    }

    fn put_view(&self, name: &str, text: &str) -> Result<()> {
        objects::put_view(self, name, text)
    }

    fn views(&self) -> Result<Vec<(String, String)>> {
        objects::views(self)
    }

    fn is_whole(&self) -> Result<()> {
        objects::indexes_agree(self)
    }

    fn sweep(&self) -> Result<bool> {
        match self.script("VACUUM FULL entry") {
            Ok(()) => self.script("VACUUM FULL version").map(|()| true),
            Err(Error::Store(fault)) if fault.kind() == FaultKind::Busy => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn rest(&self) -> Result<()> {
        Ok(())
    }

    fn copied_as_file(&self, _: &Path) -> Result<bool> {
        Ok(false)
    }

    #[cfg(test)]
    fn lose_next_answer(&mut self) {
        self.loses.set(true);
    }

    fn cut_after(&mut self, steps: u64) {
        self.left.set(Some(steps.max(1)));
    }
}
