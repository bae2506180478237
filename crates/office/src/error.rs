//! Why an operation could not be done.

use crate::fault::Fault;
use finding::Finding;
use std::fmt;
use std::path::{Path, PathBuf};

/// An operation of the office that could not be done. What is wrong with the user's material is never here but in
/// findings.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    File(PathBuf, std::io::Error),
    /// The database refused.
    Store(Fault),
    /// The folder holds no district.
    NoDistrict(PathBuf),
    /// The folder holds a district already.
    Taken(PathBuf),
    /// The folder was written by another version of the program.
    OtherVersion(PathBuf),
    /// The district was moved to another database.
    Moved(String),
    /// What is stored cannot be what was written.
    Damaged(String),
    /// What is stored is not what was signed: nothing is printed of it.
    Altered(String),
    /// The signing key is not there: the district can be read and verified, not written.
    NoKey(PathBuf),
    /// The signing key is another log's.
    OtherKey(PathBuf),
    /// A definition pack with findings of grade error.
    Pack(Vec<Finding>),
    /// Something asked for by a name that is not there.
    Unknown(String),
    /// A key beside the database is lost, or another one.
    KeyLost(String),
    /// Whoever asks may not see it, with what.
    Denied(String),
    /// What was done together with it could not be written, and so it was not either: it can be done again.
    Undone,
    /// The machine gave no random bytes.
    Entropy,
    /// Pages could not be made.
    Paper(typeset::Error),
}

/// The result of an operation of the office.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        move |error| Error::File(path.to_owned(), error)
    }

    /// What may stand in a log: the kind, and of a store or file what the machine said of it; nothing of what people
    /// wrote.
    pub fn logged(&self) -> String {
        match self {
            Error::File(path, error) => format!("file {}: {error}", path.display()),
            Error::Store(fault) => format!("store: {:?}", fault.kind()),
            Error::NoDistrict(_) => "no district".to_owned(),
            Error::Taken(_) => "taken".to_owned(),
            Error::OtherVersion(_) => "other version".to_owned(),
            Error::Moved(_) => "moved".to_owned(),
            Error::Damaged(_) => "damaged".to_owned(),
            Error::Altered(_) => "altered".to_owned(),
            Error::NoKey(_) => "no key".to_owned(),
            Error::OtherKey(_) => "other key".to_owned(),
            Error::Pack(findings) => format!("pack with {} findings", findings.len()),
            Error::Unknown(_) => "unknown".to_owned(),
            Error::KeyLost(_) => "key lost".to_owned(),
            Error::Denied(_) => "denied".to_owned(),
            Error::Undone => "undone".to_owned(),
            Error::Entropy => "no chance".to_owned(),
            Error::Paper(_) => "paper".to_owned(),
        }
    }

    pub(crate) fn altered(what: impl Into<String>) -> Error {
        Error::Altered(what.into())
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Error {
        Error::Damaged(what.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::File(path, error) => write!(f, "{}：{error}", path.display()),
            Error::Store(error) => write!(f, "数据库：{error}"),
            Error::NoDistrict(path) => {
                write!(f, "{} 不是数据目录；先运行 duheng init {0} --pack chongqing-2023", path.display())
            }
            Error::Taken(path) => write!(f, "{} 已有数据，不能新建", path.display()),
            Error::OtherVersion(path) => {
                write!(f, "{} 由另一版本的督衡写成，这一版本不能打开", path.display())
            }
            Error::Moved(to) => write!(f, "这个区县已经搬到 {to}；这一份不再收写，也不再打开"),
            Error::Damaged(what) => write!(f, "存储的内容已损坏：{what}"),
            Error::Altered(what) => write!(
                f,
                "数据与签名的日志不符，停止显示：{what}。请用 duheng journal verify 查明，各行可用 duheng rebuild 由日志重建"
            ),
            Error::NoKey(path) => {
                write!(f, "签名私钥 {} 不在：可以查看和核验，不能写入", path.display())
            }
            Error::OtherKey(path) => write!(f, "签名私钥 {} 不是这份日志的，不能打开", path.display()),
            Error::Pack(findings) => {
                write!(f, "定义包有{}处问题", findings.len())?;
                findings.iter().take(20).try_for_each(|finding| write!(f, "\n{finding}"))
            }
            Error::Unknown(what) | Error::KeyLost(what) | Error::Denied(what) => f.write_str(what),
            Error::Undone => f.write_str("这一次没有写成，什么也没有记下；请再办一次"),
            Error::Entropy => f.write_str("取不到随机数"),
            Error::Paper(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Store(fault)
    }
}
