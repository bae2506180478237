//! `duheng duties`: what is owed on a rhythm, what was done, where the gaps are.

use crate::asked::At;
use crate::shell::{Ending, Failure, print_json, told};
use crate::words;
use clap::Args;
use office::DutyQuery;
use terminal::{say, table};
use view::{CellState, CellView, DutiesView, DutyView, UnitView, ZeroState};

/// Units and gaps that are listed without being asked for all.
const LISTED: usize = 40;

#[derive(Args)]
#[command(mut_arg("on", |on| on.help("看哪一天（如 2022-09-01）；不写则看今天")))]
pub struct Duties {
    #[command(flatten)]
    pub at: At,
    /// 期的标识或名称；不写则列出全部
    pub duty: Option<String>,
    /// 只列空当和还没做的
    #[arg(long, requires = "duty")]
    pub gaps: bool,
    /// 列出全部单位
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Duties) -> Result<Ending, Failure> {
    let (day, reading) = (asked.at.day()?, asked.at.reading()?);
    let Some(id) = &asked.duty else {
        let view = reading.duties(day).map_err(told)?;
        if asked.at.json() {
            print_json(&view)?;
        } else {
            overview(&view);
        }
        return Ok(Ending::Clean);
    };
    let query = DutyQuery { day, only_gaps: asked.gaps, ..DutyQuery::default() };
    let view = reading.duty(id, &query).map_err(told)?;
    if asked.at.json() {
        print_json(&view)?;
    } else if asked.gaps {
        gaps(&view, asked.all);
    } else {
        whole(&view, asked.all);
    }
    Ok(Ending::Clean)
}

fn overview(view: &DutiesView) {
    say!("{}年各期（看到{}）", view.year, view.day);
    let line = |one: &view::DutySummary| {
        let zero = one.zero.as_ref().map_or("", |zero| words::zero(zero.state));
        let mut line = vec![
            one.card.id.clone(),
            one.card.name.clone(),
            one.card.mechanisms.join(" "),
            words::rhythm(one.rhythm).to_owned(),
            one.units.to_string(),
        ];
        let counts = [
            one.owed,
            one.done,
            one.nil,
            one.late,
            one.gaps,
            one.contradicted,
            one.extended,
            one.open,
            one.ahead,
        ];
        line.extend(counts.map(|count| count.to_string()));
        line.push(zero.to_owned());
        line
    };
    let rows: Vec<Vec<String>> = view.duties.iter().map(line).collect();
    let header = [
        "标识",
        "名称",
        "机制",
        "节奏",
        "单位",
        "应办",
        "做到",
        "零报告",
        "迟",
        "空当",
        "有矛盾",
        "延期",
        "在期",
        "未到",
        "零",
    ];
    say!("{}", table(&header, &rows));
}

fn head(view: &DutyView) {
    let one = &view.summary;
    say!("{}（{}年，看到{}）  {}", one.card.name, view.year, view.day, one.card.owner);
    say!("依据 {}", one.card.source.document);
    say!(
        "应办{}＝{}个单位×{}；做到{}，零报告{}，迟{}，空当{}，零报告有矛盾{}，延期{}，在期{}，未到期{}",
        one.owed,
        one.units,
        words::rhythm(one.rhythm),
        one.done,
        one.nil,
        one.late,
        one.gaps,
        one.contradicted,
        one.extended,
        one.open,
        one.ahead
    );
    if let Some(zero) = &one.zero {
        match zero.state {
            ZeroState::Proved => say!("“未发生”成立：每个单位每一期都报到了，也没有相反的记录"),
            ZeroState::Contradicted => say!("“未发生”不成立：有{}条记录", zero.rows.len()),
            ZeroState::Open => {
                let first: Vec<String> =
                    zero.first.iter().take(3).map(|one| format!("{} {}", one.unit, one.period)).collect();
                say!("“未发生”还没有证明：缺{}份，如{}", zero.missing, first.join("、"));
            }
        }
    }
}

fn whole(view: &DutyView, all: bool) {
    head(view);
    say!("● 做到  ○ 零报告  ◐ 迟  ◇ 延期  △ 在期  · 未到期  ✕ 空当  ！ 零报告有矛盾");
    // A long year is told per month of its periods, so that a line fits a terminal.
    let shown = if all { view.units.len() } else { LISTED };
    let short = |id: &str| id.split_once('-').map_or(id, |(_, rest)| rest).to_owned();
    let long = view.periods.len() > 12;
    let mut header: Vec<String> = vec!["单位".to_owned()];
    if long {
        header.push(format!("{}个期间，逐期", view.periods.len()));
    } else {
        header.extend(view.periods.iter().map(|period| short(&period.id)));
    }
    let row = |unit: &UnitView| {
        let mut marks: Vec<&str> = vec![""; view.periods.len()];
        for cell in &unit.cells {
            marks[cell.period] = mark(cell);
        }
        let mut row = vec![unit.name.clone()];
        if long {
            row.push(marks.iter().map(|mark| if mark.is_empty() { " " } else { mark }).collect());
        } else {
            row.extend(marks.iter().map(|mark| (*mark).to_owned()));
        }
        row
    };
    let rows: Vec<Vec<String>> = view.units.iter().take(shown).map(row).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    say!("\n{}", table(&header, &rows));
    if view.units.len() > shown {
        say!("另有{}个单位，加 --all 全部列出；只看空当加 --gaps", view.units.len() - shown);
    }
}

fn gaps(view: &DutyView, all: bool) {
    head(view);
    let mut lines = Vec::new();
    for unit in &view.units {
        for cell in &unit.cells {
            let what = match cell.state {
                CellState::Gap => format!("空当，{}到期", cell.deadline),
                CellState::Contradicted => "零报告有矛盾".to_owned(),
                CellState::Extended => format!("已延期到{}，还剩{}天", cell.deadline, cell.left),
                CellState::Open => format!("还没做，还剩{}天", cell.left),
                CellState::Done | CellState::Late | CellState::Nil | CellState::Ahead => continue,
            };
            let amount =
                if cell.least > 1 { format!("{}/{}", cell.amount, cell.least) } else { String::new() };
            lines.push(vec![unit.name.clone(), view.periods[cell.period].id.clone(), amount, what]);
        }
    }
    let shown = if all { lines.len() } else { LISTED };
    let rest = lines.len().saturating_sub(shown);
    lines.truncate(shown);
    if lines.is_empty() {
        say!("没有空当，也没有在期未做的");
        return;
    }
    say!("\n{}", table(&["单位", "期间", "已做", "情况"], &lines));
    if rest > 0 {
        say!("另有{rest}条，加 --all 全部列出");
    }
}

fn mark(cell: &CellView) -> &'static str {
    match cell.state {
        CellState::Done => "●",
        CellState::Nil => "○",
        CellState::Late => "◐",
        CellState::Extended => "◇",
        CellState::Open => "△",
        CellState::Ahead => "·",
        CellState::Contradicted => "！",
        CellState::Gap => "✕",
    }
}
