//! `duheng journal rotate`, and how the changes of a key are told.

use crate::shell::{self, Ending, Failure, ending, open, operator, print_json, read, show};
use office::view::KeyChange;
use std::path::Path;
use terminal::say;

/// How the key came to be the one that it is.
pub fn told(changes: &[KeyChange]) {
    for KeyChange { entry, old, new } in changes {
        say!("  换钥    第{entry}条：{old} 换成 {new}，两把钥匙都签了名");
    }
}

/// `journal rotate`: gives the signing key up for another one.
pub fn run(dir: &Path, new: Option<&Path>, json: bool) -> Result<Ending, Failure> {
    let office = open(dir)?;
    let given = new.map(read).transpose()?;
    let outcome = office.rotate_key(&operator(&office), given.as_deref()).map_err(shell::told)?;
    if json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    if let Some(change) = &outcome.change {
        match outcome.finished {
            true => say!("上次的换钥在第{}条已经写下，这次把它做完了：", change.entry),
            false => say!("已换签名钥匙，记在第{}条，新旧两把钥匙都签了名：", change.entry),
        }
        say!("  旧钥匙 {}", change.old);
        say!("  新钥匙 {}", change.new);
        say!("  请公布新的公钥：duheng journal key {} --out 公钥.txt", dir.display());
        say!("  旧私钥留作 checkpoint-{}.key：换钥前密封的抽取要靠它启封，请与新的一同保管。", change.old);
    }
    Ok(show(&outcome.findings))
}
