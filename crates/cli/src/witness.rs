//! `duheng journal key|consistent|request|witness`: what outsiders know and remember of a log.

use crate::rotate;
use crate::shell::{Ending, Failure, ending, open, print_json, read, reading, show, told, write};
use clap::Args;
use courier::{Client, Target};
use office::{AsOf, Finding, Machine, Place, WitnessBooks};
use std::path::{Path, PathBuf};
use std::time::Duration;
use terminal::say;

/// How long a witness is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// `journal key`: what is published of a log, for others to check its proofs with.
pub fn key(dir: &Path, out: Option<&Path>) -> Result<Ending, Failure> {
    let office = open(dir)?;
    let key = office.public_key();
    match out {
        Some(path) => write(path, key.lines)?,
        None => say!("{}", key.lines.trim_end()),
    }
    say!("指纹 {}", key.fingerprint);
    rotate::told(&key.changes);
    Ok(Ending::Clean)
}

/// `journal consistent`: holds a district against a checkpoint that somebody kept.
pub fn consistent(older: &Path, dir: &Path, witnesses: &[String], json: bool) -> Result<Ending, Failure> {
    let text = read(older)?;
    let office = open(dir)?;
    let answer = reading(&office, &AsOf::Now, None)?.consistent(&text).map_err(told)?;
    if json {
        print_json(&answer)?;
        return Ok(ending(&answer.findings));
    }
    if !answer.findings.is_empty() {
        return Ok(show(&answer.findings));
    }
    say!("接续：日志现有{}条，前{}条正是检查点签下的那些。", answer.size, answer.older);
    say!("  钥匙 {}", answer.fingerprint);
    rotate::told(&answer.changes);
    let mut result = Ending::Clean;
    for witness in witnesses {
        let line = named(witness)?;
        let name = line.split('+').next().unwrap_or_default();
        match office::witnessed(&text, &line) {
            Some(time) => say!("  见证 {name} 于 {time}"),
            None => {
                say!("  {name} 没有见证过这个检查点");
                result = Ending::Findings;
            }
        }
    }
    Ok(result)
}

/// `journal request`: what is handed to a witness.
pub fn request(dir: &Path, old: u64, out: Option<&Path>) -> Result<Ending, Failure> {
    let text = reading(&open(dir)?, &AsOf::Now, None)?.witness_request(old).map_err(told)?;
    match out {
        Some(path) => write(path, text)?,
        None => say!("{}", text.trim_end()),
    }
    Ok(Ending::Clean)
}

/// What a witness is asked, by file or by HTTP.
#[derive(Args)]
pub struct Witnessing {
    /// 请求文件；用 --ask 时是数据目录
    #[arg(required_unless_present = "listen")]
    pub subject: Option<PathBuf>,
    /// 开着门等各份日志来请（C2SP tlog-witness）：监听地址，如 0.0.0.0:8060
    #[arg(long, value_name = "ADDR", conflicts_with_all = ["subject", "ask", "out"])]
    pub listen: Option<String>,
    /// 从日志一方去请：见证方的地址，如 http://10.0.0.9:8060
    #[arg(long, value_name = "URL", conflicts_with_all = ["key", "name", "books"])]
    pub ask: Option<String>,
    /// 被见证日志的公钥：写着它的文件；开着门时可写几次
    #[arg(long, required_unless_present_any = ["ask", "listen"])]
    pub key: Vec<String>,
    /// 见证方的名称
    #[arg(long, required_unless_present = "ask")]
    pub name: Option<String>,
    /// 见证簿的目录：私钥、各份日志的公钥和见证过的检查点
    #[arg(long, required_unless_present = "ask")]
    pub books: Option<PathBuf>,
    /// 见证过的检查点写到此文件
    #[arg(long, required_unless_present = "listen")]
    pub out: Option<PathBuf>,
}

/// `journal witness`: signs beside a log what goes on from what was signed before, on a machine of one's own; or asks
/// somebody who does.
pub fn witness(asked: &Witnessing) -> Result<Ending, Failure> {
    let missing = || "缺一样：见 duheng journal witness --help".to_owned();
    if let (Some(url), Some(dir), Some(out)) = (&asked.ask, &asked.subject, &asked.out) {
        return ask(dir, url, out);
    }
    let (name, books) = asked.name.as_deref().zip(asked.books.as_deref()).ok_or_else(missing)?;
    if let Some(address) = &asked.listen {
        return listen(&asked.key, name, books, address);
    }
    let (file, out) = asked.subject.as_deref().zip(asked.out.as_deref()).ok_or_else(missing)?;
    let (request, key) = (read(file)?, named(asked.key.first().ok_or_else(missing)?)?);
    let answer = office::witness(books, name, &request, &key, &mut Machine, &Machine).map_err(told)?;
    let Some(checkpoint) = answer.checkpoint else { return Ok(show(&answer.findings)) };
    write(out, checkpoint)?;
    say!("已见证{}条，写入 {}。验证见证用这一行：", answer.size, out.display());
    say!("{}", answer.line);
    Ok(Ending::Clean)
}

/// Keeps the door of a witness open until it is told to end.
fn listen(keys: &[String], name: &str, books: &Path, address: &str) -> Result<Ending, Failure> {
    let address = address.parse().map_err(|_| format!("“{address}”不是地址；例如 0.0.0.0:8060"))?;
    let books = WitnessBooks::open(books, name, &mut Machine).map_err(told)?;
    for key in keys {
        if let Some(finding) = books.enter(&named(key)?).map_err(told)? {
            return Ok(show(&[finding]));
        }
    }
    let line = books.line();
    web::serve_witness(books, address, |address| {
        say!("见证的门已开：http://{address}/add-checkpoint   （Ctrl-C 结束）。验证见证用这一行：");
        say!("{line}");
    })
    .map_err(told)?;
    Ok(Ending::Clean)
}

/// Asks a witness by HTTP: from the size that he says he knows, with the keys when he does not know the newest one.
fn ask(dir: &Path, url: &str, out: &Path) -> Result<Ending, Failure> {
    let office = open(dir)?;
    let reading = reading(&office, &AsOf::Now, None)?;
    let size = reading.size();
    let mut client = Client::new(Target::parse(url)?, PATIENCE);
    let mut post =
        |path: &str, text: &str| client.post_text(path, text).map_err(|failure| failure.to_string());
    let refuse = |code, sentence: String, hint: &str| {
        Ok(show(&[Finding::error(code, Place::whole(url), sentence).hint(hint)]))
    };
    let (mut old, mut led) = (0, false);
    loop {
        let request = reading.witness_request(old).map_err(told)?;
        let answer = post("/add-checkpoint", &request)?;
        match answer.status {
            200 => {
                let unread = || format!("{url}：见证方的答复读不成");
                let checkpoint = office::with_cosignatures(&request, &answer.body).ok_or_else(unread)?;
                write(out, checkpoint)?;
                say!("已请得见证：{size}条，写入 {}。", out.display());
                return Ok(Ending::Clean);
            }
            409 => match answer.body.trim().parse::<u64>() {
                Ok(known) if known > size => {
                    let sentence =
                        format!("见证方见证过{known}条，日志只有{size}条：末尾丢了，或者这是旧的副本");
                    return refuse("witness.tail-lost", sentence, "从备份恢复，并与见证方核对");
                }
                Ok(known) if known != old => old = known,
                _ => {
                    let sentence = format!("见证方见证过的{old}条不是这份日志的前{old}条：这是另一份历史");
                    return refuse("witness.other-history", sentence, "见证方手里的检查点就是证据");
                }
            },
            // A key that he does not know may have been changed since: the old one leads him on.
            403 if !led => {
                led = true;
                post("/add-key", &office.public_key().lines)?;
            }
            403 => {
                return refuse(
                    "witness.key",
                    "见证方不认签名的钥匙".to_owned(),
                    "请见证方核对公钥：duheng journal key",
                );
            }
            404 => {
                return refuse(
                    "witness.unknown",
                    "见证方的见证簿里没有这份日志".to_owned(),
                    "请见证方把公钥记进去",
                );
            }
            422 => {
                let sentence = "日志不是从见证过的那份接续的：这是另一份历史".to_owned();
                return refuse("witness.other-history", sentence, "见证方手里的检查点就是证据");
            }
            status => return Err(format!("{url}：答复 {status}")),
        }
    }
}

/// What a word of the command names: a file that holds it, or itself.
pub fn named(word: &str) -> Result<String, Failure> {
    match Path::new(word).is_file() {
        true => read(Path::new(word)),
        false => Ok(word.to_owned()),
    }
}
