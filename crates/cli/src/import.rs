//! `duheng import`.

mod returned;

use crate::asked::Dir;
use crate::read_document::documents;
use crate::shell::{Ending, Failure, ending, operator, print_json, show, told};
use clap::Args;
use office::{Encoding, Tables};
use sandbox::{Cancellation, Sandbox};
use std::path::PathBuf;
use terminal::Progress;
use terminal::{say, table};
use view::ImportOutcome;

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    pub at: Dir,
    /// CSV 或 XLSX 文件
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 台账编号；不写则按文件名或表头认
    #[arg(long)]
    pub register: Option<String>,
    /// 强制编码：utf-8 或 gb18030；不写则自动识别
    #[arg(long)]
    pub encoding: Option<String>,
    /// 只检查，不入账
    #[arg(long)]
    pub dry_run: bool,
    /// 好的行照常入账，有错的行连同原因写进这个文件（原来的工作簿或 CSV 加一列“导入错误”），改好后再导入
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    pub refused: Option<PathBuf>,
    /// 数据存疑、核对后仍要记入的理由，随数据进日志
    #[arg(long, value_name = "理由")]
    pub reason: Option<String>,
}

pub fn run(asked: &Import) -> Result<Ending, Failure> {
    let office = asked.at.open()?;
    let options = office::ImportOptions {
        register: asked.register.clone(),
        encoding: asked.encoding.as_deref().map(str::parse).transpose()?,
        dry_run: asked.dry_run,
        seen: None,
    };
    let apart = documents()?;
    let files = asked.files.iter().map(|path| read(path, &apart, options.encoding));
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let by = operator(&office).because(asked.reason.as_deref());
    if let Some(back) = &asked.refused {
        return returned::run(asked, back, &office, &by, &options, &files);
    }
    let mut line = Progress::new("导入");
    let outcome = office
        .import_read(&by, files, &options, &mut |step| line.show(step.done, step.total))
        .map_err(told)?;
    drop(line);
    if asked.at.json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    let ending = show(&outcome.findings);
    say!("{}", said(&outcome, asked.dry_run));
    Ok(ending)
}

/// Reads a file apart from this process, as every door does with what comes from outside.
pub fn read(path: &PathBuf, apart: &Sandbox, encoding: Option<Encoding>) -> Result<Tables, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |error| format!("{}：{error}", path.display());
    let size = std::fs::metadata(path).map_err(failed)?.len();
    let bytes = match size > office::FILE_LIMIT as u64 {
        // Not read in vain: it is refused by its size.
        true => vec![0; office::FILE_LIMIT + 1],
        false => std::fs::read(path).map_err(failed)?,
    };
    Ok(apart.tables(&name, &bytes, encoding, &Cancellation::default()))
}

/// What an import did, in words.
pub fn said(outcome: &ImportOutcome, dry_run: bool) -> String {
    if office::has_error(&outcome.findings) {
        let errors = outcome.findings.iter().filter(|f| f.grade == office::Grade::Error).count();
        let rows = match outcome.refused {
            0 => String::new(),
            some => format!("共{}行，其中{some}行有错。", outcome.rows),
        };
        return format!(
            "{}{rows}有{errors}处错误，什么都没有入账。改好后再导入一次即可。",
            changes(outcome, dry_run)
        );
    }
    let rows: Vec<Vec<String>> = outcome
        .registers
        .iter()
        .map(|one| {
            let counts = [one.recorded, one.changed, one.unchanged].map(|n| n.to_string());
            [vec![one.name.clone(), one.file.clone()], counts.to_vec()].concat()
        })
        .collect();
    let shown = table(&["台账", "文件", "新增", "更改", "未变"], &rows);
    let end = match (dry_run, outcome.first_entry) {
        (true, _) => {
            format!("试导入合格：{}个数据，会写入日志{}条。没有入账。", outcome.values, outcome.entries)
        }
        (false, None) => format!("{}个数据都与已有的相同，没有写入。", outcome.values),
        (false, Some(first)) => format!(
            "已入账：{}个数据，日志第{first}条至第{}条。",
            outcome.values,
            first + outcome.entries - 1
        ),
    };
    format!("{}{shown}\n{end}", changes(outcome, dry_run))
}

/// Changes that are shown of a trial; `--json` has more.
const SHOWN: usize = 40;

/// What present rows had and will have, cell by cell, while nothing of it is recorded.
fn changes(outcome: &ImportOutcome, dry_run: bool) -> String {
    if outcome.changes.is_empty() || !dry_run && outcome.recorded {
        return String::new();
    }
    let word = |text: &String| if text.is_empty() { "（空）".to_owned() } else { text.clone() };
    let rows: Vec<Vec<String>> = outcome
        .changes
        .iter()
        .take(SHOWN)
        .map(|one| {
            vec![one.place.clone(), one.key.clone(), one.field.clone(), word(&one.before), word(&one.after)]
        })
        .collect();
    let shown = table(&["格", "主键", "字段", "原来", "改为"], &rows);
    match outcome.changed_cells as usize - rows.len() {
        0 => format!("{shown}\n"),
        more => format!("{shown}\n另有{more}格未列\n"),
    }
}
