//! `duheng plan funds`: what the rules give each school and why, and a draft held against law before it is voted.

use crate::asked::Planned;
use crate::read_document::documents;
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use office::WhatIf;
use std::path::PathBuf;
use terminal::{say, table};
use view::{FundsSchool, FundsView, LawTest, Verdict};

/// Schools that are listed without being asked for all.
const LISTED: usize = 20;

#[derive(Args)]
pub struct Funds {
    #[command(flatten)]
    pub planned: Planned,
    /// 草案：一本台账的表（文件名是台账的名称），只算不写；可写多次
    #[arg(long, value_name = "FILE")]
    pub draft: Vec<PathBuf>,
    /// 列出全部学校
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Funds) -> Result<Ending, Failure> {
    let at = &asked.planned.at;
    let (day, reading) = (at.day()?, at.reading()?);
    let apart = documents()?;
    let draft = asked.draft.iter().map(|path| crate::import::read(path, &apart, None));
    let draft = draft.collect::<Result<Vec<_>, Failure>>()?;
    let what = WhatIf { scenario: asked.planned.scenario.clone(), ..WhatIf::default() };
    let view = reading.funds(asked.planned.plan.as_deref(), day, &what, draft).map_err(told)?;
    match at.json() {
        true => print_json(&view)?,
        false => tell(&view, if asked.all { usize::MAX } else { LISTED }),
    }
    let lawful = view.tests.iter().all(|test| test.verdict == Some(Verdict::Met));
    Ok(if lawful && view.findings.is_empty() && view.short == "0" { Ending::Clean } else { Ending::Findings })
}

fn tell(view: &FundsView, listed: usize) {
    let draft = if view.drafted { "，草案" } else { "" };
    say!("{} · {}（{}，{}年标准{draft}）", view.card.name, view.scenario, view.day, view.year);
    if view.known != view.year {
        say!("{}年的学校和学生还没有，照{}年的", view.year, view.known);
    }
    show(&view.findings);
    say!("照标准应核定{}元，已编{}元，少编{}元", view.due, view.budget, view.short);
    if let Some(limit) = &view.limit {
        say!("可用{limit}元");
    }
    for one in &view.rules {
        say!("  {}：{}所，共{}元", one.rule, one.schools, one.due);
    }
    for one in &view.thresholds {
        say!("  {}，不到{}人就进入兜底", one.name, one.pupils);
    }
    let test = |one: &LawTest| {
        let known = |value: &str| if value.is_empty() { "没有数".to_owned() } else { value.to_owned() };
        let bases = one.bases.iter().map(|(name, value)| format!("{name} {}", known(value)));
        let was = if view.drafted { one.written.clone() } else { String::new() };
        let verdict = crate::judged::verdict(one.verdict);
        let (name, asked) = (one.name.clone(), one.asked.clone());
        vec![name, was, one.value.clone(), asked, verdict.to_owned(), bases.collect::<Vec<_>>().join("，")]
    };
    let rows: Vec<Vec<String>> = view.tests.iter().map(test).collect();
    say!("\n{}", table(&["法定要求", "原来", "现在", "要求", "", "基数"], &rows));
    if view.known != view.year && view.tests.iter().any(|one| one.verdict == Some(Verdict::CannotTell)) {
        say!("{}年的草案用 --draft 加上，才能对照法定要求", view.year);
    }
    let mut schools: Vec<&FundsSchool> = view.schools.iter().collect();
    schools.sort_by_key(|one| (one.short == "0", one.rule.as_str()));
    let line = |one: &&FundsSchool| {
        vec![
            one.name.clone(),
            one.pupils.to_string(),
            one.rule.clone(),
            one.due.clone(),
            one.budget.clone(),
            one.reason.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = schools.iter().take(listed).map(line).collect();
    say!("{}", table(&["学校", "学生", "规则", "应核定（元）", "已编（元）", "怎么算的"], &rows));
    if schools.len() > listed {
        say!("另有{}所，加 --all 全部列出", schools.len() - listed);
    }
    super::tell_effects(&view.effects);
}
