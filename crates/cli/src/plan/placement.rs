//! `duheng plan placement`: where each assessed child learns, with its reason; or, of lists of others, who is not at school.

use super::lists;
use crate::asked::{At, Dir, Moment};
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use std::path::PathBuf;
use terminal::{say, table};
use view::{PlacementLine, PlacementView, PlacementWay};

/// Children that are listed without being asked for all.
const LISTED: usize = 20;

#[derive(Args)]
pub struct Placement {
    /// 数据目录：按评估、学位和路程排每个孩子的去处
    #[arg(required_unless_present = "list", conflicts_with = "list")]
    pub dir: Option<PathBuf>,
    /// 规划的标识或名称；只有一个时可以不写
    #[arg(long, value_name = "PLAN", conflicts_with = "list")]
    pub plan: Option<String>,
    /// 看哪一天（如 2022-09-01）；不写则看今天，评价年度已过则看年末
    #[arg(long, value_name = "DAY", conflicts_with = "list")]
    pub on: Option<String>,
    /// 列出全部孩子
    #[arg(long, conflicts_with = "list")]
    pub all: bool,
    /// 送教排成几天几趟
    #[arg(long, conflicts_with = "list")]
    pub visits: bool,
    /// 比对：名册，残联、卫健、民政等，一份一个文件；可写多次
    #[arg(long, value_name = "FILE", requires = "roll")]
    pub list: Vec<PathBuf>,
    /// 比对：学籍，在读学生
    #[arg(long, value_name = "FILE", requires = "list")]
    pub roll: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

pub fn run(asked: &Placement) -> Result<Ending, Failure> {
    let dir = match (&asked.dir, &asked.roll) {
        (None, Some(roll)) => return lists::run(&asked.list, roll, asked.json),
        (None, None) => return Err("写明数据目录，或者 --list 和 --roll".to_owned()),
        (Some(dir), _) => dir.clone(),
    };
    let moment = Moment { at: Dir { dir, json: asked.json }, as_of: None, year: None };
    let at = At { moment, on: asked.on.clone() };
    let known = at.reading()?.placement(asked.plan.as_deref(), at.day()?, asked.visits).map_err(told)?;
    let view = &known.what;
    match asked.json {
        true => print_json(&known)?,
        false => tell(view, if asked.all { usize::MAX } else { LISTED }),
    }
    if let Some(visits) = view.visits.as_ref().filter(|_| !asked.json) {
        say!("");
        super::routes::tell(visits);
    }
    Ok(if view.unplaced == 0 && view.findings.is_empty() { Ending::Clean } else { Ending::Findings })
}

fn tell(view: &PlacementView, listed: usize) {
    say!("{}（{}）：{}名", view.card.name, view.day, view.children);
    show(&view.findings);
    let way = |one: &PlacementWay| vec![one.name.clone(), one.children.to_string(), one.seats.to_string()];
    let rows: Vec<Vec<String>> = view.ways.iter().map(way).collect();
    say!("{}", table(&["方式", "人数", "学位"], &rows));
    let proven = match (view.fits, view.checked) {
        (true, true) => "够得着去处的都有学位，随班就读不能再多；已由另一套程序核对",
        (false, true) => "学位不够人人都有，已由另一套程序核对",
        _ => "没有证明",
    };
    say!("{proven}");
    if !view.clash.is_empty() {
        say!("不能同时满足：{}", view.clash.join("、"));
    }
    say!("没有去处{}名；与已作决定不同{}名", view.unplaced, view.otherwise);
    let line = |one: &PlacementLine| {
        vec![one.child.clone(), one.stage.clone(), one.way.clone(), one.reason.clone(), one.decided.clone()]
    };
    let rows: Vec<Vec<String>> = view.lines.iter().take(listed).map(line).collect();
    say!("\n{}", table(&["孩子", "学段", "方式", "理由", "已决定"], &rows));
    if view.lines.len() > listed {
        say!("另有{}名，加 --all 全部列出", view.lines.len() - listed);
    }
}
