//! `duheng journal` and `duheng rebuild`.

use crate::asked::Dir;
use crate::shell::{
    Ending, Failure, ending, json_text, open, operator, print_json, read, reading, show, told, write,
};
use crate::{rotate, witness};
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
        /// 公布的钥匙：32位指纹，或写着公钥两行的文件；不给则只知自洽，不知是谁的日志
        #[arg(long)]
        key: Option<String>,
        /// 同时与这份收据对照：别人保存的检查点，或从报告末尾抄下的收据
        #[arg(long, value_name = "FILE")]
        receipt: Option<PathBuf>,
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
        /// 把检查点写到此文件，供别人保存
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// 公布用的公钥：第一把的两行、历次换钥的文书，与现用的指纹
    Key {
        /// 数据目录
        dir: PathBuf,
        /// 写到此文件
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// 换签名钥匙：条目由新旧两把钥匙一同签名，此后只用新的
    Rotate {
        /// 数据目录
        dir: PathBuf,
        /// 写着新私钥（64位十六进制）的文件；不写则新造一把
        #[arg(long, value_name = "FILE")]
        new: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 与别人保存的检查点对照：末尾丢了、旧副本、另一份历史都看得出
    Consistent {
        /// 保存下来的检查点
        older: PathBuf,
        /// 数据目录
        dir: PathBuf,
        /// 见证方的公钥一行，或写着它的文件；可写几次
        #[arg(long)]
        witness: Vec<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 写出交给见证方的请求
    Request {
        /// 数据目录
        dir: PathBuf,
        /// 见证方上次见证到多少条；从未见证过则不写
        #[arg(long, default_value_t = 0)]
        old: u64,
        /// 写到此文件；不写则输出到屏幕
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// 见证：在见证方自己的机器上核对接续后签名，或从日志一方去请
    Witness(witness::Witnessing),
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
        JournalVerb::Verify { path, key, json, .. } if path.is_file() => {
            proof(path, named(key.as_deref())?.as_deref(), *json)
        }
        JournalVerb::Verify { path, key, receipt, json } => {
            let office = open(path)?;
            let (key, receipt) = (named(key.as_deref())?, receipt.as_deref().map(read).transpose()?);
            let session = operator(&office);
            let check = office.journal_verify(&session, key.as_deref(), receipt.as_deref()).map_err(told)?;
            if *json {
                print_json(&check)?;
            } else if check.findings.is_empty() {
                say!("日志{}条全部核对无误。", check.size);
                say!("  根      {}", check.root);
                let known = if check.is_named {
                    "与所给的相符"
                } else {
                    "未与公布的核对，核对用 --key"
                };
                say!("  检查点  {}个，签名都成立", check.checkpoints);
                if let Some(size) = check.receipt {
                    say!("  收据    前{size}条正是收据签下的那些");
                }
                say!("  钥匙    {}（{known}）", check.key);
                rotate::told(&check.changes);
                if check.erased > 0 {
                    say!("  依法删除内容的有{}条，叶子仍在", check.erased);
                }
            }
            Ok(if *json { ending(&check.findings) } else { show(&check.findings) })
        }
        JournalVerb::Rotate { dir, new, json } => rotate::run(dir, new.as_deref(), *json),
        JournalVerb::Key { dir, out } => witness::key(dir, out.as_deref()),
        JournalVerb::Consistent { older, dir, witness, json } => {
            witness::consistent(older, dir, witness, *json)
        }
        JournalVerb::Request { dir, old, out } => witness::request(dir, *old, out.as_deref()),
        JournalVerb::Witness(asked) => witness::witness(asked),
        JournalVerb::Root { dir, json, out } => {
            let root = reading(&open(dir)?, &AsOf::Now, None)?.journal_root().map_err(told)?;
            if let Some(path) = out {
                write(path, &root.checkpoint)?;
            }
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

/// The key that somebody names: a file that holds it, or its fingerprint.
fn named(key: Option<&str>) -> Result<Option<String>, Failure> {
    key.map(witness::named).transpose()
}

fn proof(path: &Path, key: Option<&str>, json: bool) -> Result<Ending, Failure> {
    let text = read(path)?;
    let check = match office::verify_proof(&text, key) {
        Err(finding) => return Ok(show(&[*finding])),
        Ok(check) => check,
    };
    // Whose log it is only the reader can know: without a key that he names nothing is proved to him.
    let ending = if check.is_named { Ending::Clean } else { Ending::Findings };
    if json {
        return print_json(&check).map(|()| ending);
    }
    let proof = &check.proof;
    match check.is_named {
        true => say!("证明成立：第{}条在下面这个检查点的日志里，钥匙与所给的相符。", proof.entry),
        false => {
            say!("自洽，未核对钥匙：第{}条在下面这个检查点的日志里，但不知是谁的日志。", proof.entry);
            say!("  请向主管部门索取公布的钥匙指纹，用 --key 核对。");
        }
    }
    say!("  钥匙 {}", check.fingerprint);
    rotate::told(&check.changes);
    proof.checkpoint.lines().take_while(|line| !line.is_empty()).for_each(|line| say!("  {line}"));
    if let Some(body) = &proof.body {
        say!("条目的内容：");
        body.lines().for_each(|line| say!("  {}", line.replace('\t', "  ")));
    }
    Ok(ending)
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
