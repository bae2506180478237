//! `duheng draw`: seal, run, reveal, list; verify, open and explain from files alone.

mod list;
mod verify;

use crate::shell::{Ending, Failure, open, operator, print_json, show, told, write};
use clap::{Args, Subcommand};
use office::{Date, Sealing};
use std::path::PathBuf;
use terminal::say;
use view::DrawOutcome;

/// What can be done with a draw.
#[derive(Subcommand)]
pub enum DrawVerb {
    /// 封存名单和规则，写明等哪一个公开值：承诺值入账，种子还不存在
    Seal(Seal),
    /// 公开值公布之后抽取，写出证书；到达前密封的写出封签
    Run(Run),
    /// 到达后启封：给这名检查人员打开派给他的下一签
    Reveal {
        /// 数据目录
        dir: PathBuf,
        /// 抽取编号
        number: String,
        /// 已到达的检查人员的编号
        #[arg(long)]
        inspector: String,
        /// 启封件写到此文件；最后一签启封后，证书写在它旁边
        #[arg(long)]
        out: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 核对一份启封件是不是事先封好的那一签，只凭两个文件
    Open(verify::Open),
    /// 各次抽取，和全年次数、比例的下限到了没有
    List {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 写出一次抽取的证书；到达前密封而没有启封完的，写出封签
    Certificate {
        /// 数据目录
        dir: PathBuf,
        /// 抽取编号
        number: String,
        /// 写到此文件
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// 核验证书，只凭文件
    Verify(verify::Verify),
    /// 说明怎样不靠系统、用杂凑命令重做一遍
    Explain {
        /// 证书文件
        file: PathBuf,
    },
}

/// What a draw is sealed with.
#[derive(Args)]
pub struct Seal {
    /// 数据目录
    dir: PathBuf,
    /// 抽取定义的标识或名称
    draw: String,
    /// 年度；不写则用定义包的评价年度
    #[arg(long)]
    year: Option<i32>,
    /// 等公开值的哪一期；不写则照定义
    #[arg(long)]
    issue: Option<String>,
    /// 公开值哪一天公布（如 2022-12-20），封存之后至少隔定义写的天数；不写则取最早的一天
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// 到达前密封：抽中了谁，到达后逐签启封才知道
    #[arg(long)]
    sealed: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// What is drawn, and with which value.
#[derive(Args)]
pub struct Run {
    /// 数据目录
    dir: PathBuf,
    /// 抽取定义的标识或名称
    draw: String,
    /// 年度；不写则用定义包的评价年度
    #[arg(long)]
    year: Option<i32>,
    /// 封存时写明要等的公开值，照公布的写
    #[arg(long)]
    public: String,
    /// 证书（或封签）写到此文件
    #[arg(long)]
    out: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

pub fn run(verb: &DrawVerb) -> Result<Ending, Failure> {
    match verb {
        DrawVerb::Seal(asked) => seal(asked),
        DrawVerb::Run(asked) => draw(asked),
        DrawVerb::Reveal { dir, number, inspector, out, json } => {
            let office = open(dir)?;
            let outcome = office.reveal_draw(&operator(&office), number, inspector).map_err(told)?;
            let file = out.clone().unwrap_or_else(|| format!("{number}-{}.slip.txt", outcome.slip).into());
            if let Some(opening) = &outcome.opening {
                write(&file, opening)?;
            }
            let beside = file.with_file_name(format!("{number}.draw.txt"));
            if let Some(certificate) = &outcome.certificate {
                write(&beside, certificate)?;
            }
            if *json {
                print_json(&outcome)?;
            } else if outcome.opening.is_some() {
                let name = if outcome.name.is_empty() { &outcome.object } else { &outcome.name };
                say!(
                    "第{}签：{name}（{}），{}。",
                    outcome.slip,
                    outcome.object,
                    outcome.inspectors.join("、")
                );
                say!("启封件 {}；核对：duheng draw open {0} 封签文件 --root 公布的封签根", file.display());
                match outcome.left {
                    0 => say!(
                        "全部启封。证书 {}；核验：duheng draw verify {0} --key 公钥指纹",
                        beside.display()
                    ),
                    left => say!("还有{left}签没有启封。"),
                }
            }
            Ok(show(&outcome.findings))
        }
        DrawVerb::Open(asked) => verify::opened(asked),
        DrawVerb::List { dir, json } => list::list(dir, *json),
        DrawVerb::Certificate { dir, number, out } => list::certificate(dir, number, out.clone()),
        DrawVerb::Verify(asked) => verify::verify(asked),
        DrawVerb::Explain { file } => verify::explain(file),
    }
}

fn seal(asked: &Seal) -> Result<Ending, Failure> {
    let day = asked
        .on
        .as_deref()
        .map(|day| day.parse::<Date>().map_err(|()| format!("“{day}”不是日期（应如 2022-12-20）")));
    let office = open(&asked.dir)?;
    let sealing = Sealing {
        draw: &asked.draw,
        year: asked.year,
        hidden: asked.sealed,
        issue: asked.issue.as_deref(),
        day: day.transpose()?,
    };
    let outcome = office.seal_draw(&operator(&office), &sealing).map_err(told)?;
    if asked.json {
        print_json(&outcome)?;
    } else if !office::has_error(&outcome.findings) {
        let DrawOutcome { name, number, entry, public, .. } = &outcome;
        say!("{name}（{number}）：名单和规则已封，记在日志第{entry}条。");
        say!("  对象{}个，检查人员{}名", outcome.objects, outcome.inspectors);
        say!("  承诺值 {}", outcome.commitment);
        say!("  等的公开值：{}，{}，{}或以后公布", public.source, public.issue, public.day);
        say!(
            "在那之前把承诺值公布或交给第三方；公布之后：duheng draw run {} {} --public 公开值",
            asked.dir.display(),
            outcome.draw
        );
    }
    Ok(show(&outcome.findings))
}

fn draw(asked: &Run) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let outcome = office.draw(&operator(&office), &asked.draw, asked.year, &asked.public).map_err(told)?;
    let ending = if outcome.seals.is_some() { "seals" } else { "draw" };
    let file = asked.out.clone().unwrap_or_else(|| format!("{}.{ending}.txt", outcome.number).into());
    if let Some(text) = outcome.certificate.as_ref().or(outcome.seals.as_ref()) {
        write(&file, text)?;
    }
    let DrawOutcome { name, number, objects, slips, .. } = &outcome;
    if asked.json {
        print_json(&outcome)?;
    } else if outcome.certificate.is_some() {
        say!("{name}（{number}）：{objects}个对象里抽出{slips}个。");
        say!("证书 {}；核验：duheng draw verify {0} --key 公钥指纹", file.display());
    } else if outcome.seals.is_some() {
        say!("{name}（{number}）：{objects}个对象里抽出{slips}个，到达前密封。");
        say!(
            "封签 {}，公布它的根；到达后启封：duheng draw reveal {} {number} --inspector 编号",
            file.display(),
            asked.dir.display()
        );
    }
    Ok(show(&outcome.findings))
}
