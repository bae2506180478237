//! The address of a database server, which may hold a password: it is written into the folder's own file and shown to nobody.

use super::tls::Tls;
use crate::error::{Error, Result};
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use std::fmt;
use std::path::Path;
use std::time::Duration;
use wire::Trust;

/// The environment's name for the password, where the address has none.
const PASSWORD: &str = "DUHENG_DATABASE_PASSWORD";

/// How long a connection is waited for, where the address says nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// The name in an address of the file of authorities that the server's certificate is held against.
const AUTHORITIES: &str = "sslrootcert";

/// The address (数据库地址) of a PostgreSQL database, as `postgres://user@host/name` or `postgres://user@/name?host=/run/postgresql`.
/// To another machine it goes under TLS: `?sslmode=require`, with `&sslrootcert=/etc/duheng/ca.pem` where the system does not know
/// who vouches for the server.
#[derive(Clone)]
pub struct Address {
    text: String,
    config: Box<Config>,
    /// Under TLS, who vouches for the server.
    tls: Option<Tls>,
}

impl Address {
    /// Whether a text is meant as such an address.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Unknown`] with what is wrong with it; its text is not repeated. What goes to another machine in the clear has to be
    /// said to, with `sslmode=disable`.
    ///
    /// ```
    /// let address = office::Address::read("postgres://duheng:secret@localhost/nanhu").unwrap();
    /// assert_eq!(address.to_string(), "postgres://duheng@localhost:5432/nanhu");
    /// assert!(!format!("{address:?}").contains("secret"));
    /// assert!(office::Address::read("postgres://duheng@db.example.cn/nanhu").is_err(), "in the clear");
    /// assert!(office::Address::read("postgres://duheng@db.example.cn/nanhu?sslmode=require").is_ok());
    /// ```
    pub fn read(text: &str) -> Result<Address> {
        let wrong = |why: &str| Error::Unknown(format!("数据库地址不能用：{why}"));
        if !Address::is_meant(text) {
            return Err(wrong("要写成 postgres://用户@主机/库名"));
        }
        let (plain, authorities) = without_authorities(text);
        let mut config: Config = plain.parse().map_err(|_| wrong("要写成 postgres://用户@主机/库名"))?;
        if config.get_dbname().is_none() || config.get_user().is_none() {
            return Err(wrong("要写明用户和库名"));
        }
        let is_here = |host: &Host| match host {
            Host::Tcp(name) => wire::is_local(name),
            #[cfg(unix)]
            Host::Unix(_) => true,
        };
        let is_secured = config.get_ssl_mode() == SslMode::Require;
        match config.get_ssl_mode() {
            _ if authorities.is_some() && !is_secured => {
                return Err(wrong("写了根证书，就要写 sslmode=require"));
            }
            SslMode::Disable | SslMode::Require => {}
            _ if config.get_hosts().is_empty() => {
                return Err(wrong("要写明主机，或 ?host=套接字所在的文件夹"));
            }
            _ if config.get_hosts().iter().all(is_here) => {}
            _ => {
                return Err(wrong(
                    "到另一台机器要加密：在地址末尾写 ?sslmode=require；确在专用网络里、不用加密的，写 ?sslmode=disable",
                ));
            }
        }
        if config.get_password().is_none()
            && let Ok(password) = std::env::var(PASSWORD)
        {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("duheng");
        let trust = is_secured.then(|| Trust::of(authorities.as_deref().map(Path::new)));
        let tls = trust.transpose().map_err(|why| wrong(&why))?.map(Tls);
        Ok(Address { text: text.to_owned(), config: Box::new(config), tls })
    }

    /// The address as it was given, with its password.
    pub(crate) fn secret_text(&self) -> &str {
        &self.text
    }

    /// Connects.
    pub(super) fn connect(&self) -> std::result::Result<Client, postgres::Error> {
        match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        }
    }

    /// Whether both lead to the same database.
    pub fn is_same(&self, other: &Address) -> bool {
        self.to_string() == other.to_string()
    }
}

/// An address without its file of authorities, which the library does not know, and that file.
fn without_authorities(text: &str) -> (String, Option<String>) {
    let Some((before, query)) = text.split_once('?') else { return (text.to_owned(), None) };
    let of = |one: &&str| one.split_once('=').is_some_and(|(name, _)| name == AUTHORITIES);
    let (mine, others): (Vec<&str>, Vec<&str>) = query.split('&').partition(of);
    let file = mine.first().and_then(|one| one.split_once('=')).map(|(_, file)| file.to_owned());
    match others.is_empty() {
        true => (before.to_owned(), file),
        false => (format!("{before}?{}", others.join("&")), file),
    }
}

/// Without the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "postgres://{}@", self.config.get_user().unwrap_or_default())?;
        let mut folder = None;
        for (at, host) in self.config.get_hosts().iter().enumerate() {
            match host {
                Host::Tcp(name) => write!(f, "{}{name}", if at > 0 { "," } else { "" })?,
                #[cfg(unix)]
                Host::Unix(path) => folder = Some(path),
            }
        }
        if let [port] = self.config.get_ports() {
            write!(f, ":{port}")?;
        }
        write!(f, "/{}", self.config.get_dbname().unwrap_or_default())?;
        let folder = folder.map(|folder| format!("host={}", folder.display()));
        let options = self.config.get_options().map(|options| format!("options={options}"));
        let more: Vec<String> = folder.into_iter().chain(options).collect();
        if more.is_empty() { Ok(()) } else { write!(f, "?{}", more.join("&")) }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
