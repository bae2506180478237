//! `duheng pack find`: where a definition stands, by any word of it.

use crate::packs;
use crate::shell::{Ending, Failure, print_json, told};
use office::CatalogueItem;
use terminal::{complain, say};

/// What is looked for, and where.
#[derive(clap::Args)]
pub struct Find {
    /// 要找的词：中文名、标识、图表数字（F36）、依据文件、责任单位、字段名；几个词都要有
    #[arg(required = true)]
    words: Vec<String>,
    /// 文件夹，或内置包名
    #[arg(long, default_value = "chongqing-2023")]
    pack: String,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

pub fn run(asked: &Find) -> Result<Ending, Failure> {
    let (id, files) = packs::files(&asked.pack)?;
    let words: Vec<&str> = asked.words.iter().map(String::as_str).collect();
    let mut found: Vec<CatalogueItem> = office::find_in_pack(&id, &files, &words).map_err(told)?;
    for item in &mut found {
        item.file = packs::shown(&asked.pack, &id, &item.file);
    }
    if asked.json {
        print_json(&found)?;
    } else {
        found.iter().for_each(write);
    }
    if found.is_empty() {
        complain!("定义包“{id}”里没有“{}”。", asked.words.join(" "));
        return Ok(Ending::Findings);
    }
    Ok(Ending::Clean)
}

/// Two lines: what it is, and where it stands.
fn write(item: &CatalogueItem) {
    let figure = item.figure.as_ref().map_or(String::new(), |figure| format!("  {figure}"));
    let norms = item.norms.join("；");
    let rest: String = [norms.as_str(), item.owner.as_str()]
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("  {part}"))
        .collect();
    say!("{} {}（{}）{figure}{rest}", item.label, item.name, item.id);
    say!("    {}", item.file);
}
