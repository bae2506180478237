//! `duheng rosters`: who answers for what, what is vacant, who holds too much.

use crate::asked::At;
use crate::shell::{Ending, Failure, print_json, told};
use crate::words;
use clap::Args;
use terminal::{say, table};
use view::{PostState, PostView, RosterView, RostersView};

/// Posts that are listed without being asked for all.
const LISTED: usize = 30;

#[derive(Args)]
pub struct Rosters {
    #[command(flatten)]
    pub at: At,
    /// 责任表的标识或名称；不写则列出全部
    pub roster: Option<String>,
    /// 从这一格、这所学校或这个村社区逐级叫上去
    #[arg(long, value_name = "OBJECT", requires = "roster")]
    pub chain: Option<String>,
    /// 列出全部岗位
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Rosters) -> Result<Ending, Failure> {
    let (day, reading) = (asked.at.day()?, asked.at.reading()?);
    let Some(id) = &asked.roster else {
        let view = reading.rosters(day).map_err(told)?;
        if asked.at.json() {
            print_json(&view)?;
        } else {
            overview(&view);
        }
        return Ok(Ending::Clean);
    };
    let view = reading.roster(id, day, asked.chain.as_deref()).map_err(told)?;
    if asked.at.json() {
        print_json(&view)?;
    } else {
        whole(&view, asked.all);
    }
    Ok(Ending::Clean)
}

fn overview(view: &RostersView) {
    let line = |one: &view::RosterSummary| {
        let shifts = one.shifts.map(|due| format!("{}/{due}", due - one.missed as u64));
        vec![
            one.card.id.clone(),
            one.card.name.clone(),
            one.card.mechanisms.join(" "),
            format!("{}/{}", one.covered, one.posts),
            one.vacant.to_string(),
            one.people.to_string(),
            one.overloaded.to_string(),
            one.expiring.to_string(),
            one.unqualified.to_string(),
            one.short.to_string(),
            one.interrupted.to_string(),
            shifts.unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = view.rosters.iter().map(line).collect();
    say!("责任表（{}）", view.day);
    let header = [
        "标识",
        "名称",
        "机制",
        "到岗",
        "空缺",
        "人数",
        "超量",
        "到期",
        "不合条件",
        "履职不足",
        "有空当",
        "班次",
    ];
    say!("{}", table(&header, &rows));
}

fn whole(view: &RosterView, all: bool) {
    let one = &view.summary;
    say!("{}（{}）  {}", one.card.name, view.day, one.card.owner);
    say!("依据 {}", one.card.source.document);
    say!("岗位{}个，到岗{}个，空缺{}个；{}人在岗", one.posts, one.covered, one.vacant, one.people);
    let more = [
        ("说不清", one.open),
        ("今年有过空当", one.interrupted),
        ("名单上没有岗位的人", one.idle),
        ("超量的人", one.overloaded),
        ("快到期而没人接任", one.expiring),
        ("不合条件", one.unqualified),
        ("履职不足", one.short),
        ("呼叫链断开的格", one.broken),
    ];
    let more: Vec<String> =
        more.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word}{count}")).collect();
    if !more.is_empty() {
        say!("{}", more.join("，"));
    }
    if let Some(due) = one.shifts {
        say!("班次应到{due}，缺岗{}", one.missed);
    }
    for chain in &view.chains {
        let step = |step: &view::StepView| match step.chief.is_empty() {
            true => format!("{} （空缺）", step.level),
            false => format!("{} {}", step.level, step.chief),
        };
        let mut steps: Vec<String> = chain.steps.iter().map(step).collect();
        steps.extend(chain.broken.iter().map(|broken| format!("断：{broken}")));
        say!("呼叫链 {}", steps.join(" → "));
    }
    if !view.chains.is_empty() && !all {
        return;
    }
    let shown = if all { view.posts.len() } else { LISTED };
    let rows: Vec<Vec<String>> = view.posts.iter().take(shown).map(|post| row(post, view)).collect();
    say!("\n{}", table(&["对象", "角色", "责任人", "任期至", "状态"], &rows));
    if view.posts.len() > shown {
        say!("另有{}个岗位，加 --all 全部列出", view.posts.len() - shown);
    }
    for person in view.people.iter().filter(|person| person.overloaded) {
        say!("超量：{} {}个（{}）", person.name, person.objects.len(), person.objects.join("、"));
    }
    for shift in view.missed.iter().take(shown) {
        say!("缺岗：{} {} {}", shift.day, shift.object, shift.role);
    }
    for one in view.broken.iter().take(shown) {
        say!("断链：{} {}", one.cell, one.why);
    }
}

fn row(post: &PostView, view: &RosterView) -> Vec<String> {
    let names: Vec<&str> = post.holders.iter().map(|holder| holder.name.as_str()).collect();
    let until = post.holders.iter().map(|holder| holder.to.as_str()).filter(|to| !to.is_empty()).min();
    let short = post.holders.iter().find_map(|holder| holder.work.filter(|work| work.is_short()));
    let word = words::post(post.state);
    let state = match (post.state, short) {
        (PostState::Vacant, _) => format!("{word}{}", post.lacking),
        (PostState::Short, Some(work)) => {
            format!("{word} {}/{}{}", work.done, work.owed, view.work.as_deref().unwrap_or_default())
        }
        _ => word.to_owned(),
    };
    vec![
        post.object.clone(),
        post.role.clone(),
        names.join("、"),
        until.unwrap_or_default().to_owned(),
        state,
    ]
}
