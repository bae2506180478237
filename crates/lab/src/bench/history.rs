//! `duheng bench history`: the page of one row's history in a register that was revised a million times.

use super::generated::{District, NUMBERS, grouped, machine};
use crate::failure::Failure;
use office::RowQuery;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use terminal::{say, table};

/// Rows of the register.
const ROWS: usize = 10_000;
/// Revisions of each.
const REVISIONS: usize = 100;
const TURNS: usize = 60;
/// The bar: p95 of a history.
const BAR: Duration = Duration::from_millis(50);

pub fn run() -> Result<(), Failure> {
    let district = District::new("history")?;
    for revision in 0..REVISIONS {
        let (outcome, _) = district.import(revised(revision))?;
        if outcome.entries != ROWS as u64 {
            return Err(format!("第{revision}次只改了{}行", outcome.entries));
        }
    }
    let reading = || crate::sessions::reading(&district.office, None);
    let first = reading()?.rows("样例学校", &RowQuery::default()).map_err(|error| error.to_string())?;
    let first = first.rows.iter().map(|row| row.number).min().unwrap_or_default();
    let ask = |turn: usize| -> Result<Duration, Failure> {
        let number = first + (turn * 7_919 % ROWS) as u64;
        let start = Instant::now();
        let history = reading()?.row("样例学校", number).map_err(|error| error.to_string())?;
        match history.versions.len() {
            REVISIONS => Ok(start.elapsed()),
            found => Err(format!("第{number}号有{found}个版本，应有{REVISIONS}个")),
        }
    };
    let cold = ask(0)?;
    let mut times = (1..=TURNS).map(ask).collect::<Result<Vec<_>, _>>()?;
    times.sort();
    let shown = |time: Duration| format!("{:.2} 毫秒", time.as_secs_f64() * 1e3);
    let (middle, p95) = (times[TURNS / 2], times[TURNS * 95 / 100 - 1]);
    let line = vec!["一行的来历".to_owned(), shown(cold), shown(middle), shown(p95)];
    terminal::text(&table(&["", "头一次", "中位", "p95"], &[line]));
    let all = grouped((ROWS * REVISIONS) as u64);
    say!("{all} 次修订的台账，每行 {REVISIONS} 个版本；{TURNS} 次；{}", machine());
    say!("标尺 p95 ≤ 50 毫秒：{}", if p95 <= BAR { "达到" } else { "未达到" });
    Ok(())
}

/// Every row in its so manieth revision, as CSV: one number says which.
fn revised(revision: usize) -> String {
    let mut text = format!("学年,标识码,名称,城乡,{}\n", NUMBERS.join(","));
    for row in 0..ROWS {
        let code = 2_150_000_000_u64 + row as u64;
        let numbers = vec![revision.to_string(); NUMBERS.len()].join(",");
        let _ = writeln!(text, "2022,{code},样例学校{row:05},城区,{numbers}");
    }
    text
}
