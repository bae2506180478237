//! Which account a subject of a provider outside (统一身份) leads to: one account a subject, one subject an account and a provider.

use super::accounts::{ACCOUNT, AccountStore, StoredAccount, account};
use super::engine::{Row, values};
use crate::error::Result;

/// A subject that leads to an account.
pub(crate) struct StoredLink {
    /// The provider, as its settings name it.
    pub provider: String,
    /// What names the person there.
    pub subject: String,
    /// The account.
    pub login: String,
}

impl AccountStore {
    /// The account that a subject leads to.
    pub fn linked(&self, provider: &str, subject: &str) -> Result<Option<StoredAccount>> {
        let sql =
            format!("{ACCOUNT} WHERE login = (SELECT login FROM link WHERE provider = ?1 AND subject = ?2)");
        self.engine.one(&sql, values![provider, subject], account)
    }

    /// The subject that leads to an account by a provider.
    pub fn subject(&self, provider: &str, login: &str) -> Result<Option<String>> {
        let sql = "SELECT subject FROM link WHERE provider = ?1 AND login = ?2";
        self.engine.one(sql, values![provider, login], |row| row.get(0))
    }

    /// Every link, by account and provider.
    pub fn links(&self) -> Result<Vec<StoredLink>> {
        let sql = "SELECT provider, subject, login FROM link ORDER BY login, provider";
        let read = |row: &Row<'_>| {
            Ok(StoredLink { provider: row.get(0)?, subject: row.get(1)?, login: row.get(2)? })
        };
        self.engine.all(sql, &[], read)
    }

    /// Links a subject to an account; false when it leads to another one, or another one leads there.
    pub fn link(&self, one: &StoredLink) -> Result<bool> {
        let sql = "INSERT INTO link (provider, subject, login) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let values = values![one.provider, one.subject, one.login];
        Ok(self.engine.execute(sql, values)? == 1)
    }

    /// Takes what leads to an account by a provider away; false when nothing did.
    pub fn unlink(&self, provider: &str, login: &str) -> Result<bool> {
        let sql = "DELETE FROM link WHERE provider = ?1 AND login = ?2";
        Ok(self.engine.execute(sql, values![provider, login])? > 0)
    }
}
