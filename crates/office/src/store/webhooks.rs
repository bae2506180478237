//! Where changes are pushed to, in the file of accounts.

use super::AccountStore;
use super::engine::{Row, values};
use crate::error::Result;

/// A webhook as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredWebhook {
    pub id: i64,
    pub login: String,
    pub person: String,
    pub address: String,
    pub added: i64,
    /// The first entry of the journal that was not pushed.
    pub since: u64,
    /// Times in a row that it was not taken.
    pub failures: u32,
    /// When it is pushed again.
    pub due: i64,
    /// What the other side said to the last time it was not taken; empty when it was.
    pub said: String,
    /// When something was taken last; 0 when never.
    pub delivered: i64,
}

const WEBHOOK: &str =
    "SELECT id, login, person, address, added, since, failures, due, said, delivered FROM webhook";

fn webhook(row: &Row<'_>) -> Result<StoredWebhook> {
    Ok(StoredWebhook {
        id: row.get(0)?,
        login: row.get(1)?,
        person: row.get(2)?,
        address: row.get(3)?,
        added: row.get(4)?,
        since: row.get::<i64>(5)?.unsigned_abs(),
        failures: row.get(6)?,
        due: row.get(7)?,
        said: row.get(8)?,
        delivered: row.get(9)?,
    })
}

impl AccountStore {
    /// Keeps a new one; its number.
    pub fn put_webhook(&self, one: &StoredWebhook) -> Result<i64> {
        let sql = "INSERT INTO webhook (id, login, person, address, added, since, failures, due, said, delivered)
            VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM webhook), ?1, ?2, ?3, ?4, ?5, 0, 0, '', 0) RETURNING id";
        let values = values![one.login, one.person, one.address, one.added, one.since as i64];
        self.engine.cell(sql, values)
    }

    /// All of them, or those of a login.
    pub fn webhooks(&self, login: Option<&str>) -> Result<Vec<StoredWebhook>> {
        let sql = format!("{WEBHOOK} WHERE ?1 IS NULL OR login = ?1 ORDER BY id");
        self.engine.all(&sql, values![login], webhook)
    }

    /// Goes on from an entry, unless somebody set another one meanwhile; `delivered`: when something was taken, 0 when nothing
    /// was to be pushed.
    pub fn go_on_webhook(&self, id: i64, (since, until): (u64, u64), delivered: i64) -> Result<()> {
        let sql =
            "UPDATE webhook SET since = ?3, failures = 0, due = 0, said = '', delivered = CASE WHEN ?4 > delivered THEN ?4 ELSE delivered END
            WHERE id = ?1 AND since = ?2";
        self.engine.execute(sql, values![id, since as i64, until as i64, delivered]).map(drop)
    }

    /// Notes that it was not taken.
    pub fn put_off_webhook(&self, id: i64, since: u64, (due, said): (i64, &str)) -> Result<()> {
        let sql =
            "UPDATE webhook SET failures = failures + 1, due = ?3, said = ?4 WHERE id = ?1 AND since = ?2";
        self.engine.execute(sql, values![id, since as i64, due, said]).map(drop)
    }

    /// Begins again from an entry; whether there is such a one of a login.
    pub fn replay_webhook(&self, login: &str, id: i64, since: u64) -> Result<bool> {
        let sql =
            "UPDATE webhook SET since = ?3, failures = 0, due = 0, said = '' WHERE login = ?1 AND id = ?2";
        Ok(self.engine.execute(sql, values![login, id, since as i64])? > 0)
    }

    /// Ends one of a login; whether there was one.
    pub fn end_webhook(&self, login: &str, id: i64) -> Result<bool> {
        let sql = "DELETE FROM webhook WHERE login = ?1 AND id = ?2";
        Ok(self.engine.execute(sql, values![login, id])? > 0)
    }
}
