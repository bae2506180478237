//! `duheng draw`: seal, run, reveal, list; verify, open and explain from files alone.

use crate::shell::{Ending, Failure, open, operator, print_json, read, reading, show, told, write};
use crate::words;
use clap::Subcommand;
use office::AsOf;
use std::path::PathBuf;
use terminal::{say, table};
use view::{DrawList, DrawView};

/// What can be done with a draw.
#[derive(Subcommand)]
pub enum DrawVerb {
    /// 封存名单和规则：承诺值入账，种子还不存在
    Seal {
        /// 数据目录
        dir: PathBuf,
        /// 抽取定义的标识或名称
        draw: String,
        /// 年度；不写则用定义包的评价年度
        #[arg(long)]
        year: Option<i32>,
        /// 到达前密封：抽中了谁，到达后逐签启封才知道
        #[arg(long)]
        sealed: bool,
    },
    /// 抽取（名单还没封的先封），写出证书；到达前密封的写出封签
    Run {
        /// 数据目录
        dir: PathBuf,
        /// 抽取定义的标识或名称
        draw: String,
        /// 年度；不写则用定义包的评价年度
        #[arg(long)]
        year: Option<i32>,
        /// 封存之后才有的公开值，如某期彩票的号码
        #[arg(long)]
        public: Option<String>,
        /// 公开值的出处
        #[arg(long, requires = "public")]
        source: Option<String>,
        /// 到达前密封：抽中了谁，到达后逐签启封才知道
        #[arg(long)]
        sealed: bool,
        /// 证书（或封签）写到此文件
        #[arg(long)]
        out: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
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
    Open {
        /// 启封件
        slip: PathBuf,
        /// 封签
        seals: PathBuf,
    },
    /// 各次抽取，和全年次数、比例的下限到了没有
    List {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 核验一个证书，只凭文件
    Verify {
        /// 证书文件
        file: PathBuf,
    },
    /// 说明怎样不靠系统、用杂凑命令重做一遍
    Explain {
        /// 证书文件
        file: PathBuf,
    },
}

pub fn run(verb: &DrawVerb) -> Result<Ending, Failure> {
    match verb {
        DrawVerb::Seal { dir, draw, year, sealed } => {
            let office = open(dir)?;
            let outcome = if *sealed {
                office.seal_draw_until_arrival(&operator(&office), draw, *year)
            } else {
                office.seal_draw(&operator(&office), draw, *year)
            };
            let outcome = outcome.map_err(told)?;
            if outcome.findings.is_empty() {
                say!(
                    "{}（{}）：名单和规则已封，记在日志第{}条。",
                    outcome.name,
                    outcome.number,
                    outcome.entry
                );
                say!("  对象{}个，检查人员{}名", outcome.objects, outcome.inspectors);
                say!("  承诺值 {}", outcome.commitment);
            }
            Ok(show(&outcome.findings))
        }
        DrawVerb::Run { dir, draw, year, public, source, sealed, out, json } => {
            let office = open(dir)?;
            if *sealed {
                let outcome =
                    office.seal_draw_until_arrival(&operator(&office), draw, *year).map_err(told)?;
                if office::has_error(&outcome.findings) {
                    return Ok(show(&outcome.findings));
                }
            }
            let public = public.clone().map(|value| (value, source.clone().unwrap_or_default()));
            let outcome = office.draw(&operator(&office), draw, *year, public).map_err(told)?;
            let ending = if outcome.seals.is_some() { "seals" } else { "draw" };
            let file = out.clone().unwrap_or_else(|| format!("{}.{ending}.txt", outcome.number).into());
            if let Some(text) = outcome.certificate.as_ref().or(outcome.seals.as_ref()) {
                write(&file, text)?;
            }
            if *json {
                print_json(&outcome)?;
            } else if outcome.certificate.is_some() {
                say!(
                    "{}（{}）：{}个对象里抽出{}个。",
                    outcome.name,
                    outcome.number,
                    outcome.objects,
                    outcome.slips
                );
                say!("证书 {}；核验：duheng draw verify {0}", file.display());
            } else if outcome.seals.is_some() {
                say!(
                    "{}（{}）：{}个对象里抽出{}个，到达前密封。",
                    outcome.name,
                    outcome.number,
                    outcome.objects,
                    outcome.slips
                );
                say!(
                    "封签 {}；到达后启封：duheng draw reveal {} {} --inspector 编号",
                    file.display(),
                    dir.display(),
                    outcome.number
                );
            }
            Ok(show(&outcome.findings))
        }
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
                say!("启封件 {}；核对：duheng draw open {0} 封签文件", file.display());
                match outcome.left {
                    0 => say!("全部启封。证书 {}；核验：duheng draw verify {0}", beside.display()),
                    left => say!("还有{left}签没有启封。"),
                }
            }
            Ok(show(&outcome.findings))
        }
        DrawVerb::Open { slip, seals } => match office::verify_opening(&read(slip)?, &read(seals)?) {
            Ok((object, inspectors)) => {
                say!("启封件成立：就是事先封好的一签，对象{object}，派{}。", inspectors.join("、"));
                Ok(Ending::Clean)
            }
            Err(finding) => Ok(show(&[*finding])),
        },
        DrawVerb::List { dir, json } => {
            let list = reading(&open(dir)?, &AsOf::Now, None)?.draws().map_err(told)?;
            if *json {
                print_json(&*list)?
            } else {
                say_list(&list)
            }
            Ok(Ending::Clean)
        }
        DrawVerb::Verify { file } => {
            let (findings, remarks) = office::verify_draw(&read(file)?);
            if findings.is_empty() {
                say!("证书成立：由名单、规则和种子重算，抽中的对象和检查人员逐个相同。");
                remarks.iter().for_each(|remark| say!("  注意：{remark}"));
            }
            Ok(show(&findings))
        }
        DrawVerb::Explain { file } => match office::explain_draw(&read(file)?, &file.display().to_string()) {
            Ok(page) => {
                terminal::text(&page);
                Ok(Ending::Clean)
            }
            Err(finding) => Ok(show(&[*finding])),
        },
    }
}

fn say_list(list: &DrawList) {
    if list.draws.is_empty() {
        say!("还没有抽取。");
        return;
    }
    let row = |draw: &DrawView| {
        let state = words::draw(draw.state);
        let (slips, opened) = (draw.slips.to_string(), draw.opened.to_string());
        vec![draw.number.clone(), draw.name.clone(), draw.day.clone(), state.to_owned(), slips, opened]
    };
    let rows: Vec<Vec<String>> = list.draws.iter().map(row).collect();
    terminal::text(&table(&["抽取编号", "名称", "日期", "状态", "抽出", "启封"], &rows));
    for floor in &list.floors {
        let mark = if floor.reached { "已达到" } else { "还没达到" };
        say!(
            "{}年{}：{}次（不少于{}次），{mark}全年下限。",
            floor.year,
            floor.name,
            floor.done,
            floor.wanted
        );
        for stratum in floor.strata.iter().filter(|stratum| stratum.floor > 0) {
            say!(
                "  {}：{}个里全年抽过{}个，不低于{}（{}个）",
                stratum.name,
                stratum.size,
                stratum.drawn,
                percent(stratum.floor),
                stratum.least
            );
        }
    }
}

/// Hundredths of a percent: 5%, 2.50%.
fn percent(parts: u32) -> String {
    match (parts / 100, parts % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest:02}%"),
    }
}
