//! `duheng keys`: the keys beside the database, and a new one in the place of one that is lost.

use crate::asked::Dir;
use crate::shell::{Ending, Failure, print_json, told};
use clap::{Args, ValueEnum};
use office::KeyFile;
use terminal::{say, table};

#[derive(Args)]
pub struct Keys {
    #[command(flatten)]
    pub at: Dir,
    /// 钥匙确实丢了：换一把新的，由旧钥匙算出的一概作废
    #[arg(long, value_name = "KEY")]
    pub renew: Option<Which>,
}

/// A key that can be made anew.
#[derive(Clone, Copy, ValueEnum)]
pub enum Which {
    /// 设备的密钥由它算出
    Signals,
    /// 链接和应答码由它算出
    Notice,
}

pub fn run(asked: &Keys) -> Result<Ending, Failure> {
    let office = asked.at.open()?;
    match asked.renew {
        Some(Which::Signals) => office.renew_key(KeyFile::Signals).map_err(told)?,
        Some(Which::Notice) => office.renew_key(KeyFile::Notices).map_err(told)?,
        None => {}
    }
    let keys = office.keys().map_err(told)?;
    if asked.at.json {
        print_json(&keys)?;
    } else {
        let row = |(name, wrong): &(&'static str, Option<String>)| {
            vec![(*name).to_owned(), wrong.clone().unwrap_or_else(|| "在，是本区的".to_owned())]
        };
        terminal::text(&table(&["钥匙", "状态"], &keys.iter().map(row).collect::<Vec<_>>()));
        if asked.renew.is_some() {
            say!("已换新钥匙：请给各设备重新取密钥，已发出的链接和应答码不再认");
        }
    }
    Ok(Ending::Clean)
}
