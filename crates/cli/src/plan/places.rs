//! `duheng plan places`: where places lack, what is done about it, and the proof.

use crate::asked::Planned;
use crate::shell::{Ending, Failure, print_json, show, told, write};
use clap::Args;
use office::WhatIf;
use std::path::PathBuf;
use terminal::{say, table};
use view::{CurvePointView, CurveView, PlacesView, PlansView, ScenarioOutlook, ScenarioView};

#[derive(Args)]
pub struct Places {
    #[command(flatten)]
    pub planned: Planned,
    /// 推演：这项措施必做（可写多次）
    #[arg(long, value_name = "MEASURE")]
    pub force: Vec<String>,
    /// 推演：这项措施不做（可写多次）
    #[arg(long, value_name = "MEASURE")]
    pub forbid: Vec<String>,
    /// 推演：预算改为几元
    #[arg(long, value_name = "YUAN")]
    pub budget: Option<u64>,
    /// 列出各情景，不看其中一个
    #[arg(long, conflicts_with_all = ["scenario", "force", "forbid", "budget"])]
    pub compare: bool,
    /// 取舍曲线：放宽班额、收紧路程，各最少花多少，逐步求解
    #[arg(long, conflicts_with = "compare")]
    pub curve: bool,
    /// 题目写到此文件
    #[arg(long, value_name = "OUT")]
    pub problem: Option<PathBuf>,
    /// 证书写到此文件
    #[arg(long, value_name = "OUT")]
    pub certificate: Option<PathBuf>,
}

pub fn run(asked: &Places) -> Result<Ending, Failure> {
    let (day, reading) = (asked.planned.at.day()?, asked.planned.at.reading()?);
    let all = reading.plans(day).map_err(told)?;
    if asked.compare {
        match asked.planned.at.json() {
            true => print_json(&all)?,
            false => compare(&all),
        }
        return Ok(Ending::Clean);
    }
    let plan = match (&asked.planned.plan, all.plans.as_slice()) {
        (Some(plan), _) => plan.clone(),
        (None, [only]) => only.card.id.clone(),
        (None, plans) => {
            let names: Vec<&str> = plans.iter().map(|plan| plan.card.name.as_str()).collect();
            return Err(format!("写明 --plan：{}", names.join("、")));
        }
    };
    let what = WhatIf {
        scenario: asked.planned.scenario.clone(),
        force: asked.force.clone(),
        forbid: asked.forbid.clone(),
        budget: asked.budget,
    };
    if asked.curve {
        let view = reading.curve(&plan, day, &what).map_err(told)?;
        match asked.planned.at.json() {
            true => print_json(&view)?,
            false => curve(&view),
        }
        return Ok(Ending::Clean);
    }
    let view = reading.places(&plan, day, &what).map_err(told)?;
    if asked.problem.is_some() || asked.certificate.is_some() {
        let (problem, proof) = reading.places_papers(&plan, day, &what).map_err(told)?;
        asked.problem.as_ref().map_or(Ok(()), |out| write(out, problem))?;
        asked.certificate.as_ref().map_or(Ok(()), |out| write(out, proof))?;
    }
    if asked.planned.at.json() {
        print_json(&view)?;
    } else {
        tell(&view);
    }
    let fine = matches!(view.scenario.outlook, ScenarioOutlook::Proven | ScenarioOutlook::Found);
    Ok(if fine { Ending::Clean } else { Ending::Findings })
}

/// The trade-off as a table.
fn curve(view: &CurveView) {
    say!("{} · {}（{}）", view.card.name, view.scenario, view.day);
    let line = |one: &CurvePointView| {
        let rule = match (one.norm, one.reach) {
            (Some(more), _) => format!("每班多坐{more}人"),
            (_, most) => format!("最远{}{}", most.unwrap_or(0), view.unit),
        };
        let proof = match (one.proven && one.checked, one.cost) {
            (true, None) => "已证没有方案，已核对",
            (true, _) => "已证最省，已核对",
            (false, _) => "没有证完",
        };
        let (cost, bound) =
            (one.cost.map_or("做不到".to_owned(), yuan), one.bound.map(yuan).unwrap_or_default());
        let told = |number: i64| if one.cost.is_some() { number.to_string() } else { String::new() };
        vec![rule, cost, bound, proof.to_owned(), told(one.over), told(one.way)]
    };
    let rows: Vec<Vec<String>> = view.points.iter().map(line).collect();
    say!("{}", table(&["规则", "投资", "下界", "证明", "超现标准的学生", "平均路程"], &rows));
}

/// How a scenario comes out, in words.
fn outlook(one: &ScenarioView) -> String {
    let (cost, bound) = (one.cost.map(yuan).unwrap_or_default(), one.bound.map(yuan).unwrap_or_default());
    let budget = one.budget.map_or("不限".to_owned(), yuan);
    match one.outlook {
        ScenarioOutlook::Proven => format!("可行：投资{cost}，已证明没有更省的；预算{budget}"),
        ScenarioOutlook::Found => format!("可行：投资{cost}，下界{bound}，没有证完；预算{budget}"),
        ScenarioOutlook::OverBudget => format!("超预算：至少要{bound}，预算{budget}"),
        ScenarioOutlook::Nothing => "没有办法：花多少钱都做不到".to_owned(),
        ScenarioOutlook::Open => "没有算完，不能说行不行".to_owned(),
        ScenarioOutlook::Faulty => "台账有错，先改台账".to_owned(),
    }
}

/// Yuan in 万元, exactly.
fn yuan(amount: i64) -> String {
    match amount % 10_000 {
        0 => format!("{}万元", amount / 10_000),
        rest => format!("{}.{rest:04}万元", amount / 10_000),
    }
}

fn compare(view: &PlansView) {
    for plan in &view.plans {
        say!("{}（{}）  {}", plan.card.name, view.day, plan.card.owner);
        let line = |one: &ScenarioView| {
            vec![
                one.id.clone(),
                one.name.clone(),
                if one.adopted { "采用" } else { "" }.to_owned(),
                one.years[1].to_string(),
                one.before.to_string(),
                one.lacking.to_string(),
                one.way.to_string(),
                outlook(one),
                one.measures.join("、"),
            ]
        };
        let rows: Vec<Vec<String>> = plan.scenarios.iter().map(line).collect();
        let header = ["编号", "情景", "", "达标年", "原缺", "仍缺", "均程", "结果", "措施"];
        say!("{}", table(&header, &rows));
    }
}

fn tell(view: &PlacesView) {
    let one = &view.scenario;
    say!(
        "{} · {}（{}—{}年，{}年起达标）",
        view.card.name,
        one.name,
        one.years[0],
        one.years[2],
        one.years[1]
    );
    show(&view.findings);
    let checked = if one.checked { "；证书已由另一套程序核对" } else { "" };
    say!("{}{checked}", outlook(one));
    let year = |one: &view::PlanYear| {
        let due = if one.due { "达标" } else { "" }.to_owned();
        let numbers = [one.pupils, one.before, one.lacking, one.way].map(|number| number.to_string());
        [vec![one.year.to_string(), due], numbers.to_vec()].concat()
    };
    let way = format!("平均路程（{}）", view.unit);
    let rows: Vec<Vec<String>> = view.years.iter().map(year).collect();
    say!("\n{}", table(&["年度", "", "学生", "不做时缺学位", "照此缺学位", &way], &rows));
    let measure = |one: &view::MeasureView| {
        let state = match (one.taken, one.decided) {
            (true, Some(true)) => "做（定死）",
            (true, _) => "做",
            (false, Some(false)) => "不做（定死）",
            (false, _) => "",
        };
        let (year, seats) = (one.year.to_string(), one.seats.to_string());
        vec![
            one.id.clone(),
            one.name.clone(),
            one.stage.clone(),
            year,
            seats,
            yuan(one.cost),
            state.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = view.measures.iter().map(measure).collect();
    say!("{}", table(&["编号", "措施", "学段", "最早", "学位", "投资", ""], &rows));
    for one in view.shortages.iter().take(5) {
        let lacking = one.pupils - one.seats;
        say!(
            "缺口：{}年，{}等{}处{}人，够得着的学校按标准只能坐{}人，缺{lacking}；能补的：{}",
            one.year,
            one.names.first().map_or("", String::as_str),
            one.points,
            one.pupils,
            one.seats,
            if one.helps.is_empty() { "没有".to_owned() } else { one.helps.join("、") }
        );
    }
    let moved: i64 = view.moved.iter().map(|one| one.pupils).sum();
    if moved > 0 {
        say!("改去别校：{}处{moved}人；人数最多的：", view.moved.len());
    }
    for one in view.moved.iter().take(5) {
        let from =
            one.from.as_ref().map_or("没有学位".to_owned(), |(name, way)| format!("{name}（{way}）"));
        say!("  {} {}人：{from} → {}（{}）", one.point, one.pupils, one.to.0, one.to.1);
    }
    if !view.clash.is_empty() {
        say!("不能同时满足：{}", view.clash.join("、"));
    }
    if let Some(easing) = &view.easing {
        easing.cost.into_iter().for_each(|cost| say!("只加钱：最少共{}", yuan(cost)));
        easing.norm.into_iter().for_each(|more| say!("只放宽班额：每班最少多坐{more}人"));
    }
    super::tell_effects(&view.effects);
}
