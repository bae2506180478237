//! `duheng verifier`: the second verifier, one page to take away.

use crate::shell::{Ending, Failure, write};
use clap::Args;
use std::path::PathBuf;
use terminal::say;

/// Where the page goes.
#[derive(Args)]
pub struct Verifier {
    /// 网页写到此文件
    #[arg(long, default_value = "duheng-verifier.html")]
    pub out: PathBuf,
}

pub fn run(asked: &Verifier) -> Result<Ending, Failure> {
    write(&asked.out, verifier::page())?;
    say!("{}；用浏览器打开，不联网也能核验证书", asked.out.display());
    Ok(Ending::Clean)
}
