//! Tokens of the interface, in the file of accounts.

use super::AccountStore;
use super::engine::{Row, values};
use crate::error::Result;

/// A token as it is kept, by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredToken {
    pub id: i64,
    pub login: String,
    pub person: String,
    /// For which program.
    pub name: String,
    /// Whether that may record.
    pub writes: bool,
    pub added: i64,
    pub until: i64,
    /// When it was last brought; 0 when never.
    pub seen: i64,
}

const TOKEN: &str = "SELECT id, login, person, name, writes, added, until, seen FROM token";

fn token(row: &Row<'_>) -> Result<StoredToken> {
    Ok(StoredToken {
        id: row.get(0)?,
        login: row.get(1)?,
        person: row.get(2)?,
        name: row.get(3)?,
        writes: row.get(4)?,
        added: row.get(5)?,
        until: row.get(6)?,
        seen: row.get(7)?,
    })
}

impl AccountStore {
    /// Keeps a token under its digest.
    pub fn put_token(&self, digest: &str, one: &StoredToken) -> Result<()> {
        let sql = "INSERT INTO token (id, digest, login, person, name, writes, added, until, seen)
            VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM token), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let values =
            values![digest, one.login, one.person, one.name, one.writes, one.added, one.until, one.seen];
        self.engine.execute(sql, values).map(drop)
    }

    /// The token of a digest.
    pub fn token(&self, digest: &str) -> Result<Option<StoredToken>> {
        self.engine.one(&format!("{TOKEN} WHERE digest = ?1"), values![digest], token)
    }

    /// The tokens of a login, newest first.
    pub fn tokens(&self, login: &str) -> Result<Vec<StoredToken>> {
        let sql = format!("{TOKEN} WHERE login = ?1 ORDER BY id DESC");
        self.engine.all(&sql, values![login], token)
    }

    /// Notes that one was brought.
    pub fn see_token(&self, id: i64, now: i64) -> Result<()> {
        self.engine.execute("UPDATE token SET seen = ?2 WHERE id = ?1", values![id, now]).map(drop)
    }

    /// Ends a token of a login; whether there was one.
    pub fn end_token(&self, login: &str, id: i64) -> Result<bool> {
        let sql = "DELETE FROM token WHERE login = ?1 AND id = ?2";
        Ok(self.engine.execute(sql, values![login, id])? > 0)
    }

    /// Forgets those that are over.
    pub fn expire_tokens(&self, now: i64) -> Result<()> {
        self.engine.execute("DELETE FROM token WHERE until <= ?1", values![now]).map(drop)
    }
}
