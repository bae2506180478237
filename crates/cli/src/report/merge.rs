//! `duheng report merge`: the report's DOCX as it came back from a word processor.

use crate::doors::Doing;
use crate::read_document::documents;
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use office::Merging;
use sandbox::Cancellation;
use std::path::{Path, PathBuf};
use terminal::say;
use view::{MergeChange, MergeFate, MergeOutcome};

#[derive(Args)]
pub struct Merge {
    #[command(flatten)]
    pub doing: Doing,
    /// 改后的报告（DOCX）
    pub file: PathBuf,
    /// 评价年度；不写则取最近采用的方案
    #[arg(long)]
    pub year: Option<i32>,
    /// 改了的数字记为待答的异议；不写则有改了的数字就都不收
    #[arg(long)]
    pub claims: bool,
    /// 只列出改了什么，不记
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(asked: &Merge) -> Result<Ending, Failure> {
    let prose = read(&asked.file)?;
    let (office, session) = asked.doing.begin()?;
    let how = Merging { contests: asked.claims, dry: asked.dry_run };
    let outcome = office.merge(&session, asked.year, &prose, how).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
        return Ok(crate::shell::ending(&outcome.findings));
    }
    outcome.changed.iter().for_each(|one| say!("{}", shown(one)));
    say!("{}", summed(&outcome, asked.dry_run));
    Ok(show(&outcome.findings))
}

fn read(path: &Path) -> Result<office::Prose, Failure> {
    let wrong = |error: std::io::Error| format!("{}：{error}", path.display());
    let size = std::fs::metadata(path).map_err(wrong)?.len();
    if size > office::DOCUMENT_LIMIT as u64 {
        return Err(format!("{}：超过{}兆字节", path.display(), office::DOCUMENT_LIMIT >> 20));
    }
    let bytes = std::fs::read(path).map_err(wrong)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    documents()?.prose(&name, &bytes, &Cancellation::default()).map_err(|finding| finding.to_string())
}

fn shown(change: &MergeChange) -> String {
    let word = match change.fate {
        MergeFate::Kept => "保留措辞",
        MergeFate::Refused => "数字不收",
        MergeFate::Contested => "数字待答",
        MergeFate::Moved => "移了位置",
        MergeFate::NotKept => "没有收下",
    };
    let place = change.line.map_or_else(String::new, |line| format!("第{line}段 "));
    let was = if change.was.is_empty() { String::new() } else { format!("\n    原：{}", change.was) };
    let now = match change.fate {
        MergeFate::Moved => String::new(),
        _ if change.now.is_empty() => "\n    改：（删去）".to_owned(),
        _ => format!("\n    改：{}", change.now),
    };
    format!("{word} {place}{}{was}{now}", change.passage)
}

fn summed(outcome: &MergeOutcome, dry: bool) -> String {
    let MergeOutcome { year, changed, wordings, contests, entry, .. } = outcome;
    let counted = format!("{year}年报告：改动{}处，措辞{wordings}处，数字异议{contests}件", changed.len());
    match entry {
        Some(entry) => format!("{counted}；已记，日志第{entry}条起，下次写出的报告就这样印"),
        None if dry => format!("{counted}；只看，没有记"),
        None => format!("{counted}；没有要记的"),
    }
}
