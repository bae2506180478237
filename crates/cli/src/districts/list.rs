//! Which districts a server has: the data folders of a folder, by their names, and what its `districts.toml` names. What is wrong with one
//! is said in its place and keeps no other from being served.

use crate::shell::Failure;
use office::{Address, Office};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Name of the file.
pub const FILE: &str = "districts.toml";
/// Longest code.
const LONGEST: usize = 32;

/// What the file says.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Code, and a folder or an address of a database.
    #[serde(default)]
    districts: BTreeMap<String, String>,
    /// People of the city: name, and what is kept of the password.
    #[serde(default)]
    people: BTreeMap<String, String>,
}

/// Where a district is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its data folder; of one whose database is named in the list, the folder of its keys.
    pub dir: PathBuf,
    /// The database that the list names.
    pub database: Option<Address>,
}

/// Where districts of one code are said to be: how that is called, and what was found there.
type Said = Vec<(String, Result<Place, String>)>;

/// The districts of a server.
pub struct List {
    /// By code: where it is, or what is wrong with that.
    pub districts: Vec<(String, Result<Place, String>)>,
    /// People of the city.
    pub people: BTreeMap<String, String>,
    /// Folders that are no district.
    pub others: Vec<String>,
}

impl List {
    /// Reads what there is in `among`.
    ///
    /// # Errors
    /// A folder or file that cannot be read; a file that is not understood.
    pub fn read(among: &Path) -> Result<List, Failure> {
        let written = written(&among.join(FILE))?;
        let mut found: BTreeMap<String, Said> = BTreeMap::new();
        let mut taken: BTreeMap<PathBuf, String> = BTreeMap::new();
        for (code, place) in &written.districts {
            let read = named(among, code, place).and_then(|read| {
                match taken.insert(whole(&read.dir), code.clone()) {
                    Some(other) => Err(format!("“{place}”已经是区县“{other}”的；一个区县只有一个代码")),
                    None => Ok(read),
                }
            });
            found.entry(code.clone()).or_default().push((format!("{FILE} 里的 {}", shown(place)), read));
        }
        let mut others = Vec::new();
        for (name, dir) in folders(among)? {
            if taken.contains_key(&whole(&dir)) {
                continue;
            }
            if !Office::is_folder(&dir) {
                // A folder that keeps the keys of a database in the list is made before it is one.
                others.push(format!("文件夹“{name}”里没有区县，没有打开它；新建用 duheng init"));
                continue;
            }
            found
                .entry(name.clone())
                .or_default()
                .push((format!("文件夹“{name}”"), Ok(Place { dir, database: None })));
        }
        let one = |(code, mut places): (String, Said)| {
            let read = match (is_code(&code), places.len()) {
                (false, _) => Err(format!(
                    "“{code}”不能作代码：代码只用小写字母、数字和连字符，不以连字符开头，不超过{LONGEST}个；可在 {FILE} 的 [districts] 下写 代码 = \"文件夹\""
                )),
                (true, 1) => places.remove(0).1,
                (true, _) => {
                    let names: Vec<&str> = places.iter().map(|(name, _)| name.as_str()).collect();
                    Err(format!("几个区县都用代码“{code}”：{}；改成不同的，再启动", names.join("、")))
                }
            };
            (code, read)
        };
        Ok(List { districts: found.into_iter().map(one).collect(), people: written.people, others })
    }
}

fn written(file: &Path) -> Result<Written, Failure> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Written::default()),
        Err(error) => return Err(format!("{}：{error}", file.display())),
    };
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(0, |span| text[..span.start].lines().count().max(1));
        let twice = error.message().contains("duplicate key");
        let why = if twice { "同一个代码或名字写了两次" } else { error.message() };
        format!("{}第{line}行：{why}", file.display())
    })
}

/// The district that the list names under a code.
fn named(among: &Path, code: &str, place: &str) -> Result<Place, String> {
    if !Address::is_meant(place) {
        let dir = among.join(place);
        return match Office::is_folder(&dir) {
            true => Ok(Place { dir, database: None }),
            false => Err(format!("“{place}”里没有区县：不是数据目录")),
        };
    }
    let database = Address::read(place).map_err(|error| error.to_string())?;
    Ok(Place { dir: among.join(code), database: Some(database) })
}

/// An address as it may be shown, a folder as it stands.
fn shown(place: &str) -> String {
    match Address::is_meant(place) {
        true => Address::read(place).map_or_else(|_| "数据库地址".to_owned(), |address| address.to_string()),
        false => format!("“{place}”"),
    }
}

fn whole(dir: &Path) -> PathBuf {
    std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned())
}

/// The folders in a folder by their names, without hidden ones.
fn folders(among: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let wrong = |error: std::io::Error| format!("{}：{error}", among.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(among).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') {
            found.push((name, path));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a text may stand in addresses and in the name of a cookie.
fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() <= LONGEST
        && text.bytes().next().is_some_and(plain)
        && text.bytes().all(|byte| plain(byte) || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn a_code_is_plain() {
        for good in ["500152", "a", "nan-hu", "0"] {
            assert!(is_code(good), "{good}");
        }
        for bad in ["", "-", "-a", "A", "潼南区", "a b", "a/b", "..", "a.b", "a;b", &"a".repeat(33)] {
            assert!(!is_code(bad), "{bad}");
        }
    }
}
