//! `duheng journal` and `duheng rebuild`.

use crate::arguments::JournalVerb;
use crate::progress::Line;
use crate::say::say;
use crate::{Ending, Failure, open, print_json, show, told};
use std::path::Path;

pub fn run(verb: &JournalVerb) -> Result<Ending, Failure> {
    match verb {
        JournalVerb::Verify { path, json } if path.is_file() => proof(path, *json),
        JournalVerb::Verify { path, json } => {
            let check = open(path)?.journal_verify().map_err(told)?;
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
            let root = open(dir)?.journal_root().map_err(told)?;
            if *json {
                print_json(&root)?;
            } else {
                say!("{}条\n根 {}\n\n{}", root.size, root.root, root.checkpoint);
            }
            Ok(Ending::Clean)
        }
        JournalVerb::Prove { dir, entry, out } => {
            let proof = open(dir)?.journal_prove(*entry).map_err(told)?;
            let text = serde_json::to_string_pretty(&proof).map_err(told)?;
            match out {
                None => say!("{text}"),
                Some(path) => std::fs::write(path, text).map_err(|e| format!("{}：{e}", path.display()))?,
            }
            Ok(Ending::Clean)
        }
    }
}

fn proof(path: &Path, json: bool) -> Result<Ending, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}：{error}", path.display()))?;
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

pub fn rebuild(dir: &Path, json: bool) -> Result<Ending, Failure> {
    let office = open(dir)?;
    let mut line = Line::new("重建");
    let outcome = office.rebuild(&mut |step| line.show(step)).map_err(told)?;
    drop(line);
    if json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    if outcome.equal {
        say!("由日志{}条重建出{}个行版本，与原有的完全相同。", outcome.entries, outcome.versions);
    }
    Ok(show(&outcome.findings))
}

fn ending(findings: &[office::Finding]) -> Ending {
    if office::has_error(findings) { Ending::Findings } else { Ending::Clean }
}
