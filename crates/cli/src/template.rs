//! `duheng template`.

use crate::shell::{Ending, Failure, open, reading, told, write};
use clap::Args;
use office::AsOf;
use std::path::PathBuf;
use terminal::say;

#[derive(Args)]
pub struct Template {
    /// 数据目录
    pub dir: PathBuf,
    /// 台账的名称或标识
    pub register: String,
    /// 写到此文件；不写则以台账的名称为文件名
    #[arg(long)]
    pub out: Option<PathBuf>,
}

pub fn run(asked: &Template) -> Result<Ending, Failure> {
    let bytes = reading(&open(&asked.dir)?, &AsOf::Now, None)?.blank(&asked.register).map_err(told)?;
    let out = asked.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.xlsx", asked.register)));
    write(&out, bytes)?;
    say!("{}：填好后 duheng import {} {}", out.display(), asked.dir.display(), out.display());
    Ok(Ending::Clean)
}
