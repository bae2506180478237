//! `duheng editions`, `duheng forward`: reports on their way, and one put forward.

use crate::asked::Moment;
use crate::doors::Doing;
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use office::Forward;
use terminal::{say, table};
use view::EditionLine;

#[derive(Args)]
pub struct Editions {
    #[command(flatten)]
    pub at: Moment,
}

/// Lists the reports that were put forward.
pub fn run(asked: &Editions) -> Result<Ending, Failure> {
    let view = asked.at.reading()?.editions().map_err(told)?;
    if asked.at.json() {
        print_json(&view)?;
        return Ok(Ending::Clean);
    }
    if view.editions.is_empty() {
        say!("还没有送审的报告；duheng forward 数据目录 年度 --by 姓名 --disclosed 主动公开 送审");
        return Ok(Ending::Clean);
    }
    let row = |line: &EditionLine| {
        let moved = if line.moved == 0 { String::new() } else { format!("{}句", line.moved) };
        let cells = [&line.number, &line.day, &line.stage, &line.disclosed, &line.document];
        cells.into_iter().cloned().chain([line.waits.join("、"), moved]).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = view.editions.iter().map(row).collect();
    say!("{}", table(&["编号", "起草", "办到", "公开属性", "发文字号", "等谁", "已与现在不同"], &rows));
    Ok(Ending::Clean)
}

#[derive(Args)]
pub struct Put {
    #[command(flatten)]
    pub doing: Doing,
    /// 哪一年的报告
    pub year: i32,
    /// 公开属性：主动公开、依申请公开或不予公开
    #[arg(long)]
    pub disclosed: String,
    /// 发文字号
    #[arg(long)]
    pub document: Option<String>,
    /// 对核稿、批准的人说明
    #[arg(long)]
    pub note: Option<String>,
}

/// Puts the report of a year forward as it would be written now.
pub fn forward(asked: &Put) -> Result<Ending, Failure> {
    let (office, session) = asked.doing.begin()?;
    let given = Forward {
        disclosed: asked.disclosed.clone(),
        document: asked.document.clone().unwrap_or_default(),
        note: asked.note.clone().unwrap_or_default(),
        ..Forward::default()
    };
    let outcome = office.put_forward(&session, asked.year, &given).map_err(told)?;
    if asked.doing.json {
        print_json(&outcome)?;
    } else if let Some(entry) = outcome.entry {
        say!("{}已送审，日志第{entry}条起；各步用 duheng step 办理", outcome.number);
    }
    Ok(show(&outcome.findings))
}
