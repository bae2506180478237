//! `duheng plan`: what a district decides solved with a proof, and the proof checked by other code.

mod funds;
mod lists;
mod placement;
mod places;
mod routes;
mod staff;
mod watching;

use crate::shell::{Ending, Failure, print_json, read, show, told, write};
use clap::{Args, Subcommand, ValueEnum};
use plan::{Certificate, Claim, Format, Found, Layout, LayoutProof, Read, Trips, TripsPlan};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use terminal::{complain, say};
use watching::Watching;

#[derive(Subcommand)]
pub enum PlanVerb {
    /// 学位：哪里缺、做什么最省、各去哪里；可以推演，附证书
    Places(places::Places),
    /// 师资：照标准各校需要几人，怎样调动最少就补齐；可以换标准推演
    Staff(staff::Staff),
    /// 经费：各校照标准应有多少、照哪条规则；草案先对照法定要求
    Funds(funds::Funds),
    /// 行程：一次抽取的到校检查排成几天几趟，照台账里的路上时间，有下界，另一套程序核对
    Routes(routes::Routes),
    /// 安置：按评估、学位和路程排每个残疾孩子的去处，各有理由；或者名册与学籍比对。不出现姓名，什么都不写
    Placement(placement::Placement),
    /// 求解一份题目：给出方案、可证的下界和差距；中断时保留最好的
    Solve(Solve),
    /// 核验一份证书：逐项重算，不信求解程序
    Verify(Verify),
}

#[derive(Args)]
pub struct Solve {
    /// 题目
    pub file: PathBuf,
    /// 题目的格式
    #[arg(long)]
    pub format: FormatName,
    /// 最多几秒；不写则算到证完为止（Ctrl-C 时保留最好的）
    #[arg(long)]
    pub seconds: Option<u64>,
    /// 种子；同一种子同一答案
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 证书写到此文件
    #[arg(long, value_name = "OUT")]
    pub certificate: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Verify {
    /// 证书
    pub certificate: PathBuf,
    /// 题目
    pub file: PathBuf,
    /// 题目的格式；不写则从证书里看
    #[arg(long)]
    pub format: Option<FormatName>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

/// 题目的格式
#[derive(Clone, Copy, ValueEnum)]
pub enum FormatName {
    /// 路网和开办数
    OrlibPmed,
    /// 有容量，可分
    OrlibCap,
    /// 有容量，不可分
    Holmberg,
    /// 村庄和学校的表
    Csv,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::OrlibPmed => Format::OrlibPmed,
            FormatName::OrlibCap => Format::OrlibCap,
            FormatName::Holmberg => Format::Holmberg,
            FormatName::Csv => Format::Csv,
        }
    }
}

pub fn run(verb: &PlanVerb) -> Result<Ending, Failure> {
    match verb {
        PlanVerb::Places(asked) => places::run(asked),
        PlanVerb::Staff(asked) => staff::run(asked),
        PlanVerb::Funds(asked) => funds::run(asked),
        PlanVerb::Routes(asked) => routes::run(asked),
        PlanVerb::Placement(asked) => placement::run(asked),
        PlanVerb::Solve(asked) => solve(asked),
        PlanVerb::Verify(asked) => verify(asked),
    }
}

/// What `--json` prints of a solution. Numbers are exact as long as they have at most 15 digits.
#[derive(Serialize)]
struct Solved {
    objective: Option<serde_json::Number>,
    bound: Option<serde_json::Number>,
    gap: Option<f64>,
    proven: bool,
    seconds: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflict: Vec<String>,
}

fn solve(asked: &Solve) -> Result<Ending, Failure> {
    let Some(problem) = problem(&asked.file, asked.format.into())? else { return Ok(Ending::Findings) };
    let mut watching = Watching::new(asked.seconds.map(Duration::from_secs));
    let found = plan::solve(&problem.problem, asked.seed, &mut watching);
    let seconds = watching.seconds();
    let mut solved =
        Solved { objective: None, bound: None, gap: None, proven: false, seconds, conflict: Vec::new() };
    match &found {
        Found::Plan(certificate) => fill(&mut solved, certificate),
        Found::Nothing(conflict) => solved.conflict = conflict.words(),
        Found::Stopped => {}
    }
    if let (Some(out), Found::Plan(certificate)) = (&asked.certificate, &found) {
        write(out, certificate.text())?;
    }
    if asked.json {
        print_json(&solved)?;
    } else {
        tell(&found, &solved, &problem);
    }
    Ok(if matches!(found, Found::Nothing(_)) { Ending::Findings } else { Ending::Clean })
}

/// Reads a problem; shows what is wrong with it.
fn problem(file: &Path, format: Format) -> Result<Option<Read>, Failure> {
    let name =
        file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into());
    match plan::read(&read(file)?, &name, format) {
        Ok(read) => {
            show(&read.notes);
            Ok(Some(read))
        }
        Err(findings) => {
            show(&findings);
            Ok(None)
        }
    }
}

fn fill(solved: &mut Solved, certificate: &Certificate) {
    let number = |text: &str| text.parse::<serde_json::Number>().ok();
    solved.objective = number(&certificate.objective);
    solved.bound = number(&certificate.bound);
    solved.proven = certificate.is_proven();
    solved.gap = gap(&certificate.objective, &certificate.bound);
}

/// Distance of the bound from the objective, as a part of the objective.
fn gap(objective: &str, bound: &str) -> Option<f64> {
    let (objective, bound) = (objective.parse::<f64>().ok()?, bound.parse::<f64>().ok()?);
    Some(if objective <= bound { 0.0 } else { (objective - bound) / objective.abs().max(f64::MIN_POSITIVE) })
}

fn tell(found: &Found, solved: &Solved, read: &Read) {
    match found {
        Found::Plan(certificate) => {
            say!("费用  {}", certificate.objective);
            let gap = solved.gap.unwrap_or(0.0) * 100.0;
            match certificate.is_proven() {
                true => say!("下界  {}：已证明没有更好的方案", certificate.bound),
                false => say!("下界  {}：最多还可省{gap:.4}%，没有证完", certificate.bound),
            }
            let names: Vec<&str> =
                certificate.open.iter().map(|site| read.problem.sites[site - 1].name.as_str()).collect();
            say!("开办  {}处：{}", names.len(), names.join("、"));
        }
        Found::Nothing(conflict) => {
            say!("没有任何方案能同时满足：");
            conflict.words().iter().for_each(|rule| say!("  · {rule}"));
        }
        Found::Stopped => say!("到时间还没有找到方案；不能说没有方案"),
    }
    say!("用时  {:.2}秒", solved.seconds);
}

fn verify(asked: &Verify) -> Result<Ending, Failure> {
    let text = read(&asked.certificate)?;
    if let Ok(proof) = LayoutProof::parse(&text) {
        return layout(&proof, asked);
    }
    if let Ok(proof) = serde_json::from_str::<TripsPlan>(&text) {
        return trips(&proof, asked);
    }
    let certificate = match Certificate::parse(&text) {
        Ok(certificate) => certificate,
        Err(why) => return refuse(&why, asked.json),
    };
    let Some(format) = asked.format.map(Format::from).or_else(|| Format::named(&certificate.format)) else {
        return refuse(&format!("证书写的格式不认识：{}", certificate.format), asked.json);
    };
    let Some(read) = problem(&asked.file, format)? else { return Ok(Ending::Findings) };
    let watching = Watching::new(None);
    match plan::check(&certificate, &read.problem) {
        Ok(claim) => {
            hold(&certificate, &claim, watching.seconds(), asked.json)?;
            Ok(Ending::Clean)
        }
        Err(flaw) => refuse(&told(flaw), asked.json),
    }
}

/// A proof of a layout: the file is the question as `plan places --problem` wrote it.
fn layout(proof: &LayoutProof, asked: &Verify) -> Result<Ending, Failure> {
    let Ok(question) = serde_json::from_str::<Layout>(&read(&asked.file)?) else {
        return refuse("题目不是学位规划的题目文件", asked.json);
    };
    let watching = Watching::new(None);
    if let Err(flaw) = plan::check_layout(proof, &question) {
        return refuse(&flaw.to_string(), asked.json);
    }
    let (objective, bound) = (proof.cost.map(Into::into), proof.bound.map(Into::into));
    let seconds = watching.seconds();
    if asked.json {
        let proven = Some(proof.cost == proof.bound);
        print_json(&Verified {
            holds: true,
            objective,
            bound,
            proven,
            seconds: Some(seconds),
            reason: None,
        })?;
        return Ok(Ending::Clean);
    }
    match (proof.cost, proof.bound) {
        (Some(cost), Some(bound)) if cost == bound => {
            say!("成立：投资{cost}元，已证明没有更省的方案（{seconds:.3}秒）");
        }
        (Some(cost), bound) => say!("成立：投资{cost}元，下界{}元（{seconds:.3}秒）", bound.unwrap_or(0)),
        (None, _) => say!("成立：没有任何方案（{seconds:.3}秒）"),
    }
    Ok(Ending::Clean)
}

/// Day trips: the file is the question as `plan routes --problem` wrote it.
fn trips(proof: &TripsPlan, asked: &Verify) -> Result<Ending, Failure> {
    let Ok(question) = serde_json::from_str::<Trips>(&read(&asked.file)?) else {
        return refuse("题目不是行程的题目文件", asked.json);
    };
    let watching = Watching::new(None);
    if let Err(flaw) = plan::check_trips(proof, &question) {
        return refuse(&flaw.to_string(), asked.json);
    }
    let (proven, seconds) = (proof.cost == proof.bound, watching.seconds());
    if asked.json {
        print_json(&Verified {
            holds: true,
            objective: Some(proof.cost.into()),
            bound: Some(proof.bound.into()),
            proven: Some(proven),
            seconds: Some(seconds),
            reason: None,
        })?;
        return Ok(Ending::Clean);
    }
    let end = if proven { "已证明没有更省的" } else { "下界成立，没有证完" };
    say!("成立：{}趟，折合{}，下界{}，{end}（{seconds:.3}秒）", proof.trips.len(), proof.cost, proof.bound);
    Ok(Ending::Clean)
}

/// What `--json` prints of a certificate.
#[derive(Serialize)]
struct Verified<'c> {
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    objective: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proven: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'c str>,
}

fn hold(certificate: &Certificate, claim: &Claim, seconds: f64, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&Verified {
            holds: true,
            objective: certificate.objective.parse().ok(),
            bound: certificate.bound.parse().ok(),
            proven: Some(claim.is_proven()),
            seconds: Some(seconds),
            reason: None,
        });
    }
    let end = if claim.is_proven() {
        "已证明没有更好的方案"
    } else {
        "下界成立，是否最优没有证完"
    };
    say!("成立：费用{}，下界{}，{end}（{seconds:.3}秒）", certificate.objective, certificate.bound);
    Ok(())
}

fn refuse(why: &str, json: bool) -> Result<Ending, Failure> {
    if json {
        let reason = Some(why);
        print_json(&Verified {
            holds: false,
            objective: None,
            bound: None,
            proven: None,
            seconds: None,
            reason,
        })?;
    } else {
        complain!("不成立：{why}");
    }
    Ok(Ending::Findings)
}

/// Indicators that would read otherwise, and of how many of the scheme nothing would.
fn tell_effects(effects: &[view::PlanEffect]) {
    for one in effects.iter().filter(|one| one.changed) {
        let number = one.number.map(|number| format!("第{number}条 ")).unwrap_or_default();
        let said = |(value, verdict): &(String, String), points: &str| {
            let verdict = match verdict.as_str() {
                "met" => "达标",
                "not-met" => "未达标",
                "cannot-tell" => "不能判断",
                _ => "",
            };
            let parts = [value.as_str(), verdict, points].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        let (before, after) = (said(&one.adopted, &one.points[0]), said(&one.here, &one.points[1]));
        say!("指标 {number}{}：{before} → {after}", one.name);
    }
    let same = effects.iter().filter(|one| !one.changed).count();
    if same > 0 {
        say!("方案里的指标另有{same}条不变");
    }
}
