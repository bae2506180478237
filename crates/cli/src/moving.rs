//! `duheng move`: a district from its folder to a server, and back.

use crate::shell::{Ending, Failure, told};
use clap::Args;
use office::Address;
use std::path::Path;
use terminal::{Progress, say};

#[derive(Args)]
pub struct Move {
    /// 从哪里：数据目录，或它的数据库 postgres://…
    pub from: String,
    /// 到哪里：数据库 postgres://…，或数据目录
    pub to: String,
}

/// Moves a district; cut off at any moment, the same command goes on.
pub fn run(asked: &Move) -> Result<Ending, Failure> {
    let mut line = Progress::new("搬迁");
    let mut progress = |step: office::Progress| line.show(step.done, step.total);
    let moved = match (Address::is_meant(&asked.from), Address::is_meant(&asked.to)) {
        (false, true) => {
            let address = Address::read(&asked.to).map_err(told)?;
            office::move_to_server(Path::new(&asked.from), &address, &mut progress).map_err(told)?
        }
        (true, false) => {
            let address = Address::read(&asked.from).map_err(told)?;
            office::move_to_files(Path::new(&asked.to), &address, &mut progress).map_err(told)?
        }
        _ => return Err("一头是数据目录，一头是 postgres://… 的地址".into()),
    };
    drop(line);
    say!("已搬好，日志{}条，树根 {}，与搬之前相同", moved.entries, moved.root);
    Ok(Ending::Clean)
}
