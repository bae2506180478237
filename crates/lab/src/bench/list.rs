//! `duheng bench list`: pages of a register of a million rows.

use super::generated::{BATCH, District, NUMBERS, grouped, machine, rows};
use crate::failure::Failure;
use office::RowQuery;
use std::time::{Duration, Instant};
use terminal::{say, table};

const ROWS: usize = 1_000_000;
const TURNS: usize = 60;
/// The bar of the design: p95 of a page.
const BAR: Duration = Duration::from_millis(50);

pub fn run() -> Result<(), Failure> {
    let district = District::new("list")?;
    for from in (0..ROWS).step_by(BATCH) {
        district.import(rows(from, from + BATCH, None))?;
    }
    let sorted =
        |name: &str, descending| RowQuery { sort: Some(name.to_owned()), descending, ..RowQuery::default() };
    let equal = |name: &str, value: String| vec![(name.to_owned(), value)];
    let mut lines = Vec::new();
    let mut slowest = Duration::ZERO;
    let mut measure = |what: &str, query: &dyn Fn(usize) -> RowQuery| -> Result<(), Failure> {
        let ask = |turn: usize| -> Result<Duration, Failure> {
            let start = Instant::now();
            crate::sessions::reading(&district.office, None)?
                .rows("样例学校", &query(turn))
                .map_err(|error| error.to_string())?;
            Ok(start.elapsed())
        };
        let first = ask(0)?;
        district.office.settle();
        let mut times = (1..=TURNS).map(ask).collect::<Result<Vec<_>, _>>()?;
        times.sort();
        let p95 = times[TURNS * 95 / 100 - 1];
        slowest = slowest.max(p95);
        let shown = |time: Duration| format!("{:.2} 毫秒", time.as_secs_f64() * 1e3);
        lines.push(vec![what.to_owned(), shown(first), shown(times[TURNS / 2]), shown(p95)]);
        Ok(())
    };
    measure("首页，按记录先后", &|_| RowQuery::default())?;
    measure("首页，按在校学生从多到少", &|_| sorted(NUMBERS[0], true))?;
    measure("首页，按名称", &|_| sorted("名称", false))?;
    measure("首页，按城乡", &|_| sorted("城乡", true))?;
    measure("筛选：城乡＝乡村，按图书", &|_| RowQuery {
        equal: equal("城乡", "乡村".into()),
        ..sorted("图书", true)
    })?;
    measure("筛选：在校学生等于某数", &|turn| RowQuery {
        equal: equal(NUMBERS[0], (turn * 317).to_string()),
        ..RowQuery::default()
    })?;
    let deep = |query: RowQuery, pages: usize| -> Result<String, Failure> {
        let mut query = RowQuery { limit: RowQuery::MOST, ..query };
        for _ in 0..pages {
            let page = crate::sessions::reading(&district.office, None)?
                .rows("样例学校", &query)
                .map_err(|error| error.to_string())?;
            query.after = Some(page.next.ok_or("没有下一页")?);
        }
        query.after.ok_or_else(|| "没有下一页".to_owned())
    };
    let after = deep(sorted("城乡", false), 900)?;
    measure("第 9001 页，按城乡（三十余万行同值）", &|_| RowQuery {
        after: Some(after.clone()),
        ..sorted("城乡", false)
    })?;
    measure("找字：名称含 0999", &|_| RowQuery {
        containing: Some(("名称".to_owned(), "0999".to_owned())),
        ..RowQuery::default()
    })?;
    terminal::text(&table(&["一页 50 行", "头一次（含建索引）", "中位", "p95"], &lines));
    say!("{} 行 × {} 列；每种 {TURNS} 次；{}", grouped(ROWS as u64), super::generated::COLUMNS, machine());
    say!("标尺 p95 ≤ 50 毫秒：{}", if slowest <= BAR { "达到" } else { "未达到" });
    Ok(())
}
