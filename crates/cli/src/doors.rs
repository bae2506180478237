//! `duheng withdraw`, `erase`, `adopt`, `close`: acts on what stands already, each with its reason.

use crate::packs;
use crate::shell::{Ending, Failure, open, operator, person, print_json, show, told};
use clap::Args;
use office::{Office, Session};
use std::path::PathBuf;
use terminal::{say, table};
use view::DefinitionChange;

/// Differences between packs that are listed.
const LISTED: usize = 60;

/// Who acts, and how the answer is given.
#[derive(Args)]
pub struct Doing {
    /// 数据目录
    pub dir: PathBuf,
    /// 经办人姓名；不写则记为本机
    #[arg(long, value_name = "NAME", display_order = 900)]
    pub by: Option<String>,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

impl Doing {
    pub fn begin(&self) -> Result<(Office, Session), Failure> {
        let office = open(&self.dir)?;
        let session = self.by.as_ref().map_or_else(|| operator(&office), |name| person(&office, name));
        Ok((office, session))
    }
}

#[derive(Args)]
pub struct Withdraw {
    #[command(flatten)]
    pub doing: Doing,
    /// 台账的标识或名称
    pub register: String,
    /// 行的主键（各主键字段以 / 相连）
    pub key: String,
    /// 理由
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// Withdraws a row.
pub fn withdraw(asked: &Withdraw) -> Result<Ending, Failure> {
    let (office, session) = asked.doing.begin()?;
    let outcome = office.withdraw(&session, &asked.register, &asked.key, &asked.reason).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
    } else if let Some(entry) = outcome.first_entry {
        say!("已撤回“{}”的“{}”，记在日志第{entry}条；原来的内容仍在日志里", asked.register, asked.key);
    }
    Ok(show(&outcome.findings))
}

#[derive(Args)]
pub struct Erase {
    #[command(flatten)]
    pub doing: Doing,
    /// 条目号
    pub entry: u64,
    /// 法律依据
    #[arg(long, value_name = "TEXT")]
    pub basis: String,
}

/// Erases the content of an entry.
pub fn erase(asked: &Erase) -> Result<Ending, Failure> {
    let (office, session) = asked.doing.begin()?;
    let outcome = office.erase(&session, asked.entry, &asked.basis).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
    } else if let Some(entry) = outcome.entry {
        say!("第{}条的内容已依法删除，记在日志第{entry}条；叶子仍在，各份证明仍然成立", asked.entry);
        if !outcome.others.is_empty() {
            let others: Vec<String> = outcome.others.iter().map(ToString::to_string).collect();
            say!("同一行的这些条目仍有内容：{}", others.join("、"));
        }
    }
    Ok(show(&outcome.findings))
}

#[derive(Args)]
pub struct Adopt {
    #[command(flatten)]
    pub doing: Doing,
    /// 定义包：文件夹，或内置包名（如 chongqing-2023）
    pub pack: String,
    /// 为哪一年采用
    #[arg(long = "for", value_name = "YEAR")]
    pub year: i32,
}

/// Adopts a pack for a year.
pub fn adopt(asked: &Adopt) -> Result<Ending, Failure> {
    let (id, files) = packs::files(&asked.pack)?;
    let (office, session) = asked.doing.begin()?;
    let outcome = office.adopt(&session, &id, &files, asked.year).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
        return Ok(show(&outcome.findings));
    }
    if let Some(entry) = outcome.entry {
        say!("{}年采用定义包 {}，记在日志第{entry}条", outcome.year, outcome.pack);
    }
    let word = |change| match change {
        DefinitionChange::Added => "新增",
        DefinitionChange::Removed => "删去",
        DefinitionChange::Changed => "改动",
    };
    let row = |one: &view::PackChange| vec![word(one.change).to_owned(), one.definition.clone()];
    let rows: Vec<Vec<String>> = outcome.changes.iter().take(LISTED).map(row).collect();
    if !rows.is_empty() {
        say!("与原来的定义包相比有{}处不同：", outcome.changes.len());
        say!("{}", table(&["", "定义"], &rows));
    }
    Ok(show(&outcome.findings))
}

#[derive(Args)]
pub struct Close {
    #[command(flatten)]
    pub doing: Doing,
    /// 封存哪一年
    pub year: i32,
}

/// Closes a year.
pub fn close(asked: &Close) -> Result<Ending, Failure> {
    let (office, session) = asked.doing.begin()?;
    let outcome = office.close(&session, asked.year).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
    } else if let Some(entry) = outcome.entry {
        say!(
            "{}年已封存：{}个值、{}句话，记在日志第{entry}条；此后的改动另列为“封存后”",
            outcome.year,
            outcome.values,
            outcome.sentences
        );
    }
    Ok(show(&outcome.findings))
}
