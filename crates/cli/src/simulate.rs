//! `duheng simulate`: random district-years, and what must hold through all of them.

use crate::packs;
use crate::shell::{Ending, Failure, print_json};
use clap::Args;
use lab::BuiltIn;
use lab::simulate::{Outcome, Plant, Years};
use terminal::say;

#[derive(Args)]
pub struct Simulate {
    /// 种子；违反时给出的种子可以重放
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 几个区县年
    #[arg(long, default_value_t = 20)]
    pub years: u64,
    /// 定义包：文件夹，或内置包名
    #[arg(long, default_value = "chongqing-2023")]
    pub pack: String,
    /// 几个线程；不写则用全部处理器
    #[arg(long)]
    pub threads: Option<usize>,
    /// 故意埋下一处故障，看能否发现
    #[arg(long)]
    pub plant: Option<Plant>,
    /// 发现违反后仍继续其余区县
    #[arg(long)]
    pub all: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

pub fn run(asked: &Simulate) -> Result<Ending, Failure> {
    let (id, files) = packs::files(&asked.pack)?;
    let Simulate { seed, years, threads, plant, all, .. } = *asked;
    let years = Years { seed, years, threads, plant, all };
    let outcome = lab::simulate::run(&years, BuiltIn { id: &id, files: &files })?;
    if asked.json {
        print_json(&outcome)?;
    } else {
        tell(&outcome);
    }
    Ok(if outcome.violations.is_empty() { Ending::Clean } else { Ending::Findings })
}

fn tell(outcome: &Outcome) {
    let played = &outcome.played;
    say!("演练  {}个区县年，{:.1}秒；种子从{}起", outcome.district_years, outcome.seconds, outcome.seed);
    say!(
        "      入账{}次共{}行，拒绝{}次（其中应拒的{}次）",
        played.recorded,
        played.rows,
        played.refused,
        played.forbidden
    );
    say!("      断电{}次，应答丢失{}次；重开{}次", played.cuts, played.lost, played.reopened);
    for (what, count) in &played.acts {
        say!("      {what}  {count}");
    }
    if outcome.violations.is_empty() {
        say!("没有违反：不丢、不重、整改人不销自己的号、没有报告不算零、日志核验无误、重建与现有相同。");
    }
    for one in &outcome.violations {
        say!("违反  {}\n      重放：{}", one.what, one.replay);
    }
}
