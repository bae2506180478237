//! Accounts and who is signed in, in a database file of their own: neither is a fact of the district's work, and what is
//! written at every sign-in wakes nobody who reads the journal.

use super::engine::{Engine, FaultKind, Part, Row, values};
use super::home::Home;
use crate::error::{Error, Result};
use std::path::Path;

pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS account (
    login TEXT PRIMARY KEY, person TEXT NOT NULL, person_key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
    disabled INTEGER NOT NULL, must_change INTEGER NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL,
    added INTEGER NOT NULL, second TEXT NOT NULL, second_step INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visit (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, login TEXT NOT NULL, person TEXT NOT NULL,
    began INTEGER NOT NULL, seen INTEGER NOT NULL, agent TEXT NOT NULL, provider TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS visit_login ON visit (login);
CREATE TABLE IF NOT EXISTS link (
    provider TEXT NOT NULL, subject TEXT NOT NULL, login TEXT NOT NULL, PRIMARY KEY (provider, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS link_login ON link (login, provider);
CREATE TABLE IF NOT EXISTS draft (
    person TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, written INTEGER NOT NULL,
    PRIMARY KEY (person, subject)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS token (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, login TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
    writes INTEGER NOT NULL, added INTEGER NOT NULL, until INTEGER NOT NULL, seen INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS token_login ON token (login);
CREATE TABLE IF NOT EXISTS webhook (
    id INTEGER PRIMARY KEY, login TEXT NOT NULL, person TEXT NOT NULL, address TEXT NOT NULL, added INTEGER NOT NULL,
    since INTEGER NOT NULL, failures INTEGER NOT NULL, due INTEGER NOT NULL, said TEXT NOT NULL, delivered INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS answered (
    person TEXT NOT NULL, word TEXT NOT NULL, content TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (person, word)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS taken (
    person TEXT NOT NULL, word TEXT NOT NULL, row INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, word)
) WITHOUT ROWID;";

/// Which database it is.
const PART: Part = Part::Accounts;

/// The database of accounts, open.
pub(crate) struct AccountStore {
    pub(super) engine: Box<dyn Engine>,
}

/// An account (账号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredAccount {
    /// What is typed to sign in, in canonical form.
    pub login: String,
    /// Whose it is.
    pub person: String,
    /// The password as [`crate::account`] keeps it.
    pub password: String,
    pub disabled: bool,
    /// Whether a password of one's own has to be set first.
    pub must_change: bool,
    /// Wrong passwords since the last right one.
    pub failures: u32,
    /// Until when no password is taken, in milliseconds.
    pub locked_until: i64,
    /// When it was added.
    pub added: i64,
    /// The secret of the second factor, in base 32; empty without one.
    pub second: String,
    /// The last step whose number was taken.
    pub second_step: i64,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredVisit {
    pub id: i64,
    pub login: String,
    pub person: String,
    pub began: i64,
    pub seen: i64,
    /// What the browser says it is.
    pub agent: String,
    /// By whom he came; empty for a password.
    pub provider: String,
}

pub(super) const ACCOUNT: &str =
    "SELECT login, person, password, disabled, must_change, failures, locked_until, added, second,
    second_step FROM account";
const VISIT: &str = "SELECT id, login, person, began, seen, agent, provider FROM visit";

pub(super) fn account(row: &Row<'_>) -> Result<StoredAccount> {
    Ok(StoredAccount {
        login: row.get(0)?,
        person: row.get(1)?,
        password: row.get(2)?,
        disabled: row.get(3)?,
        must_change: row.get(4)?,
        failures: row.get(5)?,
        locked_until: row.get(6)?,
        added: row.get(7)?,
        second: row.get(8)?,
        second_step: row.get(9)?,
    })
}

fn visit(row: &Row<'_>) -> Result<StoredVisit> {
    Ok(StoredVisit {
        id: row.get(0)?,
        login: row.get(1)?,
        person: row.get(2)?,
        began: row.get(3)?,
        seen: row.get(4)?,
        agent: row.get(5)?,
        provider: row.get(6)?,
    })
}

impl AccountStore {
    /// Opens the file, making it when there is none.
    pub fn open(home: &Home) -> Result<AccountStore> {
        Ok(AccountStore { engine: home.begun(PART)? })
    }

    /// As [`super::Store::copy_into`].
    pub fn copy_into(&self, path: &Path) -> Result<()> {
        super::copy_into(&*self.engine, PART, path)
    }

    /// As [`super::Store::empty_log`].
    pub fn empty_log(&self) -> Result<()> {
        self.engine.rest()
    }

    /// Every account, by login.
    pub fn accounts(&self) -> Result<Vec<StoredAccount>> {
        self.engine.all(&format!("{ACCOUNT} ORDER BY login"), &[], account)
    }

    /// The account of a login.
    pub fn account(&self, login: &str) -> Result<Option<StoredAccount>> {
        self.engine.one(&format!("{ACCOUNT} WHERE login = ?1"), values![login], account)
    }

    /// Puts an account; false when another one has its person. `key` is the person's name in canonical form.
    pub fn put(&self, one: &StoredAccount, key: &str) -> Result<bool> {
        let sql = "INSERT INTO account
            (login, person, person_key, password, disabled, must_change, failures, locked_until, added, second, second_step)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (login) DO UPDATE SET password = ?4, disabled = ?5, must_change = ?6, failures = ?7, locked_until = ?8,
            second = ?10, second_step = ?11";
        let values = values![
            one.login,
            one.person,
            key,
            one.password,
            one.disabled,
            one.must_change,
            one.failures,
            one.locked_until,
            one.added,
            one.second,
            one.second_step
        ];
        match self.engine.execute(sql, values) {
            Ok(_) => Ok(true),
            Err(Error::Store(why)) if why.kind() == FaultKind::Conflict => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Notes a signed-in browser by the digest of its token.
    pub fn begin(&self, token: &str, one: &StoredVisit) -> Result<()> {
        let sql = "INSERT INTO visit (id, token, login, person, began, seen, agent, provider)
            VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM visit), ?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let values = values![token, one.login, one.person, one.began, one.seen, one.agent, one.provider];
        self.engine.execute(sql, values).map(drop)
    }

    /// The signed-in browser of a token's digest.
    pub fn visit(&self, token: &str) -> Result<Option<StoredVisit>> {
        self.engine.one(&format!("{VISIT} WHERE token = ?1"), values![token], visit)
    }

    /// Notes that it was here.
    pub fn see(&self, id: i64, now: i64) -> Result<()> {
        self.engine.execute("UPDATE visit SET seen = ?2 WHERE id = ?1", values![id, now]).map(drop)
    }

    /// The signed-in browsers of a login, newest first.
    pub fn visits(&self, login: &str) -> Result<Vec<StoredVisit>> {
        let sql = format!("{VISIT} WHERE login = ?1 ORDER BY id DESC");
        self.engine.all(&sql, values![login], visit)
    }

    /// Ends one visit of a login.
    pub fn end(&self, login: &str, id: i64) -> Result<()> {
        let sql = "DELETE FROM visit WHERE login = ?1 AND id = ?2";
        self.engine.execute(sql, values![login, id]).map(drop)
    }

    /// Ends every visit of a login.
    pub fn end_all(&self, login: &str) -> Result<()> {
        self.engine.execute("DELETE FROM visit WHERE login = ?1", values![login]).map(drop)
    }

    /// Forgets visits that began or were seen last before these moments.
    pub fn expire(&self, began: i64, seen: i64) -> Result<()> {
        let sql = "DELETE FROM visit WHERE began < ?1 OR seen < ?2";
        self.engine.execute(sql, values![began, seen]).map(drop)
    }

    /// What a person has begun to write of a subject.
    pub fn draft(&self, person: &str, subject: &str) -> Result<Option<String>> {
        let sql = "SELECT text FROM draft WHERE person = ?1 AND subject = ?2";
        self.engine.one(sql, values![person, subject], |row| row.get(0))
    }

    /// Keeps it in the place of what was there; nothing when the text is empty.
    pub fn put_draft(&self, person: &str, subject: &str, text: &str, now: i64) -> Result<()> {
        let sql = match text.is_empty() {
            true => "DELETE FROM draft WHERE person = ?1 AND subject = ?2 AND ?3 = '' AND ?4 > 0",
            false => {
                "INSERT INTO draft (person, subject, text, written) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (person, subject) DO UPDATE SET text = ?3, written = ?4"
            }
        };
        self.engine.execute(sql, values![person, subject, text, now]).map(drop)
    }

    /// Forgets drafts that were written before a moment.
    pub fn expire_drafts(&self, before: i64) -> Result<()> {
        self.engine.execute("DELETE FROM draft WHERE written < ?1", values![before]).map(drop)
    }

    /// The row that a form with a word of a person's led to.
    pub fn taken(&self, person: &str, word: &str) -> Result<Option<i64>> {
        let sql = "SELECT row FROM taken WHERE person = ?1 AND word = ?2";
        self.engine.one(sql, values![person, word], |row| row.get(0))
    }

    /// What was sent under a word, as a digest, and what was answered to it.
    pub fn answered(&self, person: &str, word: &str) -> Result<Option<(String, String)>> {
        let sql = "SELECT content, answer FROM answered WHERE person = ?1 AND word = ?2";
        self.engine.one(sql, values![person, word], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Keeps an answer, and forgets those from before a moment.
    pub fn keep_answer(
        &self,
        (person, word): (&str, &str),
        (content, answer): (&str, &str),
        (now, before): (i64, i64),
    ) -> Result<()> {
        self.engine.execute("DELETE FROM answered WHERE at < ?1", values![before])?;
        let sql = "INSERT INTO answered (person, word, content, answer, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (person, word) DO UPDATE SET content = ?3, answer = ?4, at = ?5";
        self.engine.execute(sql, values![person, word, content, answer, now]).map(drop)
    }

    /// Notes it, and forgets what was noted before a moment.
    pub fn take(&self, person: &str, word: &str, row: i64, now: i64, before: i64) -> Result<()> {
        self.engine.execute("DELETE FROM taken WHERE at < ?1", values![before])?;
        let sql = "INSERT INTO taken (person, word, row, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (person, word) DO UPDATE SET row = ?3, at = ?4";
        self.engine.execute(sql, values![person, word, row, now]).map(drop)
    }
}
