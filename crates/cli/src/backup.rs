//! `duheng backup` and `duheng restore`.

use crate::shell::{Ending, Failure, ending, open, print_json, read, show, told};
use clap::Args;
use office::{Beside, Receipt, Restoring};
use std::path::PathBuf;
use terminal::say;

#[derive(Args)]
pub struct Backup {
    /// 数据目录；页面开着也可以备份
    pub dir: PathBuf,
    /// 备份到哪个新文件夹
    pub to: PathBuf,
    /// 钥匙也放进备份：谁拿到备份，谁就能以本区的名义签名
    #[arg(long)]
    pub with_keys: bool,
}

/// Writes a backup and shows its receipt.
pub fn backup(asked: &Backup) -> Result<Ending, Failure> {
    let (open_files, secret) = identity::files(&asked.dir);
    let beside = Beside { open: open_files, secret };
    let receipt = open(&asked.dir)?.backup_beside(&asked.to, asked.with_keys, &beside).map_err(told)?;
    say!("已备份到 {}，日志{}条，核验无误。收据（receipt.txt）：", asked.to.display(), receipt.entries);
    say!();
    shown(&receipt);
    say!("请把收据另存一份（打印、发给上级都可以）：凭它才说得出一份副本少不少条目。");
    if !asked.with_keys {
        say!("钥匙不在备份里：checkpoint.key、signals.key、notice.key 请另外保存，恢复时要用。");
    }
    Ok(Ending::Clean)
}

fn shown(receipt: &Receipt) {
    receipt.text().lines().for_each(|line| say!("  {line}"));
    say!();
}

#[derive(Args)]
pub struct Restore {
    /// 备份，或照抄的数据目录
    pub from: PathBuf,
    /// 恢复到哪个新的数据目录
    pub dir: PathBuf,
    /// 存放钥匙的文件夹；备份里有钥匙的不必写
    #[arg(long, value_name = "FOLDER")]
    pub keys: Option<PathBuf>,
    /// 另存的收据；不写则用备份里的
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

/// Restores a district from a backup, held against its receipt.
pub fn restore(asked: &Restore) -> Result<Ending, Failure> {
    let receipt = asked.receipt.as_deref().map(read).transpose()?;
    let how = Restoring { keys: asked.keys.as_deref(), receipt: receipt.as_deref() };
    let outcome = office::restore(&asked.from, &asked.dir, how).map_err(told)?;
    if asked.json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    let ending = show(&outcome.findings);
    if outcome.restored {
        say!("已恢复到 {}，日志{}条，与收据相符，逐条核对无误。", asked.dir.display(), outcome.entries);
        say!("发信以前会先按交付号问网关，已经交付的不再发。");
    } else {
        say!("没有恢复：{} 里什么都没有写。", asked.dir.display());
    }
    Ok(ending)
}
