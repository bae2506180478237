//! `duheng paper check`: a document out of a word processor, held against GB/T 9704-2012, and mended.

use crate::shell::{Ending, Failure, ending, print_json, show, write};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use terminal::say;

#[derive(Subcommand)]
pub enum PaperVerb {
    /// 按 GB/T 9704-2012 检查一份 DOCX 公文稿的格式；--fix 改好，别处一字不动
    Check(Check),
}

#[derive(Args)]
pub struct Check {
    /// 公文稿（DOCX）
    pub file: PathBuf,
    /// 改好格式；原稿存为同名加“.原稿”的文件
    #[arg(long)]
    pub fix: bool,
    /// 与 --fix 同用：改好的写到此文件，原稿不动
    #[arg(long, value_name = "OUT", requires = "fix")]
    pub out: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

/// Largest file that is read: 64 MiB.
const FILE_LIMIT: u64 = 64 << 20;

/// What `--json` prints.
#[derive(Serialize)]
struct Checked {
    /// What does not accord with the norm; after mending, what is left for a person.
    findings: Vec<office::Finding>,
    /// What was mended.
    mended: Vec<office::Finding>,
}

pub fn run(verb: &PaperVerb) -> Result<Ending, Failure> {
    let PaperVerb::Check(asked) = verb;
    let docx = bytes(&asked.file)?;
    let unreadable = |finding: office::Finding| format!("{}：{}", asked.file.display(), finding.sentence);
    let checked = if asked.fix {
        let mended = conform::mended(&docx).map_err(unreadable)?;
        if !mended.mended.is_empty() || asked.out.is_some() {
            keep(asked, &docx, &mended.bytes)?;
        }
        Checked { findings: mended.left, mended: mended.mended }
    } else {
        Checked { findings: conform::faults(&docx).map_err(unreadable)?, mended: Vec::new() }
    };
    if asked.json {
        print_json(&checked)?;
        return Ok(ending(&checked.findings));
    }
    for finding in &checked.mended {
        say!("已改 {}：{} [{}]", finding.place, finding.sentence, finding.code);
    }
    match (checked.findings.len(), checked.mended.len()) {
        (0, 0) => say!("合于 GB/T 9704-2012，没有发现格式问题"),
        (0, mended) => say!("{mended}处已改好，再查没有问题"),
        (left, 0) => say!("有{left}处不合 GB/T 9704-2012；可自动改的用 --fix 改"),
        (left, mended) => say!("{mended}处已改好，还有{left}处要人来改"),
    }
    Ok(show(&checked.findings))
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |error: std::io::Error| format!("{}：{error}", file.display());
    let length = std::fs::metadata(file).map_err(wrong)?.len();
    if length > FILE_LIMIT {
        return Err(format!("{}：超过64兆字节", file.display()));
    }
    std::fs::read(file).map_err(wrong)
}

/// Writes what was mended; of a file that is written over, the draft as it was stays beside it.
fn keep(asked: &Check, draft: &[u8], mended: &[u8]) -> Result<(), Failure> {
    let Some(out) = &asked.out else {
        let name = asked.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let beside = asked.file.with_file_name(format!("{name}.原稿.docx"));
        // What was kept first is the draft; a second mending does not put its own outcome in its place.
        if !beside.exists() {
            replace(&beside, &asked.file, draft)?;
        }
        return replace(&asked.file, &asked.file, mended);
    };
    write(out, mended)
}

/// Puts a file whole in its place, or not at all, with the rights of another one: who could read the draft still can.
fn replace(file: &Path, like: &Path, content: &[u8]) -> Result<(), Failure> {
    let wrong = |error: std::io::Error| format!("{}：{error}", file.display());
    let rights = std::fs::metadata(like).map_err(wrong)?.permissions();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let fresh = file.with_file_name(format!(".{name}.{}", std::process::id()));
    let made = std::fs::File::create(&fresh)
        .and_then(|mut open| open.write_all(content).and_then(|()| open.sync_all()))
        .and_then(|()| std::fs::set_permissions(&fresh, rights))
        .and_then(|()| std::fs::rename(&fresh, file));
    made.map_err(|error| {
        std::fs::remove_file(&fresh).ok();
        wrong(error)
    })
}
