//! `duheng report`: writes the report; `duheng report merge` takes it back from a word processor.

mod merge;

use crate::shell::{Ending, Failure, moment, open, reading, show, told, write};
use clap::{Args, Subcommand};
use office::{Finding, Format, Reading, Rendition, WrittenReport};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use terminal::say;

/// Name of the report's files, without ending.
const NAME: &str = "自评报告";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Report {
    #[command(flatten)]
    pub written: Option<Writing>,
    #[command(subcommand)]
    pub verb: Option<ReportVerb>,
}

#[derive(Subcommand)]
pub enum ReportVerb {
    /// 在 Word、WPS 里改过的报告合并回来：措辞留下，改了的数字不收
    Merge(merge::Merge),
}

#[derive(Args)]
pub struct Writing {
    /// 数据目录
    pub dir: PathBuf,
    /// 输出文件夹
    #[arg(long)]
    pub out: PathBuf,
    /// 格式，逗号分隔：docx,html,txt,pdf,ofd
    #[arg(long, default_value = "docx,html,txt", value_delimiter = ',')]
    pub format: Vec<String>,
    /// 文本：clean 报送本（报送用，不带注号和来源），marked 标注本，sources 溯源本（带算法和日志收据）
    #[arg(long, default_value = "sources", value_parser = rendition)]
    pub rendition: Rendition,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 评价年度；不写则取最近采用的方案
    #[arg(long)]
    pub year: Option<i32>,
}

pub fn run(asked: &Report) -> Result<Ending, Failure> {
    match (&asked.verb, &asked.written) {
        (Some(ReportVerb::Merge(asked)), _) => merge::run(asked),
        (None, Some(asked)) => write_all(asked),
        (None, None) => Err("请写数据目录和 --out 输出文件夹".to_owned()),
    }
}

fn write_all(asked: &Writing) -> Result<Ending, Failure> {
    let formats = asked.format.iter().map(|format| format.parse()).collect::<Result<Vec<Format>, _>>()?;
    let reading = reading(&open(&asked.dir)?, &moment(asked.as_of.as_deref())?, asked.year)?;
    let Files { report, paths, findings } = written(&reading, &asked.out, &formats, asked.rendition)?;
    let ending = show(&[report.findings.as_slice(), &findings].concat());
    paths.iter().for_each(|path| say!("{}", path.display()));
    Ok(ending)
}

fn rendition(text: &str) -> Result<Rendition, String> {
    Rendition::named(text).ok_or_else(|| format!("不认识的文本“{text}”：现有 clean、marked、sources"))
}

/// The report and its files.
pub struct Files {
    /// The report.
    pub report: Arc<WrittenReport>,
    /// Its files.
    pub paths: Vec<PathBuf>,
    /// What there is to say of them: fonts, letters.
    pub findings: Vec<Finding>,
}

/// Writes the report's files.
pub fn written(
    reading: &Reading,
    out: &Path,
    formats: &[Format],
    rendition: Rendition,
) -> Result<Files, Failure> {
    let report = reading.report().map_err(told)?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}：{error}", out.display()))?;
    let (mut paths, mut findings) = (Vec::new(), Vec::new());
    for format in formats {
        let path = out.join(format!("{NAME}.{}", format.ending()));
        let printed = reading.report_as(*format, rendition).map_err(told)?;
        write(&path, printed.bytes)?;
        findings
            .extend(printed.findings.into_iter().filter(|one| !findings.contains(one)).collect::<Vec<_>>());
        paths.push(path);
    }
    Ok(Files { report, paths, findings })
}
