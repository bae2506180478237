//! `duheng pack`.

mod find;
mod import;
mod new;
mod template;

use crate::packs;
use crate::shell::{Ending, Failure, ending, print_json, show, told};
use clap::Subcommand;
use serde_json::json;
use terminal::say;

/// What can be done with a pack.
#[derive(Subcommand)]
pub enum PackVerb {
    /// 检查定义包：一次列出全部问题，并运行全部示例
    Check {
        /// 文件夹，或内置包名
        pack: String,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 用文字说明定义包
    Describe {
        /// 文件夹，或内置包名
        pack: String,
    },
    /// 指标、参数、台账之间的关系图（Mermaid）
    Graph {
        /// 文件夹，或内置包名
        pack: String,
    },
    /// 按中文名、标识、数字、依据、责任单位、字段名查定义，写出它在哪个文件
    Find(find::Find),
    /// 由官方指标表起草下一年的定义包：方面、指标、分值、标准、责任单位，附与上年的对照
    Import(import::Import),
    /// 新写一条定义：定义和示例各一个文件，带说明，待填
    New(new::New),
}

pub fn run(verb: &PackVerb) -> Result<Ending, Failure> {
    match verb {
        PackVerb::Check { pack, json } => {
            let (id, files) = packs::files(pack)?;
            let check = office::check_pack(&id, &files).map_err(told)?;
            if *json {
                print_json(&json!({ "summary": check.summary, "findings": check.findings }))?;
                return Ok(ending(&check.findings));
            }
            let ending = show(&check.findings);
            say!("{}", check.summary);
            Ok(ending)
        }
        PackVerb::Describe { pack } => {
            let (id, files) = packs::files(pack)?;
            say!("{}", office::describe_pack(&id, &files).map_err(told)?);
            Ok(Ending::Clean)
        }
        PackVerb::Graph { pack } => {
            let (id, files) = packs::files(pack)?;
            say!("{}", office::graph_pack(&id, &files).map_err(told)?);
            Ok(Ending::Clean)
        }
        PackVerb::Find(asked) => find::run(asked),
        PackVerb::Import(asked) => import::run(asked),
        PackVerb::New(asked) => new::run(asked),
    }
}
