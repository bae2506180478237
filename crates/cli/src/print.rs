//! `duheng print`: a ledger on paper: rows of a register, cases, posts, what is owed, what was drawn.

use crate::shell::{Ending, Failure, moment, open, reading, told, write};
use clap::Args;
use office::{ExportKind, Format};
use std::path::PathBuf;
use terminal::say;

#[derive(Args)]
pub struct Print {
    /// 数据目录
    pub dir: PathBuf,
    /// 台账、环、期、责任表的名称或标识，或一次抽取的编号；与 --of 合用时是文书的名称或标识
    pub what: String,
    /// 为哪一行出具：文书所据台账的主键，或“#行号”；打印文书时要写
    #[arg(long, value_name = "KEY")]
    pub of: Option<String>,
    /// 写到此文件；格式看后缀：pdf、ofd、docx、xlsx、csv
    #[arg(long)]
    pub out: PathBuf,
    /// 看哪一天（如 2022-09-01）；不写则看今天，评价年度已过则看年末
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// 评价年度；不写则取最近采用的方案
    #[arg(long)]
    pub year: Option<i32>,
}

pub fn run(asked: &Print) -> Result<Ending, Failure> {
    if let Some(key) = &asked.of {
        return issue(asked, key);
    }
    let ending = asked.out.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let known = || ExportKind::ALL.map(|(_, ending, _)| ending).join("、");
    let kind =
        ExportKind::of_ending(&ending).ok_or_else(|| format!("不认识的后缀“{ending}”：现有 {}", known()))?;
    let wrong = |text: &str| format!("“{text}”不是日历上的日期；写法如 2022-09-01");
    let day = asked.on.as_deref().map(|text| text.parse().map_err(|()| wrong(text))).transpose()?;
    let reading = reading(&open(&asked.dir)?, &moment(None)?, asked.year)?;
    write(&asked.out, reading.print(&asked.what, day, kind).map_err(told)?)?;
    say!("{}", asked.out.display());
    Ok(Ending::Clean)
}

/// A document about a row.
fn issue(asked: &Print, key: &str) -> Result<Ending, Failure> {
    let format: Format =
        asked.out.extension().unwrap_or_default().to_string_lossy().to_lowercase().parse()?;
    let reading = reading(&open(&asked.dir)?, &moment(None)?, asked.year)?;
    let number = reading.instrument_row(&asked.what, key).map_err(told)?;
    write(&asked.out, reading.instrument(&asked.what, number, format).map_err(told)?.bytes)?;
    say!("{}", asked.out.display());
    Ok(Ending::Clean)
}
