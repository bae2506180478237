//! `duheng pack new`: a definition to be filled in, with its example beside it.

use super::template::Kind;
use crate::packs;
use crate::shell::{Ending, Failure, told};
use std::io::Write;
use std::path::{Path, PathBuf};
use terminal::say;

/// What is to be written, and where.
#[derive(clap::Args)]
pub struct New {
    /// 写哪一种
    kind: Kind,
    /// 标识，就是文件名：小写英文字母、数字和连字符
    id: String,
    /// 中文名
    #[arg(long)]
    name: String,
    /// 属于方案的哪个方面，如 A6：放进那个方面的文件夹
    #[arg(long, conflicts_with = "subject")]
    aspect: Option<String>,
    /// 放进哪个类目的文件夹，如 经费
    #[arg(long)]
    subject: Option<String>,
    /// 定义包的文件夹
    #[arg(long)]
    into: PathBuf,
}

pub fn run(asked: &New) -> Result<Ending, Failure> {
    let into = asked.into.display();
    if !asked.into.join("pack.toml").is_file() {
        return Err(format!("{into} 不是定义包的文件夹：里面没有 pack.toml"));
    }
    if !office::is_definition_id(&asked.id) {
        return Err(format!("“{}”不能作标识：只用小写英文字母、数字和连字符", asked.id));
    }
    if asked.name.trim().is_empty() || asked.name.contains(char::is_control) {
        return Err("中文名不能为空，也不能换行".to_owned());
    }
    let (pack, files) = packs::files(&asked.into.to_string_lossy())?;
    let own = files.iter().filter_map(|(path, _)| path.strip_prefix(&format!("{pack}/")));
    // The shortest path is that of the definition, not of its example.
    if let Some(path) = own.filter(|path| asked.kind.collides(path, &asked.id)).min_by_key(|path| path.len())
    {
        return Err(format!("标识“{}”已有文件：{into}/{path}。没有写任何文件", asked.id));
    }
    let subject = match &asked.aspect {
        Some(aspect) => office::aspect_folder(&pack, &files, aspect).map_err(told)?,
        None => asked.subject.clone().unwrap_or_default(),
    };
    if subject.contains(['/', '\\']) || subject.starts_with('.') {
        return Err(format!("“{subject}”不能作类目：只分一层文件夹"));
    }
    let folder = asked.into.join(asked.kind.folder()).join(subject);
    let written = write(asked, &folder)?;
    for path in written {
        say!("已写 {}", path.display());
    }
    say!("填好空着的引号，再检查：duheng pack check {into}");
    Ok(Ending::Clean)
}

/// Writes the definition and, for what has examples, the example. A file that is there is never written over.
fn write(asked: &New, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fail = |path: &Path, error: std::io::Error| format!("{}：{error}", path.display());
    std::fs::create_dir_all(folder).map_err(|error| fail(folder, error))?;
    let mut written = Vec::new();
    for (ending, text) in asked.kind.texts() {
        let path = folder.join(format!("{}{ending}", asked.id));
        let text = text.replace("{id}", &asked.id).replace("{name}", &quoted(&asked.name));
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| fail(&path, error))?;
        written.push(path);
    }
    Ok(written)
}

/// A name as it may stand between the quotation marks of TOML.
fn quoted(name: &str) -> String {
    name.trim().replace('\\', "\\\\").replace('"', "\\\"")
}
