//! `duheng cases`, `duheng step`: cases through their stages, and a step done.

use crate::asked::At;
use crate::shell::{Ending, Failure, open, person, print_json, show, told};
use clap::Args;
use office::{CaseFilter, StepGiven};
use std::path::PathBuf;
use terminal::{say, table};
use view::{CaseView, LoopView, LoopsView, TallyView};

/// Cases that are listed without being asked for all.
const LISTED: usize = 40;

#[derive(Args)]
pub struct Cases {
    #[command(flatten)]
    pub at: At,
    /// 环的标识或名称；不写则列出全部
    pub id: Option<String>,
    /// 案号；写了则看一个案件
    pub case: Option<String>,
    /// 只看超期的
    #[arg(long, requires = "id")]
    pub overdue: bool,
    /// 只看没有办结的
    #[arg(long, requires = "id")]
    pub open: bool,
    /// 只看这个来源的
    #[arg(long, requires = "id")]
    pub source: Option<String>,
    /// 只看案号、事项、单位或阶段里有这几个字的
    #[arg(long, requires = "id", value_name = "TEXT")]
    pub containing: Option<String>,
    /// 列出全部案件
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Cases) -> Result<Ending, Failure> {
    let (day, reading) = (asked.at.day()?, asked.at.reading()?);
    let Some(id) = &asked.id else {
        let view = reading.loops(day).map_err(told)?;
        if asked.at.json() {
            print_json(&view)?;
        } else {
            overview(&view);
        }
        return Ok(Ending::Clean);
    };
    if let Some(case) = &asked.case {
        let view = reading.case(id, case, day).map_err(told)?;
        if asked.at.json() {
            print_json(&view)?;
        } else {
            one(&view);
        }
        return Ok(Ending::Clean);
    }
    let filter = CaseFilter {
        overdue: asked.overdue,
        open: asked.open,
        source: asked.source.clone(),
        containing: asked.containing.clone(),
    };
    let view = reading.cases(id, &filter, day).map_err(told)?;
    if asked.at.json() {
        print_json(&view)?;
    } else {
        whole(&view, asked.all);
    }
    Ok(Ending::Clean)
}

#[derive(Args)]
pub struct Step {
    /// 数据目录
    pub dir: PathBuf,
    /// 环的标识或名称
    pub id: String,
    /// 案号
    #[arg(requires = "step")]
    pub case: Option<String>,
    /// 步骤
    pub step: Option<String>,
    /// 经办人
    #[arg(long)]
    pub by: String,
    /// 以什么角色
    #[arg(long)]
    pub role: Option<String>,
    /// 佐证材料
    #[arg(long)]
    pub evidence: Option<String>,
    /// 依据的文件或法律条款
    #[arg(long)]
    pub basis: Option<String>,
    /// 理由、说明
    #[arg(long)]
    pub note: Option<String>,
}

/// Does a step today, or opens the cases that other registers ask for.
pub fn step(asked: &Step) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let Some((case, step)) = asked.case.as_ref().zip(asked.step.as_ref()) else {
        let outcome = office.open_cases(&person(&office, &asked.by), &asked.id).map_err(told)?;
        if !office::has_error(&outcome.findings) {
            say!("立案{}件：{}", outcome.cases.len(), outcome.cases.join("、"));
        }
        return Ok(show(&outcome.findings));
    };
    let session = person(&office, &asked.by).in_post(asked.role.as_deref().unwrap_or_default());
    let given = StepGiven {
        loop_id: asked.id.clone(),
        case: case.clone(),
        step: step.clone(),
        evidence: asked.evidence.clone().unwrap_or_default(),
        basis: asked.basis.clone().unwrap_or_default(),
        note: asked.note.clone().unwrap_or_default(),
        ..StepGiven::default()
    };
    let outcome = office.steps(&session, &[given]).map_err(told)?;
    if let Some(first) = outcome.first_entry {
        say!("已记：{case} {step}，日志第{first}条起{}条", outcome.entries);
    }
    Ok(show(&outcome.findings))
}

fn tallied(first: &str, tally: &TallyView) -> Vec<String> {
    let counts = [tally.found, tally.closed, tally.in_time, tally.overdue];
    std::iter::once(first.to_owned()).chain(counts.iter().map(u64::to_string)).collect()
}

fn overview(view: &LoopsView) {
    let line = |one: &view::LoopSummary| {
        let mut cells = tallied(&one.card.id, &one.tally);
        cells.insert(1, one.card.name.clone());
        cells.insert(2, one.card.mechanisms.join(" "));
        cells.extend([one.recurring.to_string(), one.waiting.to_string()]);
        cells.push(if one.restricted { "只计数".to_owned() } else { String::new() });
        cells
    };
    let rows: Vec<Vec<String>> = view.loops.iter().map(line).collect();
    say!("各环（{}）", view.day);
    if let Some(end) = view.loops.iter().find_map(|one| one.beyond_calendar.as_ref()) {
        say!("{}", beyond_calendar(end));
    }
    let header = ["标识", "名称", "机制", "查出", "办结", "按期", "超期", "复发", "待立案", ""];
    say!("{}", table(&header, &rows));
}

/// What is to be known of worked days beyond the calendar.
fn beyond_calendar(end: &str) -> String {
    match end {
        "" => "校历还没有填，工作日没有扣除节假日".to_owned(),
        end => format!("校历只到{end}，以后的工作日没有扣除节假日；请导入新一年的校历"),
    }
}

fn whole(view: &LoopView, all: bool) {
    let one = &view.summary;
    say!("{}（{}）  {}", one.card.name, view.day, one.card.owner);
    say!("依据 {}", one.card.source.document);
    let TallyView { found, closed, in_time, overdue, .. } = &one.tally;
    say!("查出{found}，办结{closed}（其中按期{in_time}），超期{overdue}，复发{}", one.recurring);
    if let Some(end) = &one.beyond_calendar {
        say!("{}", beyond_calendar(end));
    }
    let stages: Vec<String> =
        view.stages.iter().map(|stage| format!("{} {}", stage.name, stage.cases)).collect();
    say!("阶段 {}", stages.join(" → "));
    if !one.sources.is_empty() {
        let stages = view.stages.iter().map(|stage| stage.name.as_str());
        let header: Vec<&str> =
            std::iter::once("来源").chain(stages).chain(["查出", "办结", "按期", "超期"]).collect();
        let row = |(at, tally): (usize, &TallyView)| {
            let mut cells = tallied(&tally.name, tally);
            let counts = view.by_stage.get(at).map(|one| one.cases.as_slice()).unwrap_or_default();
            cells.splice(1..1, counts.iter().map(u64::to_string));
            cells
        };
        let rows: Vec<Vec<String>> = one.sources.iter().enumerate().map(row).collect();
        say!("\n{}", table(&header, &rows));
    }
    for rank in &view.ranks {
        let places: Vec<String> = rank
            .places
            .iter()
            .map(|place| {
                let due = place.closed + place.overdue;
                format!("{}. {}（按期{}/{due}）", place.place, place.unit, place.in_time)
            })
            .collect();
        say!("{}{} {}", rank.quarter, rank.group, places.join("  "));
    }
    let rows: Vec<Vec<String>> = view
        .cases
        .iter()
        .take(if all { usize::MAX } else { LISTED })
        .map(|case| {
            let clock = match (&case.overdue, &case.closed) {
                (Some(days), _) => format!("超期{days}个工作日"),
                (None, Some(day)) => format!("{day}办结"),
                (None, None) => case.deadline.clone().unwrap_or_default(),
            };
            let more = [&case.escalated, &case.recurs.as_ref().map(|earlier| format!("复发自{earlier}"))];
            let more: Vec<&str> = more.into_iter().flatten().map(String::as_str).collect();
            let cells = [&case.id, &case.stage, &clock, &case.unit, &case.source, &case.opened, &case.label];
            cells.into_iter().cloned().chain([more.join("，")]).collect()
        })
        .collect();
    if !rows.is_empty() {
        let header = ["案号", "阶段", "期限", "单位", "来源", "开始", "事项", "上报"];
        say!("{}", table(&header, &rows));
    }
    if rows.len() < view.cases.len() {
        say!("另有{}件，--all 全列", view.cases.len() - rows.len());
    }
    if view.hidden > 0 {
        say!("另有{}件只计数，不显示内容", view.hidden);
    }
}

fn one(view: &CaseView) {
    let case = &view.case;
    say!("{} {} {}（{}）", view.loop_name, case.id, case.label, view.day);
    let stages: Vec<String> = view
        .stages
        .iter()
        .map(|stage| if stage.cases > 0 { format!("【{}】", stage.name) } else { stage.name.clone() })
        .collect();
    say!("{}", stages.join(" → "));
    if let Some(deadline) = &case.deadline {
        let overdue = case.overdue.map(|days| format!("，已超期{days}个工作日")).unwrap_or_default();
        let escalated = case.escalated.as_ref().map(|to| format!("，报{to}")).unwrap_or_default();
        say!("期限 {deadline}{overdue}{escalated}");
    }
    if let Some(earlier) = &case.recurs {
        say!("复发自 {earlier}");
    }
    let rows: Vec<Vec<String>> = view
        .steps
        .iter()
        .map(|step| {
            let nth = step.nth.to_string();
            let wrong =
                if step.wrong.is_empty() { String::new() } else { format!("不成立：{}", step.wrong) };
            let cells = [&nth, &step.step, &step.day, &step.by, &step.role, &step.evidence, &step.basis];
            cells.into_iter().cloned().chain([step.note.clone() + &wrong]).collect()
        })
        .collect();
    say!("{}", table(&["步次", "步骤", "日期", "经办人", "角色", "材料", "依据", "说明"], &rows));
    for one in &view.differs {
        say!("台账的“{}”是“{}”，按步骤应为“{}”", one.field, one.there, one.steps);
    }
    if !view.ways.is_empty() {
        say!("现在可以：{}", view.ways.join("、"));
    }
}
