//! `duheng draw list` and `certificate`: what was drawn, and its file to take away.

use crate::shell::{Ending, Failure, open, print_json, reading, show, told, write};
use crate::words;
use office::AsOf;
use std::path::{Path, PathBuf};
use terminal::{say, table};
use view::{DrawList, DrawView};

pub fn list(dir: &Path, json: bool) -> Result<Ending, Failure> {
    let list = reading(&open(dir)?, &AsOf::Now, None)?.draws().map_err(told)?;
    if json {
        print_json(&*list)?;
    } else {
        say_list(&list);
    }
    let findings: Vec<_> = list.draws.iter().flat_map(|draw| draw.findings.clone()).collect();
    Ok(show(&findings))
}

/// Writes the certificate of a draw again; of one that is closed until arrival its seals.
pub fn certificate(dir: &Path, number: &str, out: Option<PathBuf>) -> Result<Ending, Failure> {
    let draw = reading(&open(dir)?, &AsOf::Now, None)?.drawn(number).map_err(told)?;
    let (text, ending) = match (&draw.certificate, &draw.seals) {
        (Some(text), _) => (text, "draw"),
        (None, Some(text)) => (text, "seals"),
        (None, None) if !draw.findings.is_empty() => return Ok(show(&draw.findings)),
        (None, None) => return Err(format!("“{number}”还没有抽取，没有证书")),
    };
    let file = out.unwrap_or_else(|| format!("{number}.{ending}.txt").into());
    write(&file, text)?;
    say!("{}", file.display());
    Ok(Ending::Clean)
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
