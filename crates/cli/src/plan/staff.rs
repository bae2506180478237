//! `duheng plan staff`: what each school needs by a standard, and the fewest moves that fill what lacks.

use crate::asked::Planned;
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use office::WhatIf;
use terminal::{say, table};
use view::{StaffMove, StaffView};

/// Moves that are listed without being asked for all.
const LISTED: usize = 20;

#[derive(Args)]
pub struct Staff {
    #[command(flatten)]
    pub planned: Planned,
    /// 推演：换成这个标准
    #[arg(long, value_name = "NAME")]
    pub standard: Option<String>,
    /// 列出全部调动
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Staff) -> Result<Ending, Failure> {
    let (day, reading) = (asked.planned.at.day()?, asked.planned.at.reading()?);
    let force = asked.standard.clone().into_iter().collect();
    let what = WhatIf { scenario: asked.planned.scenario.clone(), force, ..WhatIf::default() };
    let view = reading.staff(asked.planned.plan.as_deref(), day, &what).map_err(told)?;
    match asked.planned.at.json() {
        true => print_json(&view)?,
        false => tell(&view, if asked.all { usize::MAX } else { LISTED }),
    }
    Ok(if view.left == 0 && view.findings.is_empty() { Ending::Clean } else { Ending::Findings })
}

fn tell(view: &StaffView, listed: usize) {
    say!("{} · {}（{}，照{}）", view.card.name, view.scenario, view.day, view.standard);
    show(&view.findings);
    say!("现有{}人，照标准需要{}人；总数不变", view.held, view.needed);
    say!("缺员{}人，别校富余{}人", view.lacking, view.beyond);
    let moved: i64 = view.moves.iter().map(|one| one.people).sum();
    match (view.left, view.checked) {
        (0, true) => say!("调{moved}人就都补齐，不能再少（每次调动补一人）；已由另一套程序核对"),
        (left, true) => say!("最多能补{moved}人，仍缺{left}人：同学段富余的人不够，已由另一套程序核对"),
        (left, false) => say!("调{moved}人，仍缺{left}人"),
    }
    let line = |one: &StaffMove| vec![one.from.clone(), one.to.clone(), one.people.to_string()];
    let rows: Vec<Vec<String>> = view.moves.iter().take(listed).map(line).collect();
    say!("\n{}", table(&["调出", "调入", "人数"], &rows));
    if view.moves.len() > listed {
        say!("另有{}条，加 --all 全部列出", view.moves.len() - listed);
    }
    for one in &view.effects {
        say!("指标 {}：{} → {}", one.name, one.adopted.0, one.here.0);
    }
}
