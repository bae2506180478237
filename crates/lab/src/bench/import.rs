//! `duheng bench import`: a generated file through the same door as anybody's, durable on SQLite: checks, history,
//! journal with its tree, signed checkpoint.

use super::generated::{BATCH, COLUMNS, District, grouped, machine, rate, rows};
use crate::failure::Failure;
use terminal::{say, table};

/// The bar of the design: values a second on two cores.
const BAR: u64 = 150_000;

pub fn run() -> Result<(), Failure> {
    let district = District::new("import")?;
    let mut lines = Vec::new();
    let mut measure = |what: &str, text: String| -> Result<u64, Failure> {
        let megabytes = text.len() >> 20;
        let (outcome, taken) = district.import(text)?;
        let speed = rate(outcome.values, taken);
        lines.push(vec![
            what.to_owned(),
            grouped(outcome.values),
            grouped(outcome.entries),
            format!("{megabytes} MB"),
            format!("{:.2} 秒", taken.as_secs_f64()),
            grouped(speed),
        ]);
        Ok(speed)
    };
    let fresh = measure("首次导入", rows(0, BATCH, None))?;
    measure("再导一遍（无变化）", rows(0, BATCH, None))?;
    measure("百分之一的行有一格改动", rows(0, BATCH, Some(100)))?;
    measure("第二个同样大的文件", rows(BATCH, 2 * BATCH, None))?;
    terminal::text(&table(&["导入", "值", "新条目", "文件", "用时", "值/秒"], &lines));
    say!("{BATCH} 行 × {COLUMNS} 列的 CSV；SQLite，WAL，synchronous=FULL；{}", machine());
    say!("标尺 {} 值/秒：{}", grouped(BAR), if fresh >= BAR { "达到" } else { "未达到" });
    Ok(())
}
