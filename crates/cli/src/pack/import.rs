//! `duheng pack import`: next year's pack drafted out of an official table.

use crate::packs;
use crate::shell::{Ending, Failure, ending, print_json, show, told};
use office::{Crossing, DraftedPack, Wanted};
use serde_json::json;
use std::path::PathBuf;
use terminal::{say, table};

/// The table, last year's pack, and what the new one is.
#[derive(clap::Args)]
pub struct Import {
    /// 官方指标表：XLSX、CSV 或 DOCX
    table: PathBuf,
    /// 上年的定义包：文件夹或内置包名
    #[arg(long)]
    from: String,
    /// 新定义包的标识，就是文件夹名，如 chongqing-2024
    #[arg(long)]
    id: String,
    /// 新方案的名称
    #[arg(long)]
    name: String,
    /// 评价哪一年
    #[arg(long)]
    year: i32,
    /// 表出自哪份文件：名称或文号
    #[arg(long)]
    document: String,
    /// 写到这个文件夹里面（另建以标识为名的文件夹）
    #[arg(long)]
    into: PathBuf,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

pub fn run(asked: &Import) -> Result<Ending, Failure> {
    if !office::is_definition_id(&asked.id) {
        return Err(format!("“{}”不能作标识：只用小写英文字母、数字和连字符", asked.id));
    }
    let folder = asked.into.join(&asked.id);
    if folder.exists() {
        return Err(format!("{} 已经在了。没有写任何文件", folder.display()));
    }
    let (from, files) = packs::files(&asked.from)?;
    let bytes = std::fs::read(&asked.table).map_err(|error| format!("{}：{error}", asked.table.display()))?;
    let name = asked.table.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let wanted = Wanted { id: &asked.id, name: &asked.name, year: asked.year, document: &asked.document };
    let draft = office::draft_pack((&from, &files), (&name, &bytes), &wanted).map_err(told)?;
    if !draft.files.is_empty() {
        write(&draft, &folder)?;
    }
    if asked.json {
        print_json(&json!({
            "files": draft.files.iter().map(|file| &file.path).collect::<Vec<_>>(),
            "crosswalk": draft.crosswalk.iter().map(|one| json!({
                "number": one.number, "name": one.name, "before": one.before, "changes": one.changes,
            })).collect::<Vec<_>>(),
            "findings": draft.findings,
        }))?;
        return Ok(ending(&draft.findings));
    }
    let rows: Vec<Vec<String>> = draft.crosswalk.iter().map(line).collect();
    say!("{}", table(&["号", "指标", "上年", "变化"], &rows).trim_end());
    let ending = show(&draft.findings);
    if !draft.files.is_empty() {
        say!("已写 {}：{}个文件，对照见其中的 对照.md", folder.display(), draft.files.len());
        say!("补好没有定义的指标，再检查：duheng pack check {}", folder.display());
    }
    Ok(ending)
}

fn line(one: &Crossing) -> Vec<String> {
    let before = match &one.before {
        Some((_, Some(number), name)) => format!("{number} {name}"),
        Some((_, None, name)) => name.clone(),
        None => "（新）".to_owned(),
    };
    let number = one.number.map_or_else(|| "—".to_owned(), |number| number.to_string());
    vec![number, one.name.clone(), before, one.changes.join("；")]
}

/// The files, and the crosswalk beside them as a page.
fn write(draft: &DraftedPack, folder: &std::path::Path) -> Result<(), Failure> {
    let mut page = String::from("# 与上年方案的对照\n\n| 号 | 指标 | 上年 | 变化 |\n|---|---|---|---|\n");
    for one in &draft.crosswalk {
        page += &format!("| {} |\n", line(one).join(" | "));
    }
    if !draft.findings.is_empty() {
        page += "\n## 待定\n\n";
        draft.findings.iter().for_each(|finding| page += &format!("- {finding}\n"));
    }
    let texts = draft.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    for (path, text) in texts.chain([("对照.md", page.as_str())]) {
        let path = folder.join(path);
        let fail = |error: std::io::Error| format!("{}：{error}", path.display());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(fail)?;
        }
        std::fs::write(&path, text).map_err(fail)?;
    }
    Ok(())
}
