//! `duheng drill`: a restore that is tried before it is needed (恢复演练): a backup becomes a district in a folder of its own, is held
//! against its receipt and the district in use, and the folder goes again. What was seen is a record that can be filed.

use crate::doctor::{shown, word};
use crate::shell::{Ending, Failure, open, print_json, read, reading, told, write};
use clap::Args;
use office::{AsOf, Office, Restoring};
use std::path::{Path, PathBuf};
use std::time::Instant;
use view::{Board, HealthLine, HealthState, HealthView};

#[derive(Args)]
pub struct Drill {
    /// 备份的文件夹
    pub from: PathBuf,
    /// 在用的数据目录：恢复出来的与它那时的树根、指标逐项对照
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// 存放钥匙的文件夹；备份里有钥匙的不必写
    #[arg(long, value_name = "FOLDER")]
    pub keys: Option<PathBuf>,
    /// 另存的收据；不写则用备份里的
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    /// 在哪个文件夹里临时恢复，演练完就删掉；不写则用系统的临时文件夹
    #[arg(long = "in", value_name = "FOLDER")]
    pub place: Option<PathBuf>,
    /// 演练记录写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

/// A folder that goes with its end, whatever came between.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// What of a board must be the same in both.
type Judged = Vec<(String, Option<String>, Option<view::Verdict>)>;

/// Tries it, and says what was seen; a thing that is bad is the end of the verb.
pub fn run(asked: &Drill) -> Result<Ending, Failure> {
    let within = asked.place.clone().unwrap_or_else(std::env::temp_dir);
    let passing = Passing(within.join(format!("duheng-drill-{}", std::process::id())));
    let mut lines = Vec::new();
    let restored = restored(asked, &passing.0, &mut lines)?;
    if let Some(office) = &restored {
        let (root, judged) = computed(office, office_size(office)?, &mut lines)?;
        if let Some(dir) = &asked.against {
            lines.extend(against(&open(dir)?, office_size(office)?, &root, &judged)?);
        }
    }
    let time = restored.as_ref().map_or_else(String::new, |office| office::instant(office.now()));
    drop(restored);
    drop(passing);
    let view = HealthView::of(time, lines);
    if let Some(out) = &asked.out {
        write(out, record(asked, &view).into_bytes())?;
    }
    match asked.json {
        true => print_json(&view)?,
        false => shown(&view),
    }
    Ok(if view.state == HealthState::Bad { Ending::Findings } else { Ending::Clean })
}

/// The district made of the backup; none where it is not what its receipt says.
fn restored(asked: &Drill, dir: &Path, lines: &mut Vec<HealthLine>) -> Result<Option<Office>, Failure> {
    let receipt = asked.receipt.as_deref().map(read).transpose()?;
    let how = Restoring { keys: asked.keys.as_deref(), receipt: receipt.as_deref() };
    let began = Instant::now();
    let outcome = office::restore(&asked.from, dir, how).map_err(told)?;
    let took = seconds(began);
    for finding in &outcome.findings {
        let state = if office::has_error(std::slice::from_ref(finding)) {
            HealthState::Bad
        } else {
            HealthState::Watch
        };
        let hint = finding.hint.clone().unwrap_or_else(|| "另取一份备份再演练".to_owned());
        lines.push(HealthLine::good("restore", "恢复", finding.sentence.clone()).but(state, hint));
    }
    if !outcome.restored {
        return Ok(None);
    }
    let seen = format!("{}条，与收据相符，逐条核对无误，用了{took}秒", outcome.entries);
    lines.push(HealthLine::good("restore", "恢复", seen));
    Ok(Some(open(dir)?))
}

fn office_size(office: &Office) -> Result<u64, Failure> {
    Ok(reading(office, &AsOf::Now, None)?.size())
}

/// Whether the figures come out of what was restored.
fn computed(office: &Office, size: u64, lines: &mut Vec<HealthLine>) -> Result<(String, Judged), Failure> {
    let began = Instant::now();
    let reading = reading(office, &AsOf::Entries(size), None)?;
    let (root, board) = (reading.standing().map_err(told)?.root, reading.evaluate().map_err(told)?);
    let judged = judged(&board);
    let met = judged.iter().filter(|(_, printed, _)| printed.is_some()).count();
    let seen = format!("{}年，{}项里{met}项有值，用了{}秒", board.year, judged.len(), seconds(began));
    lines.push(HealthLine::good("figures", "测算", seen));
    Ok((root, judged))
}

/// What the district in use says of the same moment.
fn against(office: &Office, size: u64, root: &str, judged: &Judged) -> Result<Vec<HealthLine>, Failure> {
    let now = office_size(office)?;
    let line = |code, name, seen: String| HealthLine::good(code, name, seen);
    if now < size {
        let seen = format!("在用的只有{now}条，备份有{size}条");
        let bad = line("root", "树根对照", seen).but(HealthState::Bad, "在用的少了条目：停用，按恢复办");
        return Ok(vec![bad]);
    }
    let reading = reading(office, &AsOf::Entries(size), None)?;
    let theirs = reading.standing().map_err(told)?.root;
    if theirs != root {
        let seen = format!("第{size}条：备份 {}…，在用 {}…", short(root), short(&theirs));
        let bad = line("root", "树根对照", seen)
            .but(HealthState::Bad, "不是同一份日志：核对收据和钥匙，查明哪一份被换过");
        return Ok(vec![bad]);
    }
    let same = line(
        "root",
        "树根对照",
        format!("第{size}条相同（{}…）；在用的此后又记了{}条", short(root), now - size),
    );
    let board = reading.evaluate().map_err(told)?;
    let other = self::judged(&board);
    let differing: Vec<&str> =
        judged.iter().filter(|one| !other.contains(one)).map(|(id, ..)| id.as_str()).take(5).collect();
    let figures = match differing.is_empty() && judged.len() == other.len() {
        true => line("same", "指标对照", format!("{}项逐项相同", judged.len())),
        false => line("same", "指标对照", format!("不同：{}", differing.join("、")))
            .but(HealthState::Bad, "两边的程序或定义不同：先用同一个程序再演练"),
    };
    Ok(vec![same, figures])
}

fn judged(board: &Board) -> Judged {
    board.indicators.iter().map(|one| (one.id.clone(), one.printed.clone(), one.verdict)).collect()
}

fn short(root: &str) -> &str {
    root.get(..16).unwrap_or(root)
}

fn seconds(began: Instant) -> String {
    let tenths = began.elapsed().as_millis() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The record as it is filed: what was tried, what was seen, and room for two names.
fn record(asked: &Drill, view: &HealthView) -> String {
    let mut text = format!("恢复演练记录\n\n时间：{}\n备份：{}\n", view.time, asked.from.display());
    if let Some(dir) = &asked.against {
        text += &format!("对照：{}\n", dir.display());
    }
    text += "\n";
    for line in &view.lines {
        text += &format!("{}　{}　{}\n", line.name, word(line.state), line.seen);
        text.extend(line.hint.iter().map(|hint| format!("　　{hint}\n")));
    }
    let outcome = match view.state {
        HealthState::Good => "能恢复。",
        HealthState::Watch => "能恢复，有要注意的。",
        HealthState::Bad => "这份备份不能用。",
    };
    text + &format!("\n结论：{outcome}\n\n演练人：　　　　　　　　复核人：\n")
}
