//! `duheng journal key|consistent|request|witness`: what outsiders know and remember of a log.

use crate::rotate;
use crate::shell::{Ending, Failure, ending, open, print_json, read, reading, show, told, write};
use office::{AsOf, Machine};
use std::path::Path;
use terminal::say;

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

/// `journal witness`: signs beside a log what goes on from what was signed before, on a machine of one's own.
pub fn witness(file: &Path, key: &str, name: &str, books: &Path, out: &Path) -> Result<Ending, Failure> {
    let (request, key) = (read(file)?, named(key)?);
    let answer = office::witness(books, name, &request, &key, &mut Machine, &Machine).map_err(told)?;
    let Some(checkpoint) = answer.checkpoint else { return Ok(show(&answer.findings)) };
    write(out, checkpoint)?;
    say!("已见证{}条，写入 {}。验证见证用这一行：", answer.size, out.display());
    say!("{}", answer.line);
    Ok(Ending::Clean)
}

/// What a word of the command names: a file that holds it, or itself.
pub fn named(word: &str) -> Result<String, Failure> {
    match Path::new(word).is_file() {
        true => read(Path::new(word)),
        false => Ok(word.to_owned()),
    }
}
