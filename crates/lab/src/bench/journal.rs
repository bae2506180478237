//! `duheng bench journal`: a journal of a million entries: appending, proving, verifying.

use super::generated::{BATCH, District, grouped, machine, rate, rows};
use crate::failure::Failure;
use std::time::{Duration, Instant};
use terminal::{say, table};

const ENTRIES: usize = 1_000_000;
const PROOFS: u64 = 1_000;
/// Bars of the design: appends a second, a proof, verification of a million entries.
const APPENDS: u64 = 20_000;
const PROOF: Duration = Duration::from_millis(1);
const VERIFY: Duration = Duration::from_secs(2);

pub fn run() -> Result<(), Failure> {
    let told = |error: office::Error| error.to_string();
    let district = District::new("journal")?;
    let (mut appended, mut appending) = (0, Duration::ZERO);
    for from in (0..ENTRIES).step_by(BATCH) {
        let (outcome, taken) = district.import(rows(from, from + BATCH, None))?;
        appended += outcome.entries;
        appending += taken;
    }
    let reading = crate::sessions::reading(&district.office, None)?;
    let size = reading.journal_root().map_err(told)?.size;
    let start = Instant::now();
    let mut steps = 0;
    for turn in 0..PROOFS {
        steps += reading.journal_prove(turn * 7_919_000_003 % size).map_err(told)?.path.len();
    }
    let proving = start.elapsed() / PROOFS as u32;
    let start = Instant::now();
    let check = district
        .office
        .journal_verify(&crate::sessions::player(&district.office, crate::sessions::OPERATOR), None, None)
        .map_err(told)?;
    let verifying = start.elapsed();
    if let Some(finding) = check.findings.first() {
        return Err(finding.to_string());
    }
    let kept = |yes: bool| if yes { "达到" } else { "未达到" }.to_owned();
    let appends = rate(appended, appending);
    let lines = [
        vec![
            "追加（随导入，含检查与行）".to_owned(),
            format!("{} 条/秒", grouped(appends)),
            format!("≥ {} 条/秒", grouped(APPENDS)),
            kept(appends >= APPENDS),
        ],
        vec![
            format!("一个存在证明（{} 步）", steps as u64 / PROOFS),
            format!("{:.3} 毫秒", proving.as_secs_f64() * 1e3),
            "≤ 1 毫秒".to_owned(),
            kept(proving <= PROOF),
        ],
        vec![
            format!("核验 {} 条（逐条、逐结点、签名、各行）", grouped(check.size)),
            format!("{:.2} 秒", verifying.as_secs_f64()),
            "≤ 2 秒".to_owned(),
            kept(verifying <= VERIFY),
        ],
    ];
    terminal::text(&table(&["日志", "实测", "标尺", ""], &lines));
    say!("数据目录 {} MB；SM3，每条带盐；{}", district.bytes() >> 20, machine());
    Ok(())
}
