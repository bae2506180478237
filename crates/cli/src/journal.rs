//! `duheng journal` and `duheng rebuild`.

use crate::asked::Dir;
use crate::shell::{
    Ending, Failure, ending, json_text, open, operator, print_json, read, reading, show, told, write,
};
use clap::{Args, Subcommand};
use office::AsOf;
use std::path::{Path, PathBuf};
use terminal::Progress;
use terminal::say;

/// What can be done with the journal.
#[derive(Subcommand)]
pub enum JournalVerb {
    /// 核验：数据目录的整部日志，或一个存在证明文件
    Verify {
        /// 数据目录，或证明文件
        path: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 日志的大小、根和检查点
    Root {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 一个条目的存在证明
    Prove {
        /// 数据目录
        dir: PathBuf,
        /// 条目号
        entry: u64,
        /// 写到此文件；不写则输出到屏幕
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Args)]
pub struct Rebuild {
    #[command(flatten)]
    pub at: Dir,
}

pub fn run(verb: &JournalVerb) -> Result<Ending, Failure> {
    match verb {
        JournalVerb::Verify { path, json } if path.is_file() => proof(path, *json),
        JournalVerb::Verify { path, json } => {
            let office = open(path)?;
            let check = office.journal_verify(&operator(&office)).map_err(told)?;
            if *json {
                print_json(&check)?;
            } else if check.findings.is_empty() {
                say!("日志{}条全部核对无误。", check.size);
                say!("  根      {}", check.root);
                say!("  检查点  {}个，签名都成立（钥匙 {}）", check.checkpoints, check.key);
                if check.erased > 0 {
                    say!("  依法删除内容的有{}条，叶子仍在", check.erased);
                }
            }
            Ok(if *json { ending(&check.findings) } else { show(&check.findings) })
        }
        JournalVerb::Root { dir, json } => {
            let root = reading(&open(dir)?, &AsOf::Now, None)?.journal_root().map_err(told)?;
            if *json {
                print_json(&root)?;
            } else {
                say!("{}条\n根 {}\n\n{}", root.size, root.root, root.checkpoint);
            }
            Ok(Ending::Clean)
        }
        JournalVerb::Prove { dir, entry, out } => {
            let proof = reading(&open(dir)?, &AsOf::Now, None)?.journal_prove(*entry).map_err(told)?;
            match out {
                None => print_json(&proof)?,
                Some(path) => write(path, json_text(&proof)?)?,
            }
            Ok(Ending::Clean)
        }
    }
}

fn proof(path: &Path, json: bool) -> Result<Ending, Failure> {
    let text = read(path)?;
    match office::verify_proof(&text) {
        Ok(proof) if json => print_json(&proof).map(|()| Ending::Clean),
        Ok(proof) => {
            say!("证明成立：第{}条在下面这个检查点的日志里。", proof.entry);
            proof.checkpoint.lines().take(5).for_each(|line| say!("  {line}"));
            if let Some(body) = &proof.body {
                say!("条目的内容：");
                body.lines().for_each(|line| say!("  {}", line.replace('\t', "  ")));
            }
            Ok(Ending::Clean)
        }
        Err(finding) => Ok(show(&[*finding])),
    }
}

pub fn rebuild(asked: &Rebuild) -> Result<Ending, Failure> {
    let office = asked.at.open()?;
    let mut line = Progress::new("重建");
    let outcome = office.rebuild(&mut |step| line.show(step.done, step.total)).map_err(told)?;
    drop(line);
    if asked.at.json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    if outcome.equal {
        say!("由日志{}条重建出{}个行版本，与原有的完全相同。", outcome.entries, outcome.versions);
    }
    Ok(show(&outcome.findings))
}
