//! `duheng report`.

use crate::shell::{Ending, Failure, moment, open, reading, show, told, write};
use clap::Args;
use office::{Format, Reading, WrittenReport};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use terminal::say;

/// Name of the report's files, without ending.
const NAME: &str = "自评报告";

#[derive(Args)]
pub struct Report {
    /// 数据目录
    pub dir: PathBuf,
    /// 输出文件夹
    #[arg(long)]
    pub out: PathBuf,
    /// 格式，逗号分隔：docx,html,txt
    #[arg(long, default_value = "docx,html,txt", value_delimiter = ',')]
    pub format: Vec<String>,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 评价年度；不写则取最近采用的方案
    #[arg(long)]
    pub year: Option<i32>,
}

pub fn run(asked: &Report) -> Result<Ending, Failure> {
    let formats = asked.format.iter().map(|format| format.parse()).collect::<Result<Vec<Format>, _>>()?;
    let reading = reading(&open(&asked.dir)?, &moment(asked.as_of.as_deref())?, asked.year)?;
    let (report, paths) = written(&reading, &asked.out, &formats)?;
    let ending = show(&report.findings);
    paths.iter().for_each(|path| say!("{}", path.display()));
    Ok(ending)
}

/// Writes the report's files.
pub fn written(
    reading: &Reading,
    out: &Path,
    formats: &[Format],
) -> Result<(Arc<WrittenReport>, Vec<PathBuf>), Failure> {
    let report = reading.report().map_err(told)?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}：{error}", out.display()))?;
    let mut paths = Vec::new();
    for format in formats {
        let path = out.join(format!("{NAME}.{}", format.ending()));
        write(&path, report.bytes(*format))?;
        paths.push(path);
    }
    Ok((report, paths))
}
