//! `duheng draw`: seal, run, reveal, list; verify, open and explain from files alone.

use crate::arguments::DrawVerb;
use crate::say::say;
use crate::table::table;
use crate::{Ending, Failure, open, print_json, show, told};
use office::view::{DrawList, DrawView};
use std::path::Path;

pub fn run(verb: &DrawVerb) -> Result<Ending, Failure> {
    match verb {
        DrawVerb::Seal { dir, draw, year, sealed } => {
            let office = open(dir)?;
            let outcome = if *sealed {
                office.seal_draw_until_arrival(draw, *year)
            } else {
                office.seal_draw(draw, *year)
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
                let outcome = office.seal_draw_until_arrival(draw, *year).map_err(told)?;
                if office::has_error(&outcome.findings) {
                    return Ok(show(&outcome.findings));
                }
            }
            let public = public.clone().map(|value| (value, source.clone().unwrap_or_default()));
            let outcome = office.draw(draw, *year, public).map_err(told)?;
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
            let outcome = open(dir)?.reveal_draw(number, inspector).map_err(told)?;
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
            let list = open(dir)?.draws().map_err(told)?;
            if *json {
                print_json(&list)?
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
                print!("{page}");
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
        let state = match draw.state {
            "listed" => "名单已封",
            "closed" => "未启封",
            _ => "已公开",
        };
        let (slips, opened) = (draw.slips.to_string(), draw.opened.to_string());
        vec![draw.number.clone(), draw.name.clone(), draw.day.clone(), state.to_owned(), slips, opened]
    };
    let rows: Vec<Vec<String>> = list.draws.iter().map(row).collect();
    print!("{}", table(&["抽取编号", "名称", "日期", "状态", "抽出", "启封"], &rows));
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

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|error| format!("{}：{error}", file.display()))
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| format!("{}：{error}", file.display()))
}
