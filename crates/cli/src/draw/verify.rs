//! `duheng draw verify`, `open`, `explain`: what an outsider does, from files alone.

use crate::shell::{Ending, Failure, print_json, read, show};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};
use terminal::say;
use view::{Assurance, DrawTold, DrawVerdict};

/// Certificates to be verified.
#[derive(Args)]
pub struct Verify {
    /// 证书文件；几个一起核时，同一编号而内容不同的会指出来
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 从别处得知的公钥：指纹、公钥，或写着它的文件；不写则至多说“自洽”
    #[arg(long, value_name = "FINGERPRINT|FILE")]
    pub key: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    certificates: &'a [DrawVerdict],
    findings: &'a [office::Finding],
}

pub fn verify(asked: &Verify) -> Result<Ending, Failure> {
    let files: Vec<(String, String)> = asked
        .files
        .iter()
        .map(|file| Ok((file.display().to_string(), read(file)?)))
        .collect::<Result<_, Failure>>()?;
    let key = asked.key.as_deref().map(named).transpose()?;
    let (verdicts, findings) = office::verify_draws(&files, key.as_deref());
    let holds = findings.is_empty() && verdicts.iter().all(|one| one.assurance == Assurance::Holds);
    if asked.json {
        print_json(&Answer { certificates: &verdicts, findings: &findings })?;
    } else {
        files.iter().zip(&verdicts).for_each(|((name, _), verdict)| say_verdict(name, verdict));
        show(&findings);
    }
    Ok(if holds { Ending::Clean } else { Ending::Findings })
}

/// The key as named: what a file says, when there is one of that name.
fn named(key: &str) -> Result<String, Failure> {
    if Path::new(key).is_file() { read(Path::new(key)) } else { Ok(key.to_owned()) }
}

fn say_verdict(name: &str, verdict: &DrawVerdict) {
    match verdict.assurance {
        Assurance::Holds => {
            say!("{name}：成立。由名单、规则和公开值重算，抽中的对象和检查人员逐个相同；签名是所给的钥匙。")
        }
        Assurance::Consistent => {
            say!("{name}：自洽，未核对钥匙。重算都相同，但签名的是谁的钥匙还没有核对（用 --key）。")
        }
        Assurance::Refused => say!("{name}：不成立。"),
    }
    if let Some(told) = &verdict.told {
        say_told(told, &verdict.fingerprint);
    }
    show(&verdict.findings);
}

fn say_told(told: &DrawTold, fingerprint: &str) {
    let DrawTold { number, title, origin, entry, checkpoint, commitment, public, slips } = told;
    say!("  抽取    {title}（{number}），抽出{slips}个");
    say!("  日志    {origin}，第{entry}条；检查点{}条，{}", checkpoint.size, checkpoint.time);
    say!("  钥匙    {fingerprint}");
    say!("  承诺值  {commitment}");
    say!("  公开值  {}", public.value);
    say!("    请到出处核对：{}，{}，{}或以后公布", public.source, public.issue, public.day);
    say!("    检查点的时间是签名者自述；在{}之前拿到过这个承诺值的，可以排除事后倒填", public.day);
}

/// A slip to be held against the seals.
#[derive(Args)]
pub struct Open {
    /// 启封件
    pub slip: PathBuf,
    /// 封签
    pub seals: PathBuf,
    /// 抽出时公布的封签根；不写则至多说“自洽”
    #[arg(long, value_name = "ROOT")]
    pub root: Option<String>,
}

pub fn opened(asked: &Open) -> Result<Ending, Failure> {
    let opened = match office::verify_opening(&read(&asked.slip)?, &read(&asked.seals)?) {
        Ok(opened) => opened,
        Err(finding) => return Ok(show(&[*finding])),
    };
    let slip = format!("对象{}，派{}", opened.object, opened.inspectors.join("、"));
    match asked.root.as_deref().map(str::trim) {
        Some(root) if root == opened.root => {
            say!("启封件成立：就是事先封好的一签，{slip}。");
            Ok(Ending::Clean)
        }
        Some(_) => {
            say!("启封件不成立：封签文件的根是{}，不是所给的那一个。", opened.root);
            Ok(Ending::Findings)
        }
        None => {
            say!("启封件自洽，未核对封签根：与封签文件相符，{slip}。");
            say!("  封签根 {}；与抽出时公布的相同才算数（用 --root）", opened.root);
            Ok(Ending::Findings)
        }
    }
}

pub fn explain(file: &Path) -> Result<Ending, Failure> {
    match office::explain_draw(&read(file)?, &file.display().to_string()) {
        Ok(page) => {
            terminal::text(&page);
            Ok(Ending::Clean)
        }
        Err(findings) => Ok(show(&findings)),
    }
}
