//! `duheng init`: a new data folder.

use crate::asked::Database;
use crate::packs;
use crate::shell::{Ending, Failure, reading, told};
use clap::Args;
use office::{AsOf, Office};
use std::path::PathBuf;
use terminal::say;

#[derive(Args)]
pub struct Init {
    /// 数据目录
    pub dir: PathBuf,
    /// 定义包：文件夹，或内置包名（如 chongqing-2023）
    #[arg(long)]
    pub pack: String,
    #[command(flatten)]
    pub database: Database,
}

pub fn run(asked: &Init) -> Result<Ending, Failure> {
    let (id, files) = packs::files(&asked.pack)?;
    asked.database.note(&asked.dir)?;
    let office = Office::init(&asked.dir, &id, &files).map_err(told)?;
    let scheme = reading(&office, &AsOf::Now, None)?.scheme();
    say!("已新建 {}，采用定义包 {}（{}）", asked.dir.display(), scheme.id, &scheme.hash[..12]);
    Ok(Ending::Clean)
}
